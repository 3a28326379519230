// SPDX-License-Identifier: Apache-2.0
//
// Erasing what earlier versions said, while the ledger stays.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
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
using ::testing::IsEmpty;

constexpr char kAssessment[] = "programs/p/assessments/x";

CommentRecord Saying(absl::string_view text, absl::string_view id = "c") {
  CommentRecord comment = Comment(id);
  comment.text = std::string(text);
  return comment;
}

CommentRecord Purged(absl::string_view id = "c") {
  CommentRecord comment = Saying("", id);
  comment.state = CommentState::kPurged;
  return comment;
}

std::string AnswerName(absl::string_view criterion) {
  return AnswerRowName(kAssessment, "consensus", criterion);
}

// Puts a purged comment in its place and erases what it said.
absl::StatusOr<int64_t> Purge(Writer& w, absl::string_view id = "c") {
  RETURN_IF_ERROR(Update(w, Everything(), Purged(id)));
  return w.Erase(Everything(), RowKind::kComment, Comment(id).name);
}

TEST_P(StorageContractTest, AnErasedRowIsReadAsWhatStandsInItsPlace) {
  const Sequence first = Write([&](Writer& w) { return Create(w, all_, Saying("first")); });
  const Sequence second = Write([&](Writer& w) { return Update(w, all_, Saying("second")); });
  int64_t erased = 0;
  const Sequence purge = Write([&](Writer& w) -> absl::Status {
    ASSIGN_OR_RETURN(erased, Purge(w));
    return absl::OkStatus();
  });
  EXPECT_EQ(erased, 2);
  Reopen();
  for (const Sequence as_of : {first, second, purge, kLatest}) {
    const auto read = Read(
        [&](const Reader& r) { return Get<CommentRecord>(r, all_, Comment("c").name, as_of); });
    ASSERT_THAT(read, IsOk());
    EXPECT_EQ(Unstamped(*read), Purged());
    EXPECT_EQ(read->stamp.create_sequence, first);
    EXPECT_EQ(read->stamp.change_sequence, purge);
  }
  EXPECT_THAT(Read([&](const Reader& r) {
                return Get<CommentRecord>(r, all_, Comment("c").name, first - 1);
              }),
              StatusIs(StatusCode::kNotFound));
  ExpectLedger(3);
}

TEST_P(StorageContractTest, WhatIsErasedTwiceIsReadAsTheLast) {
  Write([&](Writer& w) { return Create(w, all_, Saying("first")); });
  Write([&](Writer& w) { return Purge(w).status(); });
  Write([&](Writer& w) { return Update(w, all_, Saying("again")); });
  const Sequence last = Write([&](Writer& w) -> absl::Status {
    ASSIGN_OR_RETURN(const int64_t erased, Purge(w));
    EXPECT_EQ(erased, 2);  // with what stood in the place of the first
    return absl::OkStatus();
  });
  for (Sequence as_of = 1; as_of <= last; ++as_of) {
    const auto read = Read(
        [&](const Reader& r) { return Get<CommentRecord>(r, all_, Comment("c").name, as_of); });
    ASSERT_THAT(read, IsOk());
    EXPECT_EQ(read->stamp.change_sequence, last);
  }
  ExpectLedger(4);
}

TEST_P(StorageContractTest, LaterVersionsStayAsTheyAre) {
  Write([&](Writer& w) { return Create(w, all_, Saying("first")); });
  const Sequence purge = Write([&](Writer& w) { return Purge(w).status(); });
  const Sequence later = Write([&](Writer& w) { return Update(w, all_, Saying("later")); });
  const auto text = [&](Sequence as_of) {
    return Read([&](const Reader& r) -> absl::StatusOr<std::string> {
      ASSIGN_OR_RETURN(const auto comment, Get<CommentRecord>(r, all_, Comment("c").name, as_of));
      return comment.text;
    });
  };
  EXPECT_THAT(text(1), IsOkAndHolds(""));
  EXPECT_THAT(text(purge), IsOkAndHolds(""));
  EXPECT_THAT(text(later), IsOkAndHolds("later"));
  ExpectLedger(3);
}

// A list that was begun before goes on after, with what stands in the place of what was erased.
TEST_P(StorageContractTest, PinnedPagesGoOnAfterAnErasure) {
  const Sequence pin = Write([&](Writer& w) -> absl::Status {
    for (const char* id : {"a", "b", "c"}) RETURN_IF_ERROR(Create(w, all_, Saying("words", id)));
    return absl::OkStatus();
  });
  Write([&](Writer& w) { return Purge(w, "b").status(); });
  Write([&](Writer& w) { return Create(w, all_, Saying("later", "d")); });
  const auto list = [&](ResourceQuery query) {
    query.page = {.as_of = pin, .after = Comment("a").name, .limit = 10};
    return Read([&](const Reader& r) -> absl::StatusOr<std::vector<CommentRecord>> {
      ASSIGN_OR_RETURN(auto comments, List<CommentRecord>(r, all_, query));
      return Unstamped(std::move(comments));
    });
  };
  const auto both = ElementsAre(Purged("b"), Saying("words", "c"));
  EXPECT_THAT(list({}), IsOkAndHolds(both));
  EXPECT_THAT(list({.parent = kAssessment}), IsOkAndHolds(both));
  EXPECT_THAT(list({.subject = Comment("a").thread}), IsOkAndHolds(both));
  // A filter asks for the state of what is shown.
  const auto written = static_cast<int64_t>(CommentState::kWritten);
  EXPECT_THAT(list({.state = written}), IsOkAndHolds(ElementsAre(Saying("words", "c"))));
  const auto purged = static_cast<int64_t>(CommentState::kPurged);
  EXPECT_THAT(list({.parent = kAssessment, .state = purged}),
              IsOkAndHolds(ElementsAre(Purged("b"))));
}

TEST_P(StorageContractTest, WhatIsFoundByItsKeyIsFoundAfterAnErasure) {
  const Sequence first = Write([&](Writer& w) { return Create(w, all_, Token("t")); });
  TokenRecord renamed = Token("t");
  renamed.title = "Renamed";
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Update(w, all_, renamed));
    return w.Erase(all_, RowKind::kToken, renamed.name).status();
  });
  EXPECT_THAT(Read([&](const Reader& r) -> absl::StatusOr<std::string> {
                ASSIGN_OR_RETURN(const auto token,
                                 Find<TokenRecord>(r, all_, renamed.secret_hash, first));
                return token.title;
              }),
              IsOkAndHolds("Renamed"));
  ExpectLedger(2);
}

TEST_P(StorageContractTest, AnErasedAnswerIsReadAsWhatStandsInItsPlace) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    RETURN_IF_ERROR(w.CreateAssessment(all_, Assessment("x")));
    RETURN_IF_ERROR(w.AppendAnswer(all_, Answer("1.1", "words")));
    return w.AppendAnswer(all_, Answer("1.2", "kept"));
  });
  Write([&](Writer& w) { return w.AppendAnswer(all_, Answer("1.1", "more words")); });
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(w.AppendAnswer(all_, Answer("1.1", "purged")));
    ASSIGN_OR_RETURN(const int64_t erased, w.Erase(all_, RowKind::kAnswer, AnswerName("1.1")));
    EXPECT_EQ(erased, 2);
    return absl::OkStatus();
  });
  for (const Sequence as_of : {Sequence{1}, Sequence{2}, Sequence{3}, kLatest}) {
    EXPECT_THAT(Read([&](const Reader& r) -> absl::StatusOr<std::string> {
                  ASSIGN_OR_RETURN(const AnswerRecord answer,
                                   r.GetAnswer(all_, kAssessment, "consensus", "1.1", as_of));
                  return answer.content;
                }),
                IsOkAndHolds("purged"));
    const auto answers =
        Read([&](const Reader& r) { return r.GetAnswers(all_, kAssessment, "consensus", as_of); });
    ASSERT_THAT(answers, IsOk());
    ASSERT_EQ(answers->size(), 2u);
    EXPECT_EQ((*answers)[0].content, "purged");
    EXPECT_EQ((*answers)[1].content, "kept");
  }
  EXPECT_THAT(
      Read([&](const Reader& r) { return r.GetAnswers(all_, kAssessment, "consensus", 0); }),
      IsOkAndHolds(IsEmpty()));
  ExpectLedger(3);
}

TEST_P(StorageContractTest, TheLeafNamesTheErasure) {
  Write([&](Writer& w) { return Create(w, all_, Saying("words")); });
  Write([&](Writer& w) { return Purge(w).status(); });
  const auto page = Read([&](const Reader& r) { return r.ListLeaves(all_, {.limit = 1}); });
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->leaves.size(), 1u);
  EXPECT_EQ(page->leaves[0].owner, "organizations/a");
  EXPECT_EQ(page->leaves[0].rows.count({RowKind::kErasure, Comment("c").name}), 1u);
  EXPECT_EQ(page->leaves[0].rows.count({RowKind::kComment, Comment("c").name}), 1u);
}

TEST_P(StorageContractTest, AnErasureForgetsTheRequestsOfWhatItErased) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Create(w, all_, Saying("words")));
    return w.CreateRequest(all_, Request("create"));
  });
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Create(w, all_, Saying("others", "d")));
    return w.CreateRequest(all_, Request("other"));
  });
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Purge(w).status());
    return w.CreateRequest(all_, Request("purge"));
  });
  const auto find = [&](absl::string_view id) {
    return Read([&](const Reader& r) { return r.GetRequest(all_, "tester", id); });
  };
  EXPECT_THAT(find("create"), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(find("other"), IsOk());
  EXPECT_THAT(find("purge"), IsOk());
}

TEST_P(StorageContractTest, NothingToEraseIsNoErasure) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Create(w, all_, Saying("words")));
    ASSIGN_OR_RETURN(const int64_t erased, w.Erase(all_, RowKind::kComment, Comment("c").name));
    EXPECT_EQ(erased, 0);
    return absl::OkStatus();
  });
  EXPECT_THAT(Read([&](const Reader& r) { return Get<CommentRecord>(r, all_, Comment("c").name); }),
              IsOk());
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Purge(w).status());
    ASSIGN_OR_RETURN(const int64_t again, Purge(w));
    EXPECT_EQ(again, 0);
    return absl::OkStatus();
  });
  ExpectLedger(2);
}

TEST_P(StorageContractTest, SomethingMustStandInThePlaceOfWhatIsErased) {
  Write([&](Writer& w) { return Create(w, all_, Saying("words")); });
  EXPECT_THAT(TryWrite([&](Writer& w) {
                return w.Erase(all_, RowKind::kComment, Comment("c").name).status();
              }),
              StatusIs(StatusCode::kFailedPrecondition));
  ExpectLedger(1);
}

TEST_P(StorageContractTest, AFailedChangeErasesNothing) {
  Write([&](Writer& w) { return Create(w, all_, Saying("words")); });
  EXPECT_THAT(TryWrite([&](Writer& w) -> absl::Status {
                RETURN_IF_ERROR(Purge(w).status());
                return absl::AbortedError("changed its mind");
              }),
              StatusIs(StatusCode::kAborted));
  EXPECT_THAT(Read([&](const Reader& r) -> absl::StatusOr<std::string> {
                ASSIGN_OR_RETURN(const auto comment,
                                 Get<CommentRecord>(r, all_, Comment("c").name));
                return comment.text;
              }),
              IsOkAndHolds("words"));
  ExpectLedger(1);
}

TEST_P(StorageContractTest, OnlyWhatMayBeChangedIsErased) {
  Write([&](Writer& w) { return Create(w, all_, Saying("words")); });
  Write([&](Writer& w) { return Create(w, all_, Token("t")); });
  const auto erase = [&](const auth::Scope& scope, RowKind kind, const std::string& name) {
    return TryWrite([&](Writer& w) { return w.Erase(scope, kind, name).status(); });
  };
  const std::string comment = Comment("c").name;
  EXPECT_THAT(erase(Owning({"b"}), RowKind::kComment, comment), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(erase(Owning({"a"}), RowKind::kToken, Token("t").name),
              StatusIs(StatusCode::kPermissionDenied));
  EXPECT_THAT(erase(all_, RowKind::kToken, comment), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(erase(all_, RowKind::kAnswer, comment), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(erase(all_, RowKind::kComment, "nothing"), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(erase(all_, RowKind::kProgram, "programs/p"), StatusIs(StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace continuum::storage
