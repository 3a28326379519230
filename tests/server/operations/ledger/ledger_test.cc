// SPDX-License-Identifier: Apache-2.0

#include "server/operations/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "server/operations/common/dates.h"
#include "server/operations/ledger/ledger_messages.h"
#include "server/storage/resource_kinds.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(RowKindWordsTest, EveryKindHasWordsOfItsOwn) {
  std::set<std::string> words;
  int kinds = 0;
  for (int number = 0; number <= 255; ++number) {
    const std::string word(RowKindWords(storage::RowKind{static_cast<uint8_t>(number)}));
    if (word.empty()) continue;
    ++kinds;
    words.insert(word);
  }
  EXPECT_EQ(words.size(), static_cast<size_t>(kinds));
  for (const storage::RowKind kind : storage::ResourceKinds()) {
    EXPECT_NE(RowKindWords(kind), "") << static_cast<int>(kind);
  }
  for (int number = 1; number <= 10; ++number) {  // those with tables of their own
    EXPECT_NE(RowKindWords(storage::RowKind{static_cast<uint8_t>(number)}), "") << number;
  }
}

class LedgerTest : public OperationsTest {
 protected:
  std::vector<std::string> List(absl::string_view request) {
    std::vector<std::string> entries;
    auto next = Parse<v1::ListLedgerEntriesRequest>(request);
    do {
      const auto page = ListLedgerEntries(dependencies_, call_, next);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) return entries;
      for (const v1::LedgerEntry& entry : page->entries()) {
        entries.push_back(absl::StrCat(entry.sequence(), " ", entry.kind()));
      }
      next.set_page_token(page->next_page_token());
    } while (!next.page_token().empty());
    return entries;
  }
};

TEST_F(LedgerTest, TheHeadIsWhereTheLedgerStands) {
  ASSERT_OK_AND_ASSIGN(const v1::LedgerHead empty, GetLedgerHead(dependencies_, call_, {}));
  EXPECT_EQ(empty.size(), 0);
  EXPECT_FALSE(empty.has_change_time());
  // RFC 6962: the root of no entries is the SHA-256 of nothing.
  EXPECT_EQ(empty.root(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  MakeOwners();
  ASSERT_OK_AND_ASSIGN(const v1::LedgerHead head, GetLedgerHead(dependencies_, call_, {}));
  EXPECT_EQ(head.size(), 2);
  EXPECT_THAT(head.root(), SizeIs(64));
  EXPECT_NE(head.root(), empty.root());
  EXPECT_EQ(FromTimestamp(head.change_time()), clock_.Now());
}

TEST_F(LedgerTest, EntriesSayWhoDidWhatToWhat) {
  MakeOwners();
  ASSERT_OK_AND_ASSIGN(const auto ledger, ListLedgerEntries(dependencies_, call_, {}));
  ASSERT_THAT(ledger.entries(), SizeIs(2));
  const v1::LedgerEntry& last = ledger.entries(0);
  EXPECT_EQ(last.sequence(), 2);
  EXPECT_EQ(last.kind(), "CreateProgram");
  EXPECT_EQ(last.author(), "local");
  EXPECT_EQ(last.owner(), "organizations/o");
  ASSERT_THAT(last.rows(), SizeIs(1));
  EXPECT_EQ(last.rows(0).kind(), "program");
  EXPECT_EQ(last.rows(0).name(), "programs/p");
  EXPECT_THAT(last.rows(0).digest(), SizeIs(64));
}

TEST_F(LedgerTest, FiltersEntries) {
  MakeOwners();                // 1, 2
  MakeOrganization("other");   // 3
  MakeSite("s");               // 4
  MakeProgram("p2", "other");  // 5
  EXPECT_THAT(List("kind: 'CreateSite'"), ElementsAre("4 CreateSite"));
  EXPECT_THAT(List("owner: 'organizations/other'"),
              ElementsAre("5 CreateProgram", "3 CreateOrganization"));
  EXPECT_THAT(List("resource: 'programs/p'"), ElementsAre("4 CreateSite", "2 CreateProgram"));
  EXPECT_THAT(List("author: 'local'"), SizeIs(5));
  EXPECT_THAT(List("author: 'accounts/none'"), IsEmpty());
}

TEST_F(LedgerTest, FiltersByTime) {
  const auto at = [this](absl::Duration offset) { return ToTimestamp(clock_.Now() + offset); };
  const auto from_to = [&](absl::Duration from, absl::Duration to) {
    v1::ListLedgerEntriesRequest request;
    *request.mutable_start_time() = at(from);
    *request.mutable_end_time() = at(to);
    std::vector<int64_t> found;
    const auto ledger = ListLedgerEntries(dependencies_, call_, request);
    EXPECT_THAT(ledger, IsOk());
    for (const auto& entry : ledger->entries()) found.push_back(entry.sequence());
    return found;
  };
  MakeOrganization("a");
  clock_.Advance(absl::Seconds(10));
  MakeOrganization("b");
  clock_.Advance(absl::Seconds(10));
  MakeOrganization("c");
  const absl::Duration tick = absl::Microseconds(1);
  EXPECT_THAT(from_to(-absl::Hours(1), absl::Hours(1)), ElementsAre(3, 2, 1));
  EXPECT_THAT(from_to(-absl::Seconds(10), absl::ZeroDuration()), ElementsAre(2));
  EXPECT_THAT(from_to(-absl::Seconds(10), tick), ElementsAre(3, 2));
  EXPECT_THAT(from_to(tick - absl::Seconds(10), tick), ElementsAre(3));
  EXPECT_THAT(from_to(absl::Nanoseconds(1), absl::Hours(1)), IsEmpty());
  EXPECT_THAT(from_to(-absl::Seconds(20), -absl::Seconds(20) + absl::Nanoseconds(1)),
              ElementsAre(1));
  EXPECT_THAT(from_to(-absl::Hours(2), -absl::Hours(1)), IsEmpty());
}

TEST_F(LedgerTest, PagesGoOnWhereTheyWereWhateverComes) {
  for (const char* id : {"a", "b", "c", "d", "e"}) MakeOrganization(id);
  auto request = Parse<v1::ListLedgerEntriesRequest>("page_size: 2");
  std::vector<int64_t> seen;
  do {
    ASSERT_OK_AND_ASSIGN(const auto page, ListLedgerEntries(dependencies_, call_, request));
    for (const auto& entry : page.entries()) seen.push_back(entry.sequence());
    request.set_page_token(page.next_page_token());
    MakeOrganization(absl::StrCat("later", seen.size()));
  } while (!request.page_token().empty());
  EXPECT_THAT(seen, ElementsAre(5, 4, 3, 2, 1));
}

TEST_F(LedgerTest, TellsWhatIsWrong) {
  EXPECT_THAT(ListLedgerEntries(dependencies_, call_,
                                Parse<v1::ListLedgerEntriesRequest>(
                                    "start_time { nanos: -1 } end_time { seconds: 999999999999 } "
                                    "page_size: -1 page_token: 'x'")),
              HasWrongFields("start_time, end_time, page_size, page_token"));
  for (const char* id : {"a", "b"}) MakeOrganization(id);
  ASSERT_OK_AND_ASSIGN(
      const auto page,
      ListLedgerEntries(dependencies_, call_, Parse<v1::ListLedgerEntriesRequest>("page_size: 1")));
  v1::ListLedgerEntriesRequest other;
  other.set_author("local");
  other.set_page_token(page.next_page_token());
  EXPECT_THAT(ListLedgerEntries(dependencies_, call_, other), HasWrongFields("page_token"));
}

TEST_F(LedgerTest, VerifiesEverything) {
  MakeOwners();
  ASSERT_OK_AND_ASSIGN(const auto found, VerifyLedger(dependencies_, call_, {}));
  EXPECT_EQ(found.row_count(), 2);
  EXPECT_EQ(found.problem_count(), 0);
  EXPECT_THAT(found.problems(), IsEmpty());
  EXPECT_EQ(found.head().root(), GetLedgerHead(dependencies_, call_, {})->root());
  EXPECT_THAT(VerifyLedger(dependencies_, call_, {}), IsOk());  // and once more
}

TEST_F(LedgerTest, ComparesWithAHeadThatWasKept) {
  MakeOwners();
  v1::VerifyLedgerRequest request;
  ASSERT_OK_AND_ASSIGN(*request.mutable_kept_head(), GetLedgerHead(dependencies_, call_, {}));
  MakeProgram("p2");
  ASSERT_OK_AND_ASSIGN(auto found, VerifyLedger(dependencies_, call_, request));
  EXPECT_EQ(found.problem_count(), 0);
  request.mutable_kept_head()->clear_change_time();
  ASSERT_OK_AND_ASSIGN(found, VerifyLedger(dependencies_, call_, request));
  EXPECT_EQ(found.problem_count(), 0);

  request.mutable_kept_head()->set_root(std::string(64, '0'));
  ASSERT_OK_AND_ASSIGN(found, VerifyLedger(dependencies_, call_, request));
  ASSERT_EQ(found.problem_count(), 1);
  EXPECT_EQ(found.problems(0).sequence(), request.kept_head().size());
  EXPECT_EQ(found.problems(0).resource(), "");
  EXPECT_THAT(found.problems(0).message(), HasSubstr("does not begin with what it had"));

  request.mutable_kept_head()->set_size(std::numeric_limits<int64_t>::max());
  ASSERT_OK_AND_ASSIGN(found, VerifyLedger(dependencies_, call_, request));
  ASSERT_EQ(found.problem_count(), 1);
  EXPECT_THAT(found.problems(0).message(), HasSubstr("are missing at its end"));
}

TEST_F(LedgerTest, AnEmptyTreeHasItsOwnRoot) {
  MakeOwners();
  const auto problems = [&](const std::string& root) {
    v1::VerifyLedgerRequest request;
    request.mutable_kept_head()->set_root(root);
    return VerifyLedger(dependencies_, call_, request)->problem_count();
  };
  EXPECT_EQ(problems("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), 0);
  EXPECT_EQ(problems(std::string(64, '0')), 1);
}

TEST_F(LedgerTest, AKeptHeadMustBeOne) {
  const std::string root(64, 'a');
  struct Case {
    int64_t size;
    std::string root;
    const char* field;
  };
  for (const Case& wrong : std::vector<Case>{{-1, root, "kept_head.size"},
                                             {1, "", "kept_head.root"},
                                             {1, root.substr(1), "kept_head.root"},
                                             {1, root + "a", "kept_head.root"},
                                             {1, std::string(64, 'A'), "kept_head.root"},
                                             {1, std::string(64, 'g'), "kept_head.root"},
                                             {0, "", "kept_head.root"}}) {
    v1::VerifyLedgerRequest request;
    request.mutable_kept_head()->set_size(wrong.size);
    request.mutable_kept_head()->set_root(wrong.root);
    EXPECT_THAT(VerifyLedger(dependencies_, call_, request), HasWrongFields(wrong.field))
        << wrong.root;
    EXPECT_FALSE(verifying_);
  }
  v1::VerifyLedgerRequest unset;
  unset.mutable_kept_head();
  EXPECT_THAT(VerifyLedger(dependencies_, call_, unset), HasWrongFields("kept_head.root"));
}

TEST_F(LedgerTest, OneVerificationRunsAtATime) {
  verifying_ = true;
  EXPECT_THAT(VerifyLedger(dependencies_, call_, {}),
              FailsWith(absl::StatusCode::kResourceExhausted, "VERIFYING"));
  EXPECT_TRUE(verifying_);  // the other one still runs
}

TEST_F(LedgerTest, AVerificationEndsWithTheCallersPatience) {
  MakeOwners();
  const Call hasty{.caller = auth::Caller::Local(),
                   .patience = {.deadline = absl::Now() - absl::Seconds(1)}};
  EXPECT_THAT(VerifyLedger(dependencies_, hasty, {}),
              FailsWith(absl::StatusCode::kDeadlineExceeded, "VERIFYING"));
  EXPECT_FALSE(verifying_);
  const Call gone{.caller = auth::Caller::Local(),
                  .patience = {.is_cancelled = [] { return true; }}};
  EXPECT_THAT(VerifyLedger(dependencies_, gone, {}),
              testing::StatusIs(absl::StatusCode::kCancelled));
}

}  // namespace
}  // namespace continuum::operations
