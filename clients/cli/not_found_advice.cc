// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/not_found_advice.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "clients/cli/names.h"

namespace continuum::cli {

namespace {

struct List {
  absl::string_view collection;  // in names
  absl::string_view command;
  // How many parts of the name the command wants, from its beginning: 2 is the program of an
  // assessment, 4 an assessment.
  std::ptrdiff_t parts = 0;
  absl::string_view more;  // behind that
};

constexpr List kLists[] = {
    {"accesses", "access list", 2, ""},
    {"accounts", "admin accounts", 0, ""},
    {"accreditors", "admin bodies", 0, ""},
    {"agencies", "admin bodies", 0, ""},
    {"answers", "assess answers", 4, ""},
    {"answerSets", "assess team", 4, ""},
    {"assessments", "assess list", 2, ""},
    {"assignments", "assign list", 4, " --all"},
    {"comments", "comment list", 4, " --all"},
    {"evidence", "evidence list", 2, " --removed"},
    {"evidenceAttachments", "evidence attached", 4, ""},
    {"holds", "hold list", 2, ""},
    {"organizations", "organization list", 0, ""},
    {"programs", "program list", 0, ""},
    {"purges", "purge list", 2, ""},
    {"revisions", "rubric list", 2, ""},
    {"rubrics", "rubric list", 0, ""},
    {"sites", "site list", 2, ""},
    {"threads", "comment list", 4, " --all"},
    {"tokens", "token list", 2, ""},
};

}  // namespace

std::string NotFoundAdvice(absl::string_view resource) {
  if (absl::StartsWith(resource, "memberships/")) {
    return "Check the name; `continuum member list RESOURCE` shows who has a role there.";
  }
  std::vector<std::string> parts = absl::StrSplit(resource, '/');
  if (parts.size() % 2 == 1) parts.pop_back();  // what there is one of: its scorecard, ...
  if (parts.empty()) return "Check the name.";
  const std::string& collection = parts[parts.size() - 2];
  const auto* list = std::find_if(std::begin(kLists), std::end(kLists), [&](const List& one) {
    return one.collection == collection &&
           one.parts <= static_cast<std::ptrdiff_t>(parts.size()) - 2;
  });
  if (list == std::end(kLists)) return "Check the name.";
  const std::string of = absl::StrJoin(parts.begin(), parts.begin() + list->parts, "/");
  return absl::StrCat("Check the name; `continuum ", list->command, of.empty() ? "" : " ",
                      ShortName(of), list->more, "` shows what there is.");
}

}  // namespace continuum::cli
