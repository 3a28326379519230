// SPDX-License-Identifier: Apache-2.0

#include "scoring/overlay/parse_overlay.h"

#include <utility>

#include "scoring/parse/message_text.h"

namespace continuum::scoring {

struct ParsedOverlay::State {
  explicit State(absl::string_view source) : text(source, "overlay", &overlay) {}

  v1::RubricOverlay overlay;
  const MessageText text;
};

ParsedOverlay::ParsedOverlay(std::unique_ptr<State> state) : state_(std::move(state)) {}
ParsedOverlay::ParsedOverlay(ParsedOverlay&&) noexcept = default;
ParsedOverlay& ParsedOverlay::operator=(ParsedOverlay&&) noexcept = default;
ParsedOverlay::~ParsedOverlay() = default;

bool ParsedOverlay::complete() const { return state_->text.complete(); }

const v1::RubricOverlay& ParsedOverlay::overlay() const { return state_->overlay; }

const std::vector<v1::RubricProblem>& ParsedOverlay::problems() const {
  return state_->text.problems();
}

TextPlace ParsedOverlay::Locate(absl::string_view path) const { return state_->text.Locate(path); }

ParsedOverlay ParseOverlay(absl::string_view text) {
  return ParsedOverlay(std::make_unique<ParsedOverlay::State>(text));
}

}  // namespace continuum::scoring
