// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_RECORDS_PUBLIC_ASSESSMENT_H_
#define CONTINUUM_SERVER_OPERATIONS_RECORDS_PUBLIC_ASSESSMENT_H_

#include "continuum/v1/records_service.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/scorecard.pb.h"
#include "server/storage/records.h"

namespace continuum::operations {

// A completed assessment as the public may see it: with small counts withheld, whoever asks.
// `card` is its stored scorecard and `rubric` what it was scored against. Pure function.
v1::PublicAssessment ToPublic(const storage::AssessmentRecord& assessment,
                              const v1::RubricDefinition& rubric, const v1::Scorecard& card,
                              bool with_criteria);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RECORDS_PUBLIC_ASSESSMENT_H_
