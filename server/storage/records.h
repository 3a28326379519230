// SPDX-License-Identifier: Apache-2.0
//
// What storage keeps, as plain values. A record's `name` is its resource name; dates are
// "YYYY-MM-DD"; `stamp` is set by storage and ignored when a record is written. Storage keeps what
// it is given: whether a title is too long or a state may follow another, operations decide.

#ifndef CONTINUUM_SERVER_STORAGE_RECORDS_H_
#define CONTINUUM_SERVER_STORAGE_RECORDS_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace continuum::storage {

// The place of a change in the one order of all changes, from 1. 0 is before all of them. It is
// also the size of the ledger just after the change.
using Sequence = int64_t;

// As `as_of`: the last change that the snapshot sees.
inline constexpr Sequence kLatest = std::numeric_limits<Sequence>::max();

// When a record came to be and when it became what it is. The etag of a record is its
// change_sequence. Times are whole microseconds and never go back as sequences go on.
struct Stamp {
  Sequence create_sequence = 0;
  absl::Time create_time;
  Sequence change_sequence = 0;
  absl::Time change_time;

  friend bool operator==(const Stamp&, const Stamp&) = default;
};

// The numbers of these enums are kept in files: they never change.
enum class LifecycleState : int64_t { kActive = 1, kArchived = 2 };
enum class RevisionState : int64_t { kDraft = 1, kPublished = 2 };
enum class AssessmentState : int64_t { kDraft = 1, kCompleted = 2 };

// Owner: itself.
struct OrganizationRecord {
  std::string name;
  std::string title;
  LifecycleState state = LifecycleState::kActive;
  Stamp stamp;

  friend bool operator==(const OrganizationRecord&, const OrganizationRecord&) = default;
};

// Owner: its organization.
struct ProgramRecord {
  std::string name;
  std::string organization;  // never changes
  std::string title;
  std::string jurisdiction;
  LifecycleState state = LifecycleState::kActive;
  Stamp stamp;

  friend bool operator==(const ProgramRecord&, const ProgramRecord&) = default;
};

// Owner: its program's organization.
struct SiteRecord {
  std::string name;
  std::string program;  // never changes
  std::string title;
  std::string address;
  LifecycleState state = LifecycleState::kActive;
  Stamp stamp;

  friend bool operator==(const SiteRecord&, const SiteRecord&) = default;
};

// What a rubric is for, its family and how far it is: the numbers of RubricDefinition.Kind and
// Status, 0 where it does not say. Rows from before there was this have none.
struct RubricClass {
  int64_t kind = 0;
  std::string family;
  int64_t status = 0;

  friend bool operator==(const RubricClass&, const RubricClass&) = default;
};

// Owner: the installation.
struct RubricRecord {
  std::string name;
  std::string title;
  std::string current_revision;  // by name; empty when none is published
  RubricClass classified;
  Stamp stamp;

  friend bool operator==(const RubricRecord&, const RubricRecord&) = default;
};

// Owner: the installation.
struct RubricRevisionRecord {
  std::string name;
  std::string rubric;  // by name; never changes
  std::string title;
  RevisionState state = RevisionState::kDraft;
  std::string source_text;  // byte for byte; empty in lists
  std::string measurement_digest;
  std::string rubric_digest;
  std::string first_date;  // the days on which it may be used; empty: no bound
  std::string last_date;
  std::optional<absl::Time> publish_time;
  RubricClass classified;
  Stamp stamp;

  friend bool operator==(const RubricRevisionRecord&, const RubricRevisionRecord&) = default;
};

// Owner: its program's organization.
struct AssessmentRecord {
  std::string name;
  // These never change.
  std::string program;
  std::string rubric;    // by name
  std::string revision;  // by name
  std::string period_start;
  std::string period_end;
  std::string corrects;  // the assessment that it corrects, by name; may be empty
  std::string correction_reason;
  // These do.
  AssessmentState state = AssessmentState::kDraft;
  int64_t answered_criteria = 0;
  int64_t total_criteria = 0;
  std::string corrected_by;  // the assessment that corrects it, by name; may be empty
  std::optional<absl::Time> complete_time;
  Stamp stamp;

  friend bool operator==(const AssessmentRecord&, const AssessmentRecord&) = default;
};

// One answer as it was saved; there is one for each time that a criterion was answered. Owner: the
// program's organization.
struct AnswerRecord {
  std::string assessment;  // by name
  std::string answer_set;  // the last part of its name, such as "consensus"
  std::string criterion;   // its id
  std::string content;     // the saved bytes, exactly
  // Set by storage, ignored when written.
  std::string author;
  absl::Time save_time;
  Sequence sequence = 0;

  friend bool operator==(const AnswerRecord&, const AnswerRecord&) = default;
};

// One number of a scorecard.
struct ScorecardNumber {
  std::string rollup;  // its id
  std::string value;   // the exact value, reduced; empty when it has none

  friend bool operator==(const ScorecardNumber&, const ScorecardNumber&) = default;
};

// The result of a completed assessment. Written once. Owner: the program's organization.
struct ScorecardRecord {
  std::string assessment;  // by name
  std::string answer_set;  // the last part of its name
  std::string content;     // the scorecard's bytes, exactly
  std::string measurement_digest;
  std::string rubric_digest;
  std::string answers_digest;
  std::string scoring_version;
  std::vector<ScorecardNumber> numbers;  // in the rubric's order, no rollup twice
  Stamp stamp;

  friend bool operator==(const ScorecardRecord&, const ScorecardRecord&) = default;
};

// A completed assessment in a program's history.
struct HistoryRecord {
  AssessmentRecord assessment;
  ScorecardRecord scorecard;

  friend bool operator==(const HistoryRecord&, const HistoryRecord&) = default;
};

// What became of a request that may come again. Forgotten after kRequestLifetime.
struct RequestRecord {
  std::string request_id;
  std::string owner;           // of what the request changed
  std::string method;          // such as "CreateProgram"
  std::string request_digest;  // tells whether it is the same request
  std::string response;        // bytes of the first answer; may be empty if `sequence` is enough
  // Set by storage, ignored when written.
  std::string caller;  // the author of the change
  Sequence sequence = 0;
  absl::Time time;

  friend bool operator==(const RequestRecord&, const RequestRecord&) = default;
};

// When a stored resource was last used, such as a token. No change, and not in the ledger.
struct UseRecord {
  std::string name;  // of a record of the kinds in resources.h
  absl::Time time;

  friend bool operator==(const UseRecord&, const UseRecord&) = default;
};

// What is counted beside the records.
enum class TallyKind : int64_t {
  kEffort = 1,     // work of an account on an assessment; the amount is seconds
  kAccessUse = 2,  // looks of an account at a program by an access; the amount is how many
};

// An amount that grows. No change, and not in the ledger. There is one for each kind, resource,
// account, detail and hour.
struct TallyRecord {
  TallyKind kind = TallyKind::kEffort;
  std::string resource;  // by name: the assessment; the program
  std::string account;   // who, by name, or as the ledger names the author
  std::string detail;    // for uses: the access, what was looked at and the method; may be empty
  absl::Time hour;       // when the hour began; absl::UnixEpoch() where hours are not told apart
  std::string owner;     // whose it is
  int64_t amount = 0;    // to add, above 0; in what is read, the whole

  friend bool operator==(const TallyRecord&, const TallyRecord&) = default;
};

// A message to be sent to a person. No change, and not in the ledger; it is gone once it was sent.
struct MailRecord {
  std::string name;     // of the notice that it is about: one mail for each
  std::string account;  // to whom, by name
  absl::Time due_time;  // not before
  int64_t attempts = 0;
  std::string owner;

  friend bool operator==(const MailRecord&, const MailRecord&) = default;
};

inline constexpr absl::Duration kRequestLifetime = absl::Hours(24 * 30);

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_RECORDS_H_
