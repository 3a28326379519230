// SPDX-License-Identifier: Apache-2.0
//
// Pictures made of characters: block characters, or plain ASCII where `unicode` is false. What they
// show always stands beside them in words. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_RENDER_CHART_H_
#define CONTINUUM_CLIENTS_CLI_RENDER_CHART_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace continuum::cli {

// A bar of `width` columns, `share` (0 to 1) of it filled, with marks at the shares `marks` that it
// has to pass: "######|...". A share that has not reached a mark never covers it.
std::string Bar(double share, const std::vector<double>& marks, int width, bool unicode);

// What is drawn of a stage: reached, jumped over (not done although a higher one is), or not
// reached.
enum class Stair { kReached, kSkipped, kOpen };

// A staircase, one column per stage, lowest first: "▂▄×·".
std::string Staircase(const std::vector<Stair>& steps, bool unicode);

// A series of shares (0 to 1) as one column each, highest "█"; nothing gives a gap. `breaks` holds
// the positions before which the series breaks.
std::string Sparkline(const std::vector<std::optional<double>>& shares,
                      const std::vector<size_t>& breaks, bool unicode);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_RENDER_CHART_H_
