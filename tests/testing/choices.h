// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_CHOICES_H_
#define CONTINUUM_TESTS_TESTING_CHOICES_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace continuum::testing {

// Where random test data gets its decisions from: a seed, a property test's generator, a fuzzer's
// bytes. Not thread-safe.
class Choices {
 public:
  virtual ~Choices() = default;

  // A number from 0 to n - 1; 0 is the plainest choice, to which failing examples shrink.
  virtual int Below(int n) = 0;

  // A number from `low` to `high`.
  int Between(int low, int high) { return low + Below(high - low + 1); }

  // True in so many of a hundred cases.
  bool Chance(int percent) { return Below(100) >= 100 - percent; }

  // One of several.
  template <typename T>
  const T& Pick(const std::vector<T>& values) {
    return values[static_cast<size_t>(Below(static_cast<int>(values.size())))];
  }
};

// Choices from a seed. The same seed gives the same choices.
class SeededChoices : public Choices {
 public:
  explicit SeededChoices(uint64_t seed) : engine_(seed) {}

  int Below(int n) override { return static_cast<int>(engine_() % static_cast<uint64_t>(n)); }

 private:
  std::mt19937_64 engine_;
};

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_CHOICES_H_
