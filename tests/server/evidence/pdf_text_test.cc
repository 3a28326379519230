// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/pdf_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/base/log.h"
#include "server/evidence/identifiers.h"
#include "tests/server/evidence/pdf_files.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::evidence {
namespace {

using ::continuum::testing::HasReason;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::AllOf;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

// "name: text" of each page; nothing if they cannot be had.
std::optional<std::vector<std::string>> Shown(const std::optional<std::vector<TextPart>>& pages) {
  if (!pages.has_value()) return std::nullopt;
  std::vector<std::string> shown;
  for (const TextPart& page : *pages) shown.push_back(absl::StrCat(page.name, ": ", page.text));
  return shown;
}

TEST(PagesOfTest, DividesAtFormFeedsAndNumbersFromOne) {
  EXPECT_THAT(Shown(PagesOf("a\nb\n\fc\n\f")),
              Eq(std::vector<std::string>{"page 1: a\nb\n", "page 2: c\n"}));
  EXPECT_THAT(Shown(PagesOf("no end")), Eq(std::vector<std::string>{"page 1: no end\n"}));
}

TEST(PagesOfTest, LeavesOutGapsAndPagesWithoutText) {
  EXPECT_THAT(Shown(PagesOf("\f \n\n\f\n   DOB:      1/2/1980  \n\n\n x\n\f")),
              Eq(std::vector<std::string>{"page 3: DOB: 1/2/1980\nx\n"}));
}

TEST(PagesOfTest, WithoutTextThereIsNothing) {
  for (const char* printed : {"", "\f", "\f\f\f", " \n\t\n\f  \f"}) {
    EXPECT_EQ(PagesOf(printed), std::nullopt) << printed;
  }
}

TEST(PagesOfTest, TakesOnlySoManyPages) {
  std::string printed;
  for (size_t i = 0; i < PdfReader::kMaxPages; ++i) printed += "x\f";
  ASSERT_TRUE(PagesOf(printed).has_value());
  EXPECT_THAT(*PagesOf(printed), SizeIs(PdfReader::kMaxPages));
  printed += "\f\f";
  EXPECT_TRUE(PagesOf(printed).has_value());
  printed += "x";
  EXPECT_FALSE(PagesOf(printed).has_value());
}

class PdfReaderTest : public ::testing::Test {
 protected:
  // A program of the test's own in place of pdftotext.
  PdfReader Fake(absl::string_view script, const ProcessLimits& limits = {}) {
    const std::string path = dir_.File("fake");
    testing::WriteFile(path, absl::StrCat("#!/bin/sh\n", script, "\n"));
    EXPECT_EQ(::chmod(path.c_str(), 0700), 0);
    return *PdfReader::At(path, clock_, &log_, limits);
  }
  // One that reads PdfReader's own PDF, which alone is of version 1.4, and does this with others.
  PdfReader FakeForOthers(absl::string_view script, const ProcessLimits& limits = {}) {
    return Fake(absl::StrCat("read -r line\n"
                             "if [ \"$line\" = %PDF-1.4 ]; then echo Continuum reads this; exit; "
                             "fi\n",
                             script),
                limits);
  }
  static auto IsUnavailable() {
    return AllOf(StatusIs(absl::StatusCode::kUnavailable), HasReason("PDF_READER_FAILED"));
  }

  testing::TempDir dir_;
  testing::FakeClock clock_;
  std::ostringstream log_text_;
  const base::Log log_{clock_, base::Severity::kInfo, log_text_};
};

TEST_F(PdfReaderTest, WantsThePathOfAProgram) {
  testing::WriteFile(dir_.File("plain"), "#!/bin/sh\n");
  ASSERT_EQ(::chmod(dir_.File("plain").c_str(), 0600), 0);
  for (const std::string& wrong :
       {std::string(""), std::string("sh"), dir_.path(), dir_.File("none"), dir_.File("plain")}) {
    EXPECT_THAT(PdfReader::At(wrong, clock_).status(),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr(absl::StrCat("\"", wrong, "\", want"))));
  }
}

TEST_F(PdfReaderTest, TriesWhetherTheProgramReadsPdf) {
  EXPECT_THAT(Fake("exit 0").Try(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                             HasSubstr("does not read a PDF here")));
  EXPECT_THAT(Fake("echo something else").Try(), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(PdfReaderTest, GetsNothingFromAProgramThatFails) {
  const PdfReader works = Fake("echo text");
  ASSERT_THAT(works.Pages("%PDF", {}), IsOk());
  EXPECT_THAT(Shown(*works.Pages("%PDF", {})), Eq(std::vector<std::string>{"page 1: text\n"}));
  EXPECT_EQ(log_text_.str(), "");
  for (const char* script : {"echo text; exit 3", "echo text; kill -SEGV $$"}) {
    const auto pages = FakeForOthers(script).Pages("%PDF", {});
    ASSERT_THAT(pages, IsOk());
    EXPECT_FALSE(pages->has_value()) << script;
  }
  EXPECT_THAT(log_text_.str(),
              AllOf(HasSubstr("\"a PDF was not searched\",\"why\":\"the program ended with exit "
                              "code 3\"}"),
                    HasSubstr("\"the program was ended by signal 11\"}"), Not(HasSubstr("text"))));
}

// Otherwise files would be taken without a search whenever the system is in trouble.
TEST_F(PdfReaderTest, TroubleThatIsNotTheFilesIsAnError) {
  for (const char* script :
       {"echo text; exec /nowhere", "echo text; exit 126", "echo text; kill -KILL $$"}) {
    EXPECT_THAT(FakeForOthers(script).Pages("%PDF", {}).status(), IsUnavailable()) << script;
  }
  EXPECT_THAT(log_text_.str(),
              HasSubstr("\"PDF cannot be read\",\"why\":\"the program ended with exit code 127\""));
}

TEST_F(PdfReaderTest, AProgramThatReadsNothingElseEitherIsAnError) {
  for (const char* script : {"exit 1", "if [ \"$line\" = x ]; then echo text; fi; exit 1"}) {
    EXPECT_THAT(Fake(script).Pages("%PDF", {}).status(), IsUnavailable()) << script;
  }
}

TEST_F(PdfReaderTest, AProgramThatIsGoneIsAnError) {
  const PdfReader reader = Fake("echo text");
  ASSERT_THAT(reader.Pages("%PDF", {}), IsOk());
  std::filesystem::remove(dir_.File("fake"));
  EXPECT_THAT(reader.Pages("%PDF", {}).status(), IsUnavailable());
}

TEST_F(PdfReaderTest, WithoutRoomForAnotherFileThereIsAnError) {
  const PdfReader reader = Fake("echo text");
  rlimit before = {};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit none = {.rlim_cur = 3, .rlim_max = before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
  const auto pages = reader.Pages("%PDF", {});
  ::setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_THAT(pages.status(), IsUnavailable());
}

TEST_F(PdfReaderTest, GetsNothingFromAProgramThatDoesNotStop) {
  const ProcessLimits limits = {.time = absl::Milliseconds(300), .output_bytes = 1000};
  for (const char* script : {"echo text; exec sleep 1000", "exec yes text"}) {
    const auto pages = Fake(script, limits).Pages("%PDF", {});
    ASSERT_THAT(pages, IsOk());
    EXPECT_FALSE(pages->has_value()) << script;
  }
}

// Otherwise a file would be taken without a search from whoever gives little time.
TEST_F(PdfReaderTest, WhoeverWaitsNoLongerGetsAnError) {
  const PdfReader reader = Fake("echo text; exec sleep 1000");
  EXPECT_THAT(reader.Pages("%PDF", {.deadline = clock_.Now()}).status(),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  int asked = 0;
  EXPECT_THAT(reader.Pages("%PDF", {.is_cancelled = [&asked] { return ++asked > 3; }}).status(),
              StatusIs(absl::StatusCode::kCancelled));
}

// With the real program.
class PdftotextTest : public PdfReaderTest {
 protected:
  void SetUp() override {
    if (!PdftotextInstalled()) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
    reader_ = *PdfReader::At(PdfReader::kUsualProgram, clock_);
  }

  std::optional<std::vector<TextPart>> Pages(absl::string_view pdf) {
    const auto pages = reader_->Pages(pdf, {});
    EXPECT_THAT(pages, IsOk());
    return pages.ok() ? *pages : std::nullopt;
  }

  std::optional<PdfReader> reader_;
};

TEST_F(PdftotextTest, Works) { EXPECT_THAT(reader_->Try(), IsOk()); }

TEST_F(PdftotextTest, GivesTheLinesOfEachPage) {
  EXPECT_THAT(
      Shown(Pages(MakePdf({TextAt(72, 700, "Policy 4.2") + TextAt(72, 600, "second"), Drawing(),
                           TextAt(72, 700, "SSN 123-45-6789")}))),
      Eq(std::vector<std::string>{"page 1: Policy 4.2\nsecond\n", "page 3: SSN 123-45-6789\n"}));
}

// As in a form: first all labels, then all that is written beside them.
TEST_F(PdftotextTest, LabelsStayBesideWhatTheyLabel) {
  const auto pages =
      Pages(MakePdf({TextAt(72, 700, "DOB:") + TextAt(72, 650, "MRN") +
                     TextAt(72, 600, "Medicaid ID") + TextAt(400, 700, "01/02/1980") +
                     TextAt(400, 650, "A-12345678") + TextAt(400, 600, "99887766")}));
  EXPECT_THAT(Shown(pages), Eq(std::vector<std::string>{"page 1: DOB: 01/02/1980\nMRN A-12345678\n"
                                                        "Medicaid ID 99887766\n"}));
  EXPECT_EQ(FindIdentifiersInTexts(pages).Total(), 3);
}

// Word processors put in dashes and spaces at which no line breaks.
TEST_F(PdftotextTest, DashesAndSpacesAreWhatTheyAreLike) {
  EXPECT_THAT(Shown(Pages(MakePdf({TextAt(72, 700, "123\\22645\\2266789 DOB\\2401/2/1980")}))),
              Eq(std::vector<std::string>{"page 1: 123-45-6789 DOB 1/2/1980\n"}));
}

TEST_F(PdftotextTest, AScanHasNothing) {
  EXPECT_EQ(Shown(Pages(MakePdf({Drawing(), Drawing()}))), std::nullopt);
  EXPECT_EQ(Shown(Pages(MakePdf({}))), std::nullopt);
}

TEST_F(PdftotextTest, AnyBytesAreTaken) {
  for (const std::string& bytes :
       {std::string(), std::string("%PDF-1.7"), std::string(100'000, '\0'),
        absl::StrCat("%PDF-1.7\n", std::string(100'000, '[')),
        absl::StrCat("%PDF-1.7\n", std::string(100'000, '<'))}) {
    EXPECT_EQ(Shown(Pages(bytes)), std::nullopt);
  }
  const std::string whole = MakePdf({TextAt(72, 700, "SSN 123-45-6789")});
  for (size_t size = 0; size < whole.size(); size += 97) Pages(whole.substr(0, size));
}

TEST_F(PdftotextTest, ADocumentThatContainsItselfHasNothing) {
  std::string pdf = MakePdf({TextAt(72, 700, "text")});
  const size_t kid = pdf.find("4 0 R ]");
  ASSERT_NE(kid, std::string::npos);
  pdf[kid] = '2';  // the list of pages is a page of itself
  EXPECT_EQ(Shown(Pages(pdf)), std::nullopt);
}

// `owner` and `user` are what the file keeps of its passwords; the rest is fixed. The page is
// encrypted for an empty user password.
std::string MakeEncrypted(absl::string_view owner, absl::string_view user) {
  constexpr char kPage[] =
      "1f39f7736e1a0a531b731c634921faf82978648d86c575b53a4a076d5672"
      "0840f2471bea298efb0399c5e353e7d8";
  return MakePdf({absl::HexStringToBytes(kPage)},
                 absl::StrCat("/ID [ <49494949494949494949494949494949> <00> ] /Encrypt << /Filter "
                              "/Standard /V 1 /R 2 /P -64 /O <",
                              owner, "> /U <", user, "> >>"));
}

TEST_F(PdftotextTest, WithAPasswordThereIsNothing) {
  EXPECT_EQ(Shown(Pages(MakeEncrypted(std::string(64, '0'), std::string(64, '0')))), std::nullopt);
}

// It opens without a password, and asks programs for people not to copy or print it.
TEST_F(PdftotextTest, WhatIsOnlyProtectedFromCopyingIsRead) {
  constexpr char kOwner[] = "4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f4f";
  constexpr char kNoPassword[] = "eb8443a493a1f1f37916d8fd6361cd5fac6d599fb6e24fca7b37a5fe99da6181";
  EXPECT_THAT(Shown(Pages(MakeEncrypted(kOwner, kNoPassword))),
              Eq(std::vector<std::string>{"page 1: SSN 123-45-6789\n"}));
}

TEST_F(PdftotextTest, KeepsToItsMemory) {
  const std::string pdf = MakePdf({TextAt(72, 700, "text")});
  ProcessLimits little;
  little.memory_bytes = 4 << 20;
  const auto starved = PdfReader::At(PdfReader::kUsualProgram, clock_, &log_, little);
  ASSERT_THAT(starved, IsOk());
  EXPECT_THAT(starved->Pages(pdf, {}).status(), IsUnavailable());
  EXPECT_THAT(starved->Try(),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("4 MiB of address space")));
}

// A file may be half as large as all the memory that the program gets.
TEST_F(PdftotextTest, AFileIsReadWhereItLies) {
  std::string pdf = MakePdf({TextAt(72, 700, "first")});
  pdf.insert(pdf.find("1 0 obj"), absl::StrCat("%", std::string(64 << 20, 'x'), "\n"));
  ProcessLimits little;
  little.memory_bytes = 64 << 20;
  const auto pages = PdfReader::At(PdfReader::kUsualProgram, clock_, &log_, little)->Pages(pdf, {});
  ASSERT_THAT(pages, IsOk());
  EXPECT_THAT(Shown(*pages), Eq(std::vector<std::string>{"page 1: first\n"}));
}

}  // namespace
}  // namespace continuum::evidence
