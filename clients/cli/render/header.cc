// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/render/header.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/cli/console.h"
#include "clients/cli/render/text.h"

namespace continuum::cli {

void PrintHeader(Console& console, const ViewHeader& header, int widest) {
  for (const auto& [label, text] : header) widest = std::max(widest, DisplayWidth(label));
  for (const auto& [label, text] : header) {
    console.Paragraph(text, absl::StrCat(Pad(label, widest), "  "));
  }
}

}  // namespace continuum::cli
