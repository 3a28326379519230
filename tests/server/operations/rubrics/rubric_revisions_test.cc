// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kName[] = "rubrics/small/revisions/1.0.0";

class RubricRevisionsTest : public OperationsTest {
 protected:
  absl::StatusOr<v1::RubricRevision> Create(const std::string& text,
                                            const std::string& request_id = "",
                                            bool validate_only = false) {
    v1::CreateRubricRevisionRequest request;
    request.set_source_text(text);
    request.set_request_id(request_id);
    request.set_validate_only(validate_only);
    return CreateRubricRevision(dependencies_, call_, request);
  }
  absl::StatusOr<v1::RubricRevision> Update(const std::string& name, const std::string& text,
                                            const std::string& etag,
                                            const std::string& request_id = "") {
    v1::UpdateRubricRevisionRequest request;
    request.set_name(name);
    request.set_source_text(text);
    request.set_etag(etag);
    request.set_request_id(request_id);
    return UpdateRubricRevision(dependencies_, call_, request);
  }
  absl::StatusOr<v1::RubricRevision> Publish(const std::string& name, const std::string& etag = "",
                                             const std::string& request_id = "") {
    v1::PublishRubricRevisionRequest request;
    request.set_name(name);
    request.set_etag(etag);
    request.set_request_id(request_id);
    return PublishRubricRevision(dependencies_, call_, request);
  }
  absl::StatusOr<v1::RubricRevision> Get(const std::string& name) {
    v1::GetRubricRevisionRequest request;
    request.set_name(name);
    return GetRubricRevision(dependencies_, call_, request);
  }
  absl::StatusOr<v1::Rubric> GetSmall() {
    return GetRubric(dependencies_, call_, Parse<v1::GetRubricRequest>("name: 'rubrics/small'"));
  }
};

// A text with two errors.
std::string BrokenText() {
  return absl::StrReplaceAll(WriteRubric(), {{"title: \"Care plan\"", "tittle: \"Care plan\""},
                                             {"intent: \"A team", "intend: \"A team"}});
}

TEST_F(RubricRevisionsTest, ChecksATextAndStoresNothing) {
  v1::CheckRubricRequest request;
  request.set_source_text(WriteRubric());
  ASSERT_OK_AND_ASSIGN(const auto good, CheckRubric(dependencies_, call_, request));
  EXPECT_THAT(good.measurement_digest(), SizeIs(64));
  EXPECT_THAT(good.rubric_digest(), SizeIs(64));
  for (const auto& problem : good.problems()) {
    EXPECT_NE(problem.severity(), v1::RubricProblem::SEVERITY_ERROR) << problem.DebugString();
  }
  EXPECT_THAT(GetSmall(), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(RubricRevisionsTest, ProblemsAreNoErrorOfTheCheck) {
  v1::CheckRubricRequest request;
  ASSERT_OK_AND_ASSIGN(const auto empty, CheckRubric(dependencies_, call_, request));
  EXPECT_GT(empty.problems_size(), 0);
  request.set_source_text(BrokenText());
  ASSERT_OK_AND_ASSIGN(const auto broken, CheckRubric(dependencies_, call_, request));
  EXPECT_GE(broken.problems_size(), 2);
  EXPECT_EQ(broken.measurement_digest(), "");
  EXPECT_EQ(broken.rubric_digest(), "");
}

TEST_F(RubricRevisionsTest, TextsHaveAtMostOneMebibyte) {
  v1::CheckRubricRequest request;
  request.set_source_text(std::string(1024 * 1024, '#'));
  EXPECT_THAT(CheckRubric(dependencies_, call_, request), IsOk());
  request.set_source_text(std::string(1024 * 1024 + 1, '#'));
  EXPECT_THAT(CheckRubric(dependencies_, call_, request), HasWrongFields("source_text"));
  EXPECT_THAT(Create(request.source_text()), HasWrongFields("source_text"));
  EXPECT_THAT(Update(kName, request.source_text(), "1"), HasWrongFields("source_text"));
}

TEST_F(RubricRevisionsTest, ADraftIsCreatedWithItsRubric) {
  const std::string text = WriteRubric();
  ASSERT_OK_AND_ASSIGN(const v1::RubricRevision created, Create(text));
  EXPECT_EQ(created.name(), kName);
  EXPECT_EQ(created.state(), v1::RubricRevision::STATE_DRAFT);
  EXPECT_EQ(created.title(), "A small rubric");
  EXPECT_EQ(created.source_text(), text);
  EXPECT_EQ(created.definition().domains(0).criteria_size(), 3);
  EXPECT_THAT(created.measurement_digest(), SizeIs(64));
  EXPECT_FALSE(created.has_publish_time());
  EXPECT_THAT(Get(kName), IsOkAndHolds(EqualsProto(created)));
  ASSERT_OK_AND_ASSIGN(const v1::Rubric rubric, GetSmall());
  EXPECT_EQ(rubric.title(), "A small rubric");
  EXPECT_EQ(rubric.current_revision(), "");
  EXPECT_EQ(rubric.etag(), created.etag());
}

TEST_F(RubricRevisionsTest, ABrokenTextIsRefusedWithItsProblems) {
  const absl::StatusOr<v1::RubricRevision> refused = Create(BrokenText());
  EXPECT_THAT(refused, FailsWith(kInvalidArgument, "RUBRIC_INVALID"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("source_text: line "));
  EXPECT_THAT(WrongFields(refused.status()), HasSubstr("source_text, source_text"));
  EXPECT_THAT(GetSmall(), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(RubricRevisionsTest, CreateChecksItsFields) {
  EXPECT_THAT(Create("", std::string(65, 'x')), HasWrongFields("source_text, request_id"));
}

TEST_F(RubricRevisionsTest, ARevisionIsCreatedOnce) {
  MakeDraft();
  EXPECT_THAT(Create(WriteRubric()), FailsWith(kAlreadyExists, "ALREADY_EXISTS"));
  EXPECT_THAT(Create(WriteRubric(), "", /*validate_only=*/true),
              FailsWith(kAlreadyExists, "ALREADY_EXISTS"));
  EXPECT_THAT(Create(WriteRubric({.revision = "1.0.1"})), IsOk());
}

TEST_F(RubricRevisionsTest, ValidateOnlyStoresNothing) {
  ASSERT_OK_AND_ASSIGN(v1::RubricRevision preview,
                       Create(WriteRubric(), "request-1", /*validate_only=*/true));
  EXPECT_THAT(Get(kName), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Create(BrokenText(), "", /*validate_only=*/true),
              FailsWith(kInvalidArgument, "RUBRIC_INVALID"));
  // Nor does it use up the request_id.
  ASSERT_OK_AND_ASSIGN(v1::RubricRevision created, Create(WriteRubric(), "request-1"));
  created.clear_etag();
  created.clear_create_time();
  created.clear_update_time();
  EXPECT_THAT(preview, EqualsProto(created));
}

TEST_F(RubricRevisionsTest, CreateIsRepeatedSafely) {
  ASSERT_OK_AND_ASSIGN(const v1::RubricRevision created, Create(WriteRubric(), "request-1"));
  ASSERT_THAT(Publish(kName), IsOk());
  EXPECT_THAT(Create(WriteRubric(), "request-1"), IsOkAndHolds(EqualsProto(created)));
  EXPECT_THAT(Create(WriteRubric({.revision = "2"}), "request-1"),
              FailsWith(kFailedPrecondition, "REQUEST_ID_REUSED"));
}

TEST_F(RubricRevisionsTest, ADraftIsUpdated) {
  const v1::RubricRevision draft = MakeDraft();
  const std::string text = WriteRubric({.title = "Another title", .full_value = "3"});
  ASSERT_OK_AND_ASSIGN(const v1::RubricRevision updated, Update(kName, text, draft.etag()));
  EXPECT_EQ(updated.title(), "Another title");
  EXPECT_EQ(updated.source_text(), text);
  EXPECT_NE(updated.etag(), draft.etag());
  EXPECT_NE(updated.measurement_digest(), draft.measurement_digest());
  EXPECT_THAT(Get(kName), IsOkAndHolds(EqualsProto(updated)));
}

TEST_F(RubricRevisionsTest, UpdateChecksItsFields) {
  EXPECT_THAT(Update("rubrics/small", "", ""), HasWrongFields("name, source_text, etag"));
  EXPECT_THAT(Update("rubrics/small/revisions/-", WriteRubric(), "1"), HasWrongFields("name"));
  EXPECT_THAT(Update(kName, BrokenText(), "1"), FailsWith(kInvalidArgument, "RUBRIC_INVALID"));
  EXPECT_THAT(Update(kName, WriteRubric({.revision = "2"}), "1"), HasWrongFields("source_text"));
  EXPECT_THAT(Update(kName, WriteRubric({.id = "other"}), "1"), HasWrongFields("source_text"));
}

TEST_F(RubricRevisionsTest, UpdateChecksExistenceThenStateThenEtag) {
  EXPECT_THAT(Update(kName, WriteRubric(), "stale"), FailsWith(kNotFound, "NOT_FOUND"));
  MakeDraft();
  EXPECT_THAT(Update(kName, WriteRubric(), "stale"), FailsWith(kAborted, "ETAG_MISMATCH"));
  ASSERT_THAT(Publish(kName), IsOk());
  EXPECT_THAT(Update(kName, WriteRubric(), "stale"),
              FailsWith(kFailedPrecondition, "REVISION_PUBLISHED"));
}

TEST_F(RubricRevisionsTest, UpdateIsRepeatedSafely) {
  const v1::RubricRevision draft = MakeDraft();
  const std::string text = WriteRubric({.title = "Another title"});
  ASSERT_OK_AND_ASSIGN(const auto updated, Update(kName, text, draft.etag(), "request-1"));
  ASSERT_THAT(Publish(kName), IsOk());
  EXPECT_THAT(Update(kName, text, draft.etag(), "request-1"), IsOkAndHolds(EqualsProto(updated)));
  EXPECT_THAT(Update(kName, text, updated.etag(), "request-1"),
              FailsWith(kFailedPrecondition, "REQUEST_ID_REUSED"));
}

TEST_F(RubricRevisionsTest, TheRubricHasTheTitleOfItsFirstDraftUntilOneIsPublished) {
  const v1::RubricRevision first = MakeDraft();
  const v1::RubricRevision second = MakeDraft({.revision = "2", .title = "Second"});
  EXPECT_EQ(GetSmall()->title(), "A small rubric");
  ASSERT_THAT(
      Update(second.name(), WriteRubric({.revision = "2", .title = "Second again"}), second.etag()),
      IsOk());
  EXPECT_EQ(GetSmall()->title(), "A small rubric");
  ASSERT_THAT(Update(kName, WriteRubric({.title = "First again"}), first.etag()), IsOk());
  EXPECT_EQ(GetSmall()->title(), "First again");
  ASSERT_THAT(Publish(second.name()), IsOk());
  EXPECT_EQ(GetSmall()->title(), "Second again");
  EXPECT_EQ(GetSmall()->current_revision(), second.name());
  ASSERT_OK_AND_ASSIGN(const auto draft, Get(kName));
  ASSERT_THAT(Update(kName, WriteRubric({.title = "Too late"}), draft.etag()), IsOk());
  EXPECT_EQ(GetSmall()->title(), "Second again");
}

TEST_F(RubricRevisionsTest, ADraftIsPublished) {
  const v1::RubricRevision draft = MakeDraft();
  clock_.Advance(absl::Seconds(5));
  ASSERT_OK_AND_ASSIGN(const v1::RubricRevision published, Publish(kName, draft.etag()));
  EXPECT_EQ(published.state(), v1::RubricRevision::STATE_PUBLISHED);
  EXPECT_THAT(published.publish_time(), EqualsProto("seconds: 1772366405"));
  EXPECT_EQ(published.source_text(), draft.source_text());
  EXPECT_EQ(published.rubric_digest(), draft.rubric_digest());
  EXPECT_THAT(Get(kName), IsOkAndHolds(EqualsProto(published)));
  EXPECT_THAT(Get("rubrics/small/revisions/-"), IsOkAndHolds(EqualsProto(published)));
}

TEST_F(RubricRevisionsTest, PublishSaysWhatIsWrong) {
  EXPECT_THAT(Publish("rubrics/small/revisions/-"), HasWrongFields("name"));
  EXPECT_THAT(Publish("small", "", std::string(65, 'x')), HasWrongFields("name, request_id"));
  EXPECT_THAT(Publish(kName, "stale"), FailsWith(kNotFound, "NOT_FOUND"));
  MakeDraft();
  EXPECT_THAT(Publish(kName, "stale"), FailsWith(kAborted, "ETAG_MISMATCH"));
  ASSERT_THAT(Publish(kName), IsOk());
  EXPECT_THAT(Publish(kName, "stale"), FailsWith(kFailedPrecondition, "REVISION_PUBLISHED"));
}

TEST_F(RubricRevisionsTest, PublishIsRepeatedSafely) {
  MakeDraft();
  ASSERT_OK_AND_ASSIGN(const auto published, Publish(kName, "", "request-1"));
  MakePublished({.revision = "2"});
  EXPECT_THAT(Publish(kName, "", "request-1"), IsOkAndHolds(EqualsProto(published)));
  EXPECT_THAT(Publish(kName, published.etag(), "request-1"),
              FailsWith(kFailedPrecondition, "REQUEST_ID_REUSED"));
}

TEST_F(RubricRevisionsTest, GetSaysWhatIsWrong) {
  EXPECT_THAT(Get("rubrics/small"), HasWrongFields("name"));
  EXPECT_THAT(Get(kName), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Get("rubrics/small/revisions/-"), FailsWith(kNotFound, "NOT_FOUND"));
  MakeDraft();
  EXPECT_THAT(Get("rubrics/small/revisions/-"), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(GetRubric(dependencies_, call_, {}), HasWrongFields("name"));
}

TEST_F(RubricRevisionsTest, RubricsAreListedByName) {
  for (const char* id : {"c", "a", "b"}) MakeDraft({.id = id});
  auto request = Parse<v1::ListRubricsRequest>("page_size: 2");
  ASSERT_OK_AND_ASSIGN(auto page, ListRubrics(dependencies_, call_, request));
  ASSERT_EQ(page.rubrics_size(), 2);
  EXPECT_EQ(page.rubrics(0).name(), "rubrics/a");
  MakeDraft({.id = "bb"});  // after the moment that the list shows
  request.set_page_token(page.next_page_token());
  ASSERT_OK_AND_ASSIGN(page, ListRubrics(dependencies_, call_, request));
  ASSERT_EQ(page.rubrics_size(), 1);
  EXPECT_EQ(page.rubrics(0).name(), "rubrics/c");
  EXPECT_EQ(page.next_page_token(), "");
}

TEST_F(RubricRevisionsTest, RevisionsAreListedAsTheyWereCreatedWithoutTexts) {
  for (const char* revision : {"2", "10", "1"}) MakeDraft({.revision = revision});
  auto request = Parse<v1::ListRubricRevisionsRequest>("parent: 'rubrics/small' page_size: 2");
  ASSERT_OK_AND_ASSIGN(auto page, ListRubricRevisions(dependencies_, call_, request));
  ASSERT_EQ(page.revisions_size(), 2);
  EXPECT_EQ(page.revisions(0).name(), "rubrics/small/revisions/2");
  EXPECT_EQ(page.revisions(1).name(), "rubrics/small/revisions/10");
  EXPECT_EQ(page.revisions(0).source_text(), "");
  EXPECT_FALSE(page.revisions(0).has_definition());
  EXPECT_THAT(page.revisions(0).rubric_digest(), SizeIs(64));
  request.set_page_token(page.next_page_token());
  ASSERT_OK_AND_ASSIGN(page, ListRubricRevisions(dependencies_, call_, request));
  ASSERT_EQ(page.revisions_size(), 1);
}

TEST_F(RubricRevisionsTest, ListsSayWhatIsWrong) {
  EXPECT_THAT(ListRubrics(dependencies_, call_,
                          Parse<v1::ListRubricsRequest>("page_size: -1 page_token: 'x'")),
              HasWrongFields("page_size, page_token"));
  auto revisions = Parse<v1::ListRubricRevisionsRequest>("page_size: -1 page_token: 'x'");
  EXPECT_THAT(ListRubricRevisions(dependencies_, call_, revisions),
              HasWrongFields("parent, page_size, page_token"));
  EXPECT_THAT(ListRubricRevisions(dependencies_, call_,
                                  Parse<v1::ListRubricRevisionsRequest>("parent: 'rubrics/none'")),
              FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(RubricRevisionsTest, ATokenOfAnotherListIsRefused) {
  MakeDraft({.revision = "1"});
  MakeDraft({.revision = "2"});
  MakeDraft({.id = "other"});
  auto revisions = Parse<v1::ListRubricRevisionsRequest>("parent: 'rubrics/small' page_size: 1");
  ASSERT_OK_AND_ASSIGN(const auto page, ListRubricRevisions(dependencies_, call_, revisions));
  v1::ListRubricsRequest rubrics;
  rubrics.set_page_token(page.next_page_token());
  EXPECT_THAT(ListRubrics(dependencies_, call_, rubrics), HasWrongFields("page_token"));
  revisions.set_parent("rubrics/other");
  revisions.set_page_token(page.next_page_token());
  EXPECT_THAT(ListRubricRevisions(dependencies_, call_, revisions), HasWrongFields("page_token"));
}

TEST_F(RubricRevisionsTest, OwnersOfOrganizationsReadRubricsAndChangeNone) {
  MakePublished();
  const Call owner = CallOfOwner("o");
  v1::GetRubricRevisionRequest get;
  get.set_name(kName);
  EXPECT_THAT(GetRubricRevision(dependencies_, owner, get), IsOk());
  v1::CreateRubricRevisionRequest create;
  create.set_source_text(WriteRubric({.revision = "2"}));
  EXPECT_THAT(CreateRubricRevision(dependencies_, owner, create),
              FailsWith(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  MakeDraft({.revision = "3"});
  v1::PublishRubricRevisionRequest publish;
  publish.set_name("rubrics/small/revisions/3");
  EXPECT_THAT(PublishRubricRevision(dependencies_, owner, publish),
              FailsWith(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

}  // namespace
}  // namespace continuum::operations
