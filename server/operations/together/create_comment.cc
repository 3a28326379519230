// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "scoring/compiled_rubric.h"
#include "server/base/errors.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/evidence/identifiers.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/identifiers_seen.h"
#include "server/operations/common/room.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/notifications/thread_members.h"
#include "server/operations/rubrics/rubric_ids.h"
#include "server/operations/together.h"
#include "server/operations/together/team_rows.h"

namespace continuum::operations {
namespace {

constexpr size_t kMaxTextBytes = 16 * 1024;

absl::StatusOr<storage::CommentRecord> AddComment(const Dependencies& dependencies,
                                                  storage::Writer& writer, const Call& call,
                                                  const storage::ThreadRecord& thread,
                                                  const std::string& text) {
  storage::CommentRecord comment;
  // Ids ascend, so that a list by name is one by time.
  comment.name = absl::StrCat(thread.name, "/comments/c", dependencies.ids->New());
  comment.owner = thread.owner;
  comment.assessment = thread.assessment;
  comment.thread = thread.name;
  comment.text = text;
  comment.author = call.caller.id();
  RETURN_IF_ERROR(storage::Create(writer, auth::Scope(call.caller), comment));
  StampCreated(writer, &comment.stamp);
  return comment;
}

// What in a comment looks like identifiers of patients.
evidence::IdentifierReport ReportOf(const std::string& text) {
  evidence::IdentifierReport report;
  evidence::FindIdentifiers("", text, report);
  return report;
}

// What the assessment holds before the change, and whether there is room for more of it.
class Talk {
 public:
  static absl::StatusOr<Talk> In(const Dependencies& dependencies, const auth::Caller& caller,
                                 const std::string& assessment) {
    Talk talk(dependencies, caller, assessment);
    ASSIGN_OR_RETURN(talk.threads_,
                     CountKept<storage::ThreadRecord>(dependencies, caller, assessment));
    ASSIGN_OR_RETURN(talk.comments_,
                     CountKept<storage::CommentRecord>(dependencies, caller, assessment));
    return talk;
  }

  absl::Status CheckThreads() const {
    return CheckRoom(threads_, dependencies_.limits.threads, "TOO_MANY_THREADS", assessment_,
                     "threads", "Go on in one of them");
  }
  absl::Status CheckComments() const {
    return CheckRoom(comments_, dependencies_.limits.comments, "TOO_MANY_COMMENTS", assessment_,
                     "comments", "Say it beside an answer");
  }
  void Add(int threads, int comments) const {
    AddToKept<storage::ThreadRecord>(dependencies_, caller_, assessment_, {threads, 0});
    AddToKept<storage::CommentRecord>(dependencies_, caller_, assessment_, {comments, 0});
  }

 private:
  Talk(const Dependencies& dependencies, const auth::Caller& caller, const std::string& assessment)
      : dependencies_(dependencies), caller_(caller), assessment_(assessment) {}

  const Dependencies& dependencies_;
  const auth::Caller& caller_;
  std::string assessment_;
  Kept threads_;
  Kept comments_;
};

// Those who take part in the thread, and others.
absl::Status TellOf(const Dependencies& dependencies, storage::Writer& writer, const Call& call,
                    const scoring::CompiledRubric& rubric, const Speakers& speakers,
                    const storage::ThreadRecord& thread, const storage::CommentRecord& comment,
                    const std::vector<std::string>& others) {
  ASSIGN_OR_RETURN(std::vector<std::string> told, ThreadMembers(writer, rubric, thread, speakers));
  told.insert(told.end(), others.begin(), others.end());
  return NotifyEach(
      dependencies, writer, call.caller.id(), told,
      {.kind = v1::Notification::KIND_COMMENT_MADE, .resource = thread.name, .once = comment.name});
}

absl::StatusOr<Changed<v1::Thread>> Begin(const Dependencies& dependencies, storage::Writer& writer,
                                          const Call& call, const scoring::CompiledRubric& rubric,
                                          const Talk& talk,
                                          const evidence::IdentifierReport& report,
                                          const v1::CreateThreadRequest& request) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(const Workplace place, GetActiveWorkplace(writer, scope, request.parent()));
  RETURN_IF_ERROR(talk.CheckThreads());
  RETURN_IF_ERROR(talk.CheckComments());
  RETURN_IF_ERROR(
      CheckIdentifiersSeen(request.parent(), "the comment", report, request.identifiers_seen()));
  storage::ThreadRecord thread;
  thread.name = absl::StrCat(request.parent(), "/threads/t", dependencies.ids->New());
  thread.owner = place.program.organization;
  thread.assessment = request.parent();
  thread.criterion = request.thread().criterion();
  thread.author = call.caller.id();
  RETURN_IF_ERROR(storage::Create(writer, scope, thread));
  StampCreated(writer, &thread.stamp);
  ASSIGN_OR_RETURN(const storage::CommentRecord comment,
                   AddComment(dependencies, writer, call, thread, request.text()));
  // Nobody may take part yet: it reaches somebody in any case.
  ASSIGN_OR_RETURN(const std::vector<std::string> answerers, AnswerersOf(writer, place.program));
  RETURN_IF_ERROR(
      TellOf(dependencies, writer, call, rubric, /*speakers=*/{}, thread, comment, answerers));
  return Changed<v1::Thread>{ToMessage(thread), thread.owner};
}

absl::StatusOr<Changed<v1::Comment>> Reply(const Dependencies& dependencies,
                                           storage::Writer& writer, const Call& call,
                                           const scoring::CompiledRubric& rubric, const Talk& talk,
                                           const Speakers& speakers,
                                           const evidence::IdentifierReport& report,
                                           const v1::CreateCommentRequest& request) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(const auto thread,
                   storage::Get<storage::ThreadRecord>(writer, scope, request.parent()));
  RETURN_IF_ERROR(GetActiveWorkplace(writer, scope, thread.assessment).status());
  if (thread.state == storage::ThreadState::kResolved) {
    return base::FailedPrecondition("THREAD_RESOLVED", thread.name,
                                    "it is resolved; reopen it to say more");
  }
  RETURN_IF_ERROR(talk.CheckComments());
  RETURN_IF_ERROR(
      CheckIdentifiersSeen(request.parent(), "the comment", report, request.identifiers_seen()));
  ASSIGN_OR_RETURN(const storage::CommentRecord comment,
                   AddComment(dependencies, writer, call, thread, request.text()));
  RETURN_IF_ERROR(TellOf(dependencies, writer, call, rubric, speakers, thread, comment,
                         /*others=*/{}));
  ASSIGN_OR_RETURN(v1::Comment message, ToMessage(writer, comment));
  return Changed<v1::Comment>{std::move(message), thread.owner};
}

}  // namespace

absl::StatusOr<v1::Thread> CreateThread(const Dependencies& dependencies, const Call& call,
                                        const v1::CreateThreadRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "parent", request.parent());
  checks.Text("text", request.text(), /*required=*/true, kMaxTextBytes);
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  ASSIGN_OR_RETURN(Prepared<v1::Thread> prepared,
                   Prepare<v1::Thread>(dependencies, call, request, request.parent()));
  if (prepared.replay.has_value()) return *std::move(prepared.replay);
  const std::string& criterion = request.thread().criterion();
  const bool known = criterion.empty() || prepared.rubric->FindCriterion(criterion) >= 0 ||
                     prepared.rubric->FindInput(criterion) >= 0;
  if (!known) {
    checks.Wrong(
        "thread.criterion", criterion,
        absl::StrCat("nothing, for the whole assessment, or the id of an input or criterion "
                     "of the assessment's rubric; its criteria: ",
                     CriterionIds(*prepared.rubric)));
    return checks.Result();
  }
  ASSIGN_OR_RETURN(const Talk talk, Talk::In(dependencies, call.caller, request.parent()));
  const evidence::IdentifierReport report = ReportOf(request.text());
  bool made = false;
  auto thread = MakeChange<v1::Thread>(dependencies, call, request, [&](storage::Writer& writer) {
    made = true;
    return Begin(dependencies, writer, call, *prepared.rubric, talk, report, request);
  });
  if (thread.ok() && made) talk.Add(1, 1);
  return thread;
}

absl::StatusOr<v1::Comment> CreateComment(const Dependencies& dependencies, const Call& call,
                                          const v1::CreateCommentRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kThread, "parent", request.parent());
  checks.Text("text", request.text(), /*required=*/true, kMaxTextBytes);
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  // The rubric says which domains the criterion lies in, and so to whom it is assigned.
  auto prepared = Prepare<v1::Comment>(dependencies, call, request,
                                       ParentOf(Resource::kThread, request.parent()));
  if (absl::IsNotFound(prepared.status())) return base::NotFound(request.parent());
  RETURN_IF_ERROR(prepared.status());
  if (prepared->replay.has_value()) return *std::move(prepared->replay);
  ASSIGN_OR_RETURN(const Talk talk,
                   Talk::In(dependencies, call.caller,
                            std::string(ParentOf(Resource::kThread, request.parent()))));
  // Before the change, since it reads all that was said.
  ASSIGN_OR_RETURN(const Speakers speakers, SpeakersIn(dependencies, request.parent()));
  const evidence::IdentifierReport report = ReportOf(request.text());
  bool made = false;
  auto comment = MakeChange<v1::Comment>(dependencies, call, request, [&](storage::Writer& writer) {
    made = true;
    return Reply(dependencies, writer, call, *prepared->rubric, talk, speakers, report, request);
  });
  if (comment.ok() && made) talk.Add(0, 1);
  return comment;
}

}  // namespace continuum::operations
