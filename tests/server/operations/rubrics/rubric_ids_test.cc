// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics/rubric_ids.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "server/operations/rubrics/revision_source.h"
#include "tests/server/operations/rubric_texts.h"
#include "tests/testing/status_matchers.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::EndsWith;
using ::testing::StartsWith;

TEST(RubricIdsTest, AreInTheRubricsOrder) {
  const auto rubric = CompileStoredSource(WriteRubric());
  ASSERT_THAT(rubric, IsOk());
  EXPECT_EQ(DomainIds(**rubric), "care");
  EXPECT_EQ(CriterionIds(**rubric), "plan, team, visits");
}

TEST(RubricIdsTest, OfManyTheFirstAreNamed) {
  std::string text = WriteRubric();
  for (int i = 1; i <= 40; ++i) {
    absl::StrAppend(&text, "domains { id: 'd", i, "' title: 'D", i, "' criteria { id: 'c", i,
                    "' title: 'C", i, "' intent: 'So it is.' yes_no {} } }\n");
  }
  const auto rubric = CompileStoredSource(text);
  ASSERT_THAT(rubric, IsOk());
  EXPECT_THAT(DomainIds(**rubric), StartsWith("care, d1, d2, "));
  EXPECT_THAT(DomainIds(**rubric), EndsWith(", d38, d39, ..."));
  EXPECT_THAT(CriterionIds(**rubric), EndsWith(", c36, c37, ..."));
}

}  // namespace
}  // namespace continuum::operations
