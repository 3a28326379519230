// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/identifiers_seen.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "server/operations/common/field_checks.h"
#include "tests/testing/status_matchers.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(CheckNoPatientNumbersTest, RefusesNumbersOfPatientsAndRepeatsNone) {
  for (const char* number : {"SSN 123-45-6789", "MRN 7654321", "born 1980-02-03"}) {
    FieldChecks checks;
    EXPECT_FALSE(CheckNoPatientNumbers("hold.reason", absl::StrCat("About ", number), checks));
    const std::string error = checks.Result().ToString();
    EXPECT_THAT(error, HasSubstr("hold.reason: holds what looks like an identifier of a patient"));
    EXPECT_THAT(error, Not(HasSubstr(number)));
  }
}

TEST(CheckNoPatientNumbersTest, TakesWhomToCall) {
  for (const char* text : {"", "Ask 518-555-0134", "desk@example.org", "case 7 of 2026-03-01"}) {
    FieldChecks checks;
    EXPECT_TRUE(CheckNoPatientNumbers("reason", text, checks)) << text;
    EXPECT_THAT(checks.Result(), IsOk()) << text;
  }
}

TEST(CheckNoIdentifiersTest, TakesNoneOfThem) {
  for (const char* text : {"Ask 518-555-0134", "desk@example.org", "MRN 7654321"}) {
    FieldChecks checks;
    EXPECT_FALSE(CheckNoIdentifiers("title", text, checks)) << text;
    EXPECT_THAT(checks.Result().ToString(), Not(HasSubstr(text))) << text;
  }
}

}  // namespace
}  // namespace continuum::operations
