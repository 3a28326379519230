// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/answers_csv.h"
#include "clients/cli/answers_rows.h"
#include "clients/cli/csv.h"
#include "clients/cli/evidence_cell.h"
#include "clients/cli/rubric_guide.h"

namespace continuum::cli {

namespace {

using Cells = absl::flat_hash_map<std::string, std::string>;  // by column

// Spreadsheets take a text for UTF-8 only when it begins with this mark.
constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string Line(const Cells& cells) {
  std::vector<std::string> row;
  for (const absl::string_view column : kAnswersColumns) {
    const auto found = cells.find(column);
    row.push_back(found == cells.end() ? "" : found->second);
  }
  return CsvLine(row);
}

std::string YesNo(bool yes) { return yes ? "yes" : "no"; }

std::string ExtentWord(v1::Extent extent) {
  switch (extent) {
    case v1::EXTENT_ALL_SITES:
      return "all-sites";
    case v1::EXTENT_SOME_SITES:
      return "some-sites";
    case v1::EXTENT_PILOT:
      return "pilot";
    default:
      return "";
  }
}

// A justification or explanation and the comment share one column.
std::string Joined(const std::string& first, const std::string& comment) {
  return comment.empty() || first.empty() ? absl::StrCat(first, comment)
                                          : absl::StrCat(first, "\n\n", comment);
}

void FillCriterion(const v1::Answer& answer, Cells* cells) {
  Cells& cell = *cells;
  cell["comment"] = answer.comment();
  cell["evidence"] = FormatEvidence(answer.evidence());
  if (answer.attested()) cell["attested"] = "yes";
  switch (answer.answer_case()) {
    case v1::Answer::kStaircase:
      if (!answer.staircase().claimed_stage().empty()) {
        cell["answer"] = answer.staircase().claimed_stage();
      } else if (answer.staircase().activities().empty()) {
        cell["answer"] = "nothing done";
      }
      break;
    case v1::Answer::kRating:
      cell["answer"] = answer.rating().option();
      break;
    case v1::Answer::kCredit:
      cell["answer"] = YesNo(answer.credit().met());
      break;
    case v1::Answer::kYesNo:
      cell["answer"] = YesNo(answer.yes_no().yes());
      break;
    case v1::Answer::kNotApplicable:
      cell["answer"] = "not applicable";
      cell["comment"] = Joined(answer.not_applicable().justification(), answer.comment());
      break;
    case v1::Answer::kInsufficientData:
      cell["answer"] = "insufficient data";
      cell["comment"] = Joined(answer.insufficient_data().explanation(), answer.comment());
      break;
    case v1::Answer::kFactors:
    case v1::Answer::ANSWER_NOT_SET:
      break;
  }
}

void FillActivity(const v1::ActivityAnswer& activity, Cells* cells) {
  Cells& cell = *cells;
  if (activity.state() == v1::ActivityAnswer::STATE_DONE) cell["answer"] = "yes";
  if (activity.state() == v1::ActivityAnswer::STATE_NOT_DONE) cell["answer"] = "no";
  cell["since"] = activity.since();
  cell["extent"] = ExtentWord(activity.extent());
  if (!activity.has_adaptation()) return;
  cell["adaptation"] = activity.adaptation().what();
  cell["adaptation_reason"] = activity.adaptation().why();
  cell["planned"] = YesNo(activity.adaptation().planned());
  cell["consistent"] = YesNo(activity.adaptation().consistent());
}

// What the criterion's row says to the reader: its intent, and a rating's options.
std::string CriterionText(const v1::RubricDefinition& rubric, const v1::Criterion& criterion) {
  std::string text = criterion.intent();
  for (const v1::RatingOption* option : OptionsOf(rubric, criterion)) {
    absl::StrAppend(&text, "\n", option->id(), ": ", option->text());
  }
  if (criterion.allows_not_applicable()) {
    absl::StrAppend(&text, "\nnot applicable: ", criterion.not_applicable_when());
  }
  return text;
}

// Writes the rows of one criterion.
class CriterionWriter {
 public:
  CriterionWriter(const RubricGuide& guide, const v1::Criterion& criterion,
                  const v1::Answer& answer)
      : guide_(guide), criterion_(criterion), answer_(answer) {}

  std::string Write() const {
    Cells own = {{"criterion", criterion_.id()},
                 {"domain", Domain()},
                 {"title", criterion_.title()},
                 {"text", CriterionText(guide_.definition(), criterion_)}};
    if (answer_.answer_case() != v1::Answer::ANSWER_NOT_SET) FillCriterion(answer_, &own);
    return absl::StrCat(Line(own), WriteActivities(), WriteFactors());
  }

 private:
  std::string Domain() const { return guide_.DomainOf(criterion_.id())->title(); }

  Cells Item(const std::string& id, const std::string& text) const {
    return {{"criterion", criterion_.id()}, {"item", id}, {"domain", Domain()}, {"text", text}};
  }

  std::string WriteActivities() const {
    absl::flat_hash_map<std::string, const v1::ActivityAnswer*> answers;
    for (const v1::ActivityAnswer& activity : answer_.staircase().activities()) {
      answers.emplace(activity.activity(), &activity);
    }
    std::string lines;
    for (const v1::Cell& cell : criterion_.staircase().cells()) {
      for (const v1::Activity& activity : cell.activities()) {
        Cells cells = Item(activity.id(), activity.text());
        cells["stage"] = cell.stage();
        cells["title"] = guide_.StageTitle(criterion_.id(), cell.stage());
        const auto found = answers.find(activity.id());
        if (found != answers.end()) FillActivity(*found->second, &cells);
        lines += Line(cells);
      }
    }
    return lines;
  }

  std::string WriteFactors() const {
    const auto& met_ids = answer_.factors().met();
    const absl::flat_hash_set<std::string> met(met_ids.begin(), met_ids.end());
    std::string lines;
    for (const v1::Factor& factor : criterion_.factors().factors()) {
      Cells cells = Item(factor.id(), factor.text());
      if (answer_.has_factors()) cells["answer"] = YesNo(met.contains(factor.id()));
      lines += Line(cells);
    }
    return lines;
  }

  const RubricGuide& guide_;
  const v1::Criterion& criterion_;
  const v1::Answer& answer_;
};

}  // namespace

std::string WriteAnswersCsv(const v1::RubricDefinition& rubric, const v1::AnswerSet& answers) {
  const RubricGuide guide(rubric);
  absl::flat_hash_map<std::string, const v1::Answer*> by_criterion;
  for (const v1::Answer& answer : answers.answers()) {
    by_criterion.emplace(answer.criterion(), &answer);
  }
  std::string csv(kByteOrderMark);
  csv += CsvLine({std::begin(kAnswersColumns), std::end(kAnswersColumns)});
  for (const v1::Criterion* criterion : guide.criteria()) {
    const auto found = by_criterion.find(criterion->id());
    const v1::Answer& answer =
        found == by_criterion.end() ? v1::Answer::default_instance() : *found->second;
    csv += CriterionWriter(guide, *criterion, answer).Write();
  }
  return csv;
}

}  // namespace continuum::cli
