// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/error.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/exit_code.h"
#include "google/rpc/error_details.pb.h"

namespace continuum::cli {

namespace {

// Marks an error about a file, so that it is told from other invalid arguments.
constexpr absl::string_view kInputFileUrl = "continuum.cli/input_file";

struct Advice {
  absl::string_view reason;  // of google.rpc.ErrorInfo
  absl::string_view text;
};

// What to do about the reasons that the services document.
constexpr Advice kAdvice[] = {
    {"ALREADY_CORRECTED", "Correct the assessment that already corrects it."},
    {"ALREADY_EXISTS", "Choose another id, or go on with what is there."},
    {"ANSWERS_INVALID", "Mend the answers and load the file again. Nothing was saved."},
    {"ARCHIVED", "What is archived takes no changes. Use another, or ask who archived it."},
    {"ASSESSMENT_COMPLETED",
     "A completed assessment never changes. To mend a mistake, begin a correction with "
     "`continuum assess correct`."},
    {"ASSESSMENT_NOT_COMPLETED",
     "It is still a draft: load other answers instead, or complete it first."},
    {"CROSSWALK_INVALID",
     "`continuum crosswalk check FILE` lists every problem. Mend the text, or take the crosswalk "
     "between the two rubrics."},
    {"ETAG_MISMATCH", "Somebody changed it meanwhile. Look at it again, then repeat the command."},
    {"HAS_ACTIVE_CHILDREN", "Archive its programs first."},
    {"NOT_FOUND",
     "Check the name; `continuum program list`, `continuum assess list` and `continuum rubric "
     "list` show what there is."},
    {"NUMBER_TOO_LONG", "Tell the rubric's author: its numbers have too many digits."},
    {"PERMISSION_DENIED", "Ask the service's administrator for the right to do this."},
    {"REVISION_NOT_OPEN", "Use a revision that is open today; `continuum rubric list` shows them."},
    {"REVISION_NOT_PUBLISHED", "Publish the revision first with `continuum rubric publish`."},
    {"REVISION_PUBLISHED",
     "A published revision never changes. Give the text a new `revision` and publish that."},
    {"RUBRIC_INVALID", "`continuum rubric check FILE` lists every problem. Mend the text."},
    {"SERVER_BUSY", "The server is busy. Try again in a moment; nothing was changed."},
};

absl::string_view AdviceForCode(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kUnavailable:
      return "Check that the server runs (`./dev run` starts one) and that --server or "
             "CONTINUUM_SERVER names its host and port.";
    case absl::StatusCode::kDeadlineExceeded:
      return "The server did not answer in time. Look whether the change is there before you "
             "repeat it.";
    case absl::StatusCode::kResourceExhausted:
      return "The server takes no more now, or the message is over 4 MiB. Try again later with "
             "less.";
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kDataLoss:
      return "This is a defect of the service. Please report it with the text above.";
    case absl::StatusCode::kUnimplemented:
      return "The server is older than this command, or not a Continuum server.";
    default:
      return "";
  }
}

absl::string_view AdviceFor(const absl::Status& error) {
  if (const auto info = GetDetail<google::rpc::ErrorInfo>(error); info.has_value()) {
    for (const Advice& advice : kAdvice) {
      if (info->reason() == advice.reason) return advice.text;
    }
  }
  return AdviceForCode(error.code());
}

// Adds what the details say beyond the message.
void DescribeDetails(const absl::Status& error, std::vector<std::string>* lines) {
  const auto add = [&](absl::string_view where, absl::string_view text) {
    const std::string line = absl::StrCat(where, where.empty() ? "" : ": ", text);
    const bool said = !text.empty() && absl::StrContains(error.message(), absl::string_view(text));
    if (!said) lines->push_back(absl::StrCat("  - ", line));
  };
  if (const auto detail = GetDetail<google::rpc::BadRequest>(error); detail.has_value()) {
    for (const auto& violation : detail->field_violations()) {
      const bool named = absl::StartsWith(violation.description(), violation.field());
      add(named ? "" : violation.field(), violation.description());
    }
  }
  if (const auto detail = GetDetail<google::rpc::PreconditionFailure>(error); detail.has_value()) {
    for (const auto& violation : detail->violations()) {
      add(violation.subject(), violation.description());
    }
  }
  if (error.code() != absl::StatusCode::kInternal) return;
  if (const auto info = GetDetail<google::rpc::ErrorInfo>(error); info.has_value()) {
    const auto call = info->metadata().find("call");
    if (call != info->metadata().end()) add("call", call->second);
  }
}

}  // namespace

absl::Status UsageError(absl::string_view message) { return absl::InvalidArgumentError(message); }

absl::Status InputError(absl::string_view file, absl::string_view message) {
  absl::Status error = absl::InvalidArgumentError(absl::StrCat(file, ": ", message));
  error.SetPayload(kInputFileUrl, absl::Cord(file));
  return error;
}

ExitCode ExitCodeOf(const absl::Status& error) {
  switch (error.code()) {
    case absl::StatusCode::kOk:
      return ExitCode::kOk;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange: {
      const auto info = GetDetail<google::rpc::ErrorInfo>(error);
      const bool about_file = error.GetPayload(kInputFileUrl).has_value() ||
                              (info.has_value() && (info->reason() == "ANSWERS_INVALID" ||
                                                    info->reason() == "RUBRIC_INVALID" ||
                                                    info->reason() == "NUMBER_TOO_LONG"));
      return about_file ? ExitCode::kInput : ExitCode::kUsage;
    }
    case absl::StatusCode::kNotFound:
      return ExitCode::kNotFound;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kUnauthenticated:
      return ExitCode::kConflict;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kCancelled:
      return ExitCode::kUnavailable;
    default:
      return ExitCode::kInternal;
  }
}

std::vector<std::string> DescribeError(const absl::Status& error) {
  const std::string message(error.message());
  std::vector<std::string> lines = {
      absl::StrCat("error: ", message.empty() ? absl::StatusCodeToString(error.code()) : message)};
  DescribeDetails(error, &lines);
  const absl::string_view advice = AdviceFor(error);
  if (!advice.empty()) lines.push_back(absl::StrCat("what next: ", advice));
  return lines;
}

}  // namespace continuum::cli
