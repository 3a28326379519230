// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/progress.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/render/text.h"

namespace continuum::cli {

Progress::~Progress() { Clear(); }

void Progress::Next(absl::string_view name) {
  ++begun_;
  if (!console_.terminal().progress) return;
  const std::string line = absl::StrCat(what_, " ", begun_, " of ", total_, ": ", Printable(name));
  console_.err() << "\r\x1b[K" << Wrap(line, console_.width() - 1).front() << std::flush;
  shown_ = true;
}

void Progress::Clear() {
  if (shown_) console_.err() << "\r\x1b[K" << std::flush;
  shown_ = false;
}

}  // namespace continuum::cli
