// SPDX-License-Identifier: Apache-2.0
//
// The server's parts together, over a real database whose writer the test can hold up or break.

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "continuum/v1/assessment_service.pb.h"
#include "continuum/v1/program_service.grpc.pb.h"
#include "continuum/v1/rubric_service.pb.h"
#include "google/rpc/error_details.pb.h"
#include "server/server.h"
#include "server/storage/sqlite/sqlite_storage.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/from_grpc.h"
#include "tests/testing/http_get.h"
#include "tests/testing/raw_call.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::server {
namespace {

using ::continuum::testing::FromGrpc;
using ::continuum::testing::HasReason;
using ::continuum::testing::HttpGet;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::RawCall;
using ::continuum::testing::StatusIs;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr int kWriteCalls = 128;

// Storage whose changes wait until the test lets them go, and which can be made ill.
class HeldStorage final : public storage::Storage {
 public:
  explicit HeldStorage(std::unique_ptr<Storage> real) : real_(std::move(real)) {}

  absl::Status Read(absl::FunctionRef<absl::Status(const storage::Reader&)> fn) override {
    return real_->Read(fn);
  }
  absl::Status Write(const storage::ChangeInfo& info, const base::Patience& patience,
                     absl::FunctionRef<absl::Status(storage::Writer&)> fn) override {
    ++held_;
    gate_.WaitForNotification();
    return real_->Write(info, patience, fn);
  }
  absl::Status Health() const override {
    return ill_ ? absl::UnavailableError("the disk does not answer") : real_->Health();
  }
  absl::StatusOr<storage::LedgerHead> GetLedgerHead() override { return real_->GetLedgerHead(); }
  absl::StatusOr<storage::LedgerReport> VerifyLedger(
      const base::Patience& patience, const std::optional<storage::LedgerHead>& kept) override {
    return real_->VerifyLedger(patience, kept);
  }
  storage::Stats GetStats() const override { return real_->GetStats(); }
  void Close() override { real_->Close(); }

  int held() const { return held_; }
  void LetGo() {
    if (!gate_.HasBeenNotified()) gate_.Notify();
  }
  void MakeIll() { ill_ = true; }

 private:
  const std::unique_ptr<Storage> real_;
  absl::Notification gate_;
  std::atomic<int> held_ = 0;
  std::atomic<bool> ill_ = false;
};

class ServerRunningTest : public ::testing::Test {
 protected:
  void SetUp() override {
    absl::StatusOr<std::unique_ptr<storage::SqliteStorage>> real =
        storage::SqliteStorage::Open({.path = dir_.File("continuum.db"), .clock = &clock_});
    ASSERT_THAT(real, IsOk());
    storage_ = std::make_unique<HeldStorage>(*std::move(real));
    Options options;
    options.evidence_folder = dir_.File("evidence");
    options.sign_in = false;
    options.port = 0;
    options.metrics_port = 0;
    options.write_calls = kWriteCalls;
    options.info_file = dir_.File("info.json");
    options.stop_patience = absl::Milliseconds(300);
    ASSERT_OK_AND_ASSIGN(server_, Server::Start(options, *storage_, clock_, log_));
    channel_ = grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->info().port),
                                   grpc::InsecureChannelCredentials());
    stub_ = v1::ProgramService::NewStub(channel_);
  }
  void TearDown() override {
    storage_->LetGo();
    for (std::thread& client : clients_) client.join();
    if (server_ != nullptr) server_->Stop();
  }

  absl::Status Create(const std::string& id, absl::Duration patience = absl::Seconds(60)) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + patience));
    v1::CreateOrganizationRequest request;
    request.set_organization_id(id);
    request.mutable_organization()->set_title("An organization");
    v1::Organization response;
    return FromGrpc(stub_->CreateOrganization(&context, request, &response));
  }
  absl::StatusOr<int> CountOrganizations() {
    grpc::ClientContext context;
    v1::ListOrganizationsRequest request;
    request.set_page_size(1000);
    v1::ListOrganizationsResponse response;
    const grpc::Status status = stub_->ListOrganizations(&context, request, &response);
    if (!status.ok()) return FromGrpc(status);
    return response.organizations_size();
  }

  // So many clients that each make an organization and wait for the answer.
  void StartWriters(int count) {
    for (int i = 0; i < count; ++i) {
      clients_.emplace_back([this, i] { ok_ += Create(absl::StrCat("org-", i)).ok() ? 1 : 0; });
    }
    while (storage_->held() < count) std::this_thread::yield();
  }
  void JoinWriters() {
    for (std::thread& client : clients_) client.join();
    clients_.clear();
  }

  testing::TempDir dir_;
  const base::SystemClock clock_{};
  std::ostringstream log_text_;
  const base::Log log_{clock_, base::Severity::kInfo, log_text_};
  std::unique_ptr<HeldStorage> storage_;
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::ProgramService::Stub> stub_;
  std::vector<std::thread> clients_;
  std::atomic<int> ok_ = 0;
};

TEST_F(ServerRunningTest, EveryMethodOfTheApiIsAnswered) {
  storage_->LetGo();
  int methods = 0;
  for (const auto* file :
       {v1::CheckRubricRequest::descriptor()->file(), v1::Program::descriptor()->file(),
        v1::Assessment::descriptor()->file()}) {
    for (int m = 0; m < file->service(0)->method_count(); ++m, ++methods) {
      const std::string path = absl::StrCat("/", file->service(0)->full_name(), "/",
                                            file->service(0)->method(m)->name());
      EXPECT_THAT(RawCall(channel_, path, ""),
                  Not(StatusIs(AnyOf(absl::StatusCode::kUnimplemented, absl::StatusCode::kInternal,
                                     absl::StatusCode::kPermissionDenied))))
          << path;
    }
  }
  EXPECT_GE(methods, 30);
}

TEST_F(ServerRunningTest, ReadsAreAnsweredWhileAllWritersWait) {
  StartWriters(kWriteCalls);
  for (int i = 0; i < 20; ++i) EXPECT_THAT(CountOrganizations(), IsOkAndHolds(0));
  EXPECT_THAT(HttpGet(server_->info().metrics_port, "/metrics"),
              HasSubstr(absl::StrCat("continuum_lane_running{lane=\"writes\"} ", kWriteCalls)));
  storage_->LetGo();
  JoinWriters();
  EXPECT_EQ(ok_, kWriteCalls);
  EXPECT_THAT(CountOrganizations(), IsOkAndHolds(kWriteCalls));
}

TEST_F(ServerRunningTest, OneWriterTooManyIsAskedToComeAgain) {
  StartWriters(kWriteCalls);
  const absl::Status refused = Create("one-too-many");
  EXPECT_THAT(refused,
              AllOf(StatusIs(absl::StatusCode::kResourceExhausted), HasReason("SERVER_BUSY")));
  EXPECT_TRUE(base::GetDetail<google::rpc::RetryInfo>(refused).has_value());
  storage_->LetGo();
  JoinWriters();
  EXPECT_THAT(Create("one-too-many"), IsOk());
}

TEST_F(ServerRunningTest, AChangeWhoseCallerGaveUpBeforeTheWriterTookItIsNotMade) {
  clients_.emplace_back([this] {
    EXPECT_THAT(Create("late", absl::Milliseconds(50)),
                StatusIs(absl::StatusCode::kDeadlineExceeded));
  });
  JoinWriters();
  absl::SleepFor(absl::Milliseconds(50));  // the server's clock must pass the deadline as well
  storage_->LetGo();
  EXPECT_THAT(Create("in-time"), IsOk());
  EXPECT_THAT(CountOrganizations(), IsOkAndHolds(1));
}

TEST_F(ServerRunningTest, StoppingWaitsNoLongerThanItShould) {
  StartWriters(3);
  std::thread opener([this] {
    absl::SleepFor(absl::Seconds(1));
    storage_->LetGo();
  });
  server_->Stop();  // cancels what has not finished after 300 ms, and waits for its end
  opener.join();
  JoinWriters();
  EXPECT_EQ(ok_, 0);
  EXPECT_THAT(HttpGet(server_->info().metrics_port, "/metrics"), "");
}

TEST_F(ServerRunningTest, HealthSaysWhenAStorageTakesNoMoreChanges) {
  const auto takes_changes = [this](int value) {
    return ::testing::Value(HttpGet(server_->info().metrics_port, "/metrics"),
                            HasSubstr(absl::StrCat("continuum_takes_changes ", value, "\n")));
  };
  const auto check = [this] { return RawCall(channel_, "/grpc.health.v1.Health/Check", ""); };
  EXPECT_TRUE(takes_changes(1));
  EXPECT_THAT(check(), IsOkAndHolds("\x08\x01"));  // HealthCheckResponse { status: SERVING }
  storage_->MakeIll();
  server_->LookAfter();
  server_->LookAfter();
  EXPECT_TRUE(takes_changes(0));
  EXPECT_THAT(check(), IsOkAndHolds("\x08\x02"));  // NOT_SERVING
  // Said once, when it changes.
  const std::string log = log_text_.str();
  const size_t first = log.find("the disk does not answer");
  EXPECT_NE(first, std::string::npos);
  EXPECT_EQ(log.find("the disk does not answer", first + 1), std::string::npos);
}

}  // namespace
}  // namespace continuum::server
