// SPDX-License-Identifier: Apache-2.0
//
// What protobuf's text parser complains about, in words for people who are not programmers. Pure
// functions.

#ifndef CONTINUUM_SCORING_PARSE_SYNTAX_MESSAGE_H_
#define CONTINUUM_SCORING_PARSE_SYNTAX_MESSAGE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "scoring/problem_reasons.h"

namespace continuum::scoring {

// A complaint of the parser, reworded.
struct SyntaxMessage {
  ProblemReason reason = ProblemReason::kSyntax;
  std::string message;
  // The parser complains behind the name or value that it means, not at it.
  bool behind_word = false;
  // What the parser says after this follows from it, and would only mislead.
  bool last = true;
};

// Rewords a complaint. `rest` is the text from the place on that the parser names. A complaint that
// is not known keeps its own words.
SyntaxMessage Reword(absl::string_view complaint, absl::string_view rest);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_PARSE_SYNTAX_MESSAGE_H_
