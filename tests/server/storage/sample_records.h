// SPDX-License-Identifier: Apache-2.0
//
// Records for tests: complete, and as alike as can be except for their names.

#ifndef CONTINUUM_TESTS_SERVER_STORAGE_SAMPLE_RECORDS_H_
#define CONTINUUM_TESTS_SERVER_STORAGE_SAMPLE_RECORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "server/auth/caller.h"
#include "server/auth/scope.h"
#include "server/storage/records.h"
#include "server/storage/storage.h"

namespace continuum::storage {

// The scope of a caller who may do everything / who owns these organizations ("a" for
// organizations/a).
auth::Scope Everything();
auth::Scope Owning(std::vector<std::string> organizations);

// A change by "tester".
ChangeInfo TestChange(absl::string_view kind = "Test");

// Last parts of names are enough: Program("p", "a") is programs/p of organizations/a.
OrganizationRecord Organization(absl::string_view id, absl::string_view title = "Organization");
ProgramRecord Program(absl::string_view id, absl::string_view organization = "a",
                      absl::string_view title = "Program");
SiteRecord Site(absl::string_view id, absl::string_view program = "p",
                absl::string_view title = "Site");
RubricRecord Rubric(absl::string_view id = "r", absl::string_view title = "Rubric");
RubricRevisionRecord Revision(absl::string_view id = "1.0.0", absl::string_view rubric = "r",
                              absl::string_view text = "text of the rubric");
// For the year; under rubrics/r/revisions/1.0.0.
AssessmentRecord Assessment(absl::string_view id, absl::string_view program = "p", int year = 2026);
// To programs/p/assessments/x, in the answer set "consensus".
AnswerRecord Answer(absl::string_view criterion, absl::string_view content,
                    absl::string_view assessment = "programs/p/assessments/x");
ScorecardRecord Scorecard(absl::string_view assessment = "programs/p/assessments/x",
                          absl::string_view total = "71/2");
RequestRecord Request(absl::string_view request_id, absl::string_view owner = "organizations/a");

// Creates organizations/a with programs/p, and rubrics/r with its revision 1.0.0.
absl::Status CreateBasics(Writer& writer);

// The same record without its stamp, to compare what was written with what is read.
template <typename Record>
Record Unstamped(Record record) {
  record.stamp = Stamp();
  return record;
}
template <typename Record>
std::vector<Record> Unstamped(std::vector<Record> records) {
  for (Record& record : records) record.stamp = Stamp();
  return records;
}

// The names of records, in order.
template <typename Record>
std::vector<std::string> Names(const std::vector<Record>& records) {
  std::vector<std::string> names;
  for (const Record& record : records) names.push_back(record.name);
  return names;
}

}  // namespace continuum::storage

#endif  // CONTINUUM_TESTS_SERVER_STORAGE_SAMPLE_RECORDS_H_
