// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_BASE_NO_SIGPIPE_H_
#define CONTINUUM_SERVER_BASE_NO_SIGPIPE_H_

#include <csignal>
#include <ctime>

namespace continuum::base {

// While one lives, its thread gets an error when it writes to a connection that the other side has
// closed, instead of the signal that would end the process. libcurl leaves that to us where threads
// are used, and OpenSSL's writes cannot be told otherwise. For one thread: make and destroy it
// there.
class NoSigpipe {
 public:
  NoSigpipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    was_pending_ = IsPending();
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoSigpipe() {
    // What came meanwhile must not come afterwards.
    const timespec now = {};
    if (!was_pending_ && IsPending()) sigtimedwait(&pipe_, nullptr, &now);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoSigpipe(const NoSigpipe&) = delete;
  NoSigpipe& operator=(const NoSigpipe&) = delete;

 private:
  static bool IsPending() {
    sigset_t pending;
    sigpending(&pending);
    return sigismember(&pending, SIGPIPE) == 1;
  }

  sigset_t pipe_ = {};
  sigset_t before_ = {};
  bool was_pending_ = false;
};

}  // namespace continuum::base

#endif  // CONTINUUM_SERVER_BASE_NO_SIGPIPE_H_
