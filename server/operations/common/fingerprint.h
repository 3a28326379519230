// SPDX-License-Identifier: Apache-2.0
//
// What tells one request from another: for page tokens, which are bound to their query, and for
// request_ids, which are bound to their request. Pure functions.

#ifndef CONTINUUM_SERVER_OPERATIONS_COMMON_FINGERPRINT_H_
#define CONTINUUM_SERVER_OPERATIONS_COMMON_FINGERPRINT_H_

#include <google/protobuf/message.h>

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace continuum::operations {

// 32 bytes that differ wherever the texts do: {"ab", "c"} and {"a", "bc"} too.
std::string Fingerprint(absl::Span<const absl::string_view> texts);

// The fingerprint of a request: its type and all of its fields.
std::string FingerprintOf(const google::protobuf::Message& request);

// The same of a list's query: without page_size and page_token, which change from page to page.
std::string FingerprintOfQuery(const google::protobuf::Message& request);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_COMMON_FINGERPRINT_H_
