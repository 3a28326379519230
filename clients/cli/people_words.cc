// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/people_words.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/error.h"
#include "clients/cli/suggestion.h"

namespace continuum::cli {

namespace {

struct RoleRow {
  v1::Role role;
  absl::string_view collection;  // the first part of the names of what it is for
  absl::string_view word;
  absl::string_view does;
};

constexpr RoleRow kRoles[] = {
    {v1::ROLE_OWNER, "organizations", "owner",
     "owns it and its programs, and says who belongs to them"},
    {v1::ROLE_LEAD, "programs", "lead",
     "leads its assessments, completes them, and says who takes part"},
    {v1::ROLE_EDITOR, "programs", "editor", "answers for the program"},
    {v1::ROLE_CONTRIBUTOR, "programs", "contributor", "reads, comments, and does what is assigned"},
    {v1::ROLE_ACCREDITOR_MANAGER, "accreditors", "manager", "says who belongs to it"},
    {v1::ROLE_LEAD_REVIEWER, "accreditors", "lead-reviewer", "leads reviews"},
    {v1::ROLE_REVIEWER, "accreditors", "reviewer", "reviews"},
    {v1::ROLE_COMMITTEE_MEMBER, "accreditors", "committee", "decides"},
    {v1::ROLE_AGENCY_MANAGER, "agencies", "manager", "says who belongs to it"},
    {v1::ROLE_MONITOR, "agencies", "monitor", "follows its grantees"},
    {v1::ROLE_ADMINISTRATOR, "installation", "administrator",
     "makes organizations, bodies and accounts, and publishes rubrics; does not see assessments"},
    {v1::ROLE_SECURITY_OFFICER, "installation", "security-officer",
     "reads the ledger and who may do and did what, and nothing else"},
};

// "; for an organization, write organizations/harbor" where the word is a role of organizations.
// Ids alone are programs', so that others have to be written in full.
std::string OtherResources(absl::string_view word, absl::string_view resource) {
  constexpr absl::string_view kCollections[][2] = {{"organizations", "an organization"},
                                                   {"accreditors", "an accreditor"},
                                                   {"agencies", "an agency"}};
  std::string text;
  if (!absl::StartsWith(resource, "programs/")) return text;
  for (const auto& [collection, noun] : kCollections) {
    for (const RoleRow& row : kRoles) {
      if (row.word != word || row.collection != collection) continue;
      absl::StrAppend(&text, "; for ", noun, ", write ", collection,
                      resource.substr(resource.find('/')));
    }
  }
  return text;
}

}  // namespace

std::string RoleWord(v1::Role role) {
  for (const RoleRow& row : kRoles) {
    if (row.role == role) return std::string(row.word);
  }
  return "unknown";
}

absl::StatusOr<v1::Role> RoleOf(absl::string_view word, absl::string_view resource) {
  const absl::string_view collection = resource.substr(0, resource.find('/'));
  std::vector<std::string> words;
  for (const RoleRow& row : kRoles) {
    if (row.collection != collection) continue;
    if (row.word == word) return row.role;
    words.emplace_back(row.word);
  }
  return UsageError(absl::StrCat("--role: got \"", word, "\", want one of those for ", resource,
                                 ": ", absl::StrJoin(words, ", "), OtherResources(word, resource),
                                 ".", DidYouMean(word, words)));
}

std::string RolesHelp() {
  std::string text = "Roles:\n";
  for (const RoleRow& row : kRoles) {
    absl::StrAppend(&text, "  ", row.collection, row.collection == "installation" ? "" : "/...",
                    ": ", row.word, " - ", row.does, "\n");
  }
  return text;
}

std::string AccountKindWords(v1::Account::Kind kind) {
  switch (kind) {
    case v1::Account::KIND_PERSON:
      return "person";
    case v1::Account::KIND_SERVICE:
      return "service";
    default:
      return "unknown";
  }
}

std::string AccountStateWords(v1::Account::State state) {
  switch (state) {
    case v1::Account::STATE_ACTIVE:
      return "active";
    case v1::Account::STATE_DISABLED:
      return "disabled";
    default:
      return "unknown";
  }
}

std::string MembershipStateWords(v1::Membership::State state) {
  switch (state) {
    case v1::Membership::STATE_ACTIVE:
      return "active";
    case v1::Membership::STATE_ENDED:
      return "ended";
    default:
      return "unknown";
  }
}

std::string TokenKindWords(v1::Token::Kind kind) {
  switch (kind) {
    case v1::Token::KIND_API:
      return "token";
    case v1::Token::KIND_SESSION:
      return "session";
    case v1::Token::KIND_ONE_TIME:
      return "one-time code";
    default:
      return "unknown";
  }
}

std::string TokenStateWords(v1::Token::State state) {
  switch (state) {
    case v1::Token::STATE_ACTIVE:
      return "active";
    case v1::Token::STATE_REVOKED:
      return "revoked";
    case v1::Token::STATE_USED:
      return "used";
    case v1::Token::STATE_EXPIRED:
      return "expired";
    default:
      return "unknown";
  }
}

std::string AccessStateWords(v1::Access::State state) {
  switch (state) {
    case v1::Access::STATE_ACTIVE:
      return "active";
    case v1::Access::STATE_ENDED:
      return "ended";
    default:
      return "unknown";
  }
}

std::string SignedInWords(const v1::Caller& caller) {
  switch (caller.signed_in_by()) {
    case v1::Caller::SIGNED_IN_BY_NOTHING:
      return "not signed in";
    case v1::Caller::SIGNED_IN_BY_MACHINE:
      return "not needed: the server is for one person on this machine";
    case v1::Caller::SIGNED_IN_BY_TOKEN:
      // Only passwords, and codes that set one, begin sessions.
      if (caller.token().kind() == v1::Token::KIND_SESSION) return "with a password";
      if (caller.token().kind() == v1::Token::KIND_API) return "with a token";
      return "with a session or token";
    case v1::Caller::SIGNED_IN_BY_ISSUER:
      return "with an access token of another issuer";
    case v1::Caller::SIGNED_IN_BY_CERTIFICATE:
      return "with a certificate";
    default:
      return "unknown";
  }
}

}  // namespace continuum::cli
