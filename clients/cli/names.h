// SPDX-License-Identifier: Apache-2.0
//
// Names as people type them. A resource may be named in full ("programs/harbor/assessments/y2025")
// or short ("harbor/y2025"). Each function gives the full name, or a usage error that says what was
// wanted. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_NAMES_H_
#define CONTINUUM_CLIENTS_CLI_NAMES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace continuum::cli {

// "harbor-health" -> "organizations/harbor-health".
absl::StatusOr<std::string> OrganizationName(absl::string_view text);
// "harbor" -> "programs/harbor".
absl::StatusOr<std::string> ProgramName(absl::string_view text);
// "harbor/main" -> "programs/harbor/sites/main".
absl::StatusOr<std::string> SiteName(absl::string_view text);
// "harbor/y2025" -> "programs/harbor/assessments/y2025".
absl::StatusOr<std::string> AssessmentName(absl::string_view text);
// "harbor/e1" -> "programs/harbor/evidence/e1".
absl::StatusOr<std::string> EvidenceName(absl::string_view text);
// "harbor/y2025/t1" -> "programs/harbor/assessments/y2025/evidenceAttachments/t1".
absl::StatusOr<std::string> AttachmentName(absl::string_view text);
// "bhh-continuum" -> "rubrics/bhh-continuum". A revision's name is cut to its rubric's.
absl::StatusOr<std::string> RubricName(absl::string_view text);
// "bhh-continuum/1.0.0" -> "rubrics/bhh-continuum/revisions/1.0.0". Without a revision, the one
// that was published last: "bhh-continuum" -> "rubrics/bhh-continuum/revisions/-".
absl::StatusOr<std::string> RevisionName(absl::string_view text);

// "installation" and the full names of organizations, programs, accreditors and agencies stay;
// "harbor" -> "programs/harbor".
absl::StatusOr<std::string> ResourceName(absl::string_view text);
// An accreditor or agency, in full: an id alone does not say which of them it is.
absl::StatusOr<std::string> BodyName(absl::string_view text);
// "ana" -> "accounts/ana".
absl::StatusOr<std::string> AccountName(absl::string_view text);
// "ana/t1" -> "accounts/ana/tokens/t1".
absl::StatusOr<std::string> TokenName(absl::string_view text);
// "m1" -> "memberships/m1".
absl::StatusOr<std::string> MembershipName(absl::string_view text);
// "harbor/a1" -> "programs/harbor/accesses/a1".
absl::StatusOr<std::string> AccessName(absl::string_view text);

// "harbor/y2025/s1" -> "programs/harbor/assessments/y2025/assignments/s1".
absl::StatusOr<std::string> AssignmentName(absl::string_view text);
// "harbor/y2025/t1" -> "programs/harbor/assessments/y2025/threads/t1".
absl::StatusOr<std::string> ThreadName(absl::string_view text);

// "harbor/u1" -> "programs/harbor/purges/u1", and the same of holds.
absl::StatusOr<std::string> PurgeName(absl::string_view text);
absl::StatusOr<std::string> HoldName(absl::string_view text);
// What may be purged: "harbor/e1" is evidence, "harbor/y2025/t1/c1" a comment and
// "harbor/y2025/consensus/CRITERION" an answer of the program; people's own answers are named in
// full.
absl::StatusOr<std::string> PurgeableName(absl::string_view text);

// Who may be the author of a change: "local" and "server" stay; "ana" -> "accounts/ana".
absl::StatusOr<std::string> AuthorName(absl::string_view text);
// What changes may belong to: "installation" stays; "harbor-health" ->
// "organizations/harbor-health".
absl::StatusOr<std::string> OwnerName(absl::string_view text);
// What a change may be about. Full names stay, since it can be anything; of short ones, "harbor" is
// a program and "harbor/y2025" an assessment.
absl::StatusOr<std::string> AnyName(absl::string_view text);

// The program that a full name of something in it begins with.
std::string ProgramOf(absl::string_view name);

// The short form of a full name: "programs/harbor/assessments/y2025" -> "harbor/y2025".
std::string ShortName(absl::string_view name);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_NAMES_H_
