// SPDX-License-Identifier: Apache-2.0
//
// "Did you mean ...?": the name that somebody who mistyped probably meant. Pure functions.

#ifndef CONTINUUM_SCORING_SUGGESTION_H_
#define CONTINUUM_SCORING_SUGGESTION_H_

#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::scoring {

// How many letters must be added, dropped, changed or swapped with their neighbour to make `b` of
// `a`; `limit` + 1 when there are more than `limit`.
int EditDistance(absl::string_view a, absl::string_view b, int limit);

// The candidate that is nearest to `name`, when it is near enough to be meant (a third of the
// letters, at most three); the first of several equally near ones. Empty when there is none.
absl::string_view Nearest(absl::string_view name, const std::vector<absl::string_view>& candidates);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_SUGGESTION_H_
