// SPDX-License-Identifier: Apache-2.0

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/records/waiting_purges.h"
#include "server/operations/together.h"
#include "server/operations/together/changes_of.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// With comments as long as they may be, a page stays below the 4 MiB that clients take.
constexpr int kMaxChanges = 200;

// A number that some change could have had; not more is known of it before it is read.
bool IsEtag(absl::string_view text, storage::Sequence* sequence) {
  return absl::SimpleAtoi(text, sequence) && *sequence >= 0 && absl::StrCat(*sequence) == text;
}

void CheckSince(const v1::ListChangesRequest& request, absl::Time now, FieldChecks& checks) {
  storage::Sequence ignored = 0;
  if (request.has_since_etag() && !IsEtag(request.since_etag(), &ignored)) {
    checks.Wrong("since_etag", request.since_etag(), "an etag as this service gave it");
  }
  if (!request.has_since_time()) return;
  const std::optional<absl::Time> time = FromTimestamp(request.since_time());
  if (!time.has_value()) {
    checks.Wrong("since_time", request.since_time().ShortDebugString(),
                 "a time from year 1 to 9999");
  } else if (*time > now) {
    checks.Wrong("since_time", absl::FormatTime(*time, absl::UTCTimeZone()), "a time that is past");
  }
}

absl::StatusOr<storage::Sequence> ResolveSince(const storage::Reader& reader,
                                               const v1::ListChangesRequest& request) {
  storage::Sequence since = 0;
  if (request.has_since_etag()) {
    (void)IsEtag(request.since_etag(), &since);  // checked before
    return since;
  }
  if (!request.has_since_time()) return since;
  return reader.SequenceAt(*FromTimestamp(request.since_time()));
}

}  // namespace

absl::StatusOr<v1::ListChangesResponse> ListChanges(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::ListChangesRequest& request) {
  Paging paging(request, kMaxChanges);
  const absl::Time now = dependencies.clock->Now();
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "parent", request.parent());
  CheckSince(request, now, checks);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  v1::ListChangesResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const storage::Page page, paging.Open(reader));
    RETURN_IF_ERROR(reader.GetAssessment(scope, request.parent(), page.as_of).status());
    ASSIGN_OR_RETURN(const storage::Sequence since, ResolveSince(reader, request));
    ASSIGN_OR_RETURN(std::vector<Event> events,
                     EventsOf(reader, scope, request.parent(), since, page));
    response.set_next_page_token(
        paging.Close(&events, [](const Event& event) { return event.Place(); }));
    ASSIGN_OR_RETURN(const WaitingPurges waiting, WaitingPurges::Read(reader, request.parent()));
    for (Event& event : events) {
      RETURN_IF_ERROR(FillChange(reader, scope, page.as_of, now, waiting, event.change));
      *response.add_changes() = std::move(event.change);
    }
    response.set_etag(absl::StrCat(page.as_of));
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
