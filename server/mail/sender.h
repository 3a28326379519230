// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_MAIL_SENDER_H_
#define CONTINUUM_SERVER_MAIL_SENDER_H_

#include <string>

#include "absl/status/status.h"
#include "server/mail/message.h"

namespace continuum::mail {

// Hands messages to whoever delivers them. Implementations are thread-safe.
class Sender {
 public:
  virtual ~Sender() = default;

  // OK once the message has been taken over. Errors say neither the address nor the message:
  // * UNAVAILABLE: nothing can be sent now, whatever the message.
  // * FAILED_PRECONDITION: this message was refused; others may be taken.
  // * INVALID_ARGUMENT: this is no message that can be sent; nothing was tried.
  virtual absl::Status Send(const Message& message) const = 0;
};

}  // namespace continuum::mail

#endif  // CONTINUUM_SERVER_MAIL_SENDER_H_
