// SPDX-License-Identifier: Apache-2.0
//
// Whose rows are whose: for every method, what another organization owns is as if it did not exist.

#include <string>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "tests/server/storage/contract.h"

namespace continuum::storage {
namespace {

absl::Status CreateAllIn(Writer& w, absl::string_view program) {
  const std::string x = absl::StrCat("programs/", program, "/assessments/x");
  const auth::Scope scope = Everything();
  AssessmentRecord assessment = Assessment("x", program);
  RETURN_IF_ERROR(w.CreateSite(scope, Site("s", program)));
  RETURN_IF_ERROR(w.CreateAssessment(scope, assessment));
  RETURN_IF_ERROR(w.AppendAnswer(scope, Answer("1.1", "secret", x)));
  RETURN_IF_ERROR(w.CreateScorecard(scope, Scorecard(x)));
  assessment.state = AssessmentState::kCompleted;
  return w.UpdateAssessment(scope, assessment);
}

}  // namespace

StorageScopeTest::StorageScopeTest() {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    RETURN_IF_ERROR(w.CreateOrganization(all_, Organization("b")));
    RETURN_IF_ERROR(w.CreateProgram(all_, Program("q", "b")));
    RETURN_IF_ERROR(CreateAllIn(w, "p"));
    return CreateAllIn(w, "q");
  });
}

namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST_P(StorageScopeTest, GetsSeeTheirOwn) {
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetOrganization(a_, "organizations/a"); }),
              IsOk());
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetProgram(a_, "programs/p"); }), IsOk());
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetSite(a_, "programs/p/sites/s"); }), IsOk());
  const std::string x = "programs/p/assessments/x";
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetAssessment(a_, x); }), IsOk());
  const auto answers = Read([&](const Reader& r) { return r.GetAnswers(a_, x, "consensus"); });
  ASSERT_THAT(*answers, SizeIs(1));
  const std::string criterion = answers->front().criterion;
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetAnswer(a_, x, "consensus", criterion); }),
              IsOk());
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetScorecard(a_, x, "consensus"); }), IsOk());
}

TEST_P(StorageScopeTest, GetsDoNotSeeOthers) {
  for (const auth::Scope& scope : {a_, nobody_}) {
    EXPECT_THAT(Read([&](const Reader& r) { return r.GetOrganization(scope, "organizations/b"); }),
                StatusIs(StatusCode::kNotFound));
    EXPECT_THAT(Read([&](const Reader& r) { return r.GetProgram(scope, "programs/q"); }),
                StatusIs(StatusCode::kNotFound));
    EXPECT_THAT(Read([&](const Reader& r) { return r.GetSite(scope, "programs/q/sites/s"); }),
                StatusIs(StatusCode::kNotFound));
    const std::string x = "programs/q/assessments/x";
    EXPECT_THAT(Read([&](const Reader& r) { return r.GetAssessment(scope, x); }),
                StatusIs(StatusCode::kNotFound));
    EXPECT_THAT(*Read([&](const Reader& r) { return r.GetAnswers(scope, x, "consensus"); }),
                IsEmpty());
    const auto all = Read([&](const Reader& r) { return r.GetAnswers(all_, x, "consensus"); });
    ASSERT_THAT(*all, SizeIs(1));
    EXPECT_THAT(Read([&](const Reader& r) {
                  return r.GetAnswer(scope, x, "consensus", all->front().criterion);
                }),
                StatusIs(StatusCode::kNotFound));
    EXPECT_THAT(Read([&](const Reader& r) { return r.GetScorecard(scope, x, "consensus"); }),
                StatusIs(StatusCode::kNotFound));
  }
}

TEST_P(StorageScopeTest, ListsSeeOnlyTheirOwn) {
  const auto count = [&](const auth::Scope& scope, absl::string_view program) {
    const std::string name(program);
    EXPECT_THAT(storage().Read([&](const Reader& r) -> absl::Status {
      ASSIGN_OR_RETURN(const auto organizations, r.ListOrganizations(scope, {}));
      ASSIGN_OR_RETURN(const auto programs, r.ListPrograms(scope, {}));
      ASSIGN_OR_RETURN(const auto sites, r.ListSites(scope, {.program = name}));
      ASSIGN_OR_RETURN(const auto assessments, r.ListAssessments(scope, {.program = name}));
      ASSIGN_OR_RETURN(const auto history, r.ListHistory(scope, {.program = name,
                                                                 .rubric = "rubrics/r",
                                                                 .answer_set = "consensus"}));
      const size_t expected =
          scope.MayRead(name == "programs/p" ? "organizations/a" : "organizations/b");
      EXPECT_THAT(sites, SizeIs(expected));
      EXPECT_THAT(assessments, SizeIs(expected));
      EXPECT_THAT(history, SizeIs(expected));
      EXPECT_EQ(organizations.size(), programs.size());
      const size_t owned = scope.everything() ? 2 : scope.owners().size();
      EXPECT_THAT(programs, SizeIs(owned));
      return absl::OkStatus();
    }),
                IsOk());
  };
  for (const char* program : {"programs/p", "programs/q"}) {
    count(all_, program);
    count(a_, program);
    count(Owning({"a", "b"}), program);
    count(nobody_, program);
  }
}

TEST_P(StorageScopeTest, FiltersDoNotReachAroundTheScope) {
  EXPECT_THAT(*Read([&](const Reader& r) {
    return r.ListPrograms(a_, {.organization = "organizations/b"});
  }),
              IsEmpty());
  AssessmentQuery after{.program = "programs/q"};
  after.page.after = "programs/q/assessments/x";
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListAssessments(a_, after); }),
              StatusIs(StatusCode::kInvalidArgument));
}

TEST_P(StorageScopeTest, EverybodySeesRubrics) {
  EXPECT_THAT(storage().Read([&](const Reader& r) -> absl::Status {
    RETURN_IF_ERROR(r.GetRubric(nobody_, "rubrics/r").status());
    RETURN_IF_ERROR(r.GetRubricRevision(nobody_, "rubrics/r/revisions/1.0.0").status());
    ASSIGN_OR_RETURN(const auto rubrics, r.ListRubrics(nobody_, {}));
    EXPECT_THAT(rubrics, SizeIs(1));
    ASSIGN_OR_RETURN(const auto revisions, r.ListRubricRevisions(nobody_, {.rubric = "rubrics/r"}));
    EXPECT_THAT(revisions, SizeIs(1));
    return absl::OkStatus();
  }),
              IsOk());
}

TEST_P(StorageScopeTest, OnlyWhoMayDoEverythingChangesRubrics) {
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateRubric(a_, Rubric("new")); }),
              StatusIs(StatusCode::kPermissionDenied));
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.UpdateRubric(a_, Rubric()); }),
              StatusIs(StatusCode::kPermissionDenied));
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateRubricRevision(a_, Revision("2.0.0")); }),
              StatusIs(StatusCode::kPermissionDenied));
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.UpdateRubricRevision(a_, Revision()); }),
              StatusIs(StatusCode::kPermissionDenied));
}

TEST_P(StorageScopeTest, OwnersChangeTheirOwn) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(w.UpdateOrganization(a_, Organization("a", "New")));
    RETURN_IF_ERROR(w.UpdateProgram(a_, Program("p", "a", "New")));
    RETURN_IF_ERROR(w.UpdateSite(a_, Site("s", "p", "New")));
    RETURN_IF_ERROR(w.CreateProgram(a_, Program("p2", "a")));
    RETURN_IF_ERROR(w.CreateSite(a_, Site("s", "p2")));
    RETURN_IF_ERROR(w.CreateAssessment(a_, Assessment("y", "p2")));
    RETURN_IF_ERROR(w.UpdateAssessment(a_, Assessment("y", "p2")));
    RETURN_IF_ERROR(w.AppendAnswer(a_, Answer("1.1", "mine", "programs/p2/assessments/y")));
    RETURN_IF_ERROR(w.CreateScorecard(a_, Scorecard("programs/p2/assessments/y")));
    return w.CreateRequest(a_, Request("id"));
  });
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetRequest(a_, "tester", "id"); }), IsOk());
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetRequest(Owning({"b"}), "tester", "id"); }),
              StatusIs(StatusCode::kNotFound));
}

TEST_P(StorageScopeTest, NobodyCreatesForOthers) {
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateOrganization(a_, Organization("new")); }),
              StatusIs(StatusCode::kPermissionDenied));
  // Whether the organization exists is nobody's business.
  for (const char* organization : {"b", "none"}) {
    EXPECT_THAT(
        TryWrite([&](Writer& w) { return w.CreateProgram(a_, Program("new", organization)); }),
        StatusIs(StatusCode::kPermissionDenied));
  }
  EXPECT_THAT(TryWrite([&](Writer& w) -> absl::Status {
                RETURN_IF_ERROR(w.UpdateProgram(a_, Program("p")));
                return w.CreateRequest(a_, Request("id", "organizations/b"));
              }),
              StatusIs(StatusCode::kPermissionDenied));
}

TEST_P(StorageScopeTest, NobodyChangesWhatIsNotThere) {
  const std::string x = "programs/q/assessments/x";
  const auto expect_not_found = [&](absl::FunctionRef<absl::Status(Writer&)> change) {
    EXPECT_THAT(TryWrite(change), StatusIs(StatusCode::kNotFound));
  };
  expect_not_found([&](Writer& w) { return w.UpdateOrganization(a_, Organization("b")); });
  expect_not_found([&](Writer& w) { return w.UpdateProgram(a_, Program("q", "b")); });
  expect_not_found([&](Writer& w) { return w.CreateSite(a_, Site("new", "q")); });
  expect_not_found([&](Writer& w) { return w.UpdateSite(a_, Site("s", "q")); });
  expect_not_found([&](Writer& w) { return w.CreateAssessment(a_, Assessment("new", "q")); });
  expect_not_found([&](Writer& w) { return w.UpdateAssessment(a_, Assessment("x", "q")); });
  expect_not_found([&](Writer& w) { return w.AppendAnswer(a_, Answer("1.1", "theirs", x)); });
  expect_not_found([&](Writer& w) {
    ScorecardRecord scorecard = Scorecard(x);
    scorecard.answer_set = "reviewer";
    return w.CreateScorecard(a_, scorecard);
  });
  ExpectLedger(1);
}

TEST_P(StorageScopeTest, OwnersAreComparedWhole) {
  // Neither a part of a name nor characters of another language make an owner.
  for (const char* id : {"", "A", "a\"", "a'", "a\\", "a\",\"organizations/b", "%", "a\n", "aa"}) {
    EXPECT_THAT(*Read([&](const Reader& r) { return r.ListPrograms(Owning({id}), {}); }), IsEmpty())
        << id;
  }
}

TEST_P(StorageScopeTest, APageSkipsWhatOthersOwn) {
  Write([&](Writer& w) -> absl::Status {
    for (const char* id : {"m1", "m2", "m3"}) {
      RETURN_IF_ERROR(w.CreateProgram(all_, Program(id, "b")));
    }
    return w.CreateProgram(all_, Program("n", "a"));
  });
  ProgramQuery query;
  query.page.limit = 2;
  const auto page = Read([&](const Reader& r) { return r.ListPrograms(a_, query); });
  ASSERT_THAT(page, IsOk());
  EXPECT_THAT(Names(*page), ElementsAre("programs/n", "programs/p"));
}

}  // namespace
}  // namespace continuum::storage
