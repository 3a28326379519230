// SPDX-License-Identifier: Apache-2.0

#include "server/base/log.h"

#include <gmock/gmock.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/testing/fake_clock.h"

namespace continuum::base {
namespace {

class LogTest : public ::testing::Test {
 protected:
  // What one call writes.
  std::string Line(absl::string_view message, std::initializer_list<LogField> fields) {
    Log(clock_, Severity::kInfo, out_).Write(Severity::kInfo, message, fields);
    std::string line = out_.str();
    out_.str("");
    return line;
  }

  testing::FakeClock clock_;
  std::ostringstream out_;
};

TEST_F(LogTest, WritesOneJsonObjectPerLine) {
  clock_.Advance(absl::Milliseconds(7));
  EXPECT_EQ(
      Line("listening", {{"port", 8080},
                         {"address", "127.0.0.1"},
                         {"tls", false},
                         {"lowest", std::numeric_limits<int64_t>::min()},
                         {"highest", std::numeric_limits<uint64_t>::max()}}),
      "{\"time\":\"2026-03-01T12:00:00.007Z\",\"severity\":\"INFO\",\"message\":\"listening\","
      "\"port\":8080,\"address\":\"127.0.0.1\",\"tls\":false,"
      "\"lowest\":-9223372036854775808,\"highest\":18446744073709551615}\n");
}

TEST_F(LogTest, IsSilentBelowTheMinimum) {
  const Log log(clock_, Severity::kWarning, out_);
  log.Write(Severity::kInfo, "no");
  EXPECT_EQ(out_.str(), "");
  log.Write(Severity::kWarning, "yes");
  EXPECT_THAT(out_.str(), ::testing::HasSubstr("\"severity\":\"WARNING\",\"message\":\"yes\""));
}

TEST_F(LogTest, AnyBytesStayValidJsonOnOneLine) {
  std::string every;
  for (int byte = 0; byte < 256; ++byte) every.push_back(static_cast<char>(byte));
  every += "caf\xC3\xA9 {} %v";
  const std::string line = Line(every, {{"a\"b\n", every}});
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  google::protobuf::Struct parsed;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(line, &parsed).ok()) << line;
  const std::string& message = parsed.fields().at("message").string_value();
  EXPECT_EQ(message.substr(0, 128), every.substr(0, 128));
  EXPECT_THAT(message, ::testing::EndsWith("\xEF\xBF\xBD"
                                           "caf\xC3\xA9 {} %v"));
  EXPECT_EQ(parsed.fields().at("a\"b\n").string_value(), message);
}

TEST_F(LogTest, LinesOfThreadsNeverMix) {
  {
    const Log log(clock_, Severity::kInfo, out_);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&log] {
        for (int i = 0; i < 200; ++i) log.Write(Severity::kInfo, std::string(100, 'x'));
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  std::istringstream lines(out_.str());
  std::string first;
  ASSERT_TRUE(std::getline(lines, first));
  int count = 1;
  for (std::string line; std::getline(lines, line); ++count) ASSERT_EQ(line, first);
  EXPECT_EQ(count, 800);
}

TEST_F(LogTest, WritesToStandardError) {
  ::testing::internal::CaptureStderr();
  Log(clock_, Severity::kInfo).Write(Severity::kError, "here");
  EXPECT_THAT(::testing::internal::GetCapturedStderr(),
              ::testing::HasSubstr("\"message\":\"here\"}\n"));
}

}  // namespace
}  // namespace continuum::base
