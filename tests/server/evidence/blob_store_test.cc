// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/blob_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::evidence {
namespace {

using ::continuum::testing::HasReason;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;

namespace fs = std::filesystem;

class BlobStoreTest : public ::testing::Test {
 protected:
  void SetUp() override { Reopen(100); }

  void Reopen(int64_t max_bytes) {
    auto store = BlobStore::Open(
        {.folder = dir_.File("evidence"), .max_bytes = max_bytes, .clock = &clock_});
    ASSERT_THAT(store, IsOk());
    store_ = std::move(*store);
  }

  // Keeps a file and gives its digest.
  std::string Keep(absl::string_view bytes) {
    const std::string upload = absl::StrCat("u", ++uploads_);
    EXPECT_THAT(store_->Append(upload, 0, bytes), IsOk());
    EXPECT_THAT(store_->Keep(upload, DigestOf(bytes)), IsOk());
    EXPECT_THAT(store_->Discard(upload), IsOk());
    return DigestOf(bytes);
  }

  int Files(absl::string_view below) {
    int files = 0;
    for (const auto& entry :
         fs::recursive_directory_iterator(dir_.File("evidence") + std::string(below))) {
      if (entry.is_regular_file()) ++files;
    }
    return files;
  }

  testing::TempDir dir_;
  testing::FakeClock clock_;
  std::unique_ptr<BlobStore> store_;
  int uploads_ = 0;
};

TEST(DigestTest, IsSha256) {
  EXPECT_EQ(DigestOf("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_TRUE(IsDigest(DigestOf("")));
  EXPECT_FALSE(IsDigest(""));
  EXPECT_FALSE(IsDigest(std::string(64, 'A')));
  EXPECT_FALSE(IsDigest(absl::StrCat("../", std::string(61, 'a'))));
}

TEST_F(BlobStoreTest, KeepsWhatWasUploadedInParts) {
  EXPECT_THAT(store_->Append("u", 0, "one "), IsOkAndHolds(4));
  EXPECT_THAT(store_->Append("u", 4, "two"), IsOkAndHolds(7));
  EXPECT_THAT(store_->UploadedBytes("u"), IsOkAndHolds(7));
  EXPECT_THAT(store_->ReadUpload("u"), IsOkAndHolds("one two"));
  const std::string digest = DigestOf("one two");
  EXPECT_THAT(store_->Keep("u", digest), IsOk());
  EXPECT_THAT(store_->ReadUpload("u"), IsOkAndHolds("one two"));
  EXPECT_THAT(store_->Discard("u"), IsOk());
  EXPECT_THAT(store_->UploadedBytes("u"), IsOkAndHolds(0));
  EXPECT_THAT(store_->Read(digest, 0, 100), IsOkAndHolds("one two"));
  EXPECT_THAT(store_->Read(digest, 4, 2), IsOkAndHolds("tw"));
  EXPECT_THAT(store_->Read(digest, 7, 2), IsOkAndHolds(""));
  EXPECT_THAT(store_->Read(digest, 1'000'000, 2), IsOkAndHolds(""));
}

TEST_F(BlobStoreTest, GoesOnAfterALostAnswerAndARestart) {
  EXPECT_THAT(store_->Append("u", 0, "one "), IsOkAndHolds(4));
  EXPECT_THAT(store_->Append("u", 0, "one "), IsOkAndHolds(4));
  EXPECT_THAT(store_->Append("u", 2, "e two"), IsOkAndHolds(7));
  Reopen(100);
  EXPECT_THAT(store_->Append("u", 7, "!"), IsOkAndHolds(8));
  EXPECT_THAT(store_->ReadUpload("u"), IsOkAndHolds("one two!"));
}

TEST_F(BlobStoreTest, RefusesGapsAndOtherBytes) {
  EXPECT_THAT(store_->Append("u", 1, "x"), HasReason("UPLOAD_OFFSET"));
  EXPECT_THAT(store_->Append("u", -1, "x"), HasReason("UPLOAD_OFFSET"));
  EXPECT_THAT(store_->Append("u", 0, "abc"), IsOk());
  EXPECT_THAT(store_->Append("u", 0, "abX"), HasReason("UPLOAD_OFFSET"));
  EXPECT_THAT(store_->ReadUpload("u"), IsOkAndHolds("abc"));
}

TEST_F(BlobStoreTest, RefusesMoreThanTheQuota) {
  EXPECT_THAT(store_->Append("u", 0, std::string(100, 'x')), IsOkAndHolds(100));
  EXPECT_THAT(store_->Append("u", 100, "x"), HasReason("FILE_TOO_LARGE"));
  EXPECT_THAT(store_->Append("u", 0, std::string(101, 'x')), HasReason("FILE_TOO_LARGE"));
  EXPECT_THAT(store_->UploadedBytes("u"), IsOkAndHolds(100));
}

TEST_F(BlobStoreTest, RefusesAnotherDigestAndKeepsNothing) {
  EXPECT_THAT(store_->Append("u", 0, "abc"), IsOk());
  EXPECT_THAT(store_->Keep("u", DigestOf("abd")), HasReason("DIGEST_MISMATCH"));
  EXPECT_THAT(store_->ReadUpload("u"), IsOkAndHolds("abc"));
  EXPECT_EQ(Files("/files"), 0);
}

TEST_F(BlobStoreTest, KeepsTheSameContentOnce) {
  EXPECT_EQ(Keep("abc"), Keep("abc"));
  EXPECT_EQ(Files("/files"), 1);
  EXPECT_EQ(Files("/uploads"), 0);
}

TEST_F(BlobStoreTest, KeepingAgainAfterALostAnswerIsDone) {
  const std::string digest = Keep("abc");
  EXPECT_THAT(store_->Keep("u1", digest), IsOk());
  EXPECT_THAT(store_->Keep("u1", DigestOf("other")), HasReason("FILE_MISSING"));
}

TEST_F(BlobStoreTest, NamesFromOutsideAreNoPaths) {
  for (const char* upload : {"", "..", "../x", "a/b", "A", "a.b"}) {
    EXPECT_EQ(store_->Append(upload, 0, "x").status().code(), absl::StatusCode::kInternal);
    EXPECT_EQ(store_->Discard(upload).code(), absl::StatusCode::kInternal);
  }
  EXPECT_EQ(store_->Read("../uploads/u", 0, 1).status().code(), absl::StatusCode::kInternal);
  EXPECT_EQ(store_->Read(DigestOf(""), -1, 1).status().code(), absl::StatusCode::kInternal);
}

TEST_F(BlobStoreTest, DiscardsUploads) {
  EXPECT_THAT(store_->Append("u", 0, "abc"), IsOk());
  EXPECT_THAT(store_->Discard("u"), IsOk());
  EXPECT_THAT(store_->Discard("u"), IsOk());
  EXPECT_EQ(Files(""), 0);
}

TEST_F(BlobStoreTest, SweepsWhatNobodyNamesOnceItIsOld) {
  const std::string named = Keep("named");
  const std::string other = Keep("other");
  clock_.Advance(absl::Hours(23));
  EXPECT_EQ(store_->Sweep({named})->blobs, 0);
  EXPECT_THAT(store_->Read(other, 0, 10), IsOkAndHolds("other"));
  clock_.Advance(absl::Hours(2));
  EXPECT_EQ(store_->Sweep({named})->blobs, 1);
  EXPECT_THAT(store_->Read(named, 0, 10), IsOkAndHolds("named"));
  EXPECT_THAT(store_->Read(other, 0, 10), HasReason("FILE_MISSING"));
}

// Somebody keeps an old file's content again, and the sweep was told of its names before that.
TEST_F(BlobStoreTest, KeepingMakesAnOldFileYoung) {
  const std::string digest = Keep("abc");
  clock_.Advance(absl::Hours(48));
  Keep("abc");
  EXPECT_EQ(store_->Sweep({})->blobs, 0);
  clock_.Advance(absl::Hours(48));
  EXPECT_THAT(store_->Keep("u9", digest), IsOk());  // the same, after a lost answer
  EXPECT_EQ(store_->Sweep({})->blobs, 0);
}

TEST_F(BlobStoreTest, SweepsUploadsThatWereGivenUp) {
  EXPECT_THAT(store_->Append("old", 0, "abc"), IsOk());
  clock_.Advance(absl::Hours(24 * 6));
  EXPECT_EQ(store_->Sweep({})->uploads, 0);
  EXPECT_THAT(store_->Append("young", 0, "abc"), IsOk());
  clock_.Advance(absl::Hours(24 * 2));
  EXPECT_EQ(store_->Sweep({})->uploads, 1);
  EXPECT_THAT(store_->UploadedBytes("young"), IsOkAndHolds(3));
}

TEST_F(BlobStoreTest, ManyThreadsKeepAndSweep) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([this, t] {
      for (int i = 0; i < 20; ++i) {
        const std::string upload = absl::StrCat("t", t, "i", i);
        const std::string bytes = absl::StrCat("content ", i);
        EXPECT_THAT(store_->Append(upload, 0, bytes), IsOk());
        EXPECT_THAT(store_->Keep(upload, DigestOf(bytes)), IsOk());
        EXPECT_THAT(store_->Sweep({}), IsOk());
        EXPECT_THAT(store_->Read(DigestOf(bytes), 0, 100), IsOkAndHolds(bytes));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Files("/files"), 20);
}

TEST(BlobStoreOpenTest, SaysThatTheFolderCannotBeMadeAndNotWhere) {
  const testing::FakeClock clock;
  const testing::TempDir dir;
  const auto store = BlobStore::Open({.folder = dir.File("no/such"), .clock = &clock});
  EXPECT_THAT(store, HasReason("EVIDENCE_FOLDER"));
  EXPECT_THAT(std::string(store.status().message()), ::testing::Not(::testing::HasSubstr("such/")));
}

TEST_F(BlobStoreTest, WhatIsSetAsideIsDeletedOrPutBack) {
  const std::string digest = Keep("bytes");
  ASSERT_THAT(store_->SetAside(digest), IsOk());
  EXPECT_THAT(store_->Read(digest, 0, 10), HasReason("FILE_MISSING"));
  EXPECT_THAT(store_->SetAside(digest), HasReason("EVIDENCE_FOLDER"));
  ASSERT_THAT(store_->PutBack(digest), IsOk());
  EXPECT_THAT(store_->Read(digest, 0, 10), IsOkAndHolds("bytes"));
  ASSERT_THAT(store_->SetAside(digest), IsOk());
  ASSERT_THAT(store_->DeleteAside(digest), IsOk());
  EXPECT_EQ(Files(""), 0);
  // What is not there is no hindrance.
  ASSERT_THAT(store_->SetAside(digest), IsOk());
  ASSERT_THAT(store_->DeleteAside(digest), IsOk());
}

TEST_F(BlobStoreTest, WhatIsInUseIsNotSetAside) {
  const std::string digest = Keep("bytes");
  {
    const BlobStore::InUse first(*store_, digest);
    const BlobStore::InUse second(*store_, digest);
    EXPECT_THAT(store_->SetAside(digest), HasReason("EVIDENCE_FOLDER"));
  }
  EXPECT_THAT(store_->SetAside(digest), IsOk());
}

// After a crash the store knows nothing of what it was about.
TEST_F(BlobStoreTest, ASweepPutsBackOrDeletesWhatACrashLeftAside) {
  const std::string named = Keep("named");
  const std::string purged = Keep("purged");
  ASSERT_THAT(store_->SetAside(named), IsOk());
  ASSERT_THAT(store_->SetAside(purged), IsOk());
  ASSERT_THAT(store_->Sweep({named}), IsOk());
  EXPECT_EQ(Files("/aside"), 2);  // this is going on
  Reopen(100);
  const auto swept = store_->Sweep({named});
  ASSERT_THAT(swept, IsOk());
  EXPECT_EQ(swept->blobs, 1);
  EXPECT_EQ(Files("/aside"), 0);
  EXPECT_EQ(Files("/files"), 1);
  EXPECT_THAT(store_->Read(named, 0, 10), IsOkAndHolds("named"));
}

TEST_F(BlobStoreTest, TheSameBytesThatCameMeanwhileAreKept) {
  const std::string digest = Keep("bytes");
  ASSERT_THAT(store_->SetAside(digest), IsOk());
  Keep("bytes");
  ASSERT_THAT(store_->PutBack(digest), IsOk());
  EXPECT_EQ(Files(""), 1);
  ASSERT_THAT(store_->SetAside(digest), IsOk());
  Keep("bytes");
  ASSERT_THAT(store_->DeleteAside(digest), IsOk());
  EXPECT_THAT(store_->Read(digest, 0, 10), IsOkAndHolds("bytes"));
}

}  // namespace
}  // namespace continuum::evidence
