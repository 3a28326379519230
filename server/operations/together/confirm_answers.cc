// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/assessments/proposals.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/identifiers_seen.h"
#include "server/operations/rubrics/rubric_ids.h"
#include "server/operations/together.h"
#include "server/operations/together/team_rows.h"

namespace continuum::operations {
namespace {

constexpr size_t kMaxAttestationBytes = 4 * 1024;

absl::Status CheckForm(const v1::ConfirmAnswersRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "name", request.name());
  if (request.domains().empty() && !request.inputs()) {
    checks.Wrong("domains", "", "at least one domain, or inputs");
  }
  if (CheckNoPatientNumbers("attestation", request.attestation(), checks)) {
    checks.Text("attestation", request.attestation(), /*required=*/true, kMaxAttestationBytes);
  }
  checks.RequestId(request.request_id());
  return checks.Result();
}

// The criteria in the domains, those below them included, and the inputs if they are asked for.
// FIELD_INVALID if the rubric has no such domain.
absl::StatusOr<std::set<std::string>> Within(const scoring::CompiledRubric& rubric,
                                             const v1::ConfirmAnswersRequest& request) {
  constexpr absl::string_view want = "the id of a domain of the assessment's rubric";
  std::string domains = absl::StrCat(": ", DomainIds(rubric));
  std::set<std::string> within;
  FieldChecks checks;
  std::set<std::string> seen;
  for (int i = 0; i < request.domains_size(); ++i) {
    bool found = false;
    for (const scoring::CompiledDomain& domain : rubric.domains()) {
      if (domain.definition->id() != request.domains(i)) continue;
      found = true;
      for (int c = domain.first_criterion; c < domain.end_criterion; ++c) {
        within.insert(rubric.criteria()[static_cast<size_t>(c)].definition->id());
      }
    }
    const std::string field = absl::StrCat("domains[", i, "]");
    if (!found) {
      checks.Wrong(field, request.domains(i), absl::StrCat(want, domains));
      domains.clear();  // once is enough
    } else if (!seen.insert(request.domains(i)).second) {
      checks.Wrong(field, request.domains(i), "each id once");
    }
  }
  RETURN_IF_ERROR(checks.Result());
  if (request.inputs()) {
    for (const auto& input : rubric.definition().inputs()) within.insert(input.id());
  }
  return within;
}

// What waits there to be confirmed, as it is once it is confirmed.
absl::StatusOr<v1::AnswerSet> Confirmed(const storage::Reader& reader, const auth::Scope& scope,
                                        const std::string& assessment,
                                        const std::set<std::string>& within) {
  ASSIGN_OR_RETURN(const v1::AnswerSet all, ReadAnswers(reader, scope, assessment));
  v1::AnswerSet confirmed;
  for (const v1::Answer& answer : all.answers()) {
    if (!answer.unconfirmed() || within.count(answer.criterion()) == 0) continue;
    v1::Answer& added = *confirmed.add_answers();
    added = answer;
    added.clear_unconfirmed();
    added.set_attested(true);
  }
  if (!confirmed.answers().empty()) return confirmed;
  return base::FailedPrecondition("NOTHING_TO_CONFIRM", assessment,
                                  "no answer waits there to be confirmed; nothing is left to do");
}

absl::StatusOr<Changed<v1::ConfirmAnswersResponse>> Confirm(
    const Dependencies& dependencies, storage::Writer& writer, const Call& call,
    const v1::ConfirmAnswersRequest& request, const std::set<std::string>& within) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(OpenDraft draft, GetOpenDraft(writer, scope, request.name(), request.etag()));
  ASSIGN_OR_RETURN(const v1::AnswerSet confirmed, Confirmed(writer, scope, request.name(), within));
  ASSIGN_OR_RETURN(const Appended appended, AppendAnswers(writer, scope, call.caller.id(),
                                                          request.name(), confirmed.answers()));
  draft.assessment.answered_criteria += appended.answered;
  RETURN_IF_ERROR(UpdateDraft(writer, scope, draft.assessment));
  storage::ConfirmationRecord record;
  record.name = absl::StrCat(request.name(), "/confirmations/f", dependencies.ids->New());
  record.owner = draft.owner;
  record.assessment = request.name();
  record.domains.assign(request.domains().begin(), request.domains().end());
  for (const v1::Answer& answer : confirmed.answers())
    record.criteria.push_back(answer.criterion());
  record.attestation = request.attestation();
  record.author = call.caller.id();
  RETURN_IF_ERROR(storage::Create(writer, scope, record));
  StampCreated(writer, &record.stamp);
  v1::ConfirmAnswersResponse response;
  *response.mutable_assessment() = ToMessage(draft.assessment);
  *response.mutable_confirmation() = ToMessage(record);
  return Changed<v1::ConfirmAnswersResponse>{std::move(response), std::move(draft.owner)};
}

}  // namespace

absl::StatusOr<v1::ConfirmAnswersResponse> ConfirmAnswers(
    const Dependencies& dependencies, const Call& call, const v1::ConfirmAnswersRequest& request) {
  RETURN_IF_ERROR(CheckForm(request));
  ASSIGN_OR_RETURN(
      Prepared<v1::ConfirmAnswersResponse> prepared,
      Prepare<v1::ConfirmAnswersResponse>(dependencies, call, request, request.name()));
  if (prepared.replay.has_value()) return *std::move(prepared.replay);
  ASSIGN_OR_RETURN(const std::set<std::string> within, Within(*prepared.rubric, request));
  return MakeChange<v1::ConfirmAnswersResponse>(
      dependencies, call, request, [&](storage::Writer& writer) {
        return Confirm(dependencies, writer, call, request, within);
      });
}

}  // namespace continuum::operations
