// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_BASE_IDS_H_
#define CONTINUUM_SERVER_BASE_IDS_H_

#include <array>
#include <cstdint>
#include <string>

#include "server/base/clock.h"
#include "server/base/mutex.h"

namespace continuum::base {

// Makes ids that sort by when they were made and cannot be guessed: 48 bits of milliseconds and 80
// random bits, written as 26 lower-case base32 characters without i, l, o and u (the layout of a
// ULID). New rows then lie side by side in a database's pages, which random ids spread over.
//
//   IdGenerator ids(clock);
//   const std::string name = absl::StrCat("programs/", ids.New());
//
// One generator's ids always ascend: within a millisecond, and when the clock goes back, the last
// id is counted up instead. Two generators never agree, but do not order their ids within a
// millisecond. Thread-safe. Keeps a reference to the clock. The process ends if the system has no
// randomness.
class IdGenerator {
 public:
  explicit IdGenerator(const Clock& clock) : clock_(clock) {}

  std::string New() ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  using Bits = std::array<uint8_t, 16>;  // big-endian: 6 bytes of time, 10 of chance

  static std::string Encode(const Bits& bits);

  const Clock& clock_;
  Mutex mutex_;
  int64_t last_ms_ ABSL_GUARDED_BY(mutex_) = -1;
  Bits last_ ABSL_GUARDED_BY(mutex_) = {};
};

}  // namespace continuum::base

#endif  // CONTINUUM_SERVER_BASE_IDS_H_
