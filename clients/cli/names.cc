// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/names.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "clients/cli/error.h"

namespace continuum::cli {

namespace {

using Parts = std::vector<std::string>;

// A part that could be an id. The server says what an id may look like; here only what would break
// a name apart is refused.
bool IsPart(absl::string_view part) {
  return !part.empty() && std::none_of(part.begin(), part.end(), [](char c) {
    return absl::ascii_isspace(c) || absl::ascii_iscntrl(c);
  });
}

// The ids in `text`, whose full form has `collections` between them. Nothing when it is neither the
// full nor the short form.
Parts Ids(absl::string_view text, const Parts& collections) {
  const Parts parts = absl::StrSplit(text, '/');
  if (!std::all_of(parts.begin(), parts.end(), IsPart)) return {};
  const size_t depth = collections.size();
  if (parts.size() == 2 * depth) {
    Parts ids;
    bool full = true;
    for (size_t i = 0; i < depth; ++i) {
      full = full && parts[2 * i] == collections[i];
      ids.push_back(parts[2 * i + 1]);
    }
    if (full) return ids;
  }
  // "programs/harbor" is not the short form of an assessment's name.
  const bool half = parts.front() == collections.front() && depth > 1;
  return parts.size() == depth && !half ? parts : Parts{};
}

std::string Join(const Parts& ids, const Parts& collections) {
  Parts parts;
  for (size_t i = 0; i < ids.size(); ++i) {
    parts.push_back(collections[i]);
    parts.push_back(ids[i]);
  }
  return absl::StrJoin(parts, "/");
}

absl::StatusOr<std::string> Expand(absl::string_view text, const Parts& collections,
                                   absl::string_view kind, absl::string_view example) {
  const Parts ids = Ids(text, collections);
  if (!ids.empty()) return Join(ids, collections);
  return UsageError(absl::StrCat("\"", text, "\" does not name ", kind, "; want ", example));
}

const Parts& RevisionCollections() {
  static const auto& collections = *new Parts{"rubrics", "revisions"};
  return collections;
}

}  // namespace

absl::StatusOr<std::string> OrganizationName(absl::string_view text) {
  return Expand(text, {"organizations"}, "an organization",
                "an id such as harbor-health, or organizations/harbor-health");
}

absl::StatusOr<std::string> ProgramName(absl::string_view text) {
  return Expand(text, {"programs"}, "a program", "an id such as harbor, or programs/harbor");
}

absl::StatusOr<std::string> AssessmentName(absl::string_view text) {
  return Expand(text, {"programs", "assessments"}, "an assessment",
                "program/assessment, such as harbor/y2025, or programs/harbor/assessments/y2025");
}

absl::StatusOr<std::string> RubricName(absl::string_view text) {
  // "rubrics/a" has two parts, as the short form of a revision has.
  Parts ids = Ids(text, {"rubrics"});
  if (ids.empty()) ids = Ids(text, RevisionCollections());
  if (!ids.empty()) return absl::StrCat("rubrics/", ids.front());
  return UsageError(absl::StrCat("\"", text, "\" does not name a rubric; want an id such as ",
                                 "bhh-continuum, or rubrics/bhh-continuum"));
}

absl::StatusOr<std::string> RevisionName(absl::string_view text) {
  const Parts rubric = Ids(text, {"rubrics"});
  if (!rubric.empty()) return absl::StrCat("rubrics/", rubric.front(), "/revisions/-");
  return Expand(
      text, RevisionCollections(), "a revision of a rubric",
      "rubric/revision, such as bhh-continuum/1.0.0, or the rubric alone for the revision "
      "that was published last");
}

std::string ShortName(absl::string_view name) {
  const Parts parts = absl::StrSplit(name, '/');
  Parts ids;
  for (size_t i = 1; i < parts.size(); i += 2) ids.push_back(parts[i]);
  return ids.empty() ? std::string(name) : absl::StrJoin(ids, "/");
}

}  // namespace continuum::cli
