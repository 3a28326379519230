// SPDX-License-Identifier: Apache-2.0

#include "clients/cli/simulate/standing.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace continuum::cli {
namespace {

using ::google::protobuf::TextFormat;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> NamesOfStanding(const std::string& text,
                                         const std::string& revision = "") {
  v1::ListAssessmentsResponse list;
  EXPECT_TRUE(TextFormat::ParseFromString(text, &list)) << text;
  std::vector<std::string> names;
  for (const v1::Assessment& assessment : Standing(list, revision)) {
    names.push_back(assessment.name());
  }
  return names;
}

TEST(StandingTest, TheLatestPeriodComesLast) {
  // As the server lists them: by the first day.
  EXPECT_THAT(NamesOfStanding(R"pb(
                assessments {
                  name: "two-years"
                  period_start: "2024-01-01"
                  period_end: "2025-12-31"
                  state: STATE_COMPLETED
                }
                assessments {
                  name: "year"
                  period_start: "2025-01-01"
                  period_end: "2025-12-31"
                  state: STATE_COMPLETED
                  complete_time { seconds: 8 }
                }
                assessments {
                  name: "year-again"
                  period_start: "2025-01-01"
                  period_end: "2025-12-31"
                  state: STATE_COMPLETED
                  complete_time { seconds: 7 nanos: 5 }
                }
                assessments {
                  name: "half-year"
                  period_start: "2025-01-01"
                  period_end: "2025-06-30"
                  state: STATE_COMPLETED
                }
              )pb"),
              ElementsAre("half-year", "two-years", "year-again", "year"));
}

TEST(StandingTest, DraftsAndWhatACompletedOneCorrectsDoNotStand) {
  constexpr char kList[] = R"pb(
    assessments { name: "draft" state: STATE_DRAFT period_end: "2026-12-31" }
    assessments { name: "a" state: STATE_COMPLETED corrected_by: "a2" period_end: "2023-12-31" }
    assessments { name: "a2" state: STATE_COMPLETED corrects: "a" period_end: "2023-12-31" }
    assessments { name: "b" state: STATE_COMPLETED corrected_by: "b2" period_end: "2024-12-31" }
    assessments { name: "b2" state: STATE_DRAFT corrects: "b" period_end: "2024-12-31" }
  )pb";
  EXPECT_THAT(NamesOfStanding(kList), ElementsAre("a2", "b"));
  EXPECT_THAT(NamesOfStanding(""), IsEmpty());
}

TEST(StandingTest, OnlyThoseOfARevisionThatIsNamed) {
  constexpr char kList[] = R"pb(
    assessments { name: "a" state: STATE_COMPLETED revision: "rubrics/r/revisions/1.0.0" }
    assessments { name: "b" state: STATE_COMPLETED revision: "rubrics/r/revisions/1.1.0" }
  )pb";
  EXPECT_THAT(NamesOfStanding(kList), ElementsAre("a", "b"));
  EXPECT_THAT(NamesOfStanding(kList, "rubrics/r/revisions/1.0.0"), ElementsAre("a"));
}

}  // namespace
}  // namespace continuum::cli
