// SPDX-License-Identifier: Apache-2.0
//
// Holds the checker to the comments of rubric.proto: whatever they call "Required." is missed when
// it is not there.

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/text_format.h"
#include "scoring/check_rubric.h"
#include "tests/scoring/check/check_cases.h"

namespace continuum::scoring {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// "Message.field" of all fields and oneofs in rubric.proto whose comment begins with "Required.".
std::set<std::string> RequiredFields() {
  google::protobuf::FileDescriptorSet files;
  std::ifstream input(CONTINUUM_API_DESCRIPTORS, std::ios::binary);
  EXPECT_TRUE(files.ParseFromIstream(&input));
  DescriptorPool pool;
  for (const google::protobuf::FileDescriptorProto& file : files.file()) {
    EXPECT_NE(pool.BuildFile(file), nullptr) << file.name();
  }
  std::set<std::string> required;
  const auto add = [&required](const auto& descriptor, const std::string& message) {
    google::protobuf::SourceLocation location;
    EXPECT_TRUE(descriptor.GetSourceLocation(&location));
    const absl::string_view comment = absl::StripLeadingAsciiWhitespace(location.leading_comments);
    if (absl::StartsWith(comment, "Required.")) {
      required.insert(absl::StrCat(message, ".", descriptor.name()));
    }
  };
  const auto* file = pool.FindFileByName("continuum/v1/rubric.proto");
  for (int i = 0; i < file->message_type_count(); ++i) {
    const Descriptor& message = *file->message_type(i);
    for (int k = 0; k < message.field_count(); ++k) add(*message.field(k), message.name());
    for (int k = 0; k < message.oneof_decl_count(); ++k)
      add(*message.oneof_decl(k), message.name());
  }
  return required;
}

// Calls `visit` for each message in `message`, itself included, and lets it change what it is
// given.
void ForEachMessage(Message& message, const std::function<void(Message&)>& visit) {
  visit(message);
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->message_type() == nullptr) continue;
    if (!field->is_repeated()) {
      ForEachMessage(*reflection.MutableMessage(&message, field), visit);
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      ForEachMessage(*reflection.MutableRepeatedMessage(&message, field, i), visit);
    }
  }
}

// Empties a field or oneof. Returns whether there was something in it.
bool Clear(Message& message, const std::string& name) {
  const Reflection& reflection = *message.GetReflection();
  if (const auto* oneof = message.GetDescriptor()->FindOneofByName(name)) {
    if (!reflection.HasOneof(message, oneof)) return false;
    reflection.ClearOneof(&message, oneof);
    return true;
  }
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(name);
  const bool there = field->is_repeated() ? reflection.FieldSize(message, field) > 0
                                          : reflection.HasField(message, field);
  reflection.ClearField(&message, field);
  return there;
}

std::vector<v1::RubricProblem> Check(const v1::RubricDefinition& rubric) {
  std::string text;
  EXPECT_TRUE(google::protobuf::TextFormat::PrintToString(rubric, &text));
  return CheckRubric(text);
}

// The rubric without what stands in a field of its nth message of a type; nothing when there is
// nothing in it, or no such message.
std::optional<v1::RubricDefinition> Without(v1::RubricDefinition rubric, const std::string& type,
                                            const std::string& field, int nth) {
  bool cleared = false;
  ForEachMessage(rubric, [&](Message& message) {
    if (message.GetDescriptor()->name() == type && nth-- == 0) cleared = Clear(message, field);
  });
  return cleared ? std::optional(rubric) : std::nullopt;
}

TEST(RequiredFieldsTest, EachIsMissedInEachPlaceWhereItIsNotThere) {
  const ParsedRubric base = ParseRubric(BaseRubric());
  const std::set<std::string> all = RequiredFields();
  EXPECT_GT(all.size(), 60);
  for (const std::string& required : all) {
    const std::pair<std::string, std::string> names = absl::StrSplit(required, '.');
    int places = 0;
    for (int nth = 0; nth < 100; ++nth) {
      const std::optional<v1::RubricDefinition> changed =
          Without(base.definition(), names.first, names.second, nth);
      if (!changed.has_value()) continue;
      ++places;
      EXPECT_TRUE(HasErrors(Check(*changed))) << required << " is not missed:\n"
                                              << changed->ShortDebugString();
    }
    EXPECT_GT(places, 0) << "the base rubric of the cases has no " << required;
  }
}

}  // namespace
}  // namespace continuum::scoring
