// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_WHOLE_MESSAGE_H_
#define CONTINUUM_TESTS_TESTING_WHOLE_MESSAGE_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <set>
#include <string>

namespace continuum::testing {

// Sets every field of a message and of all messages in it, so that a test can walk a whole model
// without knowing it. Of a oneof one field can be set: where messages repeat, each element has
// another one. Messages that hold themselves end after a few levels. The values mean nothing.
void FillWhole(google::protobuf::Message* message);

// The full names of all fields that a message can have, itself and in everything within it.
std::set<std::string> AllFieldNames(const google::protobuf::Descriptor& type);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_WHOLE_MESSAGE_H_
