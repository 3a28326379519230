// SPDX-License-Identifier: Apache-2.0
//
// What the use cases about people have in common.

#ifndef CONTINUUM_SERVER_OPERATIONS_PEOPLE_ACCOUNT_ROWS_H_
#define CONTINUUM_SERVER_OPERATIONS_PEOPLE_ACCOUNT_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "continuum/v1/people.pb.h"
#include "server/auth/caller.h"
#include "server/auth/roles.h"
#include "server/auth/scope.h"
#include "server/base/patience.h"
#include "server/base/status_macros.h"
#include "server/operations/access/resource_of.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/dependencies.h"
#include "server/storage/people_records.h"
#include "server/storage/reader.h"
#include "server/storage/writer.h"

namespace continuum::operations {

inline constexpr size_t kMaxNameCharacters = 200;    // of a person, a body or a token
inline constexpr size_t kMaxReasonCharacters = 500;  // of an access or a hand-over
inline constexpr size_t kMaxEmailCharacters = 254;

// How long a code that can be used once is good.
inline constexpr absl::Duration kInvitationLength = absl::Hours(24 * 7);
inline constexpr absl::Duration kResetLength = absl::Hours(24);

// The bits of a token's scope.
inline constexpr int64_t kReadOnlyToken = 1;

// The scope in which use cases about people look: permission was asked before, and what is theirs
// belongs to the installation.
auth::Scope PeopleScope();

// What people who have nothing to do with an account's e-mail address see of who it is: never the
// address.
std::string NameForOthers(const storage::AccountRecord& account);

// Whether somebody was invited with this account, and has not taken that up yet.
bool IsOnlyInvited(const storage::AccountRecord& account);

// A membership as `caller` may see it.
v1::Membership ToMessage(const storage::MembershipRecord& record,
                         const storage::AccountRecord& account, const auth::Caller& caller);
v1::Body ToMessage(const storage::BodyRecord& record);
// An access with its last use, as the log and storage know.
absl::StatusOr<v1::Access> ToMessage(const Dependencies& dependencies,
                                     const storage::Reader& reader,
                                     const storage::AccessRecord& record);
// A token as it stands at `now`; its last use is what the log and storage know.
absl::StatusOr<v1::Token> ToMessage(const Dependencies& dependencies, const storage::Reader& reader,
                                    const storage::TokenRecord& record, absl::Time now);
// An account with when it was last seen, as the log and storage know.
absl::StatusOr<v1::Account> ToMessage(const Dependencies& dependencies,
                                      const storage::Reader& reader,
                                      const storage::AccountRecord& record);

// All of a list, however long, in steps.
template <typename Record>
absl::StatusOr<std::vector<Record>> ListAll(const storage::Reader& reader, const auth::Scope& scope,
                                            storage::ResourceQuery query) {
  constexpr int kStep = 500;
  query.page.limit = kStep;
  std::vector<Record> all;
  while (true) {
    ASSIGN_OR_RETURN(std::vector<Record> step, storage::List<Record>(reader, scope, query));
    const bool last = step.size() < static_cast<size_t>(kStep);
    if (!last) query.page.after = step.back().name;
    for (Record& record : step) all.push_back(std::move(record));
    if (last) return all;
  }
}

// Those that count: of an account, and for a resource.
absl::StatusOr<std::vector<storage::MembershipRecord>> MembershipsOf(const storage::Reader& reader,
                                                                     const auth::Scope& scope,
                                                                     absl::string_view account);
absl::StatusOr<std::vector<storage::MembershipRecord>> MembershipsFor(const storage::Reader& reader,
                                                                      const auth::Scope& scope,
                                                                      absl::string_view resource);
absl::StatusOr<std::vector<storage::AccessRecord>> ActiveAccessesOf(const storage::Reader& reader,
                                                                    const auth::Scope& scope,
                                                                    absl::string_view program);

// The sessions, API tokens and codes of an account that are good.
absl::StatusOr<std::vector<storage::TokenRecord>> GoodTokensOf(const storage::Reader& reader,
                                                               absl::string_view account,
                                                               absl::Time now);

// Revokes all of them but one; an empty `but` spares none.
absl::Status RevokeTokens(storage::Writer& writer, absl::string_view account,
                          absl::string_view but);

// Whether a name is of something that roles can be for.
bool CheckRoleResourceName(absl::string_view field, absl::string_view name, FieldChecks& checks);

// Whether the resource can have roles, and this one. The fields are where they stand in the
// request.
void CheckRole(absl::string_view resource_field, absl::string_view resource,
               absl::string_view role_field, v1::Role role, FieldChecks& checks);

// OK if what roles are for exists and is active. NOT_FOUND; FAILED_PRECONDITION, ARCHIVED.
absl::Status CheckRoleResource(const storage::Reader& reader, absl::string_view resource);

// The account, if it may get roles. NOT_FOUND; FAILED_PRECONDITION, ACCOUNT_DISABLED.
absl::StatusOr<storage::AccountRecord> GetUsableAccount(const storage::Reader& reader,
                                                        absl::string_view name);

// The same for whoever changes roles. A disabled account is NOT_FOUND, like one that never was, to
// all but administrators: nobody finds out by giving roles who was here once.
absl::StatusOr<storage::AccountRecord> GetUsableAccount(const storage::Reader& reader,
                                                        absl::string_view name,
                                                        const auth::Caller& caller);

// Gives a role. ALREADY_EXISTS: the account has it.
absl::StatusOr<storage::MembershipRecord> GiveRole(const Dependencies& dependencies,
                                                   storage::Writer& writer,
                                                   absl::string_view account,
                                                   absl::string_view resource, auth::Role role,
                                                   absl::string_view granted_by);

// Ends it. FAILED_PRECONDITION, LAST_OWNER or LAST_ADMINISTRATOR: nobody else who can sign in has
// this role. Of several that nobody can use yet, such as invitations, all but one may be ended.
absl::Status EndRole(const Dependencies& dependencies, storage::Writer& writer,
                     storage::MembershipRecord& membership);

// What a token is to be.
struct WantedToken {
  storage::TokenKind kind = storage::TokenKind::kApi;
  std::string title;
  absl::Time expire_time;
  bool read_only = false;
  std::string resource;  // as in TokenRecord
};

// Makes a token and gives its secret, which is kept nowhere.
struct MadeToken {
  storage::TokenRecord record;
  std::string secret;
};
absl::StatusOr<MadeToken> MakeToken(const Dependencies& dependencies, storage::Writer& writer,
                                    absl::string_view account, const WantedToken& wanted);

// Changes people in one step, and lets nobody in any more by what was before. `change` obeys the
// rules of Storage::Write. For calls that cannot be repeated with a request_id, since their answer
// holds a secret.
absl::Status ChangePeople(const Dependencies& dependencies, absl::string_view kind,
                          absl::string_view author, const base::Patience& patience,
                          absl::FunctionRef<absl::Status(storage::Writer&)> change);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_PEOPLE_ACCOUNT_ROWS_H_
