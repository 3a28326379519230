// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/resource_names.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"

namespace continuum::operations {
namespace {

constexpr size_t kMaxResourceIdLength = 63;
constexpr size_t kMaxRubricIdLength = 64;

bool IsLowerOrDigit(char c) { return absl::ascii_islower(c) || absl::ascii_isdigit(c); }

std::vector<absl::string_view> Segments(absl::string_view name) {
  return absl::StrSplit(name, '/');
}

bool IsVariable(absl::string_view segment) { return segment.front() == '{'; }

bool SegmentMatches(absl::string_view pattern, absl::string_view segment) {
  if (!IsVariable(pattern)) return segment == pattern;
  if (pattern == "{rubric}" || pattern == "{criterion}") return IsRubricId(segment);
  if (pattern == "{revision}") return segment == kCurrentRevision || IsRubricId(segment);
  return IsResourceId(segment);
}

}  // namespace

bool IsResourceId(absl::string_view id) {
  return !id.empty() && id.size() <= kMaxResourceIdLength && absl::ascii_islower(id.front()) &&
         std::all_of(id.begin(), id.end(), [](char c) { return IsLowerOrDigit(c) || c == '-'; });
}

bool IsRubricId(absl::string_view id) {
  return !id.empty() && id.size() <= kMaxRubricIdLength && IsLowerOrDigit(id.front()) &&
         IsLowerOrDigit(id.back()) && std::all_of(id.begin(), id.end(), [](char c) {
           return IsLowerOrDigit(c) || c == '.' || c == '_' || c == '-';
         });
}

absl::string_view PatternOf(Resource resource) {
  switch (resource) {
    case Resource::kOrganization:
      return "organizations/{organization}";
    case Resource::kProgram:
      return "programs/{program}";
    case Resource::kSite:
      return "programs/{program}/sites/{site}";
    case Resource::kAssessment:
      return "programs/{program}/assessments/{assessment}";
    case Resource::kAnswerSet:
      return "programs/{program}/assessments/{assessment}/answerSets/{source}";
    case Resource::kConsensus:
      return "programs/{program}/assessments/{assessment}/answerSets/consensus";
    case Resource::kScorecard:
      return "programs/{program}/assessments/{assessment}/scorecard";
    case Resource::kRubric:
      return "rubrics/{rubric}";
    case Resource::kRevision:
      return "rubrics/{rubric}/revisions/{revision}";
    case Resource::kAccount:
      return "accounts/{account}";
    case Resource::kToken:
      return "accounts/{account}/tokens/{token}";
    case Resource::kMembership:
      return "memberships/{membership}";
    case Resource::kAccreditor:
      return "accreditors/{accreditor}";
    case Resource::kAgency:
      return "agencies/{agency}";
    case Resource::kAccess:
      return "programs/{program}/accesses/{access}";
    case Resource::kAssignment:
      return "programs/{program}/assessments/{assessment}/assignments/{assignment}";
    case Resource::kThread:
      return "programs/{program}/assessments/{assessment}/threads/{thread}";
    case Resource::kEvidence:
      return "programs/{program}/evidence/{evidence}";
    case Resource::kUpload:
      return "programs/{program}/evidenceUploads/{upload}";
    case Resource::kAttachment:
      return "programs/{program}/assessments/{assessment}/evidenceAttachments/{attachment}";
    case Resource::kNotification:
      return "accounts/{account}/notifications/{notification}";
    case Resource::kNotificationSettings:
      return "accounts/{account}/notificationSettings";
    case Resource::kComment:
      return "programs/{program}/assessments/{assessment}/threads/{thread}/comments/{comment}";
    case Resource::kAnswer:
      return "programs/{program}/assessments/{assessment}/answerSets/{source}/answers/{criterion}";
    case Resource::kPurge:
      return "programs/{program}/purges/{purge}";
    case Resource::kHold:
      return "programs/{program}/holds/{hold}";
  }
  return "";
}

bool IsNameOf(Resource resource, absl::string_view name) {
  const std::vector<absl::string_view> patterns = Segments(PatternOf(resource));
  const std::vector<absl::string_view> segments = Segments(name);
  return std::equal(patterns.begin(), patterns.end(), segments.begin(), segments.end(),
                    SegmentMatches);
}

std::vector<std::string> IdsIn(Resource resource, absl::string_view name) {
  const std::vector<absl::string_view> patterns = Segments(PatternOf(resource));
  const std::vector<absl::string_view> segments = Segments(name);
  std::vector<std::string> ids;
  for (size_t i = 0; i < std::min(patterns.size(), segments.size()); ++i) {
    if (IsVariable(patterns[i])) ids.emplace_back(segments[i]);
  }
  return ids;
}

absl::string_view ParentOf(Resource resource, absl::string_view name) {
  const bool ends_in_word =
      resource == Resource::kScorecard || resource == Resource::kNotificationSettings;
  const int segments_to_drop = ends_in_word ? 1 : 2;
  for (int i = 0; i < segments_to_drop; ++i) name = name.substr(0, name.rfind('/'));
  return name;
}

}  // namespace continuum::operations
