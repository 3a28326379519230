// SPDX-License-Identifier: Apache-2.0
//
// Responses that others wrote: what is taken, what is refused, and that nothing breaks.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "clients/cli/fhir/questionnaire_response.h"
#include "clients/cli/line_problem.h"
#include "google/protobuf/util/message_differencer.h"
#include "scoring/compiled_rubric.h"
#include "scoring/limits.h"
#include "tests/clients/cli/fhir/every_form.h"
#include "tests/clients/cli/sample_rubric.h"
#include "tests/testing/choices.h"
#include "tests/testing/mutation.h"
#include "tests/testing/property.h"
#include "tests/testing/proto_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli::fhir {
namespace {

using ::continuum::testing::CheckProperty;
using ::continuum::testing::Choices;
using ::continuum::testing::DrawnChoices;
using ::continuum::testing::EqualsProto;
using ::continuum::testing::EveryForm;
using ::continuum::testing::MutateText;
using ::continuum::testing::RandomAnswersWithEverything;
using ::continuum::testing::ReadFile;
using ::continuum::testing::Runs;
using ::continuum::testing::SampleRubric;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> Texts(const std::vector<LineProblem>& problems) {
  std::vector<std::string> texts;
  for (const LineProblem& problem : problems) texts.push_back(ProblemText("f", problem));
  return texts;
}

// A response to EveryForm with these items in a domain, as a form filler writes it.
json Response(const std::string& domain, const json& items) {
  return {{"resourceType", "QuestionnaireResponse"},
          {"questionnaire", "urn:continuum:rubric:every-form|1.0.0"},
          {"status", "completed"},
          {"item", json::array({{{"linkId", domain}, {"item", items}}})}};
}

ResponseAnswers Read(const json& response) { return ReadResponse(response.dump(), EveryForm()); }

std::vector<std::string> ProblemsOf(const json& response) { return Texts(Read(response).problems); }

json Item(const std::string& link, const json& answer) {
  return {{"linkId", link}, {"answer", json::array({answer})}};
}

TEST(ReadResponseTest, TakesWhatAFormFillerWrites) {
  // No extensions, help texts among the items, empty items, a number that was read and written.
  const json response = Response(
      "domain/numbers",
      json::array(
          {{{"linkId", "criterion/days/help"}, {"text", "To be quick."}},
           {{"linkId", "criterion/days"},
            {"text", "Days"},
            {"answer", json::array({{{"valueQuantity", {{"value", 4.5}}}}})}},
           {{"linkId", "criterion/plain-number"}, {"answer", json::array()}},
           {{"linkId", "criterion/counted"},
            {"item", json::array({{{"linkId", "criterion/counted/everyone"},
                                   {"item", json::array({Item("criterion/counted/everyone/"
                                                              "numerator",
                                                              {{"valueInteger", 3}}),
                                                         Item("criterion/counted/everyone/"
                                                              "denominator",
                                                              {{"valueDecimal", 4.0}})})}}})}}}));
  const ResponseAnswers read = Read(response);
  EXPECT_THAT(Texts(read.problems), IsEmpty());
  EXPECT_THAT(read.answers, EqualsProto(R"pb(
                answers {
                  criterion: "days"
                  quantity { number: "4.5" }
                }
                answers {
                  criterion: "counted"
                  measure { counts { numerator: "3" denominator: 4 } }
                })pb"));
}

// The example from which fuzzing begins.
TEST(ReadResponseTest, TakesAllThatAResponseCanSay) {
  const std::string text =
      ReadFile(CONTINUUM_SOURCE_DIR "/tests/fuzz/corpus/fhir_response_fuzz/every-form");
  const ResponseAnswers read = ReadResponse(text, EveryForm());
  EXPECT_THAT(Texts(read.problems), IsEmpty());
  EXPECT_THAT(read.answers.answers(), SizeIs(12));
}

TEST(ReadResponseTest, DigitsAreNotLost) {
  const std::string text =
      R"({"resourceType": "QuestionnaireResponse", "status": "completed",
          "questionnaire": "urn:continuum:rubric:every-form|1.0.0",
          "item": [{"linkId": "domain/numbers", "item": [{"linkId": "criterion/plain-number",
          "answer": [{"valueDecimal": 0.12345678901234567890}]}]}]})";
  const ResponseAnswers read = ReadResponse(text, EveryForm());
  ASSERT_THAT(read.answers.answers(), SizeIs(1));
  EXPECT_EQ(read.answers.answers(0).quantity().number(), "0.12345678901234567890");
}

TEST(ReadResponseTest, RefusesAnotherResourceOrRevision) {
  json response = Response("domain/care", json::array());
  response["resourceType"] = "Questionnaire";
  EXPECT_THAT(ProblemsOf(response), ElementsAre(HasSubstr("want a FHIR R4 QuestionnaireResponse")));
  response["resourceType"] = "QuestionnaireResponse";
  for (const char* other :
       {"urn:continuum:rubric:every-form|1.0.1", "urn:continuum:rubric:every-form",
        "urn:continuum:rubric:another|1.0.0", ""}) {
    response["questionnaire"] = other;
    EXPECT_THAT(ProblemsOf(response),
                ElementsAre(HasSubstr("want \"urn:continuum:rubric:every-form|1.0.0\"")));
  }
  response.erase("questionnaire");
  EXPECT_THAT(ProblemsOf(response), SizeIs(1));
  EXPECT_THAT(ProblemsOf(json::array()), SizeIs(1));
  EXPECT_THAT(Texts(ReadResponse("nothing", EveryForm()).problems),
              ElementsAre(HasSubstr("f:1: this is not JSON")));
}

TEST(ReadResponseTest, RefusesWhatIsNoResultAndWhatIsAboutAPatient) {
  json response = Response("domain/care", json::array());
  response["status"] = "entered-in-error";
  EXPECT_THAT(ProblemsOf(response), ElementsAre(HasSubstr("entered in error")));
  response["status"] = "done";
  EXPECT_THAT(ProblemsOf(response), ElementsAre(HasSubstr("got \"done\", want in-progress")));
  response["status"] = "in-progress";
  EXPECT_THAT(ProblemsOf(response), IsEmpty());
  for (const char* patient : {"Patient/7", "https://example.org/fhir/Patient/7"}) {
    response["subject"] = {{"reference", patient}};
    EXPECT_THAT(ProblemsOf(response), ElementsAre(HasSubstr("got a patient")));
  }
  response["subject"] = {{"reference", "Organization/7"}};
  EXPECT_THAT(ProblemsOf(response), IsEmpty());
}

// One wrong item in the domain "care" or below, and what is said of it.
struct WrongItem {
  json item;
  std::string said;
};

TEST(ReadResponseTest, SaysOfEachItemWhatIsWrong) {
  const json yes = {{"valueBoolean", true}};
  for (const WrongItem& test : std::vector<WrongItem>{
           {Item("criterion/nothing", yes),
            "f: item[0].item[0]: linkId: got \"criterion/nothing\""},
           {Item("criterion/climb/help", yes), "is a text and takes no answer"},
           {{{"text", "no link"}}, "linkId: got \"\""},
           {Item("criterion/climb", yes), "criterion/climb: it is a group"},
           {Item("criterion/climb/activity/a", yes), "in the wrong place"},
           {json("text"), "got the text \"text\", want an object"},
           {{{"linkId", "criterion/climb"}, {"item", 7}}, "got the number 7, want a list"},
           {{{"linkId", "criterion/climb"}, {"answer", {{"valueBoolean", true}}}}, "want a list"},
           {{{"linkId", "criterion/climb"},
             {"modifierExtension", json::array({{{"url", "urn:other"}, {"valueBoolean", true}}})}},
            "changes the meaning"},
           {{{"linkId", "criterion/climb"},
             {"extension",
              json::array({{{"url", "urn:continuum:fhir:what"}, {"valueCode", "x"}}})}},
            "has no meaning here"},
           {{{"linkId", "criterion/climb"},
             {"extension",
              json::array({{{"url", "urn:continuum:fhir:attested"}, {"valueString", "x"}}})}},
            "wants valueBoolean, true or false"},
           {{{"linkId", "criterion/climb"},
             {"extension",
              json::array({{{"url", "urn:continuum:fhir:comment"}, {"valueString", ""}}})}},
            "wants valueString, a text"}}) {
    EXPECT_THAT(ProblemsOf(Response("domain/care", json::array({test.item}))),
                ElementsAre(HasSubstr(test.said)))
        << test.item;
  }
}

// One wrong answer, and what is said of it.
struct WrongAnswer {
  std::string link;
  json answer;
  std::string said;
};

TEST(ReadResponseTest, SaysOfEachAnswerWhatIsWrong) {
  const std::string number = "criterion/plain-number";
  const json third = json::array({{{"url", "urn:continuum:fhir:exact"}, {"valueString", "1/3"}}});
  for (const WrongAnswer& test : std::vector<WrongAnswer>{
           {number, {{"valueString", "4"}}, "got valueString, want valueDecimal or valueInteger"},
           {number, {{"valueDecimal", "4"}}, "got the text \"4\", want a number"},
           {number, {{"valueDecimal", nullptr}}, "got null, want a number"},
           {number, {{"valueDecimal", 1e99}}, "want a number of at most 40 characters"},
           {number, {{"valueDecimal", 1}, {"valueInteger", 1}}, "two values"},
           {number, {{"valueDecimal", 0.4}, {"extension", third}}, "is not what its exact form"},
           {"criterion/days", {{"valueQuantity", {{"unit", "days"}}}}, "has no value"},
           {"criterion/days", {{"valueQuantity", {{"value", 1}, {"unit", "h"}}}}, "the unit \"h\""},
           {"criterion/days",
            {{"valueQuantity", {{"value", 1}, {"comparator", "<"}}}},
            "comparator"},
           {"criterion/looked-up", {{"valueDecimal", 1}}, "it is a group"}}) {
    EXPECT_THAT(ProblemsOf(Response("domain/numbers", json::array({Item(test.link, test.answer)}))),
                ElementsAre(HasSubstr(test.said)))
        << test.answer;
  }
}

TEST(ReadResponseTest, SaysOfEachChoiceWhatIsWrong) {
  const auto problems = [](const json& answers) {
    return ProblemsOf(Response(
        "domain/care",
        json::array(
            {{{"linkId", "domain/choices"},
              {"item", json::array({{{"linkId", "criterion/own"}, {"answer", answers}}})}}})));
  };
  const json one = {{"valueCoding", {{"code", "1"}}}};
  EXPECT_THAT(problems(json::array({one})), IsEmpty());
  EXPECT_THAT(problems(json::array({one, one})), ElementsAre(HasSubstr("got 2 answers, want one")));
  EXPECT_THAT(problems(json::array({{{"valueCoding", {{"code", "3"}}}}})),
              ElementsAre("f: criterion/own: got the code \"3\", want 1, 2"));
  EXPECT_THAT(problems(json::array({{{"valueCoding", {{"code", "1"}, {"system", "urn:other"}}}}})),
              ElementsAre(HasSubstr("got a code of \"urn:other\"")));
}

TEST(ReadResponseTest, SaysWhatContradictsItself) {
  const json yes = {{"valueBoolean", true}};
  json climb = {
      {"linkId", "criterion/climb"},
      {"extension",
       json::array({{{"url", "urn:continuum:fhir:not-applicable"}, {"valueString", "Because."}}})},
      {"item", json::array({Item("criterion/climb/nothing-done", yes)})}};
  EXPECT_THAT(ProblemsOf(Response("domain/care", json::array({climb}))),
              ElementsAre(HasSubstr("criterion/climb: it is answered, and said not to apply")));
  climb.erase("extension");
  climb["item"].push_back({{"linkId", "criterion/climb/stage/low"},
                           {"item", json::array({Item("criterion/climb/activity/a", yes)})}});
  EXPECT_THAT(ProblemsOf(Response("domain/care", json::array({climb}))),
              ElementsAre(HasSubstr("nothing-done: got true, but something")));
  climb["item"] = json::array(
      {{{"linkId", "criterion/climb/stage/low"},
        {"item", json::array({{{"linkId", "criterion/climb/activity/a"},
                               {"item", json::array({Item("criterion/climb/activity/a/since",
                                                          {{"valueDate", "2024-01"}})})}}})}}});
  EXPECT_THAT(ProblemsOf(Response("domain/care", json::array({climb}))),
              ElementsAre(HasSubstr("but not whether it is done")));
  EXPECT_THAT(ProblemsOf(Response("domain/care", json::array({climb, climb}))),
              ElementsAre("f: criterion/climb: it is here more than once",
                          HasSubstr("but not whether it is done")));
}

TEST(ReadResponseTest, AllProblemsAreSaidAtOnce) {
  const json response = Response(
      "domain/numbers", json::array({Item("criterion/days", {{"valueBoolean", true}}),
                                     Item("criterion/plain-number", {{"valueBoolean", true}}),
                                     Item("criterion/else", {{"valueBoolean", true}})}));
  EXPECT_THAT(ProblemsOf(response), SizeIs(3));
}

TEST(ReadResponseTest, OfVeryManyProblemsOnlySomeAreSaid) {
  json items = json::array();
  for (int i = 0; i < 5'000; ++i) items.push_back({{"linkId", "unknown"}});
  EXPECT_THAT(ProblemsOf(Response("domain/care", items)), SizeIs(scoring::kMaxAnswerProblems));
}

TEST(ReadResponseTest, WhatScoringFindsIsSaidAtTheItem) {
  const auto rubric = scoring::CompileRubric(SampleRubric());
  ASSERT_TRUE(rubric.ok()) << rubric.status();
  v1::AnswerSet answers;
  answers.add_answers()->set_criterion("consent");
  answers.add_answers()->set_criterion("policy");
  answers.mutable_answers(0)->mutable_not_applicable()->set_justification("Because.");
  answers.mutable_answers(1)->mutable_credit()->set_met(true);
  const std::string response = WriteResponse(SampleRubric(), answers);
  EXPECT_THAT(Texts(ReadResponse(response, **rubric).problems),
              ElementsAre(HasSubstr("f: criterion/consent: not_applicable")));
}

// Every value in a document.
void Collect(json& node, std::vector<json*>* all) {
  all->push_back(&node);
  if (!node.is_structured()) return;
  for (json& part : node) Collect(part, all);
}

// Changes one value: takes it away, or puts another one in its place or beside it.
void MutateJson(Choices& choices, json& document) {
  std::vector<json*> all;
  Collect(document, &all);
  const json other = *choices.Pick(all);
  json& node = *choices.Pick(all);
  switch (choices.Below(4)) {
    case 0:
      if (node.is_structured() && !node.empty()) node.erase(node.begin());
      return;
    case 1:
      if (node.is_array()) return node.push_back(other);
      [[fallthrough]];
    case 2:
      node = other;
      return;
    default:
      node = choices.Pick<json>({nullptr, true, "", "x", -1, 1e300, json::object(), json::array(),
                                 0.5, "2024-01", json::array({json::object()})});
  }
}

// Whatever is read without a problem can be written and read again.
void CheckReading(const std::string& text, const v1::RubricDefinition& rubric) {
  const ResponseAnswers read = ReadResponse(text, rubric);
  for (const LineProblem& problem : read.problems) RC_ASSERT(!problem.message.empty());
  if (!read.problems.empty()) return;
  const ResponseAnswers again = ReadResponse(WriteResponse(rubric, read.answers), rubric);
  RC_ASSERT(Texts(again.problems) == std::vector<std::string>());
  RC_ASSERT(google::protobuf::util::MessageDifferencer::Equals(again.answers, read.answers));
}

TEST(ReadResponseTest, NoDocumentBreaksIt) {
  const v1::RubricDefinition rubric = EveryForm();
  CheckProperty(Runs(1'500, 50'000), [&rubric] {
    DrawnChoices choices;
    json response =
        json::parse(WriteResponse(rubric, RandomAnswersWithEverything(choices, rubric)));
    const int changes = choices.Between(1, 4);
    for (int i = 0; i < changes; ++i) MutateJson(choices, response);
    CheckReading(response.dump(), rubric);
  });
}

TEST(ReadResponseTest, NoTextBreaksIt) {
  const v1::RubricDefinition rubric = EveryForm();
  CheckProperty(Runs(500, 20'000), [&rubric] {
    DrawnChoices choices;
    std::string text = WriteResponse(rubric, RandomAnswersWithEverything(choices, rubric));
    const int changes = choices.Between(1, 3);
    for (int i = 0; i < changes; ++i) MutateText(choices, text);
    CheckReading(text, rubric);
  });
}

}  // namespace
}  // namespace continuum::cli::fhir
