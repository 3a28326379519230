// SPDX-License-Identifier: Apache-2.0
//
// Somebody changes the file by hand; verifying the ledger finds it.

#include "server/storage/sqlite/verify_ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/storage/resources.h"
#include "server/storage/sqlite/sqlite_storage.h"
#include "tests/server/storage/sample_records.h"
#include "tests/server/storage/sqlite/ledger_test_base.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::storage {
namespace {

using ::continuum::testing::IsOk;
using Kind = LedgerProblem::Kind;

// What somebody does, and what is found.
struct Tampering {
  const char* name;
  const char* sql;
  Kind kind;
  Sequence sequence;
  const char* resource;
};
void PrintTo(const Tampering& tampering, std::ostream* os) { *os << tampering.name; }

class VerifyLedgerTest : public LedgerTestBase {};

class TamperingTest : public VerifyLedgerTest, public ::testing::WithParamInterface<Tampering> {
 protected:
  void ExpectFound();
};

std::string NameOf(const ::testing::TestParamInfo<Tampering>& info) { return info.param.name; }

class ErasedTamperingTest : public TamperingTest {
 protected:
  ErasedTamperingTest() { testing::WriteFile(options_.path, ErasedDatabase()); }
};

void TamperingTest::ExpectFound() {
  ASSERT_EQ(Verify().problem_count, 0);
  Tamper(GetParam().sql);
  const LedgerReport report = Verify();
  EXPECT_GE(report.problem_count, 1);
  bool found = false;
  std::string all;
  for (const LedgerProblem& problem : report.problems) {
    found = found || (problem.kind == GetParam().kind && problem.sequence == GetParam().sequence &&
                      problem.resource == GetParam().resource);
    all += absl::StrCat(static_cast<int>(problem.kind), " ", problem.sequence, " ",
                        problem.resource, ": ", problem.message, "\n");
    EXPECT_FALSE(problem.message.empty());
  }
  EXPECT_TRUE(found) << all;
}

TEST_P(TamperingTest, IsFound) { ExpectFound(); }
TEST_P(ErasedTamperingTest, IsFound) { ExpectFound(); }

constexpr char kAssessment[] = "programs/p/assessments/x";
constexpr char kAnswer[] = "programs/p/assessments/x/answerSets/consensus/answers/1.1";
constexpr char kScorecard[] = "programs/p/assessments/x/answerSets/consensus/scorecard";
constexpr char kRevision[] = "rubrics/r/revisions/1.0.0";
constexpr char kToken[] = "accounts/ann/tokens/t";
constexpr char kAccess[] = "programs/p/accesses/y";

// A changed last byte of content: in the stamp, the numbers or the sequence, so that all can still
// be read.
INSTANTIATE_TEST_SUITE_P(
    ChangedContent, TamperingTest,
    ::testing::Values(
        Tampering{"organization",
                  "UPDATE organization_versions SET content = "
                  "CAST(substr(content, 1, length(content) - 1) || x'FF' AS BLOB) WHERE name = "
                  "'organizations/a'",
                  Kind::kRowChanged, 1, "organizations/a"},
        Tampering{"program",
                  "UPDATE program_versions SET content = "
                  "(SELECT content FROM program_versions WHERE sequence = 2) WHERE sequence = 1",
                  Kind::kRowChanged, 1, "programs/p"},
        Tampering{"site",
                  "UPDATE site_versions SET content = CAST(replace(CAST(content AS TEXT), 'Main', "
                  "'Sain') AS BLOB)",
                  Kind::kRowChanged, 1, "programs/p/sites/s"},
        Tampering{"rubric", "UPDATE rubric_versions SET content = x'00'", Kind::kRowChanged, 1,
                  "rubrics/r"},
        Tampering{"revision", "UPDATE rubric_revision_versions SET content = zeroblob(100)",
                  Kind::kRowChanged, 1, kRevision},
        Tampering{"text",
                  "UPDATE rubric_texts SET content = CAST(substr(content, 1, 40) || x'40' || "
                  "substr(content, 42) AS BLOB)",
                  Kind::kRowChanged, 1, kRevision},
        Tampering{"assessment", "UPDATE assessment_versions SET content = x''", Kind::kRowChanged,
                  1, kAssessment},
        Tampering{"earlier_answer", "UPDATE answers SET content = x'00' WHERE sequence = 1",
                  Kind::kRowChanged, 1, kAnswer},
        Tampering{"later_answer",
                  "UPDATE answers SET content = (SELECT content FROM answers WHERE sequence = 1) "
                  "WHERE sequence = 2",
                  Kind::kRowChanged, 2, kAnswer},
        Tampering{"scorecard",
                  "UPDATE scorecards SET content = CAST(replace(CAST(content AS TEXT), '71/2', "
                  "'91/2') AS BLOB)",
                  Kind::kRowChanged, 1, kScorecard},
        Tampering{"earlier_resource",
                  "UPDATE resource_versions SET content = (SELECT content FROM resource_versions "
                  "WHERE name = 'programs/p/accesses/y' AND sequence = 2) WHERE name = "
                  "'programs/p/accesses/y' AND sequence = 1",
                  Kind::kRowChanged, 1, kAccess},
        Tampering{"later_resource", "UPDATE resource_versions SET content = x'' WHERE sequence = 2",
                  Kind::kRowChanged, 2, kAccess},
        Tampering{"resource_of_unknown_kind",
                  "UPDATE resource_versions SET content = CAST(x'01FF' || substr(content, 3) AS "
                  "BLOB) WHERE sequence = 2",
                  Kind::kRowChanged, 2, kAccess},
        Tampering{"resource_salt",
                  "UPDATE resource_versions SET salt = zeroblob(16) WHERE "
                  "name = 'accounts/ann/tokens/t'",
                  Kind::kRowChanged, 1, kToken},
        Tampering{"salt", "UPDATE answers SET salt = zeroblob(16) WHERE sequence = 2",
                  Kind::kRowChanged, 2, kAnswer}),
    &NameOf);

INSTANTIATE_TEST_SUITE_P(
    ChangedColumn, TamperingTest,
    ::testing::Values(
        Tampering{"organization_owner",
                  "UPDATE organizations SET owner = 'x' WHERE name = 'organizations/a'",
                  Kind::kColumnWrong, 0, "organizations/a"},
        Tampering{"organization_state",
                  "UPDATE organization_versions SET state = 2 WHERE name = 'organizations/a'",
                  Kind::kColumnWrong, 1, "organizations/a"},
        Tampering{"organization_title",
                  "UPDATE organization_versions SET folded_title = 'x' WHERE name = "
                  "'organizations/b'",
                  Kind::kColumnWrong, 1, "organizations/b"},
        Tampering{"program_organization", "UPDATE programs SET organization = 'organizations/b'",
                  Kind::kColumnWrong, 0, "programs/p"},
        Tampering{"program_owner",
                  "UPDATE program_versions SET owner = 'organizations/b' WHERE sequence = 2",
                  Kind::kColumnWrong, 2, "programs/p"},
        Tampering{"program_jurisdiction",
                  "UPDATE program_versions SET jurisdiction = 'US-MO' WHERE sequence = 1",
                  Kind::kColumnWrong, 1, "programs/p"},
        Tampering{"site_program", "UPDATE sites SET program = 'programs/q'", Kind::kColumnWrong, 0,
                  "programs/p/sites/s"},
        Tampering{"site_owner", "UPDATE sites SET owner = 'organizations/b'", Kind::kColumnWrong, 0,
                  "programs/p/sites/s"},
        Tampering{"site_state", "UPDATE site_versions SET state = 2", Kind::kColumnWrong, 1,
                  "programs/p/sites/s"},
        Tampering{"rubric_owner", "UPDATE rubric_versions SET owner = 'organizations/a'",
                  Kind::kColumnWrong, 1, "rubrics/r"},
        Tampering{"revision_order", "UPDATE rubric_revisions SET create_sequence = 2",
                  Kind::kColumnWrong, 0, kRevision},
        Tampering{"text_owner", "UPDATE rubric_texts SET owner = 'organizations/a'",
                  Kind::kColumnWrong, 1, kRevision},
        Tampering{"assessment_period", "UPDATE assessments SET period_end = '2027-12-31'",
                  Kind::kColumnWrong, 0, kAssessment},
        Tampering{"assessment_corrects", "UPDATE assessments SET corrects = 'y'",
                  Kind::kColumnWrong, 0, kAssessment},
        Tampering{"assessment_owner", "UPDATE assessments SET owner = 'organizations/b'",
                  Kind::kColumnWrong, 0, kAssessment},
        Tampering{"assessment_state", "UPDATE assessment_versions SET state = 2",
                  Kind::kColumnWrong, 1, kAssessment},
        Tampering{"answer_owner", "UPDATE answers SET owner = 'organizations/b' WHERE sequence = 2",
                  Kind::kColumnWrong, 2, kAnswer},
        Tampering{"scorecard_digest", "UPDATE scorecards SET measurement_digest = 'x'",
                  Kind::kColumnWrong, 1, kScorecard},
        Tampering{"number_value", "UPDATE scorecard_numbers SET value = '99' WHERE position = 0",
                  Kind::kColumnWrong, 0,
                  "programs/p/assessments/x/answerSets/consensus/scorecard, number 0"},
        Tampering{"number_rollup", "UPDATE scorecard_numbers SET rollup = 'x' WHERE position = 1",
                  Kind::kColumnWrong, 1,
                  "programs/p/assessments/x/answerSets/consensus/scorecard, number 1"},
        Tampering{"number_owner",
                  "UPDATE scorecard_numbers SET owner = 'organizations/b' WHERE position = 2",
                  Kind::kColumnWrong, 2,
                  "programs/p/assessments/x/answerSets/consensus/scorecard, number 2"},
        Tampering{"resource_kind",
                  "UPDATE resources SET kind = 24 WHERE name = 'programs/p/accesses/y'",
                  Kind::kColumnWrong, 0, kAccess},
        Tampering{
            "resource_owner",
            "UPDATE resources SET owner = 'organizations/b' WHERE name = 'programs/p/accesses/y'",
            Kind::kColumnWrong, 0, kAccess},
        Tampering{"resource_parent",
                  "UPDATE resources SET parent = 'programs/q' WHERE name = 'programs/p/accesses/y'",
                  Kind::kColumnWrong, 0, kAccess},
        Tampering{
            "resource_subject",
            "UPDATE resources SET subject = 'agencies/t' WHERE name = 'programs/p/accesses/y'",
            Kind::kColumnWrong, 0, kAccess},
        Tampering{"resource_key",
                  "UPDATE resources SET key = 'hash' WHERE name = 'accounts/ann/tokens/t'",
                  Kind::kColumnWrong, 0, kToken},
        Tampering{"resource_create_sequence",
                  "UPDATE resources SET create_sequence = 2 WHERE name = 'programs/p/accesses/y'",
                  Kind::kColumnWrong, 0, kAccess},
        Tampering{"resource_version_kind",
                  "UPDATE resource_versions SET kind = 24 WHERE sequence = 2", Kind::kColumnWrong,
                  2, kAccess},
        Tampering{"resource_version_owner",
                  "UPDATE resource_versions SET owner = 'organizations/b' WHERE sequence = 2",
                  Kind::kColumnWrong, 2, kAccess},
        Tampering{"resource_version_state",
                  "UPDATE resource_versions SET state = 1 WHERE sequence = 2", Kind::kColumnWrong,
                  2, kAccess},
        Tampering{"resource_both_owners",
                  "UPDATE resources SET owner = 'organizations/b';"
                  "UPDATE resource_versions SET owner = 'organizations/b'",
                  Kind::kColumnWrong, 0, kToken},
        Tampering{"leaf_time", "UPDATE ledger_leaves SET time = time + 1 WHERE sequence = 2",
                  Kind::kColumnWrong, 2, ""},
        Tampering{"leaf_owner", "UPDATE ledger_leaves SET owner = 'x' WHERE sequence = 1",
                  Kind::kColumnWrong, 1, ""}),
    &NameOf);

INSTANTIATE_TEST_SUITE_P(
    TakenAway, TamperingTest,
    ::testing::Values(
        Tampering{"organization",
                  "DELETE FROM organization_versions WHERE name = 'organizations/a'",
                  Kind::kRowMissing, 1, "organizations/a"},
        Tampering{"program", "DELETE FROM program_versions WHERE sequence = 1", Kind::kRowMissing,
                  1, "programs/p"},
        Tampering{"site", "DELETE FROM site_versions; DELETE FROM sites", Kind::kRowMissing, 1,
                  "programs/p/sites/s"},
        Tampering{"rubric", "DELETE FROM rubric_versions", Kind::kRowMissing, 1, "rubrics/r"},
        Tampering{"revision", "DELETE FROM rubric_revision_versions", Kind::kRowMissing, 1,
                  kRevision},
        Tampering{"text", "DELETE FROM rubric_texts", Kind::kRowMissing, 1, kRevision},
        Tampering{"assessment", "DELETE FROM assessment_versions", Kind::kRowMissing, 1,
                  kAssessment},
        Tampering{"answer", "DELETE FROM answers WHERE sequence = 1", Kind::kRowMissing, 1,
                  kAnswer},
        Tampering{"scorecard", "DELETE FROM scorecards", Kind::kRowMissing, 1, kScorecard},
        Tampering{"number", "DELETE FROM scorecard_numbers WHERE position = 2", Kind::kColumnWrong,
                  0, kScorecard},
        Tampering{"resource", "DELETE FROM organizations WHERE name = 'organizations/b'",
                  Kind::kRowMissing, 1, "organizations/b"},
        Tampering{"resource_version",
                  "DELETE FROM resource_versions WHERE name = 'programs/p/accesses/y' AND "
                  "sequence = 1",
                  Kind::kRowMissing, 1, kAccess},
        Tampering{"resource_with_versions",
                  "DELETE FROM resource_versions WHERE name = 'accounts/ann/tokens/t';"
                  "DELETE FROM resources WHERE name = 'accounts/ann/tokens/t'",
                  Kind::kRowMissing, 1, kToken},
        Tampering{"resource_without_versions",
                  "DELETE FROM resources WHERE name = 'accounts/ann/tokens/t'", Kind::kRowMissing,
                  1, kToken},
        Tampering{"first_leaf", "DELETE FROM ledger_leaves WHERE sequence = 1", Kind::kLeafMissing,
                  1, ""},
        Tampering{"last_leaf", "DELETE FROM ledger_leaves WHERE sequence = 2", Kind::kLeafMissing,
                  2, ""},
        Tampering{"head", "DELETE FROM ledger_head", Kind::kHeadWrong, 2, ""}),
    &NameOf);

// As somebody would who adds a row that looks like the others.
INSTANTIATE_TEST_SUITE_P(
    Added, TamperingTest,
    ::testing::Values(
        Tampering{"organization",
                  "INSERT INTO organization_versions SELECT 'organizations/c', sequence, owner, "
                  "state, folded_title, salt, content FROM organization_versions LIMIT 1",
                  Kind::kRowWithoutLeaf, 1, "organizations/c"},
        Tampering{"resource",
                  "INSERT INTO organizations (name, owner) VALUES ('organizations/c', "
                  "'organizations/c')",
                  Kind::kRowWithoutLeaf, 0, "organizations/c"},
        Tampering{"program_version",
                  "INSERT INTO program_versions SELECT name, 3, owner, state, jurisdiction, "
                  "folded_title, salt, content FROM program_versions WHERE sequence = 1",
                  Kind::kRowWithoutLeaf, 3, "programs/p"},
        Tampering{
            "answer",
            "INSERT INTO answers SELECT assessment, answer_set, '2.1', sequence, owner, salt, "
            "content FROM answers WHERE sequence = 1 AND criterion = '1.1'",
            Kind::kRowWithoutLeaf, 1, "programs/p/assessments/x/answerSets/consensus/answers/2.1"},
        Tampering{"scorecard",
                  "INSERT INTO scorecards (assessment, answer_set, sequence, owner, "
                  "measurement_digest, salt, content) SELECT assessment, 'reviewer', sequence, "
                  "owner, measurement_digest, salt, content FROM scorecards",
                  Kind::kRowWithoutLeaf, 1,
                  "programs/p/assessments/x/answerSets/reviewer/scorecard"},
        Tampering{"number",
                  "INSERT INTO scorecard_numbers SELECT assessment, answer_set, 3, owner, 'new', "
                  "'100' FROM scorecard_numbers LIMIT 1",
                  Kind::kColumnWrong, 0, kScorecard},
        Tampering{"number_without_scorecard",
                  "INSERT INTO scorecard_numbers SELECT assessment, 'reviewer', 0, owner, rollup, "
                  "value FROM scorecard_numbers LIMIT 1",
                  Kind::kRowWithoutLeaf, 0,
                  "programs/p/assessments/x/answerSets/reviewer/scorecard, number 0"},
        Tampering{"text",
                  "INSERT INTO rubric_texts (name, sequence, owner, salt, content) SELECT name, 2, "
                  "owner, salt, content FROM rubric_texts",
                  Kind::kRowWithoutLeaf, 2, kRevision},
        Tampering{"resource_version",
                  "INSERT INTO resource_versions SELECT name, 3, kind, owner, 1, salt, content "
                  "FROM resource_versions WHERE name = 'programs/p/accesses/y' AND sequence = 1",
                  Kind::kRowWithoutLeaf, 3, kAccess},
        Tampering{"resource_of_many_kinds",
                  "INSERT INTO resources SELECT 'accounts/ann/tokens/u', kind, owner, parent, "
                  "subject, 'other', create_sequence FROM resources WHERE kind = 23",
                  Kind::kRowWithoutLeaf, 0, "accounts/ann/tokens/u"},
        Tampering{"resource_with_its_version",
                  "INSERT INTO resources SELECT 'accounts/ann/tokens/u', kind, owner, parent, "
                  "subject, 'other', create_sequence FROM resources WHERE kind = 23;"
                  "INSERT INTO resource_versions SELECT 'accounts/ann/tokens/u', sequence, kind, "
                  "owner, state, salt, content FROM resource_versions WHERE kind = 23",
                  Kind::kRowWithoutLeaf, 1, "accounts/ann/tokens/u"},
        Tampering{"leaf",
                  "INSERT INTO ledger_leaves SELECT 3, owner, time, leaf FROM ledger_leaves WHERE "
                  "sequence = 2",
                  Kind::kHeadWrong, 3, ""}),
    &NameOf);

INSTANTIATE_TEST_SUITE_P(
    ChangedLedger, TamperingTest,
    ::testing::Values(
        Tampering{"leaf_author",
                  "UPDATE ledger_leaves SET leaf = CAST(replace(CAST(leaf AS TEXT), 'tester', "
                  "'nobody') AS BLOB) WHERE sequence = 2",
                  Kind::kHeadWrong, 2, ""},
        Tampering{"leaf_garbled", "UPDATE ledger_leaves SET leaf = x'0102' WHERE sequence = 1",
                  Kind::kLeafBroken, 1, ""},
        Tampering{"leaves_swapped",
                  "UPDATE ledger_leaves SET sequence = 9 WHERE sequence = 1;"
                  "UPDATE ledger_leaves SET sequence = 1 WHERE sequence = 2;"
                  "UPDATE ledger_leaves SET sequence = 2 WHERE sequence = 9",
                  Kind::kLeafBroken, 1, ""},
        Tampering{"head_root", "UPDATE ledger_head SET root = zeroblob(32)", Kind::kHeadWrong, 2,
                  ""},
        Tampering{"head_size", "UPDATE ledger_head SET size = 1", Kind::kHeadWrong, 2, ""},
        Tampering{"head_time", "UPDATE ledger_head SET time = time - 1", Kind::kHeadWrong, 2, ""},
        Tampering{"head_frontier", "UPDATE ledger_head SET frontier = zeroblob(32)",
                  Kind::kHeadWrong, 2, ""}),
    &NameOf);

// Where something was rightly erased. Change 1 wrote what change 3 erased.
constexpr char kComment[] = "programs/p/assessments/x/threads/t/comments/c";
constexpr char kErasedAnswer[] = "programs/p/assessments/x/answerSets/consensus/answers/1.2";

INSTANTIATE_TEST_SUITE_P(
    Erased, ErasedTamperingTest,
    ::testing::Values(
        Tampering{"blanked_answer",
                  "UPDATE answers SET salt = x'', content = x'' WHERE criterion = '1.1' AND "
                  "sequence = 1",
                  Kind::kRowChanged, 1, kAnswer},
        Tampering{"blanked_resource",
                  "UPDATE resource_versions SET state = 0, salt = x'', content = x'' WHERE name = "
                  "'programs/p/accesses/y' AND sequence = 1",
                  Kind::kRowChanged, 1, kAccess},
        Tampering{"blanked_after_the_erasure",
                  "UPDATE resource_versions SET state = 0, salt = x'', content = x'' WHERE kind = "
                  "26 AND sequence = 3",
                  Kind::kRowChanged, 3, kComment},
        Tampering{"blanked_organization",
                  "UPDATE organization_versions SET salt = x'', content = x'' WHERE name = "
                  "'organizations/b'",
                  Kind::kRowChanged, 1, "organizations/b"},
        Tampering{"blanked_with_an_erasure_without_leaf",
                  "UPDATE answers SET salt = x'', content = x'' WHERE criterion = '1.1' AND "
                  "sequence = 1;"
                  "INSERT INTO erasures SELECT replace(name, '1.2', '1.1'), sequence, owner, kind, "
                  "up_to, salt, CAST(replace(CAST(content AS TEXT), '1.2', '1.1') AS BLOB) FROM "
                  "erasures WHERE kind = 8",
                  Kind::kRowChanged, 1, kAnswer},
        Tampering{"erasure_removed", "DELETE FROM erasures WHERE kind = 26", Kind::kRowMissing, 3,
                  kComment},
        Tampering{"erasure_removed_and_what_it_covered", "DELETE FROM erasures WHERE kind = 8",
                  Kind::kRowChanged, 1, kErasedAnswer},
        Tampering{"erasure_blanked", "UPDATE erasures SET salt = x'', content = x'' WHERE kind = 8",
                  Kind::kRowChanged, 3, kErasedAnswer},
        Tampering{"erasure_of_more", "UPDATE erasures SET up_to = 3 WHERE kind = 8",
                  Kind::kColumnWrong, 3, kErasedAnswer},
        Tampering{"erasure_of_another_kind", "UPDATE erasures SET kind = 27 WHERE kind = 26",
                  Kind::kColumnWrong, 3, kComment},
        Tampering{"erasure_owner", "UPDATE erasures SET owner = 'organizations/b' WHERE kind = 8",
                  Kind::kColumnWrong, 3, kErasedAnswer},
        Tampering{"erasure_added",
                  "INSERT INTO erasures SELECT name, 2, owner, kind, up_to, salt, content FROM "
                  "erasures WHERE kind = 8",
                  Kind::kRowWithoutLeaf, 2, kErasedAnswer},
        Tampering{"answer_put_back",
                  "UPDATE answers SET salt = zeroblob(16), content = (SELECT content FROM answers "
                  "WHERE criterion = '1.1' LIMIT 1) WHERE criterion = '1.2' AND sequence = 1",
                  Kind::kRowChanged, 1, kErasedAnswer},
        Tampering{"resource_put_back",
                  "UPDATE resource_versions SET salt = zeroblob(16), content = (SELECT content "
                  "FROM resource_versions WHERE kind = 26 AND sequence = 3) WHERE kind = 26 AND "
                  "sequence = 1",
                  Kind::kRowChanged, 1, kComment},
        Tampering{"half_put_back",
                  "UPDATE answers SET salt = zeroblob(16) WHERE criterion = '1.2' AND sequence = 1",
                  Kind::kRowChanged, 1, kErasedAnswer},
        Tampering{"erased_version_removed",
                  "DELETE FROM answers WHERE criterion = '1.2' AND sequence = 1", Kind::kRowMissing,
                  1, kErasedAnswer},
        Tampering{"erased_version_added",
                  "INSERT INTO answers SELECT assessment, answer_set, criterion, 2, owner, salt, "
                  "content FROM answers WHERE criterion = '1.2' AND sequence = 1",
                  Kind::kRowWithoutLeaf, 2, kErasedAnswer},
        Tampering{"erased_version_state",
                  "UPDATE resource_versions SET state = 1 WHERE kind = 26 AND sequence = 1",
                  Kind::kColumnWrong, 1, kComment},
        Tampering{"erased_version_kind",
                  "UPDATE resource_versions SET kind = 27 WHERE kind = 26 AND sequence = 1",
                  Kind::kRowWithoutLeaf, 1, kComment},
        Tampering{"erased_version_owner",
                  "UPDATE answers SET owner = 'organizations/b' WHERE criterion = '1.2' AND "
                  "sequence = 1",
                  Kind::kColumnWrong, 1, kErasedAnswer},
        Tampering{"erased_resource", "UPDATE resources SET subject = 'x' WHERE kind = 26",
                  Kind::kColumnWrong, 0, kComment}),
    &NameOf);

// As somebody would who has kept a copy from before: the bytes are those of the leaf.
TEST_F(VerifyLedgerTest, WhatWasErasedIsFoundWhenItIsPutBackWhole) {
  const std::string before = dir_.File("before.db");
  {
    testing::WriteFile(options_.path, ErasedDatabase());
    const auto storage = SqliteStorage::Open(options_);
    ASSERT_THAT(storage, IsOk());
    ASSERT_THAT((*storage)->Write(TestChange(), {},
                                  [](Writer& w) { return Create(w, Everything(), Comment("d")); }),
                IsOk());
  }
  testing::WriteFile(before, testing::ReadFile(options_.path));
  {
    const auto storage = SqliteStorage::Open(options_);
    ASSERT_THAT(storage, IsOk());
    ASSERT_THAT((*storage)->Write(
                    TestChange(), {},
                    [](Writer& w) -> absl::Status {
                      RETURN_IF_ERROR(Update(w, Everything(), Comment("d")));
                      return w.Erase(Everything(), RowKind::kComment, Comment("d").name).status();
                    }),
                IsOk());
  }
  ASSERT_EQ(Verify().problem_count, 0);
  Tamper(absl::StrCat("ATTACH '", before,
                      "' AS before; UPDATE resource_versions SET (state, salt, content) = (SELECT "
                      "state, salt, content FROM before.resource_versions b WHERE b.name = "
                      "main.resource_versions.name AND b.sequence = 4) WHERE sequence = 4"));
  const LedgerReport report = Verify();
  ASSERT_EQ(report.problem_count, 1);
  EXPECT_EQ(report.problems[0].kind, Kind::kRowChanged);
  EXPECT_EQ(report.problems[0].sequence, 4);
  EXPECT_EQ(report.problems[0].resource, Comment("d").name);
}

TEST_F(VerifyLedgerTest, RequestsMayBeForgotten) {
  Tamper("DELETE FROM requests");
  EXPECT_EQ(Verify().problem_count, 0);
}

TEST_F(VerifyLedgerTest, UsesAreNotInTheLedger) {
  Tamper("UPDATE uses SET time = 0");
  EXPECT_EQ(Verify().problem_count, 0);
  Tamper("DELETE FROM uses");
  EXPECT_EQ(Verify().problem_count, 0);
}

TEST_F(VerifyLedgerTest, OnlyTheFirstProblemsAreListed) {
  const auto storage = SqliteStorage::Open(options_);
  ASSERT_THAT((*storage)->Write(TestChange(), {},
                                [](Writer& w) -> absl::Status {
                                  for (int i = 0; i < 700; ++i) {
                                    RETURN_IF_ERROR(w.CreateOrganization(
                                        Everything(), Organization(absl::StrCat("o", i))));
                                  }
                                  return absl::OkStatus();
                                }),
              IsOk());
  EXPECT_GT(Verify().rows, 700);
  Tamper("UPDATE organization_versions SET state = 2 WHERE sequence = 3");
  const LedgerReport report = Verify();
  EXPECT_EQ(report.problem_count, 700);
  EXPECT_EQ(report.problems.size(), static_cast<size_t>(kMaxLedgerProblems));
}

}  // namespace
}  // namespace continuum::storage
