// SPDX-License-Identifier: Apache-2.0
//
// What the audit log is told, in a file and by the system's log.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/end_to_end/fixture.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::end_to_end {
namespace {

using ::continuum::testing::HasReason;
using ::continuum::testing::IsOk;
using ::continuum::testing::ReadFile;
using ::continuum::testing::ServerProcess;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kWords[] = "What the people of the clinic wrote";

class AuditTest : public SignedInTest {
 protected:
  void SetUp() override {}

  std::string audit() const { return dir_.File("audit"); }

  std::vector<std::string> Lines() const { return absl::StrSplit(ReadFile(audit()), '\n'); }

  // Why no server can be given a system's log of its own here; empty if it can.
  static std::string WhyNoSyslog() {
    if (std::system("unshare --map-root-user --mount true 2>/dev/null") != 0) {
      return "this machine lets no process have a view of the file system of its own";
    }
    return std::system("busybox true 2>/dev/null") == 0 ? "" : "busybox is not installed";
  }

  // A server that tells a system's log of its own, which writes to messages().
  void StartWithSyslog(const std::vector<std::string>& options = {}) {
    std::vector<std::string> runner = {
        absl::StrCat(CONTINUUM_SOURCE_DIR, "/tests/testing/with_syslog.sh")};
    runner.insert(runner.end(), options.begin(), options.end());
    runner.push_back(messages());
    server_ = std::make_unique<ServerProcess>(
        database(), std::vector<std::string>{"--audit", "syslog"}, runner);
    ASSERT_TRUE(server_->started()) << server_->log();
    client_ = std::make_unique<Client>(server_->address());
  }
  std::string messages() const { return dir_.File("messages"); }

  // A line with all of these, each as it stands in the line.
  static ::testing::Matcher<std::string> Line(absl::string_view event, absl::string_view method,
                                              absl::string_view rest = "") {
    return AllOf(HasSubstr(absl::StrCat("\"message\":\"", event, "\"")),
                 HasSubstr(absl::StrCat("\"method\":\"", method, "\"")),
                 HasSubstr(std::string(rest)));
  }
};

TEST_F(AuditTest, TellsWhoDidWhatAndNothingThatPeopleWroteOrKeepSecret) {
  StartWithSignIn({"--audit", audit()});
  const std::string code = FirstCode();
  const std::string administrator = Redeem(code, "root@example.org");
  client_->SetSecret(administrator);
  PublishSmallRubric();
  MakeProgram("clinic");
  const std::string lead = Invite("lead@example.org", "programs/clinic", "ROLE_LEAD");
  client_->SetSecret(lead);
  MakeAssessment("clinic", "first");
  const auto saved = client_->Call(
      &Assessments::SaveAnswers,
      absl::StrCat("name: 'programs/clinic/assessments/first/answerSets/consensus' answers { "
                   "criterion: 'team' rating { option: 'all' } comment: '",
                   kWords, "' }"));
  EXPECT_THAT(saved, IsOk());
  EXPECT_THAT(client_->Call(
                  &Together::CreateThread,
                  absl::StrCat("parent: 'programs/clinic/assessments/first' text: '", kWords, "'")),
              IsOk());
  EXPECT_THAT(client_->Call(&Evidence::CreateLink,
                            absl::StrCat("parent: 'programs/clinic' title: '", kWords,
                                         "' evidence_date: '2026-01-31' link { url: "
                                         "'https://example.org/what-they-wrote' }")),
              IsOk());
  // Refusals: without permission, of a secret in the wrong place, and of wrong sign-ins.
  EXPECT_THAT(client_->Call(&Programs::CreateOrganization,
                            "organization_id: 'x' organization { title: 'X' }"),
              HasReason("PERMISSION_DENIED"));
  EXPECT_THAT(client_->Call(&Programs::GetProgram, absl::StrCat("name: '", lead, "'")),
              HasReason("PERMISSION_DENIED"));
  client_->SetSecret("");
  const auto sign_in = [&](const std::string& email, const std::string& password) {
    v1::SignInRequest request;
    request.set_email(email);
    request.set_password(password);
    return client_->Call(&People::SignIn, request);
  };
  EXPECT_THAT(sign_in("nobody@example.org", "wrong-password-1"), HasReason("SIGN_IN_FAILED"));
  EXPECT_THAT(sign_in("lead@example.org", "wrong-password-2"), HasReason("SIGN_IN_FAILED"));
  const auto session = sign_in("lead@example.org", kPassword);
  EXPECT_THAT(session, IsOk());
  client_->SetSecret(session->secret());
  EXPECT_THAT(client_->Call(&People::SignOut, ""), IsOk());
  EXPECT_THAT(client_->Call(&People::GetCaller, ""), HasReason("TOKEN_INVALID"));
  // A look by a role of the installation.
  client_->SetSecret(administrator);
  EXPECT_THAT(client_->Call(&Programs::GetProgram, "name: 'programs/clinic'"), IsOk());
  EXPECT_EQ(server_->Stop(), 0);

  const std::string name = session->account().name();
  const std::vector<std::string> lines = Lines();
  EXPECT_THAT(lines.front(), HasSubstr("\"message\":\"server started\""));
  EXPECT_THAT(lines[1], HasSubstr("\"message\":\"code for the first administrator made\""));
  EXPECT_THAT(lines[lines.size() - 2], HasSubstr("\"message\":\"server stopped\""));
  EXPECT_THAT(lines, Contains(Line("sign-in", "PeopleService.RedeemCode",
                                   "\"account\":\"accounts/administrator\"")));
  EXPECT_THAT(lines, Contains(AllOf(Line("change", "AssessmentService.SaveAnswers",
                                         "\"resource\":\"programs/clinic/assessments/first/"
                                         "answerSets/consensus\""),
                                    HasSubstr(absl::StrCat("\"account\":\"", name, "\"")),
                                    HasSubstr("\"signed_in_by\":\"token\""),
                                    HasSubstr("\"peer\":\"ipv4:127.0.0.1:"))));
  EXPECT_THAT(lines, Contains(Line("refused", "ProgramService.CreateOrganization",
                                   "\"reason\":\"PERMISSION_DENIED\"")));
  EXPECT_THAT(lines, Contains(AllOf(Line("refused", "ProgramService.GetProgram"),
                                    HasSubstr("\"resource\":\"\""))));
  EXPECT_THAT(lines, Contains(AllOf(Line("sign-in", "PeopleService.SignIn", "SIGN_IN_FAILED"),
                                    HasSubstr("\"account\":\"public\""))));
  EXPECT_THAT(lines, Contains(AllOf(Line("sign-in", "PeopleService.SignIn", "SIGN_IN_FAILED"),
                                    HasSubstr(absl::StrCat("\"account\":\"", name, "\"")))));
  EXPECT_THAT(lines, Contains(AllOf(Line("sign-in", "PeopleService.SignIn", "\"code\":\"OK\""),
                                    HasSubstr(absl::StrCat("\"account\":\"", name, "\"")))));
  EXPECT_THAT(lines, Contains(Line("sign-out", "PeopleService.SignOut", "\"code\":\"OK\"")));
  EXPECT_THAT(lines, Contains(Line("refused", "PeopleService.GetCaller", "TOKEN_INVALID")));
  EXPECT_THAT(lines, Contains(Line("look", "ProgramService.GetProgram",
                                   "\"resource\":\"programs/clinic\"")));

  for (const std::string& never :
       {code, administrator, lead, session->secret(), std::string(kPassword),
        std::string("wrong-password"), std::string(kWords), std::string("what-they-wrote"),
        std::string("example.org"), std::string("ctm_")}) {
    EXPECT_THAT(ReadFile(audit()), Not(HasSubstr(never)));
    EXPECT_THAT(server_->log(), Not(HasSubstr(never)));
  }
}

// More than the daemon's socket takes.
TEST_F(AuditTest, ASystemsLogThatHangsHoldsUpNoCall) {
  if (const std::string why = WhyNoSyslog(); !why.empty()) GTEST_SKIP() << why;
  ASSERT_NO_FATAL_FAILURE(StartWithSyslog({"--hanging"}));
  int room = 0;
  ASSERT_TRUE(absl::SimpleAtoi(ReadFile("/proc/sys/net/unix/max_dgram_qlen"), &room));
  for (int i = 0; i < room + 20; ++i) {
    ASSERT_THAT(client_->Call(
                    &Programs::CreateOrganization,
                    absl::StrCat("organization_id: 'o", i, "' organization { title: 'O", i, "' }")),
                IsOk());
  }
  EXPECT_EQ(server_->Stop(), 0);
  EXPECT_THAT(server_->log(), HasSubstr("audit log not written before the end"));
}

TEST_F(AuditTest, TellsTheSystemsLog) {
  if (const std::string why = WhyNoSyslog(); !why.empty()) GTEST_SKIP() << why;
  ASSERT_NO_FATAL_FAILURE(StartWithSyslog());
  ASSERT_THAT(client_->Call(&Programs::CreateOrganization,
                            "organization_id: 'x' organization { title: 'X' }"),
              IsOk());
  const auto told = [&] {
    return absl::StrContains(ReadFile(messages()), "ProgramService.CreateOrganization");
  };
  const absl::Time until = absl::Now() + absl::Seconds(30);
  while (!told() && absl::Now() < until) absl::SleepFor(absl::Milliseconds(10));
  EXPECT_THAT(ReadFile(messages()),
              AllOf(HasSubstr(absl::StrCat("authpriv.info continuum[", server_->pid(), "]: {")),
                    HasSubstr("\"message\":\"server started\""),
                    HasSubstr("\"message\":\"change\",\"method\":"
                              "\"ProgramService.CreateOrganization\",\"code\":\"OK\"")));
  EXPECT_EQ(server_->Stop(), 0);
}

TEST_F(AuditTest, AnAuditLogThatCannotBeWrittenKeepsTheServerFromStarting) {
  ServerProcess server(database(), {"--audit", dir_.File("none/audit")});
  EXPECT_FALSE(server.started());
  EXPECT_EQ(server.Wait(), 1);
  EXPECT_THAT(server.log(), HasSubstr("--audit: cannot write to"));
}

}  // namespace
}  // namespace continuum::end_to_end
