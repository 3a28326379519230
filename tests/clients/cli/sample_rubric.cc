// SPDX-License-Identifier: Apache-2.0
#include "tests/clients/cli/sample_rubric.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace continuum::testing {

namespace {

constexpr char kText[] = R"pb(
  id: "sample"
  revision: "1.0"
  title: "Sample"
  summary: "A rubric for tests."
  terms { criterion: "subdomain" }
  sources { citation: "None" covers: "Nothing" standing: STANDING_CONFIRMED }
  continua {
    id: "way"
    title: "Way"
    stages { id: "low" title: "Low" value: "1/2" }
    stages { id: "high" title: "High" value: "1" }
  }
  activity_policy { counted_extents: EXTENT_ALL_SITES adapted_counts: ADAPTATION_RULE_CONSISTENT }
  missing {
    not_applicable { kind: KIND_LEAVES }
    insufficient_data { kind: KIND_BLOCKS }
    absent { kind: KIND_COUNTS_AS value: "0" }
  }
  domains {
    id: "care"
    title: "Care"
    rollup: "points"
    criteria {
      id: "care-team"
      title: "Care team"
      intent: "People know who cares for them."
      allows_not_applicable: true
      not_applicable_when: "There is no team."
      staircase {
        continuum: "way"
        cells {
          stage: "low"
          activities { id: "a" text: "A nurse belongs to the team." }
          activities { id: "b" text: "The team meets." }
        }
        cells {
          stage: "high"
          activities { id: "c" text: "The team meets weekly, with people." covers: "b" }
        }
      }
    }
    criteria {
      id: "access"
      title: "Access"
      intent: "People come in time."
      factors {
        factors { id: "same-day" text: "There are same-day visits." }
        factors { id: "evening" text: "There are evening visits." }
        rows { at_least: 1 value: "1/2" }
        rows { at_least: 2 value: "1" }
      }
    }
  }
  domains {
    id: "ground"
    title: "Ground"
    criteria {
      id: "training"
      title: "Training"
      intent: "Staff know what to do."
      rating {
        options { id: "1" text: "Hardly" value: "0" }
        options { id: "2" text: "Partly" value: "1/2" }
        options { id: "3" text: "Fully" value: "1" needs: PROOF_EVIDENCE }
      }
    }
    criteria {
      id: "policy"
      title: "Policy"
      intent: "It is written down."
      credit { core: true }
    }
    criteria {
      id: "consent"
      title: "Consent"
      intent: "People agree."
      allows_insufficient_data: true
      yes_no {}
    }
  }
  rollups {
    id: "points"
    title: "Points"
    operator: OPERATOR_PERCENT_OF_POSSIBLE
    terms { domain: "care" }
    direction: DIRECTION_MORE_IS_BETTER
    display { digits: 1 unit: "points" }
  }
  ladders {
    id: "recognition"
    title: "Recognition"
    levels {
      id: "one"
      title: "Level 1"
      requirement { rollup_at_least { rollup: "points" value: "50" } }
    }
  }
  index_rollup: "points"
)pb";

}  // namespace

v1::RubricDefinition SampleRubric() {
  v1::RubricDefinition rubric;
  const bool parsed = google::protobuf::TextFormat::ParseFromString(kText, &rubric);
  EXPECT_TRUE(parsed);
  return rubric;
}

}  // namespace continuum::testing
