// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/key_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "tests/server/auth/oidc/key_server.h"
#include "tests/server/auth/oidc/signing_key.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::auth::oidc {
namespace {

using continuum::testing::EcKey;
using continuum::testing::IsOk;
using continuum::testing::KeyServer;
using continuum::testing::KeySetText;
using continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using KeysOrError = absl::StatusOr<std::shared_ptr<const Keys>>;

std::string SetOf(const std::string& id) { return KeySetText({EcKey().Jwk(id)}); }

std::vector<std::string> Ids(const KeysOrError& keys) {
  if (!keys.ok()) return {keys.status().ToString()};
  std::vector<std::string> ids;
  for (const Key& key : (*keys)->keys) ids.push_back(key.id.value_or(""));
  return ids;
}

class KeySetTest : public ::testing::Test {
 protected:
  // Options with a time that stands still until the test moves it.
  KeySetOptions Still() {
    KeySetOptions options;
    options.now = [this] { return begun_ + std::chrono::seconds(passed_s_.load()); };
    return options;
  }
  void Pass(absl::Duration time) { passed_s_ += absl::ToInt64Seconds(time); }

  const std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::atomic<int64_t> passed_s_ = 0;
  continuum::testing::TempDir dir_;
  continuum::testing::FakeClock clock_;
  std::ostringstream logged_;
  base::Log log_{clock_, base::Severity::kDebug, logged_};
  KeyServer server_;
};

TEST_F(KeySetTest, AFileIsReadAgainAfterASecond) {
  const std::string path = dir_.File("keys.json");
  continuum::testing::WriteFile(path, SetOf("a"));
  const auto keys = OpenKeySet(path, log_, Still());
  EXPECT_THAT(Ids(keys->Current()), ElementsAre("a"));
  continuum::testing::WriteFile(path, SetOf("b"));  // as long as the other
  EXPECT_THAT(Ids(keys->Current()), ElementsAre("a"));
  Pass(absl::Seconds(1));
  EXPECT_THAT(Ids(keys->Current()), ElementsAre("b"));
  continuum::testing::WriteFile(path, KeySetText({}));
  Pass(absl::Seconds(1));
  EXPECT_THAT(Ids(keys->Current()), IsEmpty());  // all are withdrawn
}

TEST_F(KeySetTest, AFileThatDidNotChangeIsNotParsedAgain) {
  const std::string path = dir_.File("keys.json");
  continuum::testing::WriteFile(path, SetOf("a"));
  const auto keys = OpenKeySet(path, log_, Still());
  const KeysOrError first = keys->Current();
  Pass(absl::Minutes(1));
  const KeysOrError second = keys->Newer(*first);
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(*first, *second);
}

TEST_F(KeySetTest, KeysOfABrokenFileAreKeptForADay) {
  const std::string path = dir_.File("keys.json");
  continuum::testing::WriteFile(path, SetOf("a"));
  const auto keys = OpenKeySet(path, log_, Still());
  ASSERT_THAT(keys->Current(), IsOk());
  continuum::testing::WriteFile(path, "{\"keys\": [");
  Pass(absl::Hours(24));
  EXPECT_THAT(Ids(keys->Current()), ElementsAre("a"));
  EXPECT_THAT(logged_.str(), HasSubstr("sign-in keys could not be read"));
  Pass(absl::Seconds(1));
  EXPECT_THAT(keys->Current(), StatusIs(absl::StatusCode::kUnavailable, HasSubstr("for 24h")));
  continuum::testing::WriteFile(path, SetOf("b"));
  Pass(absl::Seconds(1));
  EXPECT_THAT(Ids(keys->Current()), ElementsAre("b"));
}

TEST_F(KeySetTest, AMissingOrTooLongFileIsAnError) {
  KeySetOptions options = Still();
  options.max_bytes = 10;
  const std::string path = dir_.File("keys.json");
  const auto keys = OpenKeySet(path, log_, options);
  EXPECT_THAT(keys->Current(), StatusIs(absl::StatusCode::kUnavailable, HasSubstr(path)));
  EXPECT_THAT(logged_.str(), HasSubstr("No such file"));
  continuum::testing::WriteFile(path, SetOf("a"));
  Pass(absl::Seconds(1));
  EXPECT_THAT(keys->Current(), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(logged_.str(), HasSubstr("longer than 10 bytes"));
}

TEST_F(KeySetTest, AKeyThatIsLeftOutIsLogged) {
  const std::string path = dir_.File("keys.json");
  continuum::testing::WriteFile(path, KeySetText({{{"kty", "oct"}, {"k", "c2VjcmV0"}}}));
  EXPECT_THAT(Ids(OpenKeySet(path, log_, Still())->Current()), IsEmpty());
  EXPECT_THAT(logged_.str(), HasSubstr("key 1: want kty RSA"));
}

TEST_F(KeySetTest, AUrlIsFetchedAtOnceAndThenKept) {
  server_.AnswerKeys(SetOf("a"));
  const auto keys = OpenKeySet(server_.Url(), log_, Still());
  for (int i = 0; i < 10; ++i) EXPECT_THAT(Ids(keys->Current()), ElementsAre("a"));
  EXPECT_EQ(server_.requests(), 1);
}

TEST_F(KeySetTest, AnUnknownKeyMakesUsLookAgain) {
  server_.AnswerKeys(SetOf("a"));
  const auto keys = OpenKeySet(server_.Url(), log_, Still());
  const KeysOrError seen = keys->Current();
  ASSERT_THAT(seen, IsOk());
  server_.AnswerKeys(SetOf("b"));
  Pass(absl::Minutes(1));
  EXPECT_THAT(Ids(keys->Newer(*seen)), ElementsAre("b"));
  EXPECT_THAT(Ids(keys->Current()), ElementsAre("b"));
  // Who still has the old ones need not ask the issuer.
  EXPECT_THAT(Ids(keys->Newer(*seen)), ElementsAre("b"));
  EXPECT_EQ(server_.requests(), 2);
}

TEST_F(KeySetTest, StrangersCannotMakeUsFetchMoreThanOnceAMinute) {
  server_.AnswerKeys(SetOf("a"));
  const auto keys = OpenKeySet(server_.Url(), log_, Still());
  const KeysOrError seen = keys->Current();
  ASSERT_THAT(seen, IsOk());
  for (int minute = 0; minute < 3; ++minute) {
    EXPECT_EQ(server_.requests(), 1 + minute);
    Pass(absl::Seconds(59));
    for (int i = 0; i < 10; ++i) EXPECT_THAT(Ids(keys->Newer(*seen)), ElementsAre("a"));
    EXPECT_EQ(server_.requests(), 1 + minute);
    Pass(absl::Seconds(1));
    for (int i = 0; i < 10; ++i) EXPECT_THAT(Ids(keys->Newer(*seen)), ElementsAre("a"));
  }
}

TEST_F(KeySetTest, KeysAreKeptForADayWhileTheIssuerIsAway) {
  server_.AnswerKeys(SetOf("a"));
  const auto keys = OpenKeySet(server_.Url(), log_, Still());
  const KeysOrError seen = keys->Current();
  ASSERT_THAT(seen, IsOk());
  server_.AnswerRaw("503 Service Unavailable", "");
  Pass(absl::Hours(24));
  EXPECT_THAT(Ids(keys->Newer(*seen)), ElementsAre("a"));
  EXPECT_EQ(server_.requests(), 2);
  EXPECT_THAT(Ids(keys->Current()), ElementsAre("a"));
  Pass(absl::Seconds(1));
  EXPECT_THAT(keys->Current(), StatusIs(absl::StatusCode::kUnavailable, HasSubstr("for 24h")));
  // It is back.
  server_.AnswerKeys(SetOf("b"));
  Pass(absl::Minutes(1));
  EXPECT_THAT(Ids(keys->Newer(*seen)), ElementsAre("b"));
}

TEST_F(KeySetTest, KeysAreFetchedAgainInTheBackground) {
  KeySetOptions options;
  options.refresh_every = absl::Milliseconds(10);
  server_.AnswerKeys(SetOf("a"));
  const auto keys = OpenKeySet(server_.Url(), log_, options);
  EXPECT_TRUE(server_.WaitForRequests(3));
  EXPECT_THAT(Ids(keys->Current()), ElementsAre("a"));
}

TEST_F(KeySetTest, AnIssuerThatIsAwayAtTheStartIsAskedAgain) {
  server_.AnswerRaw("503 Service Unavailable", "");
  KeySetOptions options;
  options.fetch_at_most_every = absl::Milliseconds(10);
  const auto keys = OpenKeySet(server_.Url(), log_, options);
  EXPECT_THAT(keys->Current(), StatusIs(absl::StatusCode::kUnavailable));
  server_.AnswerKeys(SetOf("a"));
  while (!keys->Current().ok()) std::this_thread::yield();
  EXPECT_THAT(Ids(keys->Current()), ElementsAre("a"));
}

TEST_F(KeySetTest, NobodyWaitsLongerThanTheTimeout) {
  server_.Hold();
  KeySetOptions options = Still();
  options.timeout = absl::Milliseconds(200);
  const auto keys = OpenKeySet(server_.Url(), log_, options);
  const absl::Time begun = absl::Now();
  EXPECT_THAT(keys->Current(), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(keys->Newer(nullptr), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_LT(absl::Now() - begun, absl::Seconds(4));
}

TEST_F(KeySetTest, OnlyAFewWaitForASlowIssuer) {
  server_.AnswerKeys(SetOf("a"));
  KeySetOptions options = Still();
  options.timeout = absl::Seconds(30);
  options.most_waiting = 2;
  const auto keys = OpenKeySet(server_.Url(), log_, options);
  const KeysOrError seen = keys->Current();
  ASSERT_THAT(seen, IsOk());
  server_.Hold();
  server_.AnswerKeys(SetOf("b"));
  Pass(absl::Minutes(1));
  std::atomic<int> with_a = 0;
  std::atomic<int> with_b = 0;
  std::vector<std::thread> callers;
  for (int i = 0; i < 6; ++i) {
    callers.emplace_back([&] { ++(Ids(keys->Newer(*seen))[0] == "a" ? with_a : with_b); });
  }
  // Four are told at once what is known; two wait until the issuer answers.
  while (with_a < 4) std::this_thread::yield();
  server_.Release();
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(with_a, 4);
  EXPECT_EQ(with_b, 2);
  EXPECT_EQ(server_.requests(), 2);
}

TEST_F(KeySetTest, EndsInTheMiddleOfAFetch) {
  server_.Hold();
  KeySetOptions options;
  options.timeout = absl::Seconds(30);
  const absl::Time begun = absl::Now();
  {
    const auto keys = OpenKeySet(server_.Url(), log_, options);
    EXPECT_TRUE(server_.WaitForRequests(1));
  }
  EXPECT_LT(absl::Now() - begun, absl::Seconds(15));
}

}  // namespace
}  // namespace continuum::auth::oidc
