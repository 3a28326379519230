// SPDX-License-Identifier: Apache-2.0

#include "continuum/v1/people_service.pb.h"
#include "server/operations/people.h"
#include "server/services/services.h"
#include "server/services/unary_service.h"

namespace continuum::services {

std::unique_ptr<grpc::Service> MakePeopleService(Serve& serve) {
  auto service = std::make_unique<UnaryService>(
      *v1::SignInRequest::descriptor()->file()->FindServiceByName("PeopleService"), serve);
  service->Write(operations::SignIn);
  service->Write(operations::SignOut);
  service->Read(operations::GetCaller);
  service->Write(operations::RedeemCode);
  service->Write(operations::ChangePassword);
  service->Write(operations::BeginSecondFactor);
  service->Write(operations::ConfirmSecondFactor);
  service->Write(operations::CreateAccount);
  service->Read(operations::GetAccount);
  service->Read(operations::ListAccounts);
  service->Write(operations::DisableAccount);
  service->Write(operations::CreateInvitation);
  service->Write(operations::ResetPassword);
  service->Write(operations::CreateMembership);
  service->Read(operations::ListMemberships);
  service->Write(operations::EndMembership);
  service->Write(operations::HandOver);
  service->Write(operations::CreateToken);
  service->Read(operations::ListTokens);
  service->Write(operations::RevokeToken);
  service->Read(operations::ReviewAccess);
  service->Write(operations::CreateBody);
  service->Read(operations::ListBodies);
  service->Write(operations::CreateAccess);
  service->Read(operations::ListAccesses);
  service->Read(operations::ListAccessUses);
  service->Write(operations::EndAccess);
  return service;
}

}  // namespace continuum::services
