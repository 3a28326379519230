// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/identifiers_seen.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"

namespace continuum::operations {
namespace {

bool Refuse(absl::string_view field, const evidence::IdentifierReport& report,
            FieldChecks& checks) {
  if (report.findings.empty()) return true;
  checks.WrongSecret(field, absl::StrCat("holds what looks like an identifier of a patient (",
                                         evidence::InWords(report),
                                         "), and nothing that does is kept here: take it out"));
  return false;
}

// Whether one points to somebody who need not be a patient.
bool IsOfAnybody(const evidence::IdentifierFinding& finding) {
  return finding.kind == evidence::IdentifierKind::kPhoneNumber ||
         finding.kind == evidence::IdentifierKind::kEmailAddress;
}

}  // namespace

bool CheckNoIdentifiers(absl::string_view field, absl::string_view text, FieldChecks& checks) {
  evidence::IdentifierReport report;
  evidence::FindIdentifiers("", text, report);
  return Refuse(field, report, checks);
}

bool CheckNoPatientNumbers(absl::string_view field, absl::string_view text, FieldChecks& checks) {
  evidence::IdentifierReport report;
  evidence::FindIdentifiers("", text, report);
  std::erase_if(report.findings, IsOfAnybody);
  return Refuse(field, report, checks);
}

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
