// SPDX-License-Identifier: Apache-2.0

#include "tests/benchmarks/load.h"

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <memory>
#include <optional>
#include <utility>

#include "absl/synchronization/blocking_counter.h"
#include "absl/time/clock.h"

namespace continuum::benchmarks {
namespace {

// Counts the calls that end before `until`.
class Client {
 public:
  Client(const Load& load, int number, grpc::GenericStub& stub, absl::Time until,
         std::atomic<int64_t>& answered, absl::BlockingCounter& done)
      : load_(load),
        number_(number),
        stub_(stub),
        until_(until),
        answered_(answered),
        done_(done) {}

  void Call() {
    context_.emplace();
    const std::string bytes = load_.next_request(number_);
    const grpc::Slice slice(bytes);
    request_ = grpc::ByteBuffer(&slice, 1);
    stub_.UnaryCall(&*context_, load_.method, grpc::StubOptions(), &request_, &response_,
                    [this](grpc::Status status) { Answered(status); });
  }

 private:
  void Answered(const grpc::Status& status) {
    if (!status.ok()) {
      std::fprintf(stderr, "%s: %s\n", load_.method.c_str(), status.error_message().c_str());
      std::exit(1);
    }
    if (absl::Now() >= until_) {
      done_.DecrementCount();
      return;
    }
    ++answered_;
    Call();
  }

  const Load& load_;
  const int number_;
  grpc::GenericStub& stub_;
  const absl::Time until_;
  std::atomic<int64_t>& answered_;
  absl::BlockingCounter& done_;
  std::optional<grpc::ClientContext> context_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
};

}  // namespace

double CallsPerSecond(const Load& load, absl::Duration time) {
  grpc::GenericStub stub(grpc::CreateChannel(load.address, grpc::InsecureChannelCredentials()));
  std::atomic<int64_t> answered = 0;
  absl::BlockingCounter done(load.clients);
  const absl::Time until = absl::Now() + time;
  std::deque<Client> clients;
  for (int i = 0; i < load.clients; ++i) clients.emplace_back(load, i, stub, until, answered, done);
  for (Client& client : clients) client.Call();
  done.Wait();
  return static_cast<double>(answered) / absl::ToDoubleSeconds(time);
}

}  // namespace continuum::benchmarks
