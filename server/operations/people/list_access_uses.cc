// SPDX-License-Identifier: Apache-2.0

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/access/look_log.h"
#include "server/operations/access/write_uses.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/people.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/together/team_rows.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// A row's place in the list: the latest hour first, then by account and detail. As text: how many
// rows were read up to it, its hour, and the rest of it, which may hold anything.
struct Place {
  int64_t skip = 0;
  int64_t hour = 0;  // seconds since the epoch
  std::string account;
  std::string detail;

  bool IsBefore(const storage::TallyRecord& tally) const {
    const int64_t other = absl::ToUnixSeconds(tally.hour);
    if (hour != other) return hour > other;
    return account != tally.account ? account < tally.account : detail < tally.detail;
  }
};

std::string FormatPlace(const Place& place) {
  return absl::StrCat(place.skip, "\n", place.hour, "\n", place.account, "\n", place.detail);
}

std::optional<Place> ParsePlace(absl::string_view text) {
  const std::vector<std::string> parts = absl::StrSplit(text, absl::MaxSplits('\n', 3));
  Place place;
  if (parts.size() != 4 || !absl::SimpleAtoi(parts[0], &place.skip) || place.skip < 0 ||
      !absl::SimpleAtoi(parts[1], &place.hour)) {
    return std::nullopt;
  }
  place.account = parts[2];
  place.detail = parts[3];
  return place;
}

// A row, and how many there were up to it.
struct Placed {
  storage::TallyRecord tally;
  int64_t skip = 0;

  std::string Text() const {
    return FormatPlace({skip, absl::ToUnixSeconds(tally.hour), tally.account, tally.detail});
  }
};

// The rows after a place. New ones come in at the beginning while people turn pages, never away, so
// the place has only moved on since.
absl::StatusOr<std::vector<Placed>> RowsAfter(const storage::Reader& reader,
                                              const auth::Scope& scope, const std::string& program,
                                              const std::optional<Place>& after, int limit) {
  storage::TallyQuery query;
  query.kind = storage::TallyKind::kAccessUse;
  query.resource = program;
  query.skip = after.has_value() ? after->skip : 0;
  query.limit = limit;
  std::vector<Placed> rows;
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<storage::TallyRecord> tallies,
                     reader.ListTallies(scope, query));
    for (const storage::TallyRecord& tally : tallies) {
      ++query.skip;
      if (after.has_value() && !after->IsBefore(tally)) continue;
      rows.push_back({tally, query.skip});
      if (rows.size() == static_cast<size_t>(limit)) return rows;
    }
    if (tallies.size() < static_cast<size_t>(limit)) return rows;
  }
}

// The rows of one page as messages. Remembers whose accesses and what accounts it has looked up.
class Showing {
 public:
  explicit Showing(const storage::Reader& reader) : reader_(reader) {}

  absl::StatusOr<std::optional<v1::AccessUse>> Show(const storage::TallyRecord& tally) {
    const std::optional<LookDetail> detail = ParseLookDetail(tally.detail);
    if (!detail.has_value()) return std::nullopt;
    v1::AccessUse use;
    ASSIGN_OR_RETURN(*use.mutable_body(), BodyOf(detail->access));
    use.set_account(tally.account);
    ASSIGN_OR_RETURN(*use.mutable_account_label(), Label(tally.account));
    use.set_resource(detail->resource);
    use.set_method(detail->method);
    use.set_count(tally.amount);
    *use.mutable_hour_start_time() = ToTimestamp(tally.hour);
    return use;
  }

 private:
  absl::StatusOr<std::string> BodyOf(const std::string& access) {
    const auto known = bodies_.find(access);
    if (known != bodies_.end()) return known->second;
    ASSIGN_OR_RETURN(const storage::AccessRecord record,
                     storage::Get<storage::AccessRecord>(reader_, PeopleScope(), access));
    bodies_[access] = record.body;
    return record.body;
  }

  absl::StatusOr<std::string> Label(const std::string& account) {
    const auto known = labels_.find(account);
    if (known != labels_.end()) return known->second;
    ASSIGN_OR_RETURN(const std::string label, LabelOf(reader_, account));
    labels_[account] = label;
    return label;
  }

  const storage::Reader& reader_;
  std::map<std::string, std::string> bodies_;
  std::map<std::string, std::string> labels_;
};

}  // namespace

absl::StatusOr<v1::ListAccessUsesResponse> ListAccessUses(
    const Dependencies& dependencies, const Call& call, const v1::ListAccessUsesRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "parent", request.parent());
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  // Else what was looked at just now would seem not to have been. It is the server's own note and
  // no change, so that whoever may read may cause it; where nothing can be written, the list goes
  // on without.
  if (request.page_token().empty()) WriteLooks(dependencies, call.patience).IgnoreError();
  // Security officers may see it, too, whose scope has no programs.
  const auth::Scope scope = PeopleScope();
  v1::ListAccessUsesResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    response.Clear();
    ASSIGN_OR_RETURN(const storage::Page page, paging.Open(reader));
    RETURN_IF_ERROR(reader.GetProgram(scope, request.parent()).status());
    ASSIGN_OR_RETURN(std::vector<Placed> rows, RowsAfter(reader, scope, request.parent(),
                                                         ParsePlace(page.after), page.limit));
    response.set_next_page_token(paging.Close(&rows, [](const Placed& row) { return row.Text(); }));
    Showing showing(reader);
    for (const Placed& row : rows) {
      ASSIGN_OR_RETURN(const std::optional<v1::AccessUse> use, showing.Show(row.tally));
      if (use.has_value()) *response.add_uses() = *use;
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
