// SPDX-License-Identifier: Apache-2.0
//
// Resource names: what the API calls a thing by. Pure functions.

#ifndef CONTINUUM_SERVER_OPERATIONS_COMMON_RESOURCE_NAMES_H_
#define CONTINUUM_SERVER_OPERATIONS_COMMON_RESOURCE_NAMES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::operations {

// What a name names.
enum class Resource {
  kOrganization,  // organizations/{organization}
  kProgram,       // programs/{program}
  kSite,          // programs/{program}/sites/{site}
  kAssessment,    // programs/{program}/assessments/{assessment}
  kAnswerSet,     // programs/{program}/assessments/{assessment}/answerSets/{source}
  kConsensus,     // programs/{program}/assessments/{assessment}/answerSets/consensus
  kScorecard,     // programs/{program}/assessments/{assessment}/scorecard
  kRubric,        // rubrics/{rubric}
  kRevision,      // rubrics/{rubric}/revisions/{revision}
  kAccount,       // accounts/{account}
  kToken,         // accounts/{account}/tokens/{token}
  kMembership,    // memberships/{membership}
  kAccreditor,    // accreditors/{accreditor}
  kAgency,        // agencies/{agency}
  kAccess,        // programs/{program}/accesses/{access}
  kAssignment,    // programs/{program}/assessments/{assessment}/assignments/{assignment}
  kThread,        // programs/{program}/assessments/{assessment}/threads/{thread}
  kEvidence,      // programs/{program}/evidence/{evidence}
  kUpload,        // programs/{program}/evidenceUploads/{upload}
  kAttachment,    // programs/{program}/assessments/{assessment}/evidenceAttachments/{attachment}
  kNotification,  // accounts/{account}/notifications/{notification}
  kNotificationSettings,  // accounts/{account}/notificationSettings
  kComment,  // programs/{program}/assessments/{assessment}/threads/{thread}/comments/{comment}
  kAnswer,   // {answer set}/answers/{criterion}
  kPurge,    // programs/{program}/purges/{purge}
  kHold,     // programs/{program}/holds/{hold}
};

// Stands for the revision that was published last, where a request names a revision.
inline constexpr absl::string_view kCurrentRevision = "-";

// Whether a client may choose `id` as the last part of a name: lower-case letters, digits and "-",
// beginning with a letter, at most 63 characters.
bool IsResourceId(absl::string_view id);

// Whether `id` can be a rubric's or a revision's: the ids of the rubric model (lower-case letters,
// digits, ".", "_" and "-", beginning and ending with a letter or digit, at most 64 characters).
bool IsRubricId(absl::string_view id);

// Whether `name` is the name of such a resource, existing or not. A revision's may end in "-".
bool IsNameOf(Resource resource, absl::string_view name);

// The pattern of such names, to show people what was wanted.
absl::string_view PatternOf(Resource resource);

// The ids in a name, from left to right: {"p", "a"} of "programs/p/assessments/a/scorecard".
// `name` must be of that kind.
std::vector<std::string> IdsIn(Resource resource, absl::string_view name);

// The name without its last collection and id (or its last single word): the assessment of an
// answer set or scorecard, the account of settings, the program of an assessment or site, the
// rubric of a revision.
absl::string_view ParentOf(Resource resource, absl::string_view name);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_COMMON_RESOURCE_NAMES_H_
