// SPDX-License-Identifier: Apache-2.0
//
// The use cases of CrosswalkService, one function per RPC of the same name. The contract stands at
// the RPCs in continuum/v1/crosswalk_service.proto; what rubrics.h says of all use cases holds here
// too. All wait for the one writer.

#ifndef CONTINUUM_SERVER_OPERATIONS_CROSSWALKS_H_
#define CONTINUUM_SERVER_OPERATIONS_CROSSWALKS_H_

#include "absl/status/statusor.h"
#include "continuum/v1/crosswalk_service.pb.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

absl::StatusOr<v1::PrefillAssessmentResponse> PrefillAssessment(
    const Dependencies& dependencies, const Call& call,
    const v1::PrefillAssessmentRequest& request);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_CROSSWALKS_H_
