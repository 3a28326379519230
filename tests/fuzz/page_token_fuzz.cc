// SPDX-License-Identifier: Apache-2.0
//
// Whatever bytes a client sends as a page token: it is either refused, or exactly the text that we
// would have made ourselves. And whatever a token is made for comes back, for its own query only.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "server/operations/common/page_token.h"

namespace continuum::operations {
namespace {

constexpr absl::string_view kQuery = "query";
constexpr size_t kMaxAfterBytes = 1024;  // names are shorter, and longer tokens are refused

void Check(bool holds) {
  if (!holds) std::abort();
}

void CheckText(absl::string_view text) {
  const std::optional<PageToken> token = ParsePageToken(text, kQuery);
  if (!token.has_value()) return;
  Check(token->sequence >= 0);
  Check(FormatPageToken(*token, kQuery) == text);
}

void CheckRoundTrip(absl::string_view after) {
  int64_t sequence = 0;
  for (const char c : after.substr(0, 8)) {
    sequence = (sequence << 8 | static_cast<uint8_t>(c)) & std::numeric_limits<int64_t>::max();
  }
  const PageToken token{sequence, std::string(after.substr(0, kMaxAfterBytes))};
  const std::string text = FormatPageToken(token, kQuery);
  Check(ParsePageToken(text, kQuery) == token);
  Check(!ParsePageToken(text, after).has_value() || after == kQuery);
  Check(!ParsePageToken(text + "A", kQuery).has_value());
}

}  // namespace
}  // namespace continuum::operations

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  continuum::operations::CheckText(input);
  continuum::operations::CheckRoundTrip(input);
  return 0;
}
