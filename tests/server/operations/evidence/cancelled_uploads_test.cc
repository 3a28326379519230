// SPDX-License-Identifier: Apache-2.0
//
// Uploads that are cancelled, or whose end is interrupted: nothing is left, and nothing is lost.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "server/operations/evidence/sweep_evidence.h"
#include "server/operations/records/erase_words.h"
#include "tests/server/operations/evidence/evidence_test.h"
#include "tests/server/operations/meddling_storage.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto kUnavailable = absl::StatusCode::kUnavailable;

class CancelledUploadsTest : public EvidenceTest {
 protected:
  static std::string Said(const v1::EvidenceUpload& upload) { return upload.ShortDebugString(); }
  storage::Sequence LastChange() {
    storage::Sequence last = 0;
    EXPECT_THAT(storage_->Read([&](const storage::Reader& reader) {
      last = reader.last_sequence();
      return absl::OkStatus();
    }),
                IsOk());
    return last;
  }
};

TEST_F(CancelledUploadsTest, NothingIsLeftOfACancelledUpload) {
  const std::string upload = Upload("SSN 123-45-6789");
  ASSERT_EQ(CountFiles(), 1);
  const auto cancelled = Cancel(upload);
  ASSERT_THAT(cancelled, IsOk());
  EXPECT_EQ(cancelled->state(), v1::EvidenceUpload::STATE_REFUSED);
  EXPECT_EQ(cancelled->uploaded_bytes(), 0);
  EXPECT_EQ(CountFiles(), 0);
  EXPECT_THAT(Send(upload, 0, "x"), FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
  EXPECT_THAT(Check(upload), FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
  EXPECT_THAT(Cancel(upload), IsOk());
}

// A title stayed that could not be purged, since only evidence can be.
TEST_F(CancelledUploadsTest, NothingIsLeftOfWhatPeopleWroteOfIt) {
  auto begin = Parse<v1::BeginUploadRequest>(
      "parent: 'programs/p' upload { title: 'Chart of somebody' evidence_date: '2025-03-31' "
      "media_type: 'text/plain' size_bytes: 6 } request_id: 'r'");
  const auto begun = BeginUpload(dependencies_, call_, begin);
  ASSERT_THAT(begun, IsOk());
  EXPECT_THAT(Said(*begun), HasSubstr("somebody"));
  const storage::Sequence before = LastChange();
  const auto cancelled = Cancel(begun->name());
  ASSERT_THAT(cancelled, IsOk());
  EXPECT_THAT(Said(*cancelled), Not(HasSubstr("somebody")));
  v1::GetUploadRequest get;
  get.set_name(begun->name());
  EXPECT_THAT(GetUpload(dependencies_, call_, get), IsOkAndHolds(EqualsProto(*cancelled)));
  EXPECT_EQ(cancelled->evidence_date(), "");
  EXPECT_THAT(storage_->Read([&](const storage::Reader& reader) {
    const auth::Scope scope(auth::Caller::Server());
    EXPECT_EQ(
        storage::Get<storage::EvidenceUploadRecord>(reader, scope, begun->name(), before)->title,
        "");
    EXPECT_TRUE(absl::IsNotFound(reader.GetRequest(scope, call_.caller.id(), "r").status()));
    return absl::OkStatus();
  }),
              IsOk());
  // The same request is a new one now.
  const auto again = BeginUpload(dependencies_, call_, begin);
  ASSERT_THAT(again, IsOk());
  EXPECT_NE(again->name(), begun->name());
  const auto report = storage_->VerifyLedger({}, {});
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->problem_count, 0);
}

// As one that was cancelled by an earlier release.
TEST_F(CancelledUploadsTest, CancellingAgainErasesWhatWasLeft) {
  const std::string upload = Begin("text/plain", 6)->name();
  const auth::Scope scope(auth::Caller::Server());
  ASSERT_THAT(storage_->Write({.kind = "CancelUpload", .author = "local"}, {},
                              [&](storage::Writer& writer) {
                                auto record = storage::Get<storage::EvidenceUploadRecord>(
                                    writer, scope, upload);
                                record->state = storage::UploadState::kGivenUp;
                                return storage::Update(writer, scope, *record);
                              }),
              IsOk());
  v1::GetUploadRequest get;
  get.set_name(upload);
  const std::string title = GetUpload(dependencies_, call_, get)->title();
  const auto cancelled = Cancel(upload);
  ASSERT_THAT(cancelled, IsOk());
  EXPECT_NE(cancelled->title(), title);
  const storage::Sequence last = LastChange();
  EXPECT_THAT(Cancel(upload), IsOk());
  EXPECT_EQ(LastChange(), last);
}

TEST_F(CancelledUploadsTest, WhatIsGivenUpIsErasedToo) {
  const std::string upload = Begin("text/plain", 6)->name();
  v1::GetUploadRequest get;
  get.set_name(upload);
  const std::string title = GetUpload(dependencies_, call_, get)->title();
  clock_.Advance(absl::Hours(24 * 7) + absl::Seconds(1));
  ASSERT_THAT(SweepEvidence(dependencies_), IsOk());
  EXPECT_NE(GetUpload(dependencies_, call_, get)->title(), title);
}

// The first call may have ended between the record and the file.
TEST_F(CancelledUploadsTest, CancellingAgainDeletesWhatWasLeft) {
  const std::string upload = Upload("policy");
  ASSERT_THAT(Cancel(upload), IsOk());
  ASSERT_THAT(files_->Append(upload.substr(upload.rfind('/') + 1), 0, "left"), IsOk());
  ASSERT_EQ(CountFiles(), 1);
  EXPECT_THAT(Cancel(upload), IsOk());
  EXPECT_EQ(CountFiles(), 0);
}

TEST_F(CancelledUploadsTest, WhatBecameEvidenceIsNotCancelled) {
  const std::string upload = Upload("policy");
  const auto made = Finish(upload, "policy");
  EXPECT_THAT(Cancel(upload), FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
  EXPECT_EQ(ReadFile(made->name())->data(), "policy");
}

// As when a part was on its way while somebody cancelled.
TEST_F(CancelledUploadsTest, APartThatComesLateIsNotKept) {
  const std::string upload = Begin("text/plain", 6)->name();
  MeddlingStorage meddling(*storage_);
  meddling.MeddleAt(1, [&] {
    dependencies_.storage = storage_.get();
    EXPECT_THAT(Cancel(upload), IsOk());
    EXPECT_THAT(files_->Append(upload.substr(upload.rfind('/') + 1), 0, "policy"), IsOk());
  });
  dependencies_.storage = &meddling;
  EXPECT_THAT(Send(upload, 0, "policy"), FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
  EXPECT_EQ(CountFiles(), 0);
}

// Finishing an upload where the file is kept already, and the record of it fails.
class InterruptedFinishTest : public EvidenceTest {
 protected:
  // What happens when the record is to be written.
  absl::StatusOr<v1::EvidenceItem> FinishWhile(const std::string& upload, absl::string_view bytes,
                                               std::function<void()> meddle) {
    MeddlingStorage meddling(*storage_);
    meddling.MeddleAtEachWrite([&] {
      dependencies_.storage = storage_.get();
      meddle();
    });
    dependencies_.storage = &meddling;
    auto finished = Finish(upload, bytes);
    dependencies_.storage = storage_.get();
    return finished;
  }
  // Whoever finishes has stopped waiting by then.
  void Interrupt(const std::string& upload, absl::string_view bytes) {
    bool gone = false;
    call_.patience.is_cancelled = [&gone] { return gone; };
    EXPECT_THAT(FinishWhile(upload, bytes, [&gone] { gone = true; }),
                ::testing::ResultOf([](const auto& made) { return made.status().code(); },
                                    absl::StatusCode::kCancelled));
    call_.patience = {};
  }
};

TEST_F(InterruptedFinishTest, CanBeDoneAgain) {
  const std::string upload = Upload("policy");
  Interrupt(upload, "policy");
  ASSERT_EQ(CountFiles(), 2);  // under both of its names
  const auto made = Finish(upload, "policy");
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(ReadFile(made->name())->data(), "policy");
  EXPECT_EQ(CountFiles(), 1);
}

TEST_F(InterruptedFinishTest, NothingIsLeftOnceItIsCancelled) {
  const std::string upload = Upload("policy");
  Interrupt(upload, "policy");
  ASSERT_EQ(CountFiles(), 2);
  EXPECT_THAT(Cancel(upload), IsOk());
  EXPECT_EQ(CountFiles(), 0);
}

TEST_F(InterruptedFinishTest, WhatOtherEvidenceHasStays) {
  const v1::EvidenceItem other = MakeFile("policy");
  const std::string upload = Upload("policy");
  Interrupt(upload, "policy");
  EXPECT_THAT(Cancel(upload), IsOk());
  ASSERT_THAT(ReadFile(other.name()), IsOk());
  EXPECT_EQ(ReadFile(other.name())->data(), "policy");
  EXPECT_EQ(CountFiles(), 1);
}

TEST_F(InterruptedFinishTest, CancellingMeanwhileWins) {
  const std::string upload = Upload("policy");
  EXPECT_THAT(FinishWhile(upload, "policy",
                          [&] {
                            // The file is in use; whoever cancels tries again.
                            EXPECT_THAT(Cancel(upload), FailsWith(kUnavailable, "EVIDENCE_FOLDER"));
                          }),
              FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
  EXPECT_THAT(Cancel(upload), IsOk());
  EXPECT_EQ(CountFiles(), 0);
}

// As after a crash between the record and the end of the upload.
TEST_F(InterruptedFinishTest, APurgeTakesWhatIsLeftOfTheUploadAlong) {
  const std::string upload = Upload("policy");
  const auto made = Finish(upload, "policy");
  ASSERT_THAT(files_->Append(upload.substr(upload.rfind('/') + 1), 0, "policy"), IsOk());
  ASSERT_EQ(CountFiles(), 2);
  EXPECT_THAT(
      EraseWithFile(dependencies_, made->name(), [](AsideFile&) { return absl::OkStatus(); }),
      IsOk());
  EXPECT_EQ(CountFiles(), 0);
}

TEST_F(CancelledUploadsTest, CancelledOnesMakeRoom) {
  std::string last;
  for (int i = 0; i < 50; ++i) last = Begin("text/plain", 1)->name();
  ASSERT_THAT(Begin("text/plain", 1),
              FailsWith(absl::StatusCode::kResourceExhausted, "TOO_MANY_UPLOADS"));
  ASSERT_THAT(Cancel(last), IsOk());
  EXPECT_THAT(Begin("text/plain", 1), IsOk());
}

}  // namespace
}  // namespace continuum::operations
