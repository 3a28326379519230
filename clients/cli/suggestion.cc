// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/suggestion.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "scoring/suggestion.h"

namespace continuum::cli {

std::string DidYouMean(absl::string_view typed, const std::vector<std::string>& known) {
  constexpr size_t kLongest = 80;  // longer texts are no ids, and comparing them takes long
  if (typed.size() > kLongest) return "";
  const std::vector<absl::string_view> candidates(known.begin(), known.end());
  const absl::string_view nearest = scoring::Nearest(typed, candidates);
  return nearest.empty() ? "" : absl::StrCat(" Did you mean \"", nearest, "\"?");
}

}  // namespace continuum::cli
