// SPDX-License-Identifier: Apache-2.0

#include "tests/end_to_end/client.h"

#include <google/protobuf/text_format.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

namespace continuum::end_to_end {

Client::Client(const std::string& address,
               const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxSendMessageSize(-1);  // what is too large, the server is to say
  channel_ = grpc::CreateCustomChannel(address, credentials, arguments);
  rubrics_ = v1::RubricService::NewStub(channel_);
  programs_ = v1::ProgramService::NewStub(channel_);
  assessments_ = v1::AssessmentService::NewStub(channel_);
  crosswalks_ = v1::CrosswalkService::NewStub(channel_);
  people_ = v1::PeopleService::NewStub(channel_);
  evidence_ = v1::EvidenceService::NewStub(channel_);
  together_ = v1::TogetherService::NewStub(channel_);
  records_ = v1::RecordsService::NewStub(channel_);
  ledger_ = v1::LedgerService::NewStub(channel_);
}

void Client::ParseText(absl::string_view text, google::protobuf::Message& message) {
  if (!google::protobuf::TextFormat::ParseFromString(std::string(text), &message)) {
    ADD_FAILURE() << "not a " << message.GetTypeName() << ": " << std::string(text);
  }
}

}  // namespace continuum::end_to_end
