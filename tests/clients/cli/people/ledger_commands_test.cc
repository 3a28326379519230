// SPDX-License-Identifier: Apache-2.0
//
// Each command about the ledger once: what the server is asked, and what people are shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/exit_code.h"
#include "tests/clients/cli/people/fake_people.h"
#include "tests/clients/cli/people/people_test_base.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class LedgerCommandsTest : public testing::PeopleTestBase {
 protected:
  ExitCode Run(const std::vector<std::string>& arguments, const std::string& input = "") {
    ledger.calls.clear();
    return PeopleTestBase::Run(arguments, input);
  }
};

TEST_F(LedgerCommandsTest, TheHeadIsShownWholeAndWhatItIsFor) {
  ledger.answers["GetLedgerHead"] =
      "size: 7 root: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' "
      "change_time { seconds: 1800000000 }";
  ASSERT_EQ(Run({"admin", "ledger", "head"}), ExitCode::kOk) << err;
  EXPECT_EQ(out,
            "Changes 7 Last change 2027-01-15 08:00 UTC "
            "Root e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_THAT(err, HasSubstr("Keep these where nobody who can write to the server's disk"));
  ASSERT_EQ(Run({"admin", "ledger", "head", "--output", "csv"}), ExitCode::kOk);
  EXPECT_THAT(out, HasSubstr("size,changed,root 7,2027-01-15 08:00 UTC,e3b0c4"));
}

TEST_F(LedgerCommandsTest, ChangesAreListedForPeopleAndForAuditors) {
  ledger.answers["ListLedgerEntries"] = R"pb(
    entries {
      sequence: 4
      change_time { seconds: 1800000000 }
      kind: "SaveAnswers"
      author: "accounts/ana"
      owner: "organizations/o"
      rows { kind: "answer" name: "programs/p/a1" digest: "d1" }
      rows { kind: "answer" name: "programs/p/a2" digest: "d2" }
      rows { kind: "answer" name: "programs/p/a3" digest: "d3" }
      rows { kind: "assessment" name: "programs/p/a4" digest: "d4" }
    }
  )pb";
  ASSERT_EQ(Run({"admin", "ledger", "list", "--author", "accounts/ana", "--owner",
                 "organizations/o", "--kind", "SaveAnswers", "--resource", "programs/p", "--since",
                 "2027-01-15", "--until", "2027-01-15"}),
            ExitCode::kOk)
      << err;
  EXPECT_THAT(ledger.calls,
              ElementsAre("ListLedgerEntries author: \"accounts/ana\" owner: \"organizations/o\" "
                          "kind: \"SaveAnswers\" resource: \"programs/p\" start_time { seconds: "
                          "1799971200 } end_time { seconds: 1800057600 } page_size: 200"));
  EXPECT_THAT(out, HasSubstr("4 2027-01-15 08:00 UTC accounts/ana SaveAnswers organizations/o "
                             "answer programs/p/a1; answer programs/p/a2; answer programs/p/a3; "
                             "and 1 more"));
  ASSERT_EQ(Run({"admin", "ledger", "list", "--output", "csv"}), ExitCode::kOk);
  EXPECT_THAT(out, AllOf(HasSubstr("sequence,time,author,kind,owner,row_kind,row_name,digest"),
                         HasSubstr("4,2027-01-15 08:00 UTC,accounts/ana,SaveAnswers,"
                                   "organizations/o,assessment,programs/p/a4,d4")));
  ASSERT_EQ(Run({"admin", "ledger", "list", "--output", "json"}), ExitCode::kOk);
  EXPECT_THAT(out, HasSubstr("\"kind\": \"SaveAnswers\""));
}

TEST_F(LedgerCommandsTest, ShortNamesAreTaken) {
  ASSERT_EQ(Run({"admin", "ledger", "list", "--author", "ana", "--owner", "coastal", "--resource",
                 "harbor/y2025"}),
            ExitCode::kOk)
      << err;
  EXPECT_THAT(ledger.calls, ElementsAre("ListLedgerEntries author: \"accounts/ana\" owner: "
                                        "\"organizations/coastal\" resource: "
                                        "\"programs/harbor/assessments/y2025\" page_size: 200"));
  EXPECT_EQ(Run({"admin", "ledger", "list", "--author", "two words"}), ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("want an account's id such as ana"));
  EXPECT_THAT(ledger.calls, ElementsAre());
}

TEST_F(LedgerCommandsTest, DaysMustBeDays) {
  for (const char* option : {"--since", "--until"}) {
    EXPECT_EQ(Run({"admin", "ledger", "list", option, "yesterday"}), ExitCode::kUsage);
    EXPECT_THAT(err, AllOf(HasSubstr(option), HasSubstr("want a day (YYYY-MM-DD)")));
    EXPECT_THAT(ledger.calls, ElementsAre());
  }
}

TEST_F(LedgerCommandsTest, VerifyingSaysWhetherEverythingFits) {
  ledger.answers["VerifyLedger"] = "head { size: 7 root: 'abc' } row_count: 12";
  EXPECT_EQ(Run({"admin", "ledger", "verify"}), ExitCode::kOk);
  EXPECT_THAT(out + err, HasSubstr("Everything fits: 12 rows and 7 changes, with the root abc."));
  ledger.answers["VerifyLedger"] = R"pb(
    head { size: 7 root: "abc" }
    row_count: 12
    problem_count: 2
    problems { sequence: 3 resource: "programs/p" message: "the row is not as it was" }
    problems { message: "the head does not follow" }
  )pb";
  EXPECT_EQ(Run({"admin", "ledger", "verify"}), ExitCode::kProblems);
  EXPECT_THAT(out, HasSubstr("3 programs/p the row is not as it was"));
  EXPECT_THAT(err, HasSubstr("What does not fit: 2 in all"));
}

constexpr char kRoot[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

TEST_F(LedgerCommandsTest, VerifyingComparesWithAHeadThatWasKept) {
  ledger.answers["VerifyLedger"] = "head { size: 9 root: 'abc' } row_count: 12";
  EXPECT_EQ(Run({"admin", "ledger", "verify", "--kept-size", "7", "--kept-root", kRoot}),
            ExitCode::kOk)
      << err;
  EXPECT_THAT(ledger.calls, ElementsAre(absl::StrCat("VerifyLedger kept_head { size: 7 root: \"",
                                                     kRoot, "\" }")));
  EXPECT_THAT(out + err, HasSubstr("root abc. The ledger still begins with the 7 changes of the "
                                   "head that was kept."));
  EXPECT_EQ(Run({"admin", "ledger", "verify"}), ExitCode::kOk);
  EXPECT_THAT(ledger.calls, ElementsAre("VerifyLedger "));
  EXPECT_THAT(out + err, Not(HasSubstr("still begins")));
}

TEST_F(LedgerCommandsTest, WhatHeadWroteCanBeComparedWithLater) {
  ledger.answers["GetLedgerHead"] =
      absl::StrCat("size: 7 root: '", kRoot, "' change_time { seconds: 1800000000 }");
  ASSERT_EQ(Run({"--output", "json", "admin", "ledger", "head"}), ExitCode::kOk) << err;
  const std::string file = home.File("head.json");
  testing::WriteFile(file, out);
  const auto compares = ElementsAre(absl::StrCat("VerifyLedger kept_head { size: 7 root: \"", kRoot,
                                                 "\" change_time { seconds: 1800000000 } }"));
  EXPECT_EQ(Run({"admin", "ledger", "verify", "--kept", file}), ExitCode::kOk) << err;
  EXPECT_THAT(ledger.calls, compares);
  EXPECT_EQ(Run({"admin", "ledger", "verify", "--kept", "-"}, testing::ReadFile(file)),
            ExitCode::kOk)
      << err;
  EXPECT_THAT(ledger.calls, compares);
}

// So that the head that is kept is the one that was compared: what is changed after that is found
// the next time.
TEST_F(LedgerCommandsTest, WhatVerifyWroteCanBeComparedWithLater) {
  ledger.answers["VerifyLedger"] = absl::StrCat(
      "head { size: 7 root: '", kRoot, "' change_time { seconds: 1800000000 } } row_count: 12");
  ASSERT_EQ(Run({"--output", "json", "admin", "ledger", "verify"}), ExitCode::kOk) << err;
  const std::string file = home.File("head.json");
  testing::WriteFile(file, out);
  EXPECT_EQ(Run({"admin", "ledger", "verify", "--kept", file}), ExitCode::kOk) << err;
  EXPECT_THAT(ledger.calls,
              ElementsAre(absl::StrCat("VerifyLedger kept_head { size: 7 root: \"", kRoot,
                                       "\" change_time { seconds: 1800000000 } }")));
}

// The script in docs/operations/audit.md, as it stands there.
class NightlyScriptTest : public LedgerCommandsTest {
 protected:
  NightlyScriptTest() {
    const std::string page =
        testing::ReadFile(absl::StrCat(CONTINUUM_SOURCE_DIR, "/docs/operations/audit.md"));
    const size_t begin = page.find("    #!/bin/sh\n");
    EXPECT_NE(begin, std::string::npos);
    const std::string text =
        absl::StrReplaceAll(page.substr(begin, page.find("\n\n", begin) - begin),
                            {{"\n    ", "\n"}, {"/var/lib/continuum-heads", Heads()}});
    EXPECT_THAT(text, HasSubstr(Heads()));
    testing::WriteFile(home.File("nightly"), absl::StripLeadingAsciiWhitespace(text));
    std::filesystem::create_directory(Heads());
  }

  std::string Heads() const { return home.File("heads"); }

  // The exit code. What the script says is in the file "said".
  int RunScript() {
    ledger.calls.clear();
    const std::string folder = std::filesystem::path(CONTINUUM_COMMAND).parent_path();
    const int status =
        std::system(absl::StrCat("CONTINUUM_SERVER=", address, " PATH='", folder, ":'$PATH sh '",
                                 home.File("nightly"), "' >'", home.File("said"), "' 2>&1")
                        .c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  std::vector<std::string> HeadsKept() const {
    std::vector<std::string> kept;
    for (const auto& entry : std::filesystem::directory_iterator(Heads())) {
      if (entry.path().extension() == ".json") kept.push_back(testing::ReadFile(entry.path()));
    }
    return kept;
  }
};

TEST_F(NightlyScriptTest, KeepsTheHeadThatWasCompared) {
  const auto same_head = [] {
    return ElementsAre(absl::StrCat("VerifyLedger kept_head { size: 7 root: \"", kRoot, "\" }"));
  };
  ledger.answers["VerifyLedger"] = absl::StrCat("head { size: 7 root: '", kRoot, "' }");
  // What somebody has altered since.
  ledger.answers["GetLedgerHead"] = "size: 8 root: 'altered'";
  EXPECT_EQ(RunScript(), 0) << testing::ReadFile(home.File("said"));
  EXPECT_THAT(ledger.calls, ElementsAre("VerifyLedger "));
  EXPECT_THAT(HeadsKept(), ElementsAre(HasSubstr(kRoot)));
  testing::WriteFile(Heads() + "/head-2000-01-01.json", HeadsKept()[0]);
  EXPECT_EQ(RunScript(), 0) << testing::ReadFile(home.File("said"));
  EXPECT_THAT(ledger.calls, same_head());
  EXPECT_THAT(HeadsKept(), ::testing::Each(HasSubstr(kRoot)));
  // What does not fit is said, and its head is not kept.
  ledger.answers["VerifyLedger"] = "head { size: 9 root: 'b' } problem_count: 1";
  EXPECT_EQ(RunScript(), 1);
  EXPECT_THAT(ledger.calls, same_head());
  EXPECT_THAT(testing::ReadFile(home.File("said")), HasSubstr("What does not fit: 1 in all"));
  EXPECT_THAT(HeadsKept(), ::testing::Each(HasSubstr(kRoot)));
  // The night after, it is compared with the same head again.
  EXPECT_EQ(RunScript(), 1);
  EXPECT_THAT(ledger.calls, same_head());
}

TEST_F(LedgerCommandsTest, TheHeadOfAVerificationThatFailedIsNotReliedOn) {
  ledger.answers["VerifyLedger"] = absl::StrCat(
      "head { size: 7 root: '", kRoot, "' } problem_count: 1 problems { message: 'altered' }");
  ASSERT_EQ(Run({"--output", "json", "admin", "ledger", "verify"}), ExitCode::kProblems);
  const std::string file = home.File("head.json");
  testing::WriteFile(file, out);
  EXPECT_EQ(Run({"admin", "ledger", "verify", "--kept", file}), ExitCode::kInput);
  EXPECT_THAT(err, HasSubstr("found what does not fit, so its head is not to be relied on"));
  EXPECT_THAT(ledger.calls, ElementsAre());
}

TEST_F(LedgerCommandsTest, AKeptFileMustBeAHead) {
  const std::string file = home.File("head.json");
  for (const char* text : {"", "{", "{}", "[]", R"({"size": "7"})", R"({"other": 1})",
                           R"({"head": {}})", R"({"head": {"size": "7"}, "rowCount": "2"})"}) {
    testing::WriteFile(file, text);
    EXPECT_EQ(Run({"admin", "ledger", "verify", "--kept", file}), ExitCode::kInput) << text;
    EXPECT_THAT(err, AllOf(HasSubstr(file), HasSubstr("this is no head of the ledger; want what")));
    EXPECT_THAT(ledger.calls, ElementsAre());
  }
  EXPECT_EQ(Run({"admin", "ledger", "verify", "--kept", home.File("none")}), ExitCode::kInput);
}

TEST_F(LedgerCommandsTest, AKeptHeadHasBothParts) {
  const std::vector<std::vector<std::string>> wrong = {
      {"--kept-size", "7"},
      {"--kept-root", kRoot},
      {"--kept-size", "seven", "--kept-root", kRoot},
      {"--kept", "-", "--kept-size", "7", "--kept-root", kRoot}};
  for (const std::vector<std::string>& options : wrong) {
    std::vector<std::string> arguments = {"admin", "ledger", "verify"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    EXPECT_EQ(Run(arguments), ExitCode::kUsage) << options[0];
    EXPECT_THAT(ledger.calls, ElementsAre());
  }
}

TEST_F(LedgerCommandsTest, AVerificationIsNotRepeatedByItself) {
  ledger.refusal = testing::Refusal(grpc::StatusCode::RESOURCE_EXHAUSTED, "VERIFYING");
  EXPECT_NE(Run({"admin", "ledger", "verify"}), ExitCode::kOk);
  EXPECT_EQ(ledger.calls.size(), 1U);
  EXPECT_THAT(err, Not(HasSubstr("Everything fits")));
}

}  // namespace
}  // namespace continuum::cli
