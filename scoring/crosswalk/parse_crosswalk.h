// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CROSSWALK_PARSE_CROSSWALK_H_
#define CONTINUUM_SCORING_CROSSWALK_PARSE_CROSSWALK_H_

#include "absl/strings/string_view.h"
#include "continuum/v1/crosswalk.pb.h"
#include "scoring/parse/parsed_text.h"

namespace continuum::scoring {

// A crosswalk's text as data, with the place of every field in the text.
//
// Movable, not copyable. Const use from several threads is safe.
class ParsedCrosswalk : public ParsedText {
 public:
  // What the text says. Fields that do not exist are left out.
  const v1::CrosswalkDefinition& definition() const;

 private:
  friend ParsedCrosswalk ParseCrosswalk(absl::string_view text);
  explicit ParsedCrosswalk(absl::string_view text);
};

// Reads a crosswalk in protobuf's text format. Never fails: what is wrong is in the result's
// problems. What is refused before anything is read: scoring/parse/parsed_text.h.
ParsedCrosswalk ParseCrosswalk(absl::string_view text);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CROSSWALK_PARSE_CROSSWALK_H_
