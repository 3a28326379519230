// SPDX-License-Identifier: Apache-2.0

#include "server/operations/notifications/thread_members.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/strings/string_view.h"
#include "server/base/status_macros.h"
#include "server/operations/common/resource_names.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/queries.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

constexpr int kStep = 200;

// Adds who said the comments that come next; whether there may be more of them.
absl::StatusOr<bool> AddSpeakers(const storage::Reader& reader, absl::string_view assessment,
                                 const std::string& thread, Speakers* speakers) {
  storage::ResourceQuery said;
  said.parent = std::string(assessment);
  said.subject = thread;
  said.page.after = speakers->last_comment;
  said.page.limit = kStep;
  ASSIGN_OR_RETURN(std::vector<storage::CommentRecord> comments,
                   storage::List<storage::CommentRecord>(reader, PeopleScope(), said));
  for (storage::CommentRecord& comment : comments) {
    speakers->authors.insert(std::move(comment.author));
  }
  if (!comments.empty()) speakers->last_comment = std::move(comments.back().name);
  return comments.size() == static_cast<size_t>(kStep);
}

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

absl::StatusOr<Speakers> SpeakersIn(const Dependencies& dependencies, const std::string& thread) {
  Speakers speakers;
  const absl::string_view assessment = ParentOf(Resource::kThread, thread);
  for (bool more = true; more;) {
    RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(more, AddSpeakers(reader, assessment, thread, &speakers));
      return absl::OkStatus();
    }));
  }
  return speakers;
}

absl::StatusOr<std::vector<std::string>> ThreadMembers(const storage::Reader& reader,
                                                       const scoring::CompiledRubric& rubric,
                                                       const storage::ThreadRecord& thread,
                                                       const Speakers& before) {
  Speakers speakers = before;
  RETURN_IF_ERROR(AddSpeakers(reader, thread.assessment, thread.name, &speakers).status());
  std::set<std::string> members = std::move(speakers.authors);
  members.insert(thread.author);
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
