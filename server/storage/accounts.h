// SPDX-License-Identifier: Apache-2.0
//
// Writing accounts, and finding them by e-mail, certificate or OpenID subject. Each of these is
// held by one account at most and may pass to another: for each there is a link (AccountLinkRecord)
// that says who holds it, and these functions keep links and accounts alike. Read an account by its
// name with Get<AccountRecord>, and write it by these functions only.

#ifndef CONTINUUM_SERVER_STORAGE_ACCOUNTS_H_
#define CONTINUUM_SERVER_STORAGE_ACCOUNTS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/auth/scope.h"
#include "server/storage/people_records.h"
#include "server/storage/reader.h"
#include "server/storage/writer.h"

namespace continuum::storage {

// The account that holds it, in whatever state it is. An e-mail is given in lower case, a subject
// as AccountRecord has it. NOT_FOUND: nobody holds it; the message does not repeat it.
absl::StatusOr<AccountRecord> FindAccountByEmail(const Reader& reader, const auth::Scope& scope,
                                                 absl::string_view email);
absl::StatusOr<AccountRecord> FindAccountByCertificate(const Reader& reader,
                                                       const auth::Scope& scope,
                                                       absl::string_view certificate_name);
absl::StatusOr<AccountRecord> FindAccountBySubject(const Reader& reader, const auth::Scope& scope,
                                                   absl::string_view subject);

// As Create and Update of resources.h, with the account's links. What an account no longer has is
// free for others. ALREADY_EXISTS, reason KEY_TAKEN: another account holds what this one is to be
// found by; the message says which field it is.
//
// A password's hash and a second factor's secret that an update replaces or takes away must be of
// no use to whoever gets the file later: such an update erases all that earlier versions said.
absl::Status CreateAccount(Writer& writer, const auth::Scope& scope, const AccountRecord& record);
absl::Status UpdateAccount(Writer& writer, const auth::Scope& scope, const AccountRecord& record);

// Takes an account's e-mail address away for good: from the account and its link, with all that
// earlier versions of both said. Gives how many versions were erased. NOT_FOUND.
absl::StatusOr<int64_t> EraseAccountEmail(Writer& writer, const auth::Scope& scope,
                                          AccountRecord record);

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_ACCOUNTS_H_
