// SPDX-License-Identifier: Apache-2.0
//
// What the tests of the running server share.

#ifndef CONTINUUM_TESTS_END_TO_END_FIXTURE_H_
#define CONTINUUM_TESTS_END_TO_END_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "tests/end_to_end/client.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace continuum::end_to_end {

// A rubric with one criterion of each form that the tests need:
// * "care" is a staircase with the stages "begun" (1) and "full" (2) and may be not applicable;
// * "team" is a rating with the options "none" (0), "some" (1) and "all" (2), and may not.
// Its rollup "total" is their sum, and its ladder "recognition" has the levels "one" (2 points) and
// "two" (4 points).
extern const char kSmallRubric[];

// A real server with a new database file, and a client. Nothing is in the database.
class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override { Start(); }

  // Starts the server, again if it has ended.
  void Start(const std::vector<std::string>& flags = {});

  std::string database() const { return dir_.File("continuum.db"); }

  // Publishes kSmallRubric as rubrics/small/revisions/1.
  void PublishSmallRubric();
  // Makes organizations/org and programs/<program>.
  void MakeProgram(absl::string_view program);
  // Makes the draft programs/<program>/assessments/<assessment> under kSmallRubric, for 2025.
  void MakeAssessment(absl::string_view program, absl::string_view assessment);
  // All three: rubrics/small, programs/clinic and its assessment "first", which has no answers yet.
  void MakeFirstAssessment();

  testing::TempDir dir_;
  std::unique_ptr<testing::ServerProcess> server_;
  std::unique_ptr<Client> client_;
};

// A real server on which people sign in.
class SignedInTest : public ServerTest {
 protected:
  // What everybody here chooses.
  static constexpr char kPassword[] = "seven brown kettles sing";

  void SetUp() override { StartWithSignIn(); }

  // Starts it, again if it has ended, and waits for the last line that it prints.
  void StartWithSignIn(const std::vector<std::string>& flags = {});

  // The code for the first administrator that the server printed; empty if it printed none.
  std::string FirstCode() const;

  // Redeems a code and gives the session's secret.
  std::string Redeem(const std::string& code, const std::string& email = "");

  // Invites somebody to a role, as whoever is signed in, and gives their session's secret.
  std::string Invite(const std::string& email, const std::string& resource,
                     const std::string& role);
};

}  // namespace continuum::end_to_end

#endif  // CONTINUUM_TESTS_END_TO_END_FIXTURE_H_
