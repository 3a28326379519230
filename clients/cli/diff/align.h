// SPDX-License-Identifier: Apache-2.0
//
// Which elements of two lists are the same thing: by id where they have one, otherwise by what they
// say. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_DIFF_ALIGN_H_
#define CONTINUUM_CLIENTS_CLI_DIFF_ALIGN_H_

#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace continuum::cli {

// One thing in two lists: its index in each, or -1 in the one that does not have it.
struct AlignedPair {
  int before = -1;
  int after = -1;
};

// Pairs the elements of a repeated message field of two messages of one type. First those that the
// later list has, in its order, then those that only the earlier one has.
std::vector<AlignedPair> Align(const google::protobuf::Message& before,
                               const google::protobuf::Message& after,
                               const google::protobuf::FieldDescriptor& field);

// Whether the things that both lists have stand in another order.
bool IsReordered(const std::vector<AlignedPair>& pairs);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_DIFF_ALIGN_H_
