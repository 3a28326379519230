// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace continuum::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> Texts(const CsvRow& row) {
  std::vector<std::string> texts;
  for (const CsvCell& cell : row.cells) texts.push_back(cell.text);
  return texts;
}

TEST(ReadCsvTest, ReadsRowsWithEveryLineEnding) {
  const CsvFile file = ReadCsv("a,b\r\nc,d\ne,f\rg,h");
  ASSERT_EQ(file.rows.size(), 4u);
  EXPECT_THAT(Texts(file.rows[0]), ElementsAre("a", "b"));
  EXPECT_THAT(Texts(file.rows[3]), ElementsAre("g", "h"));
  EXPECT_EQ(file.rows[3].line(), 4);
  EXPECT_THAT(file.problems, IsEmpty());
}

TEST(ReadCsvTest, SkipsTheByteOrderMarkAndEmptyRows) {
  const CsvFile file = ReadCsv(
      "\xEF\xBB\xBF"
      "a\n\n,,\nb\n");
  ASSERT_EQ(file.rows.size(), 2u);
  EXPECT_THAT(Texts(file.rows[0]), ElementsAre("a"));
  EXPECT_EQ(file.rows[1].line(), 4);
}

TEST(ReadCsvTest, QuotedCellsHoldCommasQuotesAndLineBreaks) {
  const CsvFile file = ReadCsv("\"a,b\",\"say \"\"yes\"\"\",\"two\r\nlines\"\nnext");
  ASSERT_EQ(file.rows.size(), 2u);
  EXPECT_THAT(Texts(file.rows[0]), ElementsAre("a,b", "say \"yes\"", "two\r\nlines"));
  EXPECT_EQ(file.rows[1].line(), 3) << "lines of the file, not rows";
}

TEST(ReadCsvTest, CellsKnowTheLineInWhichTheyBegin) {
  const CsvFile file = ReadCsv("\"1\n2\",b\n");
  ASSERT_EQ(file.rows.size(), 1u);
  EXPECT_EQ(file.rows[0].cells[0].line, 1);
  EXPECT_EQ(file.rows[0].cells[1].line, 2);
}

TEST(ReadCsvTest, EmptyCellsAtTheEndAreCells) {
  EXPECT_THAT(Texts(ReadCsv("a,").rows[0]), ElementsAre("a", ""));
  EXPECT_THAT(Texts(ReadCsv("a,\nb").rows[0]), ElementsAre("a", ""));
}

TEST(ReadCsvTest, SaysWhereAQuotationMarkIsNeverClosed) {
  const CsvFile file = ReadCsv("a\nb,\"c\nd\n");
  ASSERT_EQ(file.problems.size(), 1u);
  EXPECT_EQ(file.problems[0].line, 2);
  EXPECT_THAT(file.problems[0].message, HasSubstr("never closed"));
}

TEST(ReadCsvTest, SaysWhereTextFollowsAClosingQuotationMark) {
  const CsvFile file = ReadCsv("a\n\"b\"c,d\n");
  ASSERT_EQ(file.problems.size(), 1u);
  EXPECT_EQ(file.problems[0].line, 2);
}

TEST(ReadCsvTest, AQuotationMarkInsideACellIsText) {
  EXPECT_THAT(Texts(ReadCsv("6\" pipe,b").rows[0]), ElementsAre("6\" pipe", "b"));
}

TEST(CsvLineTest, QuotesWhatNeedsIt) {
  EXPECT_EQ(CsvLine({"a", "b,c", "d\"e", "f\ng", " h"}), "a,\"b,c\",\"d\"\"e\",\"f\ng\",\" h\"\n");
}

TEST(CsvLineTest, WhatWasWrittenIsReadBack) {
  const std::vector<std::string> cells = {"", "a,b", "\"", "x\r\ny", "'", "plain"};
  EXPECT_THAT(Texts(ReadCsv(CsvLine(cells)).rows[0]), ::testing::ElementsAreArray(cells));
}

TEST(GuardTest, KeepsASpreadsheetFromRunningText) {
  EXPECT_EQ(Guard("=1+1"), "'=1+1");
  EXPECT_EQ(Guard("+cmd"), "'+cmd");
  EXPECT_EQ(Guard("-cmd"), "'-cmd");
  EXPECT_EQ(Guard("@sum"), "'@sum");
  EXPECT_EQ(Guard("\t=1"), "'\t=1");
  EXPECT_EQ(Guard("text"), "text");
}

TEST(GuardTest, LeavesNumbersAlone) {
  EXPECT_EQ(Guard("-4.5"), "-4.5");
  EXPECT_EQ(Guard("+3"), "+3");
  EXPECT_EQ(Guard("-1-1"), "'-1-1");
  EXPECT_EQ(Guard("-4.5 points"), "'-4.5 points");
}

TEST(GuardTest, UnguardGivesBackWhatWasGuarded) {
  for (const std::string text : {"=1", "'=1", "''=1", "'", "'a", "-", "-4.5", "'-4.5", "", "a"}) {
    EXPECT_EQ(Unguard(Guard(text)), text);
  }
}

}  // namespace
}  // namespace continuum::cli
