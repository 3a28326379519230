// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_WORDING_H_
#define CONTINUUM_SCORING_CHECK_WORDING_H_

#include <string>
#include <vector>

namespace continuum::scoring {

// "'a', 'b' and 'c'"; of more than five the first ones and how many more there are.
std::string Listed(const std::vector<std::string>& ids);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_WORDING_H_
