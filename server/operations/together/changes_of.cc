// SPDX-License-Identifier: Apache-2.0

#include "server/operations/together/changes_of.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/resource_names.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/together/first_version.h"
#include "server/operations/together/team_rows.h"
#include "server/storage/kept_records.h"
#include "server/storage/people_records.h"
#include "server/storage/resources.h"

namespace continuum::operations {
namespace {

constexpr size_t kSequenceDigits = 19;

// The change of which an event's place speaks; 0 if it speaks of none.
storage::Sequence SequenceOf(absl::string_view place) {
  storage::Sequence sequence = 0;
  if (!absl::SimpleAtoi(place.substr(0, kSequenceDigits), &sequence) || sequence < 0) return 0;
  return sequence;
}

// Keeps the first so many events after a place.
class FirstEvents {
 public:
  FirstEvents(storage::Sequence since, const storage::Page& page)
      : after_(page.after),
        since_(std::max(since, SequenceOf(page.after) - 1)),
        until_(page.as_of),
        limit_(static_cast<size_t>(page.limit)) {}

  // Only changes after the first and up to the second can be among them; the second becomes smaller
  // as more is known.
  storage::Sequence since() const { return since_; }
  storage::Sequence until() const { return until_; }
  bool Wants(storage::Sequence sequence) const { return sequence > since_ && sequence <= until_; }

  void Add(Event event) {
    std::string place = event.Place();
    if (!Wants(event.sequence) || (!after_.empty() && place <= after_)) return;
    events_.emplace(std::move(place), std::move(event));
    if (events_.size() > limit_) events_.erase(std::prev(events_.end()));
    if (events_.size() == limit_) until_ = std::prev(events_.end())->second.sequence;
  }

  std::vector<Event> Take() && {
    std::vector<Event> events;
    events.reserve(events_.size());
    for (auto& [place, event] : events_) events.push_back(std::move(event));
    return events;
  }

 private:
  const std::string after_;
  const storage::Sequence since_;
  storage::Sequence until_;
  const size_t limit_;
  std::map<std::string, Event> events_;
};

// The answers whose words were purged, and the sets that these are in, by name and change.
using Purged = absl::flat_hash_set<std::pair<std::string, storage::Sequence>>;

absl::StatusOr<Purged> PurgedIn(const storage::Reader& reader, absl::string_view assessment) {
  storage::ResourceQuery query;
  query.parent = std::string(ParentOf(Resource::kAssessment, assessment));
  query.state = static_cast<int64_t>(storage::PurgeState::kDone);
  // What happened to an answer does not depend on who looks.
  ASSIGN_OR_RETURN(const std::vector<storage::PurgeRecord> purges,
                   ListAll<storage::PurgeRecord>(reader, PeopleScope(), query));
  Purged purged;
  for (const storage::PurgeRecord& purge : purges) {
    if (!IsNameOf(Resource::kAnswer, purge.resource)) continue;
    purged.emplace(purge.resource, purge.stamp.change_sequence);
    purged.emplace(ParentOf(Resource::kAnswer, purge.resource), purge.stamp.change_sequence);
  }
  return purged;
}

// What was done to the answer, by what that left.
absl::StatusOr<v1::Change::Kind> KindOfSave(const storage::AnswerRecord& saved,
                                            absl::string_view answer_set, const Purged& purged) {
  if (purged.contains(
          std::pair(absl::StrCat(answer_set, "/answers/", saved.criterion), saved.sequence))) {
    return v1::Change::KIND_ANSWER_PURGED;
  }
  ASSIGN_OR_RETURN(const v1::Answer answer, ParseSaved(saved));
  if (!answer.unconfirmed() || !IsGiven(answer)) return v1::Change::KIND_ANSWER_SAVED;
  if (!answer.origin().crosswalk().empty()) return v1::Change::KIND_ANSWER_PROPOSED;
  return answer.origin().assessment().empty() ? v1::Change::KIND_ANSWER_SAVED
                                              : v1::Change::KIND_ANSWER_CARRIED;
}

// Goes through all versions of something that a page may want, in order. `last` is that of as_of.
template <typename Record, typename At, typename Number, typename Use>
absl::Status EachVersion(const FirstEvents& events, storage::Sequence after, const Record& last,
                         At at, Number number, Use use) {
  while (number(last) > after) {
    std::optional<Record> end = last;
    if (number(last) > events.until()) {
      ASSIGN_OR_RETURN(end, at(events.until()));
    }
    // What was erased is given as what stands in its place, which is later.
    if (!end.has_value() || number(*end) <= after || number(*end) > events.until()) break;
    ASSIGN_OR_RETURN(const Record first, FirstVersion(after, *std::move(end), at, number));
    RETURN_IF_ERROR(use(first));
    after = number(first);
  }
  return absl::OkStatus();
}

// Looks for what was done to an assessment.
class Looking {
 public:
  Looking(const storage::Reader& reader, const auth::Scope& scope, std::string assessment,
          storage::Sequence since, const storage::Page& page)
      : reader_(reader),
        scope_(scope),
        assessment_(std::move(assessment)),
        as_of_(page.as_of),
        events_(since, page) {}

  // The versions last: by then it is known best what the page does not want of them.
  absl::StatusOr<std::vector<Event>> Look() && {
    ASSIGN_OR_RETURN(purged_, PurgedIn(reader_, assessment_));
    RETURN_IF_ERROR(LookAtOwnAnswers());
    RETURN_IF_ERROR(LookAtComments());
    RETURN_IF_ERROR(LookAtAssignments());
    RETURN_IF_ERROR(LookAtConfirmations());
    RETURN_IF_ERROR(LookAtThreads());
    RETURN_IF_ERROR(LookAtAnswers());
    return std::move(events_).Take();
  }

 private:
  // Goes through the records of a kind, a few at a time.
  template <typename Record, typename Use>
  absl::Status Each(Use use) {
    constexpr int kStep = 100;
    storage::ResourceQuery query;
    query.parent = assessment_;
    query.page.as_of = as_of_;
    query.page.limit = kStep;
    while (true) {
      ASSIGN_OR_RETURN(const std::vector<Record> step,
                       storage::List<Record>(reader_, scope_, query));
      for (const Record& record : step) RETURN_IF_ERROR(use(record));
      if (step.size() < static_cast<size_t>(kStep)) return absl::OkStatus();
      query.page.after = step.back().name;
    }
  }

  void Add(v1::Change::Kind kind, const std::string& resource, const std::string& author,
           storage::Sequence sequence, absl::Time time, const std::string& criterion = "") {
    if (!events_.Wants(sequence)) return;
    Event event;
    event.sequence = sequence;
    event.change.set_kind(kind);
    event.change.set_resource(resource);
    event.change.set_author(author);
    event.change.set_criterion(criterion);
    *event.change.mutable_change_time() = ToTimestamp(time);
    events_.Add(std::move(event));
  }

  absl::Status LookAtAnswers() {
    ASSIGN_OR_RETURN(const std::vector<storage::AnswerRecord> last,
                     reader_.GetAnswers(scope_, assessment_, kConsensus, as_of_));
    const std::string set = absl::StrCat(assessment_, "/answerSets/", kConsensus);
    for (const storage::AnswerRecord& record : last) {
      const auto at = [&](storage::Sequence as_of) {
        return Existing(
            reader_.GetAnswer(scope_, assessment_, kConsensus, record.criterion, as_of));
      };
      RETURN_IF_ERROR(EachVersion(
          events_, events_.since(), record, at,
          [](const storage::AnswerRecord& saved) { return saved.sequence; },
          [&](const storage::AnswerRecord& saved) -> absl::Status {
            ASSIGN_OR_RETURN(const v1::Change::Kind kind, KindOfSave(saved, set, purged_));
            Add(kind, set, saved.author, saved.sequence, saved.save_time, saved.criterion);
            return absl::OkStatus();
          }));
    }
    return absl::OkStatus();
  }

  // Only that somebody answered, and not what: it may not be the reader's to see yet.
  absl::Status LookAtOwnAnswers() {
    return Each<storage::AnswerSetRecord>([&](storage::AnswerSetRecord set) -> absl::Status {
      // A purge writes the set anew, and was nobody's save.
      while (purged_.contains(std::pair(set.name, set.stamp.change_sequence))) {
        ASSIGN_OR_RETURN(set, storage::Get<storage::AnswerSetRecord>(
                                  reader_, scope_, set.name, set.stamp.change_sequence - 1));
      }
      Add(v1::Change::KIND_OWN_ANSWERS_SAVED, set.name, set.account, set.stamp.change_sequence,
          set.stamp.change_time);
      return absl::OkStatus();
    });
  }

  absl::Status LookAtComments() {
    return Each<storage::CommentRecord>([&](const storage::CommentRecord& comment) {
      Add(v1::Change::KIND_COMMENT_MADE, comment.name, comment.author,
          comment.stamp.create_sequence, comment.stamp.create_time);
      return absl::OkStatus();
    });
  }

  // Each time that one was resolved or reopened.
  absl::Status LookAtThreads() {
    return Each<storage::ThreadRecord>([&](const storage::ThreadRecord& last) {
      const auto at = [&](storage::Sequence as_of) {
        return Existing(storage::Get<storage::ThreadRecord>(reader_, scope_, last.name, as_of));
      };
      return EachVersion(
          events_, std::max(events_.since(), last.stamp.create_sequence), last, at,
          [](const storage::ThreadRecord& thread) { return thread.stamp.change_sequence; },
          [&](const storage::ThreadRecord& thread) {
            const bool resolved = thread.state == storage::ThreadState::kResolved;
            Add(resolved ? v1::Change::KIND_THREAD_RESOLVED : v1::Change::KIND_THREAD_REOPENED,
                thread.name, thread.settled_by, thread.stamp.change_sequence,
                thread.stamp.change_time, thread.criterion);
            return absl::OkStatus();
          });
    });
  }

  absl::Status LookAtAssignments() {
    return Each<storage::AssignmentRecord>([&](const storage::AssignmentRecord& assignment) {
      Add(v1::Change::KIND_ASSIGNED, assignment.name, assignment.assigned_by,
          assignment.stamp.create_sequence, assignment.stamp.create_time);
      if (assignment.state == storage::AssignmentState::kOpen) return absl::OkStatus();
      const bool done = assignment.state == storage::AssignmentState::kDone;
      Add(done ? v1::Change::KIND_ASSIGNMENT_DONE : v1::Change::KIND_ASSIGNMENT_CANCELLED,
          assignment.name, assignment.closed_by, assignment.stamp.change_sequence,
          assignment.stamp.change_time);
      return absl::OkStatus();
    });
  }

  absl::Status LookAtConfirmations() {
    return Each<storage::ConfirmationRecord>([&](const storage::ConfirmationRecord& confirmation) {
      Add(v1::Change::KIND_ANSWERS_CONFIRMED, confirmation.name, confirmation.author,
          confirmation.stamp.create_sequence, confirmation.stamp.create_time);
      return absl::OkStatus();
    });
  }

  // What was found; nothing where there is none.
  template <typename Record>
  static absl::StatusOr<std::optional<Record>> Existing(absl::StatusOr<Record> found) {
    if (absl::IsNotFound(found.status())) return std::nullopt;
    RETURN_IF_ERROR(found.status());
    return *std::move(found);
  }

  const storage::Reader& reader_;
  const auth::Scope& scope_;
  const std::string assessment_;
  const storage::Sequence as_of_;
  Purged purged_;
  FirstEvents events_;
};

}  // namespace

std::string Event::Place() const {
  return absl::StrFormat("%0*d/%d/%s/%s", static_cast<int>(kSequenceDigits), sequence,
                         static_cast<int>(change.kind()), change.resource(), change.criterion());
}

absl::StatusOr<std::vector<Event>> EventsOf(const storage::Reader& reader, const auth::Scope& scope,
                                            const std::string& assessment, storage::Sequence since,
                                            const storage::Page& page) {
  return Looking(reader, scope, assessment, since, page).Look();
}

absl::Status FillChange(const storage::Reader& reader, const auth::Scope& scope,
                        storage::Sequence as_of, absl::Time now, const WaitingPurges& waiting,
                        v1::Change& change) {
  ASSIGN_OR_RETURN(*change.mutable_author_label(), LabelOf(reader, change.author()));
  switch (change.kind()) {
    case v1::Change::KIND_COMMENT_MADE: {
      ASSIGN_OR_RETURN(const auto comment, storage::Get<storage::CommentRecord>(
                                               reader, scope, change.resource(), as_of));
      ASSIGN_OR_RETURN(const auto thread,
                       storage::Get<storage::ThreadRecord>(reader, scope, comment.thread, as_of));
      change.set_criterion(thread.criterion);
      ASSIGN_OR_RETURN(*change.mutable_comment(), ToMessage(reader, comment));
      waiting.Hide(change.mutable_comment());
      return absl::OkStatus();
    }
    case v1::Change::KIND_ASSIGNED:
    case v1::Change::KIND_ASSIGNMENT_DONE:
    case v1::Change::KIND_ASSIGNMENT_CANCELLED: {
      ASSIGN_OR_RETURN(const auto assignment, storage::Get<storage::AssignmentRecord>(
                                                  reader, scope, change.resource(), as_of));
      ASSIGN_OR_RETURN(*change.mutable_assignment(), ToMessage(reader, assignment, now));
      return absl::OkStatus();
    }
    case v1::Change::KIND_ANSWERS_CONFIRMED: {
      ASSIGN_OR_RETURN(const auto confirmation, storage::Get<storage::ConfirmationRecord>(
                                                    reader, scope, change.resource(), as_of));
      *change.mutable_confirmation() = ToMessage(confirmation);
      return absl::OkStatus();
    }
    default:
      return absl::OkStatus();
  }
}

}  // namespace continuum::operations
