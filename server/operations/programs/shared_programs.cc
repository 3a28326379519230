// SPDX-License-Identifier: Apache-2.0

#include "server/operations/programs/shared_programs.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "server/auth/roles.h"
#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/fold_case.h"
#include "server/storage/people_records.h"

namespace continuum::operations {
namespace {

std::set<std::string> BodiesOf(const auth::Caller& caller) {
  std::set<std::string> bodies;
  for (const auth::HeldRole& held : caller.roles()) {
    const auth::ResourceKind kind = auth::KindOfRole(held.role);
    if (kind == auth::ResourceKind::kAccreditor || kind == auth::ResourceKind::kAgency) {
      bodies.insert(held.resource);
    }
  }
  return bodies;
}

// What gives the caller access, by program.
absl::StatusOr<std::map<std::string, std::vector<storage::AccessRecord>>> AccessesOf(
    const storage::Reader& reader, const auth::Caller& caller) {
  std::map<std::string, std::vector<storage::AccessRecord>> accesses;
  const auth::Scope own(caller);
  for (const std::string& body : BodiesOf(caller)) {
    storage::ResourceQuery query;
    query.subject = body;
    query.state = static_cast<int64_t>(storage::AccessState::kActive);
    ASSIGN_OR_RETURN(std::vector<storage::AccessRecord> given,
                     ListAll<storage::AccessRecord>(reader, PeopleScope(), query));
    for (storage::AccessRecord& access : given) {
      if (own.MayRead(access.owner)) continue;
      accesses[access.program].push_back(std::move(access));
    }
  }
  return accesses;
}

bool IsWanted(const storage::ProgramRecord& program, const storage::ProgramQuery& query) {
  return (query.organization.empty() || program.organization == query.organization) &&
         (query.jurisdiction.empty() || program.jurisdiction == query.jurisdiction) &&
         (!query.state.has_value() || program.state == *query.state) &&
         absl::StrContains(storage::FoldCase(program.title),
                           storage::FoldCase(query.title_contains));
}

}  // namespace

absl::StatusOr<std::vector<SharedProgram>> ListSharedPrograms(const storage::Reader& reader,
                                                              const auth::Caller& caller,
                                                              const storage::ProgramQuery& query) {
  ASSIGN_OR_RETURN(const auto accesses, AccessesOf(reader, caller));
  std::vector<SharedProgram> shared;
  for (auto given = accesses.upper_bound(query.page.after);
       given != accesses.end() && shared.size() < static_cast<size_t>(query.page.limit); ++given) {
    auth::Caller shown = caller;
    shown.ShowResultsOf(given->second.front().owner);
    auto program = reader.GetProgram(auth::Scope(shown), given->first, query.page.as_of);
    if (absl::IsNotFound(program.status())) continue;  // it came after the list's moment
    RETURN_IF_ERROR(program.status());
    if (!IsWanted(*program, query)) continue;
    SharedProgram& added = shared.emplace_back();
    added.program = *std::move(program);
    for (const storage::AccessRecord& access : given->second) added.accesses.push_back(access.name);
  }
  return shared;
}

}  // namespace continuum::operations
