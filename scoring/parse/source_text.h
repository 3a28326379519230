// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_PARSE_SOURCE_TEXT_H_
#define CONTINUUM_SCORING_PARSE_SOURCE_TEXT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::scoring {

// A place in a text as people count: line and column from 1, a tab being one column and a character
// of several bytes too. 0 and 0 where the place is not known.
struct TextPlace {
  int line = 0;
  int column = 0;

  friend auto operator<=>(const TextPlace&, const TextPlace&) = default;
};

// A text in which places are found quickly, however long its lines are. Immutable.
class SourceText {
 public:
  explicit SourceText(absl::string_view text);

  const std::string& text() const { return text_; }

  // The place of the byte at `offset`, which is at most the text's size.
  TextPlace PlaceOf(size_t offset) const;

  // The offset of a place as protobuf's tokenizer counts: line and column from 0, in bytes, a tab
  // going to the next multiple of 8. Within the text, whatever is asked.
  size_t OffsetOf(int tokenizer_line, int tokenizer_column) const;

 private:
  // What is known of one byte: the first of a line, and every so many bytes after it.
  struct Mark {
    size_t offset = 0;
    int line = 0;              // from 0
    int characters = 0;        // before it in its line
    int tokenizer_column = 0;  // from 0

    void Pass(char byte);
  };

  std::string text_;
  std::vector<Mark> marks_;  // in the order of the text; never empty
};

// The number of bytes of the character that `text` begins with; 0 if `text` is empty or does not
// begin with a UTF-8 character.
size_t CharacterLength(absl::string_view text);

// Whether the byte is a control character that has no place in a rubric: all but tab and line ends.
bool IsForbiddenControl(char byte);

// `text` as it can stand in a message, in single quotes: clipped to 64 bytes, control characters
// and broken ones as "?". "(empty)" if there is nothing in it.
std::string Quoted(absl::string_view text);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_PARSE_SOURCE_TEXT_H_
