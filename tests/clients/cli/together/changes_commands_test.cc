// SPDX-License-Identifier: Apache-2.0
//
// What others did, and up to where somebody has looked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/exit_code.h"
#include "tests/clients/cli/together/together_test_base.h"

namespace continuum::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// Of Eve one, of Con, who runs the commands, two.
constexpr char kChanges[] = R"pb(
  changes { kind: KIND_COMMENT_MADE author: "accounts/con" author_label: "Con" }
  changes {
    kind: KIND_COMMENT_MADE
    author: "accounts/eve"
    author_label: "Eve"
    comment { text: "Is this all?" }
  }
  changes { kind: KIND_THREAD_RESOLVED author: "accounts/con" author_label: "Con" }
)pb";

class ChangesCommandsTest : public testing::TogetherTestBase {
 protected:
  // The changes end with this number.
  void AnswerUpTo(const std::string& etag) {
    script.answers["ListChanges"] = absl::StrCat(kChanges, "etag: '", etag, "'");
  }
  // What comes after the number in what was asked; empty: everything.
  std::string AskedSince() {
    const std::string all = "ListChanges parent: \"programs/p/assessments/a\"";
    if (script.calls.size() < 2) return "nothing was asked";
    EXPECT_THAT(script.calls[1], StartsWith(all));
    return script.calls[1].substr(std::min(all.size(), script.calls[1].size()));
  }
  static std::string Path() {
    return absl::StrCat(std::getenv("XDG_CONFIG_HOME"), "/continuum/looked.json");
  }
  static std::string Remembered() {
    std::ifstream in(Path());
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

TEST_F(ChangesCommandsTest, WhatWasShownIsNotShownAgain) {
  AnswerUpTo("42");
  ASSERT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kOk) << err;
  EXPECT_EQ(AskedSince(), "");
  EXPECT_THAT(err, HasSubstr("The next time, `continuum assess changes p/a` shows what comes"));
  AnswerUpTo("50");
  ASSERT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kOk) << err;
  EXPECT_EQ(AskedSince(), " since_etag: \"42\"");
  ASSERT_EQ(Run({"assess", "changes", "p/a", "--all"}), ExitCode::kOk) << err;
  EXPECT_EQ(AskedSince(), "");
  script.answers["ListChanges"] = "etag: '50'";
  ASSERT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kOk) << err;
  EXPECT_EQ(AskedSince(), " since_etag: \"50\"");
  EXPECT_EQ(out, "Nothing has changed since you last looked.");
}

TEST_F(ChangesCommandsTest, EachAccountAndAssessmentIsRememberedByItself) {
  AnswerUpTo("42");
  ASSERT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kOk) << err;
  ASSERT_EQ(Run({"assess", "changes", "p/b"}), ExitCode::kOk) << err;
  EXPECT_EQ(script.calls[1], "ListChanges parent: \"programs/p/assessments/b\"");
  script.answers["GetCaller"] = "account { name: 'accounts/eve' }";
  ASSERT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kOk) << err;
  EXPECT_EQ(AskedSince(), "");
  script.answers["GetCaller"] = "account { name: 'accounts/con' }";
  ASSERT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kOk) << err;
  EXPECT_EQ(AskedSince(), " since_etag: \"42\"");
}

// There everybody is "local", colleagues too.
TEST_F(ChangesCommandsTest, WithoutSignInNobodysDeedsAreLeftOut) {
  script.answers["GetCaller"] = "";
  script.answers["ListChanges"] =
      "changes { kind: KIND_COMMENT_MADE author: 'local' comment { text: 'Is this all?' } } "
      "etag: '42'";
  ASSERT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kOk) << err;
  EXPECT_THAT(out, HasSubstr("Is this all?"));
  EXPECT_THAT(err, Not(HasSubstr("left out")));
}

TEST_F(ChangesCommandsTest, OnesOwnDeedsAreCountedAndLeftOut) {
  AnswerUpTo("42");
  ASSERT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kOk) << err;
  EXPECT_THAT(out, AllOf(HasSubstr("Eve"), Not(HasSubstr("Con"))));
  EXPECT_THAT(err, HasSubstr("2 changes of your own are left out."));
  for (const char* flag : {"--all", "--mine"}) {
    ASSERT_EQ(Run({"assess", "changes", "p/a", flag}), ExitCode::kOk) << err;
    EXPECT_THAT(out, AllOf(HasSubstr("Eve"), HasSubstr("Con"))) << flag;
    EXPECT_THAT(err, Not(HasSubstr("left out"))) << flag;
  }
  ASSERT_EQ(Run({"assess", "changes", "p/a", "--output", "json"}), ExitCode::kOk) << err;
  EXPECT_THAT(out, AllOf(StartsWith("{"), HasSubstr("accounts/eve"), HasSubstr("\"42\""),
                         Not(HasSubstr("accounts/con")), Not(HasSubstr("left out"))));
  ASSERT_EQ(Run({"assess", "changes", "p/a", "--since", "9"}), ExitCode::kOk) << err;
  EXPECT_THAT(err, HasSubstr("2 changes of your own are left out. With --mine, they are shown."));
  script.answers["ListChanges"] = "changes { author: 'accounts/con' } etag: '43'";
  ASSERT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kOk) << err;
  EXPECT_EQ(out, "Nobody else has changed anything since you last looked.");
  EXPECT_THAT(err, HasSubstr("1 change of your own is left out."));
  EXPECT_EQ(Run({"assess", "changes", "p/a", "--all", "--since", "42"}), ExitCode::kUsage);
}

TEST_F(ChangesCommandsTest, OnlyNamesAndNumbersAreKeptAndForNobodyElse) {
  AnswerUpTo("42");
  ASSERT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kOk) << err;
  EXPECT_THAT(Remembered(), AllOf(HasSubstr("accounts/con"), HasSubstr("\"42\""),
                                  Not(HasSubstr("Is this")), Not(HasSubstr("eve"))));
  struct stat found {};
  ASSERT_EQ(stat(Path().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777, 0600U);
}

// Numbers of a server that was restored from a backup are smaller than what is remembered.
TEST_F(ChangesCommandsTest, AfterARestoreEverythingIsShown) {
  AnswerUpTo("42");
  ASSERT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kOk) << err;
  AnswerUpTo("9");
  ASSERT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kOk) << err;
  EXPECT_EQ(AskedSince(), " since_etag: \"42\"");
  EXPECT_EQ(script.calls.back(), "ListChanges parent: \"programs/p/assessments/a\"");
  ASSERT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kOk) << err;
  EXPECT_EQ(AskedSince(), " since_etag: \"9\"");
}

TEST_F(ChangesCommandsTest, AFileThatIsNoneIsNamed) {
  AnswerUpTo("42");
  ASSERT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kOk) << err;
  std::ofstream(Path()) << "no JSON";
  EXPECT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kInput);
  EXPECT_THAT(err, AllOf(HasSubstr("looked.json"), HasSubstr("Remove it to begin anew")));
  EXPECT_EQ(Run({"assess", "changes", "p/a", "--since", "42"}), ExitCode::kOk) << err;
}

TEST_F(ChangesCommandsTest, ChangesAreShownSinceADayOrTheLastTime) {
  script.answers["ListChanges"] = R"pb(
    changes {
      kind: KIND_ANSWER_SAVED
      criterion: "plan"
      author: "accounts/eve"
      author_label: "Eve"
      change_time { seconds: 1800000000 }
    }
    etag: "42"
  )pb";
  ASSERT_EQ(Run({"assess", "changes", "p/a", "--since", "2026-03-01"}), ExitCode::kOk) << err;
  EXPECT_EQ(script.calls[1],
            "ListChanges parent: \"programs/p/assessments/a\" since_time { seconds: 1772323200 }");
  EXPECT_THAT(out, HasSubstr("2027-01-15 08:00 UTC Eve saved the answer to plan"));
  EXPECT_THAT(err, HasSubstr("continuum assess changes p/a --since 42"));
  ASSERT_EQ(Run({"assess", "changes", "p/a", "--since", "42"}), ExitCode::kOk) << err;
  EXPECT_THAT(script.calls[1], HasSubstr("since_etag: \"42\""));
  // That was no look, so that everything is still to be shown.
  ASSERT_EQ(Run({"assess", "changes", "p/a"}), ExitCode::kOk) << err;
  EXPECT_EQ(script.calls[1], "ListChanges parent: \"programs/p/assessments/a\"");
  for (const char* bad : {"yesterday", "2026-13-01", "2026-3-1", "-1"}) {
    EXPECT_EQ(Run({"assess", "changes", "p/a", absl::StrCat("--since=", bad)}), ExitCode::kUsage)
        << bad;
    EXPECT_THAT(err, HasSubstr("want a day (YYYY-MM-DD)"));
  }
}

TEST_F(ChangesCommandsTest, WhatNobodyConfirmedOrWasPurgedIsNoSavedAnswer) {
  script.answers["ListChanges"] = R"pb(
    changes { kind: KIND_ANSWER_SAVED criterion: "consent" }
    changes { kind: KIND_ANSWER_CARRIED criterion: "plan" }
    changes { kind: KIND_ANSWER_PROPOSED criterion: "care" }
    changes { kind: KIND_ANSWER_PURGED criterion: "team" }
  )pb";
  ASSERT_EQ(Run({"assess", "changes", "p/a", "--output", "csv"}), ExitCode::kOk) << err;
  EXPECT_THAT(out,
              AllOf(HasSubstr("saved the answer to consent"),
                    HasSubstr("carried forward the answer to plan, to be confirmed"),
                    HasSubstr("proposed the answer to care from another rubric, to be confirmed"),
                    HasSubstr("purged what was written beside the answer to team")));
}

}  // namespace
}  // namespace continuum::cli
