// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_SERVER_OPERATIONS_TOGETHER_TEAM_TEST_H_
#define CONTINUUM_TESTS_SERVER_OPERATIONS_TOGETHER_TEAM_TEST_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/together_service.pb.h"
#include "server/auth/permissions.h"
#include "server/operations/access/authorize.h"
#include "server/operations/together.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {

inline constexpr auto kPermissionDenied = absl::StatusCode::kPermissionDenied;
inline constexpr char kA[] = "programs/p/assessments/a";

// A team around the draft programs/p/assessments/a, and people around the team: "owen" owns its
// organization, "lea" leads the program, "eve" is its editor, "con" and "cat" are contributors.
// "sam" is an editor of another program of the organization, "max" leads a program of another one,
// and "mona" monitors for an agency with access to the program.
class TeamTest : public OperationsTest {
 protected:
  TeamTest() {
    MakeOwners();
    MakeProgram("sibling");
    MakeOrganization("elsewhere");
    MakeProgram("q", "elsewhere");
    MakePublished();
    MakeAssessment("a");
    MakeAccount("owen", "ROLE_OWNER", "organizations/o");
    MakeAccount("lea", "ROLE_LEAD", "programs/p");
    MakeAccount("eve", "ROLE_EDITOR", "programs/p");
    MakeAccount("con", "ROLE_CONTRIBUTOR", "programs/p");
    MakeAccount("cat", "ROLE_CONTRIBUTOR", "programs/p");
    MakeAccount("sam", "ROLE_EDITOR", "programs/sibling");
    MakeAccount("max", "ROLE_LEAD", "programs/q");
    EXPECT_THAT(CreateBody(dependencies_, call_,
                           Parse<v1::CreateBodyRequest>(
                               "body_name: 'agencies/health' body { title: 'Health' }")),
                testing::IsOk());
    EXPECT_THAT(CreateAccess(dependencies_, call_,
                             Parse<v1::CreateAccessRequest>(
                                 "parent: 'programs/p' "
                                 "access { body: 'agencies/health' reason: 'a grant' }")),
                testing::IsOk());
    MakeAccount("mona", "ROLE_MONITOR", "agencies/health");
  }

  void MakeAccount(absl::string_view id, absl::string_view role, absl::string_view resource) {
    EXPECT_THAT(CreateAccount(dependencies_, call_,
                              Parse<v1::CreateAccountRequest>(absl::StrCat(
                                  "account_id: '", id, "' account { kind: KIND_PERSON email: '", id,
                                  "@example.org' display_name: 'Name of ", id, "' }"))),
                testing::IsOk());
    EXPECT_THAT(CreateMembership(dependencies_, call_,
                                 Parse<v1::CreateMembershipRequest>(absl::StrCat(
                                     "membership { account: 'accounts/", id, "' resource: '",
                                     resource, "' role: ", role, " }"))),
                testing::IsOk());
  }

  // A call of an account, with its roles as the memberships made above say.
  static Call CallOf(absl::string_view id) {
    const auto call = [&](auth::Role role, absl::string_view resource,
                          std::vector<std::string> organizations) {
      return Call{.caller = auth::Caller::Account(
                      absl::StrCat("accounts/", id), {{role, std::string(resource)}},
                      std::move(organizations), auth::SignedInBy::kToken),
                  .patience = {}};
    };
    if (id == "owen") return call(auth::Role::kOwner, "organizations/o", {"organizations/o"});
    if (id == "lea") return call(auth::Role::kLead, "programs/p", {"organizations/o"});
    if (id == "eve") return call(auth::Role::kEditor, "programs/p", {"organizations/o"});
    if (id == "sam") return call(auth::Role::kEditor, "programs/sibling", {"organizations/o"});
    if (id == "max") return call(auth::Role::kLead, "programs/q", {"organizations/elsewhere"});
    if (id == "mona") return call(auth::Role::kMonitor, "agencies/health", {});
    return call(auth::Role::kContributor, "programs/p", {"organizations/o"});
  }

  // Asks for permission first, as the service does.
  template <typename Response, typename Request>
  absl::StatusOr<Response> Ask(absl::string_view id,
                               absl::StatusOr<Response> (*operation)(const Dependencies&,
                                                                     const Call&, const Request&),
                               const Request& request) {
    const std::string type = Request::descriptor()->name();
    const std::string method = type.substr(0, type.size() - std::string("Request").size());
    const auto* file = Request::descriptor()->file();
    const auth::MethodRule* const rule =
        auth::FindRule(absl::StrCat(file->service(0)->full_name(), ".", method));
    Call call = CallOf(id);
    auto caller = Authorize(dependencies_, call.caller, rule, /*changes=*/false, request);
    if (!caller.ok()) return caller.status();
    call.caller = *std::move(caller);
    return operation(dependencies_, call, request);
  }
  template <typename Response, typename Request>
  absl::StatusOr<Response> Ask(absl::string_view id,
                               absl::StatusOr<Response> (*operation)(const Dependencies&,
                                                                     const Call&, const Request&),
                               absl::string_view request) {
    return Ask(id, operation, Parse<Request>(request));
  }
};

}  // namespace continuum::operations

#endif  // CONTINUUM_TESTS_SERVER_OPERATIONS_TOGETHER_TEAM_TEST_H_
