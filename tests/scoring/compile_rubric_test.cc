// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "scoring/compiled_rubric.h"
#include "scoring/limits.h"
#include "tests/scoring/rubrics.h"

namespace continuum::scoring {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Something of everything. Each part that the tests below replace stands on one line.
constexpr char kEverything[] = R"pb(
  id: "everything"
  revision: "1"
  continua {
    id: "stages"
    stages { id: "low" value: "1" }
    stages { id: "high" value: "2.50" }
  }
  scales {
    id: "scale"
    options { id: "1" value: "1" }
    options { id: "5" value: "5" needs: PROOF_EVIDENCE }
    options { id: "unknown" insufficient_data: true }
  }
  activity_policy { adapted_counts: ADAPTATION_RULE_ALWAYS }
  missing {
    not_applicable { kind: KIND_LEAVES }
    insufficient_data { kind: KIND_BLOCKS }
    absent { kind: KIND_COUNTS_AS value: "0" }
  }
  domains {
    id: "first"
    rollup: "mean"
    criteria {
      id: "stairs"
      tags: "key"
      staircase {
        continuum: "stages"
        cells {
          stage: "low"
          activities { id: "a" }
          activities { id: "b" }
        }
        cells {
          stage: "high"
          activities { id: "c" covers: "a" }
          activities { id: "d" covers: "c" }
        }
      }
    }
    domains {
      id: "inner"
      criteria {
        id: "factors"
        tags: "key"
        allows_not_applicable: true
        factors {
          factors { id: "x" }
          factors { id: "y" }
          rows { at_least: 1 value: "1" }
          rows { at_least: 2 including: "y" value: "3/2" }
        }
      }
    }
  }
  domains {
    id: "second"
    criteria {
      id: "rating"
      rating { scale: "scale" }
    }
    criteria {
      id: "core"
      credit { core: true needs: PROOF_ATTESTATION }
    }
    criteria {
      id: "elective"
      credit { credits: 3 needs: PROOF_COMMENT }
    }
    criteria {
      id: "answer"
      yes_no { needs: PROOF_EVIDENCE needs: PROOF_COMMENT }
    }
  }
  rollups {
    id: "round"
    operator: OPERATOR_ROUND
    terms { rollup: "mean" }
    rounding { digits: 1 mode: MODE_UP }
  }
  rollups {
    id: "mean"
    operator: OPERATOR_MEAN
    terms { domain: "first" }
    terms { criterion: "rating" }
    display { digits: 1 }
  }
  rollups {
    id: "count"
    operator: OPERATOR_COUNT_AT_OR_ABOVE
    terms { tag: "key" }
    threshold: "1.5"
  }
  rollups {
    id: "percent"
    operator: OPERATOR_PERCENT_OF_POSSIBLE
    terms { criterion: "core" weight: "1/2" }
  }
  rollups {
    id: "pooled"
    operator: OPERATOR_POOLED_PROPORTION
    terms { tag: "key" }
    missing { insufficient_data { kind: KIND_COUNTS_AS_MET } }
    minimum_terms: 2
  }
  band_sets {
    id: "bands"
    rollup: "mean"
    bands { id: "lower" }
    bands { id: "upper" at_least: "2" }
  }
  ladders {
    id: "ladder"
    levels {
      id: "one"
      requirement { rollup_at_least { rollup: "mean" value: "1.0" } }
    }
    levels {
      id: "two"
      requirement {
        all_of {
          parts {
            any_of {
              parts { criterion_at_least { criterion: "rating" value: "5" } }
              parts { credits_at_least { credits: 3 domains: 1 } }
            }
          }
          parts {
            at_least {
              count: 1
              parts { rollup_at_most { rollup: "mean" value: "4" } }
            }
          }
          parts {
            criteria_at_least {
              floors { tag: "key" value: "1" not_applicable: NOT_APPLICABLE_RULE_MEETS }
              floors { criterion: "stairs" stage: "high" }
            }
          }
        }
      }
    }
  }
  index_rollup: "round"
)pb";

TEST(CompileRubricTest, ReadsFormsInReadingOrder) {
  const auto rubric = Compile(kEverything);
  ASSERT_NE(rubric, nullptr);
  std::vector<std::string> ids;
  for (const CompiledCriterion& c : rubric->criteria()) ids.push_back(c.definition->id());
  EXPECT_THAT(ids, ElementsAre("stairs", "factors", "rating", "core", "elective", "answer"));
  EXPECT_EQ(rubric->FindCriterion("core"), 3);
  EXPECT_EQ(rubric->FindCriterion("nothing"), -1);
  EXPECT_EQ(rubric->criteria()[1].top_domain, 0);
  EXPECT_EQ(rubric->criteria()[2].top_domain, 1);
  EXPECT_EQ(rubric->criteria()[1].first_part, 4);  // after the four activities
  EXPECT_EQ(rubric->total_parts(), 4 + 2 + 3);
}

TEST(CompileRubricTest, KnowsTheLowestAndHighestValueOfEachForm) {
  const auto rubric = Compile(kEverything);
  ASSERT_NE(rubric, nullptr);
  std::vector<std::string> ranges;
  for (const CompiledCriterion& c : rubric->criteria()) {
    ranges.push_back(absl::StrCat(c.lowest.text, " to ", c.highest.text, " of ", c.possible));
  }
  EXPECT_THAT(ranges, ElementsAre("0 to 5/2 of 4", "0 to 3/2 of 2", "1 to 5 of 0", "0 to 1 of 1",
                                  "0 to 3 of 1", "0 to 1 of 1"));
}

TEST(CompileRubricTest, AStaircaseReachedByAnsweringNeverFallsBelowItsLowestStage) {
  const auto rubric = Compile(Replaced(
      kEverything, R"(cells { stage: "low" activities { id: "a" } activities { id: "b" } } cells {
                      stage: "high" activities { id: "c" covers: "a" })",
      R"(lowest_by_answering: true cells { stage: "low" }
         cells { stage: "high" activities { id: "c" })"));
  ASSERT_NE(rubric, nullptr);
  EXPECT_EQ(rubric->criteria()[0].lowest.text, "1");
  EXPECT_EQ(rubric->criteria()[0].possible, 2);
}

TEST(CompileRubricTest, CoveredActivitiesIncludeThoseCoveredThroughOthers) {
  const auto rubric = Compile(kEverything);
  ASSERT_NE(rubric, nullptr);
  const auto& stairs = std::get<CompiledStaircase>(rubric->criteria()[0].form);
  EXPECT_THAT(stairs.activities[0].covers, IsEmpty());
  EXPECT_THAT(stairs.activities[2].covers, ElementsAre(0));
  EXPECT_THAT(stairs.activities[3].covers, ElementsAre(0, 2));
  EXPECT_THAT(stairs.cell_begin, ElementsAre(0, 2, 4));
}

TEST(CompileRubricTest, ActivitiesMayCoverEachOther) {
  const auto rubric =
      Compile(Replaced(kEverything, R"({ id: "a" })", R"({ id: "a" covers: "d" })"));
  ASSERT_NE(rubric, nullptr);
  const auto& stairs = std::get<CompiledStaircase>(rubric->criteria()[0].form);
  EXPECT_THAT(stairs.activities[0].covers, ElementsAre(2, 3));
  EXPECT_THAT(stairs.activities[3].covers, ElementsAre(0, 2));
}

TEST(CompileRubricTest, ReadsProofsAndOptions) {
  const auto rubric = Compile(kEverything);
  ASSERT_NE(rubric, nullptr);
  const auto& rating = std::get<CompiledRating>(rubric->criteria()[2].form);
  ASSERT_EQ(rating.options.size(), 3u);
  EXPECT_TRUE(rating.options[0].needs.empty());
  EXPECT_TRUE(rating.options[1].needs.evidence);
  EXPECT_FALSE(rating.options[1].needs.comment);
  EXPECT_TRUE(rating.options[2].insufficient_data);
  EXPECT_TRUE(std::get<CompiledCredit>(rubric->criteria()[3].form).needs.attestation);
  EXPECT_TRUE(std::get<CompiledCredit>(rubric->criteria()[4].form).needs.comment);
  EXPECT_EQ(std::get<CompiledCredit>(rubric->criteria()[4].form).credits, 3);
  const ProofSet& needs = std::get<CompiledYesNo>(rubric->criteria()[5].form).needs;
  EXPECT_TRUE(needs.evidence && needs.comment && !needs.attestation);
}

TEST(CompileRubricTest, FlattensTermsAndOrdersRollups) {
  const auto rubric = Compile(kEverything);
  ASSERT_NE(rubric, nullptr);
  const CompiledRollup& mean = rubric->rollups()[1];
  ASSERT_EQ(mean.terms.size(), 3u);
  EXPECT_EQ(mean.terms[0].index, 0);
  EXPECT_EQ(mean.terms[1].index, 1);  // from the domain within
  EXPECT_EQ(mean.terms[2].index, 2);
  EXPECT_TRUE(rubric->rollups()[0].terms[0].is_rollup);
  EXPECT_EQ(rubric->rollups()[3].terms[0].weight.text, "1/2");
  EXPECT_THAT(rubric->rollup_order(), ElementsAre(1, 2, 3, 4, 0));
  EXPECT_EQ(rubric->rollups()[4].minimum_terms, 2);
  EXPECT_EQ(rubric->rollups()[0].minimum_terms, 1);
  EXPECT_EQ(rubric->domains()[0].rollup, 1);
  EXPECT_EQ(rubric->domains()[0].end_criterion, 2);
  EXPECT_EQ(rubric->domains()[2].rollup, -1);
}

TEST(CompileRubricTest, ARollupsOwnPolicyReplacesTheGeneralOneKindByKind) {
  const auto rubric = Compile(kEverything);
  ASSERT_NE(rubric, nullptr);
  const CompiledRollup& pooled = rubric->rollups()[4];
  EXPECT_EQ(pooled.not_applicable.kind, v1::Treatment::KIND_LEAVES);
  EXPECT_EQ(pooled.insufficient_data.kind, v1::Treatment::KIND_COUNTS_AS_MET);
  EXPECT_EQ(pooled.absent.kind, v1::Treatment::KIND_COUNTS_AS);
  EXPECT_EQ(rubric->rollups()[1].insufficient_data.kind, v1::Treatment::KIND_BLOCKS);
}

TEST(CompileRubricTest, CollectsTheEdgesOfEachRollup) {
  const auto rubric = Compile(kEverything);
  ASSERT_NE(rubric, nullptr);
  EXPECT_THAT(rubric->rollups()[1].at_least_edges, ElementsAre(Exact(1), Exact(2)));
  EXPECT_THAT(rubric->rollups()[1].at_most_edges, ElementsAre(Exact(4)));
  EXPECT_THAT(rubric->rollups()[0].at_least_edges, IsEmpty());
}

TEST(CompileRubricTest, ResolvesFloorsIntoOnePartPerCriterion) {
  const auto rubric = Compile(kEverything);
  ASSERT_NE(rubric, nullptr);
  const CompiledRequirement& all = rubric->ladders()[0].levels[1].requirement;
  ASSERT_EQ(all.parts.size(), 3u);
  EXPECT_EQ(all.parts_needed, 3);
  EXPECT_EQ(all.parts[0].parts_needed, 1);
  const CompiledRequirement& floors = all.parts[2];
  ASSERT_EQ(floors.parts.size(), 3u);
  EXPECT_EQ(floors.parts_needed, 3);
  EXPECT_EQ(floors.parts[0].index, 0);
  EXPECT_EQ(floors.parts[0].needed_stage, -1);
  EXPECT_EQ(floors.parts[1].index, 1);
  EXPECT_EQ(floors.parts[2].needed_stage, 1);
  EXPECT_EQ(floors.parts[2].needed.text, "5/2");
  EXPECT_EQ(floors.parts[2].definition, nullptr);
}

TEST(CompileRubricTest, AnEmptyRubricCompiles) {
  const auto rubric = Compile("");
  ASSERT_NE(rubric, nullptr);
  EXPECT_TRUE(rubric->criteria().empty());
  EXPECT_EQ(rubric->rubric_digest().size(), 64u);
}

// One defect each, put in place of a part of kEverything.
struct Defect {
  const char* good;
  const char* bad;
  const char* message;
};

void PrintTo(const Defect& defect, std::ostream* out) { *out << defect.bad; }

class CompileDefectTest : public testing::TestWithParam<Defect> {};

TEST_P(CompileDefectTest, IsRefusedByName) {
  const Defect& defect = GetParam();
  const auto rubric =
      CompileRubric(Parse<v1::RubricDefinition>(Replaced(kEverything, defect.good, defect.bad)));
  EXPECT_EQ(rubric.status().code(), absl::StatusCode::kInvalidArgument) << defect.bad;
  EXPECT_THAT(std::string(rubric.status().message()), HasSubstr(defect.message)) << defect.bad;
}

constexpr Defect kDefects[] = {
    // Ids.
    {R"(id: "rating")", R"(id: "stairs")", R"(criterion "stairs": the id is used twice)"},
    {R"(id: "second")", R"(id: "inner")", R"(domain "inner": the id is used twice)"},
    {R"(id: "count")", R"(id: "mean")", R"(rollup "mean": the id is used twice)"},
    {R"(id: "two")", R"(id: "one")", R"(level "one": the id is used twice)"},
    {R"(id: "upper")", R"(id: "lower")", R"(band "lower": the id is used twice)"},
    {R"(id: "high" value)", R"(id: "low" value)", R"(stage "low": the id is used twice)"},
    {R"(id: "b")", R"(id: "a")", R"(activity "a": the id is used twice)"},
    {R"(id: "y")", R"(id: "x")", R"(factor "x": the id is used twice)"},
    {R"(id: "5")", R"(id: "1")", R"(option "1": the id is used twice)"},
    {R"(id: "core")", "", R"(criterion "": has no id)"},
    // Forms.
    {R"(continuum: "stages")", R"(continuum: "steps")", R"(no continuum "steps")"},
    {R"(value: "2.50")", R"(value: "0.5")", "is worth less than the one below"},
    {R"(value: "2.50")", R"(value: "two")", R"("two" is not a number)"},
    {R"(cells { stage: "low")", R"(cells { stage: "lower")", "not in the order of the stages"},
    {R"(activities { id: "a" } activities { id: "b" })", "", R"(the cell "low" has no activities)"},
    {R"(continuum: "stages")", R"(continuum: "stages" lowest_by_answering: true)",
     R"(the cell "low" has activities)"},
    {R"(covers: "c")", R"(covers: "e")", R"(covers "e")"},
    {R"(at_least: 2)", R"(at_least: 3)", "more factors than there are"},
    {R"(at_least: 1 value)", R"(at_least: 0 value)", "more factors than there are"},
    {R"(including: "y")", R"(including: "z")", "no factor z"},
    {R"(value: "3/2")", R"(value: "-3/2")", "a row is worth less than 0"},
    {R"(value: "3/2")", R"(value: "3/0")", "is not a number"},
    {R"(scale: "scale")", R"(scale: "other")", R"(no scale "other")"},
    {R"(scale: "scale")", "", "needs a scale or options"},
    {R"(scale: "scale")", R"(scale: "scale" options { id: "o" value: "1" })",
     "needs a scale or options"},
    {R"(rating { scale: "scale" })", R"(rating { options { id: "o" insufficient_data: true } })",
     "no option with a value"},
    {R"(options { id: "5" value: "5")", R"(options { id: "5")", R"("" is not a number)"},
    {R"(rating { scale: "scale" })", "", R"(criterion "rating": has no form)"},
    {R"(core: true)", R"(core: false)", "core must be true"},
    {R"(credits: 3 needs)", R"(credits: 0 needs)", "credits must be from 1"},
    {R"(credits: 3 needs)", R"(credits: 1000001 needs)", "credits must be from 1 to 1000000"},
    {R"(PROOF_ATTESTATION)", "PROOF_UNSPECIFIED", "an unknown proof"},
    {R"(tags: "key"
        allows)",
     R"(tags: "key" tags: "key" allows)", R"(has the tag "key" twice)"},
    {R"(activity_policy { adapted_counts: ADAPTATION_RULE_ALWAYS })", "",
     "does not say which adapted activities count"},
    {R"(ADAPTATION_RULE_ALWAYS)", "9", "does not say which adapted activities count"},
    // Rollups.
    {R"(rollup: "mean" })", R"(rollup: "none" })", R"(rollup "none": there is none)"},
    {R"(terms { domain: "first" })", R"(terms { rollup: "round" })", "is computed from itself"},
    {R"(terms { domain: "first" })", R"(terms { domain: "third" })", R"(domain "third")"},
    {R"(terms { tag: "key" } threshold)", R"(terms { tag: "lock" } threshold)", R"(tag "lock")"},
    {R"(terms { criterion: "rating" })", R"(terms { criterion: "stairs" })", "twice"},
    {R"(terms { criterion: "rating" })", R"(terms { criterion: "none" })", R"(criterion "none")"},
    {R"(terms { criterion: "rating" })", R"(terms { weight: "1" })", "selects nothing"},
    {R"(operator: OPERATOR_MEAN)", "", "has no operator"},
    {R"(operator: OPERATOR_MEAN)", "operator: 99", "has no operator"},
    {R"(threshold: "1.5")", "", R"("" is not a number)"},
    {R"(mode: MODE_UP)", "", "does not say how it rounds"},
    {R"(digits: 1 mode)", "digits: 10 mode", "rounds to 10 digits"},
    {R"(display { digits: 1 })", "display { digits: 10 }", "shows 10 digits"},
    {R"(minimum_terms: 2)", "minimum_terms: -1", "minimum_terms is below 0"},
    {R"(weight: "1/2")", R"(weight: "-1/2")", "a weight is below 0"},
    {R"(weight: "1/2")", R"(weight: "1e3")", "is not a number"},
    {R"(terms { criterion: "core" weight: "1/2" })", R"(terms { rollup: "mean" })",
     "takes criteria only"},
    {R"(terms { rollup: "mean" })", R"(terms { rollup: "mean" } terms { rollup: "count" })",
     "takes one term"},
    {R"(terms { tag: "key" } missing)", R"(terms { criterion: "rating" } missing)",
     "takes no criteria without parts"},
    {R"(terms { tag: "key" } missing { insufficient_data { kind: KIND_COUNTS_AS_MET } })",
     R"(terms { tag: "key" } missing { insufficient_data { kind: KIND_COUNTS_AS value: "1" } })",
     "counts as 0 or as met"},
    {R"(rounding { digits: 1 mode: MODE_UP })",
     R"(rounding { digits: 1 mode: MODE_UP }
        missing { not_applicable { kind: KIND_COUNTS_AS_MET } })",
     "a rollup without a value cannot count as met"},
    {R"(absent { kind: KIND_COUNTS_AS value: "0" })", "", "does not say what it does"},
    {R"(absent { kind: KIND_COUNTS_AS value: "0" })", "absent { kind: 17 }",
     "does not say what it does"},
    {R"(kind: KIND_COUNTS_AS value: "0")", "kind: KIND_COUNTS_AS", "is not a number"},
    {R"(terms { criterion: "core" weight: "1/2" })", "", "has no terms"},
    {R"(rollup: "mean"
    criteria)",
     R"(rollup: "none"
    criteria)",
     R"(domain "first": no rollup "none")"},
    {R"(index_rollup: "round")", R"(index_rollup: "none")", R"(no rollup "none")"},
    // Bands and ladders.
    {R"(rollup: "mean" bands)", R"(rollup: "none" bands)", R"(band set "bands": no rollup)"},
    {R"(at_least: "2" })", R"(at_least: "" })", R"(band "upper")"},
    {R"(at_least: "2" })", R"(at_least: "2" } bands { id: "top" at_least: "2" })",
     R"(band "top": its edge does not lie above)"},
    {R"(rollup: "mean" value: "1.0")", R"(rollup: "none" value: "1.0")", R"(rollup "none")"},
    {R"(rollup: "mean" value: "1.0")", R"(rollup: "mean" value: "one")", R"(level "one")"},
    {R"(rollup_at_least { rollup: "mean" value: "1.0" })", "", "asks for nothing"},
    {R"(rollup_at_least { rollup: "mean" value: "1.0" })", "all_of {}", "asks for 0 of 0"},
    {R"(count: 1)", "count: 2", "asks for 2 of 1"},
    {R"(count: 1)", "count: 0", "asks for 0 of 1"},
    {R"(criterion: "rating" value: "5")", R"(criterion: "none" value: "5")", R"(criterion "none")"},
    {R"(criterion: "rating" value: "5")", R"(criterion: "rating" stage: "low")", "has no stages"},
    {R"(criterion: "rating" value: "5")", R"(criterion: "rating")", "neither value nor stage"},
    {R"(criterion: "stairs" stage: "high")", R"(criterion: "stairs" stage: "top")",
     R"(has no stage "top")"},
    {R"(criterion: "stairs" stage: "high")", R"(domain: "none" stage: "high")", R"(domain "none")"},
    {R"(criterion: "stairs" stage: "high")", R"(stage: "high")", "selects nothing"},
    {R"(floors { tag: "key" value: "1" not_applicable: NOT_APPLICABLE_RULE_MEETS })",
     R"(floors { tag: "key" value: "1" })", R"(does not say what "not applicable" does)"},
    {R"(credits: 3 domains: 1)", "credits: 0 domains: 1", "asks for no credits"},
    {R"(credits: 3 domains: 1)", "credits: 3 domains: -1", "fewer than no domains"},
};

INSTANTIATE_TEST_SUITE_P(All, CompileDefectTest, testing::ValuesIn(kDefects));

std::string Nested(int depth, absl::string_view open, absl::string_view inner,
                   absl::string_view close) {
  std::string text;
  for (int i = 0; i < depth; ++i) absl::StrAppend(&text, open);
  absl::StrAppend(&text, inner);
  for (int i = 0; i < depth; ++i) absl::StrAppend(&text, close);
  return text;
}

TEST(CompileLimitTest, RequirementsNestAsDeepAsTheLimitAndNoDeeper) {
  const auto with_depth = [](int depth) {
    const std::string leaf = R"(rollup_at_least { rollup: "mean" value: "1.0" })";
    return Replaced(kEverything, leaf, Nested(depth - 1, "all_of { parts { ", leaf, " } }"));
  };
  EXPECT_TRUE(CompileRubric(Parse<v1::RubricDefinition>(with_depth(kMaxNesting))).ok());
  EXPECT_FALSE(CompileRubric(Parse<v1::RubricDefinition>(with_depth(kMaxNesting + 1))).ok());
}

TEST(CompileLimitTest, DomainsNestAsDeepAsTheLimitAndNoDeeper) {
  const auto with_depth = [](int depth) {
    v1::RubricDefinition definition;
    v1::Domain* domain = definition.add_domains();
    for (int i = 1;; ++i) {
      domain->set_id(absl::StrCat("d", i));
      if (i == depth) return definition;
      domain = domain->add_domains();
    }
  };
  EXPECT_TRUE(CompileRubric(with_depth(kMaxNesting)).ok());
  EXPECT_FALSE(CompileRubric(with_depth(kMaxNesting + 1)).ok());
}

TEST(CompileLimitTest, HoldsAsManyCriteriaAsTheLimitAndNoMore) {
  v1::RubricDefinition definition;
  v1::Domain& domain = *definition.add_domains();
  domain.set_id("d");
  for (int i = 0; i < kMaxCriteria; ++i) {
    v1::Criterion& criterion = *domain.add_criteria();
    criterion.set_id(absl::StrCat("c", i));
    criterion.mutable_yes_no();
  }
  EXPECT_TRUE(CompileRubric(definition).ok());
  *domain.add_criteria() = domain.criteria(0);
  EXPECT_THAT(std::string(CompileRubric(definition).status().message()),
              HasSubstr("at most 2000 criteria"));
}

TEST(CompileLimitTest, SelectionsThatExplodeAreRefused) {
  v1::RubricDefinition definition = Parse<v1::RubricDefinition>(RubricText(""));
  v1::Domain& domain = *definition.mutable_domains(0);
  for (int i = 0; i < 1000; ++i) {
    v1::Criterion& criterion = *domain.add_criteria();
    criterion.set_id(absl::StrCat("c", i));
    criterion.mutable_yes_no();
  }
  const auto add_rollups = [&](int count) {
    while (definition.rollups_size() < count) {
      v1::Rollup& rollup = *definition.add_rollups();
      rollup.set_id(absl::StrCat("r", definition.rollups_size()));
      rollup.set_operator_(v1::Rollup::OPERATOR_MEAN);
      rollup.add_terms()->set_domain("d");
    }
  };
  add_rollups(kMaxFlatTerms / 1000);
  EXPECT_TRUE(CompileRubric(definition).ok());
  add_rollups(kMaxFlatTerms / 1000 + 1);
  EXPECT_THAT(std::string(CompileRubric(definition).status().message()), HasSubstr("terms"));
}

TEST(CompileLimitTest, FloorsThatExplodeAreRefused) {
  v1::RubricDefinition definition;
  v1::Domain& domain = *definition.add_domains();
  domain.set_id("d");
  for (int i = 0; i < 1000; ++i) {
    v1::Criterion& criterion = *domain.add_criteria();
    criterion.set_id(absl::StrCat("c", i));
    criterion.mutable_yes_no();
  }
  v1::Level& level = *definition.add_ladders()->add_levels();
  definition.mutable_ladders(0)->set_id("l");
  level.set_id("one");
  for (int i = 0; i <= kMaxFlatRequirements / 1000; ++i) {
    v1::CriterionFloor& floor =
        *level.mutable_requirement()->mutable_criteria_at_least()->add_floors();
    floor.set_domain("d");
    floor.set_value("1");
  }
  EXPECT_THAT(std::string(CompileRubric(definition).status().message()), HasSubstr("requirements"));
}

TEST(CompileLimitTest, CoverChainsThatExplodeAreRefused) {
  v1::RubricDefinition definition = Parse<v1::RubricDefinition>(R"pb(
    continua {
      id: "stages"
      stages { id: "one" value: "1" }
    }
    activity_policy { adapted_counts: ADAPTATION_RULE_NEVER }
  )pb");
  v1::Criterion& criterion = *definition.add_domains()->add_criteria();
  definition.mutable_domains(0)->set_id("d");
  criterion.set_id("c");
  criterion.mutable_staircase()->set_continuum("stages");
  v1::Cell& cell = *criterion.mutable_staircase()->add_cells();
  cell.set_stage("one");
  for (int i = 0; i < 1000; ++i) {  // each covers the next: half a million pairs
    v1::Activity& activity = *cell.add_activities();
    activity.set_id(absl::StrCat("a", i));
    if (i < 999) activity.add_covers(absl::StrCat("a", i + 1));
  }
  EXPECT_THAT(std::string(CompileRubric(definition).status().message()),
              HasSubstr("cover too many"));
}

}  // namespace
}  // namespace continuum::scoring
