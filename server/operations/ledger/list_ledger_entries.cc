// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/fingerprint.h"
#include "server/operations/common/page_token.h"
#include "server/operations/ledger.h"
#include "server/operations/ledger/ledger_messages.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

constexpr int kDefaultSize = 50;
constexpr int kMaxSize = 200;

// One change may write hundreds of rows, and clients take 4 MiB.
constexpr size_t kFullPageBytes = size_t{1} << 20;

// The finest step of a change's time.
constexpr absl::Duration kTick = absl::Microseconds(1);

// What a request asks for, as far as it can be told without looking.
struct Asked {
  std::optional<absl::Time> start;
  std::optional<absl::Time> end;
  std::optional<PageToken> token;
};

std::optional<absl::Time> TimeAt(absl::string_view field, bool given,
                                 const google::protobuf::Timestamp& timestamp,
                                 FieldChecks& checks) {
  if (!given) return std::nullopt;
  const std::optional<absl::Time> time = FromTimestamp(timestamp);
  if (!time.has_value()) {
    checks.Wrong(field, timestamp.ShortDebugString(), "a time from year 1 to 9999");
  }
  return time;
}

absl::StatusOr<Asked> Read(const v1::ListLedgerEntriesRequest& request) {
  FieldChecks checks;
  Asked asked;
  asked.start = TimeAt("start_time", request.has_start_time(), request.start_time(), checks);
  asked.end = TimeAt("end_time", request.has_end_time(), request.end_time(), checks);
  if (request.page_size() < 0) {
    checks.Wrong("page_size", absl::StrCat(request.page_size()), "0 or more");
  }
  if (!request.page_token().empty()) {
    asked.token = ParsePageToken(request.page_token(), FingerprintOfQuery(request));
    if (!asked.token.has_value()) {
      checks.Wrong("page_token", request.page_token(),
                   "the next_page_token of a page of the same query; begin again without one");
    }
  }
  RETURN_IF_ERROR(checks.Result());
  return asked;
}

// The first change at `time` or later, whether it was made yet or not: times never go back.
absl::StatusOr<storage::Sequence> FirstFrom(const storage::Reader& reader,
                                            std::optional<absl::Time> time,
                                            storage::Sequence otherwise) {
  if (!time.has_value()) return otherwise;
  // Changes have whole microseconds: none is between the one below `time` and `time` itself.
  const absl::Time whole = absl::UnixEpoch() + absl::Ceil(*time - absl::UnixEpoch(), kTick);
  ASSIGN_OR_RETURN(const storage::Sequence before, reader.SequenceAt(whole - kTick));
  return before + 1;
}

storage::LeafQuery QueryOf(const v1::ListLedgerEntriesRequest& request) {
  storage::LeafQuery query;
  query.author = request.author();
  query.owner = request.owner();
  query.kind = request.kind();
  query.resource = request.resource();
  query.limit =
      request.page_size() == 0 ? kDefaultSize : std::min<int>(request.page_size(), kMaxSize);
  return query;
}

// Adds the leaves from `first` on, as many as a page may hold. Gives before which change the next
// page goes on; 0 if this was the last.
storage::Sequence Fill(const storage::LeafPage& page, storage::Sequence first,
                       v1::ListLedgerEntriesResponse& response) {
  size_t bytes = 0;
  for (const storage::LedgerLeaf& leaf : page.leaves) {
    if (leaf.sequence < first) return 0;
    if (bytes >= kFullPageBytes) return leaf.sequence + 1;
    *response.add_entries() = ToMessage(leaf);
    bytes += response.entries(response.entries_size() - 1).ByteSizeLong();
  }
  return page.looked_to > first ? page.looked_to : 0;
}

}  // namespace

absl::StatusOr<v1::ListLedgerEntriesResponse> ListLedgerEntries(
    const Dependencies& dependencies, const Call& /*call*/,
    const v1::ListLedgerEntriesRequest& request) {
  ASSIGN_OR_RETURN(const Asked asked, Read(request));
  v1::ListLedgerEntriesResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    response.Clear();
    storage::LeafQuery query = QueryOf(request);
    ASSIGN_OR_RETURN(const storage::Sequence first, FirstFrom(reader, asked.start, 1));
    ASSIGN_OR_RETURN(query.before, FirstFrom(reader, asked.end, storage::kLatest));
    if (asked.token.has_value()) query.before = asked.token->sequence;
    ASSIGN_OR_RETURN(const storage::LeafPage page, reader.ListLeaves(PeopleScope(), query));
    const storage::Sequence next = Fill(page, first, response);
    if (next > 0) {
      response.set_next_page_token(FormatPageToken({next, ""}, FingerprintOfQuery(request)));
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
