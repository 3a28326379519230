// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <prometheus/text_serializer.h>

#include <memory>
#include <string>

#include "server/gauges.h"
#include "server/info_file.h"
#include "server/metrics_endpoint.h"
#include "tests/testing/http_get.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::server {
namespace {

using ::continuum::testing::HttpGet;
using ::continuum::testing::IsOk;
using ::continuum::testing::ReadFile;
using ::continuum::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(InfoFileTest, SaysWhereTheServerIs) {
  const testing::TempDir dir;
  const std::string path = dir.File("info.json");
  ASSERT_THAT(WriteInfoFile(path, {"127.0.0.1", 1, 2, 3}), IsOk());
  EXPECT_EQ(ReadFile(path),
            "{\"address\":\"127.0.0.1\",\"port\":1,\"metrics_port\":2,\"pid\":3}\n");
}

TEST(InfoFileTest, SaysWhyItCannotBeWritten) {
  const testing::TempDir dir;
  EXPECT_THAT(WriteInfoFile(dir.File("none/info.json"), {"127.0.0.1", 1, 2, 3}),
              StatusIs(absl::StatusCode::kUnavailable,
                       AllOf(HasSubstr("none/info.json"), HasSubstr("No such file or directory"))));
}

std::shared_ptr<Gauges> TwoLanes() {
  auto gauges = std::make_shared<Gauges>();
  gauges->Add(prometheus::MetricType::Gauge, "waiting", "Waiting", {{"lane", "a"}},
              [] { return 3.0; });
  gauges->Add(prometheus::MetricType::Gauge, "waiting", "Waiting", {{"lane", "b"}},
              [] { return 4.0; });
  gauges->Add(prometheus::MetricType::Counter, "done_total", "Done", {}, [] { return 5.0; });
  return gauges;
}

TEST(GaugesTest, AreLookedUpWhenTheyAreRead) {
  EXPECT_EQ(prometheus::TextSerializer().Serialize(TwoLanes()->Collect()),
            "# HELP waiting Waiting\n"
            "# TYPE waiting gauge\n"
            "waiting{lane=\"a\"} 3\n"
            "waiting{lane=\"b\"} 4\n"
            "# HELP done_total Done\n"
            "# TYPE done_total counter\n"
            "done_total 5\n");
}

TEST(MetricsEndpointTest, AnswersByHttp) {
  ASSERT_OK_AND_ASSIGN(const auto endpoint, MetricsEndpoint::Start("127.0.0.1", 0, {TwoLanes()}));
  ASSERT_GT(endpoint->port(), 0);
  EXPECT_THAT(HttpGet(endpoint->port(), "/metrics"),
              AllOf(StartsWith("HTTP/1.1 200 OK"), HasSubstr("waiting{lane=\"b\"} 4")));
  EXPECT_THAT(HttpGet(endpoint->port(), "/"), StartsWith("HTTP/1.1 404 Not Found\r\n"));
  EXPECT_THAT(HttpGet(endpoint->port(), "/metricsx"), StartsWith("HTTP/1.1 404"));
}

TEST(MetricsEndpointTest, CutsOffWhoSendsTooMuchAndServesTheNext) {
  ASSERT_OK_AND_ASSIGN(const auto endpoint, MetricsEndpoint::Start("127.0.0.1", 0, {TwoLanes()}));
  EXPECT_EQ(HttpGet(endpoint->port(), std::string(20000, 'x')), "");
  EXPECT_THAT(HttpGet(endpoint->port(), "/metrics"), HasSubstr("done_total 5"));
}

TEST(MetricsEndpointTest, SaysThatTheAddressIsNone) {
  EXPECT_THAT(MetricsEndpoint::Start("not an address", 0, {}),
              StatusIs(absl::StatusCode::kUnavailable));
}

TEST(MetricsEndpointTest, SaysThatThePortIsTaken) {
  ASSERT_OK_AND_ASSIGN(const auto endpoint, MetricsEndpoint::Start("127.0.0.1", 0, {}));
  EXPECT_THAT(MetricsEndpoint::Start("127.0.0.1", endpoint->port(), {}),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("--metrics_port")));
}

}  // namespace
}  // namespace continuum::server
