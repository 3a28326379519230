// SPDX-License-Identifier: Apache-2.0

#include "server/operations/notifications/thread_members.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "absl/strings/string_view.h"
#include "server/base/status_macros.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/queries.h"

namespace continuum::operations {
namespace {

// The criterion itself, and all domains that it lies in, by id.
std::set<std::string> TargetsAround(const scoring::CompiledRubric& rubric,
                                    const std::string& criterion) {
  std::set<std::string> targets;
  if (criterion.empty()) return targets;
  targets.insert(criterion);
  const int position = rubric.FindCriterion(criterion);
  for (const scoring::CompiledDomain& domain : rubric.domains()) {
    if (position >= domain.first_criterion && position < domain.end_criterion) {
      targets.insert(domain.definition->id());
    }
  }
  return targets;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ThreadMembers(const storage::Reader& reader,
                                                       const scoring::CompiledRubric& rubric,
                                                       const storage::ThreadRecord& thread) {
  std::set<std::string> members = {thread.author};
  storage::ResourceQuery said;
  said.parent = thread.assessment;
  said.subject = thread.name;
  ASSIGN_OR_RETURN(const std::vector<storage::CommentRecord> comments,
                   ListAll<storage::CommentRecord>(reader, PeopleScope(), said));
  for (const storage::CommentRecord& comment : comments) members.insert(comment.author);
  const std::set<std::string> around = TargetsAround(rubric, thread.criterion);
  storage::ResourceQuery open;
  open.parent = thread.assessment;
  open.state = static_cast<int64_t>(storage::AssignmentState::kOpen);
  ASSIGN_OR_RETURN(const std::vector<storage::AssignmentRecord> assignments,
                   ListAll<storage::AssignmentRecord>(reader, PeopleScope(), open));
  for (const storage::AssignmentRecord& assignment : assignments) {
    const bool concerns =
        std::any_of(assignment.targets.begin(), assignment.targets.end(),
                    [&](const std::string& target) { return around.count(target) > 0; });
    if (concerns) members.insert(assignment.assignee);
  }
  return std::vector<std::string>(members.begin(), members.end());
}

}  // namespace continuum::operations
