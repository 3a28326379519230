// SPDX-License-Identifier: Apache-2.0
//
// What stands in the place of words that are not to be seen any more. Pure functions.

#ifndef CONTINUUM_SERVER_OPERATIONS_RECORDS_PURGED_WORDS_H_
#define CONTINUUM_SERVER_OPERATIONS_RECORDS_PURGED_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "continuum/v1/answers.pb.h"

namespace continuum::operations {

// In the place of what was purged. The words are kept in files, and never change.
inline constexpr absl::string_view kPurgedWords = "[purged]";

// In the place of what waits to be purged. Never kept.
inline constexpr absl::string_view kHiddenWords = "[hidden: somebody asked that this be purged]";

// The same answer with `words` in the place of all that was written beside it: the comment,
// justification or explanation, adaptations, and what its evidence says. Where nothing was written
// there is nothing afterwards, so that what counts before counts after: an option may require a
// comment or evidence. The value stays, and so does how many pieces of evidence there are.
v1::Answer WithoutWords(v1::Answer answer, absl::string_view words);

// All that is written beside the answer, apart from each other by line breaks.
std::string WordsBeside(v1::Answer answer);

// Whether anything that is written beside the answer is no more than kHiddenWords: it was read
// while its words were hidden.
bool HasHiddenWords(v1::Answer answer);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RECORDS_PURGED_WORDS_H_
