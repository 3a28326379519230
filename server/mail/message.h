// SPDX-License-Identifier: Apache-2.0
//
// Plain messages as RFC 5322 writes them. Pure functions.

#ifndef CONTINUUM_SERVER_MAIL_MESSAGE_H_
#define CONTINUUM_SERVER_MAIL_MESSAGE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace continuum::mail {

// A message to one person.
struct Message {
  std::string to;  // an address, as IsAddress says
  std::string id;  // letters and digits; the same each time that the message is sent
  absl::Time date;
  std::string subject;  // one line of ASCII
  std::string text;     // UTF-8, lines end in "\n"
};

// Whether messages can go to, or come from, an address: one mailbox in ASCII, without quoting and
// comments, so that it can stand in a header and in a command as it is.
bool IsAddress(absl::string_view address);

// The bytes of the message from `from`, with CRLF, and without the dots that SMTP adds.
// INVALID_ARGUMENT: an address is none, or a field has a character that could begin another header;
// the error does not repeat it.
absl::StatusOr<std::string> FormatMessage(absl::string_view from, const Message& message);

}  // namespace continuum::mail

#endif  // CONTINUUM_SERVER_MAIL_MESSAGE_H_
