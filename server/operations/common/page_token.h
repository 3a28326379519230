// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_COMMON_PAGE_TOKEN_H_
#define CONTINUUM_SERVER_OPERATIONS_COMMON_PAGE_TOKEN_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace continuum::operations {

// Where a list goes on: after which row, and as of which moment, so that every page shows the same
// state of things, whatever has changed since.
//
// On the wire it is opaque text (URL-safe base64) that holds a check over itself and over the query
// that it belongs to: a token of another query, a cut or altered one, and one of another version of
// this format are all refused. The check has no secret in it: who forges a token gains only a page
// of a list that they may read anyway, for the rows are chosen by the caller's scope each time.
struct PageToken {
  int64_t sequence = 0;  // the ledger sequence that the list shows; not negative
  std::string after;     // what storage calls the last row's place

  friend bool operator==(const PageToken&, const PageToken&) = default;
};

// `query` is FingerprintOfQuery of the request. Pure functions; ParsePageToken takes any bytes.
std::string FormatPageToken(const PageToken& token, absl::string_view query);
std::optional<PageToken> ParsePageToken(absl::string_view text, absl::string_view query);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_COMMON_PAGE_TOKEN_H_
