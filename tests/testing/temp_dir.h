// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_TEMP_DIR_H_
#define CONTINUUM_TESTS_TESTING_TEMP_DIR_H_

#include <string>

#include "absl/strings/string_view.h"

namespace continuum::testing {

// A new empty folder under $TMPDIR (or /tmp), removed with all that is in it by the destructor.
// Ends the process if it cannot be made: no test can go on without.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::string& path() const { return path_; }
  std::string File(absl::string_view name) const;

 private:
  std::string path_;
};

// The bytes of a file / a file of these bytes; a failure fails the current test.
std::string ReadFile(const std::string& path);
void WriteFile(const std::string& path, absl::string_view bytes);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_TEMP_DIR_H_
