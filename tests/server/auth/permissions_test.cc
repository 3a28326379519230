// SPDX-License-Identifier: Apache-2.0
//
// Holds the permission table and the API to each other. The API is read from a descriptor set that
// the build makes of all our protos, with their comments.

#include "server/auth/permissions.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "google/rpc/code.pb.h"
#include "server/auth/caller.h"

namespace continuum::auth {
namespace {

using ::google::protobuf::DescriptorPool;
using ::google::protobuf::FileDescriptor;
using ::google::protobuf::FileDescriptorProto;
using ::google::protobuf::FileDescriptorSet;
using ::google::protobuf::MethodDescriptor;
using ::google::protobuf::ServiceDescriptor;
using ::google::protobuf::SourceLocation;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAreArray;

// All methods of continuum.v1, with their comments.
class PermissionsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ifstream in(CONTINUUM_API_DESCRIPTORS, std::ios::binary);
    FileDescriptorSet set;
    ASSERT_TRUE(set.ParseFromIstream(&in)) << CONTINUUM_API_DESCRIPTORS;
    for (const FileDescriptorProto& proto : set.file()) {
      const FileDescriptor* file = pool_.BuildFile(proto);
      ASSERT_NE(file, nullptr) << proto.name();
      if (file->package() == "continuum.v1") AddMethods(*file);
    }
    ASSERT_THAT(methods_, SizeIs(::testing::Ge(30)));
  }

  void AddMethods(const FileDescriptor& file) {
    for (int s = 0; s < file.service_count(); ++s) {
      const ServiceDescriptor& service = *file.service(s);
      for (int m = 0; m < service.method_count(); ++m) methods_.push_back(service.method(m));
    }
  }

  DescriptorPool pool_;
  std::vector<const MethodDescriptor*> methods_;
};

std::string CommentOf(const MethodDescriptor& method) {
  SourceLocation location;
  EXPECT_TRUE(method.GetSourceLocation(&location)) << method.full_name();
  return location.leading_comments;
}

// The "CODE" of each line "* CODE, REASON: what to do".
std::vector<std::string> ListedCodes(const std::string& comment) {
  std::vector<std::string> codes;
  for (absl::string_view line : absl::StrSplit(comment, '\n')) {
    if (!absl::ConsumePrefix(&line, " * ")) continue;
    codes.emplace_back(line.substr(0, line.find(',')));
  }
  return codes;
}

TEST_F(PermissionsTest, EveryMethodHasARowAndEveryRowAMethod) {
  std::vector<std::string> names;
  for (const MethodDescriptor* method : methods_) names.push_back(method->full_name());
  std::vector<std::string> rows;
  for (const absl::string_view row : MethodsWithPermission()) rows.emplace_back(row);
  EXPECT_THAT(rows, UnorderedElementsAreArray(names));
  for (const std::string& name : names) EXPECT_TRUE(PermissionOf(name).has_value()) << name;
}

TEST_F(PermissionsTest, EveryMethodListsItsErrors) {
  for (const MethodDescriptor* method : methods_) {
    EXPECT_TRUE(absl::StrContains(CommentOf(*method), "\n Errors:")) << method->full_name();
  }
}

TEST_F(PermissionsTest, ListedErrorsAreCodesOfGrpc) {
  size_t listed = 0;
  for (const MethodDescriptor* method : methods_) {
    for (const std::string& code : ListedCodes(CommentOf(*method))) {
      google::rpc::Code parsed;
      EXPECT_TRUE(google::rpc::Code_Parse(code, &parsed)) << method->full_name() << ": " << code;
      ++listed;
    }
  }
  EXPECT_GT(listed, methods_.size());
}

TEST(PermissionOfTest, AnUnknownMethodHasNone) {
  for (const char* method :
       {"", "continuum.v1.ProgramService", "continuum.v1.ProgramService.GetProgra",
        "continuum.v1.ProgramService.GetPrograms", "a", "z"}) {
    EXPECT_EQ(PermissionOf(method), std::nullopt) << method;
  }
}

TEST(PermitsTest, OnlyTheLocalCallerMayDoAnything) {
  EXPECT_TRUE(Permits(Caller::Local(), Permission::kPublishRubrics));
  EXPECT_FALSE(Permits(Caller::Owner("someone", {"organizations/a"}), Permission::kReadRubrics));
}

}  // namespace
}  // namespace continuum::auth
