// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "server/evidence/clamd.h"
#include "server/evidence/pdf_text.h"
#include "server/operations/evidence/evidence_rows.h"
#include "server/operations/evidence/inspect_upload.h"
#include "server/operations/evidence/sweep_evidence.h"
#include "tests/server/evidence/clamd_process.h"
#include "tests/server/evidence/office_files.h"
#include "tests/server/evidence/pdf_files.h"
#include "tests/server/operations/evidence/evidence_test.h"
#include "tests/server/operations/meddling_storage.h"
#include "tests/server/operations/patients_number.h"
#include "tests/testing/temp_dir.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr auto kUnavailable = absl::StatusCode::kUnavailable;

class UploadsTest : public EvidenceTest {};

TEST_F(UploadsTest, AFileBecomesEvidence) {
  const std::string bytes = absl::StrCat("Policy 4.2\n", std::string(2 << 20, 'x'));
  const std::string upload = Upload(bytes);
  EXPECT_THAT(upload, StartsWith("programs/p/evidenceUploads/u"));
  const auto made = Finish(upload, bytes);
  ASSERT_THAT(made, IsOk());
  EXPECT_THAT(made->name(), StartsWith("programs/p/evidence/e"));
  EXPECT_EQ(made->title(), "Policy");
  EXPECT_EQ(made->evidence_date(), "2025-03-31");
  EXPECT_EQ(made->state(), v1::EvidenceItem::STATE_ACTIVE);
  EXPECT_EQ(made->file().media_type(), "text/plain");
  EXPECT_EQ(made->file().size_bytes(), static_cast<int64_t>(bytes.size()));
  EXPECT_EQ(made->file().sha256(), evidence::DigestOf(bytes));
  EXPECT_EQ(made->file().scan(), v1::EvidenceFile::SCAN_NOT_SCANNED);
  EXPECT_TRUE(made->file().searched());
  EXPECT_EQ(made->file().attested_by(), "local");
  EXPECT_EQ(made->created_by(), "local");
  EXPECT_EQ(CountFiles(), 1);
}

TEST_F(UploadsTest, FinishingAgainGivesTheSameEvidence) {
  const std::string upload = Upload("policy");
  const auto first = Finish(upload, "policy");
  const auto again = Finish(upload, "policy");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(first->name(), again->name());
  EXPECT_THAT(Finish(upload, "other"), FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
  EXPECT_THAT(Send(upload, 0, "x"), FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
  EXPECT_THAT(Check(upload), FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
}

// Some of those who finished it at the same time were told that nothing of it had come.
TEST_F(UploadsTest, FinishingAtTheSameTimeGivesTheSameEvidence) {
  int accesses = 1;
  int together = 0;
  for (int access = 0; access < accesses; ++access) {
    const std::string upload = Upload("policy");
    MeddlingStorage meddling(*storage_);
    absl::StatusOr<v1::EvidenceItem> other = absl::NotFoundError("it did not come in between");
    meddling.MeddleAt(access, [&] {
      dependencies_.storage = storage_.get();
      auth::Slots more(clock_, {.at_once = 1, .waiting = 1}, "too many files");
      dependencies_.inspections = &more;
      other = Finish(upload, "policy");
      dependencies_.inspections = &inspections_;
      dependencies_.storage = &meddling;
    });
    dependencies_.storage = &meddling;
    const auto made = Finish(upload, "policy");
    dependencies_.storage = storage_.get();
    accesses = std::max(accesses, std::min(meddling.accesses(), 8));
    ASSERT_THAT(made, IsOk()) << access;
    if (other.ok()) {
      ++together;
      EXPECT_EQ(other->name(), made->name()) << access;
    }
    EXPECT_THAT(Check(upload), FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
  }
  EXPECT_GE(accesses, 3);
  EXPECT_GT(together, 0);
}

TEST_F(UploadsTest, WhoeverChecksWhatIsFinishedMeanwhileIsToldSo) {
  const std::string upload = Upload("policy");
  // As when it waits for its turn after it has read the record.
  const auto found = FindUpload(dependencies_, call_, upload);
  ASSERT_THAT(found, IsOk());
  ASSERT_THAT(Finish(upload, "policy"), IsOk());
  EXPECT_THAT(InspectUpload(dependencies_, call_, *found).status(),
              FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
}

TEST_F(UploadsTest, AnUploadGoesOnWhereItStopped) {
  const auto upload = Begin("text/plain", 6);
  ASSERT_THAT(upload, IsOk());
  EXPECT_EQ(upload->uploaded_bytes(), 0);
  EXPECT_EQ(Send(upload->name(), 0, "pol")->uploaded_bytes(), 3);
  v1::GetUploadRequest get;
  get.set_name(upload->name());
  EXPECT_EQ(GetUpload(dependencies_, call_, get)->uploaded_bytes(), 3);
  EXPECT_EQ(Send(upload->name(), 0, "pol")->uploaded_bytes(), 3);
  EXPECT_THAT(Send(upload->name(), 4, "c"), FailsWith(kFailedPrecondition, "UPLOAD_OFFSET"));
  EXPECT_THAT(Check(upload->name()), FailsWith(kFailedPrecondition, "UPLOAD_INCOMPLETE"));
  EXPECT_THAT(Finish(upload->name(), "policy"),
              FailsWith(kFailedPrecondition, "UPLOAD_INCOMPLETE"));
  EXPECT_THAT(Send(upload->name(), 3, "icy!"), HasWrongFields("data"));
  EXPECT_EQ(Send(upload->name(), 3, "icy")->uploaded_bytes(), 6);
  EXPECT_THAT(Finish(upload->name(), "policy"), IsOk());
}

TEST_F(UploadsTest, WrongFieldsAreSaidAllAtOnce) {
  auto request = Parse<v1::BeginUploadRequest>(
      "parent: 'p' upload { title: '' evidence_date: '2025-02-30' media_type: 'text/html' }");
  EXPECT_THAT(BeginUpload(dependencies_, call_, request),
              HasWrongFields("parent, upload.title, upload.evidence_date, upload.media_type, "
                             "upload.size_bytes"));
  EXPECT_THAT(Begin("text/plain", (3 << 20) + 1), HasWrongFields("upload.size_bytes"));
  EXPECT_THAT(Begin("text/plain", (3 << 20) + 1).status().message(),
              ::testing::HasSubstr("a file of at most 3145728 bytes; this one is too large"));
  EXPECT_THAT(Begin("text/plain", 0).status().message(),
              ::testing::HasSubstr("a file that is not empty"));
  EXPECT_THAT(Send("programs/p", -1, ""), HasWrongFields("name, offset, data"));
  EXPECT_THAT(Send("programs/p/evidenceUploads/none", 0, std::string((1 << 20) + 1, 'x')),
              HasWrongFields("data"));
}

TEST_F(UploadsTest, WhatIsNotThereIsNotFound) {
  const std::string none = "programs/p/evidenceUploads/none";
  EXPECT_THAT(Send(none, 0, "x"), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Check(none), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Finish(none, "x"), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Cancel(none), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(UploadsTest, OthersDoNotFindIt) {
  const std::string upload = Upload("policy");
  const v1::EvidenceItem made = MakeFile("other");
  call_ = CallOfOwner("elsewhere");
  EXPECT_THAT(Send(upload, 0, "policy"), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Finish(upload, "policy"), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Cancel(upload), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(ReadFile(made.name()), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Remove(made.name()), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(UploadsTest, AnotherDigestIsRefused) {
  const std::string upload = Upload("policy");
  EXPECT_THAT(Finish(upload, "policy of others"),
              FailsWith(kFailedPrecondition, "DIGEST_MISMATCH"));
  EXPECT_THAT(Finish(upload, "policy"), IsOk());
}

// A digest is all that it takes to get at a file: whoever names one must have sent its bytes, and
// that is found out before anybody else is asked.
TEST_F(UploadsTest, NobodyGetsAFileByItsDigestAlone) {
  const v1::EvidenceItem theirs = MakeFile("theirs");
  const auto scanner = evidence::Clamd::At(dir_.File("nobody"));
  dependencies_.scanner = &*scanner;
  EXPECT_THAT(Finish(Upload("junk"), "theirs"), FailsWith(kFailedPrecondition, "DIGEST_MISMATCH"));
  EXPECT_THAT(Finish(Begin("text/plain", 6)->name(), "theirs"),
              FailsWith(kFailedPrecondition, "UPLOAD_INCOMPLETE"));
}

TEST_F(UploadsTest, FewFilesAreLookedIntoAtOnce) {
  const std::string upload = Upload("policy");
  auth::Slots none(clock_, {.at_once = 0, .waiting = 0}, "too many files");
  dependencies_.inspections = &none;
  EXPECT_THAT(Check(upload), FailsWith(absl::StatusCode::kResourceExhausted, "SERVER_BUSY"));
  dependencies_.inspections = &inspections_;
  EXPECT_THAT(Check(upload), IsOk());
  EXPECT_THAT(Check(Begin("text/plain", 6)->name()),
              FailsWith(kFailedPrecondition, "UPLOAD_INCOMPLETE"));
  EXPECT_THAT(Finish(upload, "policy"), IsOk());  // each gave its turn back
}

TEST_F(UploadsTest, WhoeverIsGoneWaitsForNoTurn) {
  const std::string upload = Upload("policy");
  ASSERT_THAT(inspections_.Take({}), IsOk());
  int asked = 0;
  call_.patience.is_cancelled = [&asked] { return ++asked > 2; };
  EXPECT_THAT(Check(upload), testing::StatusIs(absl::StatusCode::kCancelled));
  call_.patience = {.deadline = clock_.Now()};
  EXPECT_THAT(Finish(upload, "policy"), testing::StatusIs(absl::StatusCode::kDeadlineExceeded));
  call_.patience = {};
  inspections_.Give();
  EXPECT_THAT(Finish(upload, "policy"), IsOk());
}

TEST_F(UploadsTest, WhatIsNotWhatItWasCalledIsRefused) {
  const std::string macros = evidence::MakeDocx("<x/>", {{"word/vbaProject.bin", "x"}});
  const char* const docx =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  EXPECT_THAT(Finish(Upload(macros, docx), macros), FailsWith(kInvalidArgument, "FILE_MACROS"));
  EXPECT_THAT(Finish(Upload("%PDF-1.7", "image/png"), "%PDF-1.7"),
              FailsWith(kInvalidArgument, "FILE_KIND_MISMATCH"));
  EXPECT_THAT(Check(Upload("plain", docx)), FailsWith(kInvalidArgument, "FILE_KIND_MISMATCH"));
}

TEST_F(UploadsTest, SomebodyMustAttest) {
  const std::string upload = Upload("policy");
  v1::FinishUploadRequest request;
  request.set_name(upload);
  request.set_sha256(evidence::DigestOf("policy"));
  EXPECT_THAT(FinishUpload(dependencies_, call_, request),
              FailsWith(kFailedPrecondition, "ATTESTATION_NEEDED"));
}

TEST_F(UploadsTest, WhatLooksLikePatientsMustHaveBeenSeen) {
  const std::string bytes = "Call 410-555-0123 or 410-555-0124; SSN 123-45-6789";
  const std::string upload = Upload(bytes);
  const auto checked = Check(upload);
  ASSERT_THAT(checked, IsOk());
  EXPECT_TRUE(checked->searched());
  EXPECT_EQ(checked->identifier_count(), 3);
  ASSERT_THAT(checked->identifiers(), SizeIs(2));
  EXPECT_EQ(checked->identifiers(0).kind(), v1::IdentifierFinding::KIND_SOCIAL_SECURITY_NUMBER);
  EXPECT_EQ(checked->identifiers(0).places(0).offset(), 39);
  EXPECT_EQ(checked->identifiers(1).kind(), v1::IdentifierFinding::KIND_PHONE_NUMBER);
  EXPECT_EQ(checked->identifiers(1).count(), 2);
  EXPECT_THAT(checked->ShortDebugString(), Not(HasSubstr("6789")));
  for (const int seen : {0, 2, 4}) {
    EXPECT_THAT(Finish(upload, bytes, seen),
                FailsWith(kFailedPrecondition, "IDENTIFIERS_NOT_SEEN"));
  }
  const auto made = Finish(upload, bytes, 3);
  ASSERT_THAT(made, IsOk());
  ASSERT_THAT(made->file().identifiers(), SizeIs(2));
  EXPECT_EQ(made->file().identifiers(1).count(), 2);
}

constexpr char kPdf[] = "application/pdf";

TEST_F(UploadsTest, ThePagesOfAPdfAreSearched) {
  if (!evidence::PdftotextInstalled()) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
  const auto reader = evidence::PdfReader::At(evidence::PdfReader::kUsualProgram, clock_);
  ASSERT_THAT(reader, IsOk());
  dependencies_.pdf_reader = &*reader;
  const std::string bytes = evidence::MakePdf(
      {evidence::TextAt(72, 700, "Policy 4.2"),
       evidence::TextAt(72, 700, "Example") + evidence::TextAt(72, 600, "SSN 123-45-6789")});
  const std::string upload = Upload(bytes, kPdf);
  const auto checked = Check(upload);
  ASSERT_THAT(checked, IsOk());
  EXPECT_TRUE(checked->searched());
  EXPECT_EQ(checked->identifier_count(), 1);
  ASSERT_THAT(checked->identifiers(), SizeIs(1));
  EXPECT_EQ(checked->identifiers(0).kind(), v1::IdentifierFinding::KIND_SOCIAL_SECURITY_NUMBER);
  ASSERT_THAT(checked->identifiers(0).places(), SizeIs(1));
  const v1::IdentifierPlace& place = checked->identifiers(0).places(0);
  EXPECT_EQ(place.part(), "page 2");
  EXPECT_EQ(place.line(), 2);
  EXPECT_EQ(place.offset(), 12);
  EXPECT_THAT(Finish(upload, bytes), FailsWith(kFailedPrecondition, "IDENTIFIERS_NOT_SEEN"));
  const auto made = Finish(upload, bytes, 1);
  ASSERT_THAT(made, IsOk());
  EXPECT_TRUE(made->file().searched());
  const std::string scan = evidence::MakePdf({evidence::Drawing()});
  const auto of_scan = Finish(Upload(scan, kPdf), scan);
  ASSERT_THAT(of_scan, IsOk());
  EXPECT_FALSE(of_scan->file().searched());
}

TEST_F(UploadsTest, WithoutAReaderAPdfIsNotSearched) {
  const std::string bytes = evidence::MakePdf({evidence::TextAt(72, 700, "SSN 123-45-6789")});
  const auto checked = Check(Upload(bytes, kPdf));
  ASSERT_THAT(checked, IsOk());
  EXPECT_FALSE(checked->searched());
  EXPECT_EQ(checked->identifier_count(), 0);
}

// Nobody gets a file past the search by giving too little time for it.
TEST_F(UploadsTest, WhoeverIsInAHurryKeepsNoPdf) {
  // A program that reads nothing and never ends.
  const std::string program = dir_.File("pdftotext");
  testing::WriteFile(program, "#!/bin/sh\nexec sleep 1000\n");
  ASSERT_EQ(::chmod(program.c_str(), 0700), 0);
  const auto reader = evidence::PdfReader::At(program, clock_);
  ASSERT_THAT(reader, IsOk());
  dependencies_.pdf_reader = &*reader;
  const std::string bytes = evidence::MakePdf({evidence::TextAt(72, 700, "SSN 123-45-6789")});
  const std::string upload = Upload(bytes, kPdf);
  int asked = 0;
  call_.patience.is_cancelled = [&asked] { return ++asked > 5; };
  EXPECT_THAT(Check(upload), testing::StatusIs(absl::StatusCode::kCancelled));
  asked = 0;
  EXPECT_THAT(Finish(upload, bytes), testing::StatusIs(absl::StatusCode::kCancelled));
  call_.patience = {};
  dependencies_.pdf_reader = nullptr;
  EXPECT_THAT(Finish(upload, bytes), IsOk());  // nothing was kept, and the turn was given back
}

// Nor by sending it while the system is in trouble.
TEST_F(UploadsTest, WhileTheReaderDoesNotWorkNoPdfIsKept) {
  const std::string program = dir_.File("pdftotext");
  testing::WriteFile(program, "#!/bin/sh\n");
  ASSERT_EQ(::chmod(program.c_str(), 0700), 0);
  const auto reader = evidence::PdfReader::At(program, clock_);
  ASSERT_THAT(reader, IsOk());
  dependencies_.pdf_reader = &*reader;
  std::filesystem::remove(program);
  const std::string bytes = evidence::MakePdf({evidence::TextAt(72, 700, "SSN 123-45-6789")});
  const std::string upload = Upload(bytes, kPdf);
  EXPECT_THAT(Check(upload), FailsWith(kUnavailable, "PDF_READER_FAILED"));
  EXPECT_THAT(Finish(upload, bytes), FailsWith(kUnavailable, "PDF_READER_FAILED"));
  EXPECT_EQ(CountFiles(), 1);  // the upload
  dependencies_.pdf_reader = nullptr;
  EXPECT_THAT(Finish(upload, bytes), IsOk());
}

TEST_F(UploadsTest, TheSameContentIsKeptOnceAndAsLongAsAnythingHasIt) {
  const v1::EvidenceItem first = MakeFile("policy");
  const v1::EvidenceItem second = MakeFile("policy");
  EXPECT_NE(first.name(), second.name());
  EXPECT_EQ(CountFiles(), 1);
  EXPECT_THAT(Remove(first.name()), IsOk());
  clock_.Advance(absl::Hours(25));
  EXPECT_EQ(SweepEvidence(dependencies_)->blobs, 0);
  EXPECT_EQ(ReadFile(second.name())->data(), "policy");
  EXPECT_THAT(Remove(second.name()), IsOk());
  EXPECT_EQ(SweepEvidence(dependencies_)->blobs, 1);
  EXPECT_EQ(CountFiles(), 0);
}

TEST_F(UploadsTest, NobodyBeginsMoreThanFifty) {
  for (int i = 0; i < 50; ++i) EXPECT_THAT(Begin("text/plain", 1), IsOk());
  EXPECT_THAT(Begin("text/plain", 1),
              FailsWith(absl::StatusCode::kResourceExhausted, "TOO_MANY_UPLOADS"));
  clock_.Advance(absl::Hours(24 * 8));
  EXPECT_THAT(Begin("text/plain", 1), IsOk());
}

// Whoever goes on and on with an upload would fill the disk past what may be open at once.
TEST_F(UploadsTest, AfterAWeekAnUploadTakesNothingMore) {
  const std::string upload = Upload("policy");
  const std::string begun = Begin("text/plain", 100)->name();
  clock_.Advance(absl::Hours(24 * 7));
  EXPECT_THAT(Send(begun, 0, "0123456789"), IsOk());
  clock_.Advance(absl::Seconds(1));
  EXPECT_THAT(Send(begun, 10, "0123456789"), FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
  EXPECT_THAT(Check(upload), FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
  EXPECT_THAT(Finish(upload, "policy"), FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
  EXPECT_EQ(CountFiles(), 2);
  ASSERT_THAT(SweepEvidence(dependencies_), IsOk());
  EXPECT_EQ(CountFiles(), 0);  // the one that was written to a second ago, too
  v1::GetUploadRequest get;
  get.set_name(begun);
  EXPECT_EQ(GetUpload(dependencies_, call_, get)->state(), v1::EvidenceUpload::STATE_REFUSED);
  EXPECT_THAT(Send(begun, 0, "0123456789"), FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
  EXPECT_EQ(CountFiles(), 0);
}

TEST_F(UploadsTest, ASweepClosesOnlyWhatIsOld) {
  const std::string old = Begin("text/plain", 6)->name();
  clock_.Advance(absl::Hours(24 * 7) + absl::Seconds(1));
  const std::string young = Upload("policy");
  ASSERT_THAT(SweepEvidence(dependencies_), IsOk());
  EXPECT_THAT(Finish(young, "policy"), IsOk());
  EXPECT_THAT(Send(old, 0, "policy"), FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
}

constexpr auto kResourceExhausted = absl::StatusCode::kResourceExhausted;

TEST_F(UploadsTest, ATitleHoldsNoIdentifier) {
  const auto begin = [&](absl::string_view title) {
    auto request = Parse<v1::BeginUploadRequest>(
        "parent: 'programs/p' upload { evidence_date: '2025-03-31' media_type: 'text/plain' "
        "size_bytes: 1 }");
    request.mutable_upload()->set_title(std::string(title));
    return BeginUpload(dependencies_, call_, request);
  };
  EXPECT_THAT(begin(absl::StrCat("Letter to ", kPatientsNumber)),
              HasPatientsNumberIn("upload.title"));
  EXPECT_THAT(begin("Letter to 518-555-0134"), HasWrongFields("upload.title"));
  EXPECT_THAT(begin("Letter of March 2025"), IsOk());
}

TEST_F(UploadsTest, AProgramsFilesHaveAMost) {
  dependencies_.limits.evidence_bytes = 100;
  const std::string forty(40, 'x');
  const v1::EvidenceItem kept = MakeFile(forty);
  EXPECT_THAT(Begin("text/plain", 61), FailsWith(kResourceExhausted, "EVIDENCE_FULL"));
  const std::string begun = Begin("text/plain", 60)->name();
  EXPECT_THAT(Begin("text/plain", 1), FailsWith(kResourceExhausted, "EVIDENCE_FULL"));
  EXPECT_THAT(Send(begun, 0, std::string(60, 'y')), IsOk());
  EXPECT_THAT(Finish(begun, std::string(60, 'y')), IsOk());
  EXPECT_THAT(Begin("text/plain", 1), FailsWith(kResourceExhausted, "EVIDENCE_FULL"));
  ASSERT_THAT(Remove(kept.name()), IsOk());
  EXPECT_THAT(Begin("text/plain", 41), FailsWith(kResourceExhausted, "EVIDENCE_FULL"));
  EXPECT_THAT(Begin("text/plain", 40), IsOk());
  // As after a restart, when all is counted again.
  KeptCounts forgotten(10);
  dependencies_.kept_counts = &forgotten;
  EXPECT_THAT(Begin("text/plain", 1), FailsWith(kResourceExhausted, "EVIDENCE_FULL"));
  clock_.Advance(absl::Hours(24 * 7) + absl::Seconds(1));  // what is open is given up
  EXPECT_THAT(Begin("text/plain", 40), IsOk());
}

TEST_F(UploadsTest, AProgramHasOnlySoManyPiecesOfEvidence) {
  dependencies_.limits.evidence = 2;
  const v1::EvidenceItem first = MakeFile("policy");
  MakeLink();
  auto link = Parse<v1::CreateLinkRequest>(
      "parent: 'programs/p' title: 'Page' evidence_date: '2025-03-31' "
      "link { url: 'https://example.org/' }");
  EXPECT_THAT(CreateLink(dependencies_, call_, link),
              FailsWith(kResourceExhausted, "TOO_MUCH_EVIDENCE"));
  EXPECT_THAT(Begin("text/plain", 1), FailsWith(kResourceExhausted, "TOO_MUCH_EVIDENCE"));
  // What is removed stays known, and makes room.
  ASSERT_THAT(Remove(first.name()), IsOk());
  EXPECT_THAT(CreateLink(dependencies_, call_, link), IsOk());
  EXPECT_THAT(CreateLink(dependencies_, call_, link),
              FailsWith(kResourceExhausted, "TOO_MUCH_EVIDENCE"));
  KeptCounts forgotten(10);  // as after a restart
  dependencies_.kept_counts = &forgotten;
  EXPECT_THAT(CreateLink(dependencies_, call_, link),
              FailsWith(kResourceExhausted, "TOO_MUCH_EVIDENCE"));
  MakeProgram("q");
  link.set_parent("programs/q");
  EXPECT_THAT(CreateLink(dependencies_, call_, link), IsOk());
}

// One person could use up what a program may have, and nobody could add evidence any more.
class SharesTest : public EvidenceTest {
 protected:
  // Calls of somebody who takes part in the program.
  static Call CallOf(absl::string_view id) {
    return {.caller = auth::Caller::Account(absl::StrCat("accounts/", id),
                                            {{auth::Role::kContributor, "programs/p"}},
                                            {"organizations/o"}, auth::SignedInBy::kToken),
            .patience = {}};
  }
};

TEST_F(SharesTest, OnePersonHasAShareOfAProgramsEvidence) {
  dependencies_.limits.evidence = 10;
  const auto link = Parse<v1::CreateLinkRequest>(
      "parent: 'programs/p' title: 'Page' evidence_date: '2025-03-31' "
      "link { url: 'https://example.org/' }");
  call_ = CallOf("ana");
  const v1::EvidenceItem file = MakeFile("policy");
  ASSERT_THAT(CreateLink(dependencies_, call_, link), IsOk());
  const auto refused = CreateLink(dependencies_, call_, link);
  EXPECT_THAT(refused, FailsWith(kResourceExhausted, "TOO_MUCH_EVIDENCE"));
  EXPECT_THAT(
      refused.status().message(),
      HasSubstr("you have made 2 pieces of evidence of \"programs/p\", and no more than 2 of "
                "one person are kept"));
  EXPECT_THAT(Begin("text/plain", 1), FailsWith(kResourceExhausted, "TOO_MUCH_EVIDENCE"));
  KeptCounts forgotten(10);  // as after a restart
  dependencies_.kept_counts = &forgotten;
  EXPECT_THAT(CreateLink(dependencies_, call_, link),
              FailsWith(kResourceExhausted, "TOO_MUCH_EVIDENCE"));
  call_ = CallOf("bob");
  EXPECT_THAT(CreateLink(dependencies_, call_, link), IsOk());
  EXPECT_THAT(Remove(file.name()), IsOk());  // whoever removes it, it was ana's
  call_ = CallOf("ana");
  EXPECT_THAT(CreateLink(dependencies_, call_, link), IsOk());
  EXPECT_THAT(CreateLink(dependencies_, call_, link),
              FailsWith(kResourceExhausted, "TOO_MUCH_EVIDENCE"));
}

TEST_F(SharesTest, OnePersonHasAShareOfOpenUploads) {
  call_ = CallOf("ana");
  std::string last;
  for (int i = 0; i < 10; ++i) last = Begin("text/plain", 1)->name();
  const auto refused = Begin("text/plain", 1);
  EXPECT_THAT(refused, FailsWith(kResourceExhausted, "TOO_MANY_UPLOADS"));
  EXPECT_THAT(refused.status().message(), HasSubstr("you have begun 10 uploads"));
  call_ = CallOf("bob");
  EXPECT_THAT(Begin("text/plain", 1), IsOk());
  call_ = CallOf("ana");
  ASSERT_THAT(Cancel(last), IsOk());
  EXPECT_THAT(Begin("text/plain", 1), IsOk());
}

TEST_F(SharesTest, OnePersonsFilesTakeHalf) {
  dependencies_.limits.evidence_bytes = 100;
  call_ = CallOf("ana");
  MakeFile(std::string(30, 'x'));
  EXPECT_THAT(Begin("text/plain", 21), FailsWith(kResourceExhausted, "EVIDENCE_FULL"));
  EXPECT_THAT(Begin("text/plain", 20), IsOk());
  EXPECT_THAT(Begin("text/plain", 1), FailsWith(kResourceExhausted, "EVIDENCE_FULL"));
  call_ = CallOf("bob");
  EXPECT_THAT(Begin("text/plain", 50), IsOk());
}

TEST_F(UploadsTest, AnArchivedProgramTakesNothing) {
  const std::string upload = Upload("policy");
  ArchiveTheProgram();
  EXPECT_THAT(Begin("text/plain", 1), FailsWith(kFailedPrecondition, "ARCHIVED"));
  EXPECT_THAT(Finish(upload, "policy"), FailsWith(kFailedPrecondition, "ARCHIVED"));
}

TEST_F(UploadsTest, WithoutItsScannerNothingIsKept) {
  const auto scanner = evidence::Clamd::At(dir_.File("nobody"));
  ASSERT_THAT(scanner, IsOk());
  dependencies_.scanner = &*scanner;
  const std::string upload = Upload("policy");
  EXPECT_THAT(Finish(upload, "policy"), FailsWith(kUnavailable, "SCANNER_UNREACHABLE"));
  dependencies_.scanner = nullptr;
  EXPECT_THAT(Finish(upload, "policy"), IsOk());
}

TEST_F(UploadsTest, NothingIsKeptOfMalware) {
  if (!evidence::ClamdProcess::Installed()) GTEST_SKIP() << "clamd is not installed";
  const evidence::ClamdProcess process;
  const auto scanner = evidence::Clamd::At(process.socket());
  ASSERT_THAT(scanner, IsOk());
  dependencies_.scanner = &*scanner;
  const std::string bytes = absl::StrCat("a ", evidence::kMarkedAsMalware);
  const std::string upload = Upload(bytes);
  EXPECT_THAT(Finish(upload, bytes), FailsWith(kInvalidArgument, "MALWARE_FOUND"));
  EXPECT_EQ(CountFiles(), 0);
  EXPECT_THAT(Finish(upload, bytes), FailsWith(kFailedPrecondition, "UPLOAD_CLOSED"));
  v1::GetUploadRequest get;
  get.set_name(upload);
  EXPECT_EQ(GetUpload(dependencies_, call_, get)->state(), v1::EvidenceUpload::STATE_REFUSED);
  EXPECT_EQ(Finish(Upload("clean"), "clean")->file().scan(), v1::EvidenceFile::SCAN_CLEAN);
}

}  // namespace
}  // namespace continuum::operations
