// SPDX-License-Identifier: Apache-2.0

#include "scoring/overlay/flatten_overlay.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "scoring/check_rubric.h"
#include "scoring/digest.h"
#include "scoring/overlay/overlay_words.h"
#include "scoring/overlay/references.h"
#include "tests/scoring/rubrics.h"
#include "tests/testing/proto_matchers.h"
#include "tests/testing/whole_message.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::EqualsProto;
using ::google::protobuf::FieldDescriptor;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kBase[] = R"pb(
  id: "base"
  revision: "1.0.0"
  title: "Base"
  summary: "A rubric to vary."
  terms { criterion: "item" }
  sources { citation: "Nobody." covers: "All." standing: STANDING_CONFIRMED }
  conventions: "Ours."
  missing {
    not_applicable { kind: KIND_LEAVES }
    insufficient_data { kind: KIND_BLOCKS }
    absent { kind: KIND_COUNTS_AS value: "0" }
  }
  domains {
    id: "d"
    title: "Domain"
    criteria {
      id: "a"
      title: "A"
      intent: "i"
      evidence_rule: "e"
      rating {
        options { id: "0" text: "No." value: "0" }
        options { id: "4" text: "Yes." value: "4" }
      }
    }
    criteria {
      id: "b"
      title: "B"
      intent: "i"
      evidence_rule: "e"
      yes_no {}
    }
    criteria {
      id: "c"
      title: "C"
      intent: "i"
      evidence_rule: "e"
      yes_no {}
    }
  }
  rollups {
    id: "sum"
    title: "Sum"
    operator: OPERATOR_WEIGHTED_SUM
    terms { criterion: "a" weight: "2" }
    terms { criterion: "b" }
    direction: DIRECTION_MORE_IS_BETTER
  }
  band_sets {
    id: "bands"
    title: "Bands"
    rollup: "sum"
    bands { id: "low" title: "Low" }
    bands { id: "high" title: "High" at_least: "4.5" }
  }
  ladders {
    id: "l"
    title: "Ladder"
    levels {
      id: "one"
      title: "One"
      requirement {
        all_of {
          parts { rollup_at_least { rollup: "sum" value: "5" } }
          parts { criterion_at_least { criterion: "a" value: "4" } }
        }
      }
    }
  }
)pb";

// An overlay of kBase with these changes.
std::string OverlayText(absl::string_view changes) {
  return absl::StrCat(R"(id: "variant"
revision: "2"
title: "Variant"
summary: "A state's."
conventions: "Theirs."
base { rubric: "base" revision: "1.0.0" rubric_digest: ")",
                      RubricDigest(Parse<v1::RubricDefinition>(kBase)), "\" }\n", changes);
}

constexpr char kNewItem[] =
    R"(id: "n" title: "N" intent: "i" evidence_rule: "e" rating {
      options { id: "0" text: "No." value: "0" } options { id: "4" text: "Yes." value: "4" } })";

FlattenedRubric Flatten(absl::string_view changes) {
  return FlattenOverlay(ParseOverlay(OverlayText(changes)), Parse<v1::RubricDefinition>(kBase));
}

std::vector<std::string> Problems(const FlattenedRubric& flat) {
  std::vector<std::string> lines;
  for (const v1::RubricProblem& problem : flat.problems) {
    lines.push_back(absl::StrCat(problem.line(), ":", problem.column(), ": ", problem.reason(),
                                 ": ", problem.message()));
  }
  return lines;
}

// The definition that a change gives, which must have no problems, but for its head.
v1::RubricDefinition Changed(absl::string_view change) {
  const FlattenedRubric flat = Flatten(absl::StrCat("changes { why: \"So.\" ", change, " }"));
  EXPECT_THAT(Problems(flat), IsEmpty()) << change;
  return flat.definition;
}

TEST(FlattenOverlayTest, TheBaseIsGood) { EXPECT_THAT(CheckRubric(kBase), IsEmpty()); }

TEST(FlattenOverlayTest, AReplacedCriterionIsReplacedWhereverItIsNamed) {
  const v1::RubricDefinition rubric =
      Changed(absl::StrCat("replace_criterion { criterion: \"a\" by { ", kNewItem, " } }"));
  v1::RubricDefinition expected = Parse<v1::RubricDefinition>(kBase);
  expected.set_id("variant");
  expected.set_revision("2");
  expected.set_title("Variant");
  expected.set_summary("A state's.");
  expected.add_conventions("Theirs.");
  *expected.mutable_domains(0)->mutable_criteria(0) = Parse<v1::Criterion>(kNewItem);
  expected.mutable_rollups(0)->mutable_terms(0)->set_criterion("n");
  expected.mutable_ladders(0)
      ->mutable_levels(0)
      ->mutable_requirement()
      ->mutable_all_of()
      ->mutable_parts(1)
      ->mutable_criterion_at_least()
      ->set_criterion("n");
  v1::OverlayOf& of = *expected.mutable_overlay_of();
  of.set_rubric("base");
  of.set_revision("1.0.0");
  of.set_rubric_digest(RubricDigest(Parse<v1::RubricDefinition>(kBase)));
  of.add_changes("Replaces the item \"A\" by \"N\": So.");
  EXPECT_THAT(rubric, EqualsProto(expected));
}

TEST(FlattenOverlayTest, CriteriaComeAndGo) {
  const auto ids = [](const v1::RubricDefinition& rubric) {
    std::string joined;
    for (const v1::Criterion& criterion : rubric.domains(0).criteria()) joined += criterion.id();
    return joined;
  };
  const std::string item = absl::StrCat("criterion { ", kNewItem, " } }");
  EXPECT_EQ(ids(Changed(absl::StrCat("add_criterion { domain: \"d\" ", item))), "abcn");
  EXPECT_EQ(ids(Changed(absl::StrCat("add_criterion { domain: \"d\" after: \"a\" ", item))),
            "anbc");
  EXPECT_EQ(ids(Changed("remove_criterion: \"c\"")), "ab");
}

TEST(FlattenOverlayTest, NumbersAndLevelsChange) {
  const auto requirement = [](const v1::RubricDefinition& rubric) {
    return rubric.ladders(0).levels(0).requirement();
  };
  EXPECT_EQ(requirement(Changed("change_threshold { ladder: \"l\" level: \"one\" rollup: \"sum\" "
                                "from: \"5.0\" to: \"6\" }"))
                .all_of()
                .parts(0)
                .rollup_at_least()
                .value(),
            "6");
  EXPECT_EQ(requirement(Changed("add_requirement { ladder: \"l\" level: \"one\" requirement { "
                                "criterion_at_least { criterion: \"b\" value: \"1\" } } }"))
                .all_of()
                .parts_size(),
            3);
  EXPECT_EQ(
      Changed("change_band_edge { band_set: \"bands\" band: \"high\" from: \"9/2\" to: \"5\" }")
          .band_sets(0)
          .bands(1)
          .at_least(),
      "5");
  EXPECT_EQ(Changed("remove_band_set: \"bands\"").band_sets_size(), 0);
  EXPECT_EQ(
      Changed("replace_rollup { id: \"sum\" title: \"S\" operator: OPERATOR_WEIGHTED_SUM "
              "terms { criterion: \"a\" weight: \"3\" } terms { criterion: \"b\" } direction: "
              "DIRECTION_MORE_IS_BETTER }")
          .rollups(0)
          .terms(0)
          .weight(),
      "3");
}

TEST(FlattenOverlayTest, AListWithWordsOfItsOwnStaysWhole) {
  v1::RubricDefinition base = Parse<v1::RubricDefinition>(kBase);
  base.mutable_ladders(0)->mutable_levels(0)->mutable_requirement()->set_title("Both");
  const std::string text = absl::StrReplaceAll(
      OverlayText(
          "changes { why: \"So.\" add_requirement { ladder: \"l\" level: \"one\" requirement "
          "{ criterion_at_least { criterion: \"b\" value: \"1\" } } } }"),
      {{RubricDigest(Parse<v1::RubricDefinition>(kBase)), RubricDigest(base)}});
  const FlattenedRubric flat = FlattenOverlay(ParseOverlay(text), base);
  EXPECT_THAT(Problems(flat), IsEmpty());
  const v1::Requirement& requirement = flat.definition.ladders(0).levels(0).requirement();
  EXPECT_EQ(requirement.title(), "");
  ASSERT_EQ(requirement.all_of().parts_size(), 2);
  EXPECT_EQ(requirement.all_of().parts(0).title(), "Both");
}

TEST(FlattenOverlayTest, TellsAllProblemsWithTheirPlaces) {
  EXPECT_THAT(
      Problems(Flatten(absl::StrCat(R"(
changes { replace_criterion { criterion: "aa" by { id: "b" } } }
changes {}
changes { why: "w" remove_criterion: "a" }
changes { why: "w"
  change_threshold { ladder: "l" level: "one" rollup: "sum" from: "4" to: "6" } }
changes { why: "w" change_threshold { ladder: "m" level: "one" rollup: "sum" } }
changes { why: "w" change_band_edge { band_set: "bands" band: "low" from: "1" to: "2" } }
changes { why: "w" add_ladder { id: "l" } }
changes { why: "w" remove_rollup: "summ" }
changes { why: "w" add_criterion { domain: "d" criterion { id: "a" } } }
)"))),
      ElementsAre(
          HasSubstr("8:1: MISSING_TEXT: the change has no 'why'"),
          HasSubstr(
              "8:31: UNKNOWN_ID: there is no criterion 'aa' in the rubric that is varied; did "
              "you mean 'a'?"),
          HasSubstr("8:52: DUPLICATE_ID: the id 'b' is used already"),
          HasSubstr("9:1: MISSING_TEXT: the change has no 'why'"),
          HasSubstr("9:1: MISSING: the change says nothing"),
          HasSubstr("10:20: UNKNOWN_ID: the criterion 'a' cannot be removed while it is named by "
                    "the rollup 'sum', the level 'one'"),
          HasSubstr(
              "12:61: UNKNOWN_ID: the level 'one' has 0 requirements of 'sum' with '4', wanted "
              "is exactly one; there are: 5"),
          HasSubstr("13:39: UNKNOWN_ID: there is no ladder 'm'"),
          HasSubstr("14:69: UNKNOWN_ID: the band 'low' begins nowhere, as the first one"),
          HasSubstr("15:33: DUPLICATE_ID: there is a ladder 'l' already"),
          HasSubstr(
              "16:20: UNKNOWN_ID: there is no rollup 'summ' in the rubric that is varied; did "
              "you mean 'sum'?"),
          HasSubstr("17:60: DUPLICATE_ID: the id 'a' is used already")));
}

TEST(FlattenOverlayTest, AnIdThatIsGoneIsNeverUsedAgain) {
  EXPECT_THAT(Problems(Flatten(R"(changes { why: "w" remove_criterion: "c" }
changes { why: "w" add_criterion { domain: "d" criterion { id: "c" } } })")),
              ElementsAre(HasSubstr("DUPLICATE_ID: the id 'c' is used already")));
}

TEST(FlattenOverlayTest, TheRubricThatComesOutIsCheckedAtItsPlaceInTheOverlay) {
  EXPECT_THAT(Problems(Flatten(R"(changes { why: "w"
  replace_criterion { criterion: "a" by { id: "n" title: "N" intent: "i" evidence_rule: "e"
    rating { options { id: "0" text: "No." value: "zero" } } } } })")),
              ElementsAre(HasSubstr("9:14: MISSING: the rating has 1 option"),
                          HasSubstr("9:44: BAD_NUMBER")));
  // What follows elsewhere has no place in the overlay.
  EXPECT_THAT(Problems(Flatten(R"(changes { why: "w" remove_rollup: "sum" })")),
              ElementsAre(HasSubstr("0:0: UNKNOWN_ID: in the rubric that comes out, at band_sets[0]"
                                    ".rollup: there is no rollup 'sum'"),
                          HasSubstr("in the rubric that comes out, at ladders[0]")));
}

TEST(FlattenOverlayTest, AnotherBaseIsRefused) {
  const ParsedOverlay overlay =
      ParseOverlay(OverlayText("changes { why: \"w\" remove_criterion: \"c\" }"));
  v1::RubricDefinition base = Parse<v1::RubricDefinition>(kBase);
  base.set_title("Slightly other");
  EXPECT_THAT(Problems(FlattenOverlay(overlay, base)),
              ElementsAre(HasSubstr("the overlay was not written for this rubric: rubric_digest")));
  base.set_id("variant");
  EXPECT_THAT(Problems(FlattenOverlay(overlay, base)),
              ElementsAre(HasSubstr("1:1: DUPLICATE_ID: a variant needs an id of its own"),
                          HasSubstr(": rubric is 'base' here and 'variant' there"),
                          HasSubstr("rubric_digest")));
}

TEST(FlattenOverlayTest, WhatIsNoOverlayIsRefused) {
  const v1::RubricDefinition base = Parse<v1::RubricDefinition>(kBase);
  EXPECT_THAT(Problems(FlattenOverlay(ParseOverlay(""), base)),
              ElementsAre("1:1: TEXT_EMPTY: there is no overlay in the text"));
  EXPECT_THAT(
      Problems(FlattenOverlay(ParseOverlay("id: \"x\" chnages {}"), base)),
      ::testing::Contains(HasSubstr("UNKNOWN_FIELD: there is no field 'chnages' in a rubric "
                                    "overlay; did you mean 'changes'?")));
}

TEST(ReferencesTest, EveryFieldThatNamesACriterionFollows) {
  v1::RubricDefinition rubric;
  testing::FillWhole(&rubric);
  std::vector<std::string> names;
  for (const std::string& name : testing::AllFieldNames(*v1::RubricDefinition::descriptor())) {
    if (NamesCriterion(
            *google::protobuf::DescriptorPool::generated_pool()->FindFieldByName(name))) {
      names.push_back(name);
    }
  }
  EXPECT_THAT(names, ElementsAre("continuum.v1.CriterionCondition.criterion",
                                 "continuum.v1.CriterionFloor.criterion",
                                 "continuum.v1.CriterionSelector.criterion",
                                 "continuum.v1.Term.criterion"));
  // FillWhole gives them texts of its own.
  std::vector<std::string> before;
  for (int i = 0; i < 8; ++i) {
    const std::string id = absl::StrCat("criterion ", i);
    if (FindReferences(id, rubric).empty()) continue;
    before.push_back(id);
    RenameCriterion(id, "new", &rubric);
    EXPECT_THAT(FindReferences(id, rubric), IsEmpty());
  }
  EXPECT_THAT(before, ::testing::Not(IsEmpty()));
  EXPECT_THAT(FindReferences("new", rubric), ::testing::Not(IsEmpty()));
}

TEST(OverlayWordsTest, EveryKindOfChangeHasWords) {
  const auto& choice = *v1::OverlayChange::descriptor()->FindOneofByName("change");
  const v1::RubricDefinition base = Parse<v1::RubricDefinition>(kBase);
  for (int i = 0; i < choice.field_count(); ++i) {
    const FieldDescriptor* const field = choice.field(i);
    v1::OverlayChange change;
    change.set_why("w");
    if (field->message_type() != nullptr) {
      change.GetReflection()->MutableMessage(&change, field);
    } else {
      change.GetReflection()->SetString(&change, field, "x");
    }
    EXPECT_THAT(ChangeWords(change, base), ::testing::Not(HasSubstr("Changes nothing")))
        << field->name();
  }
}

}  // namespace
}  // namespace continuum::scoring
