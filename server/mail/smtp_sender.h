// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_MAIL_SMTP_SENDER_H_
#define CONTINUUM_SERVER_MAIL_SMTP_SENDER_H_

#include <atomic>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/mail/mail_settings.h"
#include "server/mail/message.h"
#include "server/mail/sender.h"

namespace continuum::mail {

// Sends by SMTP, always encrypted (TLS 1.2 or later) and to a server whose certificate was checked:
// where the server offers no STARTTLS, or its certificate does not hold, it gets neither a password
// nor a message. One connection for each message. Thread-safe.
class SmtpSender final : public Sender {
 public:
  // Reads the password. FAILED_PRECONDITION: as ReadPassword says. INVALID_ARGUMENT: the settings
  // name no server or no sender.
  static absl::StatusOr<std::unique_ptr<SmtpSender>> Make(const MailSettings& settings);

  absl::Status Send(const Message& message) const override;

  // Ends what is being sent within a second or so; nothing is sent from then on.
  void Stop() { stop_ = true; }

 private:
  SmtpSender(MailSettings settings, std::string password);

  const MailSettings settings_;
  const std::string password_;
  std::atomic<bool> stop_ = false;
};

}  // namespace continuum::mail

#endif  // CONTINUUM_SERVER_MAIL_SMTP_SENDER_H_
