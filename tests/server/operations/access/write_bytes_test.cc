// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/write_bytes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "google/rpc/error_details.pb.h"
#include "server/base/errors.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::HasReason;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;

// One account may write 1,000 bytes at once, and one more each second.
class WriteBytesTest : public ::testing::Test {
 protected:
  static Passage Saving(absl::string_view account) {
    Passage passage;
    passage.method = "AssessmentService.SaveAnswers";
    passage.changes = true;
    passage.caller =
        auth::Caller::Account(absl::StrCat("accounts/", account), {}, {}, auth::SignedInBy::kToken);
    return passage;
  }
  absl::Status Take(const Passage& passage, size_t bytes) {
    return TakeWriteBytes(limit_, passage, bytes);
  }

  testing::FakeClock clock_;
  auth::RateLimit limit_{clock_, {.burst = 1000, .every = absl::Seconds(1)}};
};

TEST_F(WriteBytesTest, OneAccountWritesNoMoreThanItMay) {
  for (int i = 0; i < 3; ++i) EXPECT_THAT(Take(Saving("ana"), 300), IsOk());
  const absl::Status refused = Take(Saving("ana"), 300);
  EXPECT_THAT(refused,
              AllOf(StatusIs(absl::StatusCode::kResourceExhausted), HasReason("TOO_MUCH_WRITTEN")));
  EXPECT_THAT(refused.message(), HasSubstr("has 300 bytes"));
  EXPECT_THAT(refused.message(), HasSubstr("in 4 minutes"));
  const auto retry = base::GetDetail<google::rpc::RetryInfo>(refused);
  ASSERT_TRUE(retry.has_value());
  EXPECT_EQ(retry->retry_delay().seconds(), 200);
  EXPECT_THAT(Take(Saving("ana"), 100), IsOk());  // what is small finds room
  EXPECT_THAT(Take(Saving("bob"), 1000), IsOk());
  clock_.Advance(absl::Seconds(300));
  EXPECT_THAT(Take(Saving("ana"), 300), IsOk());
}

TEST_F(WriteBytesTest, ALongWaitIsSaidInHours) {
  auth::RateLimit slow(clock_, {.burst = 1000, .every = absl::Minutes(1)});
  EXPECT_THAT(TakeWriteBytes(slow, Saving("ana"), 1000), IsOk());
  EXPECT_THAT(TakeWriteBytes(slow, Saving("ana"), 121).message(), HasSubstr("in 3 hours"));
  EXPECT_THAT(TakeWriteBytes(slow, Saving("ana"), 1).message(), HasSubstr("in 1 minute."));
}

// How much there may be of files is known for each program.
TEST_F(WriteBytesTest, ReadingAndPartsOfFilesAreNotCounted) {
  Passage reading = Saving("ana");
  reading.changes = false;
  EXPECT_THAT(Take(reading, 5000), IsOk());
  Passage part = Saving("ana");
  part.method = "EvidenceService.UploadChunk";
  EXPECT_THAT(Take(part, 5000), IsOk());
  Passage local = Saving("ana");
  local.caller = auth::Caller::Local();
  EXPECT_THAT(Take(local, 5000), IsOk());
  EXPECT_THAT(Take(Saving("ana"), 1000), IsOk());
}

}  // namespace
}  // namespace continuum::operations
