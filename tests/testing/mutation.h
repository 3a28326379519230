// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_MUTATION_H_
#define CONTINUUM_TESTS_TESTING_MUTATION_H_

#include <google/protobuf/message.h>

#include <string>

#include "tests/testing/choices.h"

namespace continuum::testing {

// Changes one thing in a message, as somebody who edits it by mistake would: empties a field, gives
// it another value (for texts often one that stands elsewhere in the message), repeats, drops or
// swaps an element. What comes out may be wrong in any way that the type allows.
void MutateMessage(Choices& choices, google::protobuf::Message& message);

// Changes one place in a text: deletes, repeats or overwrites a few bytes.
void MutateText(Choices& choices, std::string& text);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_MUTATION_H_
