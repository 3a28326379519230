// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/sample_records.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"

namespace continuum::storage {

auth::Scope Everything() { return auth::Scope(auth::Caller::Local()); }

auth::Scope Owning(std::vector<std::string> organizations) {
  for (std::string& id : organizations) id = absl::StrCat("organizations/", id);
  return auth::Scope(auth::Caller::Owner("owner", std::move(organizations)));
}

ChangeInfo TestChange(absl::string_view kind) {
  return {.kind = std::string(kind), .author = "tester"};
}

OrganizationRecord Organization(absl::string_view id, absl::string_view title) {
  OrganizationRecord record;
  record.name = absl::StrCat("organizations/", id);
  record.title = std::string(title);
  return record;
}

ProgramRecord Program(absl::string_view id, absl::string_view organization,
                      absl::string_view title) {
  ProgramRecord record;
  record.name = absl::StrCat("programs/", id);
  record.organization = absl::StrCat("organizations/", organization);
  record.title = std::string(title);
  record.jurisdiction = "US-MD";
  return record;
}

SiteRecord Site(absl::string_view id, absl::string_view program, absl::string_view title) {
  SiteRecord record;
  record.program = absl::StrCat("programs/", program);
  record.name = absl::StrCat(record.program, "/sites/", id);
  record.title = std::string(title);
  record.address = "1 Main Street";
  return record;
}

RubricRecord Rubric(absl::string_view id, absl::string_view title) {
  RubricRecord record;
  record.name = absl::StrCat("rubrics/", id);
  record.title = std::string(title);
  return record;
}

RubricRevisionRecord Revision(absl::string_view id, absl::string_view rubric,
                              absl::string_view text) {
  RubricRevisionRecord record;
  record.rubric = absl::StrCat("rubrics/", rubric);
  record.name = absl::StrCat(record.rubric, "/revisions/", id);
  record.title = "Revision";
  record.source_text = std::string(text);
  record.measurement_digest = "measures";
  record.rubric_digest = "whole";
  record.first_date = "2026-01-01";
  record.last_date = "2028-12-31";
  return record;
}

AssessmentRecord Assessment(absl::string_view id, absl::string_view program, int year) {
  AssessmentRecord record;
  record.program = absl::StrCat("programs/", program);
  record.name = absl::StrCat(record.program, "/assessments/", id);
  record.rubric = "rubrics/r";
  record.revision = "rubrics/r/revisions/1.0.0";
  record.period_start = absl::StrCat(year, "-01-01");
  record.period_end = absl::StrCat(year, "-12-31");
  record.total_criteria = 15;
  return record;
}

AnswerRecord Answer(absl::string_view criterion, absl::string_view content,
                    absl::string_view assessment) {
  AnswerRecord record;
  record.assessment = std::string(assessment);
  record.answer_set = "consensus";
  record.criterion = std::string(criterion);
  record.content = std::string(content);
  return record;
}

ScorecardRecord Scorecard(absl::string_view assessment, absl::string_view total) {
  ScorecardRecord record;
  record.assessment = std::string(assessment);
  record.answer_set = "consensus";
  record.content = absl::StrCat("scorecard of ", assessment);
  record.measurement_digest = "measures";
  record.rubric_digest = "whole";
  record.answers_digest = "answers";
  record.scoring_version = "1";
  record.numbers = {{"total", std::string(total)}, {"care", ""}, {"access", "3"}};
  return record;
}

RequestRecord Request(absl::string_view request_id, absl::string_view owner) {
  RequestRecord record;
  record.request_id = std::string(request_id);
  record.owner = std::string(owner);
  record.method = "CreateThing";
  record.request_digest = "digest of the request";
  record.response = std::string("bytes\0of the response", 21);
  return record;
}

absl::Status CreateBasics(Writer& writer) {
  const auth::Scope scope = Everything();
  RETURN_IF_ERROR(writer.CreateOrganization(scope, Organization("a")));
  RETURN_IF_ERROR(writer.CreateProgram(scope, Program("p")));
  RETURN_IF_ERROR(writer.CreateRubric(scope, Rubric()));
  return writer.CreateRubricRevision(scope, Revision());
}

}  // namespace continuum::storage
