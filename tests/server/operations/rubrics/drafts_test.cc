// SPDX-License-Identifier: Apache-2.0
//
// Drafts of rubrics are for those who write them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/auth/caller.h"
#include "server/auth/roles.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::SizeIs;

// Everybody who may not read drafts: the public, an owner, and an account that reviews access.
std::vector<Call> CallsOfReaders() {
  const auto account = [](auth::Role role) {
    return Call{.caller = auth::Caller::Account("accounts/a",
                                                {{role, std::string(auth::kInstallationResource)}},
                                                {}, auth::SignedInBy::kToken),
                .patience = {}};
  };
  return {Call{.caller = auth::Caller::Public(), .patience = {}},
          Call{.caller = auth::Caller::Owner("owner", {"organizations/o"}), .patience = {}},
          account(auth::Role::kSecurityOfficer)};
}

Call CallOfAdministrator() {
  return {
      .caller = auth::Caller::Account(
          "accounts/ada", {{auth::Role::kAdministrator, std::string(auth::kInstallationResource)}},
          {}, auth::SignedInBy::kToken),
      .patience = {}};
}

class DraftsTest : public OperationsTest {
 protected:
  DraftsTest() {
    MakeDraft({.id = "hidden"});
    MakePublished({.revision = "1"});
    for (const char* revision : {"2", "3"}) MakeDraft({.revision = revision});
    MakePublished({.revision = "4"});
    MakePublished({.id = "upper"});
  }
  absl::StatusOr<v1::RubricRevision> GetAs(const Call& call, const std::string& name) {
    v1::GetRubricRevisionRequest request;
    request.set_name(name);
    return GetRubricRevision(dependencies_, call, request);
  }
  absl::Status ScoreAs(const Call& call, const std::string& name) {
    v1::ScoreAnswersRequest request;
    request.mutable_answers();
    request.set_revision(name);
    return ScoreAnswers(dependencies_, call, request).status();
  }
  // The names on all pages, with so many rows each.
  std::vector<std::string> Rubrics(const Call& call, int page_size) {
    std::vector<std::string> names;
    v1::ListRubricsRequest request;
    request.set_page_size(page_size);
    do {
      const auto page = ListRubrics(dependencies_, call, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) return names;
      for (const v1::Rubric& rubric : page->rubrics()) names.push_back(rubric.name());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
  std::vector<std::string> Revisions(const Call& call, int page_size) {
    std::vector<std::string> names;
    v1::ListRubricRevisionsRequest request;
    request.set_parent("rubrics/small");
    request.set_page_size(page_size);
    do {
      const auto page = ListRubricRevisions(dependencies_, call, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) return names;
      for (const auto& revision : page->revisions()) names.push_back(revision.name());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return names;
  }
};

TEST_F(DraftsTest, AreNotFoundButByThoseWhoWriteThem) {
  for (const Call& call : CallsOfReaders()) {
    for (const char* name : {"rubrics/small/revisions/2", "rubrics/hidden/revisions/1.0.0",
                             "rubrics/hidden/revisions/-"}) {
      EXPECT_THAT(GetAs(call, name), FailsWith(kNotFound, "NOT_FOUND")) << name;
      EXPECT_THAT(ScoreAs(call, name), FailsWith(kNotFound, "NOT_FOUND")) << name;
    }
    EXPECT_THAT(
        GetRubric(dependencies_, call, Parse<v1::GetRubricRequest>("name: 'rubrics/hidden'")),
        FailsWith(kNotFound, "NOT_FOUND"));
    EXPECT_THAT(
        ListRubricRevisions(dependencies_, call,
                            Parse<v1::ListRubricRevisionsRequest>("parent: 'rubrics/hidden'")),
        FailsWith(kNotFound, "NOT_FOUND"));
    EXPECT_THAT(GetAs(call, "rubrics/small/revisions/-"), IsOk());
    EXPECT_THAT(ScoreAs(call, "rubrics/small/revisions/1"), IsOk());
  }
  for (const Call& call : {CallOfAdministrator(), call_}) {
    EXPECT_THAT(GetAs(call, "rubrics/small/revisions/2"), IsOk());
    EXPECT_THAT(ScoreAs(call, "rubrics/hidden/revisions/1.0.0"), IsOk());
    EXPECT_THAT(
        GetRubric(dependencies_, call, Parse<v1::GetRubricRequest>("name: 'rubrics/hidden'")),
        IsOk());
  }
}

TEST_F(DraftsTest, StayHiddenOnceTheyWereScoredByThoseWhoWriteThem) {
  EXPECT_THAT(ScoreAs(call_, "rubrics/small/revisions/2"), IsOk());  // it is compiled now
  for (const Call& call : CallsOfReaders()) {
    EXPECT_THAT(ScoreAs(call, "rubrics/small/revisions/2"), FailsWith(kNotFound, "NOT_FOUND"));
  }
}

TEST_F(DraftsTest, AreInNoListButOfThoseWhoWriteThem) {
  for (const int page_size : {1, 2, 50}) {
    for (const Call& call : CallsOfReaders()) {
      EXPECT_THAT(Rubrics(call, page_size), ElementsAre("rubrics/small", "rubrics/upper"));
      EXPECT_THAT(Revisions(call, page_size),
                  ElementsAre("rubrics/small/revisions/1", "rubrics/small/revisions/4"));
    }
    EXPECT_THAT(Rubrics(CallOfAdministrator(), page_size), SizeIs(3));
    EXPECT_THAT(Revisions(CallOfAdministrator(), page_size), SizeIs(4));
  }
}

TEST_F(DraftsTest, TakeNoAssessment) {
  MakeOwners();
  const auto create = [&](const Call& call, const std::string& revision) {
    auto request = Parse<v1::CreateAssessmentRequest>(
        "parent: 'programs/p' assessment_id: 'a' "
        "assessment { period_start: '2025-01-01' period_end: '2025-12-31' }");
    request.mutable_assessment()->set_revision(revision);
    return CreateAssessment(dependencies_, call, request);
  };
  EXPECT_THAT(create(CallOfOwner("o"), "rubrics/small/revisions/2"),
              FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(create(call_, "rubrics/small/revisions/2"),
              FailsWith(kFailedPrecondition, "REVISION_NOT_PUBLISHED"));
  EXPECT_THAT(create(CallOfOwner("o"), "rubrics/small/revisions/-"), IsOk());
}

}  // namespace
}  // namespace continuum::operations
