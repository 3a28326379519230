// SPDX-License-Identifier: Apache-2.0
//
// Evidence as a person keeps it: the real command against the real server.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/exit_code.h"
#include "tests/clients/cli/process.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::ProcessResult;
using ::continuum::testing::ReadFile;
using ::continuum::testing::RunContinuum;
using ::continuum::testing::ServerProcess;
using ::continuum::testing::TempDir;
using ::continuum::testing::WriteFile;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const std::string kRubric = CONTINUUM_SOURCE_DIR "/rubrics/bhh-continuum/1.0.0";

class EvidenceCommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(server_.started()) << server_.log();
    Expect(ExitCode::kOk, {"organization", "create", "coastal", "--title", "Coastal Services"});
    Expect(ExitCode::kOk,
           {"program", "create", "harbor", "--organization", "coastal", "--title", "Harbor"});
  }

  ProcessResult Expect(ExitCode code, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--server", server_.address()});
    ProcessResult result = RunContinuum(arguments);
    EXPECT_EQ(result.exit_code, static_cast<int>(code))
        << arguments[2] << " " << arguments[3] << ": " << result.out << result.err;
    return result;
  }
  ProcessResult Add(ExitCode code, const std::vector<std::string>& what) {
    std::vector<std::string> arguments = {"evidence", "add",    "harbor",    "--title",
                                          "A policy", "--date", "2025-03-31"};
    arguments.insert(arguments.end(), what.begin(), what.end());
    return Expect(code, arguments);
  }
  // The name in what `evidence add` wrote: "harbor/e01...".
  static std::string NameIn(const std::string& out) {
    const size_t begin = out.find("harbor/");
    return out.substr(begin, out.find_first_of(" \n", begin) - begin);
  }
  std::string File(const std::string& name, const std::string& bytes) {
    WriteFile(folder_.File(name), bytes);
    return folder_.File(name);
  }

  // The files that the server keeps, or one folder of them.
  std::vector<std::string> FilesIn(const std::string& part) const {
    std::vector<std::string> files;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(folder_.File("evidence") + "/" + part)) {
      if (entry.is_regular_file()) files.push_back(entry.path().string());
    }
    return files;
  }

  TempDir folder_;
  ServerProcess server_{
      folder_.File("continuum.db"),
      {"--without_sign_in", absl::StrCat("--evidence_folder=", folder_.File("evidence"))}};
};

TEST_F(EvidenceCommandTest, AFileIsAddedReadAndRemoved) {
  const std::string bytes = absl::StrCat("Policy 4.2\n", std::string(3 << 20, 'x'));
  const std::string file = File("policy.txt", bytes);
  EXPECT_THAT(Add(ExitCode::kConflict, {"--file", file}).err, HasSubstr("attest"));
  const ProcessResult added = Add(ExitCode::kOk, {"--file", file, "--no-patient-data"});
  EXPECT_THAT(added.out, AllOf(HasSubstr("text/plain"), HasSubstr("not scanned")));
  const std::string name = NameIn(added.out);
  EXPECT_THAT(Expect(ExitCode::kOk, {"evidence", "list", "harbor"}).out,
              AllOf(HasSubstr(name), HasSubstr("A policy")));
  EXPECT_THAT(Expect(ExitCode::kOk, {"evidence", "show", name}).out, HasSubstr("2025-03-31"));
  Expect(ExitCode::kOk, {"evidence", "get", name, folder_.File("out.txt")});
  EXPECT_EQ(ReadFile(folder_.File("out.txt")), bytes);
  EXPECT_THAT(Expect(ExitCode::kOk, {"evidence", "reads", name}).out, HasSubstr("local"));
  Expect(ExitCode::kOk, {"evidence", "remove", name});
  EXPECT_THAT(Expect(ExitCode::kOk, {"evidence", "list", "harbor"}).out, Not(HasSubstr(name)));
  Expect(ExitCode::kConflict, {"evidence", "get", name, folder_.File("again.txt")});
}

// Such as after a backup was put back without the folder.
TEST_F(EvidenceCommandTest, AFileThatIsMissingIsCalledThat) {
  const std::string file = File("policy.txt", "Policy 4.2\n");
  const std::string name = NameIn(Add(ExitCode::kOk, {"--file", file, "--no-patient-data"}).out);
  for (const std::string& kept : FilesIn("files")) std::filesystem::remove(kept);
  const ProcessResult missing =
      Expect(ExitCode::kConflict, {"evidence", "get", name, folder_.File("out.txt")});
  EXPECT_THAT(missing.err, AllOf(HasSubstr("the file is not in the folder of the evidence"),
                                 HasSubstr("Tell who runs the server"),
                                 HasSubstr("A backup of that folder"), Not(HasSubstr("defect"))));
  EXPECT_THAT(server_.log(), HasSubstr("FILE_MISSING"));
}

TEST_F(EvidenceCommandTest, WhatLooksLikePatientsIsShownFirst) {
  const std::string file = File("contacts.csv", "team,phone\ncare,410-555-0123\n");
  const ProcessResult refused = Add(ExitCode::kConflict, {"--file", file, "--no-patient-data"});
  EXPECT_THAT(refused.err, AllOf(HasSubstr("1 that looks like a phone number (line 2)"),
                                 HasSubstr("the person has seen 1"),
                                 HasSubstr("--identifiers-seen"), Not(HasSubstr("555"))));
  const ProcessResult added =
      Add(ExitCode::kOk, {"--file", file, "--no-patient-data", "--identifiers-seen", "1"});
  EXPECT_THAT(added.out, HasSubstr("1 that looks like a phone number"));
}

// A file that is not taken may hold patients' data, and what it used up is free again.
TEST_F(EvidenceCommandTest, WhatIsNotTakenLeavesNothingBehind) {
  constexpr int kMoreThanMayBeOpen = 52;
  const std::string file = File("contacts.csv", "team,phone\ncare,410-555-0123\n");
  for (int i = 0; i < kMoreThanMayBeOpen; ++i) {
    const ProcessResult refused = Add(ExitCode::kConflict, {"--file", file, "--no-patient-data"});
    EXPECT_THAT(refused.err, Not(HasSubstr("could not be deleted")));
  }
  EXPECT_THAT(FilesIn("uploads"), IsEmpty());
  EXPECT_THAT(FilesIn(""), IsEmpty()) << "nothing of it anywhere";
  Add(ExitCode::kOk, {"--file", file, "--no-patient-data", "--identifiers-seen", "1"});
  EXPECT_THAT(FilesIn("uploads"), IsEmpty());
  EXPECT_THAT(FilesIn(""), SizeIs(1));
}

TEST_F(EvidenceCommandTest, NothingOfItIsInTheLog) {
  const std::string file = File("policy.txt", "Zebra-content");
  Expect(ExitCode::kOk, {"evidence", "add", "harbor", "--title", "Zebra-title", "--date",
                         "2025-03-31", "--file", file, "--no-patient-data"});
  Expect(ExitCode::kConflict, {"evidence", "add", "harbor", "--title", "Zebra-title", "--date",
                               "2025-03-31", "--file", file});
  EXPECT_THAT(server_.log(), AllOf(HasSubstr("FinishUpload"), Not(HasSubstr("Zebra"))));
}

TEST_F(EvidenceCommandTest, LinksAndCountsAreEvidenceToo) {
  EXPECT_THAT(Add(ExitCode::kOk, {"--link", "https://example.org/policy"}).out,
              HasSubstr("https://example.org/policy"));
  EXPECT_THAT(Add(ExitCode::kOk, {"--charts", "25/40", "--looked-for", "A signed plan"}).out,
              AllOf(HasSubstr("25 of 40"), HasSubstr("A signed plan")));
  EXPECT_THAT(Add(ExitCode::kOk, {"--interviews", "3/40", "--looked-for", "Knows the plan"}).out,
              HasSubstr("could point to a person"));
  EXPECT_THAT(Add(ExitCode::kUsage, {"--charts", "25"}).err, HasSubstr("18/30"));
  EXPECT_THAT(Add(ExitCode::kUsage, {}).err, HasSubstr("exactly one"));
  EXPECT_THAT(Add(ExitCode::kUsage, {"--file", "policy.exe"}).err, HasSubstr("--type"));
}

TEST_F(EvidenceCommandTest, IsAttachedToCriteria) {
  Expect(ExitCode::kOk, {"rubric", "publish", kRubric});
  Expect(ExitCode::kOk, {"assess", "start", "harbor", "--rubric", "bhh-continuum", "--from",
                         "2025-07-01", "--to", "2025-12-31", "--id", "y2025"});
  const std::string name = NameIn(Add(ExitCode::kOk, {"--link", "https://example.org/policy"}).out);
  const ProcessResult attached =
      Expect(ExitCode::kOk, {"evidence", "attach", "harbor/y2025", name, "--criterion",
                             "1.1-screening", "--fresh-months", "6"});
  EXPECT_THAT(attached.out, HasSubstr("stale"));
  EXPECT_THAT(Expect(ExitCode::kConflict,
                     {"evidence", "attach", "harbor/y2025", name, "--criterion", "1.1-screening"})
                  .err,
              HasSubstr("this evidence is attached to 1.1-screening already"));
  EXPECT_THAT(Expect(ExitCode::kOk, {"evidence", "attached", "harbor/y2025"}).out,
              AllOf(HasSubstr(name), HasSubstr("1.1-screening"), HasSubstr("stale"),
                    HasSubstr("A policy"), HasSubstr("2025-03-31"), HasSubstr("link")));
  Expect(ExitCode::kConflict, {"evidence", "remove", name});
  Expect(ExitCode::kOk, {"evidence", "detach", NameIn(attached.out)});
  Expect(ExitCode::kOk, {"evidence", "remove", name});
}

}  // namespace
}  // namespace continuum::cli
