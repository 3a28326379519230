// SPDX-License-Identifier: Apache-2.0

#include "clients/cli/find_rubric.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/match.h"
#include "clients/cli/names.h"
#include "clients/cli/revision.h"
#include "clients/cli/rubric_file.h"

namespace continuum::cli {

bool IsRubricPath(const std::string& rubric) {
  std::error_code ignored;
  return rubric == "-" || absl::EndsWith(rubric, ".textproto") ||
         std::filesystem::exists(rubric, ignored);
}

absl::StatusOr<v1::RubricDefinition> FindRubric(Session& session, const std::string& rubric) {
  if (IsRubricPath(rubric)) {
    auto file = LoadRubric(rubric, session.console);
    if (!file.ok()) return file.status();
    return file->definition;
  }
  const auto name = RevisionName(rubric);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto revision = GetRevision(**connection, *name);
  if (!revision.ok()) return revision.status();
  return revision->definition();
}

}  // namespace continuum::cli
