// SPDX-License-Identifier: Apache-2.0
//
// The text of a revision, from a request or from storage, and what is made of it. Pure functions.

#ifndef CONTINUUM_SERVER_OPERATIONS_RUBRICS_REVISION_SOURCE_H_
#define CONTINUUM_SERVER_OPERATIONS_RUBRICS_REVISION_SOURCE_H_

#include <cstddef>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/rubric.pb.h"
#include "scoring/compiled_rubric.h"
#include "server/operations/common/field_checks.h"
#include "server/storage/records.h"

namespace continuum::operations {

// Whether the field source_text is there and not over `max_bytes`.
void CheckSourceSize(absl::string_view source_text, size_t max_bytes, FieldChecks& checks);

// The rubric that the field source_text of a request holds. INVALID_ARGUMENT, RUBRIC_INVALID: it
// has problems; the details list the first of them with line and column.
absl::StatusOr<std::shared_ptr<const scoring::CompiledRubric>> CheckSource(
    absl::string_view source_text);

// The definition, or the compiled form, of a text that is stored; it had no problems when it came.
// DATA_LOSS if it has now.
absl::StatusOr<v1::RubricDefinition> ReadStoredSource(absl::string_view source_text);
absl::StatusOr<std::shared_ptr<const scoring::CompiledRubric>> CompileStoredSource(
    absl::string_view source_text);

// What a revision's record says of its text.
void DescribeSource(absl::string_view source_text, const scoring::CompiledRubric& rubric,
                    storage::RubricRevisionRecord* record);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RUBRICS_REVISION_SOURCE_H_
