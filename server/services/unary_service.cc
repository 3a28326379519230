// SPDX-License-Identifier: Apache-2.0

#include "server/services/unary_service.h"

#include <cstdlib>
#include <iostream>

#include <grpcpp/impl/codegen/server_callback_handlers.h>
#include <grpcpp/impl/rpc_service_method.h>
#include <grpcpp/support/proto_buffer_reader.h>

#include "absl/strings/str_cat.h"
#include "server/auth/permissions.h"
#include "server/base/errors.h"

namespace continuum::services {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

const MethodDescriptor& MethodTaking(const ServiceDescriptor& service, const Descriptor& request) {
  for (int i = 0; i < service.method_count(); ++i) {
    if (service.method(i)->input_type() == &request) return *service.method(i);
  }
  std::cerr << service.full_name() << " has no method that takes " << request.full_name() << "\n";
  std::abort();
}

}  // namespace

absl::Status UnaryService::Parse(const grpc::ByteBuffer& bytes,
                                 google::protobuf::Message& message) {
  grpc::ByteBuffer shared = bytes;  // reading needs one that may change, and this one is gRPC's
  grpc::ProtoBufferReader reader(&shared);
  if (reader.status().ok() && message.ParseFromZeroCopyStream(&reader)) return absl::OkStatus();
  return base::InvalidRequest("MALFORMED_MESSAGE",
                              "the request is not a valid message: its text must be UTF-8");
}

void UnaryService::Add(Lane& lane, bool changes, const Descriptor& request, Method::Answer answer) {
  const MethodDescriptor& descriptor = MethodTaking(descriptor_, request);
  const std::string name = absl::StrCat(descriptor_.name(), ".", descriptor.name());
  const std::string& path =
      paths_.emplace_back(absl::StrCat("/", descriptor_.full_name(), "/", descriptor.name()));
  const Method& method =
      methods_.emplace_back(Method{name, auth::FindRule(descriptor.full_name()), &lane, changes,
                                   serve_.parts().metrics->ForMethod(name), std::move(answer)});
  // From here as the code that protoc generates for a raw callback method.
  AddMethod(new grpc::internal::RpcServiceMethod(path.c_str(),
                                                 grpc::internal::RpcMethod::NORMAL_RPC, nullptr));
  MarkMethodRawCallback(
      static_cast<int>(methods_.size()) - 1,
      new grpc::internal::CallbackUnaryHandler<grpc::ByteBuffer, grpc::ByteBuffer>(
          [this, &method](grpc::CallbackServerContext* context, const grpc::ByteBuffer* bytes,
                          grpc::ByteBuffer* response) {
            return serve_.Take(method, context, bytes, response);
          }));
}

}  // namespace continuum::services
