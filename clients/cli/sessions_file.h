// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_SESSIONS_FILE_H_
#define CONTINUUM_CLIENTS_CLI_SESSIONS_FILE_H_

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace continuum::cli {

// The file in which `continuum login` keeps the secrets of sessions, one for each server by its
// address as it was given: {"127.0.0.1:8571": {"secret": "..."}}. Read anew with every call, and
// replaced as a whole; commands that change it at the same time wait for each other, so that every
// change stays. Errors are about the file (input errors), and never show what it holds.
// Thread-safe.
class SessionsFile {
 public:
  explicit SessionsFile(std::string path) : path_(std::move(path)) {}

  // The one of whoever runs the command: $XDG_CONFIG_HOME/continuum/sessions.json, or that in
  // ~/.config. An empty path where there is neither.
  static SessionsFile OfThisPerson();

  const std::string& path() const { return path_; }

  // The secret for this server; empty when there is none.
  absl::StatusOr<std::string> Find(absl::string_view server) const;
  // Whether a secret can be kept: writes the file as it is.
  absl::Status CheckWritable() const;
  // Keeps the secret, in place of an older one.
  absl::Status Save(absl::string_view server, absl::string_view secret) const;
  // Forgets the secret. Nothing is written when there is none.
  absl::Status Remove(absl::string_view server) const;

 private:
  const std::string path_;
};

// The secret with which to call `server`: that of the environment's CONTINUUM_TOKEN, or else of
// the file `token_file` unless it is empty, or else of the sessions file. Empty when there is none.
absl::StatusOr<std::string> FindSecret(const std::string& token_file, absl::string_view server);

// Where a secret comes from that is not of the sessions file: "CONTINUUM_TOKEN", "--token-file", or
// empty.
absl::string_view GivenToken(absl::string_view token_file);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_SESSIONS_FILE_H_
