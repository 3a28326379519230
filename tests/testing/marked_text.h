// SPDX-License-Identifier: Apache-2.0
//
// Texts with marked places, so that a test can show where a problem is expected instead of counting
// lines:
//
//   ReadMarkedText("id: \"a\"\n§titel: \"b\"")   has the text without "§", and the place 2:1.

#ifndef CONTINUUM_TESTS_TESTING_MARKED_TEXT_H_
#define CONTINUUM_TESTS_TESTING_MARKED_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::testing {

struct MarkedText {
  std::string text;
  std::vector<std::string> places;  // "line:column" in characters, from 1
};

MarkedText ReadMarkedText(absl::string_view marked);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_MARKED_TEXT_H_
