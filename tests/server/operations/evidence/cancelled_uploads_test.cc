// SPDX-License-Identifier: Apache-2.0
//
// Uploads that are cancelled, or whose end is interrupted: nothing is left, and nothing is lost.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "server/operations/records/erase_words.h"
#include "tests/server/operations/evidence/evidence_test.h"
#include "tests/server/operations/meddling_storage.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;

constexpr auto kUnavailable = absl::StatusCode::kUnavailable;

class CancelledUploadsTest : public EvidenceTest {};

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
