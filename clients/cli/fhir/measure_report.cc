// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/fhir/measure_report.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/fhir/json_text.h"
#include "clients/cli/fhir/remarks.h"
#include "clients/cli/render/text.h"

namespace continuum::cli::fhir {

namespace {

using Kind = JsonNode::Kind;

// Whether the CodeableConcept of that name has this code or text.
bool Says(const JsonNode& node, absl::string_view name, absl::string_view wanted) {
  const JsonNode* said = node.Find(name);
  if (said == nullptr) return false;
  if (said->Text("text") == wanted) return true;
  const JsonNode* codings = said->Find("coding");
  return codings != nullptr &&
         std::any_of(codings->elements.begin(), codings->elements.end(),
                     [&](const JsonNode& coding) { return coding.Text("code") == wanted; });
}

// Reads one report for one criterion.
class ReportReader {
 public:
  ReportReader(const v1::Criterion& criterion, ReportedCounts* read)
      : criterion_(criterion), read_(*read) {}

  void Read(const JsonNode& report);

 private:
  void Problem(absl::string_view place, std::string message) {
    read_.problems.push_back(
        {.line = 0, .column = std::string(place), .message = std::move(message)});
  }
  std::vector<const JsonNode*> List(const JsonNode& node, absl::string_view name,
                                    absl::string_view place) {
    return Objects(node, name, absl::StrCat(place, place.empty() ? "" : ".", name),
                   &read_.problems);
  }
  void CheckHead(const JsonNode& report);
  // The group that counts for the criterion; null, and a problem, when that cannot be told.
  const JsonNode* FindGroup(const JsonNode& report);
  void ReadStrata(const JsonNode& group);
  // The counts of a group or stratum.
  void ReadCounts(const JsonNode& node, const std::string& segment, const std::string& place);
  // The counts of its populations, by code.
  std::map<std::string, int64_t> Populations(const JsonNode& node, const std::string& place);

  const v1::Criterion& criterion_;
  ReportedCounts& read_;
};

void ReportReader::CheckHead(const JsonNode& report) {
  if (const std::string status = report.Text("status"); status != "complete") {
    Problem("status", absl::StrCat("got ", Shown(status), ", want complete"));
  }
  // All other types are about single people.
  if (const std::string type = report.Text("type"); type != "summary") {
    Problem("type", absl::StrCat("got ", Shown(type), ", want summary"));
  }
  if (report.Find("modifierExtension") != nullptr) {
    Problem("modifierExtension", "it changes the meaning of the report in a way not known here");
  }
}

const JsonNode* ReportReader::FindGroup(const JsonNode& report) {
  const std::vector<const JsonNode*> groups = List(report, "group", "");
  if (groups.size() == 1) return groups.front();
  const JsonNode* found = nullptr;
  int matching = 0;
  for (const JsonNode* group : groups) {
    if (group->Text("id") != criterion_.id() && !Says(*group, "code", criterion_.id())) continue;
    found = group;
    ++matching;
  }
  if (matching == 1) return found;
  Problem("group",
          absl::StrCat("got ", groups.size(), " groups, ", matching,
                       " of them with the id or code ", Shown(criterion_.id()), "; want one"));
  return nullptr;
}

std::map<std::string, int64_t> ReportReader::Populations(const JsonNode& node,
                                                         const std::string& place) {
  std::map<std::string, int64_t> counts;
  for (const JsonNode* population : List(node, "population", place)) {
    const JsonNode* count = population->Find("count");
    for (const char* code : {"denominator", "denominator-exclusion", "denominator-exception",
                             "numerator", "numerator-exclusion"}) {
      if (!Says(*population, "code", code)) continue;
      int64_t number = 0;
      if (count == nullptr || count->kind != Kind::kNumber ||
          !absl::SimpleAtoi(count->text, &number) || number < 0) {
        Problem(place,
                absl::StrCat(code, ": got ", count == nullptr ? "no count" : Described(*count),
                             ", want a whole number of at least 0"));
      } else if (!counts.emplace(code, number).second) {
        Problem(place, absl::StrCat(code, ": it is counted twice"));
      }
    }
  }
  return counts;
}

void ReportReader::ReadCounts(const JsonNode& node, const std::string& segment,
                              const std::string& place) {
  const std::size_t problems = read_.problems.size();
  std::map<std::string, int64_t> counts = Populations(node, place);
  for (const char* code : {"numerator", "denominator"}) {
    if (counts.count(code) == 0 && read_.problems.size() == problems) {
      Problem(place, absl::StrCat("it has no population ", Shown(code)));
    }
  }
  if (read_.problems.size() > problems) return;
  // Who is left out is counted in the population, too.
  const int64_t numerator = counts["numerator"] - counts["numerator-exclusion"];
  const int64_t denominator = counts["denominator"] - counts["denominator-exclusion"];
  const int64_t left = denominator - counts["denominator-exception"];
  if (numerator < 0 || denominator < 0 || left < 0) {
    return Problem(place, "more are left out than there are");
  }
  v1::MeasureCounts& read = *read_.answer.mutable_measure()->add_counts();
  read.set_segment(segment);
  read.set_numerator(absl::StrCat(numerator));
  read.set_denominator(left);
}

void ReportReader::ReadStrata(const JsonNode& group) {
  for (const v1::Segment& segment : criterion_.measure().segments()) {
    int found = 0;
    for (const JsonNode* stratifier : List(group, "stratifier", "group")) {
      for (const JsonNode* stratum : List(*stratifier, "stratum", "group.stratifier")) {
        if (!Says(*stratum, "value", segment.id())) continue;
        const std::string place = absl::StrCat("stratum ", segment.id());
        if (++found > 1) {
          Problem(place, "it is there twice");
        } else {
          ReadCounts(*stratum, segment.id(), place);
        }
      }
    }
  }
}

void ReportReader::Read(const JsonNode& report) {
  if (report.Text("resourceType") != "MeasureReport") {
    return Problem("resourceType", absl::StrCat("got ", Shown(report.Text("resourceType")),
                                                ", want a FHIR R4 MeasureReport"));
  }
  CheckHead(report);
  if (criterion_.measure().kind() == v1::Measure::KIND_MEAN) {
    Problem("group", "the criterion wants a mean, whose sum is not in a report; want counts");
  }
  const JsonNode* group = FindGroup(report);
  if (group == nullptr) return;
  ReadCounts(*group, "", "group");
  ReadStrata(*group);
  read_.answer.set_criterion(criterion_.id());
  std::string reference = absl::StrCat("MeasureReport ", report.Text("measure"));
  if (const JsonNode* period = report.Find("period"); period != nullptr) {
    absl::StrAppend(&reference, " from ", period->Text("start"), " to ", period->Text("end"));
  }
  read_.answer.add_evidence()->set_reference(reference);
}

}  // namespace

ReportedCounts ReadMeasureReport(absl::string_view text, const v1::Criterion& criterion) {
  ReportedCounts read;
  JsonNode report;
  read.problems = ParseJson(text, &report);
  if (read.problems.empty()) ReportReader(criterion, &read).Read(report);
  return read;
}

}  // namespace continuum::cli::fhir
