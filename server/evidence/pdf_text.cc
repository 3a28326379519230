// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/pdf_text.h"

#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"

namespace continuum::evidence {
namespace {

constexpr char kTrialText[] = "Continuum reads this";
// As short as a PDF may be; pdftotext finds its parts without a table of where they are.
constexpr char kTrial[] =
    "%PDF-1.4\n"
    "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
    "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
    "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents 4 0 R\n"
    "  /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>\n"
    "  >> endobj\n"
    "4 0 obj << /Length 50 >> stream\n"
    "BT /F 12 Tf 10 10 Td (Continuum reads this) Tj ET\n"
    "endstream endobj\n"
    "trailer << /Root 1 0 R >>\n";

// The page's lines as they stand there, so that a label stays beside what it labels, also in a form
// or a table. How wide the gaps are says nothing.
std::string Squeezed(absl::string_view page) {
  std::string text;
  for (const absl::string_view line : absl::StrSplit(page, '\n')) {
    std::string words(line);
    absl::RemoveExtraAsciiWhitespace(&words);
    if (!words.empty()) absl::StrAppend(&text, words, "\n");
  }
  return text;
}

}  // namespace

std::optional<std::vector<TextPart>> PagesOf(absl::string_view printed) {
  std::vector<TextPart> pages;
  int64_t number = 0;
  for (const absl::string_view page : absl::StrSplit(printed, '\f')) {
    ++number;
    std::string text = Squeezed(page);
    if (text.empty()) continue;
    if (pages.size() == PdfReader::kMaxPages) return std::nullopt;
    pages.push_back({absl::StrCat("page ", number), std::move(text)});
  }
  if (pages.empty()) return std::nullopt;
  return pages;
}

absl::StatusOr<PdfReader> PdfReader::At(const std::string& program, const base::Clock& clock,
                                        const base::Log* log, const ProcessLimits& limits) {
  if (!absl::StartsWith(program, "/") || !IsProgram(program)) {
    return absl::InvalidArgumentError(
        absl::StrCat("got \"", program, "\", want the path of a program, such as ", kUsualProgram,
                     " (Debian has it in poppler-utils)"));
  }
  RETURN_IF_ERROR(CheckCanLimit());
  return PdfReader(program, clock, log, limits);
}

absl::StatusOr<std::string> PdfReader::Print(absl::string_view pdf,
                                             const base::Patience& patience) const {
  // By its name and not as "-", so that it is read where it lies and not copied first.
  return RunLimited({program_, "-q", "-layout", "-enc", "ASCII7", "-eol", "unix", "/dev/fd/0", "-"},
                    pdf, limits_, [&] { return patience.Check(clock_->Now()); });
}

absl::StatusOr<bool> PdfReader::ReadsTrial(const base::Patience& patience) const {
  ASSIGN_OR_RETURN(const std::string printed, Print(kTrial, patience));
  const auto pages = PagesOf(printed);
  return pages.has_value() && pages->front().text == absl::StrCat(kTrialText, "\n");
}

absl::Status PdfReader::Try() const {
  const auto reads = ReadsTrial({});
  if (reads.ok() && *reads) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      program_, " does not read a PDF here; want pdftotext of poppler-utils, which may use ",
      limits_.memory_bytes >> 20, " MiB of address space"));
}

absl::Status PdfReader::Unavailable(absl::string_view why) const {
  if (log_ != nullptr) log_->Write(base::Severity::kError, "PDF cannot be read", {{"why", why}});
  return base::MakeError(absl::StatusCode::kUnavailable, "PDF_READER_FAILED",
                         "the program that searches PDF does not work now, and no PDF is kept "
                         "without a search meanwhile. Try again later, or tell who runs the "
                         "server");
}

absl::StatusOr<std::optional<std::vector<TextPart>>> PdfReader::Pages(
    absl::string_view pdf, const base::Patience& patience) const {
  const auto printed = Print(pdf, patience);
  const absl::Status& status = printed.status();
  if (status.ok()) return PagesOf(*printed);
  if (absl::IsCancelled(status) || absl::IsDeadlineExceeded(status)) return status;
  if (absl::IsAborted(status)) {
    // It is the file's fault only if the program reads another one now: it has the same exit code
    // for a file that it does not understand and for one that the system does not let it open.
    const auto reads = ReadsTrial(patience);
    if (absl::IsCancelled(reads.status()) || absl::IsDeadlineExceeded(reads.status())) {
      return reads.status();
    }
    if (!reads.ok() || !*reads) return Unavailable(status.message());
  } else if (!absl::IsResourceExhausted(status)) {
    return Unavailable(status.message());
  }
  if (log_ != nullptr) {
    log_->Write(base::Severity::kWarning, "a PDF was not searched", {{"why", status.message()}});
  }
  return std::nullopt;
}

}  // namespace continuum::evidence
