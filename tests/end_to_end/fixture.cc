// SPDX-License-Identifier: Apache-2.0

#include "tests/end_to_end/fixture.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/testing/status_matchers.h"

namespace continuum::end_to_end {

using ::continuum::testing::IsOk;

const char kSmallRubric[] = R"pb(
  id: "small"
  revision: "1"
  title: "A small rubric"
  summary: "Shows what the service does. It means nothing beyond that."
  sources { citation: "Made for tests" covers: "everything" standing: STANDING_CONFIRMED }
  continua {
    id: "steps"
    title: "Steps"
    stages { id: "begun" title: "Begun" value: "1" }
    stages { id: "full" title: "Full" value: "2" }
  }
  activity_policy { adapted_counts: ADAPTATION_RULE_CONSISTENT }
  missing {
    not_applicable { kind: KIND_LEAVES }
    insufficient_data { kind: KIND_COUNTS_AS value: "0" }
    absent { kind: KIND_COUNTS_AS value: "0" }
  }
  domains {
    id: "all"
    title: "All of it"
    criteria {
      id: "care"
      title: "Care"
      intent: "People get care."
      allows_not_applicable: true
      not_applicable_when: "The program gives no care itself."
      staircase {
        continuum: "steps"
        cells {
          stage: "begun"
          activities { id: "asks" text: "The program asks people what they need." }
          activities { id: "refers" text: "The program refers people to care." covers: "asks" }
        }
        cells {
          stage: "full"
          activities { id: "treats" text: "The program treats people itself." covers: "refers" }
          activities { id: "follows" text: "The program follows people up." }
        }
      }
    }
    criteria {
      id: "team"
      title: "Team"
      intent: "People who care work together."
      rating {
        options { id: "none" text: "Nobody does." value: "0" }
        options { id: "some" text: "Some do." value: "1" }
        options { id: "all" text: "All do." value: "2" }
      }
    }
  }
  rollups {
    id: "total"
    title: "Total"
    operator: OPERATOR_WEIGHTED_SUM
    terms { domain: "all" }
    direction: DIRECTION_MORE_IS_BETTER
    display { unit: "points" }
  }
  ladders {
    id: "recognition"
    title: "Recognition"
    levels {
      id: "one"
      title: "Level 1"
      requirement { rollup_at_least { rollup: "total" value: "2" } }
    }
    levels {
      id: "two"
      title: "Level 2"
      requirement { rollup_at_least { rollup: "total" value: "4" } }
    }
  }
  index_rollup: "total"
)pb";

void ServerTest::Start(const std::vector<std::string>& flags) {
  client_.reset();
  server_ = std::make_unique<testing::ServerProcess>(database(), flags);
  ASSERT_TRUE(server_->started()) << server_->log();
  client_ = std::make_unique<Client>(server_->address());
}

void ServerTest::PublishSmallRubric() {
  v1::CreateRubricRevisionRequest request;
  request.set_source_text(kSmallRubric);
  ASSERT_THAT(client_->Call(&Rubrics::CreateRubricRevision, request), IsOk());
  ASSERT_THAT(
      client_->Call(&Rubrics::PublishRubricRevision, R"(name: "rubrics/small/revisions/1")"),
      IsOk());
}

void ServerTest::MakeProgram(absl::string_view program) {
  const absl::StatusOr<v1::Organization> organization = client_->Call(
      &Programs::CreateOrganization, R"(organization_id: "org" organization { title: "Org" })");
  if (!absl::IsAlreadyExists(organization.status())) {
    ASSERT_THAT(organization, IsOk());
  }
  ASSERT_THAT(
      client_->Call(&Programs::CreateProgram,
                    absl::StrCat("program_id: '", program, "' program { title: 'A program' ",
                                 "organization: 'organizations/org' jurisdiction: 'US-MD' }")),
      IsOk());
}

void ServerTest::MakeAssessment(absl::string_view program, absl::string_view assessment) {
  ASSERT_THAT(
      client_->Call(&Assessments::CreateAssessment,
                    absl::StrCat("parent: 'programs/", program, "' assessment_id: '", assessment,
                                 "' assessment { ", "revision: 'rubrics/small/revisions/1' ",
                                 "period_start: '2025-01-01' period_end: '2025-12-31' }")),
      IsOk());
}

void ServerTest::MakeFirstAssessment() {
  ASSERT_NO_FATAL_FAILURE(PublishSmallRubric());
  ASSERT_NO_FATAL_FAILURE(MakeProgram("clinic"));
  ASSERT_NO_FATAL_FAILURE(MakeAssessment("clinic", "first"));
}

void SignedInTest::StartWithSignIn(const std::vector<std::string>& flags) {
  std::vector<std::string> all = flags;
  all.emplace_back(testing::ServerProcess::kSignIn);
  Start(all);
  while (!absl::StrContains(server_->output(), "Ctrl-C stops it")) {
    absl::SleepFor(absl::Milliseconds(10));
  }
}

std::string SignedInTest::FirstCode() const {
  const std::string output = server_->output();
  const size_t begin = output.rfind("ctm_once_");
  if (begin == std::string::npos) return "";
  return output.substr(begin, output.find_first_of(" \n", begin) - begin);
}

std::string SignedInTest::Redeem(const std::string& code, const std::string& email) {
  v1::RedeemCodeRequest request;
  request.set_code(code);
  request.set_password(kPassword);
  request.set_email(email);
  const auto in = client_->Call(&People::RedeemCode, request);
  EXPECT_THAT(in, IsOk());
  return in.ok() ? in->secret() : "";
}

std::string SignedInTest::Invite(const std::string& email, const std::string& resource,
                                 const std::string& role) {
  const auto invited = client_->Call(
      &People::CreateInvitation,
      absl::StrCat("resource: '", resource, "' role: ", role, " email: '", email, "'"));
  EXPECT_THAT(invited, IsOk());
  return invited.ok() ? Redeem(invited->code()) : "";
}

}  // namespace continuum::end_to_end
