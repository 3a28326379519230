// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/revision.h"

#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cli/connection.h"
#include "clients/cli/rubric_guide.h"

namespace continuum::cli {

absl::StatusOr<v1::RubricRevision> GetRevision(Connection& connection, absl::string_view name) {
  v1::GetRubricRevisionRequest request;
  request.set_name(std::string(name));
  return connection.GetRubricRevision(request);
}

absl::StatusOr<std::unique_ptr<const RubricGuide>> GetGuide(Connection& connection,
                                                            absl::string_view name) {
  auto revision = GetRevision(connection, name);
  if (!revision.ok()) return revision.status();
  return std::make_unique<const RubricGuide>(std::move(*revision->mutable_definition()));
}

}  // namespace continuum::cli
