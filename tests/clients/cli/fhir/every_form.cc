// SPDX-License-Identifier: Apache-2.0
#include "tests/clients/cli/fhir/every_form.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tests/testing/random_answers.h"

namespace continuum::testing {

namespace {

constexpr char kEveryForm[] = R"pb(
  id: "every-form"
  revision: "1.0.0"
  title: "Every form"
  summary: "Asks in every way."
  sources { citation: "Ours." covers: "All." standing: STANDING_CONFIRMED }
  status: STATUS_TRIAL
  first_date: "2024-01-01"
  continua {
    id: "steps"
    title: "Steps"
    stages { id: "low" title: "Low" description: "A beginning." value: "1/3" }
    stages { id: "high" title: "High" value: "2.5" }
  }
  scales {
    id: "thirds"
    options { id: "none" text: "None" value: "0" }
    options { id: "third" text: "A third" value: "1/3" }
    options { id: "half" text: "A half" value: "0.50" needs: PROOF_EVIDENCE }
    options { id: "unknown" text: "Not known" insufficient_data: true }
  }
  activity_policy { adapted_counts: ADAPTATION_RULE_ALWAYS }
  inputs {
    id: "panel"
    title: "People"
    guidance: "On the last day."
    number { unit: "people" whole: true lowest: "0" }
  }
  inputs {
    id: "share"
    title: "Share"
    number {}
  }
  inputs {
    id: "begun"
    title: "Begun"
    date {}
  }
  inputs {
    id: "setting"
    title: "Setting"
    choice {
      options { id: "urban" text: "Urban" }
      options { id: "rural" text: "Rural" }
    }
  }
  inputs {
    id: "serves"
    title: "Serves"
    choice {
      options { id: "adults" text: "Adults" }
      options { id: "children" text: "Children" }
      several: true
    }
  }
  inputs {
    id: "home"
    title: "Recognition"
    recognition {
      standard: "A standard"
      levels { id: "one" text: "One" }
      levels { id: "two" text: "Two" }
    }
  }
  inputs {
    id: "plain"
    title: "Another"
    recognition { standard: "Without levels" }
  }
  inputs {
    id: "ratio"
    title: "Ratio"
    derived { operator: OPERATOR_RATIO inputs: "panel" inputs: "share" }
  }
  domains {
    id: "care"
    title: "Care"
    description: "What is done."
    criteria {
      id: "climb"
      title: "Climb"
      intent: "To climb."
      guidance: "Step by step."
      allows_not_applicable: true
      not_applicable_when: "there are no steps"
      staircase {
        continuum: "steps"
        cells {
          stage: "low"
          activities { id: "a" text: "Does a." }
          activities { id: "help" text: "Does b." }
        }
        cells {
          stage: "high"
          activities { id: "c" text: "Does c." covers: "a" }
        }
      }
    }
    criteria {
      id: "parts"
      title: "Parts"
      intent: "To have parts."
      factors {
        factors { id: "x" text: "Has x." }
        factors { id: "y" text: "Has y." }
        rows { at_least: 1 value: "1" }
      }
    }
    domains {
      id: "choices"
      title: "Choices"
      criteria {
        id: "share-done"
        title: "Share"
        intent: "To share."
        rating { scale: "thirds" }
      }
      criteria {
        id: "own"
        title: "Own"
        intent: "To choose."
        allows_insufficient_data: true
        rating {
          options { id: "1" text: "One" value: "1" }
          options { id: "2" text: "Two" value: "2" }
        }
      }
      criteria {
        id: "core"
        title: "Core"
        intent: "To be met."
        credit { core: true needs: PROOF_COMMENT }
      }
      criteria {
        id: "yes"
        title: "Yes"
        intent: "To be so."
        yes_no {}
      }
    }
  }
  domains {
    id: "numbers"
    title: "Numbers"
    criteria {
      id: "days"
      title: "Days"
      intent: "To be quick."
      quantity {
        unit: "days"
        worth { lowest: "0" highest: "100" }
      }
    }
    criteria {
      id: "plain-number"
      title: "Number"
      intent: "To count."
      quantity { worth { lowest: "0" highest: "100" } }
    }
    criteria {
      id: "looked-up"
      title: "Looked up"
      intent: "To look at an input."
      quantity {
        input: "panel"
        worth { lowest: "0" highest: "100" }
      }
    }
    criteria {
      id: "counted"
      title: "Counted"
      intent: "To count people."
      measure {
        kind: KIND_PROPORTION
        basis: BASIS_PERSONS
        numerator: "People seen"
        denominator: "People"
        segments { id: "smi" title: "With serious mental illness" }
        segments { id: "other" title: "Others" }
        minimum_denominator: 1
        worth { lowest: "0" highest: "1" }
      }
    }
    criteria {
      id: "phase"
      title: "Phase"
      intent: "To put it into practice."
      milestones {
        continuum: "steps"
        stage: "low"
        milestones { id: "plan" text: "The plan is made" }
        milestones { id: "team" text: "The team is there" }
      }
    }
  }
)pb";

std::string RandomNumberText(Choices& choices) {
  return choices.Pick<std::string>({"0", "12", "4.5", "4.50", "1/3", "-2", "-0.125", "0.1",
                                    "12345678901234567890123", "0.000000000000000000001",
                                    "9007199254740993", "10000000000000000", "22/7", "007"});
}

// Puts numbers into an answer that are hard to write in JSON.
void ChangeNumbers(Choices& choices, v1::Answer& answer) {
  if (choices.Chance(50)) return;
  if (answer.has_quantity()) answer.mutable_quantity()->set_number(RandomNumberText(choices));
  if (answer.input().stated_case() == v1::InputAnswer::kNumber) {
    answer.mutable_input()->set_number(RandomNumberText(choices));
  }
  if (!answer.has_measure()) return;
  for (v1::MeasureCounts& counts : *answer.mutable_measure()->mutable_counts()) {
    counts.set_numerator(RandomNumberText(choices));
  }
}

// Gives an answer whatever an answer can carry.
void AddRemarks(Choices& choices, v1::Answer& answer) {
  if (choices.Chance(30)) answer.set_comment("One\nTwo \"three\" \\ \u00e9 \u2713 {}");
  if (choices.Chance(30)) answer.set_attested(true);
  for (int i = choices.Below(3); i > 0; --i) {
    v1::Evidence& evidence = *answer.add_evidence();
    evidence.set_reference("A policy.");
    if (choices.Chance(50)) evidence.set_description("What it shows.");
  }
  if (choices.Chance(20)) answer.set_unconfirmed(true);
  if (choices.Chance(80)) return;
  v1::Origin& origin = *answer.mutable_origin();
  if (choices.Chance(50)) origin.set_assessment("programs/a/assessments/b");
  for (int i = choices.Below(3); i > 0; --i) origin.add_criteria("c");
  if (choices.Chance(50)) origin.set_crosswalk("crosswalks/d");
  if (choices.Chance(50)) origin.set_explanation("Quite sure.");
}

}  // namespace

v1::RubricDefinition EveryForm() {
  v1::RubricDefinition rubric;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(kEveryForm, &rubric));
  return rubric;
}

v1::AnswerSet RandomAnswersWithEverything(Choices& choices, const v1::RubricDefinition& rubric) {
  v1::AnswerSet answers = RandomAnswers(choices, rubric);
  for (v1::Answer& answer : *answers.mutable_answers()) {
    ChangeNumbers(choices, answer);
    AddRemarks(choices, answer);
  }
  return answers;
}

}  // namespace continuum::testing
