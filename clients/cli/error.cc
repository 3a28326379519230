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
#include "clients/cli/field_options.h"
#include "clients/cli/not_found_advice.h"
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
    {"ACCESS_ENDED", "It has ended already; nothing is left to do."},
    {"ACCOUNT_DISABLED",
     "A disabled account stays disabled. Invite the person with another address."},
    {"ALREADY_CORRECTED", "Correct the assessment that already corrects it."},
    {"ALREADY_EXISTS", "Choose another id, or go on with what is there."},
    {"ANSWERS_INVALID", "Mend the answers and load the file again. Nothing was saved."},
    {"ARCHIVED", "What is archived takes no changes. Use another, or ask who archived it."},
    {"ASSESSMENT_COMPLETED",
     "A completed assessment never changes. To mend a mistake, begin a correction with "
     "`continuum assess correct`."},
    {"ASSESSMENT_CORRECTED", "Name the assessment that corrects it instead."},
    {"ASSESSMENT_NOT_COMPLETED",
     "It is still a draft: load other answers instead, or complete it first."},
    {"ASSIGNMENT_CLOSED", "It is done or cancelled already; nothing is left to do."},
    {"ATTESTATION_NEEDED",
     "Look into the file. If it holds nothing about a single patient, add it again with "
     "--no-patient-data."},
    {"CLIENT_CERTIFICATE_REFUSED",
     "Ask whoever runs the server for a certificate that it accepts, and give it with "
     "--tls-certificate and --tls-key."},
    {"CODE_INVALID",
     "Ask whoever gave you the code for a new one: a code works once, and only for a time."},
    {"CODE_NEEDED", "Repeat the command, and give the code that the authenticator shows as well."},
    {"CROSSWALK_INVALID",
     "`continuum crosswalk check FILE` lists every problem. Mend the text, or take the crosswalk "
     "between the two rubrics."},
    {"ETAG_MISMATCH", "Somebody changed it meanwhile. Look at it again, then repeat the command."},
    {"FILE_MISSING",
     "A backup of that folder may have the file; what is known of the evidence is there. If you "
     "were just adding it, add it again."},
    {"HAS_ACTIVE_CHILDREN", "Archive its programs first."},
    {"IDENTIFIERS_NOT_SEEN",
     "Look at each of them. Only if none is a patient's, run the command again with "
     "--identifiers-seen and their number."},
    {"KEY_TAKEN", "Another account has it. Give another, or use that account."},
    {"LAST_ADMINISTRATOR",
     "Make another administrator first: `continuum member invite installation --role administrator "
     "--email EMAIL`."},
    {"LAST_OWNER",
     "Hand over first with `continuum handover`, or add another owner with `continuum member "
     "invite`."},
    {"MEASUREMENT_DIFFERS",
     "Use `continuum assess prefill` with a crosswalk between the two revisions."},
    {"MEMBERSHIP_ENDED", "It has ended already; nothing is left to do."},
    {"NOTHING_TO_CONFIRM",
     "Nothing is left to do there; `continuum assess confirm ASSESSMENT` lists what still waits."},
    {"NOT_A_MEMBER",
     "`continuum member list PROGRAM` shows who takes part, and `continuum member invite` invites "
     "somebody."},
    // Said only where there is no sign-in: others are asked to sign in first.
    {"NO_ACCOUNT",
     "This server was started without sign-in, for one person on one machine, so that nobody has "
     "an account, and nothing is assigned to anybody by account. `continuum assign list "
     "ASSESSMENT` shows all that is assigned."},
    {"NO_PASSWORD",
     "The account signs in elsewhere, or with a token or certificate; it has no password here."},
    {"NO_ROLE", "`continuum member list RESOURCE` shows who has a role there."},
    {"NO_SECOND_FACTOR", "Begin with `continuum password second-factor`."},
    {"NO_SESSION", "There is nothing to end: the call was not made with a session or a token."},
    {"NUMBER_TOO_LONG", "Tell the rubric's author: its numbers have too many digits."},
    {"OWN_ANSWERS_FIRST", "Save your own answers first; then you see what others answered."},
    {"OWN_ANSWERS_ONLY", "Save into your own answers, or into the program's."},
    {"PERMISSION_DENIED",
     "Do as the message says, or ask one of those who may; `continuum whoami` shows what you may "
     "do."},
    {"PURGE_ASKED",
     "Wait until it is decided; `continuum purge list PROGRAM --waiting` shows what waits."},
    {"PURGE_NEEDS_ANOTHER_PERSON",
     "Ask somebody who led the program before it was asked for: `continuum member list PROGRAM` "
     "shows since when. Or decline it, and have it asked for anew."},
    {"REVISION_NOT_OPEN", "Use a revision that is open today; `continuum rubric list` shows them."},
    {"REVISION_NOT_PUBLISHED", "Publish the revision first with `continuum rubric publish`."},
    {"REVISION_PUBLISHED",
     "A published revision never changes. Give the text a new `revision` and publish that."},
    {"RUBRIC_INVALID", "`continuum rubric check FILE` lists every problem. Mend the text."},
    {"SECOND_FACTOR_SET",
     "To set up another, ask an administrator to reset your password: that removes this one."},
    {"SERVER_BUSY", "The server is busy. Try again in a moment; nothing was changed."},
    {"SERVER_CERTIFICATE_EXPIRED",
     "Look whether this machine's clock is right. If so, whoever runs the server has to renew the "
     "certificate."},
    {"SERVER_CERTIFICATE_INVALID", "Show this to whoever runs the server. Nothing was sent to it."},
    {"SERVER_CERTIFICATE_NAME",
     "Give --server a name that the certificate is for. If it should be for this one, whoever runs "
     "the server has to have it made anew. Nothing was sent to it."},
    {"SERVER_CERTIFICATE_NOT_YET_VALID",
     "Look whether this machine's clock is right. If so, tell whoever runs the server."},
    {"SERVER_CERTIFICATE_UNTRUSTED",
     "Ask whoever runs the server for the certificate of its authority, and give the file with "
     "--tls-ca. Do not go on if you cannot be sure that it is theirs. Nothing was sent to it."},
    {"SERVER_ENCRYPTED",
     "Give --tls-ca FILE with the certificate of the server's authority, or --tls if this machine "
     "trusts it already."},
    {"SERVER_NOT_ENCRYPTED",
     "If the server is on this machine, leave out --tls and --tls-ca. If not, check the port: it "
     "may be another service's."},
    {"SIGN_IN_FAILED",
     "Check the e-mail address, the password and the code, and the clock of the device that shows "
     "it. `continuum login --code` takes a code for a new password."},
    {"SIGN_IN_NEEDED", "Sign in with `continuum login`."},
    {"SIGN_IN_SLOWED",
     "Wait a while; every wrong try makes it longer. Who forgot the password asks an administrator "
     "for a code."},
    {"THREAD_OPEN", "It is open; nothing is left to do."},
    {"THREAD_RESOLVED", "It is resolved. Reopen it with `continuum comment reopen` to say more."},
    {"TOKEN_INVALID",
     "Sign in with `continuum login`, unless the message says that there is no account. If "
     "CONTINUUM_TOKEN or --token-file gave the token, make a new one with `continuum token "
     "create`."},
    {"TOKEN_NOT_ACTIVE", "It is not good any more; nothing is left to do."},
    {"TOO_MANY_TOKENS",
     "`continuum token list` shows them; `continuum token revoke NAME` makes room."},
    {"TOO_MUCH_WRITTEN",
     "Try again when the message says; whoever has that much to bring in does it over some days."},
};

absl::string_view AdviceForCode(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kUnavailable:
      return "Check that the server runs (`./dev run` starts one) and that --server or "
             "CONTINUUM_SERVER names its host and port.";
    case absl::StatusCode::kUnauthenticated:
      return "Sign in with `continuum login`.";
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

std::string AdviceFor(const absl::Status& error) {
  if (const auto info = GetDetail<google::rpc::ErrorInfo>(error); info.has_value()) {
    if (info->reason() == "NOT_FOUND") {
      const auto resource = info->metadata().find("resource");
      return NotFoundAdvice(resource == info->metadata().end() ? "" : resource->second);
    }
    for (const Advice& advice : kAdvice) {
      if (info->reason() == advice.reason) return std::string(advice.text);
    }
  }
  return std::string(AdviceForCode(error.code()));
}

// The message, in which the field that is wrong is called as people typed it.
std::string MessageOf(const absl::Status& error) {
  std::string message(error.message());
  const auto detail = GetDetail<google::rpc::BadRequest>(error);
  if (!detail.has_value()) return message;
  for (const auto& violation : detail->field_violations()) {
    const std::string& field = violation.field();
    if (field.empty() || !absl::StartsWith(message, absl::StrCat(field, ": "))) continue;
    return absl::StrCat(OptionOf(field), message.substr(field.size()));
  }
  return message;
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
      add(named ? "" : OptionOf(violation.field()), violation.description());
    }
  }
  if (const auto detail = GetDetail<google::rpc::PreconditionFailure>(error); detail.has_value()) {
    for (const auto& violation : detail->violations()) {
      add(violation.subject(), violation.description());
    }
  }
  if (HasReason(error, "SIGN_IN_SLOWED")) {
    const auto retry = GetDetail<google::rpc::RetryInfo>(error);
    if (retry.has_value() && retry->retry_delay().seconds() > 0) {
      add("", absl::StrCat("wait ", retry->retry_delay().seconds(), " seconds"));
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

bool HasReason(const absl::Status& error, absl::string_view reason) {
  const auto info = GetDetail<google::rpc::ErrorInfo>(error);
  return info.has_value() && info->reason() == reason;
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
    case absl::StatusCode::kDataLoss:
      // No defect: what the server keeps is not all there.
      return HasReason(error, "FILE_MISSING") ? ExitCode::kConflict : ExitCode::kInternal;
    default:
      return ExitCode::kInternal;
  }
}

std::vector<std::string> DescribeError(const absl::Status& error) {
  const std::string message = MessageOf(error);
  std::vector<std::string> lines = {
      absl::StrCat("error: ", message.empty() ? absl::StatusCodeToString(error.code()) : message)};
  DescribeDetails(error, &lines);
  const std::string advice = AdviceFor(error);
  if (!advice.empty()) lines.push_back(absl::StrCat("what next: ", advice));
  return lines;
}

}  // namespace continuum::cli
