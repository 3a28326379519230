// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/fetch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>

#include "absl/time/clock.h"
#include "tests/server/auth/oidc/key_server.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::auth::oidc {
namespace {

using continuum::testing::IsOk;
using continuum::testing::IsOkAndHolds;
using continuum::testing::KeyServer;
using continuum::testing::StatusIs;
using ::testing::HasSubstr;

TEST(CheckUrlTest, HttpsOrThisMachineItself) {
  for (const absl::string_view url :
       {"https://login.example.gov/keys?a=b", "https://login.example.gov:8443/keys",
        "HTTPS://login.example.gov/keys", "http://127.0.0.1:8080/keys", "http://localhost/keys",
        "http://[::1]:80/keys", "https://127.0.0.1/keys"}) {
    EXPECT_THAT(CheckUrl(url), IsOk()) << url;
  }
  for (const absl::string_view url :
       {"http://login.example.gov/keys", "http://127.0.0.1.example.gov/keys",
        "http://127.0.0.1@login.example.gov/keys", "http://localhost.example.gov/keys",
        "http://10.0.0.1/keys", "http://0.0.0.0/keys", "ftp://login.example.gov/keys",
        "file:///etc/keys", "https://", "://", "login.example.gov/keys", "",
        "https://name:password@login.example.gov/keys", "https://name@login.example.gov/keys",
        "https://login.example.gov/keys#a", "https://login.example.gov /keys",
        "https://login.example.gov\\@127.0.0.1/"}) {
    EXPECT_THAT(CheckUrl(url), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("want")))
        << url;
  }
}

TEST(FetchTextTest, GivesTheBody) {
  KeyServer server;
  server.AnswerKeys("the keys");
  EXPECT_THAT(FetchText({.url = server.Url()}), IsOkAndHolds("the keys"));
}

TEST(FetchTextTest, FollowsNobody) {
  KeyServer other;
  KeyServer server;
  server.AnswerRaw("302 Found\r\nLocation: " + other.Url(), "elsewhere");
  EXPECT_THAT(FetchText({.url = server.Url()}),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("got HTTP 302, want 200")));
  EXPECT_EQ(other.requests(), 0);
}

TEST(FetchTextTest, OnlyAGoodAnswerCounts) {
  KeyServer server;
  for (const std::string status :
       {"404 Not Found", "500 Internal Server Error", "204 No Content"}) {
    server.AnswerRaw(status, "");
    EXPECT_THAT(FetchText({.url = server.Url()}), StatusIs(absl::StatusCode::kUnavailable));
  }
}

TEST(FetchTextTest, HasALargestSize) {
  KeyServer server;
  server.AnswerKeys(std::string(1000, 'a'));
  EXPECT_THAT(FetchText({.url = server.Url(), .max_bytes = 1000}), IsOk());
  EXPECT_THAT(FetchText({.url = server.Url(), .max_bytes = 999}),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("longer than 999 bytes")));
}

TEST(FetchTextTest, HasALongestTime) {
  KeyServer server;
  server.Hold();
  const absl::Time begun = absl::Now();
  EXPECT_THAT(FetchText({.url = server.Url(), .timeout = absl::Milliseconds(200)}),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_LT(absl::Now() - begun, absl::Seconds(4));
}

TEST(FetchTextTest, CanBeStopped) {
  KeyServer server;
  server.Hold();
  std::atomic<bool> stop = false;
  std::thread other([&] {
    server.WaitForRequests(1);
    stop = true;
  });
  const absl::Time begun = absl::Now();
  EXPECT_THAT(FetchText({.url = server.Url(), .timeout = absl::Seconds(30), .stop = &stop}),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_LT(absl::Now() - begun, absl::Seconds(15));
  other.join();
}

TEST(FetchTextTest, ACertificateMustBeTrusted) {
  KeyServer server("localhost");
  server.AnswerKeys("the keys");
  EXPECT_THAT(FetchText({.url = server.Url()}),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("certificate")));
  const continuum::testing::TempDir dir;
  continuum::testing::WriteFile(dir.File("ca.pem"), server.certificate());
  EXPECT_THAT(FetchText({.url = server.Url(), .certificates = dir.File("ca.pem")}),
              IsOkAndHolds("the keys"));
}

TEST(FetchTextTest, ACertificateMustBeForTheHost) {
  KeyServer server("login.example.gov");
  const continuum::testing::TempDir dir;
  continuum::testing::WriteFile(dir.File("ca.pem"), server.certificate());
  EXPECT_THAT(FetchText({.url = server.Url(), .certificates = dir.File("ca.pem")}),
              StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(server.requests(), 0);
}

TEST(FetchTextTest, AsksNobodyElse) {
  EXPECT_THAT(FetchText({.url = "http://login.example.gov/keys"}),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("https://")));
  EXPECT_THAT(FetchText({.url = "file:///dev/null"}), StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace continuum::auth::oidc
