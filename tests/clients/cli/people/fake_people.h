// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_CLIENTS_CLI_PEOPLE_FAKE_PEOPLE_H_
#define CONTINUUM_TESTS_CLIENTS_CLI_PEOPLE_FAKE_PEOPLE_H_

#include <google/protobuf/text_format.h>
#include <grpcpp/grpcpp.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "continuum/v1/people_service.grpc.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace continuum::testing {

// An error with a reason, as the server sends it.
inline grpc::Status Refusal(grpc::StatusCode code, const std::string& reason) {
  google::rpc::ErrorInfo info;
  info.set_reason(reason);
  google::rpc::Status status;
  status.set_code(code);
  status.set_message("refused");
  status.add_details()->PackFrom(info);
  return {code, "refused", status.SerializeAsString()};
}

// The same about one field.
inline grpc::Status FieldInvalid(const std::string& field) {
  google::rpc::BadRequest detail;
  detail.add_field_violations()->set_field(field);
  google::rpc::Status status;
  status.add_details()->PackFrom(detail);
  return {grpc::StatusCode::INVALID_ARGUMENT, field + " is wrong", status.SerializeAsString()};
}

// People who answer with what the test has put into `answers` by call or else by method, as text;
// otherwise with an empty message. `refusals` come first, each once. Keeps what it was asked. The
// secrets that it gives all begin with "hush-". Calls come one at a time.
class FakePeople final : public v1::PeopleService::Service {
 public:
  // What was asked, as "SignIn email: ..."; and who asked it, as the metadata say.
  std::vector<std::string> calls;
  std::vector<std::string> callers;
  std::map<std::string, std::string> answers;
  std::multimap<std::string, grpc::Status> refusals;

#define CONTINUUM_FAKE(Method, Request, Response)                               \
  grpc::Status Method(grpc::ServerContext* context, const v1::Request* request, \
                      v1::Response* response) override {                        \
    return Answer(#Method, *context, *request, response);                       \
  }
  CONTINUUM_FAKE(SignIn, SignInRequest, SignInResponse)
  CONTINUUM_FAKE(SignOut, SignOutRequest, SignOutResponse)
  CONTINUUM_FAKE(GetCaller, GetCallerRequest, Caller)
  CONTINUUM_FAKE(RedeemCode, RedeemCodeRequest, SignInResponse)
  CONTINUUM_FAKE(ChangePassword, ChangePasswordRequest, Account)
  CONTINUUM_FAKE(BeginSecondFactor, BeginSecondFactorRequest, BeginSecondFactorResponse)
  CONTINUUM_FAKE(ConfirmSecondFactor, ConfirmSecondFactorRequest, Account)
  CONTINUUM_FAKE(CreateAccount, CreateAccountRequest, Account)
  CONTINUUM_FAKE(ListAccounts, ListAccountsRequest, ListAccountsResponse)
  CONTINUUM_FAKE(DisableAccount, DisableAccountRequest, Account)
  CONTINUUM_FAKE(CreateInvitation, CreateInvitationRequest, CreateInvitationResponse)
  CONTINUUM_FAKE(ResetPassword, ResetPasswordRequest, ResetPasswordResponse)
  CONTINUUM_FAKE(CreateMembership, CreateMembershipRequest, Membership)
  CONTINUUM_FAKE(ListMemberships, ListMembershipsRequest, ListMembershipsResponse)
  CONTINUUM_FAKE(EndMembership, EndMembershipRequest, Membership)
  CONTINUUM_FAKE(HandOver, HandOverRequest, HandOverResponse)
  CONTINUUM_FAKE(CreateToken, CreateTokenRequest, CreateTokenResponse)
  CONTINUUM_FAKE(ListTokens, ListTokensRequest, ListTokensResponse)
  CONTINUUM_FAKE(RevokeToken, RevokeTokenRequest, Token)
  CONTINUUM_FAKE(ReviewAccess, ReviewAccessRequest, ReviewAccessResponse)
  CONTINUUM_FAKE(CreateBody, CreateBodyRequest, Body)
  CONTINUUM_FAKE(ListBodies, ListBodiesRequest, ListBodiesResponse)
  CONTINUUM_FAKE(CreateAccess, CreateAccessRequest, Access)
  CONTINUUM_FAKE(ListAccesses, ListAccessesRequest, ListAccessesResponse)
  CONTINUUM_FAKE(ListAccessUses, ListAccessUsesRequest, ListAccessUsesResponse)
  CONTINUUM_FAKE(EndAccess, EndAccessRequest, Access)
#undef CONTINUUM_FAKE

 private:
  template <typename Request, typename Response>
  grpc::Status Answer(const std::string& method, const grpc::ServerContext& context,
                      const Request& request, Response* response) {
    calls.push_back(method + " " + request.ShortDebugString());
    const auto& metadata = context.client_metadata();
    const auto caller = metadata.find("authorization");
    callers.emplace_back(
        caller == metadata.end() ? "" : std::string(caller->second.data(), caller->second.size()));
    if (const auto refusal = refusals.find(method); refusal != refusals.end()) {
      grpc::Status status = refusal->second;
      refusals.erase(refusal);
      return status;
    }
    const auto of_call = answers.find(calls.back());
    const std::string& answer = of_call == answers.end() ? answers[method] : of_call->second;
    if (!google::protobuf::TextFormat::ParseFromString(answer, response)) {
      return {grpc::StatusCode::INTERNAL, "the test's answer is none"};
    }
    return grpc::Status::OK;
  }
};

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_CLIENTS_CLI_PEOPLE_FAKE_PEOPLE_H_
