// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/fingerprint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "continuum/v1/program_service.pb.h"

namespace continuum::operations {
namespace {

TEST(FingerprintTest, TellsTextsApartWhereverTheyAreCut) {
  EXPECT_EQ(Fingerprint({"a", "b"}), Fingerprint({"a", "b"}));
  EXPECT_NE(Fingerprint({"ab", "c"}), Fingerprint({"a", "bc"}));
  EXPECT_NE(Fingerprint({"a", ""}), Fingerprint({"a"}));
  EXPECT_NE(Fingerprint({"1:a"}), Fingerprint({"", "a"}));
  EXPECT_EQ(Fingerprint({"a"}).size(), 32U);
}

TEST(FingerprintTest, TellsRequestsApart) {
  v1::GetProgramRequest program;
  program.set_name("programs/p");
  v1::GetProgramRequest same = program;
  EXPECT_EQ(FingerprintOf(program), FingerprintOf(same));
  same.set_name("programs/q");
  EXPECT_NE(FingerprintOf(program), FingerprintOf(same));
  v1::GetSiteRequest other_type;
  other_type.set_name("programs/p");
  EXPECT_NE(FingerprintOf(program), FingerprintOf(other_type));
}

TEST(FingerprintTest, AQueryIsTheSameOnEveryPage) {
  v1::ListProgramsRequest first;
  first.set_title_contains("oak");
  v1::ListProgramsRequest second = first;
  second.set_page_token("abc");
  second.set_page_size(7);
  EXPECT_EQ(FingerprintOfQuery(first), FingerprintOfQuery(second));
  second.set_title_contains("elm");
  EXPECT_NE(FingerprintOfQuery(first), FingerprintOfQuery(second));
  EXPECT_EQ(second.page_size(), 7);  // only looked at
}

}  // namespace
}  // namespace continuum::operations
