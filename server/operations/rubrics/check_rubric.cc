// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/check_rubric.h"
#include "scoring/digest.h"
#include "scoring/limits.h"
#include "scoring/parse_rubric.h"
#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"

namespace continuum::operations {

absl::StatusOr<v1::CheckRubricResponse> CheckRubric(const Dependencies& /*dependencies*/,
                                                    const Call& /*call*/,
                                                    const v1::CheckRubricRequest& request) {
  FieldChecks checks;
  checks.Size("source_text", request.source_text(), scoring::kMaxRubricBytes);
  RETURN_IF_ERROR(checks.Result());
  const scoring::ParsedRubric parsed = scoring::ParseRubric(request.source_text());
  const std::vector<v1::RubricProblem> problems = scoring::CheckRubric(parsed);
  v1::CheckRubricResponse response;
  if (!scoring::HasErrors(problems)) {
    response.set_measurement_digest(scoring::MeasurementDigest(parsed.definition()));
    response.set_rubric_digest(scoring::RubricDigest(parsed.definition()));
  }
  response.mutable_problems()->Assign(problems.begin(), problems.end());
  return response;
}

}  // namespace continuum::operations
