// SPDX-License-Identifier: Apache-2.0
//
// Reading back: as of a sequence, as of a moment, page by page while others write, after reopening.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "tests/server/storage/contract.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_P(StorageContractTest, SequencesCountChangesFromOne) {
  EXPECT_EQ(Write([&](Writer& w) {
              EXPECT_EQ(w.last_sequence(), 0);
              return w.CreateOrganization(all_, Organization("a"));
            }),
            1);
  EXPECT_EQ(Write([&](Writer& w) {
              EXPECT_EQ(w.last_sequence(), 1);
              return w.CreateOrganization(all_, Organization("b"));
            }),
            2);
  EXPECT_THAT(storage().Read([&](const Reader& r) {
    EXPECT_EQ(r.last_sequence(), 2);
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(StorageContractTest, WhatFailsOrWritesNothingHasNoSequence) {
  EXPECT_THAT(TryWrite([&](Writer& w) -> absl::Status {
                RETURN_IF_ERROR(w.CreateOrganization(all_, Organization("a")));
                return absl::DataLossError("no");
              }),
              StatusIs(StatusCode::kDataLoss));
  Write([&](Writer&) { return absl::OkStatus(); });
  EXPECT_EQ(Write([&](Writer& w) { return w.CreateOrganization(all_, Organization("b")); }), 1);
  EXPECT_THAT(ListNames(OrganizationQuery()), ElementsAre("organizations/b"));
  ExpectLedger(1);
}

TEST_P(StorageContractTest, EveryKindIsReadAsOfASequence) {
  const Sequence first = Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    RETURN_IF_ERROR(w.CreateSite(all_, Site("s")));
    return w.CreateAssessment(all_, Assessment("x"));
  });
  const Sequence second = Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(w.UpdateOrganization(all_, Organization("a", "new")));
    RETURN_IF_ERROR(w.UpdateProgram(all_, Program("p", "a", "new")));
    RETURN_IF_ERROR(w.UpdateSite(all_, Site("s", "p", "new")));
    RETURN_IF_ERROR(w.UpdateRubric(all_, Rubric("r", "new")));
    AssessmentRecord assessment = Assessment("x");
    assessment.corrected_by = "new";
    return w.UpdateAssessment(all_, assessment);
  });
  const auto titles_at = [&](Sequence as_of) {
    std::vector<std::string> titles;
    EXPECT_THAT(storage().Read([&](const Reader& r) -> absl::Status {
      ASSIGN_OR_RETURN(const auto o, r.GetOrganization(all_, "organizations/a", as_of));
      ASSIGN_OR_RETURN(const auto p, r.GetProgram(all_, "programs/p", as_of));
      ASSIGN_OR_RETURN(const auto s, r.GetSite(all_, "programs/p/sites/s", as_of));
      ASSIGN_OR_RETURN(const auto u, r.GetRubric(all_, "rubrics/r", as_of));
      ASSIGN_OR_RETURN(const auto x, r.GetAssessment(all_, "programs/p/assessments/x", as_of));
      titles = {o.title, p.title, s.title, u.title, x.corrected_by};
      return absl::OkStatus();
    }),
                IsOk());
    return titles;
  };
  EXPECT_THAT(titles_at(first), ElementsAre("Organization", "Program", "Site", "Rubric", ""));
  EXPECT_THAT(titles_at(second), ElementsAre("new", "new", "new", "new", "new"));
  EXPECT_THAT(titles_at(kLatest), ElementsAre("new", "new", "new", "new", "new"));
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetProgram(all_, "programs/p", first - 1); }),
              StatusIs(StatusCode::kNotFound));
}

TEST_P(StorageContractTest, ListsFilterByWhatWasThen) {
  const Sequence first = Write([&](Writer& w) { return CreateBasics(w); });
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(w.CreateProgram(all_, Program("later")));
    ProgramRecord archived = Program("p", "a", "Renamed");
    archived.state = LifecycleState::kArchived;
    return w.UpdateProgram(all_, archived);
  });
  ProgramQuery query{.title_contains = "program", .state = LifecycleState::kActive};
  EXPECT_THAT(ListNames(query), ElementsAre("programs/later"));
  query.page.as_of = first;
  EXPECT_THAT(ListNames(query), ElementsAre("programs/p"));
  query.page.as_of = first - 1;
  EXPECT_THAT(ListNames(query), IsEmpty());
}

TEST_P(StorageContractTest, PagesStayWhileOthersWrite) {
  const Sequence start = Write([&](Writer& w) -> absl::Status {
    for (int i = 10; i < 20; ++i) {
      RETURN_IF_ERROR(w.CreateOrganization(all_, Organization(absl::StrCat("o", i))));
    }
    return absl::OkStatus();
  });
  OrganizationQuery query{.state = LifecycleState::kActive};
  query.page = {.as_of = start, .limit = 3};
  std::vector<std::string> seen;
  for (int round = 0;; ++round) {
    const std::vector<std::string> page = ListNames(query);
    if (page.empty()) break;
    seen.insert(seen.end(), page.begin(), page.end());
    query.page.after = page.back();
    // Before, on and behind the page, things come, go and are renamed.
    Write([&](Writer& w) -> absl::Status {
      RETURN_IF_ERROR(w.CreateOrganization(all_, Organization(absl::StrCat("o0", round))));
      RETURN_IF_ERROR(w.CreateOrganization(all_, Organization(absl::StrCat("o18-", round))));
      OrganizationRecord archived = Organization("o19", "renamed");
      archived.state = LifecycleState::kArchived;
      return w.UpdateOrganization(all_, archived);
    });
  }
  std::vector<std::string> expected;
  for (int i = 10; i < 20; ++i) expected.push_back(absl::StrCat("organizations/o", i));
  EXPECT_EQ(seen, expected);
}

TEST_P(StorageContractTest, AMomentIsASequence) {
  const auto at = [&](absl::Time time) {
    return Read([&](const Reader& r) { return r.SequenceAt(time); });
  };
  const absl::Time start = clock_.Now();
  EXPECT_THAT(at(absl::InfiniteFuture()), IsOkAndHolds(0));
  for (int i = 0; i < 9; ++i) {
    Write(
        [&](Writer& w) { return w.CreateOrganization(all_, Organization(absl::StrCat("o", i))); });
    // Changes 1-3, 4-6 and 7-9 have the same time each.
    if (i % 3 == 2) clock_.Advance(absl::Seconds(10));
  }
  EXPECT_THAT(at(absl::InfinitePast()), IsOkAndHolds(0));
  EXPECT_THAT(at(start - absl::Microseconds(1)), IsOkAndHolds(0));
  EXPECT_THAT(at(start), IsOkAndHolds(3));
  EXPECT_THAT(at(start + absl::Seconds(10) - absl::Microseconds(1)), IsOkAndHolds(3));
  EXPECT_THAT(at(start + absl::Seconds(10)), IsOkAndHolds(6));
  EXPECT_THAT(at(start + absl::Seconds(20)), IsOkAndHolds(9));
  EXPECT_THAT(at(absl::InfiniteFuture()), IsOkAndHolds(9));
}

TEST_P(StorageContractTest, TimeNeverGoesBack) {
  const absl::Time start = clock_.Now();
  Write([&](Writer& w) { return w.CreateOrganization(all_, Organization("a")); });
  clock_.Advance(-absl::Hours(1));
  Write([&](Writer& w) {
    EXPECT_EQ(w.time(), start);
    return w.CreateOrganization(all_, Organization("b"));
  });
  Reopen();
  Write([&](Writer& w) {
    EXPECT_EQ(w.time(), start);
    return w.CreateOrganization(all_, Organization("c"));
  });
  clock_.Set(start + absl::Seconds(1));
  Write([&](Writer& w) {
    EXPECT_EQ(w.time(), start + absl::Seconds(1));
    return w.CreateOrganization(all_, Organization("d"));
  });
  ExpectLedger(4);
}

TEST_P(StorageContractTest, TimesAreWholeMicroseconds) {
  clock_.Set(absl::FromUnixNanos(1'700'000'000'123'456'789));
  Write([&](Writer& w) {
    EXPECT_EQ(w.time(), absl::FromUnixMicros(1'700'000'000'123'456));
    return w.CreateOrganization(all_, Organization("a"));
  });
  const auto read =
      Read([&](const Reader& r) { return r.GetOrganization(all_, "organizations/a"); });
  EXPECT_EQ(read->stamp.create_time, absl::FromUnixMicros(1'700'000'000'123'456));
}

TEST_P(StorageContractTest, AllIsThereAfterReopening) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    RETURN_IF_ERROR(w.CreateSite(all_, Site("s")));
    RETURN_IF_ERROR(w.CreateAssessment(all_, Assessment("x")));
    RETURN_IF_ERROR(w.AppendAnswer(all_, Answer("1.1", "yes")));
    RETURN_IF_ERROR(w.CreateScorecard(all_, Scorecard()));
    return w.CreateRequest(all_, Request("id"));
  });
  const Sequence last = Write([&](Writer& w) { return w.UpdateProgram(all_, Program("p")); });
  Reopen();
  ExpectLedger(last);
  EXPECT_THAT(storage().Read([&](const Reader& r) -> absl::Status {
    EXPECT_EQ(r.last_sequence(), last);
    RETURN_IF_ERROR(r.GetOrganization(all_, "organizations/a").status());
    ASSIGN_OR_RETURN(const auto program, r.GetProgram(all_, "programs/p"));
    EXPECT_EQ(program.stamp.change_sequence, last);
    RETURN_IF_ERROR(r.GetProgram(all_, "programs/p", last - 1).status());
    RETURN_IF_ERROR(r.GetSite(all_, "programs/p/sites/s").status());
    RETURN_IF_ERROR(r.GetRubric(all_, "rubrics/r").status());
    RETURN_IF_ERROR(r.GetRubricRevision(all_, "rubrics/r/revisions/1.0.0").status());
    RETURN_IF_ERROR(r.GetAssessment(all_, "programs/p/assessments/x").status());
    ASSIGN_OR_RETURN(const auto answers,
                     r.GetAnswers(all_, "programs/p/assessments/x", "consensus"));
    EXPECT_EQ(answers.size(), 1u);
    RETURN_IF_ERROR(r.GetScorecard(all_, "programs/p/assessments/x", "consensus").status());
    return r.GetRequest(all_, "tester", "id").status();
  }),
              IsOk());
  EXPECT_EQ(Write([&](Writer& w) { return w.UpdateProgram(all_, Program("p")); }), last + 1);
}

}  // namespace
}  // namespace continuum::storage
