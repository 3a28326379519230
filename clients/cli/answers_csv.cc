// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/answers_csv.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
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
constexpr absl::string_view kCriterionColumns[] = {"comment", "evidence", "attested"};

struct ExtentWord {
  absl::string_view word;
  v1::Extent extent;
};
constexpr ExtentWord kExtents[] = {{"all-sites", v1::EXTENT_ALL_SITES},
                                   {"some-sites", v1::EXTENT_SOME_SITES},
                                   {"pilot", v1::EXTENT_PILOT}};

// YYYY-MM.
bool IsMonth(absl::string_view text) {
  if (text.size() != 7 || text[4] != '-') return false;
  const auto digits = [](absl::string_view part) {
    return std::all_of(part.begin(), part.end(), absl::ascii_isdigit);
  };
  int month = 0;
  return digits(text.substr(0, 4)) && digits(text.substr(5)) &&
         absl::SimpleAtoi(text.substr(5), &month) && month >= 1 && month <= 12;
}

// Makes answers of rows.
class Assembler {
 public:
  Assembler(const v1::RubricDefinition& rubric, AnswersCsv* csv) : guide_(rubric), csv_(csv) {}

  void Add(const AnswersRow& row);
  void Finish();

 private:
  // The rows of one criterion.
  struct Entry {
    const v1::Criterion* criterion = nullptr;
    const AnswersRow* own = nullptr;
    std::vector<const AnswersRow*> items;
  };

  void Problem(const AnswersRow& row, absl::string_view column, std::string message) {
    csv_->problems.push_back(
        {.line = row.LineOf(column), .column = std::string(column), .message = std::move(message)});
  }
  void RefuseColumns(const AnswersRow& row, bool of_activities, absl::string_view why);
  bool YesNo(const AnswersRow& row, absl::string_view column);

  void Assemble(const Entry& entry);
  void ReadOwnRow(const Entry& entry, v1::Answer* answer);
  void ReadFormAnswer(const Entry& entry, const std::string& word, v1::Answer* answer);
  void ReadItem(const Entry& entry, const AnswersRow& row, v1::Answer* answer, AnswerLines* lines);
  void ReadActivity(const AnswersRow& row, v1::ActivityAnswer* activity);
  const std::string* FindItem(const Entry& entry, const AnswersRow& row);
  std::string ChoicesFor(const v1::Criterion& criterion) const;

  const RubricGuide guide_;
  AnswersCsv* const csv_;
  std::vector<Entry> entries_;                                     // in the order of the file
  absl::flat_hash_map<const v1::Criterion*, size_t> entry_index_;  // into entries_
};

void Assembler::Add(const AnswersRow& row) {
  const std::string id = row.Word("criterion");
  const std::string word = guide_.CriterionWord();
  if (id.empty()) {
    Problem(row, "criterion", absl::StrCat("this row has an answer but names no ", word));
    return;
  }
  const v1::Criterion* criterion = guide_.FindCriterion(id);
  if (criterion == nullptr) {
    std::vector<std::string> known;
    for (const v1::Criterion* other : guide_.criteria()) known.push_back(other->id());
    Problem(row, "criterion",
            absl::StrCat(Shown(id), " is not a ", word, " of ", guide_.definition().id(), " ",
                         guide_.definition().revision(), ".", DidYouMean(id, known)));
    return;
  }
  const auto [found, is_new] = entry_index_.emplace(criterion, entries_.size());
  if (is_new) entries_.push_back({.criterion = criterion, .own = nullptr, .items = {}});
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

void Assembler::Finish() {
  for (const Entry& entry : entries_) Assemble(entry);
}

void Assembler::RefuseColumns(const AnswersRow& row, bool of_activities, absl::string_view why) {
  const auto refuse = [&](absl::string_view column) {
    if (!row.Word(column).empty()) Problem(row, column, std::string(why));
  };
  if (of_activities) {
    for (const absl::string_view column : kActivityColumns) refuse(column);
  } else {
    for (const absl::string_view column : kCriterionColumns) refuse(column);
  }
}

bool Assembler::YesNo(const AnswersRow& row, absl::string_view column) {
  const std::string word = row.Word(column);
  if (!word.empty() && word != "yes" && word != "no") {
    Problem(row, column, absl::StrCat("got ", Shown(word), ", want yes, no or nothing"));
  }
  return word == "yes";
}

void Assembler::Assemble(const Entry& entry) {
  v1::Answer answer;
  AnswerLines lines;
  answer.set_criterion(entry.criterion->id());
  lines.row = entry.own != nullptr ? entry.own->line() : entry.items.front()->line();
  if (entry.own != nullptr) {
    lines.cell = entry.own->Lines();
    ReadOwnRow(entry, &answer);
  }
  const bool answered_as_whole = answer.answer_case() != v1::Answer::ANSWER_NOT_SET;
  v1::Answer of_items;
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
                         ", but items below it are answered too; leave one of the two blank"));
  }
  if (answered_by_items) answer.MergeFrom(of_items);
  if (answered_as_whole || answered_by_items) {
    *csv_->answers.add_answers() = std::move(answer);
    csv_->lines.push_back(std::move(lines));
  } else if (entry.own != nullptr && entry.own->Word("answer").empty()) {
    RefuseColumns(*entry.own, /*of_activities=*/false,
                  "there is no answer that it belongs to; answer the row, or put it into a column "
                  "whose name begins with \"note\"");
  }
}

void Assembler::ReadOwnRow(const Entry& entry, v1::Answer* answer) {
  const AnswersRow& row = *entry.own;
  const std::string word = row.Word("answer");
  const std::string comment = row.Text("comment");
  if (word == "not applicable") {
    answer->mutable_not_applicable()->set_justification(comment);
  } else if (word == "insufficient data") {
    answer->mutable_insufficient_data()->set_explanation(comment);
  } else {
    if (!word.empty()) ReadFormAnswer(entry, word, answer);
    answer->set_comment(comment);
  }
  answer->set_attested(YesNo(row, "attested"));
  const auto evidence = ParseEvidence(row.Text("evidence"));
  if (evidence.has_value()) {
    answer->mutable_evidence()->Add(evidence->begin(), evidence->end());
  } else {
    Problem(row, "evidence",
            "want \"reference\" or \"reference | description\", several separated by \";\"");
  }
  RefuseColumns(row, /*of_activities=*/true,
                "belongs to the row of an activity (one with an item)");
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
    case v1::Criterion::kFactors:
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
    default:
      choices = {"yes", "no"};
      break;
  }
  if (criterion.allows_not_applicable()) choices.emplace_back("\"not applicable\"");
  if (criterion.allows_insufficient_data()) choices.emplace_back("\"insufficient data\"");
  const std::string last = choices.back();
  choices.pop_back();
  return choices.empty() ? last : absl::StrCat(absl::StrJoin(choices, ", "), " or ", last);
}

const std::string* Assembler::FindItem(const Entry& entry, const AnswersRow& row) {
  const std::string id = row.Word("item");
  std::vector<std::string> known;
  for (const v1::Cell& cell : entry.criterion->staircase().cells()) {
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
  for (const v1::Factor& factor : entry.criterion->factors().factors()) {
    known.push_back(factor.id());
    if (factor.id() == id) return &factor.id();
  }
  Problem(row, "item",
          known.empty() ? absl::StrCat(Shown(entry.criterion->id()),
                                       " has no items; answer it in its own row")
                        : absl::StrCat(Shown(id), " is not an item of ",
                                       Shown(entry.criterion->id()), ".", DidYouMean(id, known)));
  return nullptr;
}

void Assembler::ReadItem(const Entry& entry, const AnswersRow& row, v1::Answer* answer,
                         AnswerLines* lines) {
  const std::string* id = FindItem(entry, row);
  if (id == nullptr) return;
  RefuseColumns(row, /*of_activities=*/false,
                absl::StrCat("belongs to the row of the ", guide_.CriterionWord(),
                             " (the one without an item)"));
  const bool is_activity = entry.criterion->has_staircase();
  if (!is_activity) {
    RefuseColumns(row, /*of_activities=*/true, "is for activities of a staircase only");
  }
  const bool done = YesNo(row, "answer");
  if (row.Word("answer").empty()) {
    if (is_activity) {
      RefuseColumns(row, /*of_activities=*/true,
                    "there is no answer that it belongs to; want yes or no in the answer column");
    }
    return;
  }
  if (is_activity) {
    v1::ActivityAnswer* activity = answer->mutable_staircase()->add_activities();
    activity->set_activity(*id);
    activity->set_state(done ? v1::ActivityAnswer::STATE_DONE : v1::ActivityAnswer::STATE_NOT_DONE);
    ReadActivity(row, activity);
    lines->items.push_back(row.Lines());
    return;
  }
  v1::FactorsAnswer* factors = answer->mutable_factors();
  if (!done) return;
  factors->add_met(*id);
  lines->items.push_back(row.Lines());
}

void Assembler::ReadActivity(const AnswersRow& row, v1::ActivityAnswer* activity) {
  const std::string since = row.Word("since");
  if (since.empty() || IsMonth(since)) {
    activity->set_since(since);
  } else {
    Problem(row, "since",
            absl::StrCat("got ", Shown(row.Text("since")),
                         ", want a month as YYYY-MM, such as "
                         "2024-03 (a spreadsheet may have changed it: give the column the "
                         "format \"text\")"));
  }
  const std::string extent = row.Word("extent");
  for (const ExtentWord& known : kExtents) {
    if (extent == known.word) activity->set_extent(known.extent);
  }
  if (!extent.empty() && activity->extent() == v1::EXTENT_UNSPECIFIED) {
    Problem(row, "extent",
            absl::StrCat("got ", Shown(extent), ", want all-sites, some-sites or pilot"));
  }
  const bool planned = YesNo(row, "planned");
  const bool consistent = YesNo(row, "consistent");
  const std::string why = row.Text("adaptation_reason");
  const std::string what = row.Text("adaptation");
  if (what.empty()) {
    if (!why.empty() || planned || consistent) {
      Problem(row, "adaptation",
              "its reason, planned or consistent is filled in, but not what differs");
    }
    return;
  }
  v1::Adaptation* adaptation = activity->mutable_adaptation();
  adaptation->set_what(what);
  adaptation->set_why(why);
  adaptation->set_planned(planned);
  adaptation->set_consistent(consistent);
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
