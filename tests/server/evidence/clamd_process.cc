// SPDX-License-Identifier: Apache-2.0

#include "tests/server/evidence/clamd_process.h"

#include <fcntl.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill() is POSIX's
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "server/evidence/clamd.h"

namespace continuum::evidence {
namespace {

constexpr char kProgram[] = "/usr/sbin/clamd";

[[noreturn]] void Give(const std::string& why) {
  std::cerr << "clamd: " << why << "\n";
  std::abort();
}

}  // namespace

bool ClamdProcess::Installed() { return ::access(kProgram, X_OK) == 0; }

ClamdProcess::ClamdProcess() {
  const std::string configuration = dir_.File("clamd.conf");
  // A signature is a name and bytes in hexadecimal digits, anywhere in a file of any kind.
  testing::WriteFile(
      dir_.File("own.ndb"),
      absl::StrCat("Continuum.Test:0:*:", absl::BytesToHexString(kMarkedAsMalware), "\n"));
  testing::WriteFile(
      configuration,
      absl::StrCat("DatabaseDirectory ", dir_.path(), "\nOfficialDatabaseOnly no\nForeground yes\n",
                   "LocalSocket ", socket(), "\nLogFile ", dir_.File("log"),
                   "\nTemporaryDirectory ", dir_.path(), "\nStreamMaxLength 1M\nMaxThreads 2\n",
                   "User root\n"));
  const std::string argument = absl::StrCat("--config-file=", configuration);
  pid_ = ::fork();
  if (pid_ < 0) Give("cannot fork");
  if (pid_ == 0) {  // nothing here may allocate or lock, the parent may have threads
    const int nowhere = ::open("/dev/null", O_RDWR);
    ::dup2(nowhere, 1);
    ::dup2(nowhere, 2);
    ::execl(kProgram, kProgram, argument.c_str(), nullptr);
    ::_exit(127);
  }
  const auto clamd = Clamd::At(socket());
  for (int tries = 0; tries < 1200; ++tries) {
    if (clamd.ok() && clamd->Scan("x").ok()) return;
    if (::waitpid(pid_, nullptr, WNOHANG) == pid_) {
      Give(absl::StrCat("ended:\n", testing::ReadFile(dir_.File("log"))));
    }
    absl::SleepFor(absl::Milliseconds(50));  // it says nowhere else that it is ready
  }
  Give("does not answer");
}

ClamdProcess::~ClamdProcess() {
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

void ClamdProcess::Pause() const { ::kill(pid_, SIGSTOP); }

}  // namespace continuum::evidence
