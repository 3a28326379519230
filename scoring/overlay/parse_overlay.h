// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_OVERLAY_PARSE_OVERLAY_H_
#define CONTINUUM_SCORING_OVERLAY_PARSE_OVERLAY_H_

#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "continuum/v1/overlay.pb.h"
#include "continuum/v1/rubric_service.pb.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {

// An overlay's text as data, with the place of every field in the text: what ParsedRubric is for a
// rubric (scoring/parse_rubric.h).
//
// Movable, not copyable. Const use from several threads is safe.
class ParsedOverlay {
 public:
  ParsedOverlay(ParsedOverlay&&) noexcept;
  ParsedOverlay& operator=(ParsedOverlay&&) noexcept;
  ~ParsedOverlay();

  // Whether the text could be read to its end. If not, only `problems` is of use.
  bool complete() const;
  const v1::RubricOverlay& overlay() const;
  const std::vector<v1::RubricProblem>& problems() const;
  TextPlace Locate(absl::string_view path) const;

 private:
  friend ParsedOverlay ParseOverlay(absl::string_view text);
  struct State;
  explicit ParsedOverlay(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;  // null only when moved from
};

// Reads an overlay in protobuf's text format. Never fails, and refuses what ParseRubric refuses.
ParsedOverlay ParseOverlay(absl::string_view text);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_OVERLAY_PARSE_OVERLAY_H_
