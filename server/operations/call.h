// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_CALL_H_
#define CONTINUUM_SERVER_OPERATIONS_CALL_H_

#include "server/auth/caller.h"
#include "server/base/patience.h"

namespace continuum::operations {

// The call that an operation runs for: who asks, and how long they wait.
struct Call {
  auth::Caller caller;
  base::Patience patience;
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_CALL_H_
