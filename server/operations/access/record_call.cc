// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/record_call.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/str_split.h"
#include "server/auth/caller.h"
#include "server/base/audit_log.h"
#include "server/base/errors.h"
#include "server/operations/access/effort_log.h"
#include "server/operations/access/look_log.h"
#include "server/operations/access/resource_of.h"

namespace continuum::operations {
namespace {

// Whose calls about an assessment are work on it.
constexpr absl::string_view kServicesOfWork[] = {"AssessmentService", "CrosswalkService",
                                                 "EvidenceService", "TogetherService"};

absl::string_view WordOf(auth::SignedInBy by) {
  switch (by) {
    case auth::SignedInBy::kNothing:
      return "nothing";
    case auth::SignedInBy::kMachine:
      return "machine";
    case auth::SignedInBy::kToken:
      return "token";
    case auth::SignedInBy::kIssuer:
      return "issuer";
    case auth::SignedInBy::kCertificate:
      return "certificate";
  }
  return "";
}

bool IsRefusal(const absl::Status& outcome) {
  return absl::IsPermissionDenied(outcome) || absl::IsUnauthenticated(outcome);
}

// After these, nobody can say that nothing was changed.
bool MayHaveChanged(const absl::Status& outcome) {
  return outcome.ok() || absl::IsInternal(outcome) || absl::IsUnknown(outcome) ||
         absl::IsDataLoss(outcome) || base::ReasonOf(outcome) == "OUTCOME_UNKNOWN";
}

// "AssessmentService" and "GetScorecard".
std::pair<std::string, std::string> PartsOf(const std::string& method) {
  return absl::StrSplit(method, absl::MaxSplits('.', 1));
}

void NoteLooks(const Dependencies& dependencies, const Passage& passage) {
  const absl::Time now = dependencies.clock->Now();
  for (const std::string& access : passage.accesses) {
    dependencies.looks->Note({.hour = now,
                              .access = access,
                              .account = passage.caller.id(),
                              .resource = passage.resource,
                              .method = PartsOf(passage.method).second});
  }
}

void NoteEffort(const Dependencies& dependencies, const Passage& passage) {
  const std::string service = PartsOf(passage.method).first;
  if (std::find(std::begin(kServicesOfWork), std::end(kServicesOfWork), service) ==
      std::end(kServicesOfWork)) {
    return;
  }
  const std::string assessment = AssessmentAround(passage.resource);
  if (assessment.empty()) return;
  dependencies.effort->Note(passage.caller.id(), assessment, dependencies.clock->Now());
}

void Tell(const base::AuditLog& audit, absl::string_view event, const Passage& passage,
          const absl::Status& outcome) {
  const bool refused = IsRefusal(outcome);
  audit.Write(refused ? base::Severity::kWarning : base::Severity::kInfo, event,
              {{"method", passage.method},
               {"code", absl::StatusCodeToString(outcome.code())},
               {"reason", base::ReasonOf(outcome)},
               {"account", passage.account.empty() ? passage.caller.id() : passage.account},
               {"signed_in_by", WordOf(passage.caller.signed_in_by())},
               {"token", passage.caller.token()},
               {"peer", passage.peer},
               // Whatever is no name may be a secret in the wrong place.
               {"resource", LooksLikeName(passage.resource) ? passage.resource : ""},
               {"call", passage.call_id}});
}

}  // namespace

absl::string_view EventOf(const Passage& passage, const absl::Status& outcome) {
  if (passage.method == "PeopleService.SignIn" || passage.method == "PeopleService.RedeemCode") {
    return "sign-in";
  }
  if (passage.method == "PeopleService.SignOut") return "sign-out";
  if (IsRefusal(outcome)) return "refused";
  if (passage.changes) return MayHaveChanged(outcome) ? "change" : "";
  const bool of_others =
      passage.let_in_by == LetInBy::kAccess || passage.let_in_by == LetInBy::kInstallation;
  return outcome.ok() && of_others ? "look" : "";
}

void RecordCall(const Dependencies& dependencies, const Passage& passage,
                const absl::Status& outcome) {
  // What failed showed nothing, and names what need not exist.
  if (outcome.ok() && passage.let_in_by == LetInBy::kAccess) NoteLooks(dependencies, passage);
  if (outcome.ok() && passage.let_in_by == LetInBy::kOwn) NoteEffort(dependencies, passage);
  if (dependencies.audit == nullptr) return;
  const absl::string_view event = EventOf(passage, outcome);
  if (!event.empty()) Tell(*dependencies.audit, event, passage, outcome);
}

}  // namespace continuum::operations
