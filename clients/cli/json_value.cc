// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/json_value.h"

#include <string>

#include "google/protobuf/message.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace continuum::cli {

google::protobuf::Struct ToStruct(const google::protobuf::Message& message) {
  std::string json;
  google::protobuf::Struct object;
  // What the library wrote, it also reads; an object that it cannot write stays empty.
  if (google::protobuf::util::MessageToJsonString(message, &json).ok() &&
      !google::protobuf::util::JsonStringToMessage(json, &object).ok()) {
    object.Clear();
  }
  return object;
}

}  // namespace continuum::cli
