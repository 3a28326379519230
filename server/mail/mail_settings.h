// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_MAIL_MAIL_SETTINGS_H_
#define CONTINUUM_SERVER_MAIL_MAIL_SETTINGS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace continuum::mail {

// How mail is sent, as the command line and environment say.
struct MailSettings {
  std::string server;         // "smtps://mail.example.org:465"; empty: no mail is sent
  std::string user;           // empty: without signing in
  std::string password_file;  // of the user
  std::string ca_file;        // of the authorities that are trusted; empty: the machine's
  std::string from;           // the sender's address
  std::string link;           // where notices are read, in words; empty: by the command

  bool given() const { return !server.empty(); }
};

// OK if a text is a mail server's URL: smtps:// (encrypted from the beginning) or smtp:// (which
// then must offer STARTTLS), a host, and maybe a port. INVALID_ARGUMENT: says what is wanted.
absl::Status CheckServer(absl::string_view text);

// OK if a text can stand in a message to say where notices are read. INVALID_ARGUMENT likewise.
absl::Status CheckLink(absl::string_view link);

// What is wrong with settings that go together, as "--setting: what"; empty if nothing is.
std::string CheckTogether(const MailSettings& settings);

// The first line of the file. FAILED_PRECONDITION: it cannot be read, is empty or too long, or
// others may read it; says what to do, and never what is in it.
absl::StatusOr<std::string> ReadPassword(const std::string& path);

// All of these are safe to call from several threads.

}  // namespace continuum::mail

#endif  // CONTINUUM_SERVER_MAIL_MAIL_SETTINGS_H_
