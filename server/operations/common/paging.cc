// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/paging.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/operations/common/fingerprint.h"

namespace continuum::operations {
namespace {

constexpr absl::string_view kWantedToken =
    "the next_page_token of a page of the same query; begin again without one";

}  // namespace

Paging::Paging(const google::protobuf::Message& request, int32_t page_size,
               absl::string_view page_token, int max_size)
    : query_(FingerprintOfQuery(request)),
      asked_size_(page_size),
      asked_token_(page_token),
      size_(page_size == 0 ? kDefaultSize : std::min(page_size, max_size)),
      token_(ParsePageToken(page_token, query_)) {}

void Paging::Check(FieldChecks& checks) const {
  if (asked_size_ < 0) checks.Wrong("page_size", absl::StrCat(asked_size_), "0 or more");
  if (!asked_token_.empty() && !token_.has_value()) {
    checks.Wrong("page_token", asked_token_, kWantedToken);
  }
}

absl::StatusOr<storage::Page> Paging::Open(const storage::Reader& reader) {
  as_of_ = token_.has_value() ? token_->sequence : reader.last_sequence();
  if (as_of_ > reader.last_sequence()) {
    return base::InvalidField("page_token", asked_token_, kWantedToken);
  }
  return storage::Page{
      .as_of = as_of_, .after = token_.has_value() ? token_->after : "", .limit = size_ + 1};
}

}  // namespace continuum::operations
