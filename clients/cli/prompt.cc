// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/prompt.h"

#include <termios.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/error.h"

namespace continuum::cli {

namespace {

constexpr size_t kLongestAnswer = 4096;
constexpr std::array<int, 4> kEndingSignals = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

// The terminal as it was. A signal handler reaches nothing but globals.
termios shown_terminal;

void ShowAgainAndEnd(int signal_number) {
  tcsetattr(STDIN_FILENO, TCSANOW, &shown_terminal);
  std::signal(signal_number, SIG_DFL);
  std::raise(signal_number);
}

// Keeps the terminal from showing what is typed, for as long as it lives. One at a time.
class Hidden {
 public:
  Hidden() {
    if (tcgetattr(STDIN_FILENO, &shown_terminal) != 0) return;
    struct sigaction ending {};
    ending.sa_handler = ShowAgainAndEnd;
    for (size_t i = 0; i < kEndingSignals.size(); ++i) {
      sigaction(kEndingSignals[i], &ending, &before_[i]);
    }
    termios silent = shown_terminal;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    // What was typed before the question is no answer to it.
    hidden_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    if (!hidden_) RestoreSignals();
  }
  ~Hidden() {
    if (!hidden_) return;
    tcsetattr(STDIN_FILENO, TCSANOW, &shown_terminal);
    RestoreSignals();
  }
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;

  bool hidden() const { return hidden_; }

 private:
  void RestoreSignals() {
    for (size_t i = 0; i < kEndingSignals.size(); ++i) {
      sigaction(kEndingSignals[i], &before_[i], nullptr);
    }
  }

  bool hidden_ = false;
  std::array<struct sigaction, kEndingSignals.size()> before_{};
};

void Prompt(Console& console, absl::string_view what) {
  if (!console.terminal().input) return;
  console.err() << what << ": ";
  console.err().flush();
}

absl::Status GotNothing(const Console& console, absl::string_view what, absl::string_view wanted) {
  return UsageError(absl::StrCat(
      what, console.terminal().input
                ? absl::StrCat(": nothing was typed; type ", wanted, ", and press Enter")
                : ": got nothing, want it on standard input, on a line of its own"));
}

// What was typed up to the end of the line; may be nothing.
absl::StatusOr<std::string> ReadLine(Console& console, absl::string_view what) {
  std::string line;
  int next = console.in().get();
  for (; next != std::istream::traits_type::eof() && next != '\n'; next = console.in().get()) {
    if (line.size() == kLongestAnswer) {
      return UsageError(absl::StrCat(what, ": want at most ", kLongestAnswer, " characters"));
    }
    line.push_back(static_cast<char>(next));
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

absl::StatusOr<std::string> ReadSecret(Console& console, absl::string_view what) {
  auto line = ReadLine(console, what);
  if (line.ok() && line->empty()) return GotNothing(console, what, "it");
  return line;
}

}  // namespace

absl::StatusOr<std::string> Ask(Console& console, absl::string_view what,
                                absl::string_view wanted) {
  Prompt(console, what);
  const auto line = ReadLine(console, what);
  if (!line.ok()) return line.status();
  const absl::string_view answer = absl::StripAsciiWhitespace(*line);
  if (answer.empty()) return GotNothing(console, what, wanted);
  return std::string(answer);
}

absl::Status ConfirmByTyping(Console& console, const std::string& wanted, absl::string_view also) {
  const auto typed = Ask(console, absl::StrCat("Type ", wanted, " to go on"));
  if (typed.ok() && (absl::EqualsIgnoreCase(*typed, wanted) || *typed == also)) {
    return absl::OkStatus();
  }
  return UsageError(
      absl::StrCat("want \"", wanted, "\" typed once more, or --yes; nothing was changed"));
}

absl::StatusOr<std::string> AskSecret(Console& console, absl::string_view what) {
  if (!console.terminal().input) return ReadSecret(console, what);
  const Hidden hidden;
  if (!hidden.hidden()) {
    return UsageError(absl::StrCat(what,
                                   ": this terminal cannot be kept from showing what is "
                                   "typed; give it on standard input"));
  }
  Prompt(console, what);
  auto line = ReadSecret(console, what);
  console.err() << "\n";
  return line;
}

absl::StatusOr<std::string> AskNewPassword(Console& console) {
  if (!console.terminal().input) return AskSecret(console, "New password");
  console.Note(
      "A password has 12 to 128 characters of any kind: a few words that do not belong together "
      "are good. One that is easily guessed is refused.");
  auto first = AskSecret(console, "New password");
  if (!first.ok()) return first.status();
  const auto second = AskSecret(console, "The same again");
  if (!second.ok()) return second.status();
  if (*first != *second) {
    return UsageError("New password: the two are not the same; nothing was changed");
  }
  return first;
}

}  // namespace continuum::cli
