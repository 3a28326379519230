// SPDX-License-Identifier: Apache-2.0

#include "server/auth/peer.h"

#include <gtest/gtest.h>

namespace continuum::auth {
namespace {

TEST(IsLoopbackTest, KnowsTheAddressesOfThisMachine) {
  for (const char* address :
       {"ipv4:127.0.0.1:40404", "ipv4:127.8.9.10:1", "ipv6:%5B::1%5D:40404", "ipv6:[::1]:40404"}) {
    EXPECT_TRUE(IsLoopback(address)) << address;
  }
  for (const char* address :
       {"", "ipv4:10.127.0.1:40404", "ipv4:12.7.0.1:1", "ipv6:%5B::1:2%5D:40404",
        "ipv6:%5Bfe80::1%5D:40404", "127.0.0.1:40404", "unknown", "unix:/127.0.0.1"}) {
    EXPECT_FALSE(IsLoopback(address)) << address;
  }
}

}  // namespace
}  // namespace continuum::auth
