// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_PARSE_PARSED_TEXT_H_
#define CONTINUUM_SCORING_PARSE_PARSED_TEXT_H_

#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "continuum/v1/rubric_service.pb.h"
#include "google/protobuf/message.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {

// A text in protobuf's text format as a message, with the place of every field in the text. What
// reads one kind of message derives from it.
//
// Movable, not copyable. Const use from several threads is safe.
class ParsedText {
 public:
  ParsedText(ParsedText&&) noexcept;
  ParsedText& operator=(ParsedText&&) noexcept;
  ~ParsedText();

  // Whether the text could be read to its end. If not, the message holds a part at best, and only
  // `problems` is of use.
  bool complete() const;

  // What the text says. Fields that do not exist are left out.
  const google::protobuf::Message& message() const;

  // What is wrong with the text as text, in its order: the check of the whole reports these and
  // everything else. All are errors.
  const std::vector<v1::RubricProblem>& problems() const;

  // Where a field stands, named as "domains[2].criteria[0].staircase.cells[1]". A field that is not
  // in the text has the place of the innermost message around it that is; the whole, "", is at the
  // beginning. An element of a list written as [a, b] has the list's place.
  TextPlace Locate(absl::string_view path) const;

 protected:
  // Reads `text` into `message`, which is empty; `noun` is what people call such a text
  // ("rubric"). Never fails: what is wrong is in the problems.
  //
  // Refused before anything is read: texts over 1 MiB (kMaxRubricBytes), bytes that are not UTF-8,
  // control characters. A byte order mark at the beginning is skipped.
  ParsedText(absl::string_view text, absl::string_view noun,
             std::unique_ptr<google::protobuf::Message> message);

 private:
  struct State;

  std::unique_ptr<State> state_;  // null only when moved from
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_PARSE_PARSED_TEXT_H_
