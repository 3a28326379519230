// SPDX-License-Identifier: Apache-2.0
//
// The words for people, their roles and their tokens. What this command does not know yet, because
// the server is newer, is "unknown". Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_PEOPLE_WORDS_H_
#define CONTINUUM_CLIENTS_CLI_PEOPLE_WORDS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/people.pb.h"
#include "continuum/v1/people_service.pb.h"

namespace continuum::cli {

// "lead-reviewer". The managers of accreditors and of agencies are both "manager".
std::string RoleWord(v1::Role role);

// The role with this word for `resource` (a full name, or "installation"); a usage error that
// lists those there are.
absl::StatusOr<v1::Role> RoleOf(absl::string_view word, absl::string_view resource);

// The roles for all kinds of resources, a line each, for help texts.
std::string RolesHelp();

std::string AccountKindWords(v1::Account::Kind kind);
std::string AccountStateWords(v1::Account::State state);
std::string MembershipStateWords(v1::Membership::State state);
std::string TokenKindWords(v1::Token::Kind kind);
std::string TokenStateWords(v1::Token::State state);
std::string AccessStateWords(v1::Access::State state);
// How the caller signed in: "with a password", "with a token".
std::string SignedInWords(const v1::Caller& caller);

// Why nobody can sign in, where a caller is signed in by SIGNED_IN_BY_MACHINE.
inline constexpr absl::string_view kNoSignIn =
    "this server was started without sign-in, for one person on one machine, so that nobody has an "
    "account";

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_PEOPLE_WORDS_H_
