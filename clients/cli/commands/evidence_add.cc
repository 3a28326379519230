// SPDX-License-Identifier: Apache-2.0
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/commands/evidence.h"
#include "clients/cli/error.h"
#include "clients/cli/evidence_words.h"
#include "clients/cli/names.h"
#include "clients/cli/progress.h"

namespace continuum::cli {

namespace {

constexpr size_t kChunkBytes = size_t{1} << 20;
constexpr uintmax_t kMaxFileBytes = uintmax_t{256} << 20;  // no server takes more

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::error_code error;
  const uintmax_t size = std::filesystem::file_size(path, error);
  if (error) return InputError(path, error.message());
  if (size == 0) return InputError(path, "it is empty; want a file that holds something");
  if (size > kMaxFileBytes) return InputError(path, "it is over 256 MiB, which no server takes");
  std::ifstream in(path, std::ios::binary);
  std::string bytes(static_cast<size_t>(size), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in) return InputError(path, "it cannot be read");
  return bytes;
}

absl::StatusOr<std::string> Sha256Of(const std::string& bytes) {
  std::array<unsigned char, 32> digest = {};
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1) {
    return absl::InternalError("there is no SHA-256");
  }
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

// Sends the file. `name` becomes that of the upload, once it is begun.
absl::Status Send(Session& session, Connection& connection, const EvidenceAddOptions& options,
                  const std::string& program, const std::string& bytes, std::string* name) {
  v1::BeginUploadRequest begin;
  begin.set_parent(program);
  begin.mutable_upload()->set_title(options.title);
  begin.mutable_upload()->set_evidence_date(options.date);
  begin.mutable_upload()->set_media_type(options.media_type.empty() ? MediaTypeOfFile(options.file)
                                                                    : options.media_type);
  begin.mutable_upload()->set_size_bytes(static_cast<int64_t>(bytes.size()));
  auto upload = connection.BeginUpload(begin);
  if (upload.ok()) *name = upload->name();
  const int chunks = static_cast<int>((bytes.size() + kChunkBytes - 1) / kChunkBytes);
  Progress progress(session.console, "Sending part", chunks);
  for (size_t offset = 0; upload.ok() && offset < bytes.size(); offset += kChunkBytes) {
    progress.Next("");
    v1::UploadChunkRequest chunk;
    chunk.set_name(*name);
    chunk.set_offset(static_cast<int64_t>(offset));
    chunk.set_data(bytes.substr(offset, kChunkBytes));
    upload = connection.UploadChunk(chunk);
  }
  return upload.status();
}

// Tells the person what the server finds, before they answer for the file. What they have seen
// before is not told again; that nobody searched is, since they may have relied on it.
void Tell(Session& session, const EvidenceAddOptions& options,
          const v1::CheckUploadResponse& check) {
  if (!check.searched()) {
    session.console.Note(
        "note: the server could not search this file for patient data. Look yourself.");
  }
  if (options.no_patient_data && check.identifier_count() == options.identifiers_seen) return;
  for (const v1::IdentifierFinding& finding : check.identifiers()) {
    session.console.Note(absl::StrCat("warning: ", FindingWords(finding), PlacesWords(finding)));
  }
  // With --no-patient-data the error that comes says it.
  if (check.identifier_count() > 0 && !options.no_patient_data) {
    session.console.Note(
        absl::StrCat("Look at them. If none of them is a patient's, say so when you add the file "
                     "again: --identifiers-seen ",
                     check.identifier_count()));
  }
}

// Looks into what was sent, and makes it evidence.
absl::StatusOr<v1::EvidenceItem> Finish(Session& session, Connection& connection,
                                        const EvidenceAddOptions& options,
                                        const v1::FinishUploadRequest& finish) {
  v1::CheckUploadRequest check;
  check.set_name(finish.name());
  const auto checked = connection.CheckUpload(check);
  if (!checked.ok()) return checked.status();
  Tell(session, options, *checked);
  return connection.FinishUpload(finish);
}

// What was not taken may hold patients' data, so nothing of it stays on the server. Gives `error`,
// for which it is given up; or the evidence, if it had become that and only the answer was lost.
absl::StatusOr<v1::EvidenceItem> GiveUp(Session& session, Connection& connection,
                                        const v1::FinishUploadRequest& finish,
                                        const absl::Status& error) {
  v1::CancelUploadRequest cancel;
  cancel.set_name(finish.name());
  const auto given_up = connection.CancelUpload(cancel);
  if (given_up.ok()) return error;
  if (HasReason(given_up.status(), "UPLOAD_CLOSED")) {
    // Whoever saw the error would add the file again, and have it twice.
    auto item = connection.FinishUpload(finish);
    if (item.ok()) return item;
    session.console.Note(
        "warning: the file became evidence all the same. Do not add it again: `continuum evidence "
        "list` shows it.");
    return error;
  }
  session.console.Note(
      "warning: what was sent of the file could not be deleted from the server. Before you add it "
      "again, look with `continuum evidence list` whether it was added after all. If it was not, "
      "the server deletes it within a week; if it holds patients' data, tell who runs the server.");
  return error;
}

absl::StatusOr<v1::EvidenceItem> AddFile(Session& session, Connection& connection,
                                         const EvidenceAddOptions& options,
                                         const std::string& program) {
  const auto bytes = ReadFile(options.file);
  if (!bytes.ok()) return bytes.status();
  const auto digest = Sha256Of(*bytes);
  if (!digest.ok()) return digest.status();
  v1::FinishUploadRequest finish;
  finish.set_sha256(*digest);
  finish.set_no_patient_data(options.no_patient_data);
  finish.set_identifiers_seen(options.identifiers_seen);
  absl::Status sent = Send(session, connection, options, program, *bytes, finish.mutable_name());
  auto item = sent.ok() ? Finish(session, connection, options, finish)
                        : absl::StatusOr<v1::EvidenceItem>(std::move(sent));
  if (item.ok() || finish.name().empty()) return item;
  return GiveUp(session, connection, finish, item.status());
}

// "18/30" and what was looked for.
absl::StatusOr<v1::EvidenceSample> SampleOf(const std::string& counts,
                                            const std::string& looked_for) {
  const std::vector<std::string> parts = absl::StrSplit(counts, '/');
  int32_t met = 0;
  int32_t sampled = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &met) ||
      !absl::SimpleAtoi(parts[1], &sampled)) {
    return UsageError(absl::StrCat("got \"", counts,
                                   "\"; want in how many of how many it was so, such as 18/30"));
  }
  v1::EvidenceSample sample;
  sample.set_looked_for(looked_for);
  sample.set_met(met);
  sample.set_sampled(sampled);
  return sample;
}

template <typename Request>
Request RequestFor(const EvidenceAddOptions& options, const std::string& program) {
  Request request;
  request.set_parent(program);
  request.set_title(options.title);
  request.set_evidence_date(options.date);
  return request;
}

absl::StatusOr<v1::EvidenceItem> Add(Session& session, Connection& connection,
                                     const EvidenceAddOptions& options,
                                     const std::string& program) {
  if (!options.file.empty()) return AddFile(session, connection, options, program);
  if (!options.link.empty()) {
    auto request = RequestFor<v1::CreateLinkRequest>(options, program);
    request.mutable_link()->set_url(options.link);
    return connection.CreateLink(request);
  }
  const bool charts = !options.charts.empty();
  const auto sample = SampleOf(charts ? options.charts : options.interviews, options.looked_for);
  if (!sample.ok()) return sample.status();
  if (charts) {
    auto request = RequestFor<v1::CreateChartReviewRequest>(options, program);
    *request.mutable_chart_review() = *sample;
    return connection.CreateChartReview(request);
  }
  auto request = RequestFor<v1::CreateInterviewRequest>(options, program);
  *request.mutable_interview() = *sample;
  return connection.CreateInterview(request);
}

}  // namespace

CommandResult EvidenceAdd(Session& session, const EvidenceAddOptions& options) {
  const auto program = ProgramName(options.program);
  if (!program.ok()) return program.status();
  const std::string* const contents[] = {&options.file, &options.link, &options.interviews,
                                         &options.charts};
  if (std::count_if(std::begin(contents), std::end(contents),
                    [](const std::string* content) { return !content->empty(); }) != 1) {
    return UsageError("want exactly one of --file, --link, --interviews and --charts");
  }
  if (!options.file.empty() && options.media_type.empty() &&
      MediaTypeOfFile(options.file).empty()) {
    return UsageError(
        "the file's name does not end like one of a kind that is taken (pdf, png, jpg, tif, txt, "
        "csv, docx, xlsx, pptx, odt, ods, odp); if it is one, say which with --type");
  }
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto item = Add(session, **connection, options, *program);
  if (!item.ok()) return item.status();
  EmitEvidence(session, *item);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
