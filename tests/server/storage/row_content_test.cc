// SPDX-License-Identifier: Apache-2.0

#include "server/storage/row_content.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/escaping.h"
#include "tests/server/storage/sample_records.h"
#include "tests/testing/status_matchers.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;

const Stamp kStamp = {.create_sequence = 3,
                      .create_time = absl::FromUnixMicros(1'700'000'000'000'001),
                      .change_sequence = 258,
                      .change_time = absl::FromUnixMicros(1'700'000'000'000'002)};

// One full record of each kind.
template <typename Record>
Record Sample();
template <>
OrganizationRecord Sample() {
  OrganizationRecord record = Organization("a", "Harbor");
  record.state = LifecycleState::kArchived;
  record.stamp = kStamp;
  return record;
}
template <>
ProgramRecord Sample() {
  ProgramRecord record = Program("p");
  record.stamp = kStamp;
  return record;
}
template <>
SiteRecord Sample() {
  SiteRecord record = Site("s");
  record.stamp = kStamp;
  return record;
}
template <>
RubricRecord Sample() {
  RubricRecord record = Rubric();
  record.current_revision = "rubrics/r/revisions/1";
  record.classified = {.kind = 2, .family = "f", .status = 1};
  record.stamp = kStamp;
  return record;
}
template <>
RubricRevisionRecord Sample() {
  RubricRevisionRecord record = Revision();
  record.source_text.clear();  // which has a row of its own
  record.state = RevisionState::kPublished;
  record.publish_time = kStamp.change_time;
  record.classified = {.kind = 1, .family = "medical-home", .status = 2};
  record.stamp = kStamp;
  return record;
}
template <>
RubricText Sample() {
  return {.revision = "rubrics/r/revisions/1", .text = std::string("a\0b", 3), .sequence = 9};
}
template <>
AssessmentRecord Sample() {
  AssessmentRecord record = Assessment("x");
  record.corrects = "programs/p/assessments/w";
  record.correction_reason = "why";
  record.state = AssessmentState::kCompleted;
  record.answered_criteria = 14;
  record.corrected_by = "programs/p/assessments/y";
  record.complete_time = kStamp.change_time;
  record.stamp = kStamp;
  return record;
}
template <>
AnswerRecord Sample() {
  AnswerRecord record = Answer("1.1", absl::string_view("\0\xFF", 2));
  record.author = "somebody";
  record.save_time = kStamp.change_time;
  record.sequence = 258;
  return record;
}
template <>
ScorecardRecord Sample() {
  ScorecardRecord record = Scorecard();
  record.stamp = kStamp;
  return record;
}

template <typename Record>
class RowContentTest : public ::testing::Test {};
using Kinds = ::testing::Types<OrganizationRecord, ProgramRecord, SiteRecord, RubricRecord,
                               RubricRevisionRecord, RubricText, AssessmentRecord, AnswerRecord,
                               ScorecardRecord>;
TYPED_TEST_SUITE(RowContentTest, Kinds);

TYPED_TEST(RowContentTest, IsReadAsWritten) {
  for (const TypeParam& record : {Sample<TypeParam>(), TypeParam()}) {
    TypeParam read = Sample<TypeParam>();
    ASSERT_THAT(DecodeRow(EncodeRow(record), &read), IsOk());
    EXPECT_EQ(read, record);
  }
}

TYPED_TEST(RowContentTest, CutOrLengthenedContentIsRefused) {
  const std::string content = EncodeRow(Sample<TypeParam>());
  TypeParam read;
  for (size_t size = 0; size < content.size(); ++size) {
    EXPECT_THAT(DecodeRow(absl::string_view(content).substr(0, size), &read),
                StatusIs(StatusCode::kDataLoss))
        << size;
  }
  EXPECT_THAT(DecodeRow(content + "x", &read), StatusIs(StatusCode::kDataLoss));
}

TYPED_TEST(RowContentTest, ContentOfAnotherFormatOrKindIsRefused) {
  TypeParam read;
  for (const size_t byte : {0u, 1u}) {
    std::string content = EncodeRow(Sample<TypeParam>());
    ++content[byte];
    EXPECT_THAT(DecodeRow(content, &read), StatusIs(StatusCode::kDataLoss)) << byte;
  }
}

// These bytes are in files. If one of these tests fails, existing databases cannot be read any
// more: add a new format instead.
TEST(RowContentFormatTest, NeverChanges) {
  EXPECT_EQ(absl::BytesToHexString(EncodeRow(Sample<OrganizationRecord>())),
            "0101"
            "0000000f6f7267616e697a6174696f6e732f61"  // organizations/a
            "00000006486172626f72"                    // Harbor
            "0000000000000002"                        // archived
            "0000000000000003"
            "00060a24181e4001"
            "0000000000000102"
            "00060a24181e4002");
  EXPECT_EQ(absl::BytesToHexString(EncodeRow(Sample<RubricText>())),
            "0106"
            "00000015727562726963732f722f7265766973696f6e732f31"
            "00000003610062"
            "0000000000000009");
  ScorecardRecord scorecard;
  scorecard.assessment = "A";
  scorecard.answer_set = "S";
  scorecard.content = "C";
  scorecard.measurement_digest = "M";
  scorecard.rubric_digest = "R";
  scorecard.answers_digest = "D";
  scorecard.scoring_version = "V";
  scorecard.numbers = {{"t", "1/2"}, {"u", ""}};
  scorecard.stamp = kStamp;
  EXPECT_EQ(absl::BytesToHexString(EncodeRow(scorecard)),
            "0109"
            "0000000141"
            "0000000153"
            "0000000143"
            "000000014d"
            "0000000152"
            "0000000144"
            "0000000156"
            "00000002"
            "0000000174"
            "00000003312f32"
            "0000000175"
            "00000000"
            "0000000000000003"
            "00060a24181e4001"
            "0000000000000102"
            "00060a24181e4002");
}

// What was written before rubrics had a class is read without one.
TEST(RowContentFormatTest, RubricsOfFormat1AreRead) {
  const std::string old_row = absl::HexStringToBytes(
      "0104"
      "00000009727562726963732f72"  // rubrics/r
      "0000000154"                  // T
      "00000000"
      "0000000000000003"
      "00060a24181e4001"
      "0000000000000102"
      "00060a24181e4002");
  RubricRecord read = Sample<RubricRecord>();
  ASSERT_THAT(DecodeRow(old_row, &read), IsOk());
  EXPECT_EQ(read.name, "rubrics/r");
  EXPECT_EQ(read.title, "T");
  EXPECT_EQ(read.classified, RubricClass());
  EXPECT_EQ(read.stamp, kStamp);
}

TEST(RowContentFormatTest, HasTheKindsOfTheDocument) {
  const auto kind = [](const std::string& content) { return static_cast<int>(content[1]); };
  EXPECT_EQ(kind(EncodeRow(OrganizationRecord())), 1);
  EXPECT_EQ(kind(EncodeRow(ProgramRecord())), 2);
  EXPECT_EQ(kind(EncodeRow(SiteRecord())), 3);
  EXPECT_EQ(kind(EncodeRow(RubricRecord())), 4);
  EXPECT_EQ(kind(EncodeRow(RubricRevisionRecord())), 5);
  EXPECT_EQ(kind(EncodeRow(RubricText())), 6);
  EXPECT_EQ(kind(EncodeRow(AssessmentRecord())), 7);
  EXPECT_EQ(kind(EncodeRow(AnswerRecord())), 8);
  EXPECT_EQ(kind(EncodeRow(ScorecardRecord())), 9);
  EXPECT_EQ(kind(EncodeRow(ErasureRecord())), 10);
}

TEST(RowContentFormatTest, AnErasureHasTheBytesOfTheDocument) {
  const ErasureRecord erasure = {.kind = RowKind::kAnswer,
                                 .name = "a",
                                 .up_to = 2,
                                 .sequence = 3,
                                 .time = absl::FromUnixMicros(4)};
  const std::string bytes = EncodeRow(erasure);
  EXPECT_EQ(absl::BytesToHexString(bytes),
            "010a"
            "0000000000000008"
            "0000000161"
            "0000000000000002"
            "0000000000000003"
            "0000000000000004");
  ErasureRecord read;
  ASSERT_THAT(DecodeRow(bytes, &read), IsOk());
  EXPECT_EQ(read, erasure);
  EXPECT_THAT(DecodeRow(bytes + "x", &read), StatusIs(StatusCode::kDataLoss));
}

TEST(RowContentFormatTest, ARevisionsTextIsNotInItsRow) {
  RubricRevisionRecord with_text = Sample<RubricRevisionRecord>();
  with_text.source_text = "text";
  EXPECT_EQ(EncodeRow(with_text), EncodeRow(Sample<RubricRevisionRecord>()));
}

TEST(RowContentFormatTest, ManyNumbersDoNotFitInAFewBytes) {
  // A count that no content can hold must not be believed.
  std::string content = EncodeRow(ScorecardRecord());
  const size_t count = 2 + 7 * 4;
  content.replace(count, 4, "\xFF\xFF\xFF\xFF");
  ScorecardRecord read;
  EXPECT_THAT(DecodeRow(content, &read), StatusIs(StatusCode::kDataLoss));
  EXPECT_LT(read.numbers.size(), 100u);
}

TEST(RowNameTest, NamesAreResourceNames) {
  EXPECT_EQ(AnswerRowName("programs/p/assessments/x", "consensus", "1.1"),
            "programs/p/assessments/x/answerSets/consensus/answers/1.1");
  EXPECT_EQ(ScorecardRowName("programs/p/assessments/x", "consensus"),
            "programs/p/assessments/x/answerSets/consensus/scorecard");
}

}  // namespace
}  // namespace continuum::storage
