// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_ID_H_
#define CONTINUUM_SCORING_CHECK_ID_H_

#include "absl/strings/string_view.h"

namespace continuum::scoring {

// Whether `text` is an id as rubric.proto says. A pure function.
bool IsId(absl::string_view text);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_ID_H_
