// SPDX-License-Identifier: Apache-2.0

#include "server/operations/programs.h"

#include "server/operations/programs/rows.h"

namespace continuum::operations {

absl::StatusOr<v1::Program> GetProgram(const Dependencies& dependencies, const Call& call,
                                       const v1::GetProgramRequest& request) {
  return GetRow<Programs>(dependencies, call, request.name());
}

}  // namespace continuum::operations
