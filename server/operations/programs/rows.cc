// SPDX-License-Identifier: Apache-2.0

#include "server/operations/programs/rows.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace continuum::operations {
namespace {

// What every message has of a record.
template <typename Message, typename Record>
Message Common(const Record& record) {
  Message message;
  message.set_name(record.name);
  message.set_title(record.title);
  message.set_state(record.state == storage::LifecycleState::kArchived
                        ? v1::LIFECYCLE_STATE_ARCHIVED
                        : v1::LIFECYCLE_STATE_ACTIVE);
  ShowStamp(record.stamp, &message);
  return message;
}

}  // namespace

v1::Organization ToMessage(const storage::OrganizationRecord& record) {
  return Common<v1::Organization>(record);
}

v1::Program ToMessage(const storage::ProgramRecord& record) {
  auto message = Common<v1::Program>(record);
  message.set_organization(record.organization);
  message.set_jurisdiction(record.jurisdiction);
  return message;
}

v1::Site ToMessage(const storage::SiteRecord& record) {
  auto message = Common<v1::Site>(record);
  message.set_address(record.address);
  return message;
}

std::optional<storage::LifecycleState> ToFilter(v1::LifecycleState state) {
  switch (state) {
    case v1::LIFECYCLE_STATE_ACTIVE:
      return storage::LifecycleState::kActive;
    case v1::LIFECYCLE_STATE_ARCHIVED:
      return storage::LifecycleState::kArchived;
    default:
      return std::nullopt;
  }
}

void CheckJurisdiction(absl::string_view field, absl::string_view value, FieldChecks& checks) {
  // Two letters for the country, "-", one to three letters or digits for the part of it.
  const auto is_upper = [](char c) { return absl::ascii_isupper(c); };
  const absl::string_view country = value.substr(0, 2);
  const absl::string_view part = value.size() > 3 ? value.substr(3) : "";
  const bool good = std::all_of(country.begin(), country.end(), is_upper) && value.size() <= 6 &&
                    !part.empty() && value[2] == '-' &&
                    std::all_of(part.begin(), part.end(),
                                [&](char c) { return is_upper(c) || absl::ascii_isdigit(c); });
  if (value.empty() || good) return;
  checks.Wrong(field, value, "a state or territory as ISO 3166-2 writes it, such as \"US-MD\"");
}

absl::StatusOr<std::string> Organizations::OwnerOf(const storage::Reader& /*reader*/,
                                                   const auth::Scope& /*scope*/,
                                                   const Record& record) {
  return record.name;
}

absl::StatusOr<std::string> Programs::OwnerOf(const storage::Reader& /*reader*/,
                                              const auth::Scope& /*scope*/, const Record& record) {
  return record.organization;
}

absl::StatusOr<std::string> Sites::OwnerOf(const storage::Reader& reader, const auth::Scope& scope,
                                           const Record& record) {
  ASSIGN_OR_RETURN(const storage::ProgramRecord program, reader.GetProgram(scope, record.program));
  return program.organization;
}

}  // namespace continuum::operations
