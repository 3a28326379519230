// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments/choices.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/suggestion.h"

namespace continuum::cli {

namespace {

// "at-once, daily or never"
std::string Alternatives(const std::vector<std::string>& words) {
  if (words.size() < 2) return absl::StrJoin(words, "");
  return absl::StrCat(absl::StrJoin(words.begin(), words.end() - 1, ", "), " or ", words.back());
}

}  // namespace

CLI::Validator OneOf(const std::vector<std::string>& words) {
  return {[words](const std::string& typed) -> std::string {
            if (std::find(words.begin(), words.end(), typed) != words.end()) return "";
            const std::string meant = DidYouMean(typed, words);
            return absl::StrCat("got \"", typed, "\", want ", Alternatives(words),
                                meant.empty() ? "" : ".", meant);
          },
          absl::StrCat("{", absl::StrJoin(words, ","), "}")};
}

CLI::Validator Between(int64_t least, int64_t most) {
  return {[least, most](const std::string& typed) -> std::string {
            int64_t number = 0;
            const bool good = absl::SimpleAtoi(typed, &number) && number >= least && number <= most;
            if (good) return "";
            return absl::StrCat("got \"", typed, "\", want a whole number from ", least, " to ",
                                most);
          },
          absl::StrCat("in [", least, " - ", most, "]")};
}

}  // namespace continuum::cli
