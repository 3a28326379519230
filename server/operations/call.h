// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_CALL_H_
#define CONTINUUM_SERVER_OPERATIONS_CALL_H_

#include <string>

#include "server/auth/caller.h"
#include "server/base/patience.h"
#include "server/operations/access/passage.h"

namespace continuum::operations {

// The call that an operation runs for: who asks, and how long they wait.
struct Call {
  auth::Caller caller;
  base::Patience patience;
  // The network that it comes from (NetworkOf), such as "192.0.2.1", for slowing down those who
  // guess; empty for this machine, behind which there may be anybody.
  std::string peer;
  // Where a call to sign in says whom it found; may be null.
  Passage* passage = nullptr;

  // Whether a request that asks for small counts gets them: never by an access alone.
  bool MayShowSmallCounts(bool asked) const { return asked && !caller.results_only(); }

  // Says which account a call to sign in is about, whether it is let in or not.
  void SayAccount(const std::string& name) const {
    if (passage != nullptr) passage->account = name;
  }
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_CALL_H_
