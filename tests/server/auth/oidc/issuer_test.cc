// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/issuer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/rpc/error_details.pb.h"
#include "server/base/errors.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::auth::oidc {
namespace {

using continuum::testing::HasReason;
using continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class ReadIssuersTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::vector<IssuerConfig>> Read(absl::string_view text) {
    continuum::testing::WriteFile(dir_.File("issuers.json"), text);
    return ReadIssuers(dir_.File("issuers.json"));
  }

  // One issuer that has all that it needs, and more.
  absl::StatusOr<std::vector<IssuerConfig>> ReadOne(absl::string_view more) {
    return Read(absl::StrCat(
        R"({"issuers": [{"issuer": "https://a", "audience": "c", "keys": "https://a/keys")", more,
        "}]}"));
  }

  // The problems, in order.
  static std::vector<std::string> Problems(
      const absl::StatusOr<std::vector<IssuerConfig>>& issuers) {
    std::vector<std::string> problems;
    const auto found = base::GetDetail<google::rpc::BadRequest>(issuers.status());
    if (!found.has_value()) return {issuers.status().ToString()};
    for (const auto& one : found->field_violations()) problems.push_back(one.description());
    return problems;
  }

  continuum::testing::TempDir dir_;
};

TEST_F(ReadIssuersTest, WhatIsLeftOutHasADefault) {
  ASSERT_OK_AND_ASSIGN(const std::vector<IssuerConfig> issuers, ReadOne(""));
  ASSERT_EQ(issuers.size(), 1U);
  EXPECT_EQ(issuers[0].issuer, "https://a");
  EXPECT_EQ(issuers[0].audience, "c");
  EXPECT_EQ(issuers[0].keys, "https://a/keys");
  EXPECT_EQ(issuers[0].certificates, "");
  EXPECT_THAT(issuers[0].algorithms, ElementsAre("RS256", "ES256"));
  EXPECT_THAT(issuers[0].clients, IsEmpty());
  EXPECT_EQ(issuers[0].clock_skew, absl::Minutes(1));
  EXPECT_EQ(issuers[0].longest_token, absl::Hours(24));
  EXPECT_FALSE(issuers[0].require_access_token_type);
  EXPECT_EQ(issuers[0].subject_claim, "sub");
  EXPECT_EQ(issuers[0].email_claim, "email");
  EXPECT_FALSE(issuers[0].trust_email);
}

TEST_F(ReadIssuersTest, EverythingCanBeSaid) {
  ASSERT_OK_AND_ASSIGN(const std::vector<IssuerConfig> issuers, ReadOne(R"(,
      "certificates": "ca.pem", "algorithms": ["PS256"], "clients": ["portal"],
      "clock_skew": "30s", "longest_token": "1h30m", "require_access_token_type": true,
      "subject_claim": "oid", "email_claim": "upn", "trust_email": true)"));
  EXPECT_EQ(issuers[0].certificates, dir_.File("ca.pem"));
  EXPECT_THAT(issuers[0].algorithms, ElementsAre("PS256"));
  EXPECT_THAT(issuers[0].clients, ElementsAre("portal"));
  EXPECT_EQ(issuers[0].clock_skew, absl::Seconds(30));
  EXPECT_EQ(issuers[0].longest_token, absl::Minutes(90));
  EXPECT_TRUE(issuers[0].require_access_token_type);
  EXPECT_EQ(issuers[0].subject_claim, "oid");
  EXPECT_EQ(issuers[0].email_claim, "upn");
  EXPECT_TRUE(issuers[0].trust_email);
}

TEST_F(ReadIssuersTest, APathCountsFromTheFilesFolder) {
  ASSERT_OK_AND_ASSIGN(const std::vector<IssuerConfig> issuers,
                       Read(R"({"issuers": [{"issuer": "a", "audience": "c", "keys": "keys.json"},
                           {"issuer": "b", "audience": "c", "keys": "/etc/keys.json"}]})"));
  EXPECT_EQ(issuers[0].keys, dir_.File("keys.json"));
  EXPECT_EQ(issuers[1].keys, "/etc/keys.json");
}

TEST_F(ReadIssuersTest, SaysWhatIsWrong) {
  struct Case {
    std::string more;
    std::string problem;
  };
  for (const Case& c : std::vector<Case>{
           {R"(, "algorithms": ["RS256", "HS256"])",
            R"(issuers[0].algorithms[1]: got "HS256", want one of RS256, )"},
           {R"(, "algorithms": ["none"])", R"(got "none", want one of RS256, )"},
           {R"(, "algorithms": ["RSA-OAEP"])", "want one of RS256, "},
           {R"(, "algorithms": [])", "got [], want a list with at least one text"},
           {R"(, "algorithms": "RS256")", R"(got "RS256", want a list)"},
           {R"(, "clients": [5])", "issuers[0].clients[0]: got 5, want a text"},
           {R"(, "clock_skew": "6m")", R"(got "6m", want a time from "0" to "5m")"},
           {R"(, "clock_skew": "-1s")", "want a time"},
           {R"(, "clock_skew": 60)", "got 60, want a time"},
           {R"(, "longest_token": "inf")", R"(want a time from "1m" to "720h")"},
           {R"(, "longest_token": "0")", "want a time"},
           {R"(, "trust_email": "yes")", R"(got "yes", want true or false)"},
           {R"(, "require_access_token_type": 1)", "got 1, want true or false"},
           {R"(, "subject_claim": "")", R"(got "", want a text of 1 to 1024 bytes)"},
           {R"(, "email_claim": null)", "got null, want a text"},
           {R"(, "algorithm": "RS256")", R"(issuers[0].algorithm: got "RS256", want one of )"},
       }) {
    const auto issuers = ReadOne(c.more);
    EXPECT_THAT(issuers, HasReason("ISSUERS_INVALID")) << c.more;
    EXPECT_THAT(Problems(issuers), ElementsAre(HasSubstr(c.problem))) << c.more;
  }
}

TEST_F(ReadIssuersTest, SaysWhichKeysAreWanted) {
  for (const absl::string_view keys :
       {"http://login.example.gov/keys", "ftp://a/keys", "https://a/keys#b"}) {
    EXPECT_THAT(Problems(Read(absl::StrCat(
                    R"({"issuers": [{"issuer": "a", "audience": "c", "keys": ")", keys, "\"}]}"))),
                ElementsAre(HasSubstr(absl::StrCat("issuers[0].keys: got \"", keys, "\", want "))));
  }
  const auto with_password = Read(
      R"({"issuers": [{"issuer": "a", "audience": "c", "keys": "https://name:secret@b/keys"}]})");
  EXPECT_THAT(Problems(with_password), ElementsAre(HasSubstr("got a URL with @, want ")));
  EXPECT_THAT(with_password.status().ToString(), Not(HasSubstr("secret")));
  EXPECT_THAT(Problems(Read(R"({"issuers": [{"issuer": "a", "audience": "c", "keys": "keys.json",
                                             "certificates": "ca.pem"}]})")),
              ElementsAre(HasSubstr("want none where the keys are in a file")));
}

TEST_F(ReadIssuersTest, SaysAllThatIsWrongAtOnce) {
  EXPECT_THAT(Problems(Read(R"({"issuers": [{"audience": 5, "trust_email": 0}, 7,
                                            {"issuer": "a", "audience": "c", "keys": "k"},
                                            {"issuer": "a", "audience": "d", "keys": "l"}],
                                "issuer": {}})")),
              ElementsAre(HasSubstr("issuer: got {}, want one of issuers"),
                          HasSubstr("issuers[0].issuer: got nothing, want a text"),
                          HasSubstr("issuers[0].audience: got 5, want a text"),
                          HasSubstr("issuers[0].keys: got nothing, want a text"),
                          HasSubstr("issuers[0].trust_email: got 0"),
                          HasSubstr("issuers[1]: got \"7\", want an object"),
                          HasSubstr("issuers[3].issuer: got \"a\", want each issuer once")));
}

TEST_F(ReadIssuersTest, RefusesOtherFiles) {
  EXPECT_THAT(Read("[]"), HasReason("ISSUERS_INVALID"));
  EXPECT_THAT(Read(R"({"issuers": [], "issuers": []})"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("has \"issuers\" twice")));
  EXPECT_THAT(Problems(Read("{}")), ElementsAre(HasSubstr("issuers: got nothing, want a list")));
  EXPECT_THAT(Problems(Read(R"({"issuers": []})")), ElementsAre(HasSubstr("issuers: got")));
  EXPECT_THAT(ReadIssuers(dir_.File("missing")), HasReason("ISSUERS_UNREADABLE"));
  EXPECT_THAT(ReadIssuers(dir_.File("missing")),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("No such file")));
  EXPECT_THAT(Read(std::string(70000, ' ')), HasReason("ISSUERS_UNREADABLE"));
}

}  // namespace
}  // namespace continuum::auth::oidc
