// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics/revision_source.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/check_rubric.h"
#include "scoring/parse_rubric.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"

namespace continuum::operations {
namespace {

constexpr absl::string_view kField = "source_text";

std::string Place(const v1::RubricProblem& problem) {
  std::string place;
  if (problem.line() > 0) {
    place = absl::StrCat("line ", problem.line(), ", column ", problem.column());
  }
  if (!problem.path().empty()) {
    absl::StrAppend(&place, place.empty() ? "" : ", ", problem.path());
  }
  return place.empty() ? place : absl::StrCat(place, ": ");
}

}  // namespace

void CheckSourceSize(absl::string_view source_text, size_t max_bytes, FieldChecks& checks) {
  if (source_text.empty()) {
    checks.Wrong(kField, "", "a rubric in protobuf's text format");
  } else if (source_text.size() > max_bytes) {
    checks.Wrong(kField, source_text,
                 absl::StrCat("at most ", max_bytes, " bytes; these are ", source_text.size()));
  }
}

absl::StatusOr<std::shared_ptr<const scoring::CompiledRubric>> CheckSource(
    absl::string_view source_text) {
  const scoring::ParsedRubric parsed = scoring::ParseRubric(source_text);
  std::vector<base::FieldViolation> violations;
  for (const v1::RubricProblem& problem : scoring::CheckRubric(parsed)) {
    if (problem.severity() != v1::RubricProblem::SEVERITY_ERROR) continue;
    violations.push_back({std::string(kField), absl::StrCat(Place(problem), problem.message())});
  }
  if (!violations.empty()) return base::InvalidFields(violations, "RUBRIC_INVALID");
  auto compiled = scoring::CompileRubric(parsed.definition());
  if (compiled.ok()) return compiled;
  // The check lets nothing through that does not compile; if it ever did, it must not be stored.
  return base::InvalidFields({{std::string(kField), std::string(compiled.status().message())}},
                             "RUBRIC_INVALID");
}

absl::StatusOr<v1::RubricDefinition> ReadStoredSource(absl::string_view source_text) {
  const scoring::ParsedRubric parsed = scoring::ParseRubric(source_text);
  if (!parsed.complete() || !parsed.problems().empty()) {
    return absl::DataLossError("a stored rubric cannot be read");
  }
  return parsed.definition();
}

absl::StatusOr<std::shared_ptr<const scoring::CompiledRubric>> CompileStoredSource(
    absl::string_view source_text) {
  ASSIGN_OR_RETURN(v1::RubricDefinition definition, ReadStoredSource(source_text));
  auto compiled = scoring::CompileRubric(std::move(definition));
  if (compiled.ok()) return compiled;
  return absl::DataLossError(
      absl::StrCat("a stored rubric cannot be compiled: ", compiled.status().message()));
}

void DescribeSource(absl::string_view source_text, const scoring::CompiledRubric& rubric,
                    storage::RubricRevisionRecord* record) {
  record->title = rubric.definition().title();
  record->classified = {.kind = rubric.definition().kind(),
                        .family = rubric.definition().family(),
                        .status = rubric.definition().status()};
  record->source_text = std::string(source_text);
  record->measurement_digest = rubric.measurement_digest();
  record->rubric_digest = rubric.rubric_digest();
  record->first_date = rubric.definition().first_date();
  record->last_date = rubric.definition().last_date();
}

}  // namespace continuum::operations
