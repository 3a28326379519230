// SPDX-License-Identifier: Apache-2.0
//
// Each command of records once: what the server is asked, and what people are shown.
#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/names.h"
#include "clients/cli/records_words.h"
#include "tests/clients/cli/records/records_test_base.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class RecordsCommandsTest : public RecordsTestBase {};

TEST_F(RecordsCommandsTest, PurgesAreAskedForApprovedDeclinedAndListed) {
  EXPECT_EQ(Run({"purge", "ask", "harbor/e1", "--because", "a name"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("harbor/u1"), HasSubstr("waits for a second person")));
  EXPECT_THAT(err_, HasSubstr("continuum purge approve harbor/u1"));
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1", "--yes"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("purged"), HasSubstr("Ben"), HasSubstr("3")));
  EXPECT_THAT(err_, HasSubstr("Copies that were made before are not reached"));
  EXPECT_EQ(Run({"purge", "decline", "harbor/u1"}), ExitCode::kOk) << err_;
  EXPECT_EQ(Run({"purge", "list", "harbor", "--waiting"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("harbor/u1"), HasSubstr("programs/harbor/evidence/e1")));
  EXPECT_THAT(records_.calls,
              ElementsAre("CreatePurge parent: \"programs/harbor\" purge { resource: "
                          "\"programs/harbor/evidence/e1\" reason: \"a name\" }",
                          "ListPurges parent: \"programs/harbor\"",
                          "ApprovePurge name: \"programs/harbor/purges/u1\"",
                          "DeclinePurge name: \"programs/harbor/purges/u1\"",
                          "ListPurges parent: \"programs/harbor\" state: STATE_ASKED"));
}

TEST_F(RecordsCommandsTest, ASlipPurgesNothing) {
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}), ExitCode::kUsage);
  EXPECT_THAT(err_, HasSubstr("nothing was changed"));
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}, "harbor/u2\n"), ExitCode::kUsage);
  EXPECT_EQ(Run({"purge", "approve", "harbor/u9"}, "harbor/u9\n"), ExitCode::kNotFound);
  EXPECT_THAT(err_, HasSubstr("continuum purge list harbor"));
  EXPECT_THAT(records_.calls, Each(HasSubstr("ListPurges")));
}

TEST_F(RecordsCommandsTest, WhoMayNotApproveIsNotAsked) {
  members_.caller = R"pb(
    account { name: "accounts/ana" }
    memberships { resource: "programs/harbor" role: ROLE_LEAD }
  )pb";
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}, "harbor/u1\n"), ExitCode::kConflict);
  EXPECT_THAT(err_, AllOf(HasSubstr("you asked for it, and purging takes two people"),
                          Not(HasSubstr("erased for good"))));
  members_.caller = R"pb(
    account { name: "accounts/con" }
    memberships { resource: "programs/harbor" role: ROLE_EDITOR }
    memberships { resource: "programs/other" role: ROLE_LEAD }
  )pb";
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}, "harbor/u1\n"), ExitCode::kConflict);
  EXPECT_THAT(err_, AllOf(HasSubstr("a lead of the program, an owner of its organization or an "
                                    "administrator"),
                          Not(HasSubstr("erased for good"))));
  members_.caller = "signed_in_by: SIGNED_IN_BY_MACHINE";
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}, "harbor/u1\n"), ExitCode::kConflict);
  EXPECT_THAT(err_, AllOf(HasSubstr("without sign-in everybody on this machine is the same"),
                          Not(HasSubstr("erased for good"))));
  EXPECT_THAT(records_.calls, Each(HasSubstr("ListPurges")));
  for (const char* role : {"ROLE_OWNER", "ROLE_ADMINISTRATOR"}) {
    members_.caller =
        absl::StrCat("account { name: 'accounts/con' } memberships { role: ", role, " }");
    EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}, "harbor/u1\n"), ExitCode::kOk) << err_;
  }
}

TEST_F(RecordsCommandsTest, WhereNobodyCouldApproveNothingIsAskedFor) {
  members_.caller = "signed_in_by: SIGNED_IN_BY_MACHINE";
  EXPECT_EQ(Run({"purge", "ask", "harbor/e1", "--because", "a name"}), ExitCode::kConflict);
  EXPECT_THAT(err_, AllOf(HasSubstr("purging takes two people"), HasSubstr("without sign-in"),
                          HasSubstr("--without_sign_in")));
  EXPECT_THAT(records_.calls, ElementsAre());
}

TEST_F(RecordsCommandsTest, AnEmptyFileIsNotSent) {
  const testing::TempDir folder;
  const std::string path = folder.File("empty.txt");
  std::ofstream(path).close();
  EXPECT_EQ(Run({"evidence", "add", "harbor", "--title", "A policy", "--date", "2025-03-31",
                 "--file", path}),
            ExitCode::kInput);
  EXPECT_THAT(err_, AllOf(HasSubstr("empty.txt"), HasSubstr("it is empty")));
}

TEST_F(RecordsCommandsTest, WhoApprovesIsShownWhatItIsAbout) {
  evidence_.item = R"pb(
    title: "[hidden: somebody asked that this be purged]"
    hidden: true
    evidence_date: "2025-03-31"
    file {}
    created_by: "accounts/ben"
    create_time { seconds: 1800000000 }
  )pb";
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}, "harbor/u1\n"), ExitCode::kOk) << err_;
  EXPECT_THAT(err_, AllOf(HasSubstr("What: evidence: file"), HasSubstr("Date: 2025-03-31"),
                          HasSubstr("Written by: Ben"), HasSubstr("Written: 2027-01-15 08:00 UTC"),
                          HasSubstr("Name: programs/harbor/evidence/e1"),
                          HasSubstr("Asked by Ana, because: a name")));
  EXPECT_THAT(out_, AllOf(HasSubstr("evidence: file"), HasSubstr("2025-03-31")));
  // Who lets another program read the output is asked the same.
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1", "--output", "csv"}, "harbor/u1\n"),
            ExitCode::kOk);
  EXPECT_THAT(err_, HasSubstr("What: evidence: file"));
  EXPECT_THAT(out_, Not(HasSubstr("evidence: file")));
  evidence_.item.clear();  // as for an administrator
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}, "harbor/u1\n"), ExitCode::kOk) << err_;
  EXPECT_THAT(err_, AllOf(HasSubstr("What: evidence\n"), Not(HasSubstr("Written by"))));
}

TEST_F(RecordsCommandsTest, WhatWasPurgedIsNotCalledHidden) {
  evidence_.item = R"pb(title: "[hidden: somebody asked that this be purged]"
                        hidden: true
                        file {})pb";
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1", "--yes"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("purged"), HasSubstr("[purged]"), Not(HasSubstr("[hidden"))));
  EXPECT_EQ(Run({"evidence", "show", "harbor/e1"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, HasSubstr("waits to be purged"));
  // What is not told is not nothing.
  EXPECT_THAT(out_,
              AllOf(HasSubstr("Kind      file\n"), Not(HasSubstr("Size")), Not(HasSubstr("scan"))));
}

TEST_F(RecordsCommandsTest, AttachmentsSayWhatTheyAre) {
  evidence_.attachments = R"pb(
    attachments {
      name: "programs/harbor/assessments/y/evidenceAttachments/t1"
      evidence: "programs/harbor/evidence/e1"
      criterion: "plan"
      state: STATE_ACTIVE
    }
    attachments {
      name: "programs/harbor/assessments/y/evidenceAttachments/t2"
      evidence: "programs/harbor/evidence/e2"
      criterion: "care"
      state: STATE_ACTIVE
    }
  )pb";
  evidence_.list = R"pb(
    evidence {
      name: "programs/harbor/evidence/e1"
      title: "[purged]"
      purged: true
      evidence_date: "2025-03-31"
      state: STATE_REMOVED
      file {}
    }
    evidence {
      name: "programs/harbor/evidence/e2"
      title: "Policy 4.2"
      evidence_date: "2025-04-30"
      state: STATE_ACTIVE
      link {}
    }
  )pb";
  EXPECT_EQ(Run({"evidence", "attached", "harbor/y", "--output", "csv"}), ExitCode::kOk) << err_;
  EXPECT_EQ(out_,
            "criterion,evidence,date,kind,title,attachment,note\n"
            "plan,harbor/e1,2025-03-31,file,[purged],harbor/y/t1,purged\n"
            "care,harbor/e2,2025-04-30,link,Policy 4.2,harbor/y/t2,\n");
  EXPECT_THAT(evidence_.lists, ElementsAre("parent: \"programs/harbor\" page_size: 1000"));
  evidence_.list.clear();  // the caller may not list it
  EXPECT_EQ(Run({"evidence", "attached", "harbor/y", "--output", "csv"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, HasSubstr("plan,harbor/e1,,,,harbor/y/t1,\n"));
  evidence_.lists.clear();
  EXPECT_EQ(Run({"evidence", "attached", "harbor/y", "--output", "json"}), ExitCode::kOk) << err_;
  EXPECT_THAT(evidence_.lists, ElementsAre());  // it has no place for them
}

TEST_F(RecordsCommandsTest, WhatIsAttachedAlreadyIsSaid) {
  EXPECT_EQ(Run({"evidence", "attach", "harbor/y", "harbor/e1", "--criterion", "plan"}),
            ExitCode::kConflict);
  EXPECT_THAT(
      err_, AllOf(HasSubstr("this evidence is attached to plan already"),
                  HasSubstr("continuum evidence attached harbor/y"), Not(HasSubstr("another id"))));
}

TEST_F(RecordsCommandsTest, ReadingAWholeFileIsCalledThat) {
  evidence_.item = "file { size_bytes: 7 }";
  EXPECT_EQ(Run({"evidence", "reads", "harbor/e1"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("whole file"), Not(HasSubstr("BYTE"))));
  evidence_.item = "file { size_bytes: 8 }";
  EXPECT_EQ(Run({"evidence", "reads", "harbor/e1"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, HasSubstr("bytes 0 to 6 of 8"));
  EXPECT_EQ(Run({"evidence", "reads", "harbor/e1", "--output", "csv"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, HasSubstr("offset,size_bytes\n"));
}

TEST_F(RecordsCommandsTest, CommentsAndAnswersAreToldApart) {
  const auto ask = [&](const std::string& resource) {
    records_.answers["CreatePurge"] = absl::StrCat("name: 'programs/harbor/purges/u1' resource: '",
                                                   resource, "' state: STATE_ASKED");
    return Run({"purge", "ask", resource, "--because", "a name"});
  };
  EXPECT_EQ(ask("programs/harbor/assessments/y/threads/t1/comments/c1"), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("a comment"), HasSubstr("plan"), HasSubstr("Con"),
                          HasSubstr("2027-01-15 08:00 UTC")));
  EXPECT_EQ(ask("programs/harbor/assessments/y/answerSets/consensus/answers/plan"), ExitCode::kOk)
      << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("what was written beside an answer"), HasSubstr("plan"),
                          HasSubstr("Ben")));
}

TEST_F(RecordsCommandsTest, PeopleAreCalledAsTheyAreKnown) {
  records_.answers["ListHolds"] = absl::StrCat("holds {", records_.answers["CreateHold"], "}");
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{"purge", "list", "harbor"},
                                             {"hold", "list", "harbor"},
                                             {"evidence", "reads", "harbor/e1"},
                                             {"hold", "set", "harbor", "--because", "case 7"}}) {
    EXPECT_EQ(Run(command), ExitCode::kOk) << err_;
    EXPECT_THAT(out_, AllOf(HasSubstr("Ana"), Not(HasSubstr("ana")))) << command[0];
    EXPECT_THAT(members_.asked, ElementsAre("programs/harbor")) << command[0];
    members_.asked.clear();
    std::vector<std::string> for_programs = command;
    for_programs.insert(for_programs.end(), {"--output", "csv"});
    EXPECT_EQ(Run(for_programs), ExitCode::kOk) << err_;
    EXPECT_THAT(out_, AllOf(HasSubstr("ana"), Not(HasSubstr("Ana")))) << command[0];
    EXPECT_THAT(members_.asked, ElementsAre()) << command[0];
  }
}

TEST_F(RecordsCommandsTest, WhoeverMayNotBeSeenStaysByName) {
  members_.members.clear();
  EXPECT_EQ(Run({"purge", "list", "harbor"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("ana"), Not(HasSubstr("Ana"))));
}

// A hash that is to be copied stands in the column of what is said elsewhere.
TEST_F(RecordsCommandsTest, LabelsHaveOneWidth) {
  EXPECT_EQ(Run({"purge", "ask", "harbor/e1", "--because", "a name"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("Asked by  Ana\n"), HasSubstr("Purge     harbor/u1\n"),
                          HasSubstr("Of        programs/harbor/evidence/e1\n")));
}

TEST_F(RecordsCommandsTest, HoldsAreSetEndedAndListed) {
  EXPECT_EQ(Run({"hold", "set", "harbor", "--because", "case 7"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("harbor/h1"), HasSubstr("case 7"), HasSubstr("active")));
  EXPECT_EQ(Run({"hold", "end", "harbor/h1"}), ExitCode::kOk) << err_;
  EXPECT_EQ(Run({"hold", "list", "harbor"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, HasSubstr("No hold keeps this program's records."));
  EXPECT_THAT(records_.calls,
              ElementsAre("CreateHold parent: \"programs/harbor\" hold { reason: \"case 7\" }",
                          "EndHold name: \"programs/harbor/holds/h1\"",
                          "ListHolds parent: \"programs/harbor\""));
}

TEST_F(RecordsCommandsTest, RetentionIsShownSetAndPreviewed) {
  EXPECT_EQ(Run({"admin", "retention", "show"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("24 months"), HasSubstr("for good")));
  EXPECT_EQ(Run({"admin", "retention", "set"}), ExitCode::kUsage);
  records_.calls.clear();
  EXPECT_EQ(Run({"admin", "retention", "set", "--accounts", "1"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, HasSubstr("1 month"));
  EXPECT_EQ(Run({"admin", "retention", "preview", "--comments", "12"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, HasSubstr("10000 or more"));
  EXPECT_THAT(err_, HasSubstr("Nothing was changed."));
  EXPECT_THAT(
      records_.calls,
      ElementsAre("GetRetentionPolicy",
                  "UpdateRetentionPolicy policy { comment_months: 24 account_months: 1 etag: \"7\" "
                  "}",
                  "GetRetentionPolicy",
                  "PreviewRetention policy { comment_months: 12 etag: \"7\" }"));
}

TEST_F(RecordsCommandsTest, APublicRecordHasAllPagesAndSaysWhatIsLeftOut) {
  EXPECT_EQ(Run({"records", "export", "harbor", "--criteria", "--sites", "--from", "2025-01-01"}),
            ExitCode::kOk)
      << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("Harbor, Coastal Services"), HasSubstr("Health homes"),
                          HasSubstr("Recognition: Level 1"), HasSubstr("3.5 points"),
                          HasSubstr("withheld"), HasSubstr("comments (5): no part of a result"),
                          HasSubstr("people: personal"), HasSubstr("SHA-256 of the answers: abc"),
                          HasSubstr("SHA-256 of the answers: not given, since")));
  EXPECT_THAT(records_.calls.front(),
              HasSubstr("name: \"programs/harbor\" period_end_from: \"2025-01-01\" with_criteria: "
                        "true with_sites: true"));
}

TEST_F(RecordsCommandsTest, APublicRecordIsWrittenForOtherPrograms) {
  const testing::TempDir folder;
  const std::string path = folder.File("record.csv");
  EXPECT_EQ(Run({"records", "export", "harbor", "--csv", "--file", path}), ExitCode::kOk) << err_;
  std::ifstream in(path);
  const std::string csv((std::istreambuf_iterator<char>(in)), {});
  EXPECT_THAT(csv, AllOf(HasSubstr("assessment,rubric,period_start"),
                         HasSubstr("level,Recognition,Level 1"), HasSubstr("left out,comments,5")));
  EXPECT_EQ(out_, "");
  EXPECT_EQ(Run({"records", "export", "harbor", "--json"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_,
              AllOf(HasSubstr("\"organizationTitle\""), Not(HasSubstr("nextPageToken\": \"m"))));
  EXPECT_EQ(Run({"records", "export", "harbor", "--json", "--csv"}), ExitCode::kUsage);
}

TEST(RecordsNamesTest, AreShortOrInFull) {
  EXPECT_THAT(PurgeName("harbor/u1"), IsOkAndHolds("programs/harbor/purges/u1"));
  EXPECT_THAT(HoldName("harbor/h1"), IsOkAndHolds("programs/harbor/holds/h1"));
  EXPECT_THAT(PurgeableName("harbor/e1"), IsOkAndHolds("programs/harbor/evidence/e1"));
  EXPECT_THAT(PurgeableName("harbor/y2025/t1/c1"),
              IsOkAndHolds("programs/harbor/assessments/y2025/threads/t1/comments/c1"));
  EXPECT_THAT(PurgeableName("harbor/y2025/consensus/plan"),
              IsOkAndHolds("programs/harbor/assessments/y2025/answerSets/consensus/answers/plan"));
  EXPECT_THAT(PurgeableName("programs/harbor/purges/u1"),
              StatusIs(absl::StatusCode::kInvalidArgument));
  const char* const answer = "programs/p/assessments/a/answerSets/consensus/answers/c";
  EXPECT_THAT(PurgeableName(answer), IsOkAndHolds(answer));
  EXPECT_EQ(ProgramOf(answer), "programs/p");
  EXPECT_THAT(PurgeableName("programs/p"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(RecordsWordsTest, EveryStateHasWords) {
  for (int i = 1; i < v1::Purge::State_ARRAYSIZE; ++i) {
    EXPECT_NE(PurgeStateWords(static_cast<v1::Purge::State>(i)), "unknown") << i;
  }
  for (int i = 1; i < v1::Hold::State_ARRAYSIZE; ++i) {
    EXPECT_NE(HoldStateWords(static_cast<v1::Hold::State>(i)), "unknown") << i;
  }
  EXPECT_EQ(PurgeStateWords(static_cast<v1::Purge::State>(99)), "unknown");
}

}  // namespace
}  // namespace continuum::cli
