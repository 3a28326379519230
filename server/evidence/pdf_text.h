// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_EVIDENCE_PDF_TEXT_H_
#define CONTINUUM_SERVER_EVIDENCE_PDF_TEXT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/base/clock.h"
#include "server/base/log.h"
#include "server/base/patience.h"
#include "server/evidence/document_text.h"
#include "server/evidence/limited_process.h"

namespace continuum::evidence {

// Reads the text of PDF files with Poppler's pdftotext, in a process of its own with limits
// (limited_process.h), because a PDF is what its author made of it. Thread-safe; refers to the
// clock and the log.
//
//   ASSIGN_OR_RETURN(const PdfReader reader, PdfReader::At("/usr/bin/pdftotext", clock));
//   ASSIGN_OR_RETURN(const auto pages, reader.Pages(bytes, call.patience));
class PdfReader {
 public:
  static constexpr char kUsualProgram[] = "/usr/bin/pdftotext";
  static constexpr size_t kMaxPages = 100'000;

  // INVALID_ARGUMENT: `program` is no path, beginning with /, of an executable file.
  // FAILED_PRECONDITION: the programs that set the limits are not there. `log` is told why files
  // were not searched, without their names or contents; null: nobody is.
  static absl::StatusOr<PdfReader> At(const std::string& program, const base::Clock& clock,
                                      const base::Log* log = nullptr,
                                      const ProcessLimits& limits = {});

  // Reads a small PDF to see whether all is as it must be. FAILED_PRECONDITION: it is not.
  absl::Status Try() const;

  // The texts of the pages that have any, by the names "page 1" and so on: the lines as they stand
  // on the page, without empty ones, in ASCII (other letters and dashes are written as what they
  // are like, or left out). Nothing where the file has none for us, so that it cannot be searched:
  //
  // * it has no text, as a scan, or more than 64 MiB, or more than kMaxPages pages with text;
  // * the program fails on it (it is damaged, opens with a password, or takes too much memory), and
  //   reads another one at the same time;
  // * it takes too long.
  //
  // Errors, so that nobody gets around the search by being in a hurry or by waiting for trouble:
  //
  // * CANCELLED, DEADLINE_EXCEEDED: the caller waits no longer.
  // * UNAVAILABLE, PDF_READER_FAILED: the system does not let the program start, run to its end or
  //   open the file, or the program or one of its libraries is gone.
  absl::StatusOr<std::optional<std::vector<TextPart>>> Pages(absl::string_view pdf,
                                                             const base::Patience& patience) const;

 private:
  PdfReader(std::string program, const base::Clock& clock, const base::Log* log,
            const ProcessLimits& limits)
      : program_(std::move(program)), clock_(&clock), log_(log), limits_(limits) {}

  // What the program prints. Errors as RunLimited().
  absl::StatusOr<std::string> Print(absl::string_view pdf, const base::Patience& patience) const;
  // Whether it reads a small PDF that is good. Errors as RunLimited().
  absl::StatusOr<bool> ReadsTrial(const base::Patience& patience) const;
  // The error that Pages gives, after saying why in the log.
  absl::Status Unavailable(absl::string_view why) const;

  std::string program_;
  const base::Clock* clock_;
  const base::Log* log_;
  ProcessLimits limits_;
};

// What pdftotext prints, page by page, as Pages says. Pure function; takes any bytes.
std::optional<std::vector<TextPart>> PagesOf(absl::string_view printed);

}  // namespace continuum::evidence

#endif  // CONTINUUM_SERVER_EVIDENCE_PDF_TEXT_H_
