// SPDX-License-Identifier: Apache-2.0
//
// Who there is, who may do what, and what people who answer a rubric together leave for each other:
// plain values, kept as resources.h says. As in records.h, names are resource names, dates are
// "YYYY-MM-DD", stamps are set by storage, and the numbers of the enums never change.
//
// Every scope may read what the installation owns, so whoever gives out an account, membership or
// token must have been asked whether the caller may see it.

#ifndef CONTINUUM_SERVER_STORAGE_PEOPLE_RECORDS_H_
#define CONTINUUM_SERVER_STORAGE_PEOPLE_RECORDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "server/auth/scope.h"
#include "server/storage/records.h"
#include "server/storage/resources.h"

namespace continuum::storage {

enum class AccountKind : int64_t { kPerson = 1, kService = 2 };
enum class AccountState : int64_t { kActive = 1, kDisabled = 2 };
enum class MembershipState : int64_t { kActive = 1, kEnded = 2 };
enum class TokenKind : int64_t { kApi = 1, kSession = 2, kInvitation = 3, kReset = 4 };
enum class TokenState : int64_t { kActive = 1, kRevoked = 2, kUsed = 3 };
enum class AccessState : int64_t { kActive = 1, kEnded = 2 };
enum class ThreadState : int64_t { kOpen = 1, kResolved = 2 };
enum class CommentState : int64_t { kWritten = 1, kPurged = 2 };
enum class AssignmentState : int64_t { kOpen = 1, kDone = 2, kCancelled = 3 };

// Somebody, or a program, that may sign in. Write it through accounts.h, which keeps what it is
// found by. Owner: the installation.
struct AccountRecord {
  std::string name;  // "accounts/{id}"
  AccountKind kind = AccountKind::kPerson;
  // What it is found by, each held by no other account; may be empty.
  std::string email;             // in lower case
  std::string certificate_name;  // of a client's certificate
  std::string subject;           // of OpenID Connect: the issuer, a space, the subject
  std::string display_name;
  AccountState state = AccountState::kActive;
  std::string password_hash;
  std::string totp_secret;
  bool totp_confirmed = false;
  int64_t totp_last_step = 0;
  std::optional<absl::Time> password_time;  // when the password was set
  Stamp stamp;

  friend bool operator==(const AccountRecord&, const AccountRecord&) = default;
};

// What an account is found by: the key never changes, the account that holds it does. Written by
// accounts.h alone. Owner: the installation.
struct AccountLinkRecord {
  std::string name;     // "accountLinks/{id}"
  std::string key;      // such as "email:a@example.org"
  std::string account;  // by name; empty while no account holds the key
  Stamp stamp;

  friend bool operator==(const AccountLinkRecord&, const AccountLinkRecord&) = default;
};

// What an account may do with a resource. Owner: the installation.
struct MembershipRecord {
  std::string name;      // "memberships/{id}"
  std::string account;   // by name; the subject
  std::string resource;  // an organization, program, accreditor or agency by name, or
                         // "installation"; the parent
  int64_t role = 0;
  MembershipState state = MembershipState::kActive;
  std::string granted_by;  // the account, by name
  Stamp stamp;

  friend bool operator==(const MembershipRecord&, const MembershipRecord&) = default;
};

// A secret by which an account is known, of which only the hash is kept. Owner: the installation.
struct TokenRecord {
  std::string name;     // "accounts/{id}/tokens/{id}"
  std::string account;  // by name; the parent
  TokenKind kind = TokenKind::kApi;
  std::string title;
  std::string secret_hash;  // the key
  int64_t scope = 0;        // bits
  std::optional<absl::Time> expire_time;
  TokenState state = TokenState::kActive;
  Stamp stamp;
  // Since format 2: counts only with the roles for this, by name; empty: with all. Never changes.
  std::string resource;

  friend bool operator==(const TokenRecord&, const TokenRecord&) = default;
};

// An accrediting body or a state agency. Owner: itself.
struct BodyRecord {
  std::string name;  // "accreditors/{id}" or "agencies/{id}"
  std::string title;
  LifecycleState state = LifecycleState::kActive;
  Stamp stamp;

  friend bool operator==(const BodyRecord&, const BodyRecord&) = default;
};

// That a body may see a program. Owner: the program's organization.
struct AccessRecord {
  std::string name;     // "programs/{p}/accesses/{id}"
  std::string owner;    // the program's organization, by name; never changes
  std::string program;  // by name; the parent
  std::string body;     // by name; the subject
  AccessState state = AccessState::kActive;
  std::string granted_by;  // the account, by name
  std::string reason;
  Stamp stamp;

  friend bool operator==(const AccessRecord&, const AccessRecord&) = default;
};

// That an account's roles for a resource passed to another account. Owner: the installation.
struct HandOverRecord {
  std::string name;      // "handOvers/{id}"
  std::string resource;  // an organization or program, by name; the parent
  std::string from;      // the accounts, by name
  std::string to;
  std::string by;
  std::string reason;
  Stamp stamp;

  friend bool operator==(const HandOverRecord&, const HandOverRecord&) = default;
};

// What people say to each other about a criterion or an assessment. Owner: the program's
// organization.
struct ThreadRecord {
  std::string name;        // "{assessment}/threads/{id}"
  std::string owner;       // by name; never changes
  std::string assessment;  // by name; the parent
  std::string criterion;   // its id; the subject. Empty: the whole assessment
  ThreadState state = ThreadState::kOpen;
  std::string author;      // the caller that began it
  std::string settled_by;  // the caller that resolved or reopened it last
  Stamp stamp;

  friend bool operator==(const ThreadRecord&, const ThreadRecord&) = default;
};

// Owner: the program's organization.
struct CommentRecord {
  std::string name;        // "{assessment}/threads/{id}/comments/{id}"
  std::string owner;       // by name; never changes
  std::string assessment;  // by name; the parent
  std::string thread;      // by name; the subject
  std::string text;
  std::string author;  // the caller
  CommentState state = CommentState::kWritten;
  Stamp stamp;

  friend bool operator==(const CommentRecord&, const CommentRecord&) = default;
};

// Owner: the program's organization.
struct AssignmentRecord {
  std::string name;                  // "{assessment}/assignments/{id}"
  std::string owner;                 // by name; never changes
  std::string assessment;            // by name; the parent
  std::string assignee;              // the account, by name; the subject. Or empty, and
  std::string partner;               // whoever has no account, in words
  std::vector<std::string> targets;  // ids of domains and criteria
  std::string due_date;              // empty: none
  AssignmentState state = AssignmentState::kOpen;
  std::string note;
  std::string assigned_by;  // the callers
  std::string closed_by;
  Stamp stamp;
  // Since format 2: the site that it is assigned to, by name; then there is no account or partner.
  std::string site;

  friend bool operator==(const AssignmentRecord&, const AssignmentRecord&) = default;
};

// One person's own answers to an assessment: how many there are. Its stamp is that of the last save
// into it. Owner: the program's organization.
struct AnswerSetRecord {
  std::string name;        // "{assessment}/answerSets/{account's id}"
  std::string owner;       // by name; never changes
  std::string assessment;  // by name; the parent
  std::string account;     // by name; the subject
  int64_t answered_criteria = 0;
  Stamp stamp;

  friend bool operator==(const AnswerSetRecord&, const AnswerSetRecord&) = default;
};

// That somebody attested in one step that answers which were carried forward are still true. Owner:
// the program's organization.
struct ConfirmationRecord {
  std::string name;                  // "{assessment}/confirmations/{id}"
  std::string owner;                 // by name; never changes
  std::string assessment;            // by name; the parent
  std::vector<std::string> domains;  // their ids
  std::vector<std::string> criteria;
  std::string attestation;
  std::string author;  // the caller
  Stamp stamp;

  friend bool operator==(const ConfirmationRecord&, const ConfirmationRecord&) = default;
};

// What the kinds have in common: their own enum's number as the state.
struct StatefulResource : ResourceDefaults {
  template <typename Record>
  static int64_t State(const Record& record) {
    return static_cast<int64_t>(record.state);
  }
};

template <>
struct ResourceTraits<AccountRecord> : StatefulResource {
  static constexpr RowKind kKind = RowKind::kAccount;
  static std::string Owner(const AccountRecord& /*record*/) { return auth::kInstallationOwner; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.kind, r.email, r.certificate_name, r.subject, r.display_name, r.state,
         r.password_hash, r.totp_secret, r.totp_confirmed, r.totp_last_step, r.password_time,
         r.stamp);
  }
};

template <>
struct ResourceTraits<AccountLinkRecord> : ResourceDefaults {
  static constexpr RowKind kKind = RowKind::kAccountLink;
  static std::string Owner(const AccountLinkRecord& /*record*/) { return auth::kInstallationOwner; }
  static std::string Key(const AccountLinkRecord& record) { return record.key; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.key, r.account, r.stamp);
  }
};

template <>
struct ResourceTraits<MembershipRecord> : StatefulResource {
  static constexpr RowKind kKind = RowKind::kMembership;
  static std::string Owner(const MembershipRecord& /*record*/) { return auth::kInstallationOwner; }
  static std::string Parent(const MembershipRecord& record) { return record.resource; }
  static std::string Subject(const MembershipRecord& record) { return record.account; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.account, r.resource, r.role, r.state, r.granted_by, r.stamp);
  }
};

template <>
struct ResourceTraits<TokenRecord> : StatefulResource {
  static constexpr RowKind kKind = RowKind::kToken;
  static constexpr uint8_t kFormat = 2;
  static std::string Owner(const TokenRecord& /*record*/) { return auth::kInstallationOwner; }
  static std::string Parent(const TokenRecord& record) { return record.account; }
  static std::string Key(const TokenRecord& record) { return record.secret_hash; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t format, Record& r) {
    walk(r.name, r.account, r.kind, r.title, r.secret_hash, r.scope, r.expire_time, r.state,
         r.stamp);
    if (format >= 2) walk(r.resource);
  }
};

template <>
struct ResourceTraits<BodyRecord> : StatefulResource {
  static constexpr RowKind kKind = RowKind::kBody;
  static std::string Owner(const BodyRecord& record) { return record.name; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.title, r.state, r.stamp);
  }
};

template <>
struct ResourceTraits<AccessRecord> : StatefulResource {
  static constexpr RowKind kKind = RowKind::kAccess;
  static std::string Owner(const AccessRecord& record) { return record.owner; }
  static std::string Parent(const AccessRecord& record) { return record.program; }
  static std::string Subject(const AccessRecord& record) { return record.body; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.owner, r.program, r.body, r.state, r.granted_by, r.reason, r.stamp);
  }
};

template <>
struct ResourceTraits<HandOverRecord> : ResourceDefaults {
  static constexpr RowKind kKind = RowKind::kHandOver;
  static std::string Owner(const HandOverRecord& /*record*/) { return auth::kInstallationOwner; }
  static std::string Parent(const HandOverRecord& record) { return record.resource; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.resource, r.from, r.to, r.by, r.reason, r.stamp);
  }
};

template <>
struct ResourceTraits<ThreadRecord> : StatefulResource {
  static constexpr RowKind kKind = RowKind::kThread;
  static std::string Owner(const ThreadRecord& record) { return record.owner; }
  static std::string Parent(const ThreadRecord& record) { return record.assessment; }
  static std::string Subject(const ThreadRecord& record) { return record.criterion; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.owner, r.assessment, r.criterion, r.state, r.author, r.settled_by, r.stamp);
  }
};

template <>
struct ResourceTraits<CommentRecord> : StatefulResource {
  static constexpr RowKind kKind = RowKind::kComment;
  static std::string Owner(const CommentRecord& record) { return record.owner; }
  static std::string Parent(const CommentRecord& record) { return record.assessment; }
  static std::string Subject(const CommentRecord& record) { return record.thread; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.owner, r.assessment, r.thread, r.text, r.author, r.state, r.stamp);
  }
};

template <>
struct ResourceTraits<AssignmentRecord> : StatefulResource {
  static constexpr RowKind kKind = RowKind::kAssignment;
  static constexpr uint8_t kFormat = 2;
  static std::string Owner(const AssignmentRecord& record) { return record.owner; }
  static std::string Parent(const AssignmentRecord& record) { return record.assessment; }
  static std::string Subject(const AssignmentRecord& record) { return record.assignee; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t format, Record& r) {
    walk(r.name, r.owner, r.assessment, r.assignee, r.partner, r.targets, r.due_date, r.state,
         r.note, r.assigned_by, r.closed_by, r.stamp);
    if (format >= 2) walk(r.site);
  }
};

template <>
struct ResourceTraits<AnswerSetRecord> : ResourceDefaults {
  static constexpr RowKind kKind = RowKind::kAnswerSet;
  static std::string Owner(const AnswerSetRecord& record) { return record.owner; }
  static std::string Parent(const AnswerSetRecord& record) { return record.assessment; }
  static std::string Subject(const AnswerSetRecord& record) { return record.account; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.owner, r.assessment, r.account, r.answered_criteria, r.stamp);
  }
};

template <>
struct ResourceTraits<ConfirmationRecord> : ResourceDefaults {
  static constexpr RowKind kKind = RowKind::kConfirmation;
  static std::string Owner(const ConfirmationRecord& record) { return record.owner; }
  static std::string Parent(const ConfirmationRecord& record) { return record.assessment; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.owner, r.assessment, r.domains, r.criteria, r.attestation, r.author, r.stamp);
  }
};

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_PEOPLE_RECORDS_H_
