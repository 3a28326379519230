// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_PROGRESS_H_
#define CONTINUUM_CLIENTS_CLI_PROGRESS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "clients/cli/console.h"

namespace continuum::cli {

// One line on the error stream that says how far a longer work has come, where that stream is a
// terminal; nothing elsewhere. The line is taken away at the end.
class Progress {
 public:
  // `what` is being done to `total` things.
  Progress(Console& console, absl::string_view what, int total)
      : console_(console), what_(what), total_(total) {}
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Says that the next thing is begun.
  void Next(absl::string_view name);
  // Takes the line away, for something else to be written there.
  void Clear();

 private:
  Console& console_;
  const std::string what_;
  const int total_;
  int begun_ = 0;
  bool shown_ = false;
};

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_PROGRESS_H_
