// SPDX-License-Identifier: Apache-2.0
//
// What a message about notices says. Pure functions.

#ifndef CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_MAIL_WORDS_H_
#define CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_MAIL_WORDS_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "continuum/v1/notification_service.pb.h"

namespace continuum::operations {

// How many notices there are of each kind.
using KindCounts = std::map<v1::Notification::Kind, int>;

// "Continuum: 3 new notices"; where the safety of the account is concerned, it says so.
std::string MailSubject(const KindCounts& counts);

// The whole text. `link` says where notices are read; empty: by the command.
std::string MailText(const KindCounts& counts, absl::string_view link);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_MAIL_WORDS_H_
