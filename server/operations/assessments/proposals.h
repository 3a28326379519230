// SPDX-License-Identifier: Apache-2.0
//
// Answers that are proposed to a draft from a completed assessment of the same program, through a
// crosswalk or as they are. They are saved as unconfirmed. All functions are safe to call from
// several threads.

#ifndef CONTINUUM_SERVER_OPERATIONS_ASSESSMENTS_PROPOSALS_H_
#define CONTINUUM_SERVER_OPERATIONS_ASSESSMENTS_PROPOSALS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/answers.pb.h"
#include "scoring/compiled_rubric.h"
#include "server/auth/scope.h"
#include "server/operations/common/field_checks.h"
#include "server/storage/reader.h"
#include "server/storage/records.h"
#include "server/storage/writer.h"

namespace continuum::operations {

// Whether the field "source" names an assessment of the target's program. Both must be names of
// assessments.
void CheckSameProgram(absl::string_view target, absl::string_view source, FieldChecks& checks);

// The assessment that answers are taken from. NOT_FOUND; FAILED_PRECONDITION,
// ASSESSMENT_NOT_COMPLETED or ASSESSMENT_CORRECTED.
absl::StatusOr<storage::AssessmentRecord> GetSource(const storage::Reader& reader,
                                                    const auth::Scope& scope,
                                                    absl::string_view name);

// Whether SaveAnswers would take this answer: what was right under one rubric, such as a number's
// range, may be wrong under another.
bool IsSound(const scoring::CompiledRubric& rubric, const v1::Answer& answer);

// Saves a proposal into the consensus of a draft, unless the criterion holds an answer or a
// proposal: gives whether it did. Once any was saved, the draft is to be updated.
absl::StatusOr<bool> SaveProposal(storage::Writer& writer, const auth::Scope& scope,
                                  absl::string_view assessment, const v1::Answer& answer);

// Writes a draft whose answers were changed, and gives it its new stamp.
absl::Status UpdateDraft(storage::Writer& writer, const auth::Scope& scope,
                         storage::AssessmentRecord& draft);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ASSESSMENTS_PROPOSALS_H_
