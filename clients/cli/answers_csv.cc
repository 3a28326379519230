// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/answers_csv.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/answers_cells.h"
#include "clients/cli/answers_rows.h"
#include "clients/cli/evidence_cell.h"
#include "clients/cli/render/text.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/suggestion.h"

namespace continuum::cli {

namespace {

// Columns that belong to one kind of row alone.
constexpr absl::string_view kActivityColumns[] = {
    "since", "extent", "adaptation", "adaptation_reason", "planned", "consistent"};
constexpr absl::string_view kOwnRowColumns[] = {
    "comment",           "evidence",        "attested",         "unconfirmed",
    "origin_assessment", "origin_criteria", "origin_crosswalk", "origin_explanation"};
constexpr absl::string_view kCountColumns[] = {"numerator", "denominator"};
constexpr absl::string_view kRecognitionColumns[] = {"level", "first_date", "last_date"};

// Makes answers of rows.
class Assembler {
 public:
  Assembler(const v1::RubricDefinition& rubric, AnswersCsv* csv)
      : guide_(rubric), csv_(csv), cells_(&csv->problems) {}

  void Add(const AnswersRow& row);
  void Finish();

 private:
  // The rows of one criterion or input.
  struct Entry {
    std::string id;
    const v1::Criterion* criterion = nullptr;  // either this
    const v1::Input* input = nullptr;          // or this
    const AnswersRow* own = nullptr;
    std::vector<const AnswersRow*> items;
  };

  void Problem(const AnswersRow& row, absl::string_view column, std::string message) {
    cells_.Problem(row, column, std::move(message));
  }
  void ReportUnknown(const AnswersRow& row, const std::string& id);

  void Assemble(const Entry& entry);
  void ReadOwnRow(const Entry& entry, v1::Answer* answer);
  void ReadAnswerCell(const Entry& entry, const std::string& word, v1::Answer* answer);
  void ReadFormAnswer(const Entry& entry, const std::string& word, v1::Answer* answer);
  void RefuseOfOtherForms(const Entry& entry, const AnswersRow& row);
  void ReadItem(const Entry& entry, const AnswersRow& row, v1::Answer* answer, AnswerLines* lines);
  void ReadActivityItem(const std::string& id, const AnswersRow& row, v1::Answer* answer,
                        AnswerLines* lines);
  void ReadFactorItem(const std::string& id, const AnswersRow& row, v1::Answer* answer,
                      AnswerLines* lines);
  void ReadMilestoneItem(const std::string& id, const AnswersRow& row, v1::Answer* answer,
                         AnswerLines* lines);
  const std::string* FindItem(const Entry& entry, const AnswersRow& row);
  std::string ChoicesFor(const v1::Criterion& criterion) const;

  const RubricGuide guide_;
  AnswersCsv* const csv_;
  CellReader cells_;
  std::vector<Entry> entries_;                            // in the order of the file
  absl::flat_hash_map<std::string, size_t> entry_index_;  // by id, into entries_
};

void Assembler::Add(const AnswersRow& row) {
  const std::string id = row.Word("criterion");
  if (id.empty()) {
    Problem(row, "criterion",
            absl::StrCat("this row has an answer but names no ", guide_.CriterionWord()));
    return;
  }
  const v1::Criterion* criterion = guide_.FindCriterion(id);
  const v1::Input* input = criterion == nullptr ? guide_.FindInput(id) : nullptr;
  if (criterion == nullptr && input == nullptr) return ReportUnknown(row, id);
  const auto [found, is_new] = entry_index_.emplace(id, entries_.size());
  if (is_new) {
    entries_.push_back(
        {.id = id, .criterion = criterion, .input = input, .own = nullptr, .items = {}});
  }
  Entry& entry = entries_[found->second];
  if (!row.Word("item").empty()) {
    entry.items.push_back(&row);
  } else if (entry.own == nullptr) {
    entry.own = &row;
  } else {
    Problem(row, "criterion",
            absl::StrCat(Shown(id), " has a row already, in line ", entry.own->line()));
  }
}

void Assembler::ReportUnknown(const AnswersRow& row, const std::string& id) {
  std::vector<std::string> known;
  for (const v1::Input& other : guide_.definition().inputs()) known.push_back(other.id());
  for (const v1::Criterion* other : guide_.criteria()) known.push_back(other->id());
  Problem(row, "criterion",
          absl::StrCat(Shown(id), " is not a ", guide_.CriterionWord(), " of ",
                       guide_.definition().id(), " ", guide_.definition().revision(), ".",
                       DidYouMean(id, known)));
}

void Assembler::Finish() {
  for (const Entry& entry : entries_) Assemble(entry);
}

void Assembler::Assemble(const Entry& entry) {
  v1::Answer answer;
  AnswerLines lines;
  answer.set_criterion(entry.id);
  lines.row = entry.own != nullptr ? entry.own->line() : entry.items.front()->line();
  if (entry.own != nullptr) {
    lines.cell = entry.own->Lines();
    ReadOwnRow(entry, &answer);
  }
  v1::Answer of_items;
  if (entry.own != nullptr && entry.criterion != nullptr && entry.criterion->has_measure() &&
      cells_.ReadCounts(*entry.own, "", of_items.mutable_measure())) {
    lines.items.push_back(entry.own->Lines());
  }
  if (of_items.measure().counts().empty()) of_items.Clear();
  const bool answered_as_whole = answer.answer_case() != v1::Answer::ANSWER_NOT_SET;
  absl::flat_hash_map<std::string, int> seen;  // item -> line
  for (const AnswersRow* row : entry.items) {
    const auto [first, is_new] = seen.emplace(row->Word("item"), row->line());
    if (is_new) {
      ReadItem(entry, *row, &of_items, &lines);
    } else {
      Problem(*row, "item",
              absl::StrCat(Shown(first->first), " has a row already, in line ", first->second));
    }
  }
  const bool answered_by_items = of_items.answer_case() != v1::Answer::ANSWER_NOT_SET;
  if (answered_as_whole && answered_by_items) {
    Problem(*entry.own, "answer",
            absl::StrCat("got ", Shown(entry.own->Word("answer")),
                         entry.criterion->has_measure()
                             ? ", but counts are given too; leave one of the two blank"
                             : ", but items below it are answered too; leave one of the two "
                               "blank"));
  }
  if (answered_by_items) answer.MergeFrom(of_items);
  if (answered_as_whole || answered_by_items) {
    *csv_->answers.add_answers() = std::move(answer);
    csv_->lines.push_back(std::move(lines));
  } else if (entry.own != nullptr && entry.own->Word("answer").empty()) {
    constexpr absl::string_view kWhy =
        "there is no answer that it belongs to; answer the row, or put it into a column whose name "
        "begins with \"note\"";
    cells_.Refuse(*entry.own, kOwnRowColumns, kWhy);
    cells_.Refuse(*entry.own, kRecognitionColumns, kWhy);
  }
}

void Assembler::ReadOwnRow(const Entry& entry, v1::Answer* answer) {
  const AnswersRow& row = *entry.own;
  ReadAnswerCell(entry, row.Word("answer"), answer);
  answer->set_attested(cells_.YesNo(row, "attested"));
  const auto evidence = ParseEvidence(row.Text("evidence"));
  if (evidence.has_value()) {
    answer->mutable_evidence()->Add(evidence->begin(), evidence->end());
  } else {
    Problem(row, "evidence",
            "want \"reference\" or \"reference | description\", several separated by \";\"");
  }
  cells_.ReadOrigin(row, answer);
  cells_.Refuse(row, kActivityColumns, "belongs to the row of an activity (one with an item)");
  RefuseOfOtherForms(entry, row);
}

void Assembler::RefuseOfOtherForms(const Entry& entry, const AnswersRow& row) {
  if (entry.criterion == nullptr || !entry.criterion->has_measure()) {
    cells_.Refuse(row, kCountColumns, "is for measures only");
  }
  if (entry.input == nullptr || !entry.input->has_recognition()) {
    cells_.Refuse(row, kRecognitionColumns, "is for recognitions only");
  }
}

void Assembler::ReadAnswerCell(const Entry& entry, const std::string& word, v1::Answer* answer) {
  const std::string comment = entry.own->Text("comment");
  if (entry.input != nullptr) {
    cells_.ReadInput(*entry.input, *entry.own, answer);
    answer->set_comment(comment);
  } else if (word == "not applicable") {
    answer->mutable_not_applicable()->set_justification(comment);
  } else if (word == "insufficient data") {
    answer->mutable_insufficient_data()->set_explanation(comment);
  } else {
    if (!word.empty()) ReadFormAnswer(entry, word, answer);
    answer->set_comment(comment);
  }
}

void Assembler::ReadFormAnswer(const Entry& entry, const std::string& word, v1::Answer* answer) {
  const v1::Criterion& criterion = *entry.criterion;
  switch (criterion.form_case()) {
    case v1::Criterion::kStaircase: {
      const auto& cells = criterion.staircase().cells();
      if (word == "nothing done") {
        answer->mutable_staircase();
        return;
      }
      if (std::any_of(cells.begin(), cells.end(),
                      [&](const v1::Cell& cell) { return cell.stage() == word; })) {
        answer->mutable_staircase()->set_claimed_stage(word);
        return;
      }
      break;
    }
    case v1::Criterion::kRating:
      for (const v1::RatingOption* option : OptionsOf(guide_.definition(), criterion)) {
        if (option->id() != word) continue;
        answer->mutable_rating()->set_option(word);
        return;
      }
      break;
    case v1::Criterion::kCredit:
      if (word != "yes" && word != "no") break;
      answer->mutable_credit()->set_met(word == "yes");
      return;
    case v1::Criterion::kYesNo:
      if (word != "yes" && word != "no") break;
      answer->mutable_yes_no()->set_yes(word == "yes");
      return;
    case v1::Criterion::kQuantity: {
      if (!criterion.quantity().input().empty()) break;
      const std::string number = cells_.Number(*entry.own, "answer", ChoicesFor(criterion));
      if (!number.empty()) answer->mutable_quantity()->set_number(number);
      return;
    }
    case v1::Criterion::kMilestones:
      if (word != "nothing done") break;
      answer->mutable_milestones();
      return;
    case v1::Criterion::kFactors:
    case v1::Criterion::kMeasure:
    case v1::Criterion::FORM_NOT_SET:
      break;
  }
  Problem(*entry.own, "answer",
          absl::StrCat("got ", Shown(word), ", want ", ChoicesFor(criterion)));
}

std::string Assembler::ChoicesFor(const v1::Criterion& criterion) const {
  std::vector<std::string> choices;
  switch (criterion.form_case()) {
    case v1::Criterion::kStaircase:
      for (const v1::Cell& cell : criterion.staircase().cells()) choices.push_back(cell.stage());
      choices.emplace_back("nothing done");
      break;
    case v1::Criterion::kRating:
      for (const v1::RatingOption* option : OptionsOf(guide_.definition(), criterion)) {
        choices.push_back(option->id());
      }
      break;
    case v1::Criterion::kFactors:
      choices.emplace_back("nothing (answer its factors in their own rows)");
      break;
    case v1::Criterion::kQuantity:
      choices.emplace_back(criterion.quantity().input().empty()
                               ? "a number"
                               : "nothing (it is computed from what is stated elsewhere)");
      break;
    case v1::Criterion::kMeasure:
      choices.emplace_back("nothing (write the counts into numerator and denominator)");
      break;
    case v1::Criterion::kMilestones:
      choices.emplace_back("nothing (write the days into the rows of its activities)");
      choices.emplace_back("\"nothing done\"");
      break;
    default:
      choices = {"yes", "no"};
      break;
  }
  if (criterion.allows_not_applicable()) choices.emplace_back("\"not applicable\"");
  if (criterion.allows_insufficient_data()) choices.emplace_back("\"insufficient data\"");
  return ChoiceList(std::move(choices));
}

const std::string* Assembler::FindItem(const Entry& entry, const AnswersRow& row) {
  const std::string id = row.Word("item");
  std::vector<std::string> known;
  const v1::Criterion& criterion =
      entry.criterion == nullptr ? v1::Criterion::default_instance() : *entry.criterion;
  for (const v1::Cell& cell : criterion.staircase().cells()) {
    for (const v1::Activity& activity : cell.activities()) {
      known.push_back(activity.id());
      if (activity.id() != id) continue;
      const std::string stage = row.Word("stage");
      if (!stage.empty() && stage != cell.stage()) {
        Problem(row, "stage",
                absl::StrCat("got ", Shown(stage), ", but ", Shown(id), " is an activity of ",
                             Shown(cell.stage())));
      }
      return &activity.id();
    }
  }
  const auto find = [&](const auto& items) -> const std::string* {
    for (const auto& item : items) {
      known.push_back(item.id());
      if (item.id() == id) return &item.id();
    }
    return nullptr;
  };
  const std::string* found = find(criterion.factors().factors());
  if (found == nullptr) found = find(criterion.measure().segments());
  if (found == nullptr) found = find(criterion.milestones().milestones());
  if (found != nullptr) return found;
  Problem(row, "item",
          known.empty() ? absl::StrCat(Shown(entry.id), " has no items; answer it in its own row")
                        : absl::StrCat(Shown(id), " is not an item of ", Shown(entry.id), ".",
                                       DidYouMean(id, known)));
  return nullptr;
}

void Assembler::ReadItem(const Entry& entry, const AnswersRow& row, v1::Answer* answer,
                         AnswerLines* lines) {
  const std::string* id = FindItem(entry, row);
  if (id == nullptr) return;
  cells_.Refuse(row, kOwnRowColumns,
                absl::StrCat("belongs to the row of the ", guide_.CriterionWord(),
                             " (the one without an item)"));
  RefuseOfOtherForms(entry, row);
  const v1::Criterion& criterion = *entry.criterion;
  if (criterion.has_staircase()) return ReadActivityItem(*id, row, answer, lines);
  cells_.Refuse(row, kActivityColumns, "is for activities of a staircase only");
  if (criterion.has_factors()) return ReadFactorItem(*id, row, answer, lines);
  if (criterion.has_milestones()) return ReadMilestoneItem(*id, row, answer, lines);
  cells_.Refuse(row, {"answer"}, "write the counts into numerator and denominator");
  if (row.Word("numerator").empty() && row.Word("denominator").empty()) return;
  cells_.ReadCounts(row, *id, answer->mutable_measure());
  lines->items.push_back(row.Lines());
}

void Assembler::ReadActivityItem(const std::string& id, const AnswersRow& row, v1::Answer* answer,
                                 AnswerLines* lines) {
  const bool done = cells_.YesNo(row, "answer");
  if (row.Word("answer").empty()) {
    cells_.Refuse(row, kActivityColumns,
                  "there is no answer that it belongs to; want yes or no in the answer column");
    return;
  }
  v1::ActivityAnswer* activity = answer->mutable_staircase()->add_activities();
  activity->set_activity(id);
  activity->set_state(done ? v1::ActivityAnswer::STATE_DONE : v1::ActivityAnswer::STATE_NOT_DONE);
  cells_.ReadActivity(row, activity);
  lines->items.push_back(row.Lines());
}

void Assembler::ReadFactorItem(const std::string& id, const AnswersRow& row, v1::Answer* answer,
                               AnswerLines* lines) {
  const bool met = cells_.YesNo(row, "answer");
  if (row.Word("answer").empty()) return;
  v1::FactorsAnswer* factors = answer->mutable_factors();
  if (!met) return;
  factors->add_met(id);
  lines->items.push_back(row.Lines());
}

void Assembler::ReadMilestoneItem(const std::string& id, const AnswersRow& row, v1::Answer* answer,
                                  AnswerLines* lines) {
  const std::string day = cells_.Day(row, "answer");
  if (day.empty()) return;
  v1::MilestoneAnswer* milestone = answer->mutable_milestones()->add_milestones();
  milestone->set_milestone(id);
  milestone->set_date(day);
  lines->items.push_back(row.Lines());
}

}  // namespace

AnswersCsv ReadAnswersCsv(absl::string_view text, const v1::RubricDefinition& rubric) {
  AnswersCsv csv;
  csv.answers.set_source(v1::ANSWER_SOURCE_PROGRAM_CONSENSUS);
  const std::vector<AnswersRow> rows = ReadAnswersRows(text, &csv.problems);
  Assembler assembler(rubric, &csv);
  for (const AnswersRow& row : rows) assembler.Add(row);
  assembler.Finish();
  std::stable_sort(csv.problems.begin(), csv.problems.end(),
                   [](const LineProblem& a, const LineProblem& b) { return a.line < b.line; });
  return csv;
}

}  // namespace continuum::cli
