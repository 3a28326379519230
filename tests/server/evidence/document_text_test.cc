// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/document_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/server/evidence/office_files.h"

namespace continuum::evidence {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(TextOfXmlTest, GivesWhatPeopleRead) {
  // Programs cut words wherever the letters change.
  EXPECT_EQ(TextOfXml("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>DO</w:t></w:r><w:r><w:t>B: 1</w:t>"
                      "</w:r></w:p><w:p><w:t>next</w:t></w:p>"),
            "DOB: 1\nnext\n");
  EXPECT_EQ(TextOfXml("<row><c><v>1</v></c><c><v>2</v></c></row>"), "1\n2\n");
  EXPECT_EQ(TextOfXml("a &lt;b&gt; &amp;amp; 123&#45;45&#x2D;6789 &bogus; &"),
            "a <b> &amp; 123-45-6789 &bogus; &");
}

TEST(TextOfXmlTest, TakesAnyText) {
  EXPECT_EQ(TextOfXml(""), "");
  EXPECT_EQ(TextOfXml("<"), "");
  EXPECT_EQ(TextOfXml("a<w:p"), "a\n");
  EXPECT_EQ(TextOfXml("&#;&#x;&#99999999999;"), "&#;&#x;&#99999999999;");
}

TEST(TextsOfTest, TakesTheTextOfAFileWhole) {
  const auto texts = TextsOf("a,b\n", FileKind::kCsv);
  ASSERT_TRUE(texts.has_value());
  ASSERT_THAT(*texts, SizeIs(1));
  EXPECT_EQ(texts->front().name, "");
  EXPECT_EQ(texts->front().text, "a,b\n");
}

TEST(TextsOfTest, LooksWhereDocumentsHoldText) {
  const std::string bytes = MakeDocx("<w:t>body</w:t>", {{"word/header1.xml", "<w:t>head</w:t>"},
                                                         {"word/comments.xml", "<w:t>why</w:t>"},
                                                         {"word/fontTable.xml", "<w:t>no</w:t>"},
                                                         {"word/Jane Roe.xml", "<w:t>no</w:t>"}});
  const auto texts = TextsOf(bytes, FileKind::kDocx);
  ASSERT_TRUE(texts.has_value());
  std::vector<std::string> names;
  for (const TextPart& part : *texts) names.push_back(part.name);
  EXPECT_THAT(names, ElementsAre("word/document.xml", "word/header1.xml", "word/comments.xml"));
  EXPECT_EQ(texts->front().text, "body");
}

TEST(TextsOfTest, PicturesAndTooMuchTextAreNotSearched) {
  EXPECT_FALSE(TextsOf("%PDF-1.7", FileKind::kPdf).has_value());
  EXPECT_FALSE(TextsOf("\x89PNG", FileKind::kPng).has_value());
  EXPECT_FALSE(TextsOf("no zip", FileKind::kDocx).has_value());
  EXPECT_FALSE(TextsOf(MakeDocx(std::string(65 << 20, ' ')), FileKind::kDocx).has_value());
}

}  // namespace
}  // namespace continuum::evidence
