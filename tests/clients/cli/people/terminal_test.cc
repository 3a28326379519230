// SPDX-License-Identifier: Apache-2.0
//
// The command at a terminal: what is typed there as a secret is not shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <csignal>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "tests/clients/cli/people/people_test_base.h"

namespace continuum::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// The real command with a terminal of its own, at which the test types.
class AtTerminal {
 public:
  explicit AtTerminal(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), CONTINUUM_COMMAND);
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    // The test keeps the other end open, to see how the terminal was left.
    EXPECT_EQ(openpty(&ours_, &theirs_, nullptr, nullptr, nullptr), 0);
    child_ = fork();
    if (child_ == 0) {
      login_tty(theirs_);
      execv(argv[0], argv.data());
      _exit(127);
    }
  }
  ~AtTerminal() {
    if (!ended_) kill(child_, SIGKILL);
    close(ours_);
    close(theirs_);
  }
  AtTerminal(const AtTerminal&) = delete;
  AtTerminal& operator=(const AtTerminal&) = delete;

  // Waits for the words, and types an answer with its line end.
  void Answer(absl::string_view prompt, absl::string_view typed) {
    ASSERT_TRUE(WaitFor(prompt)) << seen_;
    const std::string line = absl::StrCat(typed, "\n");
    ASSERT_EQ(write(ours_, line.data(), line.size()), static_cast<ssize_t>(line.size()));
  }
  void Interrupt(absl::string_view prompt) {
    ASSERT_TRUE(WaitFor(prompt)) << seen_;
    ASSERT_EQ(kill(child_, SIGINT), 0);
  }

  // Waits for the end; how it ended, as wait() has it.
  int Finish() {
    int status = -1;
    EXPECT_EQ(waitpid(child_, &status, 0), child_);
    ended_ = true;
    while (ReadSome()) {
    }
    return status;
  }
  bool Shows() const {
    termios mode{};
    EXPECT_EQ(tcgetattr(theirs_, &mode), 0);
    return (mode.c_lflag & ECHO) != 0;
  }
  const std::string& seen() const { return seen_; }

 private:
  // What the command writes next; false when nothing comes for long.
  bool ReadSome() {
    constexpr int kPatienceMs = 20'000;
    pollfd waiting = {.fd = ours_, .events = POLLIN};
    if (poll(&waiting, 1, ended_ ? 0 : kPatienceMs) != 1) return false;
    char part[1024];
    const ssize_t count = read(ours_, part, sizeof part);
    if (count > 0) seen_.append(part, static_cast<size_t>(count));
    return count > 0;
  }
  bool WaitFor(absl::string_view words) {
    while (!absl::StrContains(absl::string_view(seen_).substr(read_to_), words)) {
      if (!ReadSome()) return false;
    }
    read_to_ = seen_.size();
    return true;
  }

  int ours_ = -1;
  int theirs_ = -1;
  pid_t child_ = -1;
  bool ended_ = false;
  std::string seen_;
  size_t read_to_ = 0;
};

class TerminalTest : public testing::PeopleTestBase {};

TEST_F(TerminalTest, APasswordIsAskedForAndNotShown) {
  people.answers["SignIn"] = "secret: 'hush-session' account { name: 'accounts/ana' }";
  AtTerminal terminal({"login", "--server", address});
  terminal.Answer("E-mail: ", "ana@example.org");
  terminal.Answer("Password: ", "hush password");
  EXPECT_EQ(terminal.Finish(), 0) << terminal.seen();
  EXPECT_THAT(terminal.seen(), AllOf(HasSubstr("ana@example.org"), HasSubstr("accounts/ana"),
                                     Not(HasSubstr("hush"))));
  EXPECT_TRUE(terminal.Shows());
  ASSERT_EQ(people.calls.size(), 1u);
  EXPECT_THAT(people.calls[0], HasSubstr("password: \"hush password\""));
}

TEST_F(TerminalTest, WhoTypesNothingIsToldWhatToType) {
  for (const char* nothing : {"", "  "}) {
    AtTerminal terminal({"login", "--server", address});
    terminal.Answer("E-mail: ", nothing);
    EXPECT_NE(terminal.Finish(), 0);
    EXPECT_THAT(terminal.seen(), AllOf(HasSubstr("nothing was typed; type your e-mail address"),
                                       Not(HasSubstr("standard input"))));
  }
  AtTerminal terminal({"login", "--email", "e", "--server", address});
  terminal.Answer("Password: ", "");
  EXPECT_NE(terminal.Finish(), 0);
  EXPECT_THAT(terminal.seen(), HasSubstr("Password: nothing was typed; type it"));
}

TEST_F(TerminalTest, ANewPasswordIsTypedTwiceAfterTheRules) {
  people.answers["RedeemCode"] = "secret: 'hush-session'";
  {
    AtTerminal terminal({"login", "--code", "--server", address});
    terminal.Answer("Code that you were given: ", "abc");
    terminal.Answer("New password: ", "hush one");
    terminal.Answer("The same again: ", "hush two");
    EXPECT_NE(terminal.Finish(), 0);
    EXPECT_THAT(terminal.seen(), AllOf(HasSubstr("are not the same"), Not(HasSubstr("hush"))));
    EXPECT_TRUE(people.calls.empty());
  }
  AtTerminal terminal({"login", "--code", "--server", address});
  terminal.Answer("Code that you were given: ", "abc");
  terminal.Answer("New password: ", "hush one");
  terminal.Answer("The same again: ", "hush one");
  EXPECT_EQ(terminal.Finish(), 0) << terminal.seen();
  EXPECT_THAT(people.calls.at(0), HasSubstr("password: \"hush one\""));
}

TEST_F(TerminalTest, TheFirstAdministratorIsAskedForAnAddress) {
  people.answers["RedeemCode"] = "secret: 'hush-session'";
  people.refusals.emplace("RedeemCode", testing::FieldInvalid("email"));
  AtTerminal terminal({"login", "--code", "--server", address});
  terminal.Answer("Code that you were given: ", "abc");
  terminal.Answer("New password: ", "hush one");
  terminal.Answer("The same again: ", "hush one");
  terminal.Answer("E-mail to sign in with: ", "ana@example.org");
  EXPECT_EQ(terminal.Finish(), 0) << terminal.seen();
  ASSERT_EQ(people.calls.size(), 2u);
  EXPECT_THAT(people.calls[1], AllOf(HasSubstr("code: \"abc\" password: \"hush one\""),
                                     HasSubstr("email: \"ana@example.org\"")));
}

TEST_F(TerminalTest, AnInterruptedQuestionLeavesTheTerminalAsItWas) {
  AtTerminal terminal({"login", "--email", "e", "--server", address});
  terminal.Interrupt("Password: ");
  const int status = terminal.Finish();
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
  EXPECT_TRUE(terminal.Shows());
}

}  // namespace
}  // namespace continuum::cli
