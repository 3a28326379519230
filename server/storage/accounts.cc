// SPDX-License-Identifier: Apache-2.0

#include "server/storage/accounts.h"

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/base/text.h"
#include "server/storage/ledger_leaf.h"
#include "server/storage/resources.h"

namespace continuum::storage {
namespace {

// What an account is found by, and how the keys of its links begin. The prefixes are kept in files.
struct Handle {
  absl::string_view field;
  absl::string_view prefix;
  std::string AccountRecord::*value;
};
constexpr Handle kEmail = {"email", "email:", &AccountRecord::email};
constexpr Handle kCertificate = {"certificate_name",
                                 "certificate:", &AccountRecord::certificate_name};
constexpr Handle kSubject = {"subject", "openid:", &AccountRecord::subject};
constexpr Handle kHandles[] = {kEmail, kCertificate, kSubject};

absl::Status NobodyHolds(const Handle& handle) {
  return base::MakeError(absl::StatusCode::kNotFound, "NOT_FOUND",
                         absl::StrCat("no account has this ", handle.field));
}

absl::StatusOr<AccountLinkRecord> FindLink(const Reader& reader, const auth::Scope& scope,
                                           const Handle& handle, absl::string_view value) {
  return Find<AccountLinkRecord>(reader, scope, absl::StrCat(handle.prefix, value));
}

absl::StatusOr<AccountRecord> FindAccount(const Reader& reader, const auth::Scope& scope,
                                          const Handle& handle, absl::string_view value) {
  const auto link = FindLink(reader, scope, handle, value);
  if (absl::IsNotFound(link.status())) return NobodyHolds(handle);
  RETURN_IF_ERROR(link.status());
  if (link->account.empty()) return NobodyHolds(handle);
  return Get<AccountRecord>(reader, scope, link->account);
}

absl::Status Take(Writer& writer, const auth::Scope& scope, const Handle& handle,
                  const AccountRecord& account) {
  const std::string& value = account.*handle.value;
  if (value.empty()) return absl::OkStatus();
  auto link = FindLink(writer, scope, handle, value);
  if (absl::IsNotFound(link.status())) {
    AccountLinkRecord record;
    // The ledger keeps names for ever, so the name tells nothing of the key.
    record.name = absl::StrCat("accountLinks/", absl::BytesToHexString(NewSalt()));
    record.key = absl::StrCat(handle.prefix, value);
    record.account = account.name;
    return Create(writer, scope, record);
  }
  RETURN_IF_ERROR(link.status());
  if (!link->account.empty()) {
    return base::MakeError(absl::StatusCode::kAlreadyExists, "KEY_TAKEN",
                           absl::StrCat("account.", handle.field, ": got ", base::Shown(value, 256),
                                        ", want one that no other account has"),
                           {{"resource", account.name}});
  }
  link->account = account.name;
  return Update(writer, scope, *link);
}

absl::Status Release(Writer& writer, const auth::Scope& scope, const Handle& handle,
                     const AccountRecord& account) {
  const std::string& value = account.*handle.value;
  if (value.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(AccountLinkRecord link, FindLink(writer, scope, handle, value));
  link.account.clear();
  return Update(writer, scope, link);
}

// What UpdateAccount does but for forgetting secrets.
absl::Status UpdateWithLinks(Writer& writer, const auth::Scope& scope, const AccountRecord& current,
                             const AccountRecord& record) {
  RETURN_IF_ERROR(Update(writer, scope, record));
  for (const Handle& handle : kHandles) {
    if (record.*handle.value == current.*handle.value) continue;
    RETURN_IF_ERROR(Release(writer, scope, handle, current));
    RETURN_IF_ERROR(Take(writer, scope, handle, record));
  }
  return absl::OkStatus();
}

// Whether `next` no longer has what is secret of `current`.
bool EndsSecret(const AccountRecord& current, const AccountRecord& next) {
  const auto ends = [&](std::string AccountRecord::*secret) {
    return !(current.*secret).empty() && next.*secret != current.*secret;
  };
  return ends(&AccountRecord::password_hash) || ends(&AccountRecord::totp_secret);
}

}  // namespace

absl::StatusOr<AccountRecord> FindAccountByEmail(const Reader& reader, const auth::Scope& scope,
                                                 absl::string_view email) {
  return FindAccount(reader, scope, kEmail, email);
}

absl::StatusOr<AccountRecord> FindAccountByCertificate(const Reader& reader,
                                                       const auth::Scope& scope,
                                                       absl::string_view certificate_name) {
  return FindAccount(reader, scope, kCertificate, certificate_name);
}

absl::StatusOr<AccountRecord> FindAccountBySubject(const Reader& reader, const auth::Scope& scope,
                                                   absl::string_view subject) {
  return FindAccount(reader, scope, kSubject, subject);
}

absl::StatusOr<int64_t> EraseAccountEmail(Writer& writer, const auth::Scope& scope,
                                          AccountRecord record) {
  ASSIGN_OR_RETURN(const AccountRecord current, Get<AccountRecord>(writer, scope, record.name));
  record.email.clear();
  RETURN_IF_ERROR(UpdateWithLinks(writer, scope, current, record));
  ASSIGN_OR_RETURN(int64_t erased, writer.Erase(scope, RowKind::kAccount, record.name));
  if (current.email.empty()) return erased;
  ASSIGN_OR_RETURN(AccountLinkRecord link, FindLink(writer, scope, kEmail, current.email));
  // Whoever gets the address again gets a new link.
  link.key.clear();
  RETURN_IF_ERROR(Update(writer, scope, link));
  ASSIGN_OR_RETURN(const int64_t of_link, writer.Erase(scope, RowKind::kAccountLink, link.name));
  return erased + of_link;
}

absl::Status CreateAccount(Writer& writer, const auth::Scope& scope, const AccountRecord& record) {
  RETURN_IF_ERROR(Create(writer, scope, record));
  for (const Handle& handle : kHandles) RETURN_IF_ERROR(Take(writer, scope, handle, record));
  return absl::OkStatus();
}

absl::Status UpdateAccount(Writer& writer, const auth::Scope& scope, const AccountRecord& record) {
  ASSIGN_OR_RETURN(const AccountRecord current, Get<AccountRecord>(writer, scope, record.name));
  RETURN_IF_ERROR(UpdateWithLinks(writer, scope, current, record));
  if (!EndsSecret(current, record)) return absl::OkStatus();
  return writer.Erase(scope, RowKind::kAccount, record.name).status();
}

}  // namespace continuum::storage
