// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_SERVER_OPERATIONS_RECORDS_RECORDS_TEST_H_
#define CONTINUUM_TESTS_SERVER_OPERATIONS_RECORDS_RECORDS_TEST_H_

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/evidence/blob_store.h"
#include "server/operations/evidence.h"
#include "server/operations/evidence/sweep_evidence.h"
#include "server/operations/records.h"
#include "tests/server/operations/together/team_test.h"

namespace continuum::operations {

// What must not be here.
inline constexpr char kSecret[] = "Zebulon Quarterstaff";

// The use cases of records, with the team and files. "root" is an administrator.
class RecordsTest : public TeamTest {
 protected:
  RecordsTest() {
    auto files = evidence::BlobStore::Open(
        {.folder = dir_.File("evidence"), .max_bytes = 3 << 20, .clock = &clock_});
    EXPECT_THAT(files, testing::IsOk());
    files_ = *std::move(files);
    dependencies_.files = files_.get();
    dependencies_.inspections = &inspections_;
    MakeAccount("root", "ROLE_ADMINISTRATOR", "installation");
  }

  static Call CallOfAdministrator() {
    return {.caller = auth::Caller::Account("accounts/root",
                                            {{auth::Role::kAdministrator, "installation"}}, {},
                                            auth::SignedInBy::kToken),
            .patience = {}};
  }

  // Says something about the assessment, and gives the comment's name.
  std::string Say(absl::string_view text, absl::string_view request_id = "") {
    v1::CreateThreadRequest request;
    request.set_parent(kA);
    request.set_text(std::string(text));
    request.set_request_id(std::string(request_id));
    const auto thread = CreateThread(dependencies_, CallOf("con"), request);
    EXPECT_THAT(thread, testing::IsOk());
    v1::ListCommentsRequest list;
    list.set_parent(thread->name());
    const auto comments = ListComments(dependencies_, CallOf("con"), list);
    EXPECT_THAT(comments, testing::IsOk());
    return comments->comments(0).name();
  }
  v1::Comment ReadComment(const std::string& name) {
    v1::ListCommentsRequest list;
    list.set_parent(name.substr(0, name.rfind("/comments/")));
    const auto comments = ListComments(dependencies_, CallOf("cat"), list);
    EXPECT_THAT(comments, testing::IsOk());
    return comments->comments(0);
  }

  std::string AddFile(absl::string_view bytes, absl::string_view title = "Policy",
                      absl::string_view program = "programs/p") {
    auto begin = Parse<v1::BeginUploadRequest>(
        "upload { evidence_date: '2025-03-31' media_type: 'text/plain' }");
    begin.set_parent(std::string(program));
    begin.mutable_upload()->set_title(std::string(title));
    begin.mutable_upload()->set_size_bytes(static_cast<int64_t>(bytes.size()));
    const auto upload = BeginUpload(dependencies_, call_, begin);
    EXPECT_THAT(upload, testing::IsOk());
    v1::UploadChunkRequest chunk;
    chunk.set_name(upload->name());
    chunk.set_data(std::string(bytes));
    EXPECT_THAT(UploadChunk(dependencies_, call_, chunk), testing::IsOk());
    v1::FinishUploadRequest finish;
    finish.set_name(upload->name());
    finish.set_sha256(evidence::DigestOf(bytes));
    finish.set_no_patient_data(true);
    const auto evidence = FinishUpload(dependencies_, call_, finish);
    EXPECT_THAT(evidence, testing::IsOk());
    return evidence->name();
  }
  absl::StatusOr<v1::ReadEvidenceResponse> ReadFile(const std::string& name) {
    v1::ReadEvidenceRequest request;
    request.set_name(name);
    return ReadEvidence(dependencies_, call_, request);
  }
  v1::EvidenceItem ReadItem(const std::string& name) {
    v1::GetEvidenceRequest request;
    request.set_name(name);
    const auto item = GetEvidence(dependencies_, call_, request);
    EXPECT_THAT(item, testing::IsOk());
    return *item;
  }

  absl::StatusOr<v1::Purge> AskPurge(const std::string& resource, absl::string_view who = "con") {
    v1::CreatePurgeRequest request;
    request.set_parent("programs/p");
    request.mutable_purge()->set_resource(resource);
    request.mutable_purge()->set_reason("a name that must not be here");
    return CreatePurge(dependencies_, CallOf(who), request);
  }
  absl::StatusOr<v1::Purge> Approve(const std::string& purge, const Call& call) {
    v1::ApprovePurgeRequest request;
    request.set_name(purge);
    return ApprovePurge(dependencies_, call, request);
  }
  absl::StatusOr<v1::Purge> Decline(const std::string& purge, const Call& call) {
    v1::DeclinePurgeRequest request;
    request.set_name(purge);
    return DeclinePurge(dependencies_, call, request);
  }
  // Both in one step; the test ends if that fails.
  v1::Purge PurgeNow(const std::string& resource) {
    const auto asked = AskPurge(resource);
    EXPECT_THAT(asked, testing::IsOk());
    auto done = Approve(asked->name(), CallOf("lea"));
    EXPECT_THAT(done, testing::IsOk());
    return *std::move(done);
  }
  v1::Hold Hold(absl::string_view program = "programs/p") {
    v1::CreateHoldRequest request;
    request.set_parent(std::string(program));
    request.mutable_hold()->set_reason("case 7");
    auto hold = CreateHold(dependencies_, CallOf("owen"), request);
    EXPECT_THAT(hold, testing::IsOk());
    return *std::move(hold);
  }

  v1::Answer AnswerTo(absl::string_view criterion, absl::string_view assessment = kA) {
    v1::GetAnswerSetRequest request;
    request.set_name(absl::StrCat(assessment, "/answerSets/consensus"));
    const auto set = GetAnswerSet(dependencies_, call_, request);
    EXPECT_THAT(set, testing::IsOk());
    for (const v1::RecordedAnswer& answer : set->answers()) {
      if (answer.answer().criterion() == criterion) return answer.answer();
    }
    ADD_FAILURE() << "no answer to " << std::string(criterion);
    return {};
  }
  static std::string AnswerName(absl::string_view criterion) {
    return absl::StrCat(kA, "/answerSets/consensus/answers/", criterion);
  }

  // Whether the words stand in any file below the test's folder, once the store is closed.
  bool OnDisk(absl::string_view words) {
    storage_->Close();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(dir_.File(""))) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes((std::istreambuf_iterator<char>(in)), {});
      if (bytes.find(std::string(words)) != std::string::npos) return true;
    }
    return false;
  }

  void ExpectLedgerVerifies() {
    const auto report = storage_->VerifyLedger({}, {});
    ASSERT_THAT(report, testing::IsOk());
    EXPECT_EQ(report->problem_count, 0) << report->problems.front().message;
  }

  std::unique_ptr<evidence::BlobStore> files_;
  auth::Slots inspections_{clock_, {.at_once = 1, .waiting = 0}, "too many files"};
};

}  // namespace continuum::operations

#endif  // CONTINUUM_TESTS_SERVER_OPERATIONS_RECORDS_RECORDS_TEST_H_
