// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/marked_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace continuum::testing {

MarkedText ReadMarkedText(absl::string_view marked) {
  MarkedText read;
  int line = 1;
  int column = 1;
  while (!marked.empty()) {
    if (absl::ConsumePrefix(&marked, "§")) {
      read.places.push_back(absl::StrCat(line, ":", column));
      continue;
    }
    const char byte = marked[0];
    read.text.push_back(byte);
    marked.remove_prefix(1);
    if (byte == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(byte) & 0xC0) != 0x80) {
      ++column;
    }
  }
  return read;
}

}  // namespace continuum::testing
