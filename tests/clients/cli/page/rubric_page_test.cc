// SPDX-License-Identifier: Apache-2.0

#include "clients/cli/page/rubric_page.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/page/rubric_words.h"
#include "tests/clients/cli/sample_rubric.h"

namespace continuum::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string PageOf(const v1::RubricDefinition& rubric) { return RubricPage(RubricGuide(rubric)); }

v1::RubricDefinition Parse(const std::string& text) {
  v1::RubricDefinition rubric;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &rubric));
  return rubric;
}

// The elements that are open where the page ends, or the first that is closed in the wrong place.
std::vector<std::string> Unbalanced(absl::string_view page) {
  std::vector<std::string> open;
  for (size_t at = page.find('<'); at != absl::string_view::npos; at = page.find('<', at + 1)) {
    const absl::string_view tag = page.substr(at + 1, page.find('>', at) - at - 1);
    if (absl::StartsWith(tag, "!") || absl::EndsWith(tag, "/")) continue;
    if (!absl::StartsWith(tag, "/")) {
      open.emplace_back(tag.substr(0, tag.find(' ')));
    } else if (open.empty() || open.back() != tag.substr(1)) {
      return {std::string(tag)};
    } else {
      open.pop_back();
    }
  }
  return open;
}

// The values of an attribute, in order.
std::vector<std::string> ValuesOf(absl::string_view page, absl::string_view attribute) {
  std::vector<std::string> values;
  const std::string begin = absl::StrCat(" ", attribute, "=\"");
  for (size_t at = page.find(begin); at != absl::string_view::npos; at = page.find(begin, at + 1)) {
    const size_t from = at + begin.size();
    values.emplace_back(page.substr(from, page.find('"', from) - from));
  }
  return values;
}

TEST(RubricPageTest, IsWellFormedAndEveryLinkLeadsSomewhere) {
  const std::string page = PageOf(testing::SampleRubric());
  EXPECT_THAT(Unbalanced(page), IsEmpty());
  const std::vector<std::string> ids = ValuesOf(page, "id");
  const std::set<std::string> distinct(ids.begin(), ids.end());
  EXPECT_EQ(ids.size(), distinct.size());
  const std::vector<std::string> links = ValuesOf(page, "href");
  EXPECT_THAT(links, Not(IsEmpty()));
  for (const std::string& link : links) EXPECT_TRUE(distinct.count(link.substr(1))) << link;
}

TEST(RubricPageTest, SaysEverythingThatIsAsked) {
  const RubricGuide guide(testing::SampleRubric());
  const std::string page = RubricPage(guide);
  for (const v1::Criterion* criterion : guide.criteria()) {
    EXPECT_THAT(page, HasSubstr(absl::StrCat(">", criterion->title(), "<")));
    for (const v1::Cell& cell : criterion->staircase().cells()) {
      for (const v1::Activity& activity : cell.activities()) {
        EXPECT_THAT(page, HasSubstr(activity.text()));
      }
    }
    for (const v1::Factor& factor : criterion->factors().factors()) {
      EXPECT_THAT(page, HasSubstr(factor.text()));
    }
    for (const v1::RatingOption* option : OptionsOf(guide.definition(), *criterion)) {
      EXPECT_THAT(page, HasSubstr(option->text()));
    }
  }
}

TEST(RubricPageTest, AnIdIsNotPrintedTwice) {
  auto rubric = testing::SampleRubric();
  v1::Criterion& criterion = *rubric.mutable_domains(0)->mutable_criteria(0);
  criterion.set_id("1.a-team");
  criterion.set_title("1.A Team: who meets");
  EXPECT_THAT(PageOf(rubric), Not(HasSubstr("<p class=\"id\">1.a-team")));
  criterion.set_title("Who meets");
  EXPECT_THAT(PageOf(rubric), HasSubstr("<p class=\"id\">1.a-team"));
}

TEST(SaysItsIdTest, OnlyWholeWordsAtTheBeginning) {
  EXPECT_TRUE(SaysItsId("C1 Referral", "c1"));
  EXPECT_TRUE(SaysItsId("C1 Referral", "c1-referral"));
  EXPECT_FALSE(SaysItsId("C12 Referral", "c1"));
  EXPECT_FALSE(SaysItsId("C1 Screening, referral", "c1-referral"));
  EXPECT_FALSE(SaysItsId("", "c1"));
}

TEST(RubricPageTest, NumbersAreWellFormedToo) {
  const std::string page = PageOf(testing::NumbersRubric());
  EXPECT_THAT(Unbalanced(page), IsEmpty());
  const std::vector<std::string> ids = ValuesOf(page, "id");
  const std::set<std::string> distinct(ids.begin(), ids.end());
  EXPECT_EQ(ids.size(), distinct.size());
  for (const std::string& link : ValuesOf(page, "href")) {
    EXPECT_TRUE(distinct.count(link.substr(1))) << link;
  }
}

TEST(RubricPageTest, SaysInputsConditionsAndNumbers) {
  const std::string page = PageOf(testing::NumbersRubric());
  for (const char* words :
       {"Kind: measures. Status: on trial. Family: samples.",
        "A variant of base 1.1, which changes:",
        "<li>Waiting is asked of clinics only.</li>",
        "About the program</h2>",
        "A whole number of people, at least 0 people and at most 5000 people.",
        "<li>led by a hospital</li>",
        "Its levels, the lowest first:",
        "Computed, and takes no answer: Panel size divided by Staff",
        "When it is asked",
        "Asked when Setting is &quot;led by mental health&quot;.",
        "at least 5 days and at most 10 days",
        "Looks at &quot;Load&quot;, and takes no answer of its own.",
        "at least 0 people for each and at most 100 people for each; less is better.",
        "A proportion: people whose pressure is controlled, out of people with hypertension.",
        "at least 70%",
        "The phase &quot;Exploration&quot;",
        "<li>A champion is named.</li>",
        "The furthest stage that is reached in any of these",
        "The first of these that is so",
        "When Duration is at most 90 days and Medical home is not held: 4 points.",
        "Otherwise: 0 points.",
        "Medical home: held at one of these levels: Level 2; being reviewed for it is enough",
        "Each year while it is valid, this has to stay true:",
        "Blood pressure: at least 1",
        "These are answered anew each year",
        "Every criterion of All"}) {
    EXPECT_THAT(page, HasSubstr(words));
  }
}

TEST(RubricPageTest, EveryOperatorHasWords) {
  std::set<std::string> seen;
  const auto* operators = v1::Rollup::Operator_descriptor();
  for (int i = 1; i < operators->value_count(); ++i) {
    v1::Rollup rollup;
    rollup.set_operator_(static_cast<v1::Rollup::Operator>(operators->value(i)->number()));
    const std::string words = OperatorWords(rollup);
    EXPECT_FALSE(words.empty()) << operators->value(i)->name();
    EXPECT_TRUE(seen.insert(words).second) << words;
  }
}

// A rule of most kinds.
constexpr char kRules[] = R"pb(
  id: "r"
  revision: "1"
  title: "A < B"
  terms { domain: "chapter" criterion: "item" }
  continua {
    id: "c"
    stages { id: "low" title: "Low" value: "1" }
  }
  missing {
    not_applicable { kind: KIND_LEAVES }
    insufficient_data { kind: KIND_BLOCKS }
    absent { kind: KIND_COUNTS_AS value: "0" }
  }
  domains {
    id: "d"
    title: "Access"
    criteria {
      id: "x"
      title: "Same day"
      intent: "Soon."
      credit { core: true }
    }
    criteria {
      id: "y"
      title: "Evenings"
      intent: "Late."
      credit { credits: 2 }
    }
  }
  rollups {
    id: "points"
    title: "Points"
    operator: OPERATOR_WEIGHTED_SUM
    terms { domain: "d" weight: "1/2" }
    terms { tag: "key" }
    display { unit: "points" digits: 1 }
  }
  band_sets {
    id: "b"
    title: "How good"
    rollup: "points"
    bands { id: "poor" title: "Poor" }
    bands { id: "fair" title: "Fair" at_least: "5/2" }
  }
  ladders {
    id: "l"
    title: "Recognition"
    levels {
      id: "one"
      title: "One"
      valid_months: 36
      requirement {
        all_of {
          parts { rollup_at_least { rollup: "points" value: "35" } }
          parts {
            title: "The basics"
            criteria_at_least {
              floors { criterion: "x" value: "1" not_applicable: NOT_APPLICABLE_RULE_MEETS }
              floors { domain: "d" stage: "low" }
            }
          }
          parts {
            at_least {
              count: 1
              parts { credits_at_least { credits: 25 domains: 5 } }
              parts { rollup_at_most { rollup: "points" value: "90" } }
            }
          }
        }
      }
    }
  }
  sources { citation: "A book" covers: "all" standing: STANDING_UNCONFIRMED })pb";

TEST(RubricPageTest, SaysTheRulesInWords) {
  const std::string page = PageOf(Parse(kRules));
  for (const char* words :
       {"<h1>A &lt; B</h1>",
        "Not applicable: left out of the computation.",
        "Not enough information: there is no result until it is answered.",
        "Not answered: counted as 0.",
        "Core.",
        "Elective, worth 2 credits.",
        "The sum of these, each times its weight:",
        "Every item of Access, weight 0.5",
        "Every item marked key",
        "2.5 points",
        "All of these",
        "Points: at least 35 points",
        "The basics - All of these",
        "Same day: at least 1, or not applicable",
        "Every item of Access: at least Low",
        "At least 1 of these 2",
        "At least 25 credits from electives that are met, with at least one in each of 5 chapters",
        "Points: at most 90 points",
        "Valid for 36 months.",
        "Not checked against it."}) {
    EXPECT_THAT(page, HasSubstr(words));
  }
}

}  // namespace
}  // namespace continuum::cli
