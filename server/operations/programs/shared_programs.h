// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_PROGRAMS_SHARED_PROGRAMS_H_
#define CONTINUUM_SERVER_OPERATIONS_PROGRAMS_SHARED_PROGRAMS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/auth/caller.h"
#include "server/storage/queries.h"
#include "server/storage/reader.h"
#include "server/storage/records.h"

namespace continuum::operations {

// A program of others that a body of the caller may look at.
struct SharedProgram {
  storage::ProgramRecord program;
  std::vector<std::string> accesses;  // by which it may, by name
};

// A page of the programs that gave a body of the caller access, by name, as the query wants them.
// Those that the caller sees anyway are not among them. The programs are as the page's moment saw
// them; the accesses must be good now, so that one that was ended shows nothing any more.
absl::StatusOr<std::vector<SharedProgram>> ListSharedPrograms(const storage::Reader& reader,
                                                              const auth::Caller& caller,
                                                              const storage::ProgramQuery& query);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_PROGRAMS_SHARED_PROGRAMS_H_
