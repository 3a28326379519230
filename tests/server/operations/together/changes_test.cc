// SPDX-License-Identifier: Apache-2.0
//
// What changed since somebody last looked.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "server/operations/common/dates.h"
#include "server/operations/together/first_version.h"
#include "server/storage/records.h"
#include "tests/server/operations/together/team_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ChangesTest : public TeamTest {
 protected:
  void SaveInto(absl::string_view by, absl::string_view set, absl::string_view answers) {
    auto request = Parse<v1::SaveAnswersRequest>(answers);
    request.set_name(absl::StrCat(kA, "/answerSets/", set));
    EXPECT_THAT(Ask(by, SaveAnswers, request), IsOk());
    clock_.Advance(absl::Minutes(1));
  }
  absl::StatusOr<v1::ListChangesResponse> List(absl::string_view request,
                                               absl::string_view by = "con") {
    return Ask(by, ListChanges,
               Parse<v1::ListChangesRequest>(absl::StrCat("parent: '", kA, "' ", request)));
  }
  // "ANSWER_SAVED plan eve" for each.
  static std::vector<std::string> Words(const absl::StatusOr<v1::ListChangesResponse>& response) {
    EXPECT_THAT(response, IsOk());
    std::vector<std::string> words;
    if (!response.ok()) return words;
    for (const v1::Change& change : response->changes()) {
      words.push_back(absl::StrJoin({v1::Change::Kind_Name(change.kind()).substr(5),
                                     change.criterion(), change.author().substr(9)},
                                    " "));
      EXPECT_EQ(change.author_label(), "Name of " + change.author().substr(9));
      EXPECT_TRUE(change.has_change_time());
    }
    return words;
  }

  v1::Thread MakeThread() {
    auto thread = Ask("con", CreateThread,
                      Parse<v1::CreateThreadRequest>(absl::StrCat(
                          "parent: '", kA, "' thread { criterion: 'plan' } text: 'Why none?'")));
    EXPECT_THAT(thread, IsOk());
    clock_.Advance(absl::Minutes(1));
    return *std::move(thread);
  }
};

TEST_F(ChangesTest, EverySaveIsTold) {
  SaveInto("eve", "consensus", "answers { criterion: 'plan' rating { option: 'none' } }");
  SaveInto("lea", "consensus", "answers { criterion: 'plan' rating { option: 'some' } }");
  SaveInto("eve", "consensus", absl::StrCat(kTeamAnswer, "answers { criterion: 'plan' }"));
  EXPECT_THAT(Words(List("")), ElementsAre("ANSWER_SAVED plan eve", "ANSWER_SAVED plan lea",
                                           "ANSWER_SAVED plan eve", "ANSWER_SAVED team eve"));
}

TEST_F(ChangesTest, TellOfAllThatATeamDoesInOrder) {
  const v1::Thread thread = MakeThread();
  const auto assigned =
      Ask("lea", CreateAssignment,
          Parse<v1::CreateAssignmentRequest>(absl::StrCat(
              "parent: '", kA, "' assignment { account: 'accounts/con' targets: 'plan' }")));
  ASSERT_THAT(assigned, IsOk());
  SaveInto("con", "con", kTeamAnswer);
  v1::ResolveThreadRequest resolve;
  resolve.set_name(thread.name());
  EXPECT_THAT(Ask("eve", ResolveThread, resolve), IsOk());
  v1::ReopenThreadRequest reopen;
  reopen.set_name(thread.name());
  EXPECT_THAT(Ask("lea", ReopenThread, reopen), IsOk());
  v1::FinishAssignmentRequest finish;
  finish.set_name(assigned->name());
  EXPECT_THAT(Ask("con", FinishAssignment, finish), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::ListChangesResponse changes, List(""));
  EXPECT_THAT(Words(changes), ElementsAre("COMMENT_MADE plan con", "ASSIGNED  lea",
                                          "OWN_ANSWERS_SAVED  con", "THREAD_RESOLVED plan eve",
                                          "THREAD_REOPENED plan lea", "ASSIGNMENT_DONE  con"));
  EXPECT_EQ(changes.changes(0).comment().text(), "Why none?");
  EXPECT_EQ(changes.changes(1).assignment().account(), "accounts/con");
}

TEST_F(ChangesTest, SinceATimeOrAnEtag) {
  SaveInto("eve", "consensus", kTeamAnswer);
  ASSERT_OK_AND_ASSIGN(const v1::ListChangesResponse looked, List(""));
  EXPECT_THAT(looked.changes(), SizeIs(1));
  const std::string since = absl::StrCat("since_etag: '", looked.etag(), "'");
  EXPECT_THAT(Words(List(since)), IsEmpty());
  const std::string time =
      absl::StrCat("since_time { ", ToTimestamp(clock_.Now()).ShortDebugString(), " }");
  clock_.Advance(absl::Seconds(1));
  SaveInto("lea", "consensus", kFullPlanAnswer);
  MakeThread();
  for (const std::string& request : {since, time}) {
    EXPECT_THAT(Words(List(request)), ElementsAre("ANSWER_SAVED plan lea", "COMMENT_MADE plan con"))
        << request;
  }
}

TEST_F(ChangesTest, PagesShowOneMoment) {
  SaveInto("eve", "consensus", absl::StrCat(kTeamAnswer, kFullPlanAnswer));
  SaveInto("lea", "consensus", kFullPlanAnswer);
  ASSERT_OK_AND_ASSIGN(v1::ListChangesResponse page, List("page_size: 1"));
  const std::string etag = page.etag();
  SaveInto("lea", "consensus", kTeamAnswer);
  std::vector<std::string> words = Words(page);
  while (!page.next_page_token().empty()) {
    ASSERT_OK_AND_ASSIGN(
        page, List(absl::StrCat("page_size: 1 page_token: '", page.next_page_token(), "'")));
    EXPECT_EQ(page.etag(), etag);
    for (const std::string& word : Words(page)) words.push_back(word);
  }
  EXPECT_THAT(words, ElementsAre("ANSWER_SAVED plan eve", "ANSWER_SAVED team eve",
                                 "ANSWER_SAVED plan lea"));
  EXPECT_THAT(Words(List(absl::StrCat("since_etag: '", etag, "'"))),
              ElementsAre("ANSWER_SAVED team lea"));
}

// Many saves of few answers, settled and reopened threads, comments and tasks: whatever the size of
// the pages, they show the same list, each thing once and in its order.
TEST_F(ChangesTest, PagesOfEverySizeShowTheSame) {
  const v1::Thread thread = MakeThread();
  for (int i = 0; i < 12; ++i) {
    SaveInto(i % 2 == 0 ? "eve" : "lea", "consensus",
             i % 3 == 0 ? absl::StrCat(kTeamAnswer, kFullPlanAnswer) : kTeamAnswer);
    v1::ResolveThreadRequest resolve;
    resolve.set_name(thread.name());
    EXPECT_THAT(Ask("eve", ResolveThread, resolve), IsOk());
    v1::ReopenThreadRequest reopen;
    reopen.set_name(thread.name());
    EXPECT_THAT(Ask("lea", ReopenThread, reopen), IsOk());
    if (i % 4 == 0) MakeThread();
  }
  SaveInto("con", "con", kTeamAnswer);
  const std::vector<std::string> all = Words(List("page_size: 200"));
  EXPECT_THAT(all, SizeIs(1 + 12 + 4 + 24 + 3 + 1));
  for (const int size : {1, 2, 3, 7, 44, 45}) {
    std::vector<std::string> words;
    std::string token;
    do {
      ASSERT_OK_AND_ASSIGN(const v1::ListChangesResponse page,
                           List(absl::StrCat("page_size: ", size, " page_token: '", token, "'")));
      EXPECT_LE(page.changes_size(), size);
      for (const std::string& word : Words(page)) words.push_back(word);
      token = page.next_page_token();
    } while (!token.empty());
    EXPECT_EQ(words, all) << size;
  }
}

// The first version among many is found without going through all of them.
TEST(FirstVersionTest, ReadsFewOfMany) {
  const auto number = [](storage::Sequence version) { return version; };
  for (const int count : {1, 2, 3, 5, 6, 7, 100, 1000}) {
    for (const int step : {1, 3}) {  // each change made a version, or every third one
      for (const storage::Sequence after : {0, 1, 2, 50, 2998}) {
        int reads = 0;
        // The last version up to a change.
        const auto at =
            [&](storage::Sequence as_of) -> absl::StatusOr<std::optional<storage::Sequence>> {
          ++reads;
          const storage::Sequence version = std::min<storage::Sequence>(as_of / step, count) * step;
          if (version == 0) return std::nullopt;
          return version;
        };
        const storage::Sequence last = static_cast<storage::Sequence>(count) * step;
        if (last <= after) continue;
        const auto first = FirstVersion(after, last, at, number);
        ASSERT_THAT(first, IsOk());
        EXPECT_EQ(*first, (after / step + 1) * step) << count << " " << step << " " << after;
        EXPECT_LE(reads, 4 + 13) << count << " " << step << " " << after;
      }
    }
  }
}

TEST(FirstVersionTest, AnErrorEndsIt) {
  const auto at = [](storage::Sequence) -> absl::StatusOr<std::optional<storage::Sequence>> {
    return absl::DataLossError("damaged");
  };
  EXPECT_EQ(FirstVersion(storage::Sequence{0}, storage::Sequence{9}, at,
                         [](storage::Sequence version) { return version; })
                .status()
                .code(),
            absl::StatusCode::kDataLoss);
}

TEST_F(ChangesTest, SayWhatIsWrongAndAreTheProgramsOwn) {
  for (const char* bad : {"x", "-1", "01", "99999999999999999999", ""}) {
    EXPECT_THAT(List(absl::StrCat("since_etag: '", bad, "'")), HasWrongFields("since_etag")) << bad;
  }
  EXPECT_THAT(List("since_time { nanos: -1 } page_size: -1"),
              HasWrongFields("since_time, page_size"));
  const absl::Time later = clock_.Now() + absl::Seconds(1);
  EXPECT_THAT(List(absl::StrCat("since_time { ", ToTimestamp(later).ShortDebugString(), " }")),
              HasWrongFields("since_time"));
  for (const char* id : {"sam", "max", "mona"}) {
    EXPECT_THAT(List("", id), FailsWith(kPermissionDenied, "PERMISSION_DENIED")) << id;
  }
}

}  // namespace
}  // namespace continuum::operations
