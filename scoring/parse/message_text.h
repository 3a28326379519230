// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_PARSE_MESSAGE_TEXT_H_
#define CONTINUUM_SCORING_PARSE_MESSAGE_TEXT_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "continuum/v1/rubric_service.pb.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {

// A message's text in protobuf's text format, with the place of every field in it.
//
// Not copyable, not movable. Const use from several threads is safe.
class MessageText {
 public:
  // Reads the text into `message`, which is empty and of which only the type is kept. `noun` is
  // what people call such a text: "rubric". Never fails: what is wrong is in problems().
  //
  // Refused before anything is read: texts over 1 MiB (kMaxRubricBytes), bytes that are not UTF-8,
  // control characters. A byte order mark at the beginning is skipped.
  MessageText(absl::string_view text, absl::string_view noun, google::protobuf::Message* message);
  MessageText(const MessageText&) = delete;
  MessageText& operator=(const MessageText&) = delete;

  // Whether the text could be read to its end. If not, the message holds a part at best.
  bool complete() const { return complete_; }

  // What is wrong with the text as text, in its order. All are errors.
  const std::vector<v1::RubricProblem>& problems() const { return problems_; }

  // Where a field stands, named as "domains[2].criteria[0].staircase.cells[1]". A field that is not
  // in the text has the place of the innermost message around it that is; the whole, "", is at the
  // beginning. An element of a list written as [a, b] has the list's place.
  TextPlace Locate(absl::string_view path) const;

 private:
  void Read(absl::string_view noun, google::protobuf::Message* message);

  SourceText source_;
  const google::protobuf::Descriptor* const type_;
  bool complete_ = false;
  google::protobuf::TextFormat::ParseInfoTree locations_;
  std::vector<v1::RubricProblem> problems_;
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_PARSE_MESSAGE_TEXT_H_
