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

constexpr char kNumbersText[] = R"pb(
  id: "numbers"
  revision: "2.0"
  title: "Numbers"
  summary: "Another rubric for tests."
  kind: KIND_MEASURES
  family: "samples"
  status: STATUS_TRIAL
  overlay_of {
    rubric: "base"
    revision: "1.1"
    rubric_digest: "aa"
    changes: "Waiting is asked of clinics only."
    changes: "Stays are counted."
  }
  sources { citation: "None" covers: "Nothing" standing: STANDING_CONFIRMED }
  inputs {
    id: "panel"
    title: "Panel size"
    guidance: "On the last day."
    number { unit: "people" whole: true lowest: "0" highest: "5000" }
  }
  inputs {
    id: "staff"
    title: "Staff"
    number {}
  }
  inputs {
    id: "begun"
    title: "Integration date"
    date {}
  }
  inputs {
    id: "ended"
    title: "End of the program"
    date {}
  }
  inputs {
    id: "setting"
    title: "Setting"
    choice {
      options { id: "clinic" text: "led by mental health" }
      options { id: "hospital" text: "led by a hospital" }
    }
  }
  inputs {
    id: "serves"
    title: "Whom it serves"
    choice {
      options { id: "adults" text: "adults" }
      options { id: "youth" text: "young people" }
      several: true
    }
  }
  inputs {
    id: "pcmh"
    title: "Medical home"
    recognition {
      standard: "A medical home standard"
      levels { id: "one" text: "Level 1" }
      levels { id: "two" text: "Level 2" }
    }
  }
  inputs {
    id: "load"
    title: "Load"
    derived { operator: OPERATOR_RATIO inputs: "panel" inputs: "staff" unit: "people for each" }
  }
  continua {
    id: "way"
    title: "Way"
    stages { id: "explore" title: "Exploration" value: "1" }
    stages { id: "install" title: "Installation" value: "2" }
  }
  missing {
    not_applicable { kind: KIND_LEAVES }
    insufficient_data { kind: KIND_BLOCKS }
    absent { kind: KIND_COUNTS_AS value: "0" }
  }
  domains {
    id: "all"
    title: "All"
    criteria {
      id: "wait"
      title: "Waiting"
      intent: "People come in time."
      asked_when { input { input: "setting" option: "clinic" } }
      quantity {
        unit: "days"
        worth {
          cut_points { at_least: "5" value: "1/2" }
          cut_points { above: "10" value: "0" }
          below: "1"
        }
      }
    }
    criteria {
      id: "caseload"
      title: "Caseload"
      intent: "Staff have time."
      quantity {
        input: "load"
        worth { lowest: "0" highest: "100" less_is_better: true }
      }
    }
    criteria {
      id: "bp"
      title: "Blood pressure"
      intent: "It is controlled."
      allows_not_applicable: true
      not_applicable_when: "Nobody has it."
      measure {
        kind: KIND_PROPORTION
        basis: BASIS_PERSONS
        numerator: "people whose pressure is controlled"
        denominator: "people with hypertension"
        segments { id: "smi" title: "people with serious mental illness" }
        segments { id: "others" title: "others" }
        segments_partition: true
        scored_segment: "smi"
        minimum_denominator: 30
        worth {
          cut_points { at_least: "0.7" value: "1" }
          below: "0"
        }
      }
    }
    criteria {
      id: "stays"
      title: "Hospital stays"
      intent: "People stay at home."
      measure {
        kind: KIND_RATE
        basis: BASIS_EVENTS
        numerator: "stays"
        denominator: "people served"
        per: "1000"
        minimum_denominator: 20
        worth { lowest: "0" highest: "1000" less_is_better: true }
      }
    }
    criteria {
      id: "explore"
      title: "Exploring"
      intent: "People agree to begin."
      milestones {
        continuum: "way"
        stage: "explore"
        milestones { id: "champion" text: "A champion is named." }
        milestones { id: "visit" text: "Another program is visited." }
        ceased_input: "ended"
      }
    }
    criteria {
      id: "install"
      title: "Installing"
      intent: "The place is ready."
      milestones {
        continuum: "way"
        stage: "install"
        milestones { id: "room" text: "There is a room." }
        ceased_input: "ended"
      }
    }
  }
  rollups {
    id: "furthest"
    title: "Furthest phase"
    operator: OPERATOR_FURTHEST_STAGE
    terms { criterion: "explore" }
    terms { criterion: "install" }
    direction: DIRECTION_MORE_IS_BETTER
  }
  rollups {
    id: "days"
    title: "Duration"
    operator: OPERATOR_DURATION_DAYS
    terms { criterion: "explore" }
    terms { criterion: "install" }
    direction: DIRECTION_NEITHER
    display { unit: "days" }
  }
  rollups {
    id: "mean"
    title: "Mean of the measures"
    operator: OPERATOR_MEAN
    terms { criterion: "stays" }
    terms { criterion: "bp" }
    direction: DIRECTION_LESS_IS_BETTER
  }
  rollups {
    id: "speed"
    title: "Speed"
    operator: OPERATOR_CASE
    cases {
      when {
        all_of {
          parts { rollup { rollup: "days" at_most: "90" } }
          parts { not { input { input: "pcmh" held: true } } }
        }
      }
      then { value: "4" }
    }
    cases {
      when { criterion { criterion: "bp" at_least: "1" } }
      then { rollup: "furthest" }
    }
    otherwise { value: "0" }
    direction: DIRECTION_MORE_IS_BETTER
    display { unit: "points" }
  }
  ladders {
    id: "l"
    title: "Recognition"
    levels {
      id: "one"
      title: "Level 1"
      requirement {
        all_of {
          parts { recognition_held { input: "pcmh" levels: "two" in_process_counts: true } }
          parts { rollup_at_least { rollup: "speed" value: "2" } }
        }
      }
      annual_reporting {
        requirement {
          criterion_at_least {
            criterion: "bp"
            value: "1"
            not_applicable: NOT_APPLICABLE_RULE_FAILS
          }
        }
        answered_anew { criterion: "bp" }
        answered_anew { domain: "all" }
      }
    }
  }
)pb";

v1::RubricDefinition Parsed(const char* text) {
  v1::RubricDefinition rubric;
  const bool parsed = google::protobuf::TextFormat::ParseFromString(text, &rubric);
  EXPECT_TRUE(parsed);
  return rubric;
}

}  // namespace

v1::RubricDefinition SampleRubric() { return Parsed(kText); }

v1::RubricDefinition NumbersRubric() { return Parsed(kNumbersText); }

}  // namespace continuum::testing
