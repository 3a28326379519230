// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_TIMESTAMP_TEXT_H_
#define CONTINUUM_CLIENTS_CLI_TIMESTAMP_TEXT_H_

#include <string>

#include "google/protobuf/timestamp.pb.h"

namespace continuum::cli {

// "2026-03-01 12:00 UTC"; empty for the zero time, which means that there is none. A pure function.
std::string TimestampText(const google::protobuf::Timestamp& time);

// The same without the time of day: "2026-03-01".
std::string DateText(const google::protobuf::Timestamp& time);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_TIMESTAMP_TEXT_H_
