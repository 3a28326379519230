// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/timestamp_text.h"

#include <string>

#include "absl/time/time.h"

namespace continuum::cli {

std::string TimestampText(const google::protobuf::Timestamp& time) {
  if (time.seconds() == 0 && time.nanos() == 0) return "";
  return absl::FormatTime("%Y-%m-%d %H:%M UTC", absl::FromUnixSeconds(time.seconds()),
                          absl::UTCTimeZone());
}

std::string DateText(const google::protobuf::Timestamp& time) {
  const std::string text = TimestampText(time);
  return text.substr(0, text.find(' '));
}

}  // namespace continuum::cli
