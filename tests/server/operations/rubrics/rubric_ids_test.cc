// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics/rubric_ids.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/base/errors.h"
#include "server/operations/rubric_cache.h"
#include "server/operations/rubrics/revision_source.h"
#include "tests/server/operations/rubric_texts.h"
#include "tests/testing/status_matchers.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::EndsWith;
using ::testing::Le;
using ::testing::SizeIs;
using ::testing::StartsWith;

TEST(RubricIdsTest, AreInTheRubricsOrder) {
  const auto rubric = CompileStoredSource(WriteRubric());
  ASSERT_THAT(rubric, IsOk());
  EXPECT_EQ(DomainIds(**rubric), "care");
  EXPECT_EQ(CriterionIds(**rubric), "plan, team, visits");
}

// A rubric with ten domains, whose ids become longer by as much as `end`.
absl::StatusOr<RubricCache::Compiled> LongRubric(absl::string_view end) {
  std::string text = WriteRubric();
  for (int i = 1; i <= 9; ++i) {
    absl::StrAppend(&text, "domains { id: 'd", i, end, "' title: 'D", i, "' criteria { id: 'c", i,
                    end, "' title: 'C", i, "' intent: 'So it is.' yes_no {} } }\n");
  }
  return CompileStoredSource(text);
}

TEST(RubricIdsTest, OfManyTheFirstAreNamed) {
  const std::string end(40, 'x');
  const auto rubric = LongRubric(end);
  ASSERT_THAT(rubric, IsOk());
  EXPECT_THAT(DomainIds(**rubric), StartsWith(absl::StrCat("care, d1", end, ", d2", end, ", ")));
  EXPECT_THAT(DomainIds(**rubric), EndsWith(absl::StrCat("d6", end, ", ...")));
  EXPECT_THAT(CriterionIds(**rubric), EndsWith(absl::StrCat("c6", end, ", ...")));
}

TEST(RubricIdsTest, AnErrorHoldsThemWhole) {
  for (size_t length = 1; length <= 60; ++length) {
    const auto rubric = LongRubric(std::string(length, 'x'));
    ASSERT_THAT(rubric, IsOk());
    const std::string ids = DomainIds(**rubric);
    EXPECT_THAT(ids, SizeIs(Le(kMostIdBytes)));
    const absl::Status refused = base::InvalidField("f", "v", absl::StrCat("one of: ", ids));
    EXPECT_THAT(std::string(refused.message()), EndsWith(ids));
  }
}

}  // namespace
}  // namespace continuum::operations
