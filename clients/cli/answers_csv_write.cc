// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "clients/cli/answers_csv.h"
#include "clients/cli/answers_fill.h"
#include "clients/cli/answers_rows.h"
#include "clients/cli/condition_words.h"
#include "clients/cli/csv.h"
#include "clients/cli/form_words.h"
#include "clients/cli/rubric_guide.h"

namespace continuum::cli {

namespace {

// Spreadsheets take a text for UTF-8 only when it begins with this mark.
constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Columns that a template has only where its rubric or the answers need them.
constexpr absl::string_view kCountColumns[] = {"numerator", "denominator"};
constexpr absl::string_view kRecognitionColumns[] = {"level", "first_date", "last_date"};
constexpr absl::string_view kProposalColumns[] = {"unconfirmed", "origin_assessment",
                                                  "origin_criteria", "origin_crosswalk",
                                                  "origin_explanation"};

template <size_t n>
bool IsIn(absl::string_view column, const absl::string_view (&columns)[n]) {
  return std::find(std::begin(columns), std::end(columns), column) != std::end(columns);
}

std::vector<std::string> ColumnsFor(const RubricGuide& guide, const v1::AnswerSet& answers,
                                    bool notes, bool marks) {
  const auto& inputs = guide.definition().inputs();
  const bool counts = std::any_of(guide.criteria().begin(), guide.criteria().end(),
                                  [](const auto* criterion) { return criterion->has_measure(); });
  const bool recognitions = std::any_of(
      inputs.begin(), inputs.end(), [](const v1::Input& input) { return input.has_recognition(); });
  const bool proposals = std::any_of(
      answers.answers().begin(), answers.answers().end(),
      [](const v1::Answer& answer) { return answer.unconfirmed() || answer.has_origin(); });
  std::vector<std::string> columns;
  for (const absl::string_view column : kAnswersColumns) {
    if (IsIn(column, kCountColumns) && !counts) continue;
    if (IsIn(column, kRecognitionColumns) && !recognitions) continue;
    if (IsIn(column, kProposalColumns) && !proposals) continue;
    if (column == "note" && !notes) continue;
    if (column == "as_saved" && !marks) continue;
    columns.emplace_back(column);
  }
  return columns;
}

std::string Line(const std::vector<std::string>& columns, const Cells& cells) {
  std::vector<std::string> row;
  for (const std::string& column : columns) {
    const auto found = cells.find(column);
    row.push_back(found == cells.end() ? "" : found->second);
  }
  return CsvLine(row);
}

// What the criterion's row says to the reader: its intent and guidance, what is answered, a
// rating's options, and the proof without which an answer does not count.
std::string CriterionText(const RubricGuide& guide, const v1::Criterion& criterion) {
  std::string text = criterion.intent();
  if (!criterion.guidance().empty()) absl::StrAppend(&text, " ", criterion.guidance());
  for (const v1::RatingOption* option : OptionsOf(guide.definition(), criterion)) {
    absl::StrAppend(&text, "\n", option->id(), ": ", OptionWords(*option));
  }
  for (const std::string& needs :
       {NeedsWords(criterion.credit().needs()), NeedsWords(criterion.yes_no().needs())}) {
    if (!needs.empty()) absl::StrAppend(&text, "\n", needs);
  }
  for (const auto& sentences : {QuantityWords(criterion, guide), MeasureWords(criterion, guide),
                                MilestonesWords(criterion, guide)}) {
    if (!sentences.empty()) absl::StrAppend(&text, "\n", absl::StrJoin(sentences, " "));
  }
  if (criterion.allows_not_applicable()) {
    absl::StrAppend(&text, "\nnot applicable: ", criterion.not_applicable_when());
  }
  return text;
}

std::string CriterionNote(const RubricGuide& guide, const v1::Criterion& criterion) {
  std::string asked_when = AskedWhenWords(criterion, guide);
  if (criterion.quantity().input().empty()) return asked_when;
  return Joined("Takes no answer; leave it blank.", asked_when);
}

// The rows of one input or criterion.
using Rows = std::vector<Cells>;

void AddInput(const RubricGuide& guide, const v1::Input& input, const v1::Answer& answer,
              Rows* rows) {
  std::string text = InputWords(input, guide);
  for (const v1::ChoiceOption& option : input.choice().options()) {
    absl::StrAppend(&text, "\n", option.id(), ": ", option.text());
  }
  if (input.has_recognition()) absl::StrAppend(&text, " Answer held, in process or not held.");
  for (const v1::ChoiceOption& level : input.recognition().levels()) {
    absl::StrAppend(&text, "\nlevel ", level.id(), ": ", level.text());
  }
  Cells own = {{"criterion", input.id()},
               {"domain", "About the program"},
               {"title", input.title()},
               {"text", Joined(input.guidance(), text)}};
  if (input.has_derived()) own["note"] = "Takes no answer; leave it blank.";
  FillOwnRow(answer, &own);
  rows->push_back(std::move(own));
}

// Adds the rows of one criterion.
class CriterionWriter {
 public:
  CriterionWriter(const RubricGuide& guide, const v1::Criterion& criterion,
                  const v1::Answer& answer, Rows* rows)
      : guide_(guide), criterion_(criterion), answer_(answer), rows_(*rows) {}

  void Write() const {
    Cells own = {{"criterion", criterion_.id()},
                 {"domain", Domain()},
                 {"title", criterion_.title()},
                 {"text", CriterionText(guide_, criterion_)},
                 {"note", CriterionNote(guide_, criterion_)}};
    FillOwnRow(answer_, &own);
    rows_.push_back(std::move(own));
    WriteActivities();
    WriteFactors();
    WriteSegments();
    WriteMilestones();
  }

 private:
  std::string Domain() const { return guide_.DomainOf(criterion_.id())->title(); }

  Cells Item(const std::string& id, const std::string& text) const {
    return {{"criterion", criterion_.id()}, {"item", id}, {"domain", Domain()}, {"text", text}};
  }

  void WriteActivities() const {
    absl::flat_hash_map<std::string, const v1::ActivityAnswer*> answers;
    for (const v1::ActivityAnswer& activity : answer_.staircase().activities()) {
      answers.emplace(activity.activity(), &activity);
    }
    for (const v1::Cell& cell : criterion_.staircase().cells()) {
      for (const v1::Activity& activity : cell.activities()) {
        Cells cells = Item(activity.id(), activity.text());
        cells["stage"] = cell.stage();
        cells["title"] = guide_.StageTitle(criterion_.id(), cell.stage());
        const auto found = answers.find(activity.id());
        if (found != answers.end()) FillActivity(*found->second, &cells);
        rows_.push_back(std::move(cells));
      }
    }
  }

  void WriteFactors() const {
    const auto& met_ids = answer_.factors().met();
    const absl::flat_hash_set<std::string> met(met_ids.begin(), met_ids.end());
    for (const v1::Factor& factor : criterion_.factors().factors()) {
      Cells cells = Item(factor.id(), factor.text());
      if (answer_.has_factors()) cells["answer"] = YesNoCell(met.contains(factor.id()));
      rows_.push_back(std::move(cells));
    }
  }

  void WriteSegments() const {
    for (const v1::Segment& segment : criterion_.measure().segments()) {
      Cells cells = Item(segment.id(), segment.title());
      for (const v1::MeasureCounts& counts : answer_.measure().counts()) {
        if (counts.segment() == segment.id()) FillCounts(counts, &cells);
      }
      rows_.push_back(std::move(cells));
    }
  }

  void WriteMilestones() const {
    for (const v1::Milestone& milestone : criterion_.milestones().milestones()) {
      Cells cells = Item(milestone.id(), milestone.text());
      for (const v1::MilestoneAnswer& done : answer_.milestones().milestones()) {
        if (done.milestone() == milestone.id()) cells["answer"] = done.date();
      }
      rows_.push_back(std::move(cells));
    }
  }

  const RubricGuide& guide_;
  const v1::Criterion& criterion_;
  const v1::Answer& answer_;
  Rows& rows_;
};

}  // namespace

std::string WriteAnswersCsv(const v1::RubricDefinition& rubric, const v1::AnswerSet& answers,
                            const std::map<std::string, std::string>* marks) {
  const RubricGuide guide(rubric);
  absl::flat_hash_map<std::string, const v1::Answer*> by_criterion;
  for (const v1::Answer& answer : answers.answers()) {
    by_criterion.emplace(answer.criterion(), &answer);
  }
  const auto answer_of = [&](const std::string& id) -> const v1::Answer& {
    const auto found = by_criterion.find(id);
    return found == by_criterion.end() ? v1::Answer::default_instance() : *found->second;
  };
  Rows rows;
  for (const v1::Input& input : rubric.inputs()) {
    AddInput(guide, input, answer_of(input.id()), &rows);
  }
  for (const v1::Criterion* criterion : guide.criteria()) {
    CriterionWriter(guide, *criterion, answer_of(criterion->id()), &rows).Write();
  }
  for (Cells& cells : rows) {
    if (marks == nullptr || cells.contains("item")) continue;
    const auto mark = marks->find(cells["criterion"]);
    cells["as_saved"] = mark == marks->end() ? "none" : mark->second;
  }
  const bool notes = std::any_of(rows.begin(), rows.end(), [](const Cells& cells) {
    const auto note = cells.find("note");
    return note != cells.end() && !note->second.empty();
  });
  const std::vector<std::string> columns = ColumnsFor(guide, answers, notes, marks != nullptr);
  std::string csv(kByteOrderMark);
  csv += CsvLine(columns);
  for (const Cells& cells : rows) csv += Line(columns, cells);
  return csv;
}

}  // namespace continuum::cli
