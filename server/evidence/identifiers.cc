// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/identifiers.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace continuum::evidence {
namespace {

// Whether what a pattern found can be one.
using Plausible = bool (*)(absl::string_view found);

struct Pattern {
  IdentifierKind kind;
  std::unique_ptr<const RE2> expression;  // its first group is the identifier
  Plausible plausible;
};

bool Always(absl::string_view /*found*/) { return true; }

// Numbers that were never given out are examples or something else.
bool IsSocialSecurityNumber(absl::string_view found) {
  std::string digits;
  for (const char c : found) {
    if (absl::ascii_isdigit(c)) digits.push_back(c);
  }
  if (digits.size() != 9) return false;
  const std::string area = digits.substr(0, 3);
  return area != "000" && area != "666" && area[0] != '9' && digits.substr(3, 2) != "00" &&
         digits.substr(5) != "0000";
}

bool HasDigit(absl::string_view found) {
  return std::any_of(found.begin(), found.end(), [](char c) { return absl::ascii_isdigit(c); });
}

// Between a label and what it labels: a colon, a dash, a cell's end, or nothing.
#define CONTINUUM_GAP R"([\s:#=.,;"|\-]{0,6})"

constexpr char kSeparatedSsn[] = R"(\b(\d{3}[- ]\d{2}[- ]\d{4})\b)";
constexpr char kLabelledSsn[] =
    R"((?i)\b(?:ssn|soc(?:ial)?\.? sec(?:urity)?\.?(?: (?:number|no\.?|num))?))" CONTINUUM_GAP
    R"((\d{9})\b)";
constexpr char kRecordNumber[] =
    R"((?i)\b(?:mrn|mr ?#|med(?:ical)?\.? rec(?:ord)?\.? ?(?:number|num|no\.?|id|#)|)"
    R"(chart ?(?:number|no\.?|id|#)|)"
    R"((?:patient|client|consumer) ?(?:id|number|no\.?|#)))" CONTINUUM_GAP
    R"(([a-z]{0,3}-?\d[\d-]{2,14})\b)";
constexpr char kBirthDate[] =
    R"((?i)\b(?:dob|d\.o\.b\.?|date of birth|birth ?date|born(?: on)?))" CONTINUUM_GAP
    R"((\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\d{4}-\d{2}-\d{2}\b|)"
    R"((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2},? \d{4}\b))";
constexpr char kPhone[] =
    R"((?:^|[^\d./-])((?:\+?1[-. ]?)?(?:\([2-9]\d{2}\)[-. ]?|[2-9]\d{2}[-. ]))"
    R"([2-9]\d{2}[-. ]\d{4})\b)";
// The form of Medicare beneficiary identifiers: eleven places, without the letters S, L, O, I, B,
// Z.
constexpr char kMedicare[] =
    R"(\b([1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?)"
    R"([AC-HJKMNP-RT-Y]{2}\d{2})\b)";
constexpr char kMedicaid[] =
    R"((?i)\bmedicaid ?(?:id|number|num|no\.?|#))" CONTINUUM_GAP R"(([a-z0-9-]{6,16})\b)";

#undef CONTINUUM_GAP

Pattern Make(IdentifierKind kind, const char* expression, Plausible plausible) {
  RE2::Options options(RE2::Latin1);  // any bytes are text then
  options.set_log_errors(false);
  return {kind, std::make_unique<const RE2>(expression, options), plausible};
}

const std::vector<Pattern>& Patterns() {
  static const auto* const patterns = [] {
    auto* made = new std::vector<Pattern>;
    made->push_back(
        Make(IdentifierKind::kSocialSecurityNumber, kSeparatedSsn, IsSocialSecurityNumber));
    made->push_back(
        Make(IdentifierKind::kSocialSecurityNumber, kLabelledSsn, IsSocialSecurityNumber));
    made->push_back(Make(IdentifierKind::kMedicalRecordNumber, kRecordNumber, Always));
    made->push_back(Make(IdentifierKind::kDateOfBirth, kBirthDate, Always));
    made->push_back(Make(IdentifierKind::kPhoneNumber, kPhone, Always));
    made->push_back(Make(IdentifierKind::kMedicareNumber, kMedicare, Always));
    made->push_back(Make(IdentifierKind::kMedicaidNumber, kMedicaid, HasDigit));
    return made;
  }();
  return *patterns;
}

IdentifierFinding& FindingOf(IdentifierKind kind, IdentifierReport& report) {
  const auto place = std::lower_bound(
      report.findings.begin(), report.findings.end(), kind,
      [](const IdentifierFinding& finding, IdentifierKind k) { return finding.kind < k; });
  if (place != report.findings.end() && place->kind == kind) return *place;
  return *report.findings.insert(place, {.kind = kind, .count = 0, .places = {}});
}

// Adds what is found of one kind in one part, from its beginning to its end.
class Notes {
 public:
  Notes(IdentifierKind kind, absl::string_view part, absl::string_view text,
        IdentifierReport& report)
      : kind_(kind), part_(part), text_(text), report_(report) {}

  void Add(size_t offset) {
    IdentifierFinding& finding = FindingOf(kind_, report_);
    ++finding.count;
    if (finding.places.size() == IdentifierFinding::kMaxPlaces) return;
    line_ += std::count(text_.begin() + counted_, text_.begin() + offset, '\n');
    counted_ = offset;
    finding.places.push_back({.part = std::string(part_), .offset = offset, .line = line_});
  }

 private:
  const IdentifierKind kind_;
  const absl::string_view part_;
  const absl::string_view text_;
  IdentifierReport& report_;
  size_t counted_ = 0;  // up to here, lines are
  int64_t line_ = 1;
};

void Search(const Pattern& pattern, absl::string_view part, absl::string_view text,
            IdentifierReport& report) {
  re2::StringPiece left(text.data(), text.size());
  re2::StringPiece found;
  Notes notes(pattern.kind, part, text, report);
  while (RE2::FindAndConsume(&left, *pattern.expression, &found)) {
    if (!pattern.plausible(absl::string_view(found.data(), found.size()))) continue;
    notes.Add(static_cast<size_t>(found.data() - text.data()));
  }
}

bool IsLocalPart(char c) {
  return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}

bool IsTopLevelDomain(absl::string_view label) {
  return label.size() >= 2 && label.size() <= 24 &&
         std::all_of(label.begin(), label.end(), [](char c) { return absl::ascii_isalpha(c); });
}

// How long the domain is at the beginning of the text; 0 if there is none.
size_t DomainSize(absl::string_view text) {
  constexpr size_t kMaxDomain = 253;  // RFC 1035
  size_t size = 0;                    // up to the last label that can end a domain
  size_t label = 0;                   // where the present label begins
  for (size_t i = 0;; ++i) {
    const bool ends =
        i == text.size() || i == kMaxDomain || !(absl::ascii_isalnum(text[i]) || text[i] == '-');
    if (!ends) continue;
    if (i == label) return size;
    if (label > 0 && IsTopLevelDomain(text.substr(label, i - label))) size = i;
    if (i == text.size() || i == kMaxDomain || text[i] != '.') return size;
    label = i + 1;
  }
}

// By hand, from each "@" outwards: as a regular expression, what may stand on both sides makes so
// many states that a text can be written on which the search takes seconds for each MiB.
void SearchEmails(absl::string_view part, absl::string_view text, IdentifierReport& report) {
  constexpr size_t kMaxLocalPart = 64;  // RFC 5321
  Notes notes(IdentifierKind::kEmailAddress, part, text, report);
  size_t free = 0;  // where the last address ended
  for (size_t at = text.find('@'); at != absl::string_view::npos; at = text.find('@', at + 1)) {
    size_t begin = at;
    while (begin > free && at - begin < kMaxLocalPart && IsLocalPart(text[begin - 1])) --begin;
    while (begin < at && !absl::ascii_isalnum(text[begin])) ++begin;
    const size_t domain = begin == at ? 0 : DomainSize(text.substr(at + 1));
    if (domain == 0) continue;
    notes.Add(begin);
    free = at + 1 + domain;
  }
}

// One of them, and several.
std::pair<absl::string_view, absl::string_view> WordsOf(IdentifierKind kind) {
  switch (kind) {
    case IdentifierKind::kSocialSecurityNumber:
      return {"Social Security number", "Social Security numbers"};
    case IdentifierKind::kMedicalRecordNumber:
      return {"medical record number", "medical record numbers"};
    case IdentifierKind::kDateOfBirth:
      return {"date of birth", "dates of birth"};
    case IdentifierKind::kPhoneNumber:
      return {"phone number", "phone numbers"};
    case IdentifierKind::kEmailAddress:
      return {"e-mail address", "e-mail addresses"};
    case IdentifierKind::kMedicareNumber:
      return {"Medicare number", "Medicare numbers"};
    case IdentifierKind::kMedicaidNumber:
      return {"Medicaid number", "Medicaid numbers"};
  }
  return {"other identifier", "other identifiers"};
}

}  // namespace

std::string InWords(const IdentifierReport& report) {
  std::string words;
  for (size_t i = 0; i < report.findings.size(); ++i) {
    const IdentifierFinding& finding = report.findings[i];
    const auto [one, several] = WordsOf(finding.kind);
    const absl::string_view between = i == 0                            ? ""
                                      : i + 1 == report.findings.size() ? " and "
                                                                        : ", ";
    absl::StrAppend(&words, between, finding.count, " ", finding.count == 1 ? one : several);
  }
  return words;
}

int64_t IdentifierReport::Total() const {
  int64_t total = 0;
  for (const IdentifierFinding& finding : findings) total += finding.count;
  return total;
}

void AddCounts(const IdentifierReport& from, IdentifierReport& to) {
  for (const IdentifierFinding& finding : from.findings) {
    FindingOf(finding.kind, to).count += finding.count;
  }
}

void FindIdentifiers(absl::string_view part, absl::string_view text, IdentifierReport& report) {
  if (text.empty()) return;
  for (const Pattern& pattern : Patterns()) Search(pattern, part, text, report);
  SearchEmails(part, text, report);
}

IdentifierReport FindIdentifiersInTexts(const std::optional<std::vector<TextPart>>& texts) {
  IdentifierReport report;
  if (!texts.has_value()) return report;
  report.searched = true;
  for (const TextPart& part : *texts) FindIdentifiers(part.name, part.text, report);
  return report;
}

IdentifierReport FindIdentifiersInFile(absl::string_view bytes, FileKind kind) {
  return FindIdentifiersInTexts(TextsOf(bytes, kind));
}

}  // namespace continuum::evidence
