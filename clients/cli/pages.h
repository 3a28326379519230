// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_PAGES_H_
#define CONTINUUM_CLIENTS_CLI_PAGES_H_

#include "absl/status/statusor.h"
#include "clients/cli/connection.h"

namespace continuum::cli {

// All pages of a list as one response: CollectPages(connection, &Connection::ListPrograms,
// request).
template <typename Request, typename Response>
absl::StatusOr<Response> CollectPages(Connection& connection,
                                      absl::StatusOr<Response> (Connection::*list)(const Request&),
                                      Request request) {
  Response all;
  do {
    auto page = (connection.*list)(request);
    if (!page.ok()) return page.status();
    request.set_page_token(page->next_page_token());
    page->clear_next_page_token();
    all.MergeFrom(*page);
  } while (!request.page_token().empty());
  return all;
}

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_PAGES_H_
