// SPDX-License-Identifier: Apache-2.0
//
// Patterns of what points to a patient, in text. They warn people before a file is kept; they
// prove nothing: a file without findings may still be about a patient, and a finding may be
// something else. A report says what was found, how often and where, and never the text itself.
//
// Pure functions; they take any bytes, in time that grows with their number alone.

#ifndef CONTINUUM_SERVER_EVIDENCE_IDENTIFIERS_H_
#define CONTINUUM_SERVER_EVIDENCE_IDENTIFIERS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/evidence/document_text.h"
#include "server/evidence/sniff.h"

namespace continuum::evidence {

// The numbers are kept in records: they never change.
enum class IdentifierKind : int64_t {
  kSocialSecurityNumber = 1,
  kMedicalRecordNumber = 2,
  kDateOfBirth = 3,
  kPhoneNumber = 4,
  kEmailAddress = 5,
  kMedicareNumber = 6,
  kMedicaidNumber = 7,
};

// Where something was found.
struct IdentifierPlace {
  std::string part;   // as in TextPart
  size_t offset = 0;  // in bytes of the part's text
  int64_t line = 1;   // of the part's text, from 1

  friend bool operator==(const IdentifierPlace&, const IdentifierPlace&) = default;
};

// What was found of one kind.
struct IdentifierFinding {
  static constexpr size_t kMaxPlaces = 20;

  IdentifierKind kind = IdentifierKind::kSocialSecurityNumber;
  int64_t count = 0;
  std::vector<IdentifierPlace> places;  // the first of them

  friend bool operator==(const IdentifierFinding&, const IdentifierFinding&) = default;
};

struct IdentifierReport {
  bool searched = false;                    // whether there was text to search
  std::vector<IdentifierFinding> findings;  // by kind, those with a count

  int64_t Total() const;
};

// What was found, for people: "2 phone numbers and 1 date of birth". Empty if nothing was.
std::string InWords(const IdentifierReport& report);

// Adds the counts of another report, without its places.
void AddCounts(const IdentifierReport& from, IdentifierReport& to);

// Adds what a part's text holds.
void FindIdentifiers(absl::string_view part, absl::string_view text, IdentifierReport& report);

// What the parts of a file hold; not searched if there are none.
IdentifierReport FindIdentifiersInTexts(const std::optional<std::vector<TextPart>>& texts);

// What a file of this kind holds, as TextsOf gives its text.
IdentifierReport FindIdentifiersInFile(absl::string_view bytes, FileKind kind);

}  // namespace continuum::evidence

#endif  // CONTINUUM_SERVER_EVIDENCE_IDENTIFIERS_H_
