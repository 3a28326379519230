// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/message_check.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/error.h"
#include "clients/cli/utf8.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace continuum::cli {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The path of the first text in `message` that is not UTF-8; empty when all are.
std::string FindInvalidText(const Message& message) {
  const auto* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const bool is_text = field->type() == FieldDescriptor::TYPE_STRING;
    if (!is_text && field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const int count = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      std::string name =
          field->is_repeated() ? absl::StrCat(field->name(), "[", i, "]") : field->name();
      if (is_text) {
        const std::string text = field->is_repeated()
                                     ? reflection->GetRepeatedString(message, field, i)
                                     : reflection->GetString(message, field);
        if (FindInvalidUtf8(text).has_value()) return name;
        continue;
      }
      const std::string inner =
          FindInvalidText(field->is_repeated() ? reflection->GetRepeatedMessage(message, field, i)
                                               : reflection->GetMessage(message, field));
      if (!inner.empty()) return absl::StrCat(name, ".", inner);
    }
  }
  return "";
}

}  // namespace

absl::Status CheckMessage(const Message& message) {
  const size_t bytes = message.ByteSizeLong();
  if (bytes > kMaxMessageBytes) {
    return UsageError(absl::StrCat("what would be sent is ", bytes, " bytes long, and the service ",
                                   "takes at most ", kMaxMessageBytes,
                                   ": shorten comments and evidence"));
  }
  const std::string invalid = FindInvalidText(message);
  if (invalid.empty()) return absl::OkStatus();
  return UsageError(absl::StrCat("the text of \"", invalid, "\" is not UTF-8"));
}

}  // namespace continuum::cli
