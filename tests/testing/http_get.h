// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_HTTP_GET_H_
#define CONTINUUM_TESTS_TESTING_HTTP_GET_H_

#include <string>

#include "absl/strings/string_view.h"

namespace continuum::testing {

// The whole answer, head and body, to a GET of `path` from a port of 127.0.0.1; empty if nothing
// listens there.
std::string HttpGet(int port, absl::string_view path);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_HTTP_GET_H_
