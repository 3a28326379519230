// SPDX-License-Identifier: Apache-2.0

#include "tests/server/operations/rubric_texts.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"

namespace continuum::operations {
namespace {

constexpr char kTemplate[] = R"pb(
  id: "$0"
  revision: "$1"
  title: "$2"
  summary: "What the tests of the use cases score."
  sources { citation: "Written for the tests" covers: "everything" standing: STANDING_CONFIRMED }
  first_date: "$4"
  last_date: "$5"
  continua {
    id: "visits"
    title: "Visits"
    stages { id: "low" title: "Low" value: "$6" }
    stages { id: "high" title: "High" value: "$7" }
  }
  activity_policy { adapted_counts: ADAPTATION_RULE_ALWAYS }
  missing {
    not_applicable { kind: KIND_LEAVES }
    insufficient_data { kind: KIND_BLOCKS }
    absent { kind: KIND_COUNTS_AS value: "0" }
  }
  domains {
    id: "care"
    title: "Care"
    criteria {
      id: "plan"
      title: "Care plan"
      intent: "Everybody has a plan."
      rating {
        options { id: "none" text: "Nobody has a plan." value: "0" }
        options { id: "some" text: "Some have a plan." value: "1" }
        options { id: "full" text: "Everybody has a plan." value: "$3" }
      }
    }
    criteria {
      id: "team"
      title: "Team"
      intent: "A team meets."
      yes_no {}
    }
    criteria {
      id: "visits"
      title: "Visits"
      intent: "People are seen where they are."
      allows_not_applicable: true
      not_applicable_when: "Nobody needs visits."
      staircase {
        continuum: "visits"
        cells {
          stage: "low"
          activities { id: "call" text: "Staff call." }
        }
        cells {
          stage: "high"
          activities { id: "home" text: "Staff visit at home." }
        }
      }
    }
  }
  rollups {
    id: "total"
    title: "Total"
    operator: OPERATOR_WEIGHTED_SUM
    terms { domain: "care" }
    direction: DIRECTION_MORE_IS_BETTER
    display { digits: 1 unit: "points" }
  }
  ladders {
    id: "recognition"
    title: "Recognition"
    levels {
      id: "level-1"
      title: "Level 1"
      requirement { rollup_at_least { rollup: "total" value: "1" } }
    }
    levels {
      id: "level-2"
      title: "Level 2"
      requirement { rollup_at_least { rollup: "total" value: "$8" } }
    }
  }
  index_rollup: "total"
)pb";

}  // namespace

std::string WriteRubric(const RubricText& text) {
  return absl::Substitute(kTemplate, text.id, text.revision, text.title, text.full_value,
                          text.first_date, text.last_date, text.low_value, text.high_value,
                          text.level_2);
}

RubricText TooPreciseRubric() {
  // Two denominators of 38 digits without a common factor.
  const std::string zeros(36, '0');
  return {.full_value = absl::StrCat("1/1", zeros, "1"),
          .low_value = "0",
          .high_value = absl::StrCat("1/1", zeros, "3"),
          .level_2 = "2"};
}

}  // namespace continuum::operations
