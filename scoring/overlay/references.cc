// SPDX-License-Identifier: Apache-2.0

#include "scoring/overlay/references.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "scoring/parse/noun.h"

namespace continuum::scoring {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Calls `visit(message, field, owner)` for every set field that names a criterion, where `owner` is
// the innermost message around it that has an id.
template <typename Visit>
void ForEachReference(Message* message, Message* owner, const Visit& visit) {
  const Reflection& reflection = *message->GetReflection();
  if (message->GetDescriptor()->FindFieldByName("id") != nullptr) owner = message;
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(*message, &fields);
  for (const FieldDescriptor* const field : fields) {
    if (NamesCriterion(*field)) {
      visit(message, field, owner);
    } else if (field->message_type() != nullptr && field->is_repeated()) {
      for (int i = 0; i < reflection.FieldSize(*message, field); ++i) {
        ForEachReference(reflection.MutableRepeatedMessage(message, field, i), owner, visit);
      }
    } else if (field->message_type() != nullptr) {
      ForEachReference(reflection.MutableMessage(message, field), owner, visit);
    }
  }
}

}  // namespace

bool NamesCriterion(const FieldDescriptor& field) {
  return field.name() == "criterion" && !field.is_repeated() &&
         field.cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
         field.containing_type() != v1::Terms::descriptor();
}

void RenameCriterion(absl::string_view from, absl::string_view to, v1::RubricDefinition* rubric) {
  ForEachReference(rubric, rubric,
                   [from, to](Message* message, const FieldDescriptor* field, const Message*) {
                     const Reflection& reflection = *message->GetReflection();
                     if (reflection.GetString(*message, field) != from) return;
                     reflection.SetString(message, field, std::string(to));
                   });
}

std::vector<std::string> FindReferences(absl::string_view criterion,
                                        const v1::RubricDefinition& rubric) {
  v1::RubricDefinition copy = rubric;  // the walk is one for reading and for writing
  std::vector<std::string> found;
  ForEachReference(&copy, &copy,
                   [&](Message* message, const FieldDescriptor* field, const Message* owner) {
                     if (message->GetReflection()->GetString(*message, field) != criterion) return;
                     const std::string noun = TheNoun(*owner);
                     if (std::find(found.begin(), found.end(), noun) == found.end()) {
                       found.push_back(noun);
                     }
                   });
  return found;
}

}  // namespace continuum::scoring
