// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_COMMON_IDENTIFIERS_SEEN_H_
#define CONTINUUM_SERVER_OPERATIONS_COMMON_IDENTIFIERS_SEEN_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "server/evidence/identifiers.h"
#include "server/operations/common/field_checks.h"

namespace continuum::operations {

// Whether a person has `seen` as many places as the report has that look like identifiers of
// patients. FAILED_PRECONDITION, IDENTIFIERS_NOT_SEEN otherwise; the message says what they look
// like, and not what they are. `what` was searched: "the file". Pure function.
absl::Status CheckIdentifiersSeen(absl::string_view resource, absl::string_view what,
                                  const evidence::IdentifierReport& report, int64_t seen);

// Texts of which nobody is asked whether a person has seen what they hold, since they take nothing
// that looks like it. The field is wrong otherwise, and the error says what was found and never
// repeats the text. Give whether it was without, so that no other check repeats it either:
//
//   if (CheckNoPatientNumbers("hold.reason", reason, checks)) checks.Line("hold.reason", ...);
//
// For what everybody reads in lists: none of those that are known.
bool CheckNoIdentifiers(absl::string_view field, absl::string_view text, FieldChecks& checks);

// For reasons and notes, which may say whom to call: none but phone numbers and e-mail addresses.
bool CheckNoPatientNumbers(absl::string_view field, absl::string_view text, FieldChecks& checks);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_COMMON_IDENTIFIERS_SEEN_H_
