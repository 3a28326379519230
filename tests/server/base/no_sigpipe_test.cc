// SPDX-License-Identifier: Apache-2.0

#include "server/base/no_sigpipe.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>

namespace continuum::base {
namespace {

// Writes to a pipe that nobody can read from any more; gives errno.
int WriteToNobody() {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  close(ends[0]);
  errno = 0;
  EXPECT_EQ(write(ends[1], "a", 1), -1);
  const int error = errno;
  close(ends[1]);
  return error;
}

TEST(NoSigpipeTest, AWriteToNobodyIsAnErrorAndLeavesNothingBehind) {
  {
    const NoSigpipe guard;
    EXPECT_EQ(WriteToNobody(), EPIPE);
  }
  sigset_t pending;
  sigset_t blocked;
  sigpending(&pending);
  pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
  EXPECT_EQ(sigismember(&pending, SIGPIPE), 0);
  EXPECT_EQ(sigismember(&blocked, SIGPIPE), 0);
}

}  // namespace
}  // namespace continuum::base
