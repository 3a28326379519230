// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_ACCESS_WRITE_BYTES_H_
#define CONTINUUM_SERVER_OPERATIONS_ACCESS_WRITE_BYTES_H_

#include <cstddef>

#include "absl/status/status.h"
#include "server/auth/throttle.h"
#include "server/operations/access/passage.h"

namespace continuum::operations {

// Counts the bytes of a request that was permitted, if it may change something, by its account in
// `limit`: nobody fills the disk of all by saving on and on, since what was saved is kept. Parts of
// files are not counted; how much there may be of them is known for each program (BeginUpload).
// RESOURCE_EXHAUSTED, TOO_MUCH_WRITTEN, with when to try again: the account has written more than
// one may. Thread-safe.
absl::Status TakeWriteBytes(auth::RateLimit& limit, const Passage& passage, size_t request_bytes);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ACCESS_WRITE_BYTES_H_
