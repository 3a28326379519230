// SPDX-License-Identifier: Apache-2.0

#include <atomic>
#include <optional>

#include "absl/algorithm/container.h"
#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/ledger/hash.h"
#include "server/operations/ledger.h"
#include "server/operations/ledger/ledger_messages.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// When to come again after another verification was found running.
constexpr absl::Duration kRetryDelay = absl::Seconds(30);

bool IsLowerHex(absl::string_view text) {
  return absl::c_all_of(text,
                        [](char c) { return absl::ascii_isdigit(c) || (c >= 'a' && c <= 'f'); });
}

// What the caller has kept, as storage has it.
absl::StatusOr<storage::LedgerHead> KeptHead(const v1::LedgerHead& head) {
  if (head.size() < 0) {
    return base::InvalidField("kept_head.size", absl::StrCat(head.size()), "0 or more");
  }
  if (head.root().size() != 2 * ledger::kHashBytes || !IsLowerHex(head.root())) {
    return base::InvalidField("kept_head.root", head.root(),
                              "64 lower-case hexadecimal digits (0-9, a-f)");
  }
  return storage::LedgerHead{.size = head.size(),
                             .root = absl::HexStringToBytes(head.root()),
                             .time = absl::InfinitePast()};
}

}  // namespace

absl::StatusOr<v1::VerifyLedgerResponse> VerifyLedger(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::VerifyLedgerRequest& request) {
  std::optional<storage::LedgerHead> kept;
  if (request.has_kept_head()) {
    ASSIGN_OR_RETURN(kept, KeptHead(request.kept_head()));
  }
  if (dependencies.verifying->exchange(true)) {
    return base::ResourceExhausted(
        "VERIFYING", "the ledger is being verified for another call; try again when that is done",
        kRetryDelay);
  }
  const absl::Cleanup done = [&dependencies] { dependencies.verifying->store(false); };
  const auto report = dependencies.storage->VerifyLedger(call.patience, kept);
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
