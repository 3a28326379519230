// SPDX-License-Identifier: Apache-2.0

#include <string>

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/together.h"
#include "server/operations/together/team_rows.h"

namespace continuum::operations {
namespace {

absl::StatusOr<Changed<v1::Thread>> Settle(storage::Writer& writer, const Call& call,
                                           const std::string& name, storage::ThreadState state) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(auto thread, storage::Get<storage::ThreadRecord>(writer, scope, name));
  RETURN_IF_ERROR(GetActiveWorkplace(writer, scope, thread.assessment).status());
  if (thread.state == state) {
    return state == storage::ThreadState::kOpen
               ? base::FailedPrecondition("THREAD_OPEN", name, "it is open; nothing is left to do")
               : base::FailedPrecondition("THREAD_RESOLVED", name,
                                          "it is resolved already; nothing is left to do");
  }
  thread.state = state;
  thread.settled_by = call.caller.id();
  RETURN_IF_ERROR(storage::Update(writer, scope, thread));
  StampChanged(writer, &thread.stamp);
  return Changed<v1::Thread>{ToMessage(thread), thread.owner};
}

template <typename Request>
absl::StatusOr<v1::Thread> SettleAs(storage::ThreadState state, const Dependencies& dependencies,
                                    const Call& call, const Request& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kThread, "name", request.name());
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  return MakeChange<v1::Thread>(dependencies, call, request, [&](storage::Writer& writer) {
    return Settle(writer, call, request.name(), state);
  });
}

}  // namespace

absl::StatusOr<v1::Thread> ResolveThread(const Dependencies& dependencies, const Call& call,
                                         const v1::ResolveThreadRequest& request) {
  return SettleAs(storage::ThreadState::kResolved, dependencies, call, request);
}

absl::StatusOr<v1::Thread> ReopenThread(const Dependencies& dependencies, const Call& call,
                                        const v1::ReopenThreadRequest& request) {
  return SettleAs(storage::ThreadState::kOpen, dependencies, call, request);
}

}  // namespace continuum::operations
