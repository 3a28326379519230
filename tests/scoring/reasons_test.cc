// SPDX-License-Identifier: Apache-2.0
//
// Every reason code is given by something. A new one fails EveryCodeIsGiven until it has a row.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "continuum/v1/scorecard.pb.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "scoring/compiled_rubric.h"
#include "tests/scoring/rubrics.h"

namespace continuum::scoring {
namespace {

// A staircase "s", a yes/no "y" that may be missing in any way, rollups without value, and a level
// that asks for all.
constexpr char kCriteria[] = R"pb(
  criteria {
    id: "s"
    staircase {
      continuum: "stages"
      cells {
        stage: "low"
        activities { id: "a" }
      }
      cells {
        stage: "middle"
        activities { id: "m" covers: "a" }
      }
      cells {
        stage: "high"
        activities { id: "h" }
      }
    }
  }
  criteria {
    id: "y"
    allows_not_applicable: true
    allows_insufficient_data: true
    yes_no { needs: PROOF_COMMENT }
  }
)pb";

// What is counted, in another domain.
constexpr char kCounting[] = R"pb(
  inputs {
    id: "people"
    number {}
  }
  inputs {
    id: "home"
    recognition {}
  }
  domains {
    id: "counting"
    criteria {
      id: "q"
      quantity {
        input: "people"
        worth { lowest: "0" highest: "9" }
      }
    }
    criteria {
      id: "m"
      measure {
        kind: KIND_PROPORTION
        minimum_denominator: 30
        segments { id: "smi" }
        worth { lowest: "0" highest: "1" }
      }
    }
    criteria {
      id: "p"
      milestones {
        continuum: "stages"
        stage: "low"
        milestones { id: "a" }
        milestones { id: "b" }
      }
    }
    criteria {
      id: "n"
      yes_no {}
      asked_when { input { input: "people" at_least: "5" } }
    }
  }
  rollups {
    id: "cases"
    operator: OPERATOR_CASE
    cases {
      when { input { input: "people" at_least: "5" } }
      then { value: "1" }
    }
  }
  rollups {
    id: "days"
    operator: OPERATOR_DURATION_DAYS
    terms { criterion: "p" }
  }
  ladders {
    id: "held"
    levels {
      id: "one"
      requirement { recognition_held { input: "home" } }
    }
  }
)pb";

constexpr char kMore[] = R"pb(
  rollups {
    id: "leaves"
    operator: OPERATOR_MEAN
    terms { criterion: "y" }
    missing { insufficient_data { kind: KIND_LEAVES } }
  }
  rollups {
    id: "two"
    operator: OPERATOR_MEAN
    terms { domain: "d" }
    minimum_terms: 2
    missing { insufficient_data { kind: KIND_LEAVES } }
  }
  rollups {
    id: "nothing"
    operator: OPERATOR_WEIGHTED_MEAN
    terms { criterion: "y" weight: "0" }
  }
  rollups {
    id: "strict"
    operator: OPERATOR_MEAN
    terms { criterion: "y" }
    missing { insufficient_data { kind: KIND_BLOCKS } }
  }
  ladders {
    id: "l"
    levels {
      id: "one"
      requirement {
        all_of {
          parts { rollup_at_least { rollup: "leaves" value: "1" } }
          parts {
            criterion_at_least {
              criterion: "y"
              value: "1"
              not_applicable: NOT_APPLICABLE_RULE_MEETS
            }
          }
          parts {
            criterion_at_least {
              criterion: "y"
              value: "1"
              not_applicable: NOT_APPLICABLE_RULE_FAILS
            }
          }
        }
      }
    }
  }
)pb";

constexpr char kNotApplicable[] =
    "answers { criterion: 'y' not_applicable { justification: 'j' } }";
constexpr char kInsufficientData[] = "answers { criterion: 'y' insufficient_data {} }";

struct Row {
  v1::Reason::Code code;
  std::string answers;
};

std::string Activity(absl::string_view id, absl::string_view details) {
  return absl::StrCat("answers { criterion: 's' staircase { activities { activity: '", id,
                      "' state: STATE_DONE ", details, " } } }");
}

std::string People(int number) {
  return absl::StrCat("answers { criterion: 'people' input { number: '", number, "' } }");
}

std::string Dated(absl::string_view day) {
  return absl::StrCat("answers { criterion: 'p' milestones { milestones { milestone: 'a' date: '",
                      day, "' } } }");
}

// Collects the codes of all reasons in a message.
void CollectCodes(const google::protobuf::Message& message, std::set<v1::Reason::Code>* codes) {
  if (const auto* const reason = dynamic_cast<const v1::Reason*>(&message)) {
    codes->insert(reason->code());
    return;
  }
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const auto* const field : fields) {
    if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (!field->is_repeated()) {
      CollectCodes(reflection.GetMessage(message, field), codes);
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
      CollectCodes(reflection.GetRepeatedMessage(message, field, i), codes);
    }
  }
}

TEST(ReasonsTest, EveryCodeIsGiven) {
  const Row kRows[] = {
      {v1::Reason::CODE_UNANSWERED, ""},
      {v1::Reason::CODE_PROOF_LACKING, "answers { criterion: 'y' yes_no { yes: true } }"},
      {v1::Reason::CODE_COVERED, Activity("m", "")},
      {v1::Reason::CODE_EXTENT_TOO_SMALL, Activity("a", "extent: EXTENT_PILOT")},
      {v1::Reason::CODE_ADAPTATION_NOT_COUNTED, Activity("a", "adaptation { what: 'w' why: 'y' }")},
      {v1::Reason::CODE_ADAPTATION_COUNTED,
       Activity("a", "adaptation { what: 'w' why: 'y' consistent: true }")},
      {v1::Reason::CODE_NOT_YET, Activity("a", "since: '2027-01'")},
      {v1::Reason::CODE_STAGE_CLAIMED,
       "answers { criterion: 's' staircase { claimed_stage: 'low' } }"},
      {v1::Reason::CODE_NO_TERMS, kNotApplicable},
      {v1::Reason::CODE_TOO_FEW_TERMS, kNotApplicable},
      {v1::Reason::CODE_NOTHING_POSSIBLE, ""},
      {v1::Reason::CODE_BLOCKED, kInsufficientData},
      {v1::Reason::CODE_NOT_APPLICABLE_MEETS, kNotApplicable},
      {v1::Reason::CODE_NOT_APPLICABLE_FAILS, kNotApplicable},
      {v1::Reason::CODE_INSUFFICIENT_DATA, kInsufficientData},
      {v1::Reason::CODE_NO_VALUE, kNotApplicable},
      {v1::Reason::CODE_NOT_ASKED, People(4)},
      {v1::Reason::CODE_UNCONFIRMED,
       "answers { criterion: 'y' yes_no { yes: true } unconfirmed: true }"},
      {v1::Reason::CODE_INPUT_LACKING, ""},
      {v1::Reason::CODE_SMALL_DENOMINATOR,
       "answers { criterion: 'm' measure { counts { numerator: '1' denominator: 2 } } }"},
      {v1::Reason::CODE_COUNTS_LACKING,
       "answers { criterion: 'm' measure { counts { segment: 'smi' numerator: '0' } } }"},
      {v1::Reason::CODE_DATE_NOT_COUNTED, Dated("2026-07-01")},
      {v1::Reason::CODE_CASE, People(5)},
      {v1::Reason::CODE_CENSORED, Dated("2026-06-01")},
      {v1::Reason::CODE_NO_CASE, People(4)},
      {v1::Reason::CODE_RECOGNITION, ""},
  };
  const auto rubric = Compile(RubricText(kCriteria, absl::StrCat(kMore, kCounting)));
  ASSERT_NE(rubric, nullptr);
  std::set<v1::Reason::Code> tested;
  for (const Row& row : kRows) {
    tested.insert(row.code);
    std::set<v1::Reason::Code> given;
    CollectCodes(ScoreText(*rubric, row.answers), &given);
    EXPECT_TRUE(given.count(row.code) > 0) << v1::Reason::Code_Name(row.code);
    EXPECT_EQ(given.count(v1::Reason::CODE_UNSPECIFIED), 0u);
  }
  const auto* const codes = v1::Reason::Code_descriptor();
  for (int i = 0; i < codes->value_count(); ++i) {
    const auto code = static_cast<v1::Reason::Code>(codes->value(i)->number());
    EXPECT_EQ(tested.count(code) > 0, code != v1::Reason::CODE_UNSPECIFIED)
        << codes->value(i)->name();
  }
}

}  // namespace
}  // namespace continuum::scoring
