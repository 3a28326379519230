// SPDX-License-Identifier: Apache-2.0

#include "server/auth/authenticate.h"

#include <gtest/gtest.h>

#include "tests/testing/error_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::auth {
namespace {

using ::continuum::testing::HasReason;
using ::continuum::testing::StatusIs;

TEST(AuthenticateLocalTest, APeerOnLoopbackIsTheLocalCaller) {
  for (const char* peer :
       {"ipv4:127.0.0.1:40404", "ipv4:127.8.9.10:1", "ipv6:%5B::1%5D:40404", "ipv6:[::1]:40404"}) {
    ASSERT_OK_AND_ASSIGN(const Caller caller, AuthenticateLocal(peer));
    EXPECT_EQ(caller.id(), "local") << peer;
    EXPECT_TRUE(caller.sees_everything()) << peer;
  }
}

TEST(AuthenticateLocalTest, AnyOtherPeerIsDenied) {
  for (const char* peer : {"", "ipv4:10.127.0.1:40404", "ipv4:12.7.0.1:1", "ipv6:%5B::1:2%5D:40404",
                           "ipv6:%5Bfe80::1%5D:40404", "127.0.0.1:40404", "unknown"}) {
    EXPECT_THAT(AuthenticateLocal(peer), StatusIs(absl::StatusCode::kPermissionDenied)) << peer;
    EXPECT_THAT(AuthenticateLocal(peer), HasReason("PERMISSION_DENIED")) << peer;
  }
}

}  // namespace
}  // namespace continuum::auth
