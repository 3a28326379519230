// SPDX-License-Identifier: Apache-2.0

#include <atomic>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/ledger.h"
#include "server/operations/ledger/ledger_messages.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// When to come again after another verification was found running.
constexpr absl::Duration kRetryDelay = absl::Seconds(30);

}  // namespace

absl::StatusOr<v1::VerifyLedgerResponse> VerifyLedger(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::VerifyLedgerRequest& /*request*/) {
  if (dependencies.verifying->exchange(true)) {
    return base::ResourceExhausted(
        "VERIFYING", "the ledger is being verified for another call; try again when that is done",
        kRetryDelay);
  }
  const absl::Cleanup done = [&dependencies] { dependencies.verifying->store(false); };
  const auto report = dependencies.storage->VerifyLedger(call.patience);
  if (absl::IsDeadlineExceeded(report.status())) {
    return base::MakeError(absl::StatusCode::kDeadlineExceeded, "VERIFYING",
                           "verifying took longer than the call may; give it more time, or verify "
                           "where the server runs");
  }
  RETURN_IF_ERROR(report.status());
  v1::VerifyLedgerResponse response;
  *response.mutable_head() = ToMessage(report->head);
  response.set_row_count(report->rows);
  response.set_problem_count(report->problem_count);
  for (const storage::LedgerProblem& problem : report->problems) {
    *response.add_problems() = ToMessage(problem);
  }
  return response;
}

}  // namespace continuum::operations
