// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/write_bytes.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/base/errors.h"

namespace continuum::operations {
namespace {

constexpr absl::string_view kPartOfFile = "EvidenceService.UploadChunk";

// "3 minutes", rounded up.
std::string WordsOf(absl::Duration wait) {
  const int64_t minutes =
      std::max<int64_t>(1, absl::ToInt64Minutes(wait + absl::Minutes(1) - absl::Nanoseconds(1)));
  if (minutes < 120) return absl::StrCat(minutes, minutes == 1 ? " minute" : " minutes");
  return absl::StrCat((minutes + 59) / 60, " hours");
}

}  // namespace

absl::Status TakeWriteBytes(auth::RateLimit& limit, const Passage& passage, size_t request_bytes) {
  if (!passage.changes || passage.method == kPartOfFile || !passage.caller.is_account()) {
    return absl::OkStatus();
  }
  const absl::Duration wait = limit.Take(passage.caller.id(), static_cast<int64_t>(request_bytes));
  if (wait <= absl::ZeroDuration()) return absl::OkStatus();
  return base::ResourceExhausted(
      "TOO_MUCH_WRITTEN",
      absl::StrCat("your account has written as much as one account may within a day; this request "
                   "has ",
                   request_bytes, " bytes, and there is room for it in ", WordsOf(wait),
                   ". Nothing was changed. Try again then"),
      wait);
}

}  // namespace continuum::operations
