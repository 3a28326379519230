// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_CONSOLE_H_
#define CONTINUUM_CLIENTS_CLI_CONSOLE_H_

#include <istream>
#include <ostream>
#include <string>

#include "absl/strings/string_view.h"

namespace continuum::cli {

// What a piece of text means. Colour only repeats what the words say already.
enum class Style { kPlain, kHeading, kGood, kBad, kWarning, kDim };

// How results are written.
enum class OutputFormat { kTable, kJson, kCsv };

// What is known of the terminal, or of what stands in its place.
struct Terminal {
  int width = 100;        // columns of the result
  bool colour = false;    // whether the result may be coloured
  bool progress = false;  // whether the error stream is a terminal, which may show progress
  bool unicode = true;    // whether block characters may be drawn; otherwise plain ASCII
  bool input = false;     // whether standard input is a terminal, at which somebody can be asked
};

// The terminal of this process: standard output's size or COLUMNS, 100 columns where there is
// none; colour only on a terminal that is not "dumb" and without NO_COLOR; ASCII only where the
// locale names a character set other than UTF-8.
Terminal DetectTerminal();

// Where a command reads and writes: results go to `out`, everything else to `err`. Not
// thread-safe; keeps references to the streams.
class Console {
 public:
  Console(std::istream& in, std::ostream& out, std::ostream& err, const Terminal& terminal)
      : in_(in), out_(out), err_(err), terminal_(terminal) {}

  std::istream& in() { return in_; }
  std::ostream& out() { return out_; }
  std::ostream& err() { return err_; }
  const Terminal& terminal() const { return terminal_; }
  int width() const { return terminal_.width; }

  // `text` in the colour of its meaning, where colours are allowed.
  std::string Paint(Style style, absl::string_view text) const;

  // Writes `text` to the result, made printable and wrapped to the width: the first line after
  // `first` (which is taken as it is), the others indented by as many columns.
  void Paragraph(absl::string_view text, absl::string_view first = "", Style style = Style::kPlain);
  // Writes `text` to the result, made printable, as one line however long: for what other programs
  // read line by line, such as the places of problems.
  void Line(absl::string_view text, Style style = Style::kPlain);
  // A heading with an empty line before it.
  void Heading(absl::string_view text);
  // A remark about the work, to the error stream.
  void Note(absl::string_view text);

 private:
  std::istream& in_;
  std::ostream& out_;
  std::ostream& err_;
  const Terminal terminal_;
};

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_CONSOLE_H_
