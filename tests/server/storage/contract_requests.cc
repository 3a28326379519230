// SPDX-License-Identifier: Apache-2.0
//
// Requests that may come again.

#include <string>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "tests/server/storage/contract.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;

TEST_P(StorageContractTest, ARequestIsReadAsWritten) {
  RequestRecord expected = Request("id-1");
  expected.sequence = Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    return w.CreateRequest(all_, expected);
  });
  expected.caller = "tester";
  expected.time = clock_.Now();
  const auto read = Read([&](const Reader& r) { return r.GetRequest(all_, "tester", "id-1"); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(*read, expected);
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetRequest(all_, "tester", "id-2"); }),
              StatusIs(StatusCode::kNotFound));
}

TEST_P(StorageContractTest, CallersHaveTheirOwnRequests) {
  Write([&](Writer& w) { return w.CreateOrganization(all_, Organization("a")); });
  for (const char* caller : {"first", "second"}) {
    EXPECT_THAT(
        storage().Write({.kind = "Test", .author = caller}, {},
                        [&](Writer& w) -> absl::Status {
                          RETURN_IF_ERROR(w.UpdateOrganization(all_, Organization("a", caller)));
                          RequestRecord request = Request("same");
                          request.response = caller;
                          return w.CreateRequest(all_, request);
                        }),
        IsOk());
  }
  for (const char* caller : {"first", "second"}) {
    const auto read = Read([&](const Reader& r) { return r.GetRequest(all_, caller, "same"); });
    ASSERT_THAT(read, IsOk());
    EXPECT_EQ(read->response, caller);
  }
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetRequest(all_, "third", "same"); }),
              StatusIs(StatusCode::kNotFound));
}

TEST_P(StorageContractTest, ARequestComesOnce) {
  const auto change = [&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(w.UpdateOrganization(all_, Organization("a", "again")));
    return w.CreateRequest(all_, Request("id"));
  };
  Write([&](Writer& w) { return w.CreateOrganization(all_, Organization("a")); });
  Write(change);
  EXPECT_THAT(TryWrite(change), StatusIs(StatusCode::kAlreadyExists));
  EXPECT_THAT(TryWrite([&](Writer& w) -> absl::Status {
                RETURN_IF_ERROR(w.UpdateOrganization(all_, Organization("a", "twice")));
                RETURN_IF_ERROR(w.CreateRequest(all_, Request("other")));
                return w.CreateRequest(all_, Request("other"));
              }),
              StatusIs(StatusCode::kAlreadyExists));
  ExpectLedger(2);
}

TEST_P(StorageContractTest, AFailedChangeLeavesNoRequest) {
  Write([&](Writer& w) { return w.CreateOrganization(all_, Organization("a")); });
  EXPECT_THAT(TryWrite([&](Writer& w) -> absl::Status {
                RETURN_IF_ERROR(w.UpdateOrganization(all_, Organization("a", "new")));
                RETURN_IF_ERROR(w.CreateRequest(all_, Request("id")));
                return absl::DataLossError("no");
              }),
              StatusIs(StatusCode::kDataLoss));
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetRequest(all_, "tester", "id"); }),
              StatusIs(StatusCode::kNotFound));
}

TEST_P(StorageContractTest, ARequestAloneIsNoChange) {
  Write([&](Writer& w) { return w.CreateRequest(all_, Request("id")); });
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetRequest(all_, "tester", "id"); }),
              StatusIs(StatusCode::kNotFound));
  ExpectLedger(0);
}

TEST_P(StorageContractTest, RequestsAreForgottenAfterTheirTime) {
  Write([&](Writer& w) { return w.CreateOrganization(all_, Organization("a")); });
  const auto change = [&](absl::string_view response) {
    return Write([&](Writer& w) -> absl::Status {
      RETURN_IF_ERROR(w.UpdateOrganization(all_, Organization("a", response)));
      RequestRecord request = Request("id");
      request.response = std::string(response);
      return w.CreateRequest(all_, request);
    });
  };
  const auto get = [&] {
    return Read([&](const Reader& r) { return r.GetRequest(all_, "tester", "id"); });
  };
  change("first");
  clock_.Advance(kRequestLifetime);
  EXPECT_THAT(get(), IsOk());
  clock_.Advance(absl::Microseconds(1));
  EXPECT_THAT(get(), StatusIs(StatusCode::kNotFound));
  change("second");
  ASSERT_THAT(get(), IsOk());
  EXPECT_EQ(get()->response, "second");
}

}  // namespace
}  // namespace continuum::storage
