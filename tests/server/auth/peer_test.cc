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

TEST(NetworkOfTest, CountsIpv4ByAddressAndIpv6ByItsFirstHalf) {
  EXPECT_EQ(NetworkOf("ipv4:192.0.2.1:40404"), "192.0.2.1");
  EXPECT_EQ(NetworkOf("ipv6:[2001:db8:1:2:3:4:5:6]:40404"), "2001:db8:1:2::/64");
  EXPECT_EQ(NetworkOf("ipv6:%5B2001:db8:1:2:ffff::9%5D:1"), "2001:db8:1:2::/64");
  EXPECT_EQ(NetworkOf("ipv6:[2001:db8:1:3::1]:1"), "2001:db8:1:3::/64");
  EXPECT_EQ(NetworkOf("ipv6:[2001:DB8::1]:1"), "2001:db8::/64");
  EXPECT_EQ(NetworkOf("ipv6:%5Bfe80::1%25eth0%5D:1"), "fe80::/64");
  EXPECT_EQ(NetworkOf("ipv6:[fe80::2%eth0]:1"), "fe80::/64");
  EXPECT_EQ(NetworkOf("ipv6:[::ffff:192.0.2.1]:40404"), "192.0.2.1");
  EXPECT_EQ(NetworkOf("ipv6:%5B::ffff:c000:201%5D:40404"), "192.0.2.1");
}

TEST(NetworkOfTest, TakesWhatIsNoAddressAsItIs) {
  for (const char* address : {"", "unknown", "192.0.2.1"}) EXPECT_EQ(NetworkOf(address), address);
  EXPECT_EQ(NetworkOf("unix:/run/front"), "/run/front");
  EXPECT_EQ(NetworkOf("ipv6:[2001:db8::zz]:1"), "2001:db8::zz");
}

}  // namespace
}  // namespace continuum::auth
