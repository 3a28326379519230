// SPDX-License-Identifier: Apache-2.0

#include "tests/benchmarks/echo_server.h"

#include <grpc/grpc.h>
#include <grpcpp/server_builder.h>
#include <grpcpp/support/message_allocator.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill() is POSIX's
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "continuum/v1/assessment_service.grpc.pb.h"

namespace continuum::benchmarks {
namespace {

void Check(bool good, const char* what) {
  if (good) return;
  std::perror(what);
  std::exit(1);
}

// Each text goes through the pipe behind its length.
void Send(int pipe, const std::string& text) {
  const uint64_t size = text.size();
  Check(write(pipe, &size, sizeof(size)) == sizeof(size), "write");
  for (size_t sent = 0; sent < text.size();) {
    const ssize_t more = write(pipe, text.data() + sent, text.size() - sent);
    Check(more > 0, "write");
    sent += static_cast<size_t>(more);
  }
}

std::string Receive(int pipe) {
  uint64_t size = 0;
  Check(read(pipe, &size, sizeof(size)) == sizeof(size), "read");
  std::string text(size, '\0');
  for (size_t got = 0; got < size;) {
    const ssize_t more = read(pipe, text.data() + got, size - got);
    Check(more > 0, "read");
    got += static_cast<size_t>(more);
  }
  return text;
}

// Gives every call the same response.
template <typename Request, typename Response>
class Prebuilt final : public grpc::MessageAllocator<Request, Response> {
 public:
  explicit Prebuilt(const std::string& bytes) {
    Check(response_.ParseFromString(bytes), "the prebuilt message");
  }
  grpc::MessageHolder<Request, Response>* AllocateMessages() override {
    return new Holder(&response_);
  }

 private:
  class Holder final : public grpc::MessageHolder<Request, Response> {
   public:
    explicit Holder(Response* response) {
      this->set_request(&own_request_);
      this->set_response(response);
    }
    void Release() override { delete this; }

   private:
    Request own_request_;
  };

  Response response_;
};

class Service final : public v1::AssessmentService::CallbackService {
 public:
  grpc::ServerUnaryReactor* GetScorecard(grpc::CallbackServerContext* context,
                                         const v1::GetScorecardRequest*, v1::Scorecard*) override {
    return Finished(context);
  }
  grpc::ServerUnaryReactor* SaveAnswers(grpc::CallbackServerContext* context,
                                        const v1::SaveAnswersRequest*, v1::Assessment*) override {
    return Finished(context);
  }

 private:
  static grpc::ServerUnaryReactor* Finished(grpc::CallbackServerContext* context) {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

[[noreturn]] void Serve(int from_parent, int to_parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);  // as the server does
  Prebuilt<v1::GetScorecardRequest, v1::Scorecard> scorecard(Receive(from_parent));
  Prebuilt<v1::SaveAnswersRequest, v1::Assessment> assessment(Receive(from_parent));
  Service service;
  service.SetMessageAllocatorFor_GetScorecard(&scorecard);
  service.SetMessageAllocatorFor_SaveAnswers(&assessment);
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  Check(server != nullptr, "the echo server");
  Send(to_parent, absl::StrCat("127.0.0.1:", port));
  server->Wait();
  std::exit(0);
}

}  // namespace

EchoServer::EchoServer() {
  int down[2];
  int up[2];
  Check(pipe(down) == 0 && pipe(up) == 0, "pipe");
  pid_ = fork();
  Check(pid_ >= 0, "fork");
  if (pid_ == 0) Serve(down[0], up[1]);
  close(down[0]);
  close(up[1]);
  to_child_ = down[1];
  from_child_ = up[0];
}

EchoServer::~EchoServer() {
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  close(to_child_);
  close(from_child_);
}

void EchoServer::Start(const std::string& scorecard, const std::string& assessment) {
  Send(to_child_, scorecard);
  Send(to_child_, assessment);
  address_ = Receive(from_child_);
}

}  // namespace continuum::benchmarks
