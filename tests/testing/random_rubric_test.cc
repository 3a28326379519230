// SPDX-License-Identifier: Apache-2.0
//
// What properties of random rubrics are worth depends on what these rubrics have. That they are
// without errors is for the checker to say (tests/scoring/properties/check_property_test.cc).

#include "tests/testing/random_rubric.h"

#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "tests/testing/choices.h"
#include "tests/testing/random_ranges.h"

namespace continuum::testing {
namespace {

constexpr int kRubrics = 400;

// The text of each rubric.
std::vector<std::string> Texts() {
  SeededChoices choices(1);
  std::vector<std::string> texts;
  for (int i = 0; i < kRubrics; ++i) texts.push_back(TextOf(RandomRubric(choices)));
  return texts;
}

int CountWith(const std::vector<std::string>& texts, const std::string& part) {
  int count = 0;
  for (const std::string& text : texts) {
    if (text.find(part) != std::string::npos) ++count;
  }
  return count;
}

TEST(RandomRubric, HasEverythingOften) {
  const std::vector<std::string> texts = Texts();
  // Each part is at least in so many of a hundred rubrics.
  const std::map<int, std::vector<std::string>> parts = {
      {20,
       {"staircase {",
        "factors {",
        "rating {",
        "credit {",
        "yes_no {",
        "covers:",
        "needs:",
        "KIND_LEAVES",
        "KIND_COUNTS_AS\n",
        "KIND_BLOCKS",
        "all_of {",
        "any_of {",
        "at_least {",
        "rollup_at_least {",
        "criterion_at_least {",
        "criteria_at_least {",
        "stage:",
        "tag:",
        "asked_when {",
        "milestones {",
        "inputs {",
        "number {",
        "date {"}},
      {10,
       {"core:",
        "credits:",
        "lowest_by_answering: true",
        "including:",
        "scale:",
        "insufficient_data: true",
        "KIND_COUNTS_AS_MET",
        "minimum_terms:",
        "band_sets {",
        "rollup_at_most {",
        "NOT_APPLICABLE_RULE_MEETS",
        "NOT_APPLICABLE_RULE_FAILS",
        "PROOF_EVIDENCE_OR_ATTESTATION",
        "independent_levels: true",
        "quantity {",
        "measure {",
        "not {",
        "derived {",
        "choice {",
        "recognition {",
        "not_asked_value:",
        "cut_points {",
        "above:",
        "cases {",
        "annual_reporting {"}},
      {3,
       {"weight: \"-", "credits_at_least {", "recognition_held {", "ceased_input:", "held: true",
        "option:", "several: true", "scored_segment:", "segments_partition: true",
        "lowest:", "per:", "otherwise {", "in_process_counts: true", "less_is_better: true",
        "whole: true", "answered_anew {", "levels: \""}},
  };
  for (const auto& [percent, names] : parts) {
    for (const std::string& name : names) {
      EXPECT_GE(CountWith(texts, name) * 100, kRubrics * percent) << name;
    }
  }
}

// All values of an enum, each in some rubrics.
void ExpectAllOf(const google::protobuf::EnumDescriptor& all) {
  static const std::vector<std::string> texts = Texts();
  for (int i = 0; i < all.value_count(); ++i) {
    if (all.value(i)->number() == 0) continue;
    EXPECT_GE(CountWith(texts, all.value(i)->name() + "\n"), kRubrics / 50) << all.value(i)->name();
  }
}

TEST(RandomRubric, HasAllOfEachKind) {
  ExpectAllOf(*v1::Rollup::Operator_descriptor());
  ExpectAllOf(*v1::DerivedInput::Operator_descriptor());
  ExpectAllOf(*v1::Measure::Kind_descriptor());
  ExpectAllOf(*v1::Measure::Basis_descriptor());
  ExpectAllOf(*v1::Treatment::Kind_descriptor());
  ExpectAllOf(*v1::Proof_descriptor());
}

// Names the tests of conditions, wherever they are.
void CollectTests(const v1::Condition& condition, std::map<std::string, int>& tests) {
  for (const v1::Condition& part : condition.all_of().parts()) CollectTests(part, tests);
  for (const v1::Condition& part : condition.any_of().parts()) CollectTests(part, tests);
  if (condition.has_not_()) CollectTests(condition.not_(), tests);
  for (const char* kind : {"criterion", "input", "rollup"}) {
    const auto& reflection = *condition.GetReflection();
    const auto* field = condition.GetDescriptor()->FindFieldByName(kind);
    if (!reflection.HasField(condition, field)) continue;
    const auto& leaf = reflection.GetMessage(condition, field);
    const auto* test = leaf.GetReflection()->GetOneofFieldDescriptor(
        leaf, leaf.GetDescriptor()->FindOneofByName("test"));
    ++tests[std::string(kind) + " " + test->name()];
  }
}

void CollectTests(const v1::Domain& domain, std::map<std::string, int>& tests) {
  for (const v1::Criterion& criterion : domain.criteria()) {
    CollectTests(criterion.asked_when(), tests);
  }
  for (const v1::Domain& part : domain.domains()) CollectTests(part, tests);
}

TEST(RandomRubric, HasAllConditions) {
  SeededChoices choices(2);
  std::map<std::string, int> asked;
  std::map<std::string, int> cases;
  for (int i = 0; i < 2 * kRubrics; ++i) {
    const v1::RubricDefinition rubric = RandomRubric(choices);
    for (const v1::Domain& domain : rubric.domains()) CollectTests(domain, asked);
    for (const v1::Rollup& rollup : rubric.rollups()) {
      for (const v1::Case& one : rollup.cases()) CollectTests(one.when(), cases);
    }
  }
  for (const char* kind : {"criterion", "input"}) {
    for (const char* test : {" at_least", " at_most", " is", " option"}) {
      EXPECT_GE(asked[std::string(kind) + test], 5) << kind << test;
      EXPECT_GE(cases[std::string(kind) + test], 5) << kind << test;
    }
  }
  for (const char* test : {"criterion stage", "input held"}) {
    EXPECT_GE(asked[test], 5) << test;
    EXPECT_GE(cases[test], 5) << test;
  }
  for (const char* test : {"rollup at_least", "rollup at_most", "rollup is"}) {
    EXPECT_EQ(asked[test], 0) << test;
    EXPECT_GE(cases[test], 5) << test;
  }
}

// Otherwise it would be an error that it never has one.
TEST(RandomRubric, HasOnlyRollupsThatMayHaveAValue) {
  SeededChoices choices(3);
  for (int i = 0; i < kRubrics; ++i) {
    const v1::RubricDefinition rubric = RandomRubric(choices);
    const SeenRanges seen = TryAnswers(rubric);
    for (size_t k = 0; k < seen.rollups.size(); ++k) {
      EXPECT_TRUE(seen.rollups[k].has_value()) << k << " of " << TextOf(rubric);
    }
  }
}

// Half of them are as plain as rubrics were before there were inputs.
TEST(RandomRubric, IsPlainInHalfOfTheCases) {
  const std::vector<std::string> texts = Texts();
  const int with_inputs = CountWith(texts, "\ninputs {");
  EXPECT_GE(with_inputs, kRubrics * 4 / 10);
  EXPECT_LE(with_inputs, kRubrics * 6 / 10);
}

}  // namespace
}  // namespace continuum::testing
