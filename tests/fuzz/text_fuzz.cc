// SPDX-License-Identifier: Apache-2.0
//
// Whatever bytes a client sends, what is shown of them is UTF-8 without control characters, and an
// error about them is small and can be read again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "google/rpc/error_details.pb.h"
#include "server/base/errors.h"
#include "server/base/text.h"

namespace continuum::base {
namespace {

void Check(bool holds) {
  if (!holds) std::abort();
}

bool IsUtf8(absl::string_view text) {
  while (!text.empty()) {
    const size_t length = Utf8Length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

void CheckShown(absl::string_view input) {
  for (const size_t max_bytes : {0, 1, 5, 64}) {
    const std::string shown = Shown(input, max_bytes);
    Check(IsUtf8(shown));
    Check(shown.size() <= max_bytes + 5);  // two quotes and "..."
    for (const char c : shown) Check(static_cast<uint8_t>(c) >= 0x20 && c != 0x7F);
  }
}

void CheckClip(absl::string_view input) {
  if (!IsUtf8(input)) return;
  for (size_t max_bytes = 0; max_bytes < 8; ++max_bytes) {
    const absl::string_view clipped = ClipUtf8(input, max_bytes);
    Check(IsUtf8(clipped));
    Check(clipped.size() <= max_bytes);
    Check(clipped.size() + 3 >= (input.size() < max_bytes ? input.size() : max_bytes));
  }
}

void CheckError(absl::string_view input) {
  const absl::Status status = InvalidField(input, input, input);
  const auto details = GetDetail<google::rpc::BadRequest>(status);
  Check(details.has_value() && details->field_violations_size() > 0);
  Check(GetDetail<google::rpc::ErrorInfo>(status).has_value());
  Check(IsUtf8(status.message()) && status.message().size() <= 1100);
}

}  // namespace
}  // namespace continuum::base

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  continuum::base::CheckShown(input);
  continuum::base::CheckClip(input);
  continuum::base::CheckError(input);
  return 0;
}
