// SPDX-License-Identifier: Apache-2.0
//
// What a list is asked for. Every list has an order that never changes for a row, so that pages fit
// together while others write: pin `as_of` to the sequence of the first page, and pass the name of
// the last row of a page as `after` of the next. An empty filter lets everything through.

#ifndef CONTINUUM_SERVER_STORAGE_QUERIES_H_
#define CONTINUUM_SERVER_STORAGE_QUERIES_H_

#include <optional>
#include <string>

#include "server/storage/records.h"

namespace continuum::storage {

// Rows as they were just after change `as_of`, without those that came later.
struct Page {
  Sequence as_of = kLatest;
  std::string after;  // the name of a row of the same list; empty: from the beginning
  int limit = 50;     // at least 1
};

// By name.
struct OrganizationQuery {
  std::string title_contains;  // upper and lower case alike
  std::optional<LifecycleState> state;
  Page page;
};

// By name.
struct ProgramQuery {
  std::string organization;    // by name
  std::string title_contains;  // upper and lower case alike
  std::string jurisdiction;
  std::optional<LifecycleState> state;
  Page page;
};

// By name.
struct SiteQuery {
  std::string program;  // by name; must be given
  std::optional<LifecycleState> state;
  Page page;
};

// By name.
struct RubricQuery {
  Page page;
};

// In the order in which they were created.
struct RubricRevisionQuery {
  std::string rubric;  // by name; must be given
  Page page;
};

// By first day of the period, last day, name.
struct AssessmentQuery {
  std::string program;  // by name; must be given
  std::string rubric;   // by name
  std::optional<AssessmentState> state;
  Page page;
};

// Completed assessments of which no correction is completed, by first day of the period, last day,
// name.
struct HistoryQuery {
  std::string program;     // by name; must be given
  std::string rubric;      // by name; must be given
  std::string answer_set;  // such as "consensus"; must be given
  // Of scorecards, reads only the measurement_digest and the numbers.
  bool numbers_only = false;
  Page page;  // `after` is an assessment's name
};

// By name. Records of one kind of those that share a pair of tables (resources.h).
struct ResourceQuery {
  std::string parent;
  std::string subject;
  std::optional<int64_t> state;  // the number of the kind's own state
  Page page;
};

// Latest hour first, then account, then detail. All of one resource; `skip` is how many were read
// before.
struct TallyQuery {
  TallyKind kind = TallyKind::kEffort;
  std::string resource;  // by name; must be given
  int64_t skip = 0;
  int limit = 50;  // at least 1
};

// Newest first: changes before `before` (kLatest: all). At most `limit` are given and at most
// kMaxLeavesLookedAt looked at.
struct LeafQuery {
  Sequence before = kLatest;
  std::string owner;     // empty: any
  std::string author;    // empty: any
  std::string kind;      // the verb; empty: any
  std::string resource;  // wrote this row, or one whose name begins with it and "/"; empty: any
  int limit = 50;        // at least 1
};
inline constexpr int kMaxLeavesLookedAt = 5'000;

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_QUERIES_H_
