// SPDX-License-Identifier: Apache-2.0
//
// The scorecard as a whole: bands, ladders, display, digests, determinism, errors.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/compiled_rubric.h"
#include "scoring/digest.h"
#include "scoring/display.h"
#include "scoring/limits.h"
#include "scoring/score.h"
#include "tests/scoring/rubrics.h"
#include "tests/testing/proto_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::StatusIs;
using ::testing::HasSubstr;

// A rating whose options are worth these values, and a sum of it that is shown as `display` says.
std::shared_ptr<const CompiledRubric> Sum(const std::vector<std::string>& values,
                                          absl::string_view display, absl::string_view more) {
  std::string options;
  for (const std::string& value : values) {
    absl::StrAppend(&options, "options { id: '", value, "' value: '", value, "' } ");
  }
  return Compile(RubricText(
      absl::StrCat("criteria { id: 'c' rating { ", options, " } }"),
      absl::StrCat("rollups { id: 'sum' operator: OPERATOR_WEIGHTED_SUM terms { domain: 'd' } "
                   "display { ",
                   display, " } } ", more)));
}

v1::Scorecard ScoreOption(const CompiledRubric& rubric, absl::string_view option) {
  return ScoreText(rubric,
                   absl::StrCat("answers { criterion: 'c' rating { option: '", option, "' } }"));
}

constexpr char kBands[] = R"pb(
  band_sets {
    id: "bands"
    rollup: "sum"
    bands { id: "low" }
    bands { id: "middle" at_least: "35" }
    bands { id: "high" at_least: "85" }
  }
)pb";

TEST(BandTest, AValueBelongsToTheHighestBandThatItReaches) {
  const struct {
    const char* value;
    const char* band;
  } kRows[] = {{"-10", "low"},   {"34.875", "low"},    {"34.9999999999999999999", "low"},
               {"35", "middle"}, {"84.875", "middle"}, {"84.99999999999999999999", "middle"},
               {"85.0", "high"}, {"1000", "high"}};
  std::vector<std::string> values;
  for (const auto& row : kRows) values.emplace_back(row.value);
  const auto rubric = Sum(values, "digits: 0", kBands);
  ASSERT_NE(rubric, nullptr);
  for (const auto& row : kRows) {
    EXPECT_EQ(ScoreOption(*rubric, row.value).bands(0).band(), row.band) << row.value;
  }
}

TEST(BandTest, ARollupWithoutAValueIsInNoBand) {
  const auto rubric = Compile(
      RubricText("criteria { id: 'c' yes_no {} }",
                 absl::StrCat("rollups { id: 'sum' operator: OPERATOR_MEAN terms { domain: 'd' } "
                              "missing { absent { kind: KIND_LEAVES } } } ",
                              kBands)));
  ASSERT_NE(rubric, nullptr);
  EXPECT_THAT(ScoreText(*rubric, "").bands(0), EqualsProto("band_set: 'bands'"));
}

TEST(DisplayTest, RoundsHalfAwayFromZeroAndShowsTheUnit) {
  const struct {
    const char* value;
    const char* display;
    const char* shown;
  } kRows[] = {
      {"12.345", "digits: 2 unit: 'points'", "12.35 points"},
      {"-12.345", "digits: 2", "-12.35"},
      {"12.345", "", "12"},
      {"0.5", "", "1"},
      {"1/3", "digits: 1 as_percent: true", "33.3%"},
      {"2/3", "as_percent: true unit: 'of all'", "67% of all"},
      {"84.9", "digits: 1 unit: '%'", "84.9%"},
      {"7", "digits: 3", "7.000"},
      {"-0.001", "digits: 1", "0.0"},
  };
  for (const auto& row : kRows) {
    const auto rubric = Sum({row.value, "99"}, row.display, "");
    ASSERT_NE(rubric, nullptr);
    EXPECT_EQ(ScoreOption(*rubric, row.value).rollups(0).display(), row.shown) << row.value;
  }
}

TEST(DisplayTest, NeverShowsAnEdgeThatWasMissed) {
  constexpr char kLadder[] = R"pb(
    ladders {
      id: "l"
      levels {
        id: "one"
        requirement { rollup_at_least { rollup: "sum" value: "60.5" } }
      }
      levels {
        id: "two"
        requirement { rollup_at_most { rollup: "sum" value: "90" } }
      }
    }
  )pb";
  const struct {
    const char* value;
    const char* shown;
  } kRows[] = {
      {"84.875", "84.9"},      // 85 is an edge
      {"84.4", "84"},          // no edge near
      {"84.9999", "84.9999"},  // 85, 85.0, 85.00 and 85.000 would all show it
      {"85.0001", "85"},       // reached
      {"85", "85"},            //
      {"34.96", "34.96"},      // 35.0 would show it
      {"60.45", "60"},         // below 60.5 as well
      {"60.49", "60"},         //
      {"60.6", "61"},          // reached, and shown so
      {"60.5", "61"},          //
      {"90.2", "90.2"},        // over 90, which it must not exceed
      {"90", "90"},            //
      {"89.6", "90"},          // kept
      {"85.4", "85"},          //
  };
  std::vector<std::string> values;
  for (const auto& row : kRows) values.emplace_back(row.value);
  const auto rubric = Sum(values, "digits: 0", absl::StrCat(kBands, kLadder));
  ASSERT_NE(rubric, nullptr);
  for (const auto& row : kRows) {
    EXPECT_EQ(ScoreOption(*rubric, row.value).rollups(0).display(), row.shown) << row.value;
  }
}

TEST(DisplayTest, AnEdgeThatNoDecimalReachesStillShows) {
  const auto rubric = Sum({"1/3", "333333/1000000", "1"}, "digits: 2", R"pb(
    band_sets {
      id: "b"
      rollup: "sum"
      bands { id: "low" }
      bands { id: "third" at_least: "1/3" }
    })pb");
  ASSERT_NE(rubric, nullptr);
  EXPECT_EQ(ScoreOption(*rubric, "1/3").rollups(0).display(), "0.33");
  EXPECT_EQ(ScoreOption(*rubric, "1/3").bands(0).band(), "third");
  EXPECT_EQ(ScoreOption(*rubric, "333333/1000000").rollups(0).display(), "0.33");
  EXPECT_EQ(ScoreOption(*rubric, "333333/1000000").bands(0).band(), "low");
}

TEST(DisplayTest, ChangesAreSignedAndNeverShownAsNoneWhenThereIsOne) {
  const struct {
    const char* display;
    const char* change;
    const char* shown;
  } kRows[] = {
      {"digits: 1 unit: 'points'", "4.5", "+4.5 points"},
      {"digits: 1 unit: 'points'", "-4.55", "-4.6 points"},
      {"digits: 1", "0", "0.0"},
      {"digits: 1", "1/300", "+0.003"},
      {"digits: 0", "-1/300", "-0.003"},
      {"as_percent: true", "1/8", "+13%"},
  };
  for (const auto& row : kRows) {
    const auto rollup = Parse<v1::Rollup>(absl::StrCat("display { ", row.display, " }"));
    EXPECT_EQ(DisplayChange(rollup, *Exact::Parse(row.change)), row.shown) << row.change;
  }
}

// --- Ladders -------------------------------------------------------------------------------------

std::shared_ptr<const CompiledRubric> ThreeLevels(bool independent) {
  return Compile(
      RubricText("criteria { id: 'a' yes_no {} } criteria { id: 'b' yes_no {} } criteria { id: 'c' "
                 "yes_no {} }",
                 absl::StrCat("ladders { id: 'l' independent_levels: ", independent,
                              " levels { id: 'one' requirement { criterion_at_least { "
                              "criterion: 'a' value: '1' } } }"
                              " levels { id: 'two' requirement { criterion_at_least { "
                              "criterion: 'b' value: '1' } } }"
                              " levels { id: 'three' requirement { criterion_at_least { "
                              "criterion: 'c' value: '1' } } } }")));
}

// Which levels are reached, as "one three; three", the last of them after the semicolon.
std::string Reached(const CompiledRubric& rubric, absl::string_view yes) {
  std::string answers;
  for (const char id : yes) {
    absl::StrAppend(&answers, "answers { criterion: '", std::string(1, id),
                    "' yes_no { yes: true } } ");
  }
  const v1::Scorecard scorecard = ScoreText(rubric, answers);
  std::string reached;
  for (const v1::LevelResult& level : scorecard.ladders(0).levels()) {
    if (level.reached()) absl::StrAppend(&reached, level.level(), " ");
  }
  return absl::StrCat(reached, "; ", scorecard.ladders(0).level());
}

TEST(LadderTest, ALevelNeedsThoseBelow) {
  const auto rubric = ThreeLevels(false);
  ASSERT_NE(rubric, nullptr);
  EXPECT_EQ(Reached(*rubric, ""), "; ");
  EXPECT_EQ(Reached(*rubric, "a"), "one ; one");
  EXPECT_EQ(Reached(*rubric, "ac"), "one ; one");
  EXPECT_EQ(Reached(*rubric, "bc"), "; ");
  EXPECT_EQ(Reached(*rubric, "abc"), "one two three ; three");
  // The level's own state is told all the same.
  const v1::Scorecard scorecard =
      ScoreText(*rubric, "answers { criterion: 'c' yes_no { yes: true } }");
  EXPECT_EQ(scorecard.ladders(0).levels(2).state(), v1::REQUIREMENT_STATE_MET);
  EXPECT_FALSE(scorecard.ladders(0).levels(2).reached());
}

TEST(LadderTest, IndependentLevelsStandAlone) {
  const auto rubric = ThreeLevels(true);
  ASSERT_NE(rubric, nullptr);
  EXPECT_EQ(Reached(*rubric, "bc"), "two three ; three");
  EXPECT_EQ(Reached(*rubric, "b"), "two ; two");
}

// --- The whole -----------------------------------------------------------------------------------

TEST(ScorecardTest, SaysWhatWasScored) {
  const auto rubric = ThreeLevels(false);
  ASSERT_NE(rubric, nullptr);
  const v1::Scorecard scorecard = ScoreText(*rubric, "source: ANSWER_SOURCE_REVIEWER");
  EXPECT_EQ(scorecard.rubric(), "test");
  EXPECT_EQ(scorecard.revision(), "1");
  EXPECT_EQ(scorecard.source(), v1::ANSWER_SOURCE_REVIEWER);
  EXPECT_EQ(scorecard.context().as_of_date(), kAsOf);
  EXPECT_EQ(scorecard.digests().rubric(), RubricDigest(rubric->definition()));
  EXPECT_EQ(scorecard.digests().measurement(), MeasurementDigest(rubric->definition()));
  EXPECT_EQ(scorecard.digests().answers(), AnswersDigest({}));
  EXPECT_EQ(scorecard.digests().scoring_version(), kScoringVersion);
}

TEST(ScorecardTest, AnswersWithoutSourceAreTheProgramsConsensus) {
  const auto rubric = ThreeLevels(false);
  ASSERT_NE(rubric, nullptr);
  EXPECT_EQ(ScoreText(*rubric, "").source(), v1::ANSWER_SOURCE_PROGRAM_CONSENSUS);
}

TEST(ScorecardTest, AnEmptyRubricGivesAnEmptyScorecard) {
  const auto rubric = Compile("id: 'empty'");
  ASSERT_NE(rubric, nullptr);
  const v1::Scorecard scorecard = ScoreText(*rubric, "");
  EXPECT_EQ(scorecard.criteria_size() + scorecard.rollups_size() + scorecard.ladders_size(), 0);
}

TEST(ScorecardTest, BoundsStandInTheExplanation) {
  const auto rubric = Sum({"-2", "5/2"}, "", "");
  ASSERT_NE(rubric, nullptr);
  const v1::Scorecard scorecard = ScoreOption(*rubric, "-2");
  EXPECT_EQ(scorecard.rollups(0).lowest(), "-2");
  EXPECT_EQ(scorecard.rollups(0).highest(), "5/2");
}

// 1/p + 1/q + ... with long denominators without common factors.
std::shared_ptr<const CompiledRubric> LongSum(int terms) {
  std::string criteria;
  for (int i = 0; i < terms; ++i) {
    // 38 digits: 10^37 + odd numbers, which share no large factors.
    absl::StrAppend(&criteria, "criteria { id: 'c", i,
                    "' rating { options { id: 'o' value: '1/100000000000000000000000000000000",
                    1001 + 2 * i, "' } } } ");
  }
  return Compile(RubricText(
      criteria, "rollups { id: 'sum' operator: OPERATOR_WEIGHTED_SUM terms { domain: 'd' } }"));
}

std::string ChooseAll(int terms) {
  std::string answers;
  for (int i = 0; i < terms; ++i) {
    absl::StrAppend(&answers, "answers { criterion: 'c", i, "' rating { option: 'o' } } ");
  }
  return answers;
}

TEST(ScorecardTest, AResultThatIsTooLongIsAnError) {
  EXPECT_LE(ScoreText(*LongSum(1), ChooseAll(1)).rollups(0).value().size(), kMaxResultLength);
  for (const int terms : {4, 200}) {  // too long to write, and too long to compute with
    const auto rubric = LongSum(terms);
    ASSERT_NE(rubric, nullptr);
    for (const bool explain : {true, false}) {
      EXPECT_THAT(
          Score(*rubric, Parse<v1::AnswerSet>(ChooseAll(terms)), AsOf(), {.explain = explain}),
          StatusIs(absl::StatusCode::kOutOfRange, HasSubstr("128 characters")))
          << terms;
    }
  }
}

TEST(ScorecardTest, ABoundThatIsTooLongIsWidened) {
  const auto rubric = LongSum(4);
  ASSERT_NE(rubric, nullptr);
  EXPECT_EQ(rubric->rollups()[0].lowest, "0");
  EXPECT_EQ(rubric->rollups()[0].highest, "1");
}

TEST(ScorecardTest, TheSameInputGivesTheSameBytesInAnyOrder) {
  const auto rubric = Compile(RubricText(
      R"pb(
        criteria {
          id: "s"
          staircase {
            continuum: "stages"
            cells {
              stage: "low"
              activities { id: "a" }
              activities { id: "b" }
            }
            cells {
              stage: "middle"
              activities { id: "m" covers: "b" }
            }
            cells {
              stage: "high"
              activities { id: "h" }
            }
          }
        }
        criteria {
          id: "f"
          factors {
            factors { id: "x" }
            factors { id: "y" }
            rows { at_least: 2 value: "1/3" }
          }
        }
        criteria {
          id: "y"
          yes_no {}
        })pb",
      R"pb(
        rollups {
          id: "mean"
          operator: OPERATOR_MEAN
          terms { domain: "d" }
          display { digits: 2 }
        })pb"));
  ASSERT_NE(rubric, nullptr);
  const v1::Scorecard one = ScoreText(*rubric, R"pb(
    answers {
      criterion: "s"
      staircase {
        activities { activity: "a" state: STATE_DONE }
        activities { activity: "m" state: STATE_DONE extent: EXTENT_PILOT }
        activities {
          activity: "b"
          state: STATE_DONE
          adaptation { what: "w" why: "y" }
        }
      }
    }
    answers {
      criterion: "f"
      factors { met: "x" met: "y" }
    }
    answers {
      criterion: "y"
      yes_no { yes: true }
      comment: "one"
    })pb");
  const v1::Scorecard other = ScoreText(*rubric, R"pb(
    answers {
      criterion: "y"
      yes_no { yes: true }
      comment: "another"
    }
    answers {
      criterion: "f"
      factors { met: "y" met: "x" }
    }
    answers {
      criterion: "s"
      staircase {
        activities {
          activity: "b"
          state: STATE_DONE
          adaptation { what: "w" why: "y" }
        }
        activities { activity: "m" state: STATE_DONE extent: EXTENT_PILOT }
        activities { activity: "a" state: STATE_DONE }
      }
    })pb");
  EXPECT_EQ(one.SerializeAsString(), other.SerializeAsString());
}

TEST(ScorecardTest, BriefIsTheExplainedOneWithoutItsExplanation) {
  const auto rubric = ThreeLevels(false);
  ASSERT_NE(rubric, nullptr);
  constexpr char kAnswers[] = "answers { criterion: 'a' yes_no { yes: true } }";
  v1::Scorecard explained = ScoreText(*rubric, kAnswers);
  for (v1::CriterionResult& criterion : *explained.mutable_criteria()) {
    criterion.clear_highest();
    criterion.clear_reasons();
    criterion.clear_next_step();
  }
  for (v1::LevelResult& level : *explained.mutable_ladders(0)->mutable_levels()) {
    level.clear_requirement();
  }
  EXPECT_THAT(ScoreText(*rubric, kAnswers, false), EqualsProto(explained));
}

}  // namespace
}  // namespace continuum::scoring
