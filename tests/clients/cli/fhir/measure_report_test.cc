// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/fhir/measure_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/clients/cli/fhir/every_form.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::cli::fhir {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::EveryForm;
using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

v1::Criterion Counted() {
  const v1::RubricDefinition rubric = EveryForm();
  for (const v1::Criterion& criterion : rubric.domains(1).criteria()) {
    if (criterion.has_measure()) return criterion;
  }
  return {};
}

json Population(const std::string& code, const json& count) {
  return {{"code", {{"coding", json::array({{{"code", code}}})}}}, {"count", count}};
}

// Populations with these counts.
json Populations(const std::vector<std::pair<std::string, int>>& counts) {
  json list = json::array();
  for (const auto& [code, count] : counts) list.push_back(Population(code, count));
  return list;
}

json Report() {
  return {{"resourceType", "MeasureReport"},
          {"status", "complete"},
          {"type", "summary"},
          {"measure", "urn:example:measure"},
          {"period", {{"start", "2024-01-01"}, {"end", "2024-12-31"}}},
          {"group", json::array({{{"population", Populations({{"initial-population", 50},
                                                              {"denominator", 40},
                                                              {"denominator-exclusion", 3},
                                                              {"denominator-exception", 2},
                                                              {"numerator", 30},
                                                              {"numerator-exclusion", 1}})}}})}};
}

std::vector<std::string> ProblemsOf(const json& report) {
  std::vector<std::string> texts;
  for (const LineProblem& problem : ReadMeasureReport(report.dump(), Counted()).problems) {
    texts.push_back(ProblemText("f", problem));
  }
  return texts;
}

TEST(MeasureReportTest, ReadsTheCountsOfThoseWhoAreNotLeftOut) {
  const ReportedCounts read = ReadMeasureReport(Report().dump(), Counted());
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.answer, EqualsProto(R"pb(
                criterion: "counted"
                measure { counts { numerator: "29" denominator: 35 } }
                evidence {
                  reference: "MeasureReport urn:example:measure from 2024-01-01 to 2024-12-31"
                })pb"));
}

TEST(MeasureReportTest, StrataThatAreSegmentsAreReadAndOthersPassedOver) {
  json report = Report();
  const auto stratum = [](const json& value, int numerator) {
    return json{{"value", value},
                {"population", Populations({{"denominator", 20}, {"numerator", numerator}})}};
  };
  report["group"][0]["stratifier"] = json::array(
      {{{"stratum", json::array({stratum({{"text", "65 and over"}}, 1)})}},
       {{"stratum", json::array({stratum({{"text", "smi"}}, 7),
                                 stratum({{"coding", json::array({{{"code", "other"}}})}}, 8)})}}});
  const ReportedCounts read = ReadMeasureReport(report.dump(), Counted());
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.answer.measure(), EqualsProto(R"pb(
                counts { numerator: "29" denominator: 35 }
                counts { segment: "smi" numerator: "7" denominator: 20 }
                counts { segment: "other" numerator: "8" denominator: 20 })pb"));
}

TEST(MeasureReportTest, OfSeveralGroupsTheOneOfTheCriterionCounts) {
  json report = Report();
  report["group"].push_back(
      {{"id", "counted"}, {"population", Populations({{"denominator", 9}, {"numerator", 4}})}});
  EXPECT_THAT(ReadMeasureReport(report.dump(), Counted()).answer.measure(),
              EqualsProto(R"pb(counts { numerator: "4" denominator: 9 })pb"));
  report["group"][1]["id"] = "something";
  EXPECT_THAT(ProblemsOf(report), ElementsAre(HasSubstr("got 2 groups, 0 of them")));
  report["group"][1]["code"]["text"] = "counted";
  EXPECT_THAT(ProblemsOf(report), IsEmpty());
}

TEST(MeasureReportTest, RefusesWhatIsNoSummary) {
  json report = Report();
  report["type"] = "individual";
  report["status"] = "pending";
  EXPECT_THAT(ProblemsOf(report), ElementsAre(HasSubstr("status: got \"pending\", want complete"),
                                              HasSubstr("type: got \"individual\", want summary")));
  EXPECT_THAT(ProblemsOf({{"resourceType", "Measure"}}),
              ElementsAre(HasSubstr("want a FHIR R4 MeasureReport")));
  EXPECT_THAT(ProblemsOf(json::array()), ElementsAre(HasSubstr("want a FHIR R4 MeasureReport")));
}

TEST(MeasureReportTest, RefusesCountsThatAreNone) {
  for (const auto& [populations, said] : std::vector<std::pair<json, std::string>>{
           {json::array(), "no population \"numerator\""},
           {Populations({{"numerator", 1}, {"numerator", 2}, {"denominator", 3}}), "counted twice"},
           {Populations({{"numerator", -1}, {"denominator", 3}}), "got the number -1"},
           {Populations({{"numerator", 1}, {"denominator", 3}, {"denominator-exclusion", 4}}),
            "more are left out than there are"},
           {json::array({Population("numerator", 0.5), Population("denominator", 3)}),
            "got the number 0.5"},
           {json::array({Population("numerator", nullptr), Population("denominator", 3)}),
            "got null"},
           {json::array({{{"code", {{"text", "numerator"}}}}, Population("denominator", 3)}),
            "got no count"}}) {
    json report = Report();
    report["group"][0]["population"] = populations;
    EXPECT_THAT(ProblemsOf(report), ::testing::Contains(HasSubstr(said))) << populations;
  }
}

TEST(MeasureReportTest, AMeanIsNotInAReport) {
  v1::Criterion criterion = Counted();
  criterion.mutable_measure()->set_kind(v1::Measure::KIND_MEAN);
  EXPECT_FALSE(ReadMeasureReport(Report().dump(), criterion).problems.empty());
}

}  // namespace
}  // namespace continuum::cli::fhir
