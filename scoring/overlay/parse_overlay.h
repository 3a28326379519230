// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_OVERLAY_PARSE_OVERLAY_H_
#define CONTINUUM_SCORING_OVERLAY_PARSE_OVERLAY_H_

#include "absl/strings/string_view.h"
#include "continuum/v1/overlay.pb.h"
#include "scoring/parse/parsed_text.h"

namespace continuum::scoring {

// An overlay's text as data, with the place of every field in the text.
//
// Movable, not copyable. Const use from several threads is safe.
class ParsedOverlay : public ParsedText {
 public:
  // What the text says. Fields that do not exist are left out.
  const v1::RubricOverlay& overlay() const;

 private:
  friend ParsedOverlay ParseOverlay(absl::string_view text);
  explicit ParsedOverlay(absl::string_view text);
};

// Reads an overlay in protobuf's text format. Never fails: what is wrong is in the result's
// problems. What is refused before anything is read: scoring/parse/parsed_text.h.
ParsedOverlay ParseOverlay(absl::string_view text);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_OVERLAY_PARSE_OVERLAY_H_
