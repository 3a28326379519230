// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/records/waiting_purges.h"
#include "server/operations/together.h"
#include "server/operations/together/team_rows.h"

namespace continuum::operations {
namespace {

// With comments as long as they may be, a page stays below the 4 MiB that clients take.
constexpr int kMaxChanges = 200;

// Something that was done, and by which change.
struct Event {
  storage::Sequence sequence = 0;
  v1::Change change;

  // Its place in the list, as a text that sorts like the list and is in no other place.
  std::string Place() const {
    return absl::StrFormat("%019d/%d/%s/%s", sequence, static_cast<int>(change.kind()),
                           change.resource(), change.criterion());
  }
};

// Collects what was done to an assessment after one change and up to another.
class Collecting {
 public:
  Collecting(const storage::Reader& reader, const auth::Scope& scope, std::string assessment,
             storage::Sequence after, storage::Sequence as_of, absl::Time now)
      : reader_(reader),
        scope_(scope),
        assessment_(std::move(assessment)),
        after_(after),
        as_of_(as_of),
        now_(now) {}

  absl::StatusOr<std::vector<Event>> Collect() && {
    RETURN_IF_ERROR(CollectAnswers());
    RETURN_IF_ERROR(CollectOwnAnswers());
    RETURN_IF_ERROR(CollectComments());
    RETURN_IF_ERROR(CollectThreads());
    RETURN_IF_ERROR(CollectAssignments());
    RETURN_IF_ERROR(CollectConfirmations());
    std::sort(events_.begin(), events_.end(),
              [](const Event& a, const Event& b) { return a.Place() < b.Place(); });
    return std::move(events_);
  }

 private:
  template <typename Record>
  absl::StatusOr<std::vector<Record>> All() const {
    storage::ResourceQuery query;
    query.parent = assessment_;
    query.page.as_of = as_of_;
    return ListAll<Record>(reader_, scope_, query);
  }

  v1::Change& Add(v1::Change::Kind kind, const std::string& resource, const std::string& author,
                  storage::Sequence sequence, absl::Time time) {
    Event& event = events_.emplace_back();
    event.sequence = sequence;
    event.change.set_kind(kind);
    event.change.set_resource(resource);
    event.change.set_author(author);
    *event.change.mutable_change_time() = ToTimestamp(time);
    return event.change;
  }

  // Storage gives the last answer to each criterion; the earlier ones are found step by step.
  absl::Status CollectAnswers() {
    ASSIGN_OR_RETURN(const std::vector<storage::AnswerRecord> last,
                     reader_.GetAnswers(scope_, assessment_, kConsensus, as_of_));
    const std::string set = absl::StrCat(assessment_, "/answerSets/", kConsensus);
    for (const storage::AnswerRecord& record : last) {
      std::optional<storage::AnswerRecord> saved = record;
      while (saved.has_value() && saved->sequence > after_) {
        v1::Change& change = Add(v1::Change::KIND_ANSWER_SAVED, set, saved->author, saved->sequence,
                                 saved->save_time);
        change.set_criterion(saved->criterion);
        ASSIGN_OR_RETURN(saved, Before(*saved));
      }
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::optional<storage::AnswerRecord>> Before(
      const storage::AnswerRecord& record) const {
    auto before =
        reader_.GetAnswer(scope_, assessment_, kConsensus, record.criterion, record.sequence - 1);
    if (absl::IsNotFound(before.status())) return std::nullopt;
    RETURN_IF_ERROR(before.status());
    // What was erased is read as what stands in its place, which is no earlier.
    if (before->sequence >= record.sequence) return std::nullopt;
    return *std::move(before);
  }

  // Only that somebody answered, and not what: it may not be the reader's to see yet.
  absl::Status CollectOwnAnswers() {
    ASSIGN_OR_RETURN(const auto sets, All<storage::AnswerSetRecord>());
    for (const storage::AnswerSetRecord& set : sets) {
      if (set.stamp.change_sequence <= after_) continue;
      Add(v1::Change::KIND_OWN_ANSWERS_SAVED, set.name, set.account, set.stamp.change_sequence,
          set.stamp.change_time);
    }
    return absl::OkStatus();
  }

  absl::Status CollectComments() {
    ASSIGN_OR_RETURN(const auto comments, All<storage::CommentRecord>());
    ASSIGN_OR_RETURN(const WaitingPurges waiting, WaitingPurges::Read(reader_, assessment_));
    for (const storage::CommentRecord& comment : comments) {
      if (comment.stamp.create_sequence <= after_) continue;
      ASSIGN_OR_RETURN(const auto thread, storage::Get<storage::ThreadRecord>(
                                              reader_, scope_, comment.thread, as_of_));
      v1::Change& change = Add(v1::Change::KIND_COMMENT_MADE, comment.name, comment.author,
                               comment.stamp.create_sequence, comment.stamp.create_time);
      change.set_criterion(thread.criterion);
      ASSIGN_OR_RETURN(*change.mutable_comment(), ToMessage(reader_, comment));
      waiting.Hide(change.mutable_comment());
    }
    return absl::OkStatus();
  }

  // Each time that one was resolved or reopened, the last one first.
  absl::Status CollectThreads() {
    ASSIGN_OR_RETURN(const auto threads, All<storage::ThreadRecord>());
    for (const storage::ThreadRecord& last : threads) {
      storage::ThreadRecord thread = last;
      while (thread.stamp.change_sequence > std::max(after_, thread.stamp.create_sequence)) {
        const bool resolved = thread.state == storage::ThreadState::kResolved;
        v1::Change& change = Add(
            resolved ? v1::Change::KIND_THREAD_RESOLVED : v1::Change::KIND_THREAD_REOPENED,
            thread.name, thread.settled_by, thread.stamp.change_sequence, thread.stamp.change_time);
        change.set_criterion(thread.criterion);
        ASSIGN_OR_RETURN(thread,
                         storage::Get<storage::ThreadRecord>(reader_, scope_, thread.name,
                                                             thread.stamp.change_sequence - 1));
      }
    }
    return absl::OkStatus();
  }

  absl::Status CollectAssignments() {
    ASSIGN_OR_RETURN(const auto assignments, All<storage::AssignmentRecord>());
    for (const storage::AssignmentRecord& assignment : assignments) {
      ASSIGN_OR_RETURN(const v1::Assignment message, ToMessage(reader_, assignment, now_));
      if (assignment.stamp.create_sequence > after_) {
        *Add(v1::Change::KIND_ASSIGNED, assignment.name, assignment.assigned_by,
             assignment.stamp.create_sequence, assignment.stamp.create_time)
             .mutable_assignment() = message;
      }
      const bool open = assignment.state == storage::AssignmentState::kOpen;
      if (open || assignment.stamp.change_sequence <= after_) continue;
      const bool done = assignment.state == storage::AssignmentState::kDone;
      *Add(done ? v1::Change::KIND_ASSIGNMENT_DONE : v1::Change::KIND_ASSIGNMENT_CANCELLED,
           assignment.name, assignment.closed_by, assignment.stamp.change_sequence,
           assignment.stamp.change_time)
           .mutable_assignment() = message;
    }
    return absl::OkStatus();
  }

  absl::Status CollectConfirmations() {
    ASSIGN_OR_RETURN(const auto confirmations, All<storage::ConfirmationRecord>());
    for (const storage::ConfirmationRecord& confirmation : confirmations) {
      if (confirmation.stamp.create_sequence <= after_) continue;
      *Add(v1::Change::KIND_ANSWERS_CONFIRMED, confirmation.name, confirmation.author,
           confirmation.stamp.create_sequence, confirmation.stamp.create_time)
           .mutable_confirmation() = ToMessage(confirmation);
    }
    return absl::OkStatus();
  }

  const storage::Reader& reader_;
  const auth::Scope& scope_;
  const std::string assessment_;
  const storage::Sequence after_;
  const storage::Sequence as_of_;
  const absl::Time now_;
  std::vector<Event> events_;
};

// A number that some change could have had; not more is known of it before it is read.
bool IsEtag(absl::string_view text, storage::Sequence* sequence) {
  return absl::SimpleAtoi(text, sequence) && *sequence >= 0 && absl::StrCat(*sequence) == text;
}

void CheckSince(const v1::ListChangesRequest& request, absl::Time now, FieldChecks& checks) {
  storage::Sequence ignored = 0;
  if (request.has_since_etag() && !IsEtag(request.since_etag(), &ignored)) {
    checks.Wrong("since_etag", request.since_etag(), "an etag as this service gave it");
  }
  if (!request.has_since_time()) return;
  const std::optional<absl::Time> time = FromTimestamp(request.since_time());
  if (!time.has_value()) {
    checks.Wrong("since_time", request.since_time().ShortDebugString(),
                 "a time from year 1 to 9999");
  } else if (*time > now) {
    checks.Wrong("since_time", absl::FormatTime(*time, absl::UTCTimeZone()), "a time that is past");
  }
}

absl::StatusOr<storage::Sequence> ResolveSince(const storage::Reader& reader,
                                               const v1::ListChangesRequest& request) {
  storage::Sequence since = 0;
  if (request.has_since_etag()) {
    (void)IsEtag(request.since_etag(), &since);  // checked before
    return since;
  }
  if (!request.has_since_time()) return since;
  return reader.SequenceAt(*FromTimestamp(request.since_time()));
}

// The page's events, and one more if there is one.
std::vector<Event> PageOf(std::vector<Event> events, const storage::Page& page) {
  const auto begin = std::find_if(events.begin(), events.end(), [&](const Event& event) {
    return page.after.empty() || event.Place() > page.after;
  });
  events.erase(events.begin(), begin);
  if (events.size() > static_cast<size_t>(page.limit)) {
    events.erase(events.begin() + page.limit, events.end());
  }
  return events;
}

}  // namespace

absl::StatusOr<v1::ListChangesResponse> ListChanges(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::ListChangesRequest& request) {
  Paging paging(request, kMaxChanges);
  const absl::Time now = dependencies.clock->Now();
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "parent", request.parent());
  CheckSince(request, now, checks);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  v1::ListChangesResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const storage::Page page, paging.Open(reader));
    RETURN_IF_ERROR(reader.GetAssessment(scope, request.parent(), page.as_of).status());
    ASSIGN_OR_RETURN(const storage::Sequence since, ResolveSince(reader, request));
    ASSIGN_OR_RETURN(std::vector<Event> events,
                     Collecting(reader, scope, request.parent(), since, page.as_of, now).Collect());
    events = PageOf(std::move(events), page);
    response.set_next_page_token(
        paging.Close(&events, [](const Event& event) { return event.Place(); }));
    for (Event& event : events) {
      ASSIGN_OR_RETURN(*event.change.mutable_author_label(),
                       LabelOf(reader, event.change.author()));
      *response.add_changes() = std::move(event.change);
    }
    response.set_etag(absl::StrCat(page.as_of));
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
