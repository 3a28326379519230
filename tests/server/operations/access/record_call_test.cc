// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/record_call.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>

#include "absl/time/time.h"
#include "server/base/audit_log.h"
#include "server/base/errors.h"
#include "server/base/log.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kScorecard[] = "programs/p/assessments/a/scorecard";

absl::Status Refused() { return base::PermissionDenied("PERMISSION_DENIED", "you may not"); }

// A call that an account made.
Passage Passing(const std::string& method, LetInBy by, bool changes = false) {
  Passage passage;
  passage.method = method;
  passage.changes = changes;
  passage.call_id = "call1";
  passage.peer = "ipv4:192.0.2.1:40404";
  passage.caller = auth::Caller::Account("accounts/ana", {}, {}, auth::SignedInBy::kToken);
  passage.caller.SetToken("accounts/ana/tokens/t1", false);
  passage.resource = kScorecard;
  passage.let_in_by = by;
  return passage;
}

TEST(EventOfTest, IsWhatTheCallWas) {
  const auto event = [](const Passage& passage, const absl::Status& outcome) {
    return std::string(EventOf(passage, outcome));
  };
  const absl::Status ok = absl::OkStatus();
  const absl::Status wrong = base::InvalidField("name", "x", "a name");
  const std::string get = "AssessmentService.GetScorecard";
  const std::string save = "AssessmentService.SaveAnswers";
  EXPECT_EQ(event(Passing(get, LetInBy::kOwn), ok), "");
  EXPECT_EQ(event(Passing(get, LetInBy::kAccess), ok), "look");
  EXPECT_EQ(event(Passing(get, LetInBy::kInstallation), ok), "look");
  EXPECT_EQ(event(Passing(get, LetInBy::kAccess), wrong), "");
  EXPECT_EQ(event(Passing(get, LetInBy::kNothing), Refused()), "refused");
  EXPECT_EQ(event(Passing(get, LetInBy::kNothing),
                  base::MakeError(absl::StatusCode::kUnauthenticated, "TOKEN_INVALID", "no")),
            "refused");
  EXPECT_EQ(event(Passing(save, LetInBy::kOwn, true), ok), "change");
  EXPECT_EQ(event(Passing(save, LetInBy::kOwn, true), wrong), "");
  EXPECT_EQ(event(Passing(save, LetInBy::kOwn, true),
                  base::MakeError(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN", "who knows")),
            "change");
  EXPECT_EQ(event(Passing(save, LetInBy::kOwn, true), absl::InternalError("a defect")), "change");
  EXPECT_EQ(event(Passing(save, LetInBy::kOwn, true), Refused()), "refused");
  EXPECT_EQ(event(Passing("PeopleService.SignIn", LetInBy::kOwn, true), wrong), "sign-in");
  EXPECT_EQ(event(Passing("PeopleService.RedeemCode", LetInBy::kOwn, true), ok), "sign-in");
  EXPECT_EQ(event(Passing("PeopleService.SignOut", LetInBy::kOwn, true), ok), "sign-out");
}

class RecordCallTest : public OperationsTest {
 protected:
  RecordCallTest() {
    audit_ = *base::AuditLog::Open(dir_.File("audit"), clock_, log_);
    dependencies_.audit = audit_.get();
  }

  std::string Audit() const {
    EXPECT_TRUE(audit_->WaitUntilWritten(absl::Seconds(30)));
    return testing::ReadFile(dir_.File("audit"));
  }

  std::ostringstream log_text_;
  const base::Log log_{clock_, base::Severity::kInfo, log_text_};
  std::unique_ptr<base::AuditLog> audit_;
};

TEST_F(RecordCallTest, TheAuditLogHasWhoDidWhatAndFromWhere) {
  RecordCall(dependencies_, Passing("AssessmentService.SaveAnswers", LetInBy::kOwn, true),
             absl::OkStatus());
  EXPECT_EQ(Audit(),
            "{\"time\":\"2026-03-01T12:00:00.000Z\",\"severity\":\"INFO\",\"message\":\"change\","
            "\"method\":\"AssessmentService.SaveAnswers\",\"code\":\"OK\",\"reason\":\"\","
            "\"account\":\"accounts/ana\",\"signed_in_by\":\"token\","
            "\"token\":\"accounts/ana/tokens/t1\",\"peer\":\"ipv4:192.0.2.1:40404\","
            "\"resource\":\"programs/p/assessments/a/scorecard\",\"call\":\"call1\"}\n");
  RecordCall(dependencies_, Passing("AssessmentService.SaveAnswers", LetInBy::kNothing, true),
             Refused());
  EXPECT_THAT(Audit(), AllOf(HasSubstr("\"severity\":\"WARNING\",\"message\":\"refused\""),
                             HasSubstr("\"code\":\"PERMISSION_DENIED\","
                                       "\"reason\":\"PERMISSION_DENIED\"")));
}

TEST_F(RecordCallTest, ASignInNamesTheAccountThatWasFound) {
  Passage passage = Passing("PeopleService.SignIn", LetInBy::kOwn, true);
  passage.caller = auth::Caller::Public();
  passage.resource.clear();
  RecordCall(dependencies_, passage,
             base::MakeError(absl::StatusCode::kUnauthenticated, "SIGN_IN_FAILED", "no"));
  EXPECT_THAT(Audit(), HasSubstr("\"account\":\"public\""));
  passage.account = "accounts/ana";
  RecordCall(dependencies_, passage, absl::OkStatus());
  EXPECT_THAT(Audit(), HasSubstr("\"account\":\"accounts/ana\",\"signed_in_by\":\"nothing\""));
}

TEST_F(RecordCallTest, WhatIsNoNameIsNotRepeated) {
  for (const char* typed :
       {"ctm_api_0123456789abcdefghijABCDEFGHIJ0123456789ABC123456",
        "accounts/ana/tokens/ctm_api_0123456789abcdefghijABCDEFGHIJ", "programs/ana@example.org",
        "programs/Jo was here", "jo@example.org", "programs/p\n{\"severity\":\"INFO\"}"}) {
    Passage passage = Passing("AssessmentService.GetScorecard", LetInBy::kNothing);
    passage.resource = typed;
    RecordCall(dependencies_, passage, Refused());
    EXPECT_THAT(Audit(), AllOf(HasSubstr("\"resource\":\"\""), Not(HasSubstr("ctm_")),
                               Not(HasSubstr("example.org")), Not(HasSubstr("Jo"))));
  }
}

TEST_F(RecordCallTest, WithoutAnAuditLogNothingIsTold) {
  dependencies_.audit = nullptr;
  RecordCall(dependencies_, Passing("AssessmentService.SaveAnswers", LetInBy::kOwn, true),
             absl::OkStatus());
  EXPECT_EQ(Audit(), "");
}

TEST_F(RecordCallTest, OwnCallsAboutAnAssessmentAreWork) {
  for (const char* method :
       {"AssessmentService.GetScorecard", "TogetherService.ListThreads",
        "EvidenceService.ListAttachments", "CrosswalkService.PrefillAssessment"}) {
    RecordCall(dependencies_, Passing(method, LetInBy::kOwn), absl::OkStatus());
    EXPECT_THAT(effort_.ToWrite(),
                ElementsAre(EffortLog::Effort{"accounts/ana", "programs/p/assessments/a", 60}))
        << method;
  }
  EXPECT_THAT(looks_.ToWrite(), IsEmpty());
}

TEST_F(RecordCallTest, OtherCallsAreNoWork) {
  const std::string get = "AssessmentService.GetScorecard";
  RecordCall(dependencies_, Passing(get, LetInBy::kAccess), absl::OkStatus());
  RecordCall(dependencies_, Passing(get, LetInBy::kInstallation), absl::OkStatus());
  RecordCall(dependencies_, Passing(get, LetInBy::kNothing), Refused());
  RecordCall(dependencies_, Passing(get, LetInBy::kOwn), base::NotFound(kScorecard));
  RecordCall(dependencies_, Passing("RecordsService.CreatePurge", LetInBy::kOwn), absl::OkStatus());
  Passage list = Passing("AssessmentService.ListAssessments", LetInBy::kOwn);
  list.resource = "programs/p";
  RecordCall(dependencies_, list, absl::OkStatus());
  EXPECT_THAT(effort_.ToWrite(), IsEmpty());
}

TEST_F(RecordCallTest, WhatWasSeenByAnAccessIsNoted) {
  Passage passage = Passing("AssessmentService.GetScorecard", LetInBy::kAccess);
  passage.accesses = {"programs/p/accesses/a1"};
  RecordCall(dependencies_, passage, base::NotFound(kScorecard));  // nothing was seen
  EXPECT_THAT(looks_.ToWrite(), IsEmpty());
  RecordCall(dependencies_, passage, absl::OkStatus());
  ASSERT_THAT(looks_.ToWrite(), SizeIs(1));
  const Look look = looks_.ToWrite()[0].look;
  EXPECT_EQ(look.access, "programs/p/accesses/a1");
  EXPECT_EQ(look.account, "accounts/ana");
  EXPECT_EQ(look.resource, kScorecard);
  EXPECT_EQ(look.method, "GetScorecard");
}

}  // namespace
}  // namespace continuum::operations
