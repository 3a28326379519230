// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/records_words.h"

#include "absl/strings/str_cat.h"

namespace continuum::cli {

std::string PurgeStateWords(v1::Purge::State state) {
  switch (state) {
    case v1::Purge::STATE_ASKED:
      return "waits for a second person";
    case v1::Purge::STATE_DONE:
      return "purged";
    case v1::Purge::STATE_DECLINED:
      return "declined";
    default:
      return "unknown";
  }
}

std::string HoldStateWords(v1::Hold::State state) {
  switch (state) {
    case v1::Hold::STATE_ACTIVE:
      return "active";
    case v1::Hold::STATE_ENDED:
      return "ended";
    default:
      return "unknown";
  }
}

std::string MonthsWords(int32_t months) {
  if (months == 0) return "for good";
  return months == 1 ? "1 month" : absl::StrCat(months, " months");
}

std::string PublicNumberWords(const v1::PublicNumber& number) {
  if (number.withheld()) return "withheld";
  return number.shown().empty() ? "no value" : number.shown();
}

}  // namespace continuum::cli
