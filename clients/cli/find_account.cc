// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/find_account.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/connection.h"
#include "clients/cli/error.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"

namespace continuum::cli {

namespace {

// As the server makes them for those who are invited: "p", and 26 characters of base32.
bool IsInvitedId(absl::string_view text) {
  constexpr size_t kLength = 27;
  return text.size() == kLength && text.front() == 'p' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isdigit(c) || absl::ascii_islower(c); });
}

// As administrators may choose them.
bool MayBeId(absl::string_view text) {
  constexpr size_t kMostCharacters = 63;
  return !text.empty() && text.size() <= kMostCharacters && absl::ascii_islower(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isdigit(c) || absl::ascii_islower(c) || c == '-';
         });
}

bool IsClearlyAccount(absl::string_view text) {
  return absl::StartsWith(text, "accounts/") || IsInvitedId(text);
}

absl::StatusOr<v1::ListAccountsResponse> ListAccounts(Session& session) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  return CollectPages(**connection, &Connection::ListAccounts, v1::ListAccountsRequest());
}

}  // namespace

absl::StatusOr<std::string> AccountFinder::Find(absl::string_view option, absl::string_view typed,
                                                Outsiders outsiders) {
  const absl::string_view text = absl::StripAsciiWhitespace(typed);
  if (text.empty()) return Unknown(option, text);
  if (IsClearlyAccount(text)) return AccountName(text);
  const bool may_be_id = MayBeId(text);
  if (!listed_.has_value()) listed_ = ListPeople();
  // The server says the same, or knows the id.
  if (!listed_->ok() && may_be_id) return AccountName(text);
  if (!listed_->ok()) return *listed_;
  const std::string by_id = absl::StrCat("accounts/", text);
  if (std::any_of(people_.begin(), people_.end(),
                  [&](const Person& person) { return person.account == by_id; })) {
    return by_id;
  }
  // An address is not what somebody chose to be called.
  std::vector<Person> called;
  if (!absl::StrContains(text, '@')) called = Called(text);
  // Somebody who sees others by their addresses knows only some by name from there.
  if (!called.empty() && SeesAddresses()) AddOthers(CalledInAccounts(text), called);
  if (called.empty() && may_be_id) return by_id;
  if (called.empty()) called = CalledInAccounts(text);
  if (called.empty()) return Unknown(option, text);
  if (called.size() > 1) {
    return UsageError(
        absl::StrCat(option, ": got \"", text, "\", and more than one in ", ResourceWords(),
                     " is called so; want the account of one of them: ",
                     absl::StrJoin(called, ", ", [](std::string* out, const Person& person) {
                       absl::StrAppend(out, ShortName(person.account), " (", person.label, ")");
                     })));
  }
  const std::string& account = called.front().account;
  if (!may_be_id || outsiders == Outsiders::kNever) return account;
  return UsageError(absl::StrCat(option, ": got \"", text, "\", which somebody in ",
                                 ResourceWords(),
                                 " is called and which may be the id of another account; want ",
                                 account, " for who is called so, or ", by_id, " for the other"));
}

absl::Status AccountFinder::ListPeople() {
  const auto connection = session_.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListMembershipsRequest request;
  request.set_resource(resource_);
  request.set_state(v1::Membership::STATE_ACTIVE);
  const auto members = CollectPages(**connection, &Connection::ListMemberships, request);
  if (!members.ok()) return members.status();
  AddPeople(*members);
  if (absl::StartsWith(resource_, "programs/")) AddOrganization();
  NameCaller();
  return absl::OkStatus();
}

// Errors are left aside: not everybody may see who has a role for the organization.
void AccountFinder::AddOrganization() {
  const auto connection = session_.Connect();
  if (!connection.ok()) return;
  v1::GetProgramRequest request;
  request.set_name(resource_);
  const auto program = (*connection)->GetProgram(request);
  if (!program.ok() || program->organization().empty()) return;
  v1::ListMembershipsRequest of_organization;
  of_organization.set_resource(program->organization());
  of_organization.set_state(v1::Membership::STATE_ACTIVE);
  const auto members = CollectPages(**connection, &Connection::ListMemberships, of_organization);
  if (members.ok()) AddPeople(*members);
}

// People are listed to themselves by address, and to others by name.
void AccountFinder::NameCaller() {
  const auto connection = session_.Connect();
  if (!connection.ok()) return;
  const auto caller = (*connection)->GetCaller({});
  if (!caller.ok()) return;
  caller_ = caller->account();
  for (Person& person : people_) {
    if (person.account == caller_.name()) person.name = caller_.display_name();
  }
}

// Whoever has several roles is there once.
void AccountFinder::AddPeople(const v1::ListMembershipsResponse& members) {
  for (const v1::Membership& member : members.memberships()) {
    const bool known = std::any_of(people_.begin(), people_.end(), [&](const Person& person) {
      return person.account == member.account();
    });
    if (!known) people_.push_back({member.account(), member.account_label(), ""});
  }
}

bool AccountFinder::SeesAddresses() const {
  return std::any_of(people_.begin(), people_.end(), [&](const Person& person) {
    return person.account != caller_.name() && absl::StrContains(person.label, '@');
  });
}

void AccountFinder::AddOthers(const std::vector<Person>& others, std::vector<Person>& people) {
  for (const Person& other : others) {
    const bool known = std::any_of(people.begin(), people.end(), [&](const Person& person) {
      return person.account == other.account;
    });
    if (!known) people.push_back(other);
  }
}

std::vector<AccountFinder::Person> AccountFinder::Called(absl::string_view text) {
  std::vector<Person> called;
  for (const Person& person : people_) {
    if (absl::EqualsIgnoreCase(person.label, text) || absl::EqualsIgnoreCase(person.name, text)) {
      called.push_back(person);
    }
  }
  return called;
}

// Others are refused, and know the address of their own account only.
std::vector<AccountFinder::Person> AccountFinder::CalledInAccounts(absl::string_view text) {
  std::vector<Person> called;
  const auto accounts = ListAccounts(session_);
  addresses_hidden_ = !accounts.ok();
  if (!accounts.ok()) {
    if (absl::EqualsIgnoreCase(caller_.email(), text)) {
      called.push_back({caller_.name(), caller_.email(), ""});
    }
    return called;
  }
  for (const v1::Account& account : accounts->accounts()) {
    const bool has_role = std::any_of(people_.begin(), people_.end(), [&](const Person& person) {
      return person.account == account.name();
    });
    if (absl::EqualsIgnoreCase(account.email(), text) ||
        (has_role && absl::EqualsIgnoreCase(account.display_name(), text))) {
      called.push_back({account.name(), account.email(), ""});
    }
  }
  return called;
}

absl::Status AccountFinder::Unknown(absl::string_view option, absl::string_view text) const {
  const bool address = addresses_hidden_ && absl::StrContains(text, '@');
  return UsageError(absl::StrCat(
      option, ": got \"", text, "\", want an account, a name or an e-mail address of somebody in ",
      ResourceWords(), ", as `continuum member list ", ResourceWords(), "` shows them",
      address ? ". Other people's addresses are shown to administrators alone" : ""));
}

std::string AccountFinder::ResourceWords() const {
  return absl::StartsWith(resource_, "programs/") ? ShortName(resource_) : resource_;
}

absl::StatusOr<std::string> FindAnyAccount(Session& session, absl::string_view option,
                                           absl::string_view typed) {
  const absl::string_view text = absl::StripAsciiWhitespace(typed);
  if (IsClearlyAccount(text) || MayBeId(text)) return AccountName(text);
  const std::string wrong =
      absl::StrCat(option, ": got \"", text, "\", want an account's id or e-mail address, as ",
                   "`continuum admin accounts --disabled` shows them");
  if (!absl::StrContains(text, '@')) return UsageError(wrong);
  const auto accounts = ListAccounts(session);
  if (!accounts.ok()) return accounts.status();
  for (const v1::Account& account : accounts->accounts()) {
    if (absl::EqualsIgnoreCase(account.email(), text)) return account.name();
  }
  return UsageError(wrong);
}

}  // namespace continuum::cli
