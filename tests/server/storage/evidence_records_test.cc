// SPDX-License-Identifier: Apache-2.0

#include "server/storage/evidence_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "server/storage/resource_kinds.h"
#include "tests/testing/status_matchers.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;

// What 1 and 2 are as sequences and times.
constexpr char kStampBytes[] =
    "0000000000000001"
    "0000000000000001"
    "0000000000000002"
    "0000000000000002";

template <typename Record>
absl::StatusOr<Record> Written(absl::string_view hex) {
  return FromResourceContent<Record>(absl::HexStringToBytes(std::string(hex) + kStampBytes));
}

template <typename Record>
void ExpectWhole(const Record& record) {
  const ResourceRow row = ToResourceRow(record);
  EXPECT_THAT(FromResourceContent<Record>(row.content), IsOkAndHolds(record));
  EXPECT_TRUE(IsResourceKind(row.kind));
  EXPECT_THAT(DescribeResource(row.content), IsOkAndHolds(row));
  EXPECT_THAT(FromResourceContent<Record>(row.content + "x"), StatusIs(StatusCode::kDataLoss));
  for (size_t size = 0; size < row.content.size(); ++size) {
    EXPECT_THAT(FromResourceContent<Record>(absl::string_view(row.content).substr(0, size)),
                StatusIs(StatusCode::kDataLoss));
  }
}

std::vector<std::string> Columns(const ResourceRow& row) {
  return {row.owner, row.parent, row.subject, row.key, std::to_string(row.state)};
}

// The bytes below are in files: existing databases must stay readable.
TEST(EvidenceRecordsTest, EvidenceIsReadAsItWasWritten) {
  const auto record = Written<EvidenceRecord>(
      "0128000000014e000000014f00000001500000000000000002000000000000000200000001540000000144"
      "000000014d0000000000000009000000015300000000000000020100000002000000000000000300000000"
      "0000000400000001410000000155000000014c0000000000000007000000000000000600000001"
      "43");
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->name + record->owner + record->program, "NOP");
  EXPECT_EQ(record->kind, EvidenceKind::kLink);
  EXPECT_EQ(record->state, EvidenceState::kRemoved);
  EXPECT_EQ(record->title + record->evidence_date + record->media_type, "TDM");
  EXPECT_EQ(record->size, 9);
  EXPECT_EQ(record->sha256, "S");
  EXPECT_EQ(record->scan, EvidenceScan::kClean);
  EXPECT_TRUE(record->searched);
  EXPECT_THAT(record->identifiers, ElementsAre(3, 4));
  EXPECT_EQ(record->attested_by + record->url + record->looked_for, "AUL");
  EXPECT_EQ(record->sampled, 7);
  EXPECT_EQ(record->met, 6);
  EXPECT_EQ(record->created_by, "C");
  ExpectWhole(*record);
  EXPECT_THAT(Columns(ToResourceRow(*record)), ElementsAre("O", "P", "S", "", "2"));
}

TEST(EvidenceRecordsTest, UploadsAreReadAsTheyWereWritten) {
  const auto record = Written<EvidenceUploadRecord>(
      "0129000000014e000000014f000000015000000001540000000144000000014d0000000000000009"
      "000000000000000300000001450000000143");
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->name + record->owner + record->program, "NOP");
  EXPECT_EQ(record->title + record->evidence_date + record->media_type, "TDM");
  EXPECT_EQ(record->size, 9);
  EXPECT_EQ(record->state, UploadState::kRefused);
  EXPECT_EQ(record->evidence + record->created_by, "EC");
  ExpectWhole(*record);
  EXPECT_THAT(Columns(ToResourceRow(*record)), ElementsAre("O", "P", "", "", "3"));
}

TEST(EvidenceRecordsTest, AttachmentsAreReadAsTheyWereWritten) {
  const auto record = Written<EvidenceAttachmentRecord>(
      "012a000000014e000000014f0000000141000000014500000001430000000000000012"
      "00000000000000020000000142");
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->name + record->owner + record->assessment, "NOA");
  EXPECT_EQ(record->evidence + record->criterion, "EC");
  EXPECT_EQ(record->fresh_months, 18);
  EXPECT_EQ(record->state, AttachmentState::kDetached);
  EXPECT_EQ(record->created_by, "B");
  ExpectWhole(*record);
  EXPECT_THAT(Columns(ToResourceRow(*record)), ElementsAre("O", "A", "E", "", "2"));
}

TEST(EvidenceRecordsTest, ReadsAreReadAsTheyWereWritten) {
  const auto record = Written<EvidenceReadRecord>(
      "012b000000014e000000014f0000000145000000015200000000000000050000000000000006");
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->name + record->owner + record->evidence + record->reader, "NOER");
  EXPECT_EQ(record->offset, 5);
  EXPECT_EQ(record->size, 6);
  ExpectWhole(*record);
  EXPECT_THAT(Columns(ToResourceRow(*record)), ElementsAre("O", "E", "R", "", "0"));
}

}  // namespace
}  // namespace continuum::storage
