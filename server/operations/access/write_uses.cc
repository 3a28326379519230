// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/write_uses.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/auth/caller.h"
#include "server/auth/scope.h"
#include "server/base/patience.h"
#include "server/base/status_macros.h"
#include "server/operations/access/effort_log.h"
#include "server/operations/access/look_log.h"
#include "server/operations/access/resource_of.h"
#include "server/operations/access/use_log.h"
#include "server/storage/people_records.h"
#include "server/storage/records.h"
#include "server/storage/resources.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// Makes the tallies of what was collected, within one change.
class Tallying {
 public:
  Tallying(const storage::Reader& reader, const auth::Scope& scope)
      : reader_(reader), scope_(scope) {}

  absl::Status AddLooks(const std::vector<LookLog::Counted>& looks) {
    for (const auto& [look, count] : looks) {
      ASSIGN_OR_RETURN(const std::optional<storage::ProgramRecord> program,
                       ProgramAround(look.access));
      if (!program.has_value()) continue;
      tallies_.push_back({.kind = storage::TallyKind::kAccessUse,
                          .resource = program->name,
                          .account = look.account,
                          .detail = FormatLookDetail({look.access, look.resource, look.method}),
                          .hour = look.hour,
                          .owner = program->organization,
                          .amount = count});
    }
    return absl::OkStatus();
  }

  absl::Status AddEfforts(const std::vector<EffortLog::Effort>& efforts) {
    for (const EffortLog::Effort& effort : efforts) {
      ASSIGN_OR_RETURN(const std::optional<storage::ProgramRecord> program,
                       ProgramAround(effort.assessment));
      ASSIGN_OR_RETURN(const bool person, IsPerson(effort.account));
      if (!program.has_value() || !person) continue;
      tallies_.push_back({.kind = storage::TallyKind::kEffort,
                          .resource = effort.assessment,
                          .account = effort.account,
                          .detail = "",
                          .hour = absl::UnixEpoch(),
                          .owner = program->organization,
                          .amount = effort.seconds});
    }
    return absl::OkStatus();
  }

  const std::vector<storage::TallyRecord>& tallies() const { return tallies_; }

 private:
  // The program that a name lies in, if there is one.
  absl::StatusOr<std::optional<storage::ProgramRecord>> ProgramAround(absl::string_view name) {
    const std::optional<RoleResource> around = ResourceAround(name);
    if (!around.has_value()) return std::nullopt;
    const auto known = programs_.find(around->name);
    if (known != programs_.end()) return known->second;
    const auto found = reader_.GetProgram(scope_, around->name);
    std::optional<storage::ProgramRecord> program;
    if (found.ok()) {
      program = *found;
    } else if (!absl::IsNotFound(found.status())) {
      return found.status();
    }
    programs_[around->name] = program;
    return program;
  }

  // The local caller is a person, too.
  absl::StatusOr<bool> IsPerson(absl::string_view caller) const {
    if (!absl::StartsWith(caller, "accounts/")) return true;
    const auto account = storage::Get<storage::AccountRecord>(reader_, scope_, caller);
    if (absl::IsNotFound(account.status())) return false;
    RETURN_IF_ERROR(account.status());
    return account->kind == storage::AccountKind::kPerson;
  }

  const storage::Reader& reader_;
  const auth::Scope& scope_;
  std::map<std::string, std::optional<storage::ProgramRecord>> programs_;
  std::vector<storage::TallyRecord> tallies_;
};

}  // namespace

absl::Status WriteUses(const Dependencies& dependencies) {
  const absl::Time now = dependencies.clock->Now();
  dependencies.looks->BeginWriting(/*wait=*/true);
  const absl::Cleanup end = [&] { dependencies.looks->EndWriting(); };
  const std::vector<UseLog::Use> uses = dependencies.uses->ToWrite();
  const std::vector<LookLog::Counted> looks = dependencies.looks->ToWrite();
  const std::vector<EffortLog::Effort> efforts = dependencies.effort->ToWrite();
  if (uses.empty() && looks.empty() && efforts.empty()) return absl::OkStatus();
  const auth::Scope scope(auth::Caller::Server());
  std::vector<storage::UseRecord> records;
  records.reserve(uses.size());
  for (const UseLog::Use& use : uses) records.push_back({use.name, use.time});
  RETURN_IF_ERROR(
      dependencies.storage->Write({.kind = "WriteUses", .author = auth::Caller::Server().id()},
                                  base::Patience(), [&](storage::Writer& writer) -> absl::Status {
                                    RETURN_IF_ERROR(writer.NoteUses(scope, records));
                                    Tallying tallying(writer, scope);
                                    RETURN_IF_ERROR(tallying.AddLooks(looks));
                                    RETURN_IF_ERROR(tallying.AddEfforts(efforts));
                                    if (tallying.tallies().empty()) return absl::OkStatus();
                                    return writer.AddTallies(scope, tallying.tallies());
                                  }));
  dependencies.uses->Written(uses);
  dependencies.looks->Written(looks);
  dependencies.effort->Written(efforts, now);
  return absl::OkStatus();
}

absl::Status WriteLooks(const Dependencies& dependencies, const base::Patience& patience) {
  if (!dependencies.looks->BeginWriting(/*wait=*/false)) return absl::OkStatus();
  const absl::Cleanup end = [&] { dependencies.looks->EndWriting(); };
  const std::vector<LookLog::Counted> looks = dependencies.looks->ToWrite();
  if (looks.empty()) return absl::OkStatus();
  const auth::Scope scope(auth::Caller::Server());
  RETURN_IF_ERROR(
      dependencies.storage->Write({.kind = "WriteUses", .author = auth::Caller::Server().id()},
                                  patience, [&](storage::Writer& writer) -> absl::Status {
                                    Tallying tallying(writer, scope);
                                    RETURN_IF_ERROR(tallying.AddLooks(looks));
                                    if (tallying.tallies().empty()) return absl::OkStatus();
                                    return writer.AddTallies(scope, tallying.tallies());
                                  }));
  dependencies.looks->Written(looks);
  return absl::OkStatus();
}

}  // namespace continuum::operations
