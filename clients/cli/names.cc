// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/names.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "clients/cli/error.h"

namespace continuum::cli {

namespace {

using Parts = std::vector<std::string>;

// What full names begin with.
constexpr absl::string_view kCollections[] = {
    "accountLinks", "accounts",      "accreditors", "agencies",        "handOvers", "installation",
    "memberships",  "organizations", "programs",    "retentionPolicy", "rubrics",
};

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

absl::StatusOr<std::string> SiteName(absl::string_view text) {
  return Expand(text, {"programs", "sites"}, "a site",
                "program/id, such as harbor/main, as `continuum site list` shows it");
}

absl::StatusOr<std::string> AssessmentName(absl::string_view text) {
  return Expand(text, {"programs", "assessments"}, "an assessment",
                "program/assessment, such as harbor/y2025, or programs/harbor/assessments/y2025");
}

absl::StatusOr<std::string> EvidenceName(absl::string_view text) {
  return Expand(text, {"programs", "evidence"}, "evidence",
                "program/id, as `continuum evidence list` shows it");
}

absl::StatusOr<std::string> AttachmentName(absl::string_view text) {
  return Expand(text, {"programs", "assessments", "evidenceAttachments"}, "an attachment",
                "program/assessment/id, as `continuum evidence attached` shows it");
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

absl::StatusOr<std::string> ResourceName(absl::string_view text) {
  if (text == "installation") return std::string(text);
  for (const char* collection : {"organizations", "programs", "accreditors", "agencies"}) {
    if (!absl::StartsWith(text, absl::StrCat(collection, "/"))) continue;
    const Parts ids = Ids(text, {collection});
    if (!ids.empty()) return Join(ids, {collection});
  }
  return Expand(text, {"programs"}, "what a role can be for",
                "a program's id such as harbor, programs/harbor, organizations/harbor-health, "
                "accreditors/NAME, agencies/NAME, or installation");
}

absl::StatusOr<std::string> BodyName(absl::string_view text) {
  for (const char* collection : {"accreditors", "agencies"}) {
    if (!absl::StartsWith(text, absl::StrCat(collection, "/"))) continue;
    const Parts ids = Ids(text, {collection});
    if (!ids.empty()) return Join(ids, {collection});
  }
  return UsageError(absl::StrCat("\"", text, "\" does not name an accreditor or an agency; want ",
                                 "accreditors/NAME or agencies/NAME"));
}

absl::StatusOr<std::string> AccountName(absl::string_view text) {
  return Expand(text, {"accounts"}, "an account",
                "an account's id such as ana, or accounts/ana; `continuum member list` shows them");
}

absl::StatusOr<std::string> TokenName(absl::string_view text) {
  return Expand(text, {"accounts", "tokens"}, "a token",
                "account/token as `continuum token list` shows it");
}

absl::StatusOr<std::string> MembershipName(absl::string_view text) {
  return Expand(text, {"memberships"}, "a membership",
                "its name as `continuum member list` shows it");
}

absl::StatusOr<std::string> AccessName(absl::string_view text) {
  return Expand(text, {"programs", "accesses"}, "an access",
                "program/access as `continuum access list` shows it");
}

absl::StatusOr<std::string> AssignmentName(absl::string_view text) {
  return Expand(text, {"programs", "assessments", "assignments"}, "an assignment",
                "program/assessment/assignment as `continuum assign list` or `continuum inbox` "
                "shows it");
}

absl::StatusOr<std::string> ThreadName(absl::string_view text) {
  return Expand(text, {"programs", "assessments", "threads"}, "a thread",
                "program/assessment/thread as `continuum comment list` shows it");
}

absl::StatusOr<std::string> PurgeName(absl::string_view text) {
  return Expand(text, {"programs", "purges"}, "a purge",
                "program/purge as `continuum purge list` shows it");
}

absl::StatusOr<std::string> HoldName(absl::string_view text) {
  return Expand(text, {"programs", "holds"}, "a hold",
                "program/hold as `continuum hold list` shows it");
}

absl::StatusOr<std::string> PurgeableName(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '/');
  // The server says whether such a thing can be purged, and whether it is there.
  const bool full = parts.size() > 4 && parts.front() == "programs" &&
                    std::all_of(parts.begin(), parts.end(), IsPart);
  if (full) return std::string(text);
  const bool of_program = parts.size() == 4 && parts[2] == "consensus";
  const Parts answer = {"programs", "assessments", "answerSets", "answers"};
  const Parts comment = {"programs", "assessments", "threads", "comments"};
  const Parts ids = parts.size() == 4 ? Ids(text, of_program ? answer : comment) : Parts{};
  if (!ids.empty()) return Join(ids, of_program ? answer : comment);
  return Expand(text, {"programs", "evidence"}, "what can be purged",
                "program/evidence as `continuum evidence list` shows it, a comment's name as "
                "`continuum comment list` shows it, or program/assessment/consensus/criterion for "
                "what is written beside an answer");
}

absl::StatusOr<std::string> AuthorName(absl::string_view text) {
  if (text == "local" || text == "server") return std::string(text);
  return Expand(text, {"accounts"}, "who changes something",
                "an account's id such as ana, accounts/ana, local or server");
}

absl::StatusOr<std::string> OwnerName(absl::string_view text) {
  if (text == "installation") return std::string(text);
  return Expand(text, {"organizations"}, "what changes belong to",
                "an organization's id such as harbor-health, organizations/harbor-health, or "
                "installation");
}

absl::StatusOr<std::string> AnyName(absl::string_view text) {
  const Parts parts = absl::StrSplit(text, '/');
  if (!std::all_of(parts.begin(), parts.end(), IsPart)) {
    return UsageError(absl::StrCat("\"", text,
                                   "\" does not name anything; want a program's id such as harbor, "
                                   "program/assessment, or a full name such as rubrics/NAME"));
  }
  const bool full = parts.size() > 2 || std::find(std::begin(kCollections), std::end(kCollections),
                                                  parts.front()) != std::end(kCollections);
  if (full) return std::string(text);
  return parts.size() == 1 ? ProgramName(text) : AssessmentName(text);
}

std::string ProgramOf(absl::string_view name) {
  const Parts parts = absl::StrSplit(name, '/');
  return parts.size() < 2 ? std::string(name) : absl::StrCat(parts[0], "/", parts[1]);
}

std::string ShortName(absl::string_view name) {
  const Parts parts = absl::StrSplit(name, '/');
  Parts ids;
  for (size_t i = 1; i < parts.size(); i += 2) ids.push_back(parts[i]);
  return ids.empty() ? std::string(name) : absl::StrJoin(ids, "/");
}

}  // namespace continuum::cli
