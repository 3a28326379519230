// SPDX-License-Identifier: Apache-2.0

#include "tests/server/evidence/office_files.h"

#include <gtest/gtest.h>
#include <zip.h>

#include "tests/testing/temp_dir.h"

namespace continuum::evidence {
namespace {

Parts Joined(Parts parts, const Parts& more) {
  parts.insert(parts.end(), more.begin(), more.end());
  return parts;
}

}  // namespace

std::string MakeZip(const Parts& parts, absl::string_view password) {
  const testing::TempDir dir;
  const std::string path = dir.File("made.zip");
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, nullptr);
  for (const auto& [name, content] : parts) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    EXPECT_GE(index, 0) << name;
    if (password.empty()) continue;
    EXPECT_EQ(zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_256,
                                      std::string(password).c_str()),
              0);
  }
  EXPECT_EQ(zip_close(archive), 0);
  return testing::ReadFile(path);
}

std::string MakeDocx(absl::string_view document, const Parts& more) {
  return MakeZip(Joined({{"[Content_Types].xml", "<Types/>"},
                         {"_rels/.rels", "<Relationships/>"},
                         {"word/document.xml", std::string(document)}},
                        more));
}

std::string MakeXlsx(const Parts& more) {
  return MakeZip(
      Joined({{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", "<workbook/>"}}, more));
}

std::string MakeOdt(absl::string_view content, const Parts& more) {
  return MakeZip(Joined({{"mimetype", "application/vnd.oasis.opendocument.text"},
                         {"content.xml", std::string(content)}},
                        more));
}

}  // namespace continuum::evidence
