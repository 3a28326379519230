// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/render/text.h"

namespace continuum::cli {

namespace {

constexpr int kDefaultWidth = 100;
constexpr int kNarrowest = 40;
constexpr int kWidest = 200;  // longer lines are hard to read

absl::string_view Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

int DetectWidth() {
  int columns = 0;
  winsize size{};
  if (!absl::SimpleAtoi(Environment("COLUMNS"), &columns) || columns <= 0) {
    const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    columns = known ? size.ws_col : kDefaultWidth;
  }
  return std::clamp(columns, kNarrowest, kWidest);
}

bool DetectUnicode() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string locale = absl::AsciiStrToLower(Environment(name));
    if (locale.empty()) continue;
    return absl::StrContains(locale, "utf-8") || absl::StrContains(locale, "utf8");
  }
  return true;
}

absl::string_view Escape(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kHeading:
      return "\x1b[1m";
    case Style::kGood:
      return "\x1b[32m";
    case Style::kBad:
      return "\x1b[31m";
    case Style::kWarning:
      return "\x1b[33m";
    case Style::kDim:
      return "\x1b[2m";
  }
  return "";
}

}  // namespace

Terminal DetectTerminal() {
  Terminal terminal;
  terminal.width = DetectWidth();
  terminal.colour = isatty(STDOUT_FILENO) != 0 && Environment("NO_COLOR").empty() &&
                    Environment("TERM") != "dumb";
  terminal.progress = isatty(STDERR_FILENO) != 0 && Environment("TERM") != "dumb";
  terminal.unicode = DetectUnicode();
  terminal.input = isatty(STDIN_FILENO) != 0;
  return terminal;
}

std::string Console::Paint(Style style, absl::string_view text) const {
  if (!terminal_.colour || style == Style::kPlain || text.empty()) return std::string(text);
  return absl::StrCat(Escape(style), text, "\x1b[0m");
}

void Console::Paragraph(absl::string_view text, absl::string_view first, Style style) {
  const int indent = DisplayWidth(first);
  const int room = std::max(terminal_.width - indent, 20);
  std::string lead(first);
  for (const std::string& line : Wrap(Printable(text), room)) {
    out_ << lead << Paint(style, line) << "\n";
    lead.assign(static_cast<size_t>(indent), ' ');
  }
}

void Console::Line(absl::string_view text, Style style) {
  out_ << Paint(style, Printable(text)) << "\n";
}

void Console::Heading(absl::string_view text) {
  out_ << "\n" << Paint(Style::kHeading, Printable(text)) << "\n";
}

void Console::Note(absl::string_view text) { err_ << Printable(text) << "\n"; }

}  // namespace continuum::cli
