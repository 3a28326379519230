// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/field_checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "continuum/v1/program_service.pb.h"
#include "google/rpc/error_details.pb.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/proto_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::HasReason;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::Optional;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

// The result of one check.
template <typename Check>
absl::Status After(Check check) {
  FieldChecks checks;
  check(checks);
  return checks.Result();
}

TEST(FieldChecksTest, NothingWrongIsOk) { EXPECT_THAT(FieldChecks().Result(), IsOk()); }

TEST(FieldChecksTest, TellsEverythingAtOnceInOrder) {
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "parent", "programs/Oak");
  checks.ResourceId("site_id", "");
  checks.Line("site.title", "\n", 1, 10);
  const absl::Status status = checks.Result();
  EXPECT_THAT(status, StatusIs(kInvalid,
                               "parent: got \"programs/Oak\", want programs/{program} (and 2 "
                               "more)"));
  EXPECT_THAT(status, HasReason("FIELD_INVALID"));
  EXPECT_THAT(
      base::GetDetail<google::rpc::BadRequest>(status), Optional(EqualsProto(R"pb(
        field_violations {
          field: "parent"
          description: "got \"programs/Oak\", want programs/{program}"
        }
        field_violations {
          field: "site_id"
          description: "is empty, want lower-case letters, digits and \"-\", beginning with a letter, at most 63 characters"
        }
        field_violations {
          field: "site.title"
          description: "got \"\\x0a\", want a text of at most 10 characters"
        })pb")));
}

TEST(FieldChecksTest, OptionalNamesMayBeLeftOut) {
  EXPECT_THAT(After([](FieldChecks& checks) {
                checks.OptionalNameOf(Resource::kOrganization, "organization", "");
                checks.OptionalNameOf(Resource::kOrganization, "organization", "organizations/a");
              }),
              IsOk());
  EXPECT_THAT(After([](FieldChecks& checks) {
                checks.OptionalNameOf(Resource::kOrganization, "organization", "a");
              }),
              StatusIs(kInvalid));
}

TEST(FieldChecksTest, LinesAreCountedInCharacters) {
  const auto line = [](const std::string& value, size_t min = 1) {
    return After([&](FieldChecks& checks) { checks.Line("title", value, min, 3); });
  };
  EXPECT_THAT(line("abc"), IsOk());
  EXPECT_THAT(line("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x8F\xA5"), IsOk());  // three, in nine bytes
  EXPECT_THAT(line("abcd"), StatusIs(kInvalid, HasSubstr("at most 3 characters; these are 4")));
  EXPECT_THAT(line(""), StatusIs(kInvalid, HasSubstr("is empty")));
  EXPECT_THAT(line("", 0), IsOk());
  EXPECT_THAT(line("  ", 0), StatusIs(kInvalid));
  EXPECT_THAT(line("a\tb"), StatusIs(kInvalid, HasSubstr("one line")));
  EXPECT_THAT(line("a\xE2\x80\xAE"), StatusIs(kInvalid, HasSubstr("one line")));
}

TEST(FieldChecksTest, TextsAreCountedInBytes) {
  const auto text = [](const std::string& value, bool required = true) {
    return After([&](FieldChecks& checks) { checks.Text("reason", value, required, 4); });
  };
  EXPECT_THAT(text("a\nb"), IsOk());
  EXPECT_THAT(text("\xE2\x82\xAC\xC3\xA9"), StatusIs(kInvalid, HasSubstr("these are 5")));
  EXPECT_THAT(text(" \n"), StatusIs(kInvalid));
  EXPECT_THAT(text("", false), IsOk());
  EXPECT_THAT(text("\x1b[2J"), StatusIs(kInvalid, HasSubstr("without control characters")));
}

TEST(FieldChecksTest, SizesAreOfAnything) {
  const auto size = [](const std::string& value) {
    return After([&](FieldChecks& checks) { checks.Size("source_text", value, 4); });
  };
  EXPECT_THAT(size("\x1b\n\x01 "), IsOk());
  EXPECT_THAT(size("12345"), StatusIs(kInvalid, HasSubstr("at most 4 bytes; these are 5")));
}

TEST(FieldChecksTest, RequestIdsHaveAtMost64Characters) {
  const auto request_id = [](const std::string& value) {
    return After([&](FieldChecks& checks) { checks.RequestId(value); });
  };
  EXPECT_THAT(request_id(""), IsOk());
  EXPECT_THAT(request_id(std::string(64, 'x')), IsOk());
  EXPECT_THAT(request_id(std::string(65, 'x')), StatusIs(kInvalid, HasSubstr("request_id")));
}

TEST(FieldChecksTest, EnumsMustBeKnown) {
  const auto state = [](int value) {
    return After([&](FieldChecks& checks) {
      checks.KnownEnum("state", static_cast<v1::LifecycleState>(value), v1::LifecycleState_IsValid);
    });
  };
  EXPECT_THAT(state(0), IsOk());
  EXPECT_THAT(state(2), IsOk());
  EXPECT_THAT(state(99), StatusIs(kInvalid, HasSubstr("state: got \"99\"")));
}

TEST(FieldChecksTest, MasksNameSomethingThatCanBeChanged) {
  const auto mask = [](std::initializer_list<const char*> paths) {
    google::protobuf::FieldMask update_mask;
    for (const char* path : paths) update_mask.add_paths(path);
    return After([&](FieldChecks& checks) {
      checks.UpdateMask(update_mask, {"title", "address"});
    });
  };
  EXPECT_THAT(mask({"title"}), IsOk());
  EXPECT_THAT(mask({"address", "title", "title"}), IsOk());
  EXPECT_THAT(mask({}), StatusIs(kInvalid, "update_mask: is empty, want some of: title, address"));
  EXPECT_THAT(mask({"title", "name"}),
              StatusIs(kInvalid, "update_mask: got \"name\", want some of: title, address"));
  EXPECT_THAT(mask({"*"}), StatusIs(kInvalid));
}

TEST(CountCharactersTest, CountsBrokenBytesOneByOne) {
  EXPECT_EQ(CountCharacters(""), 0U);
  EXPECT_EQ(CountCharacters("a\xFF\xFE"), 3U);
}

}  // namespace
}  // namespace continuum::operations
