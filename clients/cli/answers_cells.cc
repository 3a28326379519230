// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/answers_cells.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "clients/cli/render/text.h"
#include "clients/cli/suggestion.h"
#include "scoring/dates.h"
#include "scoring/exact.h"

namespace continuum::cli {

namespace {

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

// The parts of a cell that are separated by ";", without spaces around them; empty parts are
// dropped.
std::vector<std::string> Parts(absl::string_view cell) {
  std::vector<std::string> parts;
  for (const absl::string_view part : absl::StrSplit(cell, ';')) {
    const absl::string_view bare = absl::StripAsciiWhitespace(part);
    if (!bare.empty()) parts.emplace_back(bare);
  }
  return parts;
}

template <typename Options>
std::vector<std::string> IdsOf(const Options& options) {
  std::vector<std::string> ids;
  for (const auto& option : options) ids.push_back(option.id());
  return ids;
}

bool Has(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

std::string ChoiceList(std::vector<std::string> choices) {
  if (choices.size() < 2) return absl::StrJoin(choices, "");
  const std::string last = choices.back();
  choices.pop_back();
  return absl::StrCat(absl::StrJoin(choices, ", "), " or ", last);
}

void CellReader::Problem(const AnswersRow& row, absl::string_view column, std::string message) {
  problems_.push_back(
      {.line = row.LineOf(column), .column = std::string(column), .message = std::move(message)});
}

void CellReader::Refuse(const AnswersRow& row, absl::Span<const absl::string_view> columns,
                        absl::string_view why) {
  for (const absl::string_view column : columns) {
    if (!row.Word(column).empty()) Problem(row, column, std::string(why));
  }
}

bool CellReader::YesNo(const AnswersRow& row, absl::string_view column) {
  const std::string word = row.Word(column);
  if (!word.empty() && word != "yes" && word != "no") {
    Problem(row, column, absl::StrCat("got ", Shown(word), ", want yes, no or nothing"));
  }
  return word == "yes";
}

std::string CellReader::Day(const AnswersRow& row, absl::string_view column) {
  std::string word = row.Word(column);
  if (word.empty() || scoring::IsDay(word)) return word;
  Problem(row, column,
          absl::StrCat("got ", Shown(row.Text(column)),
                       ", want a day as YYYY-MM-DD, such as 2024-03-31 (a spreadsheet may have "
                       "changed it: give the column the format \"text\")"));
  return "";
}

std::string CellReader::Number(const AnswersRow& row, absl::string_view column,
                               absl::string_view what) {
  std::string word = row.Word(column);
  if (word.empty() || scoring::Exact::Parse(word).has_value()) return word;
  Problem(row, column,
          absl::StrCat("got ", Shown(row.Text(column)), ", want ", what,
                       ", such as 12 or 4.5, without unit and without commas"));
  return "";
}

void CellReader::ReadInput(const v1::Input& input, const AnswersRow& row, v1::Answer* answer) {
  if (row.Word("answer").empty()) return;
  switch (input.kind_case()) {
    case v1::Input::kNumber: {
      const std::string number = Number(row, "answer", "a number");
      if (!number.empty()) answer->mutable_input()->set_number(number);
      return;
    }
    case v1::Input::kDate: {
      const std::string day = Day(row, "answer");
      if (!day.empty()) answer->mutable_input()->set_date(day);
      return;
    }
    case v1::Input::kChoice:
      return ReadChoice(input, row, answer->mutable_input());
    case v1::Input::kRecognition:
      return ReadRecognition(input, row, answer->mutable_input());
    case v1::Input::kDerived:
    case v1::Input::KIND_NOT_SET:
      Problem(row, "answer",
              absl::StrCat(Shown(input.id()),
                           " is computed from others and takes no answer; leave it blank"));
      return;
  }
}

void CellReader::ReadChoice(const v1::Input& input, const AnswersRow& row,
                            v1::InputAnswer* answer) {
  const std::vector<std::string> known = IdsOf(input.choice().options());
  v1::ChosenOptions* chosen = answer->mutable_options();
  const std::vector<std::string> ids = Parts(row.Word("answer"));
  if (ids.empty()) {
    Problem(row, "answer",
            absl::StrCat("got ", Shown(row.Word("answer")), ", want ", ChoiceList(known)));
  }
  for (const std::string& id : ids) {
    if (!Has(known, id)) {
      Problem(row, "answer",
              absl::StrCat("got ", Shown(id), ", want ", ChoiceList(known),
                           input.choice().several() ? "; several are separated by \";\"" : "",
                           DidYouMean(id, known).empty() ? "" : ".", DidYouMean(id, known)));
      continue;
    }
    chosen->add_options(id);
  }
  if (chosen->options_size() > 1 && !input.choice().several()) {
    Problem(row, "answer", absl::StrCat("got ", Shown(row.Word("answer")), ", want only one"));
  }
}

void CellReader::ReadRecognition(const v1::Input& input, const AnswersRow& row,
                                 v1::InputAnswer* answer) {
  const std::string word = row.Word("answer");
  v1::HeldRecognition* held = answer->mutable_recognition();
  if (word == "held") {
    held->set_status(v1::HeldRecognition::STATUS_HELD);
  } else if (word == "in process") {
    held->set_status(v1::HeldRecognition::STATUS_IN_PROCESS);
  } else if (word == "not held") {
    held->set_status(v1::HeldRecognition::STATUS_NOT_HELD);
  } else {
    Problem(row, "answer",
            absl::StrCat("got ", Shown(word), ", want held, \"in process\" or \"not held\""));
  }
  const std::string level = row.Word("level");
  const std::vector<std::string> known = IdsOf(input.recognition().levels());
  if (!level.empty() && !Has(known, level)) {
    Problem(row, "level",
            known.empty()
                ? absl::StrCat("got ", Shown(level), ", but this recognition has no levels")
                : absl::StrCat("got ", Shown(level), ", want ", ChoiceList(known)));
  } else {
    held->set_level(level);
  }
  held->set_first_date(Day(row, "first_date"));
  held->set_last_date(Day(row, "last_date"));
}

bool CellReader::ReadCounts(const AnswersRow& row, const std::string& segment,
                            v1::MeasureAnswer* answer) {
  const std::string below = row.Word("denominator");
  if (row.Word("numerator").empty() && below.empty()) return false;
  v1::MeasureCounts* counts = answer->add_counts();
  counts->set_segment(segment);
  counts->set_numerator(Number(row, "numerator", "a count"));
  if (row.Word("numerator").empty()) {
    Problem(row, "numerator", "is blank, but the denominator is filled in; want both or none");
  }
  int64_t denominator = 0;
  if (below.empty()) {
    Problem(row, "denominator", "is blank, but the numerator is filled in; want both or none");
  } else if (!std::all_of(below.begin(), below.end(), absl::ascii_isdigit) ||
             !absl::SimpleAtoi(below, &denominator)) {
    Problem(row, "denominator",
            absl::StrCat("got ", Shown(row.Text("denominator")),
                         ", want a whole number from 0, such as 200, without commas"));
  }
  counts->set_denominator(denominator);
  return true;
}

void CellReader::ReadActivity(const AnswersRow& row, v1::ActivityAnswer* activity) {
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

void CellReader::ReadOrigin(const AnswersRow& row, v1::Answer* answer) {
  answer->set_unconfirmed(YesNo(row, "unconfirmed"));
  v1::Origin origin;
  origin.set_assessment(row.Text("origin_assessment"));
  for (std::string& id : Parts(row.Text("origin_criteria"))) origin.add_criteria(std::move(id));
  origin.set_crosswalk(row.Text("origin_crosswalk"));
  origin.set_explanation(row.Text("origin_explanation"));
  if (origin.ByteSizeLong() > 0) *answer->mutable_origin() = std::move(origin);
}

}  // namespace continuum::cli
