// SPDX-License-Identifier: Apache-2.0

#include "clients/cli/diff/rubric_diff.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/diff/field_words.h"
#include "scoring/digest.h"
#include "tests/scoring/field_sensitivity.h"
#include "tests/testing/mutation.h"
#include "tests/testing/property.h"
#include "tests/testing/random_rubric.h"
#include "tests/testing/whole_message.h"

namespace continuum::cli {
namespace {

using ::google::protobuf::TextFormat;
using ::google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;

constexpr char kRubric[] = R"pb(
  id: "r"
  revision: "1"
  title: "Rubric"
  terms { domain: "standard" criterion: "element" }
  missing {
    not_applicable { kind: KIND_LEAVES }
    insufficient_data { kind: KIND_BLOCKS }
    absent { kind: KIND_COUNTS_AS value: "0" }
  }
  continua {
    id: "c"
    title: "Steps"
    stages { id: "one" title: "One" value: "1" }
    stages { id: "two" title: "Two" value: "2" }
  }
  inputs {
    id: "panel"
    title: "People served"
    number { whole: true }
  }
  domains {
    id: "access"
    title: "Access"
    criteria {
      id: "1a"
      title: "1A Appointments"
      factors {
        factors { id: "f1" text: "Same day." }
        factors { id: "f2" text: "Next day." }
        rows { at_least: 1 value: "0.5" }
        rows { at_least: 2 value: "1" }
      }
    }
    criteria {
      id: "1b"
      title: "1B Advice"
      rating {
        options { id: "no" text: "Never" value: "0" }
        options { id: "yes" text: "Always" value: "4" }
      }
    }
  }
  domains {
    id: "team"
    title: "Team"
    criteria {
      id: "2a"
      title: "2A Staff"
      staircase {
        continuum: "c"
        cells {
          stage: "one"
          activities { id: "meets" text: "The team meets." }
        }
        cells {
          stage: "two"
          activities { id: "plans" text: "The team plans." }
        }
      }
    }
  }
  rollups {
    id: "points"
    title: "Points"
    operator: OPERATOR_WEIGHTED_SUM
    terms { criterion: "1a" weight: "2" }
    terms { domain: "team" }
    direction: DIRECTION_MORE_IS_BETTER
    display { unit: "points" }
  }
  band_sets {
    id: "b"
    title: "Fidelity"
    rollup: "points"
    bands { id: "low" title: "Low" }
    bands { id: "good" title: "Good" at_least: "3" }
  }
  ladders {
    id: "l"
    title: "Recognition"
    levels {
      id: "1"
      title: "Level 1"
      valid_months: 36
      requirement {
        all_of {
          parts { rollup_at_least { rollup: "points" value: "5" } }
          parts { criterion_at_least { criterion: "2a" stage: "one" } }
        }
      }
    }
  }
)pb";

v1::RubricDefinition Parse(const std::string& text) {
  v1::RubricDefinition rubric;
  EXPECT_TRUE(TextFormat::ParseFromString(text, &rubric)) << text;
  return rubric;
}

std::vector<std::string> Sentences(const v1::RubricDefinition& before,
                                   const v1::RubricDefinition& after) {
  std::vector<std::string> sentences;
  for (const RubricChange& change : DiffRubrics(before, after)) {
    sentences.push_back(
        absl::StrCat(change.wording ? "(wording) " : "", change.subject, ": ", change.sentence));
  }
  return sentences;
}

// One change of the text, and what is said of it.
struct Example {
  std::string from;
  std::string to;
  std::string sentence;
};

TEST(RubricDiffTest, TellsAChangeInPlainWords) {
  const std::string text = kRubric;
  for (const Example& example : std::vector<Example>{
           {"at_least: 2 value", "at_least: 3 value",
            "element 1A Appointments: the factor table's row for at least 2 factors now asks for "
            "at "
            "least 3 factors instead of 2"},
           {"value: \"0.5\"", "value: \"1/3\"",
            "element 1A Appointments: the factor table's row for at least 1 factor is now worth "
            "about 0.33 instead of 0.5"},
           {"value: \"0.5\"", "value: \"1/2\"",
            "(wording) element 1A Appointments: the factor table's row for at least 1 factor: the "
            "value: now written \"1/2\" instead of \"0.5\""},
           {"rows { at_least: 1 value: \"0.5\" }", "",
            "element 1A Appointments: the factor table's row for at least 1 factor is gone"},
           {"text: \"Always\" value: \"4\"", "text: \"Always\" value: \"3\"",
            "element 1B Advice: the option \"Always\" is now worth 3 instead of 4"},
           {"text: \"Always\"", "text: \"Mostly\"",
            "(wording) element 1B Advice: the option \"Always\": the text: now \"Mostly\" instead "
            "of "
            "\"Always\""},
           {"id: \"two\" title: \"Two\" value: \"2\"", "id: \"two\" title: \"Two\" value: \"2.5\"",
            "the continuum \"Steps\": the stage \"Two\" is now worth 2.5 instead of 2"},
           {"activities { id: \"plans\"",
            "activities { id: \"acts\" text: \"x\" } activities { id: \"plans\"",
            "element 2A Staff: the activity \"x\" is new (the stage Two)"},
           {"OPERATOR_WEIGHTED_SUM", "OPERATOR_WEIGHTED_MEAN",
            "the number \"Points\": is now computed as a weighted mean instead of a weighted sum"},
           {"weight: \"2\"", "",
            "the number \"Points\": \"1A Appointments\" now has the weight 1 instead of 2"},
           {"terms { domain: \"team\" }", "",
            "the number \"Points\": no longer counts \"Every element of Team\""},
           {"at_least: \"3\"", "at_least: \"4\"",
            "the set of bands \"Fidelity\": the band \"Good\" now begins at 4 instead of 3"},
           {"value: \"5\"", "value: \"6\"",
            "Level 1: now needs at least 6 points in \"Points\" instead of 5 points"},
           {"stage: \"one\" }", "stage: \"two\" }",
            "Level 1: now needs at least Two in \"2A Staff\" instead of One"},
           {"valid_months: 36", "valid_months: 24",
            "Level 1: a recognition is now valid for 24 months instead of 36"},
           {"all_of", "any_of",
            "Level 1: now needs \"Any one of these (Points: at least 5 points; 2A Staff: at least "
            "One)\" instead of \"All of these (Points: at least 5 points; 2A Staff: at least "
            "One)\""},
           {"parts { criterion_at_least { criterion: \"2a\" stage: \"one\" } }", "",
            "Level 1: no longer needs: 2A Staff: at least One"},
           {"KIND_COUNTS_AS value: \"0\"", "KIND_LEAVES",
            "the rubric: no answer is now left out instead of counted as 0"},
           {"id: \"1b\"", "asked_when { input { input: \"panel\" at_least: \"100\" } } id: \"1b\"",
            "element 1B Advice: is now asked only when People served is at least 100; before: "
            "always"},
           {"id: \"1b\"", "id: \"1c\"",
            "element 1B Advice: is replaced by \"1B Advice\"; it is answered by a rating"},
           {"whole: true", "whole: true highest: \"9\"",
            "the input \"People served\": the highest number accepted: now 9 instead of no limit"},
       }) {
    ASSERT_NE(text.find(example.from), std::string::npos) << example.from;
    std::string changed = text;
    changed.replace(changed.find(example.from), example.from.size(), example.to);
    EXPECT_THAT(Sentences(Parse(text), Parse(changed)), ElementsAre(example.sentence));
  }
}

TEST(RubricDiffTest, TellsAMoveAndAnOrder) {
  const v1::RubricDefinition before = Parse(kRubric);
  v1::RubricDefinition after = before;
  after.mutable_domains(0)->mutable_criteria()->SwapElements(0, 1);
  EXPECT_THAT(Sentences(before, after),
              ElementsAre("the rubric: the order of the elements is now 1b, 1a, 2a"));
  after = before;
  *after.mutable_domains(1)->add_criteria() = before.domains(0).criteria(1);
  after.mutable_domains(0)->mutable_criteria()->RemoveLast();
  EXPECT_THAT(Sentences(before, after),
              ElementsAre("element 1B Advice: now stands in \"Team\" instead of \"Access\""));
}

TEST(RubricDiffTest, EveryFieldIsCompared) {
  v1::RubricDefinition whole;
  testing::FillWhole(&whole);
  const std::map<std::string, bool> fields =
      scoring::Sensitivity(whole, [&whole](const v1::RubricDefinition& changed) {
        std::string said;
        for (const std::string& sentence : Sentences(whole, changed)) {
          EXPECT_THAT(sentence, ::testing::Not(::testing::HasSubstr("something"))) << sentence;
          absl::StrAppend(&said, sentence, "\n");
        }
        return said;
      });
  std::set<std::string> names;
  for (const auto& [field, told] : fields) {
    EXPECT_TRUE(told) << field;
    names.insert(field);
  }
  for (const std::string& name : testing::AllFieldNames(*v1::RubricDefinition::descriptor())) {
    EXPECT_TRUE(names.count(name) > 0) << name << " was not changed";
  }
}

TEST(RubricDiffTest, EveryFieldHasWords) {
  for (const std::string& name : testing::AllFieldNames(*v1::RubricDefinition::descriptor())) {
    EXPECT_TRUE(HasWords(name)) << name << " has no row in clients/cli/diff/field_words.cc";
    const auto* const field =
        google::protobuf::DescriptorPool::generated_pool()->FindFieldByName(name);
    if (const auto* const choice = field->real_containing_oneof(); choice != nullptr) {
      EXPECT_TRUE(HasWords(choice->full_name())) << choice->full_name();
    }
  }
}

TEST(RubricDiffPropertyTest, IsSilentOnlyAboutWhatIsEqual) {
  testing::CheckProperty(testing::Runs(300, 20'000), [] {
    testing::DrawnChoices choices;
    const v1::RubricDefinition before = testing::RandomRubric(choices);
    v1::RubricDefinition after = before;
    const int mutations = choices.Between(0, 3);
    for (int i = 0; i < mutations; ++i) testing::MutateMessage(choices, after);
    const std::vector<RubricChange> changes = DiffRubrics(before, after);
    RC_ASSERT(changes.empty() == MessageDifferencer::Equals(before, after));
    const bool only_wording = std::all_of(changes.begin(), changes.end(),
                                          [](const RubricChange& one) { return one.wording; });
    // The other way round does not hold: bands and levels mean something, yet measure nothing.
    if (only_wording) {
      RC_ASSERT(scoring::MeasurementDigest(before) == scoring::MeasurementDigest(after));
    }
  });
}

}  // namespace
}  // namespace continuum::cli
