// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people/can_sign_in.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "server/auth/oidc/verify.h"
#include "server/base/status_macros.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/people_records.h"
#include "server/storage/resources.h"

namespace continuum::operations {
namespace {

// Whether the issuer of a subject ("ISSUER SUBJECT") is one whose tokens the server takes now.
bool HasIssuer(const Dependencies& dependencies, absl::string_view subject) {
  const size_t space = subject.find(' ');
  return space != absl::string_view::npos && dependencies.issuers != nullptr &&
         dependencies.issuers->Knows(subject.substr(0, space));
}

}  // namespace

absl::StatusOr<bool> CanSignIn(const Dependencies& dependencies, const storage::Reader& reader,
                               absl::string_view account, absl::string_view resource,
                               absl::Time now) {
  ASSIGN_OR_RETURN(const storage::AccountRecord found,
                   storage::Get<storage::AccountRecord>(reader, PeopleScope(), account));
  if (found.state != storage::AccountState::kActive) return false;
  if (!found.password_hash.empty() || !found.certificate_name.empty()) return true;
  if (HasIssuer(dependencies, found.subject)) return true;
  // A session is nothing of its own: it began with one of the above, and is over within a day.
  ASSIGN_OR_RETURN(const std::vector<storage::TokenRecord> tokens,
                   GoodTokensOf(reader, account, now));
  return std::any_of(tokens.begin(), tokens.end(), [&](const storage::TokenRecord& token) {
    const bool counts_for_it = token.resource.empty() || token.resource == resource;
    const bool takes_changes = (token.scope & kReadOnlyToken) == 0;
    return token.kind == storage::TokenKind::kApi && takes_changes && counts_for_it;
  });
}

}  // namespace continuum::operations
