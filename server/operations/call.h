// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_CALL_H_
#define CONTINUUM_SERVER_OPERATIONS_CALL_H_

#include <string>

#include "server/auth/caller.h"
#include "server/base/patience.h"

namespace continuum::operations {

// The call that an operation runs for: who asks, and how long they wait.
struct Call {
  auth::Caller caller;
  base::Patience patience;
  // The network that it comes from (NetworkOf), such as "192.0.2.1", for slowing down those who
  // guess; empty for this machine, behind which there may be anybody.
  std::string peer;

  // Whether a request that asks for small counts gets them: never by an access alone.
  bool MayShowSmallCounts(bool asked) const { return asked && !caller.results_only(); }
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_CALL_H_
