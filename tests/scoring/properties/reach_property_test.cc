// SPDX-License-Identifier: Apache-2.0
//
// The checker never raises a false alarm: what it reports of requirements, levels and bands is so
// for all answers that are tried. And what it does not report of directions is so, too.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "scoring/check_rubric.h"
#include "scoring/exact.h"
#include "tests/scoring/naive/naive_scorer.h"
#include "tests/scoring/properties/random_case.h"
#include "tests/testing/property.h"

namespace continuum::scoring {
namespace {

using testing::CheckProperty;
using testing::Runs;

// The number in "parts[3]".
int IndexOf(absl::string_view step) {
  const size_t bracket = step.find('[');
  int index = 0;
  RC_ASSERT(bracket != absl::string_view::npos);
  RC_ASSERT(absl::SimpleAtoi(absl::StripSuffix(step.substr(bracket + 1), "]"), &index));
  return index;
}

// The result of the requirement that a path into the rubric leads to or through, as deep as it
// goes. `around` becomes the one that it is a part of, or null.
const v1::RequirementResult* FindResult(const v1::Scorecard& card, const std::string& path,
                                        const v1::RequirementResult** around) {
  const std::vector<std::string> steps = absl::StrSplit(path, '.');
  const v1::LevelResult& level = card.ladders(IndexOf(steps[0])).levels(IndexOf(steps[1]));
  // What annual reporting has to keep true is one step deeper.
  const bool annual = steps.size() > 2 && steps[2] == "annual_reporting";
  const v1::RequirementResult* result = annual ? &level.annual_requirement() : &level.requirement();
  *around = nullptr;
  for (size_t i = annual ? 4 : 3; i + 1 < steps.size(); i += 2) {
    if (!absl::StartsWith(steps[i + 1], "parts[")) break;
    *around = result;
    result = &result->parts(IndexOf(steps[i + 1]));
  }
  return result;
}

bool IsMet(const v1::RequirementResult& result) {
  return result.state() == v1::REQUIREMENT_STATE_MET;
}

void CheckAgainst(const v1::Scorecard& card, const RandomCase& drawn,
                  const v1::RubricProblem& problem) {
  RC_LOG() << "checking " << problem.path() << " " << problem.reason() << "\n"
           << card.DebugString();
  const v1::RequirementResult* around = nullptr;
  if (problem.reason() == "THRESHOLD_OUT_OF_REACH") {
    RC_ASSERT(!IsMet(*FindResult(card, problem.path(), &around)));
  } else if (problem.reason() == "ALWAYS_MET") {
    RC_ASSERT(IsMet(*FindResult(card, problem.path(), &around)));
  } else if (problem.reason() == "LEVEL_IMPLIED") {
    const std::vector<std::string> steps = absl::StrSplit(problem.path(), '.');
    const v1::LadderResult& ladder = card.ladders(IndexOf(steps[0]));
    const int level = IndexOf(steps[1]);
    // Where levels are independent it is one of those below, and the message says which.
    for (int i = 0; i < level; ++i) {
      const std::string named = "reaches the level '" + ladder.levels(i).level() + "' reaches";
      if (!absl::StrContains(problem.message(), named) || !ladder.levels(i).reached()) continue;
      RC_ASSERT(ladder.levels(level).reached());
    }
  } else if (problem.reason() == "REQUIREMENT_IMPLIED") {
    const v1::RequirementResult* implied = FindResult(card, problem.path(), &around);
    // A floor's result is that of the list of floors; its criteria are compared in
    // implications.txt.
    if (absl::StrContains(problem.path(), "floors[")) return;
    int others = 0;
    for (const v1::RequirementResult& part : around->parts()) {
      if (&part != implied && IsMet(part)) ++others;
    }
    if (others == around->parts_size() - 1) RC_ASSERT(IsMet(*implied));
  } else if (problem.reason() == "EDGE_OUT_OF_REACH") {
    const std::vector<std::string> steps = absl::StrSplit(problem.path(), '.');
    const v1::BandSet& bands = drawn.definition.band_sets(IndexOf(steps[0]));
    const int band = IndexOf(steps[1]);
    const std::string& found = card.bands(IndexOf(steps[0])).band();
    const bool nothing_below = absl::StrContains(problem.message(), "no value lies below");
    for (int i = 0; i < bands.bands_size(); ++i) {
      if (nothing_below ? i < band : i >= band) RC_ASSERT(found != bands.bands(i).id());
    }
  }
}

void WhatIsReportedIsSo() {
  const bool within_reach = *rc::gen::arbitrary<bool>();
  const RandomCase drawn = DrawRubric({.within_reach = within_reach});
  for (int i = 0; i < 8; ++i) {
    const v1::Scorecard card = naive::Score(drawn.definition, DrawAnswers(drawn), DrawContext());
    for (const v1::RubricProblem& problem : drawn.problems) CheckAgainst(card, drawn, problem);
  }
}

TEST(ReachProperty, WhatIsReportedIsSo) { CheckProperty(Runs(2'000, 30'000), WhatIsReportedIsSo); }

// The value of a criterion in a scorecard; nothing when it has none.
std::optional<Exact> ValueOf(const v1::Scorecard& card, const std::string& criterion) {
  for (const v1::CriterionResult& result : card.criteria()) {
    if (result.criterion() == criterion) return Exact::Parse(result.value());
  }
  return std::nullopt;
}

// Whether answers differ in nothing but better values: each criterion has the same state, and no
// value is lower.
bool IsNoWorse(const v1::Scorecard& better, const v1::Scorecard& worse) {
  for (int i = 0; i < worse.criteria_size(); ++i) {
    if (better.criteria(i).state() != worse.criteria(i).state()) return false;
    if (better.criteria(i).done() < worse.criteria(i).done()) return false;
    const std::optional<Exact> from = ValueOf(worse, worse.criteria(i).criterion());
    const std::optional<Exact> to = ValueOf(better, worse.criteria(i).criterion());
    if (from.has_value() && *to < *from) return false;
  }
  return true;
}

// Takes for each criterion the answer of the one set or of the other that is worth more.
v1::AnswerSet Better(const v1::AnswerSet& a, const v1::Scorecard& card_a, const v1::AnswerSet& b,
                     const v1::Scorecard& card_b) {
  std::map<std::string, v1::Answer> chosen;
  for (const v1::Answer& answer : a.answers()) chosen[answer.criterion()] = answer;
  for (const v1::Answer& answer : b.answers()) {
    const std::optional<Exact> in_a = ValueOf(card_a, answer.criterion());
    const std::optional<Exact> in_b = ValueOf(card_b, answer.criterion());
    if (in_a.has_value() && in_b.has_value() && *in_b > *in_a) chosen[answer.criterion()] = answer;
  }
  v1::AnswerSet better;
  for (const auto& [criterion, answer] : chosen) *better.add_answers() = answer;
  return better;
}

// The rollups of which better values alone may change the state: another case may be so, or an
// activity done where none was. In random rubrics rollups stand after those that they use.
std::set<std::string> RollupsOfChangingState(const v1::RubricDefinition& rubric) {
  std::set<std::string> changing;
  for (const v1::Rollup& rollup : rubric.rollups()) {
    bool changes = rollup.operator_() == v1::Rollup::OPERATOR_CASE ||
                   rollup.operator_() == v1::Rollup::OPERATOR_DURATION_DAYS;
    for (const v1::Term& term : rollup.terms()) changes |= changing.count(term.rollup()) > 0;
    if (changes) changing.insert(rollup.id());
  }
  return changing;
}

void BetterAnswersGoTheBetterWayWhereNothingElseIsReported() {
  const RandomCase drawn = DrawRubric();
  const v1::ScoringContext context = DrawContext();
  const v1::AnswerSet a = DrawAnswers(drawn);
  const v1::AnswerSet b = DrawAnswers(drawn);
  const v1::Scorecard worse = naive::Score(drawn.definition, a, context);
  const v1::Scorecard better = naive::Score(
      drawn.definition, Better(a, worse, b, naive::Score(drawn.definition, b, context)), context);
  RC_PRE(IsNoWorse(better, worse));
  const std::set<std::string> changing = RollupsOfChangingState(drawn.definition);
  for (int i = 0; i < worse.rollups_size(); ++i) {
    const std::string path = absl::StrCat("rollups[", i, "]");
    const bool reported = std::any_of(
        drawn.problems.begin(), drawn.problems.end(), [&path](const v1::RubricProblem& problem) {
          return problem.reason() == "MORE_SCORES_LESS" && problem.path() == path;
        });
    RC_ASSERT(better.rollups(i).state() == worse.rollups(i).state() ||
              changing.count(worse.rollups(i).rollup()) > 0);
    if (reported || worse.rollups(i).value().empty() || better.rollups(i).value().empty()) continue;
    const Exact gain =
        *Exact::Parse(better.rollups(i).value()) - *Exact::Parse(worse.rollups(i).value());
    RC_LOG() << path << " " << gain.ToString();
    if (drawn.definition.rollups(i).direction() == v1::Rollup::DIRECTION_MORE_IS_BETTER) {
      RC_ASSERT(gain.Sign() >= 0);
    } else if (drawn.definition.rollups(i).direction() == v1::Rollup::DIRECTION_LESS_IS_BETTER) {
      RC_ASSERT(gain.Sign() <= 0);
    }
  }
}

TEST(ReachProperty, BetterAnswersGoTheBetterWayWhereNothingElseIsReported) {
  CheckProperty(Runs(1'000, 20'000), BetterAnswersGoTheBetterWayWhereNothingElseIsReported);
}

}  // namespace
}  // namespace continuum::scoring
