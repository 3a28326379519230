// SPDX-License-Identifier: Apache-2.0
//
// What holds for organizations, programs and sites alike: each test runs for all three.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// One noun's requests and functions under common names.
struct OrganizationNoun {
  using Message = v1::Organization;
  static constexpr char kField[] = "organization";
  static std::string Name(absl::string_view id) { return absl::StrCat("organizations/", id); }
  static v1::CreateOrganizationRequest Create(absl::string_view id) {
    v1::CreateOrganizationRequest request;
    request.set_organization_id(std::string(id));
    request.mutable_organization()->set_title("A title");
    return request;
  }
  static auto* Body(v1::CreateOrganizationRequest& request) {
    return request.mutable_organization();
  }
  static auto* Body(v1::UpdateOrganizationRequest& request) {
    return request.mutable_organization();
  }
  static const auto& Rows(const v1::ListOrganizationsResponse& r) { return r.organizations(); }
  static v1::ListOrganizationsRequest List() { return {}; }
  using GetRequest = v1::GetOrganizationRequest;
  using UpdateRequest = v1::UpdateOrganizationRequest;
  using ArchiveRequest = v1::ArchiveOrganizationRequest;
  static constexpr auto kCreate = CreateOrganization;
  static constexpr auto kGet = GetOrganization;
  static constexpr auto kList = ListOrganizations;
  static constexpr auto kUpdate = UpdateOrganization;
  static constexpr auto kArchive = ArchiveOrganization;
};

struct ProgramNoun {
  using Message = v1::Program;
  static constexpr char kField[] = "program";
  static std::string Name(absl::string_view id) { return absl::StrCat("programs/", id); }
  static v1::CreateProgramRequest Create(absl::string_view id) {
    v1::CreateProgramRequest request;
    request.set_program_id(std::string(id));
    request.mutable_program()->set_title("A title");
    request.mutable_program()->set_organization("organizations/home");
    return request;
  }
  static auto* Body(v1::CreateProgramRequest& request) { return request.mutable_program(); }
  static auto* Body(v1::UpdateProgramRequest& request) { return request.mutable_program(); }
  static const auto& Rows(const v1::ListProgramsResponse& r) { return r.programs(); }
  static v1::ListProgramsRequest List() { return {}; }
  using GetRequest = v1::GetProgramRequest;
  using UpdateRequest = v1::UpdateProgramRequest;
  using ArchiveRequest = v1::ArchiveProgramRequest;
  static constexpr auto kCreate = CreateProgram;
  static constexpr auto kGet = GetProgram;
  static constexpr auto kList = ListPrograms;
  static constexpr auto kUpdate = UpdateProgram;
  static constexpr auto kArchive = ArchiveProgram;
};

struct SiteNoun {
  using Message = v1::Site;
  static constexpr char kField[] = "site";
  static std::string Name(absl::string_view id) { return absl::StrCat("programs/home/sites/", id); }
  static v1::CreateSiteRequest Create(absl::string_view id) {
    v1::CreateSiteRequest request;
    request.set_parent("programs/home");
    request.set_site_id(std::string(id));
    request.mutable_site()->set_title("A title");
    return request;
  }
  static auto* Body(v1::CreateSiteRequest& request) { return request.mutable_site(); }
  static auto* Body(v1::UpdateSiteRequest& request) { return request.mutable_site(); }
  static const auto& Rows(const v1::ListSitesResponse& r) { return r.sites(); }
  static v1::ListSitesRequest List() {
    return Parse<v1::ListSitesRequest>("parent: 'programs/home'");
  }
  using GetRequest = v1::GetSiteRequest;
  using UpdateRequest = v1::UpdateSiteRequest;
  using ArchiveRequest = v1::ArchiveSiteRequest;
  static constexpr auto kCreate = CreateSite;
  static constexpr auto kGet = GetSite;
  static constexpr auto kList = ListSites;
  static constexpr auto kUpdate = UpdateSite;
  static constexpr auto kArchive = ArchiveSite;
};

template <typename Noun>
class EveryNounTest : public OperationsTest {
 protected:
  using Message = typename Noun::Message;

  // Programs need an organization and sites a program: "home", which the lists of the other nouns
  // see as well.
  EveryNounTest() {
    if (!std::is_same_v<Noun, OrganizationNoun>) MakeOrganization("home");
    if (std::is_same_v<Noun, SiteNoun>) MakeProgram("home", "home");
  }

  absl::StatusOr<Message> Create(absl::string_view id, absl::string_view request_id = "") {
    auto request = Noun::Create(id);
    request.set_request_id(std::string(request_id));
    return Noun::kCreate(dependencies_, call_, request);
  }
  absl::StatusOr<Message> Get(absl::string_view id) { return Get(call_, id); }
  absl::StatusOr<Message> Get(const Call& call, absl::string_view id) {
    typename Noun::GetRequest request;
    request.set_name(Noun::Name(id));
    return Noun::kGet(dependencies_, call, request);
  }
  typename Noun::UpdateRequest Retitle(absl::string_view id, absl::string_view title,
                                       absl::string_view etag = "") {
    typename Noun::UpdateRequest request;
    Noun::Body(request)->set_name(Noun::Name(id));
    Noun::Body(request)->set_title(std::string(title));
    Noun::Body(request)->set_etag(std::string(etag));
    request.mutable_update_mask()->add_paths("title");
    return request;
  }
  absl::StatusOr<Message> Update(const typename Noun::UpdateRequest& request) {
    return Noun::kUpdate(dependencies_, call_, request);
  }
  absl::StatusOr<Message> Archive(absl::string_view id, absl::string_view etag = "",
                                  absl::string_view request_id = "") {
    typename Noun::ArchiveRequest request;
    request.set_name(Noun::Name(id));
    request.set_etag(std::string(etag));
    request.set_request_id(std::string(request_id));
    return Noun::kArchive(dependencies_, call_, request);
  }
  // The ids on a page, and the token of the next one.
  template <typename Request>
  absl::StatusOr<std::vector<std::string>> List(Request request, std::string* token = nullptr) {
    const auto response = Noun::kList(dependencies_, call_, request);
    if (!response.ok()) return response.status();
    if (token != nullptr) *token = response->next_page_token();
    std::vector<std::string> ids;
    for (const Message& row : Noun::Rows(*response)) {
      ids.push_back(row.name().substr(row.name().rfind('/') + 1));
    }
    return ids;
  }
};

using Nouns = ::testing::Types<OrganizationNoun, ProgramNoun, SiteNoun>;
TYPED_TEST_SUITE(EveryNounTest, Nouns);

TYPED_TEST(EveryNounTest, IsCreatedAndRead) {
  ASSERT_OK_AND_ASSIGN(const auto created, this->Create("a1"));
  EXPECT_EQ(created.name(), TypeParam::Name("a1"));
  EXPECT_EQ(created.title(), "A title");
  EXPECT_EQ(created.state(), v1::LIFECYCLE_STATE_ACTIVE);
  EXPECT_FALSE(created.etag().empty());
  EXPECT_THAT(created.create_time(), EqualsProto("seconds: 1772366400"));
  EXPECT_THAT(created.update_time(), EqualsProto(created.create_time()));
  EXPECT_THAT(this->Get("a1"), testing::IsOkAndHolds(EqualsProto(created)));
}

TYPED_TEST(EveryNounTest, CreateNamesAllWrongFields) {
  auto request = TypeParam::Create("1");
  TypeParam::Body(request)->set_title(std::string(201, 'x'));
  request.set_request_id(std::string(65, 'x'));
  EXPECT_THAT(TypeParam::kCreate(this->dependencies_, this->call_, request),
              HasWrongFields(absl::StrCat(TypeParam::kField, "_id, ", TypeParam::kField,
                                          ".title, request_id")));
  TypeParam::Body(request)->set_title("");
  EXPECT_THAT(TypeParam::kCreate(this->dependencies_, this->call_, request),
              HasWrongFields(absl::StrCat(TypeParam::kField, "_id, ", TypeParam::kField,
                                          ".title, request_id")));
}

TYPED_TEST(EveryNounTest, IdsAreTakenOnce) {
  ASSERT_THAT(this->Create("a"), IsOk());
  EXPECT_THAT(this->Create("a"), FailsWith(kAlreadyExists, "ALREADY_EXISTS"));
}

TYPED_TEST(EveryNounTest, CreateIgnoresNameAndOutputOnlyFields) {
  auto request = TypeParam::Create("a");
  TypeParam::Body(request)->set_name("whatever");
  TypeParam::Body(request)->set_etag("7");
  TypeParam::Body(request)->set_state(v1::LIFECYCLE_STATE_ARCHIVED);
  ASSERT_OK_AND_ASSIGN(const auto created,
                       TypeParam::kCreate(this->dependencies_, this->call_, request));
  EXPECT_EQ(created.name(), TypeParam::Name("a"));
  EXPECT_EQ(created.state(), v1::LIFECYCLE_STATE_ACTIVE);
}

TYPED_TEST(EveryNounTest, CreateIsRepeatedSafely) {
  ASSERT_OK_AND_ASSIGN(const auto created, this->Create("a", "request-1"));
  ASSERT_THAT(this->Update(this->Retitle("a", "Another title")), IsOk());
  EXPECT_THAT(this->Create("a", "request-1"), testing::IsOkAndHolds(EqualsProto(created)));
  EXPECT_THAT(this->Create("b", "request-1"), FailsWith(kFailedPrecondition, "REQUEST_ID_REUSED"));
  EXPECT_THAT(this->Get("b"), FailsWith(kNotFound, "NOT_FOUND"));
}

TYPED_TEST(EveryNounTest, GetSaysWhatIsWrong) {
  typename TypeParam::GetRequest request;
  EXPECT_THAT(TypeParam::kGet(this->dependencies_, this->call_, request), HasWrongFields("name"));
  EXPECT_THAT(this->Get("none"), FailsWith(kNotFound, "NOT_FOUND"));
}

TYPED_TEST(EveryNounTest, UpdateChangesWhatTheMaskNames) {
  ASSERT_OK_AND_ASSIGN(const auto created, this->Create("a"));
  this->clock_.Advance(absl::Seconds(1));
  ASSERT_OK_AND_ASSIGN(const auto updated,
                       this->Update(this->Retitle("a", "Another title", created.etag())));
  EXPECT_EQ(updated.title(), "Another title");
  EXPECT_NE(updated.etag(), created.etag());
  EXPECT_THAT(updated.create_time(), EqualsProto(created.create_time()));
  EXPECT_THAT(updated.update_time(), EqualsProto("seconds: 1772366401"));
  EXPECT_THAT(this->Get("a"), testing::IsOkAndHolds(EqualsProto(updated)));
}

TYPED_TEST(EveryNounTest, UpdateNamesAllWrongFields) {
  auto request = this->Retitle("A", " ");
  request.mutable_update_mask()->add_paths("name");
  const std::string field = TypeParam::kField;
  EXPECT_THAT(this->Update(request),
              HasWrongFields(absl::StrCat(field, ".name, update_mask, ", field, ".title")));
  request.clear_update_mask();
  EXPECT_THAT(this->Update(request), HasWrongFields(absl::StrCat(field, ".name, update_mask")));
}

TYPED_TEST(EveryNounTest, UpdateChecksExistenceThenStateThenEtag) {
  EXPECT_THAT(this->Update(this->Retitle("a", "x", "stale")), FailsWith(kNotFound, "NOT_FOUND"));
  ASSERT_THAT(this->Create("a"), IsOk());
  EXPECT_THAT(this->Update(this->Retitle("a", "x", "stale")), FailsWith(kAborted, "ETAG_MISMATCH"));
  ASSERT_THAT(this->Archive("a"), IsOk());
  EXPECT_THAT(this->Update(this->Retitle("a", "x", "stale")),
              FailsWith(kFailedPrecondition, "ARCHIVED"));
}

TYPED_TEST(EveryNounTest, UpdateIsRepeatedSafely) {
  ASSERT_OK_AND_ASSIGN(const auto created, this->Create("a"));
  auto request = this->Retitle("a", "Second", created.etag());
  request.set_request_id("request-1");
  ASSERT_OK_AND_ASSIGN(const auto updated, this->Update(request));
  ASSERT_THAT(this->Archive("a"), IsOk());
  // Neither the etag that is stale by now nor the archiving matter to the repeated call.
  EXPECT_THAT(this->Update(request), testing::IsOkAndHolds(EqualsProto(updated)));
  TypeParam::Body(request)->set_title("Third");
  EXPECT_THAT(this->Update(request), FailsWith(kFailedPrecondition, "REQUEST_ID_REUSED"));
}

TYPED_TEST(EveryNounTest, ArchivesOnce) {
  ASSERT_OK_AND_ASSIGN(const auto created, this->Create("a"));
  EXPECT_THAT(this->Archive("A"), HasWrongFields("name"));
  EXPECT_THAT(this->Archive("b"), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(this->Archive("a", "stale"), FailsWith(kAborted, "ETAG_MISMATCH"));
  ASSERT_OK_AND_ASSIGN(const auto archived, this->Archive("a", created.etag(), "request-1"));
  EXPECT_EQ(archived.state(), v1::LIFECYCLE_STATE_ARCHIVED);
  EXPECT_THAT(this->Get("a"), testing::IsOkAndHolds(EqualsProto(archived)));
  EXPECT_THAT(this->Archive("a"), FailsWith(kFailedPrecondition, "ARCHIVED"));
  EXPECT_THAT(this->Archive("a", created.etag(), "request-1"),
              testing::IsOkAndHolds(EqualsProto(archived)));
  EXPECT_THAT(this->Archive("a", "", "request-1"),
              FailsWith(kFailedPrecondition, "REQUEST_ID_REUSED"));
}

TYPED_TEST(EveryNounTest, ListsByNameInPages) {
  for (const char* id : {"d", "b", "e", "a", "c"}) ASSERT_THAT(this->Create(id), IsOk());
  EXPECT_THAT(this->List(TypeParam::List()),
              testing::IsOkAndHolds(ElementsAre("a", "b", "c", "d", "e")));
  auto request = TypeParam::List();
  request.set_page_size(2);
  std::string token;
  EXPECT_THAT(this->List(request, &token), testing::IsOkAndHolds(ElementsAre("a", "b")));
  request.set_page_token(token);
  request.set_page_size(3);
  EXPECT_THAT(this->List(request, &token), testing::IsOkAndHolds(ElementsAre("c", "d", "e")));
  EXPECT_THAT(token, IsEmpty());
}

TYPED_TEST(EveryNounTest, PagesShowTheMomentOfTheFirst) {
  for (const char* id : {"a", "c", "e"}) ASSERT_THAT(this->Create(id), IsOk());
  auto request = TypeParam::List();
  request.set_page_size(1);
  request.set_state(v1::LIFECYCLE_STATE_ACTIVE);
  std::string token;
  EXPECT_THAT(this->List(request, &token), testing::IsOkAndHolds(ElementsAre("a")));
  // What is created and archived between the pages changes neither.
  ASSERT_THAT(this->Create("d"), IsOk());
  ASSERT_THAT(this->Archive("a"), IsOk());
  ASSERT_THAT(this->Archive("e"), IsOk());
  request.set_page_token(token);
  request.set_page_size(10);
  EXPECT_THAT(this->List(request, &token), testing::IsOkAndHolds(ElementsAre("c", "e")));
  request.clear_page_token();
  EXPECT_THAT(this->List(request), testing::IsOkAndHolds(ElementsAre("c", "d")));
}

TYPED_TEST(EveryNounTest, ListsByState) {
  ASSERT_THAT(this->Create("a"), IsOk());
  ASSERT_THAT(this->Create("b"), IsOk());
  ASSERT_THAT(this->Archive("b"), IsOk());
  auto request = TypeParam::List();
  request.set_state(v1::LIFECYCLE_STATE_ARCHIVED);
  EXPECT_THAT(this->List(request), testing::IsOkAndHolds(ElementsAre("b")));
}

TYPED_TEST(EveryNounTest, ListNamesAllWrongFields) {
  auto request = TypeParam::List();
  request.set_state(static_cast<v1::LifecycleState>(77));
  request.set_page_size(-1);
  request.set_page_token("x");
  EXPECT_THAT(this->List(request), HasWrongFields("state, page_size, page_token"));
}

TYPED_TEST(EveryNounTest, TokensBelongToTheirQuery) {
  ASSERT_THAT(this->Create("a"), IsOk());
  ASSERT_THAT(this->Create("b"), IsOk());
  auto request = TypeParam::List();
  request.set_page_size(1);
  std::string token;
  ASSERT_THAT(this->List(request, &token), IsOk());
  request.set_page_token(token);
  request.set_state(v1::LIFECYCLE_STATE_ACTIVE);
  EXPECT_THAT(this->List(request), HasWrongFields("page_token"));
}

TYPED_TEST(EveryNounTest, IsNotThereForOthers) {
  ASSERT_THAT(this->Create("a"), IsOk());
  const Call stranger = this->CallOfOwner("elsewhere");
  EXPECT_THAT(this->Get(stranger, "a"), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(TypeParam::kUpdate(this->dependencies_, stranger, this->Retitle("a", "x", "stale")),
              FailsWith(kNotFound, "NOT_FOUND"));
  typename TypeParam::ArchiveRequest archive;
  archive.set_name(TypeParam::Name("a"));
  EXPECT_THAT(TypeParam::kArchive(this->dependencies_, stranger, archive),
              FailsWith(kNotFound, "NOT_FOUND"));
}

TYPED_TEST(EveryNounTest, RequestIdsOfOtherCallersAreTheirOwn) {
  ASSERT_THAT(this->Create("a", "request-1"), IsOk());
  auto request = this->Retitle("a", "By somebody else");
  request.set_request_id("request-1");
  const Call other{
      .caller = auth::Caller::Owner("other", {"organizations/home", "organizations/a"}),
      .patience = {}};
  EXPECT_THAT(TypeParam::kUpdate(this->dependencies_, other, request), IsOk());
}

}  // namespace
}  // namespace continuum::operations
