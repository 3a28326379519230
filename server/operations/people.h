// SPDX-License-Identifier: Apache-2.0
//
// The use cases of PeopleService, one function per RPC of the same name. The contract stands at the
// RPCs in continuum/v1/people_service.proto; what rubrics.h says of all use cases holds here too.
// Reads: Get..., List... and ReviewAccess. All others wait for the one writer.

#ifndef CONTINUUM_SERVER_OPERATIONS_PEOPLE_H_
#define CONTINUUM_SERVER_OPERATIONS_PEOPLE_H_

#include "absl/status/statusor.h"
#include "continuum/v1/people_service.pb.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

absl::StatusOr<v1::SignInResponse> SignIn(const Dependencies& dependencies, const Call& call,
                                          const v1::SignInRequest& request);

absl::StatusOr<v1::SignOutResponse> SignOut(const Dependencies& dependencies, const Call& call,
                                            const v1::SignOutRequest& request);

absl::StatusOr<v1::Caller> GetCaller(const Dependencies& dependencies, const Call& call,
                                     const v1::GetCallerRequest& request);

absl::StatusOr<v1::SignInResponse> RedeemCode(const Dependencies& dependencies, const Call& call,
                                              const v1::RedeemCodeRequest& request);

absl::StatusOr<v1::Account> ChangePassword(const Dependencies& dependencies, const Call& call,
                                           const v1::ChangePasswordRequest& request);

absl::StatusOr<v1::BeginSecondFactorResponse> BeginSecondFactor(
    const Dependencies& dependencies, const Call& call,
    const v1::BeginSecondFactorRequest& request);

absl::StatusOr<v1::Account> ConfirmSecondFactor(const Dependencies& dependencies, const Call& call,
                                                const v1::ConfirmSecondFactorRequest& request);

absl::StatusOr<v1::Account> CreateAccount(const Dependencies& dependencies, const Call& call,
                                          const v1::CreateAccountRequest& request);

absl::StatusOr<v1::Account> GetAccount(const Dependencies& dependencies, const Call& call,
                                       const v1::GetAccountRequest& request);

absl::StatusOr<v1::ListAccountsResponse> ListAccounts(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::ListAccountsRequest& request);

absl::StatusOr<v1::Account> DisableAccount(const Dependencies& dependencies, const Call& call,
                                           const v1::DisableAccountRequest& request);

absl::StatusOr<v1::CreateInvitationResponse> CreateInvitation(
    const Dependencies& dependencies, const Call& call, const v1::CreateInvitationRequest& request);

absl::StatusOr<v1::ResetPasswordResponse> ResetPassword(const Dependencies& dependencies,
                                                        const Call& call,
                                                        const v1::ResetPasswordRequest& request);

absl::StatusOr<v1::Membership> CreateMembership(const Dependencies& dependencies, const Call& call,
                                                const v1::CreateMembershipRequest& request);

absl::StatusOr<v1::ListMembershipsResponse> ListMemberships(
    const Dependencies& dependencies, const Call& call, const v1::ListMembershipsRequest& request);

absl::StatusOr<v1::Membership> EndMembership(const Dependencies& dependencies, const Call& call,
                                             const v1::EndMembershipRequest& request);

absl::StatusOr<v1::HandOverResponse> HandOver(const Dependencies& dependencies, const Call& call,
                                              const v1::HandOverRequest& request);

absl::StatusOr<v1::CreateTokenResponse> CreateToken(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::CreateTokenRequest& request);

absl::StatusOr<v1::ListTokensResponse> ListTokens(const Dependencies& dependencies,
                                                  const Call& call,
                                                  const v1::ListTokensRequest& request);

absl::StatusOr<v1::Token> RevokeToken(const Dependencies& dependencies, const Call& call,
                                      const v1::RevokeTokenRequest& request);

absl::StatusOr<v1::ReviewAccessResponse> ReviewAccess(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::ReviewAccessRequest& request);

absl::StatusOr<v1::Body> CreateBody(const Dependencies& dependencies, const Call& call,
                                    const v1::CreateBodyRequest& request);

absl::StatusOr<v1::ListBodiesResponse> ListBodies(const Dependencies& dependencies,
                                                  const Call& call,
                                                  const v1::ListBodiesRequest& request);

absl::StatusOr<v1::Access> CreateAccess(const Dependencies& dependencies, const Call& call,
                                        const v1::CreateAccessRequest& request);

absl::StatusOr<v1::ListAccessesResponse> ListAccesses(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::ListAccessesRequest& request);

absl::StatusOr<v1::ListAccessUsesResponse> ListAccessUses(const Dependencies& dependencies,
                                                          const Call& call,
                                                          const v1::ListAccessUsesRequest& request);

absl::StatusOr<v1::Access> EndAccess(const Dependencies& dependencies, const Call& call,
                                     const v1::EndAccessRequest& request);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_PEOPLE_H_
