// SPDX-License-Identifier: Apache-2.0
//
// The kinds that share a pair of tables.

#include <string>
#include <vector>

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/storage/resources.h"
#include "tests/server/storage/contract.h"
#include "tests/server/storage/sample_people.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string ReasonOf(const absl::Status& status) {
  const auto info = base::GetDetail<google::rpc::ErrorInfo>(status);
  return info.has_value() ? info->reason() : "";
}

class Listing {
 public:
  explicit Listing(Storage& storage) : storage_(storage) {}

  template <typename Record>
  std::vector<std::string> Names(const ResourceQuery& query,
                                 const auth::Scope& scope = Everything()) {
    std::vector<std::string> names;
    EXPECT_THAT(storage_.Read([&](const Reader& r) -> absl::Status {
      ASSIGN_OR_RETURN(const auto records, List<Record>(r, scope, query));
      names = storage::Names(records);
      return absl::OkStatus();
    }),
                IsOk());
    return names;
  }

 private:
  Storage& storage_;
};

TEST_P(StorageContractTest, AResourceIsReadAsWrittenWithItsStamp) {
  TokenRecord expected = Token("t");
  expected.expire_time = absl::FromUnixSeconds(2'000'000'000);
  expected.stamp.create_sequence = 77;  // ignored
  const absl::Time created = clock_.Now();
  const Sequence first = Write([&](Writer& w) { return Create(w, all_, expected); });
  clock_.Advance(absl::Minutes(1));
  const absl::Time changed = clock_.Now();
  expected.stamp = {.create_sequence = first,
                    .create_time = created,
                    .change_sequence = first,
                    .change_time = created};
  EXPECT_THAT(Read([&](const Reader& r) { return Get<TokenRecord>(r, all_, expected.name); }),
              IsOkAndHolds(expected));

  TokenRecord revoked = expected;
  revoked.state = TokenState::kRevoked;
  const Sequence second = Write([&](Writer& w) { return Update(w, all_, revoked); });
  revoked.stamp.change_sequence = second;
  revoked.stamp.change_time = changed;
  Reopen();
  EXPECT_THAT(Read([&](const Reader& r) { return Get<TokenRecord>(r, all_, expected.name); }),
              IsOkAndHolds(revoked));
  EXPECT_THAT(
      Read([&](const Reader& r) { return Get<TokenRecord>(r, all_, expected.name, first); }),
      IsOkAndHolds(expected));
  EXPECT_THAT(
      Read([&](const Reader& r) { return Get<TokenRecord>(r, all_, expected.name, first - 1); }),
      StatusIs(StatusCode::kNotFound));
  ExpectLedger(2);
}

TEST_P(StorageContractTest, AResourceOfAnotherKindIsNotFound) {
  Write([&](Writer& w) { return Create(w, all_, Token("t")); });
  EXPECT_THAT(Read([&](const Reader& r) { return Get<BodyRecord>(r, all_, Token("t").name); }),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Read([&](const Reader& r) { return Find<AccountLinkRecord>(r, all_, "hash of t"); }),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(TryWrite([&](Writer& w) { return Update(w, all_, Body(Token("t").name)); }),
              StatusIs(StatusCode::kNotFound));
}

TEST_P(StorageContractTest, AResourceIsFoundByItsKey) {
  const Sequence first = Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Create(w, all_, Token("t")));
    return Create(w, all_, Body("agencies/s"));  // without a key
  });
  TokenRecord used = Token("t");
  used.state = TokenState::kUsed;
  Write([&](Writer& w) { return Update(w, all_, used); });
  const auto now = Read([&](const Reader& r) { return Find<TokenRecord>(r, all_, "hash of t"); });
  ASSERT_THAT(now, IsOk());
  EXPECT_EQ(now->state, TokenState::kUsed);
  const auto then =
      Read([&](const Reader& r) { return Find<TokenRecord>(r, all_, "hash of t", first); });
  ASSERT_THAT(then, IsOk());
  EXPECT_EQ(then->state, TokenState::kActive);
  EXPECT_THAT(
      Read([&](const Reader& r) { return Find<TokenRecord>(r, all_, "hash of t", first - 1); }),
      StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Read([&](const Reader& r) { return Find<TokenRecord>(r, all_, "secret"); }),
              StatusIs(StatusCode::kNotFound, Not(HasSubstr("secret"))));
  EXPECT_THAT(Read([&](const Reader& r) { return Find<BodyRecord>(r, all_, ""); }),
              StatusIs(StatusCode::kNotFound));
}

TEST_P(StorageContractTest, ResourcesShareNoNameAndNoKey) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Create(w, all_, Token("t")));
    RETURN_IF_ERROR(Create(w, all_, Body("agencies/s")));
    return Create(w, all_, Body("agencies/t"));  // neither has a key
  });
  EXPECT_THAT(TryWrite([&](Writer& w) { return Create(w, all_, Token("t")); }),
              StatusIs(StatusCode::kAlreadyExists));
  EXPECT_THAT(TryWrite([&](Writer& w) { return Create(w, all_, Body(Token("t").name)); }),
              StatusIs(StatusCode::kAlreadyExists));
  TokenRecord other = Token("u");
  other.secret_hash = Token("t").secret_hash;
  const absl::Status taken = TryWrite([&](Writer& w) { return Create(w, all_, other); });
  EXPECT_THAT(taken, StatusIs(StatusCode::kAlreadyExists, Not(HasSubstr("hash of t"))));
  EXPECT_EQ(ReasonOf(taken), "KEY_TAKEN");
  AccountLinkRecord link;  // another kind may have the same
  link.name = "accountLinks/l";
  link.key = Token("t").secret_hash;
  Write([&](Writer& w) { return Create(w, all_, link); });
  ExpectLedger(2);
}

TEST_P(StorageContractTest, WhatNeverChangesOfAResourceStays) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Create(w, all_, Access("x")));
    return Create(w, all_, Token("t"));
  });
  AccessRecord access = Access("x");
  access.owner = "organizations/b";
  EXPECT_THAT(TryWrite([&](Writer& w) { return Update(w, all_, access); }),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("owner")));
  access = Access("x");
  access.program = "programs/q";
  EXPECT_THAT(TryWrite([&](Writer& w) { return Update(w, all_, access); }),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("parent")));
  access = Access("x");
  access.body = "agencies/t";
  EXPECT_THAT(TryWrite([&](Writer& w) { return Update(w, all_, access); }),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("subject")));
  TokenRecord token = Token("t");
  token.secret_hash = "other";
  EXPECT_THAT(TryWrite([&](Writer& w) { return Update(w, all_, token); }),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("key")));
  EXPECT_THAT(TryWrite([&](Writer& w) { return Update(w, all_, Access("y")); }),
              StatusIs(StatusCode::kNotFound));
  ExpectLedger(1);
}

TEST_P(StorageContractTest, ResourcesAreListedByWhatTheyBelongTo) {
  Write([&](Writer& w) -> absl::Status {
    for (const char* id : {"c", "a", "b"}) RETURN_IF_ERROR(Create(w, all_, Access(id)));
    RETURN_IF_ERROR(Create(w, all_, Access("d", "agencies/t")));
    RETURN_IF_ERROR(Create(w, all_, Access("e", "agencies/s", "programs/q")));
    return Create(w, all_, Body("agencies/s"));
  });
  Listing list(storage());
  EXPECT_THAT(list.Names<AccessRecord>({.parent = "programs/p"}),
              ElementsAre("programs/p/accesses/a", "programs/p/accesses/b", "programs/p/accesses/c",
                          "programs/p/accesses/d"));
  EXPECT_THAT(list.Names<AccessRecord>({.subject = "agencies/t"}),
              ElementsAre("programs/p/accesses/d"));
  EXPECT_THAT(list.Names<AccessRecord>({.parent = "programs/p", .subject = "agencies/t"}),
              ElementsAre("programs/p/accesses/d"));
  EXPECT_THAT(list.Names<AccessRecord>({.parent = "programs/q", .subject = "agencies/s"}),
              ElementsAre("programs/q/accesses/e"));
  EXPECT_THAT(list.Names<AccessRecord>({.parent = "programs/none"}), IsEmpty());
  EXPECT_THAT(list.Names<BodyRecord>({}), ElementsAre("agencies/s"));
  EXPECT_EQ(list.Names<AccessRecord>({}).size(), 5u);
  EXPECT_THAT(list.Names<TokenRecord>({}), IsEmpty());
}

TEST_P(StorageContractTest, PagesOfResourcesStayWhileOthersWrite) {
  const Sequence first = Write([&](Writer& w) -> absl::Status {
    for (const char* id : {"b", "d", "f"}) RETURN_IF_ERROR(Create(w, all_, Access(id)));
    return absl::OkStatus();
  });
  Write([&](Writer& w) -> absl::Status {
    AccessRecord ended = Access("f");
    ended.state = AccessState::kEnded;
    RETURN_IF_ERROR(Update(w, all_, ended));
    return Create(w, all_, Access("c"));
  });
  Listing list(storage());
  for (const ResourceQuery& by : {ResourceQuery{.parent = "programs/p"},
                                  ResourceQuery{.subject = "agencies/s"}, ResourceQuery()}) {
    ResourceQuery query = by;
    query.state = static_cast<int64_t>(AccessState::kActive);
    query.page = {.as_of = first, .limit = 2};
    EXPECT_THAT(list.Names<AccessRecord>(query),
                ElementsAre("programs/p/accesses/b", "programs/p/accesses/d"));
    query.page.after = "programs/p/accesses/d";
    EXPECT_THAT(list.Names<AccessRecord>(query), ElementsAre("programs/p/accesses/f"));
    query.page.as_of = kLatest;
    EXPECT_THAT(list.Names<AccessRecord>(query), IsEmpty());
    query.page.after = "";
    EXPECT_THAT(list.Names<AccessRecord>(query),
                ElementsAre("programs/p/accesses/b", "programs/p/accesses/c"));
    query.page.limit = 0;
    EXPECT_THAT(Read([&](const Reader& r) { return List<AccessRecord>(r, all_, query); }),
                StatusIs(StatusCode::kInvalidArgument));
  }
}

TEST_P(StorageContractTest, WithinAChangeTheLastVersionOfAResourceWins) {
  const Sequence only = Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Create(w, all_, Body("agencies/s", "first")));
    RETURN_IF_ERROR(Update(w, all_, Body("agencies/s", "second")));
    ASSIGN_OR_RETURN(const BodyRecord seen, Get<BodyRecord>(w, all_, "agencies/s"));
    EXPECT_EQ(seen.title, "second");
    return absl::OkStatus();
  });
  const auto body = Read([&](const Reader& r) { return Get<BodyRecord>(r, all_, "agencies/s"); });
  ASSERT_THAT(body, IsOk());
  EXPECT_EQ(body->title, "second");
  EXPECT_EQ(body->stamp.create_sequence, only);
  ExpectLedger(1);
}

TEST_P(StorageContractTest, AFailedChangeLeavesNoResource) {
  EXPECT_THAT(TryWrite([&](Writer& w) -> absl::Status {
                RETURN_IF_ERROR(Create(w, all_, Token("t")));
                return absl::AbortedError("no");
              }),
              StatusIs(StatusCode::kAborted));
  Write([&](Writer& w) { return Create(w, all_, Token("t")); });
  ExpectLedger(1);
}

TEST_P(StorageContractTest, ResourcesOfOthersDoNotExist) {
  const auth::Scope a = Owning({"a"});
  const auth::Scope b = Owning({"b"});
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Create(w, all_, Access("x")));
    return Create(w, all_, Token("t"));  // the installation's
  });
  const std::string name = Access("x").name;
  EXPECT_THAT(Read([&](const Reader& r) { return Get<AccessRecord>(r, a, name); }), IsOk());
  EXPECT_THAT(Read([&](const Reader& r) { return Get<AccessRecord>(r, b, name); }),
              StatusIs(StatusCode::kNotFound));
  Listing list(storage());
  for (const ResourceQuery& query : {ResourceQuery{.parent = "programs/p"},
                                     ResourceQuery{.subject = "agencies/s"}, ResourceQuery()}) {
    EXPECT_THAT(list.Names<AccessRecord>(query, a), ElementsAre(name));
    EXPECT_THAT(list.Names<AccessRecord>(query, b), IsEmpty());
  }
  EXPECT_THAT(TryWrite([&](Writer& w) { return Update(w, b, Access("x")); }),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(TryWrite([&](Writer& w) { return Create(w, b, Access("y")); }),
              StatusIs(StatusCode::kPermissionDenied));
  Write([&](Writer& w) { return Create(w, a, Access("y")); });

  // What is the installation's, all may read and few may change.
  EXPECT_THAT(Read([&](const Reader& r) { return Find<TokenRecord>(r, b, "hash of t"); }), IsOk());
  EXPECT_THAT(TryWrite([&](Writer& w) { return Update(w, b, Token("t")); }),
              StatusIs(StatusCode::kPermissionDenied));
  EXPECT_THAT(TryWrite([&](Writer& w) { return Create(w, b, Token("u")); }),
              StatusIs(StatusCode::kPermissionDenied));
}

TEST_P(StorageContractTest, AKeyIsNotFoundOutOfScope) {
  // All kinds with keys are the installation's, so this asks for a row by hand.
  ResourceRow row = ToResourceRow(Access("x"));
  row.key = "k";
  Write([&](Writer& w) { return w.CreateResource(all_, row); });
  const auto find = [&](const auth::Scope& scope) {
    return Read([&](const Reader& r) { return r.FindResource(scope, RowKind::kAccess, "k"); });
  };
  EXPECT_THAT(find(Owning({"a"})), IsOk());
  EXPECT_THAT(find(Owning({"b"})), StatusIs(StatusCode::kNotFound));
}

}  // namespace
}  // namespace continuum::storage
