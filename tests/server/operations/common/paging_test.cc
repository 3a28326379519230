// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/paging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "server/operations/common/fingerprint.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::IsEmpty;

struct Row {
  std::string name;
};

class PagingTest : public OperationsTest {
 protected:
  // The page that storage is asked for.
  absl::StatusOr<storage::Page> Open(Paging& paging) {
    absl::StatusOr<storage::Page> page;
    EXPECT_THAT(storage_->Read([&](const storage::Reader& reader) {
      page = paging.Open(reader);
      return absl::OkStatus();
    }),
                IsOk());
    return page;
  }
  int LimitFor(int page_size, int max_size = Paging::kMaxSize) {
    v1::ListProgramsRequest request;
    request.set_page_size(page_size);
    Paging paging(request, max_size);
    return Open(paging)->limit;
  }
  static absl::Status Check(const v1::ListProgramsRequest& request) {
    FieldChecks checks;
    Paging(request).Check(checks);
    return checks.Result();
  }
};

TEST_F(PagingTest, AsksForOneRowMoreThanThePageHas) {
  EXPECT_EQ(LimitFor(0), 51);
  EXPECT_EQ(LimitFor(1), 2);
  EXPECT_EQ(LimitFor(1000), 1001);
  EXPECT_EQ(LimitFor(1001), 1001);
  EXPECT_EQ(LimitFor(2147483647), 1001);
  EXPECT_EQ(LimitFor(201, 200), 201);
}

TEST_F(PagingTest, SizesAreNotNegative) {
  v1::ListProgramsRequest request;
  request.set_page_size(-1);
  EXPECT_THAT(Check(request), HasWrongFields("page_size"));
  request.set_page_size(0);
  EXPECT_THAT(Check(request), IsOk());
}

TEST_F(PagingTest, TheFirstPageShowsTheLatestMoment) {
  MakeOwners();
  Paging paging(v1::ListProgramsRequest{});
  ASSERT_OK_AND_ASSIGN(const storage::Page page, Open(paging));
  EXPECT_EQ(page.as_of, 2);  // an organization and a program were made
  EXPECT_EQ(page.after, "");
}

TEST_F(PagingTest, TheNextPageGoesOnAtThatMoment) {
  MakeOwners();
  v1::ListProgramsRequest request;
  request.set_page_size(2);
  Paging first(request);
  ASSERT_THAT(Open(first), IsOk());
  std::vector<Row> rows = {{"a"}, {"b"}, {"c"}};
  request.set_page_token(first.Close(&rows));
  EXPECT_EQ(rows.size(), 2U);
  MakeProgram("q");
  EXPECT_THAT(Check(request), IsOk());
  Paging second(request);
  ASSERT_OK_AND_ASSIGN(const storage::Page page, Open(second));
  EXPECT_EQ(page.as_of, 2);
  EXPECT_EQ(page.after, "b");
}

TEST_F(PagingTest, TheLastPageHasNoToken) {
  v1::ListProgramsRequest request;
  request.set_page_size(2);
  Paging paging(request);
  ASSERT_THAT(Open(paging), IsOk());
  std::vector<Row> rows = {{"a"}, {"b"}};
  EXPECT_THAT(paging.Close(&rows), IsEmpty());
  EXPECT_EQ(rows.size(), 2U);
}

TEST_F(PagingTest, ATokenFromAnotherStoreIsRefused) {
  v1::ListProgramsRequest request;
  request.set_page_token(
      FormatPageToken({.sequence = 9, .after = "a"}, FingerprintOfQuery(request)));
  EXPECT_THAT(Check(request), IsOk());  // as a token it is right
  Paging paging(request);
  EXPECT_THAT(Open(paging), HasWrongFields("page_token"));
}

}  // namespace
}  // namespace continuum::operations
