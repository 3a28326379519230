// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_RESULT_NUMBERS_H_
#define CONTINUUM_SCORING_RESULT_NUMBERS_H_

#include <string>

#include "absl/status/status.h"
#include "scoring/exact.h"

namespace continuum::scoring {

// Writes the numbers of one result in the form of the wire, and notices when one is too long for
// it. Not thread-safe.
class ResultNumbers {
 public:
  // The number as text; empty when it is too long, which makes status() an error.
  std::string Text(const Exact& number);

  // OUT_OF_RANGE once a number was too long.
  absl::Status status() const;

 private:
  bool too_long_ = false;
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_RESULT_NUMBERS_H_
