// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/fhir/questionnaire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/clients/cli/fhir/every_form.h"

namespace continuum::cli::fhir {
namespace {

using ::continuum::testing::EveryForm;
using nlohmann::json;
using ::testing::ElementsAre;

json Exported() { return json::parse(WriteQuestionnaire(EveryForm())); }

void Collect(const json& items, std::vector<json>* all) {
  for (const json& item : items) {
    all->push_back(item);
    if (item.contains("item")) Collect(item["item"], all);
  }
}

// The item of that link id, wherever it is; null when there is none.
json Item(const std::string& link) {
  std::vector<json> all;
  Collect(Exported()["item"], &all);
  for (const json& item : all) {
    if (item["linkId"] == link) return item;
  }
  return json();
}

// The value of an extension of that URL; null when there is none.
json Extension(const json& element, const std::string& url) {
  for (const json& extension : element.value("extension", json::array())) {
    if (extension["url"] != url) continue;
    for (const auto& [name, value] : extension.items()) {
      if (name != "url") return value;
    }
  }
  return json();
}

constexpr char kWeight[] = "http://hl7.org/fhir/StructureDefinition/itemWeight";
constexpr char kOrdinal[] = "http://hl7.org/fhir/StructureDefinition/ordinalValue";

TEST(QuestionnaireTest, NamesTheRevision) {
  const json questionnaire = Exported();
  EXPECT_EQ(questionnaire["resourceType"], "Questionnaire");
  EXPECT_EQ(questionnaire["url"], "urn:continuum:rubric:every-form");
  EXPECT_EQ(questionnaire["version"], "1.0.0");
  EXPECT_EQ(questionnaire["name"], "Rubric_every_form");
  EXPECT_EQ(questionnaire["status"], "draft");
  EXPECT_EQ(questionnaire["effectivePeriod"]["start"], "2024-01-01");
  EXPECT_FALSE(questionnaire["effectivePeriod"].contains("end"));
}

TEST(QuestionnaireTest, AnOverlayNamesWhatItVaries) {
  v1::RubricDefinition rubric = EveryForm();
  rubric.mutable_overlay_of()->set_rubric("base");
  rubric.mutable_overlay_of()->set_revision("2.0.0");
  EXPECT_EQ(json::parse(WriteQuestionnaire(rubric))["derivedFrom"],
            json::array({"urn:continuum:rubric:base|2.0.0"}));
}

TEST(QuestionnaireTest, NoTwoItemsShareALinkId) {
  std::vector<json> all;
  Collect(Exported()["item"], &all);
  std::set<std::string> links;
  for (const json& item : all) EXPECT_TRUE(links.insert(item["linkId"]).second) << item["linkId"];
  EXPECT_GT(links.size(), 60u);
}

TEST(QuestionnaireTest, EveryFormHasItsType) {
  for (const auto& [link, type] : std::initializer_list<std::pair<const char*, const char*>>{
           {"inputs", "group"},
           {"input/panel", "quantity"},
           {"input/share", "decimal"},
           {"input/begun", "date"},
           {"input/setting", "choice"},
           {"input/home", "group"},
           {"input/home/status", "choice"},
           {"input/home/level", "choice"},
           {"domain/care", "group"},
           {"domain/choices", "group"},
           {"criterion/climb", "group"},
           {"criterion/climb/claimed-stage", "choice"},
           {"criterion/climb/stage/low", "group"},
           {"criterion/climb/activity/a", "boolean"},
           {"criterion/climb/activity/a/since", "date"},
           {"criterion/climb/activity/a/adaptation/why", "text"},
           {"criterion/climb/help", "display"},
           {"criterion/climb/activity/help", "boolean"},
           {"criterion/parts/factor/x", "boolean"},
           {"criterion/own", "choice"},
           {"criterion/core", "boolean"},
           {"criterion/yes", "boolean"},
           {"criterion/days", "quantity"},
           {"criterion/plain-number", "decimal"},
           {"criterion/looked-up", "group"},
           {"criterion/counted/segment/smi/numerator", "decimal"},
           {"criterion/phase/milestone/plan", "date"}}) {
    const json item = Item(link);
    ASSERT_FALSE(item.is_null()) << link;
    EXPECT_EQ(item["type"], type) << link;
  }
  EXPECT_TRUE(Item("input/ratio").is_null());  // it is computed
  EXPECT_TRUE(Item("input/plain/level").is_null());
  EXPECT_TRUE(Item("input/serves")["repeats"]);
  EXPECT_FALSE(Item("input/setting").contains("repeats"));
}

TEST(QuestionnaireTest, OptionsSayWhatTheyAreWorth) {
  const json options = Item("criterion/share-done")["answerOption"];
  ASSERT_EQ(options.size(), 4u);
  EXPECT_EQ(options[1]["valueCoding"]["system"], "urn:continuum:rubric:every-form:scale:thirds");
  EXPECT_EQ(options[1]["valueCoding"]["code"], "third");
  EXPECT_EQ(options[1]["valueCoding"]["display"], "A third");
  for (const json& bearer : {options[1], options[1]["valueCoding"]}) {
    EXPECT_EQ(Extension(bearer, kWeight), 0.3333333333333333);
    EXPECT_EQ(Extension(bearer, kOrdinal), 0.3333333333333333);
    EXPECT_EQ(Extension(bearer, "urn:continuum:fhir:exact"), "1/3");
  }
  EXPECT_EQ(Extension(options[0], kWeight), 0);
  EXPECT_TRUE(Extension(options[0], "urn:continuum:fhir:exact").is_null());
  EXPECT_EQ(Extension(options[2], "urn:continuum:fhir:needs"), "evidence");
  EXPECT_TRUE(Extension(options[3], kWeight).is_null());  // insufficient data
  const json stages = Item("criterion/climb/claimed-stage")["answerOption"];
  EXPECT_EQ(Extension(stages[1]["valueCoding"], kWeight), 2.5);
}

TEST(QuestionnaireTest, SaysWhatElseMayBeAnswered) {
  EXPECT_EQ(Extension(Item("criterion/climb"), "urn:continuum:fhir:allows-not-applicable"),
            "there are no steps");
  EXPECT_EQ(Extension(Item("criterion/own"), "urn:continuum:fhir:allows-insufficient-data"), true);
  EXPECT_EQ(Extension(Item("criterion/core"), "urn:continuum:fhir:needs"), "comment");
  EXPECT_FALSE(Item("criterion/yes").contains("extension"));
}

TEST(QuestionnaireTest, TheRubricsOrderIsKept) {
  std::vector<std::string> links;
  const json questionnaire = Exported();
  for (const json& item : questionnaire["item"]) links.push_back(item["linkId"]);
  EXPECT_THAT(links, ElementsAre("inputs", "domain/care", "domain/numbers"));
}

}  // namespace
}  // namespace continuum::cli::fhir
