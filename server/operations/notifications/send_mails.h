// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_SEND_MAILS_H_
#define CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_SEND_MAILS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/mail/sender.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

// What became of the mails that were due, in notices.
struct MailRound {
  int64_t sent = 0;
  int64_t dropped = 0;   // read, settled or not to be seen meanwhile, or not wanted or possible
  int64_t failed = 0;    // to be tried again
  int64_t given_up = 0;  // tried for three days
  std::string why;       // the last failure; says neither address nor message
};

// How long after its so-manieth failure, from 1, a mail is tried again: 5 minutes, and each time
// twice as long, up to 6 hours.
absl::Duration WaitAfterFailure(int64_t failures);

// Whether it is given up after that many failures: it was tried for three days.
bool IsGivenUp(int64_t failures);

// Sends the mails that are due: to each account one message about all of its notices, saying how
// many there are of which kind, and where to read them (`link`; empty: by the command). Nothing
// that anybody wrote or is called is in it. At least once: it is marked as tried before it is sent,
// and forgotten after, so that a server that stops in between sends it again later. Once nothing
// can be sent at all, the rest is left for later without being tried. Call it every some seconds,
// from one thread; it may take as long as the sender does for each message. Errors are storage's.
absl::StatusOr<MailRound> SendDueMails(const Dependencies& dependencies, const mail::Sender& sender,
                                       absl::string_view link);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_SEND_MAILS_H_
