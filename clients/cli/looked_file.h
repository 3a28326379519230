// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_LOOKED_FILE_H_
#define CONTINUUM_CLIENTS_CLI_LOOKED_FILE_H_

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace continuum::cli {

// Whose look at which assessment of which server.
struct LookKey {
  std::string server;      // its address as it was given
  std::string account;     // its name; "local" without sign-in
  std::string assessment;  // its name
};

// The file that remembers up to which number `continuum assess changes` has shown what was done:
// {"127.0.0.1:8571": {"accounts/ana": {"programs/harbor/assessments/y2027": "42"}}}. Names and
// numbers, nothing that was shown. Kept as sessions are (sessions_file.h), beside them: read anew
// with every call, replaced as a whole, and closed to everybody else. Errors are about the file
// (input errors). Thread-safe.
class LookedFile {
 public:
  explicit LookedFile(std::string path) : path_(std::move(path)) {}

  // The one of whoever runs the command; without a path where there is no place for it.
  static LookedFile OfThisPerson();

  bool has_place() const { return !path_.empty(); }

  // Up to which number; empty when nothing was looked at, or there is no place to remember it.
  absl::StatusOr<std::string> Find(const LookKey& key) const;
  // Remembers the number, in place of an older one. Nothing is kept where there is no place for it.
  absl::Status Save(const LookKey& key, const std::string& number) const;

 private:
  const std::string path_;
};

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_LOOKED_FILE_H_
