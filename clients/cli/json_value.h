// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_JSON_VALUE_H_
#define CONTINUUM_CLIENTS_CLI_JSON_VALUE_H_

#include "google/protobuf/message.h"
#include "google/protobuf/struct.pb.h"

namespace continuum::cli {

// A message as a JSON object, to be put into a larger JSON document. A pure function.
google::protobuf::Struct ToStruct(const google::protobuf::Message& message);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_JSON_VALUE_H_
