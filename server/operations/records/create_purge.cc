// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/operations/access/roles_in.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/assessments/own_answers.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/identifiers_seen.h"
#include "server/operations/evidence/evidence_rows.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/records.h"
#include "server/operations/records/purged_words.h"
#include "server/operations/records/record_rows.h"

namespace continuum::operations {
namespace {

// How many may wait for a decision: so many of one person, and so many of a program. What waits is
// looked through whenever the program's words are shown.
constexpr int64_t kMaxWaitingOfOne = 50;
constexpr int kMaxWaiting = 1000;

bool MayBePurged(absl::string_view name) {
  return IsNameOf(Resource::kComment, name) || IsNameOf(Resource::kEvidence, name) ||
         IsNameOf(Resource::kAnswer, name);
}

absl::Status Check(const v1::CreatePurgeRequest& request) {
  const v1::Purge& purge = request.purge();
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "parent", request.parent());
  // Permission was asked for the program; of others nothing is told.
  if (!MayBePurged(purge.resource()) ||
      !absl::StartsWith(purge.resource(), absl::StrCat(request.parent(), "/"))) {
    checks.Wrong("purge.resource", purge.resource(),
                 absl::StrCat("a comment (", PatternOf(Resource::kComment), "), evidence (",
                              PatternOf(Resource::kEvidence), ") or an answer (",
                              PatternOf(Resource::kAnswer), ") of that program"));
  }
  if (CheckNoPatientNumbers("purge.reason", purge.reason(), checks)) {
    checks.Line("purge.reason", purge.reason(), 1, kMaxReasonCharacters);
  }
  checks.RequestId(request.request_id());
  return checks.Result();
}

absl::Status AlreadyPurged(const std::string& resource) {
  return base::FailedPrecondition("PURGED", resource,
                                  "it was purged already; nothing is left to do");
}

absl::StatusOr<std::vector<storage::PurgeRecord>> PurgesOf(const storage::Reader& reader,
                                                           const std::string& resource,
                                                           storage::PurgeState state) {
  storage::ResourceQuery query;
  query.subject = resource;
  query.state = static_cast<int64_t>(state);
  return ListAll<storage::PurgeRecord>(reader, PeopleScope(), query);
}

// Whether the answer is as a purge left it: then no earlier version has any words either.
absl::Status CheckAnswer(const storage::Reader& reader, const Call& call, const std::string& name) {
  const auth::Scope scope(call.caller);
  const absl::string_view set = ParentOf(Resource::kAnswer, name);
  const absl::string_view assessment_name = ParentOf(Resource::kAnswerSet, set);
  ASSIGN_OR_RETURN(const storage::AssessmentRecord assessment,
                   reader.GetAssessment(scope, assessment_name));
  if (SourceOf(set) != kConsensus && !AreAnswersOf(call.caller, set)) {
    // Who may not read what others answered does not learn whether they did.
    const absl::Status readable = CheckMayReadOthers(reader, call, assessment);
    if (absl::IsFailedPrecondition(readable)) return base::NotFound(name);
    RETURN_IF_ERROR(readable);
  }
  const auto answer = reader.GetAnswer(scope, assessment_name, SourceOf(set),
                                       IdsIn(Resource::kAnswer, name).back());
  if (absl::IsNotFound(answer.status())) return base::NotFound(name);
  RETURN_IF_ERROR(answer.status());
  ASSIGN_OR_RETURN(const std::vector<storage::PurgeRecord> done,
                   PurgesOf(reader, name, storage::PurgeState::kDone));
  const bool purged = std::any_of(done.begin(), done.end(), [&](const storage::PurgeRecord& one) {
    return one.stamp.change_sequence >= answer->sequence;
  });
  return purged ? AlreadyPurged(name) : absl::OkStatus();
}

absl::Status CheckPurgeable(const storage::Reader& reader, const Call& call,
                            const std::string& name) {
  const auth::Scope scope(call.caller);
  if (IsNameOf(Resource::kComment, name)) {
    ASSIGN_OR_RETURN(const storage::CommentRecord comment,
                     storage::Get<storage::CommentRecord>(reader, scope, name));
    return comment.state == storage::CommentState::kPurged ? AlreadyPurged(name) : absl::OkStatus();
  }
  if (IsNameOf(Resource::kEvidence, name)) {
    ASSIGN_OR_RETURN(const storage::EvidenceRecord evidence,
                     storage::Get<storage::EvidenceRecord>(reader, scope, name));
    return IsPurged(evidence) ? AlreadyPurged(name) : absl::OkStatus();
  }
  return CheckAnswer(reader, call, name);
}

absl::Status CheckNotAsked(const storage::Reader& reader, const std::string& resource) {
  ASSIGN_OR_RETURN(const std::vector<storage::PurgeRecord> asked,
                   PurgesOf(reader, resource, storage::PurgeState::kAsked));
  if (asked.empty()) return absl::OkStatus();
  return base::MakeError(absl::StatusCode::kAlreadyExists, "PURGE_ASKED",
                         absl::StrCat("somebody has asked for it already (", asked.front().name,
                                      "); wait for the decision"),
                         {{"resource", asked.front().name}});
}

absl::Status TooManyWait(const std::string& program, absl::string_view whose) {
  // Without a time to come again: somebody has to decide.
  return base::MakeError(absl::StatusCode::kResourceExhausted, "TOO_MANY_PURGES",
                         absl::StrCat(whose, " of ", program,
                                      " wait for a decision already. Have some of them approved or "
                                      "declined first"),
                         {{"resource", program}});
}

absl::Status CheckFewWait(const storage::Reader& reader, const Call& call,
                          const std::string& program) {
  storage::ResourceQuery query;
  query.parent = program;
  query.state = static_cast<int64_t>(storage::PurgeState::kAsked);
  query.page.limit = kMaxWaiting;
  ASSIGN_OR_RETURN(const std::vector<storage::PurgeRecord> waiting,
                   storage::List<storage::PurgeRecord>(reader, PeopleScope(), query));
  const int64_t own = std::count_if(
      waiting.begin(), waiting.end(),
      [&](const storage::PurgeRecord& one) { return one.asked_by == call.caller.id(); });
  if (own >= kMaxWaitingOfOne) {
    return TooManyWait(program, absl::StrCat("your ", own, " purges"));
  }
  if (waiting.size() >= static_cast<size_t>(kMaxWaiting)) {
    return TooManyWait(program, absl::StrCat(waiting.size(), " purges"));
  }
  return absl::OkStatus();
}

absl::StatusOr<Changed<v1::Purge>> Ask(const Dependencies& dependencies, storage::Writer& writer,
                                       const Call& call, const v1::CreatePurgeRequest& request) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(const storage::ProgramRecord program,
                   writer.GetProgram(scope, request.parent()));
  RETURN_IF_ERROR(CheckPurgeable(writer, call, request.purge().resource()));
  RETURN_IF_ERROR(CheckNotAsked(writer, request.purge().resource()));
  RETURN_IF_ERROR(CheckFewWait(writer, call, program.name));
  storage::PurgeRecord purge;
  purge.name = absl::StrCat(program.name, "/purges/u", dependencies.ids->New());
  purge.owner = program.organization;
  purge.program = program.name;
  purge.resource = request.purge().resource();
  purge.reason = request.purge().reason();
  purge.asked_by = call.caller.id();
  RETURN_IF_ERROR(storage::Create(writer, scope, purge));
  StampCreated(writer, &purge.stamp);
  ASSIGN_OR_RETURN(const std::vector<std::string> leads, LeadsOf(writer, program));
  RETURN_IF_ERROR(
      NotifyEach(dependencies, writer, call.caller.id(), leads,
                 {.kind = v1::Notification::KIND_PURGE_ASKED, .resource = purge.name, .once = ""}));
  return Changed<v1::Purge>{ToMessage(purge), purge.owner};
}

}  // namespace

absl::StatusOr<v1::Purge> CreatePurge(const Dependencies& dependencies, const Call& call,
                                      const v1::CreatePurgeRequest& request) {
  RETURN_IF_ERROR(Check(request));
  return MakeChange<v1::Purge>(dependencies, call, request, [&](storage::Writer& writer) {
    return Ask(dependencies, writer, call, request);
  });
}

}  // namespace continuum::operations
