// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/identifiers_seen.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"

namespace continuum::operations {

absl::Status CheckIdentifiersSeen(absl::string_view resource, absl::string_view what,
                                  const evidence::IdentifierReport& report, int64_t seen) {
  const int64_t total = report.Total();
  if (seen == total) return absl::OkStatus();
  const std::string found =
      total == 0 ? "nothing that looks like an identifier of a patient"
                 : absl::StrCat(evidence::InWords(report),
                                total == 1 ? ", which looks like an identifier of a patient"
                                           : ", which look like identifiers of patients");
  return base::FailedPrecondition(
      "IDENTIFIERS_NOT_SEEN", resource,
      absl::StrCat(what, " holds ", found, ", and the person has seen ", seen,
                   ". Nothing was saved. Take out what is a patient's; only if none of it is, say "
                   "that the person has seen ",
                   total));
}

}  // namespace continuum::operations
