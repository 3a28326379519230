// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_COMMON_PAGING_H_
#define CONTINUUM_SERVER_OPERATIONS_COMMON_PAGING_H_

#include <google/protobuf/message.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/page_token.h"
#include "server/storage/queries.h"
#include "server/storage/reader.h"

namespace continuum::operations {

// One page of a list. All pages of a list show the moment of the first.
//
//   Paging paging(request);
//   paging.Check(checks);
//   ...                                                  // in Storage::Read:
//   ASSIGN_OR_RETURN(query.page, paging.Open(reader));
//   ASSIGN_OR_RETURN(auto rows, reader.ListSites(scope, query));
//   response.set_next_page_token(paging.Close(&rows));
//
// For one thread and one request.
class Paging {
 public:
  static constexpr int kDefaultSize = 50;
  static constexpr int kMaxSize = 1000;

  // Any list request with page_size and page_token. Over `max_size` is as `max_size`.
  template <typename Request>
  explicit Paging(const Request& request, int max_size = kMaxSize)
      : Paging(request, request.page_size(), request.page_token(), max_size) {}

  // Whether page_size is not negative, and page_token empty or one of this query.
  void Check(FieldChecks& checks) const;

  // The page to ask storage for: one row more than wanted, to see whether more follow.
  // FIELD_INVALID if the token is of a moment that this storage has not reached (it came from
  // another one).
  absl::StatusOr<storage::Page> Open(const storage::Reader& reader);

  // Takes away the row too many and gives the token for the next page; empty if there is none.
  // `name_of` gives a row's name.
  template <typename Row, typename NameOf>
  std::string Close(std::vector<Row>* rows, NameOf name_of) const {
    if (rows->size() <= static_cast<size_t>(size_)) return "";
    rows->pop_back();
    return FormatPageToken({as_of_, name_of(rows->back())}, query_);
  }
  template <typename Row>
  std::string Close(std::vector<Row>* rows) const {
    return Close(rows, [](const Row& row) { return row.name; });
  }

 private:
  Paging(const google::protobuf::Message& request, int32_t page_size, absl::string_view page_token,
         int max_size);

  std::string query_;
  int32_t asked_size_;
  std::string asked_token_;
  int size_;
  std::optional<PageToken> token_;
  storage::Sequence as_of_ = 0;
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_COMMON_PAGING_H_
