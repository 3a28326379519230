// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/wording.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {

std::string Listed(const std::vector<std::string>& ids) {
  constexpr size_t kShown = 5;
  const size_t shown = ids.size() <= kShown ? ids.size() : kShown - 1;
  std::string listed;
  for (size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == ids.size();
    absl::StrAppend(&listed, i == 0 ? "" : last ? " and " : ", ", Quoted(ids[i]));
  }
  if (shown < ids.size()) absl::StrAppend(&listed, " and ", ids.size() - shown, " more");
  return listed;
}

}  // namespace continuum::scoring
