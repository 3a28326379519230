// SPDX-License-Identifier: Apache-2.0
#include "scoring/crosswalk/coverage.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/crosswalk.h"
#include "clients/cli/crosswalk_file.h"
#include "clients/cli/crosswalk_words.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "scoring/crosswalk/rubric_parts.h"

namespace continuum::cli {

namespace {

using Degree = v1::CriterionCoverage;

// The left sides that answer the criterion or parts of it; where none does, the criteria or clauses
// that touch it.
std::string AnsweredBy(const v1::CrosswalkDefinition& crosswalk,
                       const v1::CriterionCoverage& coverage) {
  const bool touched = coverage.degree() == Degree::DEGREE_TOUCHED;
  std::vector<std::string> names;
  for (const int number : coverage.mappings()) {
    const v1::Mapping& mapping = crosswalk.mappings(number);
    if (!touched && !scoring::Answers(mapping.relation())) continue;
    const bool criterion = touched && mapping.from().clause().empty();
    std::string name = criterion ? mapping.from().criterion() : scoring::NameOf(mapping.from());
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      names.push_back(std::move(name));
    }
  }
  return absl::StrJoin(names, "; ");
}

std::string DegreeText(const v1::CriterionCoverage& coverage) {
  std::string text = DegreeWords(coverage.degree());
  if (coverage.degree() == Degree::DEGREE_PARTS && coverage.parts() > 0) {
    absl::StrAppend(&text, " (", coverage.answered_parts(), " of ", coverage.parts(), ")");
  }
  return text;
}

Table CoverageTable(const CrosswalkFile& file, const v1::CrosswalkCoverage& coverage,
                    const RubricGuide& guide, bool gaps) {
  Table table({{.id = "criterion", .title = "ID"},
               {.id = "title", .title = "WHAT IS ASKED", .wraps = true},
               {.id = "answered", .title = "ANSWERED"},
               {.id = "confidence", .title = "CONFIDENCE"},
               {.id = "by", .title = "BY", .wraps = true}});
  for (const v1::CriterionCoverage& criterion : coverage.criteria()) {
    const bool nothing = criterion.degree() == Degree::DEGREE_NONE;
    if (gaps && !nothing) continue;
    table.Add({criterion.criterion(), guide.CriterionTitle(criterion.criterion()),
               Cell(DegreeText(criterion), nothing ? Style::kWarning : Style::kPlain),
               ConfidenceWords(criterion.confidence()), AnsweredBy(file.definition, criterion)});
  }
  return table;
}

int Count(const v1::CrosswalkCoverage& coverage, Degree::Degree degree) {
  return static_cast<int>(std::count_if(
      coverage.criteria().begin(), coverage.criteria().end(),
      [&](const v1::CriterionCoverage& criterion) { return criterion.degree() == degree; }));
}

void PrintSummary(Console& console, const CrosswalkFile& file,
                  const v1::CrosswalkCoverage& coverage, const RubricGuide& guide) {
  const std::string left =
      file.definition.has_from() ? EditionWords(file.definition.from()) : file.definition.title();
  console.out() << "\n";
  console.Paragraph(absl::StrCat(
      left, " against ", EditionWords(file.definition.to()), ": of ",
      CountOf(coverage.criteria_size(), guide.CriterionWord()), " it answers ",
      Count(coverage, Degree::DEGREE_WHOLE), " wholly and ", Count(coverage, Degree::DEGREE_PARTS),
      " in part, touches ", Count(coverage, Degree::DEGREE_TOUCHED), ", and says nothing of ",
      Count(coverage, Degree::DEGREE_NONE), "."));
  if (coverage.unrelated().empty()) return;
  console.Paragraph(absl::StrCat(
      "On the left, nothing here asks for: ", absl::StrJoin(coverage.unrelated(), ", "), "."));
}

}  // namespace

CommandResult CrosswalkCoverage(Session& session, const CrosswalkCoverageOptions& options) {
  const auto file = LoadCrosswalk(options.file, options.rubrics, session.console);
  if (!file.ok()) return file.status();
  const v1::CrosswalkCoverage coverage =
      scoring::FindCoverage(file->definition, file->from ? &*file->from : nullptr, file->to);
  const RubricGuide guide(file->to);
  session.Emit(coverage, CoverageTable(*file, coverage, guide, options.gaps),
               "Something answers or touches all of it.");
  if (session.output == OutputFormat::kTable) {
    PrintSummary(session.console, *file, coverage, guide);
  }
  return ExitCode::kOk;
}

}  // namespace continuum::cli
