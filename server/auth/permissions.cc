// SPDX-License-Identifier: Apache-2.0

#include "server/auth/permissions.h"

#include <algorithm>

namespace continuum::auth {
namespace {

struct Row {
  absl::string_view method;
  Permission permission;
};

// Sorted by method: it is searched by halves, and a compile-time check below holds it to that.
constexpr Row kTable[] = {
    {"continuum.v1.AssessmentService.CompleteAssessment", Permission::kCompleteAssessments},
    {"continuum.v1.AssessmentService.CorrectAssessment", Permission::kCompleteAssessments},
    {"continuum.v1.AssessmentService.CreateAssessment", Permission::kEditAssessments},
    {"continuum.v1.AssessmentService.GetAnswerSet", Permission::kReadAssessments},
    {"continuum.v1.AssessmentService.GetAssessment", Permission::kReadAssessments},
    {"continuum.v1.AssessmentService.GetFidelityHistory", Permission::kReadAssessments},
    {"continuum.v1.AssessmentService.GetNextLevel", Permission::kReadAssessments},
    {"continuum.v1.AssessmentService.GetScorecard", Permission::kReadAssessments},
    {"continuum.v1.AssessmentService.ListAssessments", Permission::kReadAssessments},
    {"continuum.v1.AssessmentService.SaveAnswers", Permission::kEditAssessments},

    {"continuum.v1.CrosswalkService.PrefillAssessment", Permission::kEditAssessments},

    {"continuum.v1.ProgramService.ArchiveOrganization", Permission::kEditPrograms},
    {"continuum.v1.ProgramService.ArchiveProgram", Permission::kEditPrograms},
    {"continuum.v1.ProgramService.ArchiveSite", Permission::kEditPrograms},
    {"continuum.v1.ProgramService.CreateOrganization", Permission::kEditPrograms},
    {"continuum.v1.ProgramService.CreateProgram", Permission::kEditPrograms},
    {"continuum.v1.ProgramService.CreateSite", Permission::kEditPrograms},
    {"continuum.v1.ProgramService.GetOrganization", Permission::kReadPrograms},
    {"continuum.v1.ProgramService.GetProgram", Permission::kReadPrograms},
    {"continuum.v1.ProgramService.GetSite", Permission::kReadPrograms},
    {"continuum.v1.ProgramService.ListOrganizations", Permission::kReadPrograms},
    {"continuum.v1.ProgramService.ListPrograms", Permission::kReadPrograms},
    {"continuum.v1.ProgramService.ListSites", Permission::kReadPrograms},
    {"continuum.v1.ProgramService.UpdateOrganization", Permission::kEditPrograms},
    {"continuum.v1.ProgramService.UpdateProgram", Permission::kEditPrograms},
    {"continuum.v1.ProgramService.UpdateSite", Permission::kEditPrograms},

    {"continuum.v1.RubricService.CheckRubric", Permission::kScore},
    {"continuum.v1.RubricService.CreateRubricRevision", Permission::kEditRubrics},
    {"continuum.v1.RubricService.GetRubric", Permission::kReadRubrics},
    {"continuum.v1.RubricService.GetRubricRevision", Permission::kReadRubrics},
    {"continuum.v1.RubricService.ListRubricRevisions", Permission::kReadRubrics},
    {"continuum.v1.RubricService.ListRubrics", Permission::kReadRubrics},
    {"continuum.v1.RubricService.PublishRubricRevision", Permission::kPublishRubrics},
    {"continuum.v1.RubricService.ScoreAnswers", Permission::kScore},
    {"continuum.v1.RubricService.UpdateRubricRevision", Permission::kEditRubrics},
};

static_assert(std::ranges::is_sorted(kTable, {}, &Row::method), "keep kTable sorted by method");

}  // namespace

std::optional<Permission> PermissionOf(absl::string_view method) {
  const Row* row = std::ranges::lower_bound(kTable, method, {}, &Row::method);
  if (row == std::end(kTable) || row->method != method) return std::nullopt;
  return row->permission;
}

// Until there are accounts and roles, only the local caller may do anything, and he may do
// everything.
bool Permits(const Caller& caller, Permission) { return caller.sees_everything(); }

std::vector<absl::string_view> MethodsWithPermission() {
  std::vector<absl::string_view> methods;
  for (const Row& row : kTable) methods.push_back(row.method);
  return methods;
}

}  // namespace continuum::auth
