// SPDX-License-Identifier: Apache-2.0

#include "scoring/crosswalk/parse_crosswalk.h"

#include <memory>

namespace continuum::scoring {

ParsedCrosswalk::ParsedCrosswalk(absl::string_view text)
    : ParsedText(text, "crosswalk", std::make_unique<v1::CrosswalkDefinition>()) {}

const v1::CrosswalkDefinition& ParsedCrosswalk::definition() const {
  return static_cast<const v1::CrosswalkDefinition&>(message());
}

ParsedCrosswalk ParseCrosswalk(absl::string_view text) { return ParsedCrosswalk(text); }

}  // namespace continuum::scoring
