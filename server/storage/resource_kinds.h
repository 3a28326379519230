// SPDX-License-Identifier: Apache-2.0
//
// All kinds of records that share one pair of tables (resources.h), for who meets a row of such a
// kind without knowing which: verifying the ledger.

#ifndef CONTINUUM_SERVER_STORAGE_RESOURCE_KINDS_H_
#define CONTINUUM_SERVER_STORAGE_RESOURCE_KINDS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/storage/row_content.h"

namespace continuum::storage {

// Their kinds, by number.
std::vector<RowKind> ResourceKinds();
bool IsResourceKind(RowKind kind);

// The row that a record with this content has. DATA_LOSS: it is no content of such a kind. Pure.
absl::StatusOr<ResourceRow> DescribeResource(absl::string_view content);

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_RESOURCE_KINDS_H_
