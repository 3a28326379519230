// SPDX-License-Identifier: Apache-2.0
//
// Which fields of a rubric its digests depend on.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <map>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "scoring/digest.h"
#include "tests/scoring/field_sensitivity.h"
#include "tests/scoring/rubrics.h"

namespace continuum::scoring {
namespace {

// A definition that has every field of every message, so that each can be changed.
constexpr char kDefinition[] = R"pb(
  id: "i"
  revision: "1"
  title: "t"
  summary: "s"
  terms { domain: "d" criterion: "c" nested_domain: "n" }
  sources { citation: "c" url: "u" covers: "c" standing: STANDING_CONFIRMED }
  conventions: "c"
  first_date: "2026-01-01"
  last_date: "2026-12-31"
  continua {
    id: "c"
    title: "t"
    stages { id: "s" title: "t" description: "d" value: "1" }
  }
  scales {
    id: "s"
    title: "t"
    options { id: "o" text: "t" value: "1" needs: PROOF_COMMENT }
    options { id: "p" text: "t" insufficient_data: true }
  }
  activity_policy { counted_extents: EXTENT_PILOT adapted_counts: ADAPTATION_RULE_NEVER }
  missing {
    not_applicable { kind: KIND_LEAVES }
    insufficient_data { kind: KIND_COUNTS_AS value: "0" }
    absent { kind: KIND_BLOCKS }
  }
  domains {
    id: "d"
    title: "t"
    description: "d"
    rollup: "r"
    criteria {
      id: "stairs"
      title: "t"
      intent: "i"
      guidance: "g"
      evidence_rule: "e"
      tags: "selecting"
      allows_not_applicable: true
      not_applicable_when: "w"
      allows_insufficient_data: true
      staircase {
        continuum: "c"
        lowest_by_answering: true
        cells {
          stage: "s"
          activities { id: "a" text: "t" covers: "b" tags: "marking" }
        }
      }
    }
    criteria {
      id: "factors"
      factors {
        factors { id: "f" text: "t" }
        rows { at_least: 1 including: "f" value: "1" }
      }
    }
    criteria {
      id: "rating"
      rating {
        scale: "s"
        options { id: "o" text: "t" value: "1" }
      }
    }
    criteria {
      id: "core"
      credit { core: true needs: PROOF_COMMENT }
    }
    criteria {
      id: "elective"
      credit { credits: 3 }
    }
    criteria {
      id: "yes"
      yes_no { needs: PROOF_COMMENT }
      not_asked_value: "0"
      asked_when {
        all_of {
          parts { any_of { parts {} } }
          parts { not {} }
          parts { criterion { criterion: "c" at_least: "1" } }
          parts { criterion { criterion: "c" at_most: "1" } }
          parts { criterion { criterion: "c" is: "1" } }
          parts { criterion { criterion: "c" option: "o" } }
          parts { criterion { criterion: "c" stage: "s" } }
          parts { input { input: "n" at_least: "1" } }
          parts { input { input: "e" at_most: "1" } }
          parts { input { input: "d" is: "1" } }
          parts { input { input: "c" option: "o" } }
          parts { input { input: "h" held: true } }
          parts { rollup { rollup: "r" at_least: "1" } }
          parts { rollup { rollup: "r" at_most: "1" } }
          parts { rollup { rollup: "r" is: "1" } }
        }
      }
    }
    criteria {
      id: "quantity"
      quantity {
        input: "e"
        unit: "u"
        whole: true
        worth {
          cut_points { at_least: "1" value: "1" }
          cut_points { above: "1" value: "1" }
          below: "0"
          lowest: "0"
          highest: "1"
          less_is_better: true
        }
      }
    }
    criteria {
      id: "measure"
      measure {
        kind: KIND_RATE
        basis: BASIS_EVENTS
        numerator: "n"
        denominator: "d"
        per: "1"
        segments { id: "s" title: "t" }
        segments_partition: true
        scored_segment: "s"
        minimum_denominator: 30
        worth { lowest: "0" highest: "1" }
      }
    }
    criteria {
      id: "milestones"
      milestones {
        continuum: "c"
        stage: "s"
        milestones { id: "m" text: "t" }
        ceased_input: "d"
      }
    }
    domains { id: "inner" title: "t" }
  }
  rollups {
    id: "r"
    title: "t"
    description: "d"
    operator: OPERATOR_ROUND
    terms { criterion: "stairs" weight: "1" }
    terms { domain: "d" weight: "1" }
    terms { tag: "selecting" weight: "1" }
    terms { rollup: "r" weight: "1" }
    threshold: "1"
    rounding { digits: 1 mode: MODE_DOWN }
    missing { not_applicable { kind: KIND_LEAVES } }
    minimum_terms: 2
    direction: DIRECTION_NEITHER
    display { digits: 1 unit: "u" as_percent: true }
    cases {
      when {}
      then { value: "1" }
    }
    cases {
      when {}
      then { rollup: "r" }
    }
    otherwise { value: "1" }
  }
  band_sets {
    id: "b"
    title: "t"
    rollup: "r"
    bands { id: "b" title: "t" description: "d" at_least: "1" }
  }
  ladders {
    id: "l"
    title: "t"
    description: "d"
    independent_levels: true
    levels {
      id: "l"
      title: "t"
      description: "d"
      valid_months: 36
      requirement {
        title: "t"
        all_of {
          parts {
            any_of {
              parts {
                at_least {
                  count: 1
                  parts {}
                }
              }
            }
          }
          parts { rollup_at_least { rollup: "r" value: "1" } }
          parts { rollup_at_most { rollup: "r" value: "1" } }
          parts {
            criterion_at_least {
              criterion: "c"
              value: "1"
              not_applicable: NOT_APPLICABLE_RULE_MEETS
            }
          }
          parts {
            criteria_at_least {
              floors { domain: "d" stage: "s" }
              floors { tag: "t" stage: "s" }
            }
          }
          parts { credits_at_least { credits: 1 domains: 1 } }
          parts { recognition_held { input: "h" levels: "l" in_process_counts: true } }
        }
      }
    }
  }
  index_rollup: "r"
  inputs {
    id: "n"
    title: "t"
    guidance: "g"
    number { unit: "u" whole: true lowest: "0" highest: "1" }
  }
  inputs {
    id: "d"
    date {}
  }
  inputs {
    id: "c"
    choice {
      options { id: "o" text: "t" }
      several: true
    }
  }
  inputs {
    id: "h"
    recognition {
      standard: "s"
      levels { id: "l" text: "t" }
    }
  }
  inputs {
    id: "e"
    derived { operator: OPERATOR_SUM inputs: "n" unit: "u" }
  }
  kind: KIND_FIDELITY
  family: "f"
  status: STATUS_TRIAL
  overlay_of { rubric: "r" revision: "1" rubric_digest: "d" changes: "c" }
)pb";

// Which fields measure. A field that is new in rubric.proto fails the test below until it stands
// here or in kDoesNotMeasure of scoring/measurement.cc.
constexpr absl::string_view kMeasures[] = {
    "RubricDefinition.id",
    "RubricDefinition.continua",
    "RubricDefinition.scales",
    "RubricDefinition.activity_policy",
    "RubricDefinition.missing",
    "RubricDefinition.domains",
    "RubricDefinition.rollups",
    "RubricDefinition.index_rollup",
    "RubricDefinition.inputs",
    "Input.id",
    "Input.number",
    "Input.date",
    "Input.choice",
    "Input.recognition",
    "Input.derived",
    "NumberInput.unit",
    "NumberInput.whole",
    "NumberInput.lowest",
    "NumberInput.highest",
    "ChoiceInput.options",
    "ChoiceInput.several",
    "ChoiceOption.id",
    "RecognitionInput.levels",
    "DerivedInput.operator",
    "DerivedInput.inputs",
    "DerivedInput.unit",
    "Condition.all_of",
    "Condition.any_of",
    "Condition.not",
    "Condition.criterion",
    "Condition.input",
    "Condition.rollup",
    "ConditionList.parts",
    "CriterionCondition.criterion",
    "CriterionCondition.at_least",
    "CriterionCondition.at_most",
    "CriterionCondition.is",
    "CriterionCondition.option",
    "CriterionCondition.stage",
    "InputCondition.input",
    "InputCondition.at_least",
    "InputCondition.at_most",
    "InputCondition.is",
    "InputCondition.option",
    "InputCondition.held",
    "RollupCondition.rollup",
    "RollupCondition.at_least",
    "RollupCondition.at_most",
    "RollupCondition.is",
    "Criterion.quantity",
    "Criterion.measure",
    "Criterion.milestones",
    "Criterion.asked_when",
    "Criterion.not_asked_value",
    "Quantity.input",
    "Quantity.unit",
    "Quantity.whole",
    "Quantity.worth",
    "Worth.cut_points",
    "Worth.below",
    "Worth.lowest",
    "Worth.highest",
    "CutPoint.at_least",
    "CutPoint.above",
    "CutPoint.value",
    "Measure.kind",
    "Measure.basis",
    "Measure.per",
    "Measure.segments",
    "Measure.segments_partition",
    "Measure.scored_segment",
    "Measure.minimum_denominator",
    "Measure.worth",
    "Segment.id",
    "Milestones.continuum",
    "Milestones.stage",
    "Milestones.milestones",
    "Milestones.ceased_input",
    "Milestone.id",
    "Rollup.cases",
    "Rollup.otherwise",
    "Case.when",
    "Case.then",
    "CaseResult.value",
    "CaseResult.rollup",
    "Continuum.id",
    "Continuum.stages",
    "Stage.id",
    "Stage.value",
    "RatingScale.id",
    "RatingScale.options",
    "RatingOption.id",
    "RatingOption.value",
    "RatingOption.insufficient_data",
    "RatingOption.needs",
    "ActivityPolicy.counted_extents",
    "ActivityPolicy.adapted_counts",
    "MissingPolicy.not_applicable",
    "MissingPolicy.insufficient_data",
    "MissingPolicy.absent",
    "Treatment.kind",
    "Treatment.value",
    "Domain.id",
    "Domain.criteria",
    "Domain.domains",
    "Domain.rollup",
    "Criterion.id",
    "Criterion.tags",
    "Criterion.allows_not_applicable",
    "Criterion.allows_insufficient_data",
    "Criterion.staircase",
    "Criterion.factors",
    "Criterion.rating",
    "Criterion.credit",
    "Criterion.yes_no",
    "Staircase.continuum",
    "Staircase.cells",
    "Staircase.lowest_by_answering",
    "Cell.stage",
    "Cell.activities",
    "Activity.id",
    "Activity.covers",
    "Factors.factors",
    "Factors.rows",
    "Factor.id",
    "FactorRow.at_least",
    "FactorRow.including",
    "FactorRow.value",
    "Rating.scale",
    "Rating.options",
    "Credit.core",
    "Credit.credits",
    "Credit.needs",
    "YesNo.needs",
    "Rollup.id",
    "Rollup.operator",
    "Rollup.terms",
    "Rollup.threshold",
    "Rollup.rounding",
    "Rollup.missing",
    "Rollup.minimum_terms",
    "Rollup.direction",
    "Term.criterion",
    "Term.domain",
    "Term.tag",
    "Term.rollup",
    "Term.weight",
    "Rounding.digits",
    "Rounding.mode",
};

TEST(MeasurementDigestTest, ChangesWithWhatMeasuresAndWithNothingElse) {
  const std::map<std::string, bool> changes =
      Sensitivity(Parse<v1::RubricDefinition>(kDefinition), MeasurementDigest);
  const std::set<absl::string_view> measures(std::begin(kMeasures), std::end(kMeasures));
  std::size_t measuring = 0;
  for (const auto& [field, differs] : changes) {
    const absl::string_view name = absl::string_view(field).substr(sizeof("continuum.v1.") - 1);
    // Of tags, those that select measure, and of inputs those that are read; Change adds others.
    const bool expected =
        measures.count(name) > 0 && name != "Criterion.tags" && name != "RubricDefinition.inputs";
    EXPECT_EQ(differs, expected) << field;
    measuring += measures.count(name);
  }
  EXPECT_EQ(measuring, measures.size()) << "kDefinition lacks a field";
}

TEST(MeasurementDigestTest, TagsMeasureWhereARollupSelectsByThem) {
  const auto definition = Parse<v1::RubricDefinition>(kDefinition);
  v1::RubricDefinition changed = definition;
  changed.mutable_domains(0)->mutable_criteria(1)->add_tags("selecting");
  EXPECT_NE(MeasurementDigest(changed), MeasurementDigest(definition));
  changed = definition;
  changed.mutable_domains(0)->mutable_criteria(1)->add_tags("marking");
  EXPECT_EQ(MeasurementDigest(changed), MeasurementDigest(definition));
}

TEST(MeasurementDigestTest, InputsMeasureWhereACriterionOrARollupReadsThem) {
  const auto definition = Parse<v1::RubricDefinition>(kDefinition);
  v1::RubricDefinition changed = definition;
  v1::Input* const input = changed.add_inputs();
  input->set_id("only-ladders");
  input->mutable_recognition()->set_standard("s");
  v1::Level* const level = changed.mutable_ladders(0)->mutable_levels(0);
  level->mutable_requirement()->mutable_recognition_held()->set_input("only-ladders");
  EXPECT_EQ(MeasurementDigest(changed), MeasurementDigest(definition));
  EXPECT_NE(RubricDigest(changed), RubricDigest(definition));

  v1::InputCondition* const condition =
      changed.mutable_rollups(0)->add_cases()->mutable_when()->mutable_input();
  condition->set_input("only-ladders");
  v1::RubricDefinition without = changed;
  without.mutable_inputs()->RemoveLast();
  EXPECT_NE(MeasurementDigest(changed), MeasurementDigest(without));

  // What is computed takes along what it is computed from.
  input->mutable_number();
  v1::Input* const computed = changed.add_inputs();
  computed->set_id("computed");
  computed->mutable_derived()->add_inputs("only-ladders");
  condition->set_input("computed");
  const std::string digest = MeasurementDigest(changed);
  changed.mutable_inputs(changed.inputs_size() - 2)->mutable_number()->set_unit("people");
  EXPECT_NE(MeasurementDigest(changed), digest);
}

// Every field of a rubric that names inputs, so that none is added without a thought about digests.
void FindInputNames(const google::protobuf::Descriptor& type, std::set<std::string>* seen,
                    std::set<std::string>* fields) {
  if (!seen->insert(type.full_name()).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    const google::protobuf::FieldDescriptor& field = *type.field(i);
    if (field.message_type() != nullptr) FindInputNames(*field.message_type(), seen, fields);
    const bool names_input = absl::StrContains(field.name(), "input");
    if (names_input && field.message_type() == nullptr) fields->insert(field.full_name());
  }
}

TEST(MeasurementDigestTest, AllFieldsThatNameInputsAreKnown) {
  std::set<std::string> seen;
  std::set<std::string> fields;
  FindInputNames(*v1::RubricDefinition::descriptor(), &seen, &fields);
  EXPECT_THAT(fields,
              ::testing::UnorderedElementsAre(
                  "continuum.v1.InputCondition.input", "continuum.v1.Quantity.input",
                  "continuum.v1.Milestones.ceased_input", "continuum.v1.DerivedInput.inputs",
                  "continuum.v1.RecognitionHeld.input"));  // only in ladders
}

TEST(MeasurementDigestTest, NumbersCountByValue) {
  auto definition = Parse<v1::RubricDefinition>(kDefinition);
  definition.mutable_rollups(0)->set_threshold("9/2");
  const std::string digest = MeasurementDigest(definition);
  const std::string rubric_digest = RubricDigest(definition);
  definition.mutable_rollups(0)->set_threshold("4.50");
  EXPECT_EQ(MeasurementDigest(definition), digest);
  EXPECT_NE(RubricDigest(definition), rubric_digest);
  definition.mutable_rollups(0)->set_threshold("4.51");
  EXPECT_NE(MeasurementDigest(definition), digest);
}

TEST(RubricDigestTest, ChangesWithEveryField) {
  const std::map<std::string, bool> changes =
      Sensitivity(Parse<v1::RubricDefinition>(kDefinition), RubricDigest);
  for (const auto& [field, differs] : changes) EXPECT_TRUE(differs) << field;
  // All fields of all messages but Requirement's members of a oneof that kDefinition does not use.
  EXPECT_GE(changes.size(), 130u);
}

}  // namespace
}  // namespace continuum::scoring
