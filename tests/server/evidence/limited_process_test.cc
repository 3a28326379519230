// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/limited_process.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill() is POSIX's
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::evidence {
namespace {

using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;

constexpr auto kAborted = absl::StatusCode::kAborted;
constexpr auto kUnavailable = absl::StatusCode::kUnavailable;
constexpr auto kResourceExhausted = absl::StatusCode::kResourceExhausted;

absl::Status Always() { return absl::OkStatus(); }

absl::StatusOr<std::string> RunProgram(const std::vector<std::string>& command,
                                       const ProcessLimits& limits = {},
                                       absl::string_view input = "") {
  return RunLimited(command, input, limits, Always);
}

// Without starting other processes, which only root can here.
absl::StatusOr<std::string> Shell(const std::string& script, const ProcessLimits& limits = {}) {
  return RunProgram({"/bin/sh", "-c", script}, limits);
}

// Every child has been waited for.
bool NoChildIsLeft() { return ::waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD; }

TEST(LimitedProcessTest, GivesWhatIsPrinted) {
  EXPECT_THAT(CheckCanLimit(), IsOk());
  EXPECT_THAT(RunProgram({"/bin/echo", "a", "b c"}), IsOkAndHolds("a b c\n"));
  EXPECT_THAT(RunProgram({"/bin/true"}), IsOkAndHolds(""));
  EXPECT_TRUE(NoChildIsLeft());
}

TEST(LimitedProcessTest, ReadsAndPrintsMoreThanAPipeHolds) {
  const std::string input(8 << 20, 'x');
  for (const char* from : {"-", "/dev/fd/0"}) {
    const auto printed = RunProgram({"/bin/cat", from}, {}, input);
    ASSERT_THAT(printed, IsOk());
    EXPECT_TRUE(*printed == input);
  }
  // Nobody has to read it.
  EXPECT_THAT(RunProgram({"/bin/echo"}, {}, input), IsOkAndHolds("\n"));
}

TEST(LimitedProcessTest, TheInputCannotBeChanged) {
  EXPECT_THAT(RunProgram({"/usr/bin/truncate", "-s", "0", "/dev/fd/0"}, {}, "text"),
              StatusIs(kAborted));
  EXPECT_THAT(Shell("echo x >&0"), StatusIs(kAborted));
}

TEST(LimitedProcessTest, HasNothingOfTheServersButItsRights) {
  ASSERT_EQ(::setenv("CONTINUUM_SECRET", "x", 1), 0);
  EXPECT_THAT(RunProgram({"/usr/bin/env"}), IsOkAndHolds("LC_ALL=C.UTF-8\n"));
  EXPECT_THAT(RunProgram({"/bin/pwd"}), IsOkAndHolds("/\n"));
  ::unsetenv("CONTINUUM_SECRET");
  const int inherited = ::open("/dev/null", O_RDONLY);  // not closed by exec
  ASSERT_GT(inherited, 2);
  ASSERT_EQ(::dup2(inherited, 100), 100);
  // 3 is the folder itself while it is read.
  EXPECT_THAT(RunProgram({"/bin/ls", "/proc/self/fd"}), IsOkAndHolds("0\n1\n2\n3\n"));
  ::close(100);
  ::close(inherited);
  EXPECT_THAT(RunProgram({"/bin/readlink", "/proc/self/fd/2"}), IsOkAndHolds("/dev/null\n"));
}

TEST(LimitedProcessTest, HasLimits) {
  const auto limits =
      RunProgram({"/bin/cat", "/proc/self/limits"},
                 {.time = absl::Seconds(17), .memory_bytes = 300 << 20, .open_files = 9});
  ASSERT_THAT(limits, IsOk());
  EXPECT_THAT(
      *limits,
      AllOf(ContainsRegex("Max address space +314572800 +314572800 "),
            ContainsRegex("Max cpu time +17 +18 "), ContainsRegex("Max open files +9 +9 "),
            ContainsRegex("Max file size +0 +0 "), ContainsRegex("Max core file size +0 +0 "),
            ContainsRegex("Max processes +0 +0 ")));
}

TEST(LimitedProcessTest, HasNoNewRightsAndNoOddSignals) {
  // As in the server.
  sigset_t stop;
  sigset_t before;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, &before);
  const auto handler = ::signal(SIGPIPE, SIG_IGN);
  const auto status = RunProgram({"/bin/cat", "/proc/self/status"});
  ::signal(SIGPIPE, handler);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  ASSERT_THAT(status, IsOk());
  // Of the signals up to 28; beyond are some that a C library keeps for itself.
  EXPECT_THAT(*status,
              AllOf(HasSubstr("NoNewPrivs:\t1\n"), ContainsRegex("SigBlk:\t[0-9a-f]+0000000\n"),
                    ContainsRegex("SigIgn:\t[0-9a-f]+0000000\n")));
}

TEST(LimitedProcessTest, WritesNoFiles) {
  const testing::TempDir dir;
  EXPECT_THAT(Shell(absl::StrCat("echo x > ", dir.File("written"))), StatusIs(kAborted));
  EXPECT_EQ(testing::ReadFile(dir.File("written")), "");
}

TEST(LimitedProcessTest, GetsNoMoreMemory) {
  // It keeps all of a line.
  EXPECT_THAT(RunProgram({"/usr/bin/tail", "-n", "1", "/dev/zero"}, {.memory_bytes = 64 << 20}),
              StatusIs(kAborted));
}

TEST(LimitedProcessTest, EndsWhenItsTimeIsUp) {
  const ProcessLimits short_time = {.time = absl::Milliseconds(300)};
  for (const char* script : {"exec sleep 1000", "exec >&-; exec sleep 1000", "while :; do :; done",
                             "trap '' TERM INT HUP; while :; do :; done"}) {
    const absl::Time begin = absl::Now();
    EXPECT_THAT(Shell(script, short_time), StatusIs(kResourceExhausted, HasSubstr("too long")));
    EXPECT_LT(absl::Now() - begin, absl::Seconds(30));
    EXPECT_TRUE(NoChildIsLeft()) << script;
  }
}

TEST(LimitedProcessTest, PrintsOnlySoMuch) {
  EXPECT_THAT(RunProgram({"/usr/bin/yes"}, {.output_bytes = 1 << 20}),
              StatusIs(kResourceExhausted, HasSubstr("too much")));
  EXPECT_TRUE(NoChildIsLeft());
  EXPECT_THAT(RunProgram({"/bin/echo", "123"}, {.output_bytes = 4}), IsOkAndHolds("123\n"));
  EXPECT_THAT(RunProgram({"/bin/echo", "1234"}, {.output_bytes = 4}), StatusIs(kResourceExhausted));
}

TEST(LimitedProcessTest, AnErrorIsNoOutput) {
  EXPECT_THAT(Shell("echo printed; exit 1"), StatusIs(kAborted));
  EXPECT_THAT(Shell("echo printed; kill -SEGV $$"), StatusIs(kAborted));
  EXPECT_THAT(Shell("echo printed; kill -XCPU $$"), StatusIs(kAborted));
}

TEST(LimitedProcessTest, TroubleOfTheSystemIsNotTheProgramsFailure) {
  const testing::TempDir dir;
  testing::WriteFile(dir.File("plain"), "no program");
  EXPECT_THAT(RunProgram({"/nowhere"}), StatusIs(kUnavailable, HasSubstr("exit code 127")));
  EXPECT_THAT(RunProgram({dir.File("plain")}), StatusIs(kUnavailable, HasSubstr("exit code 126")));
  // As from the system when it has no memory left, or when a service is stopped.
  EXPECT_THAT(Shell("echo printed; kill -KILL $$"),
              StatusIs(kUnavailable, HasSubstr("ended by signal 9")));
  EXPECT_THAT(Shell("echo printed; kill -TERM $$"),
              StatusIs(kUnavailable, HasSubstr("ended by signal 15")));
}

TEST(LimitedProcessTest, WithoutRoomForAnotherFileItIsNotStarted) {
  rlimit before = {};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit none = {.rlim_cur = 3, .rlim_max = before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
  const auto ran = RunProgram({"/bin/true"});
  ::setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_THAT(ran, StatusIs(kUnavailable));
}

// As what has got in through a hole might.
TEST(LimitedProcessTest, EndsThoughItWentToAnotherProcessGroup) {
  const absl::Time begin = absl::Now();
  EXPECT_THAT(
      RunProgram({"/usr/bin/perl", "-e", "setpgrp(0, getpgrp(getppid)) or exit 1; sleep 20"},
                 {.time = absl::Milliseconds(300)}),
      StatusIs(kResourceExhausted, HasSubstr("too long")));
  EXPECT_LT(absl::Now() - begin, absl::Seconds(10));
  EXPECT_TRUE(NoChildIsLeft());
}

TEST(LimitedProcessTest, EndsWhenItIsToldTo) {
  int asked = 0;
  EXPECT_THAT(RunLimited({"/bin/sleep", "1000"}, "", {},
                         [&asked] {
                           return ++asked > 3 ? absl::CancelledError("gone") : absl::OkStatus();
                         }),
              StatusIs(absl::StatusCode::kCancelled, HasSubstr("gone")));
  EXPECT_TRUE(NoChildIsLeft());
}

TEST(LimitedProcessTest, StartsNoProcesses) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may start as many as there is room for";
  EXPECT_THAT(Shell("/bin/true & wait; echo printed"), StatusIs(kAborted));
}

// Waits for a process (-1: for any), also if what has started it is no more; how it ended.
int EndOf(pid_t pid) {
  int status = 0;
  EXPECT_GT(::waitpid(pid, &status, 0), 0);
  return status;
}

TEST(LimitedProcessTest, WhatItStartedEndsWithIt) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can start processes with these limits";
  ASSERT_EQ(::prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
  for (const char* then : {"wait", "exit 0"}) {
    const testing::TempDir dir;
    // An empty file is all that it can leave.
    const auto ran = Shell(absl::StrCat("sleep 1000 >&- & : > ", dir.path(), "/$!; ", then),
                           {.time = absl::Seconds(2)});
    EXPECT_EQ(ran.ok(), std::string(then) == "exit 0") << ran.status();
    const std::filesystem::directory_iterator left(dir.path());
    pid_t pid = 0;
    ASSERT_TRUE(absl::SimpleAtoi(left->path().filename().string(), &pid));
    const int status = EndOf(pid);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << then;
  }
}

TEST(LimitedProcessTest, DoesNotOutliveTheServer) {
  ASSERT_EQ(::prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
  int ends[2] = {-1, -1};
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t server = ::fork();
  if (server == 0) {
    int asked = 0;
    const auto say_it_runs = [&] {
      if (++asked == 5 && ::write(ends[1], "x", 1) != 1) ::_exit(1);
      return absl::OkStatus();
    };
    const auto ran = RunLimited({"/bin/sleep", "30"}, "", {.time = absl::Seconds(60)}, say_it_runs);
    ::_exit(ran.ok() ? 0 : 1);
  }
  char said = 0;
  ASSERT_EQ(::read(ends[0], &said, 1), 1);
  ::kill(server, SIGKILL);
  EndOf(server);
  const int status = EndOf(-1);  // of what it ran
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace
}  // namespace continuum::evidence
