// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/raw_call.h"

#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/testing/from_grpc.h"

namespace continuum::testing {
namespace {

// Waits for the operation that was just started; whether it went well.
bool Done(grpc::CompletionQueue& queue) {
  void* tag = nullptr;
  bool ok = false;
  return queue.Next(&tag, &ok) && ok;
}

std::string BytesOf(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

}  // namespace

absl::StatusOr<std::string> RawCall(const std::shared_ptr<grpc::Channel>& channel,
                                    const std::string& method, absl::string_view request,
                                    const std::string& secret) {
  grpc::ClientContext context;
  if (!secret.empty()) context.AddMetadata("authorization", "Bearer " + secret);
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(30)));
  grpc::CompletionQueue queue;
  grpc::GenericStub stub(channel);
  const auto call = stub.PrepareCall(&context, method, &queue);
  call->StartCall(nullptr);
  grpc::Status status;
  grpc::ByteBuffer response;
  bool answered = false;
  if (Done(queue)) {
    const grpc::Slice slice(request.data(), request.size());
    call->WriteLast(grpc::ByteBuffer(&slice, 1), grpc::WriteOptions(), nullptr);
    if (Done(queue)) {
      call->Read(&response, nullptr);
      answered = Done(queue);
    }
  }
  call->Finish(&status, nullptr);
  Done(queue);
  if (!status.ok()) return FromGrpc(status);
  if (!answered) return absl::InternalError("no answer and no error");
  return BytesOf(response);
}

}  // namespace continuum::testing
