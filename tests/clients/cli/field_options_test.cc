// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/field_options.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/assessment_service.pb.h"
#include "continuum/v1/crosswalk_service.pb.h"
#include "continuum/v1/evidence_service.pb.h"
#include "continuum/v1/notification_service.pb.h"
#include "continuum/v1/people_service.pb.h"
#include "continuum/v1/program_service.pb.h"
#include "continuum/v1/records_service.pb.h"
#include "continuum/v1/together_service.pb.h"

namespace continuum::cli {
namespace {

bool HasField(const google::protobuf::Descriptor* message, const std::string& path) {
  for (const absl::string_view part : absl::StrSplit(path, '.')) {
    const auto* field = message == nullptr ? nullptr : message->FindFieldByName(std::string(part));
    if (field == nullptr) return false;
    message = field->message_type();
  }
  return true;
}

// The requests of the API.
std::vector<const google::protobuf::Descriptor*> Requests() {
  std::vector<const google::protobuf::Descriptor*> requests;
  for (const google::protobuf::FileDescriptor* file :
       {v1::CreateAssessmentRequest::descriptor()->file(),
        v1::PrefillAssessmentRequest::descriptor()->file(),
        v1::BeginUploadRequest::descriptor()->file(),
        v1::ListNotificationsRequest::descriptor()->file(), v1::SignInRequest::descriptor()->file(),
        v1::CreateProgramRequest::descriptor()->file(),
        v1::CreatePurgeRequest::descriptor()->file(),
        v1::CreateThreadRequest::descriptor()->file()}) {
    for (int i = 0; i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j) {
        requests.push_back(file->service(i)->method(j)->input_type());
      }
    }
  }
  return requests;
}

TEST(FieldOptionsTest, EachIsAFieldOfARequest) {
  const auto requests = Requests();
  for (const FieldOption& known : AllFieldOptions()) {
    int found = 0;
    for (const auto* request : requests) found += HasField(request, std::string(known.field));
    EXPECT_GT(found, 0) << known.field;
  }
}

TEST(FieldOptionsTest, FieldsAreCalledAsTheyAreTyped) {
  EXPECT_EQ(OptionOf("upload.title"), "--title");
  EXPECT_EQ(OptionOf("policy.comment_months"), "--comments");
  EXPECT_EQ(OptionOf("token.resource"), "--only");
  EXPECT_EQ(OptionOf("thread.criterion"), "--criterion");
  EXPECT_EQ(OptionOf("assignment.targets[1]"), "TARGET");
  EXPECT_EQ(OptionOf("something.new"), "something.new");
  EXPECT_EQ(OptionOf(""), "");
}

}  // namespace
}  // namespace continuum::cli
