// SPDX-License-Identifier: Apache-2.0

#include "scoring/overlay/parse_overlay.h"

#include <memory>

namespace continuum::scoring {

ParsedOverlay::ParsedOverlay(absl::string_view text)
    : ParsedText(text, "overlay", std::make_unique<v1::RubricOverlay>()) {}

const v1::RubricOverlay& ParsedOverlay::overlay() const {
  return static_cast<const v1::RubricOverlay&>(message());
}

ParsedOverlay ParseOverlay(absl::string_view text) { return ParsedOverlay(text); }

}  // namespace continuum::scoring
