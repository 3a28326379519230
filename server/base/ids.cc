// SPDX-License-Identifier: Apache-2.0

#include "server/base/ids.h"

#include <sys/random.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include "absl/time/time.h"

namespace continuum::base {
namespace {

constexpr size_t kTimeBytes = 6;
constexpr char kAlphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

void FillRandom(uint8_t* out, size_t size) {
  // Up to 256 bytes come whole or not at all; only an early signal interrupts.
  ssize_t got = -1;
  do {
    got = getrandom(out, size, 0);
  } while (got < 0 && errno == EINTR);
  if (got != static_cast<ssize_t>(size)) {
    std::perror("getrandom");
    std::abort();
  }
}

}  // namespace

std::string IdGenerator::New() {
  const int64_t now_ms = std::max<int64_t>(0, absl::ToUnixMillis(clock_.Now()));
  MutexLock lock(mutex_);
  if (now_ms > last_ms_) {
    last_ms_ = now_ms;
    for (size_t i = 0; i < kTimeBytes; ++i) {
      last_[i] = static_cast<uint8_t>(now_ms >> (8 * (kTimeBytes - 1 - i)));
    }
    FillRandom(last_.data() + kTimeBytes, last_.size() - kTimeBytes);
  } else {
    // Count up, in the random part of 80 bits: it never runs over into more than the next
    // millisecond, and carrying into the time keeps the order even then.
    for (size_t i = last_.size(); i > 0 && ++last_[i - 1] == 0; --i) {
    }
  }
  return Encode(last_);
}

std::string IdGenerator::Encode(const Bits& bits) {
  std::string text;
  text.reserve(26);
  // 128 bits in groups of five, most significant first; the first group has two leading zeros.
  unsigned buffer = 0;
  int buffered = 2;
  for (const uint8_t byte : bits) {
    buffer = (buffer << 8) | byte;
    buffered += 8;
    while (buffered >= 5) {
      buffered -= 5;
      text.push_back(kAlphabet[(buffer >> buffered) & 31]);
    }
  }
  return text;
}

}  // namespace continuum::base
