// SPDX-License-Identifier: Apache-2.0
//
// PDF files of evidence, with the real program that reads them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "continuum/v1/evidence_service.pb.h"
#include "tests/end_to_end/fixture.h"
#include "tests/server/evidence/pdf_files.h"
#include "tests/testing/server_process.h"
#include "tests/testing/status_matchers.h"

namespace continuum::end_to_end {
namespace {

using ::continuum::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class PdfTest : public ServerTest {
 protected:
  absl::StatusOr<v1::CheckUploadResponse> Check(const std::string& bytes) {
    const auto upload = client_->Call(
        &Evidence::BeginUpload,
        absl::StrCat("parent: 'programs/clinic' upload { title: 'Policy' evidence_date: "
                     "'2026-03-31' media_type: 'application/pdf' size_bytes: ",
                     bytes.size(), " }"));
    EXPECT_THAT(upload, IsOk());
    v1::UploadChunkRequest chunk;
    chunk.set_name(upload->name());
    chunk.set_data(bytes);
    EXPECT_THAT(client_->Call(&Evidence::UploadChunk, chunk), IsOk());
    return client_->Call(&Evidence::CheckUpload, absl::StrCat("name: '", upload->name(), "'"));
  }
};

TEST_F(PdfTest, IsSearchedWherePdftotextIs) {
  if (!evidence::PdftotextInstalled()) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
  EXPECT_THAT(server_->log(),
              HasSubstr("\"PDF files are searched\",\"with\":\"/usr/bin/pdftotext\""));
  MakeProgram("clinic");
  const std::string bytes = evidence::MakePdf(
      {evidence::TextAt(72, 700, "Example"), evidence::TextAt(72, 700, "SSN 123-45-6789")});
  auto checked = Check(bytes);
  ASSERT_THAT(checked, IsOk());
  EXPECT_TRUE(checked->searched());
  ASSERT_THAT(checked->identifiers(), SizeIs(1));
  EXPECT_EQ(checked->identifiers(0).places(0).part(), "page 2");

  client_.reset();  // or stopping would wait for it
  server_->Stop();
  Start({"--pdftotext", ""});
  EXPECT_THAT(server_->log(), HasSubstr("\"PDF files are not searched\""));
  checked = Check(bytes);
  ASSERT_THAT(checked, IsOk());
  EXPECT_FALSE(checked->searched());
  EXPECT_THAT(checked->identifiers(), SizeIs(0));
}

// As some programs start others.
TEST_F(PdfTest, IsSearchedWhereTheEndsOfProcessesWereIgnored) {
  if (!evidence::PdftotextInstalled()) GTEST_SKIP() << "pdftotext is not installed (poppler-utils)";
  const testing::ServerProcess server(dir_.File("other.db"), {},
                                      {"/usr/bin/env", "--ignore-signal=CHLD"});
  ASSERT_TRUE(server.started()) << server.log();
  EXPECT_THAT(server.log(), HasSubstr("\"PDF files are searched\""));
}

// Whoever names a program relies on the search.
TEST_F(PdfTest, AServerWhoseReaderDoesNotReadDoesNotStart) {
  server_->Stop();
  for (const std::string& wrong : {dir_.File("none"), dir_.path(), std::string("/bin/true")}) {
    testing::ServerProcess server(dir_.File("other.db"), {"--pdftotext", wrong});
    ASSERT_FALSE(server.started()) << wrong;
    EXPECT_EQ(server.Wait(), 1);
    EXPECT_THAT(server.log(), HasSubstr("--pdftotext"));
    EXPECT_THAT(server.log(), HasSubstr(wrong));
  }
}

}  // namespace
}  // namespace continuum::end_to_end
