// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/resource_of.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/descriptor.h"
#include "server/operations/common/resource_names.h"

namespace continuum::operations {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::pair<absl::string_view, auth::ResourceKind> kCollections[] = {
    {"accounts", auth::ResourceKind::kAccount},
    {"accreditors", auth::ResourceKind::kAccreditor},
    {"agencies", auth::ResourceKind::kAgency},
    {"organizations", auth::ResourceKind::kOrganization},
    {"programs", auth::ResourceKind::kProgram},
};

// Of the longest part of a name that there can be.
constexpr size_t kMaxSegmentBytes = 64;
constexpr size_t kMaxSegments = 6;

[[noreturn]] void NoSuchText(const Message& request, absl::string_view path) {
  std::cerr << request.GetTypeName() << " has no text at " << path << "\n";
  std::abort();
}

}  // namespace

std::optional<RoleResource> ResourceAround(absl::string_view name) {
  if (name == auth::kInstallationResource) {
    return RoleResource{auth::ResourceKind::kInstallation, std::string(name)};
  }
  const std::vector<absl::string_view> segments = absl::StrSplit(name, '/');
  if (segments.size() < 2 || !IsResourceId(segments[1])) return std::nullopt;
  for (const auto& [collection, kind] : kCollections) {
    if (segments[0] == collection)
      return RoleResource{kind, absl::StrCat(collection, "/", segments[1])};
  }
  return std::nullopt;
}

std::string NameIn(const Message& request) {
  for (const char* path : {"name", "parent", "resource"}) {
    const FieldDescriptor* const field = request.GetDescriptor()->FindFieldByName(path);
    const bool is_text = field != nullptr && !field->is_repeated() &&
                         field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
    if (is_text) return request.GetReflection()->GetString(request, field);
  }
  return "";
}

bool LooksLikeName(absl::string_view text) {
  if (text == auth::kInstallationResource) return true;
  const std::vector<absl::string_view> segments = absl::StrSplit(text, '/');
  if (segments.size() < 2 || segments.size() > kMaxSegments) return false;
  for (size_t i = 0; i < segments.size(); ++i) {
    const absl::string_view segment = segments[i];
    const bool fits = i % 2 == 0 ? std::all_of(segment.begin(), segment.end(), absl::ascii_isalpha)
                                 : IsResourceId(segment) || IsRubricId(segment);
    if (segment.empty() || segment.size() > kMaxSegmentBytes || !fits) return false;
  }
  return true;
}

std::string AssessmentAround(absl::string_view name) {
  const std::vector<absl::string_view> segments = absl::StrSplit(name, '/');
  if (segments.size() < 4) return "";
  const std::string around =
      absl::StrCat(segments[0], "/", segments[1], "/", segments[2], "/", segments[3]);
  return IsNameOf(Resource::kAssessment, around) ? around : "";
}

std::string TextAt(const Message& request, absl::string_view path) {
  const Message* message = &request;
  const std::vector<std::string> parts = absl::StrSplit(path, '.');
  for (size_t i = 0;; ++i) {
    const FieldDescriptor* const field = message->GetDescriptor()->FindFieldByName(parts[i]);
    if (field == nullptr || field->is_repeated()) NoSuchText(request, path);
    const bool last = i + 1 == parts.size();
    if (last && field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      return message->GetReflection()->GetString(*message, field);
    }
    if (last || field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) NoSuchText(request, path);
    message = &message->GetReflection()->GetMessage(*message, field);
  }
}

}  // namespace continuum::operations
