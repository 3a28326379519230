// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/identifiers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/server/evidence/office_files.h"

namespace continuum::evidence {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr auto kSsn = IdentifierKind::kSocialSecurityNumber;
constexpr auto kMrn = IdentifierKind::kMedicalRecordNumber;
constexpr auto kBirth = IdentifierKind::kDateOfBirth;
constexpr auto kPhone = IdentifierKind::kPhoneNumber;
constexpr auto kEmail = IdentifierKind::kEmailAddress;
constexpr auto kMedicare = IdentifierKind::kMedicareNumber;
constexpr auto kMedicaid = IdentifierKind::kMedicaidNumber;

IdentifierReport Find(absl::string_view text) {
  return FindIdentifiersInFile(text, FileKind::kText);
}

struct Case {
  std::string text;
  IdentifierKind kind;
};

TEST(IdentifiersTest, FindsEachKind) {
  for (const Case& c : std::vector<Case>{
           {"123-45-6789", kSsn},
           {"number 123 45 6789.", kSsn},
           {"SSN: 123456789", kSsn},
           {"Social Security Number 123456789", kSsn},
           {"MRN 00123456", kMrn},
           {"mrn: A-123456", kMrn},
           {"Medical Record No. 12345", kMrn},
           {"Chart #4711", kMrn},
           {"Patient ID: 99881", kMrn},
           {"DOB: 1/2/1980", kBirth},
           {"D.O.B. 01-02-80", kBirth},
           {"Date of birth 1980-01-02", kBirth},
           {"born on January 2, 1980", kBirth},
           {"birthdate=1980-01-02", kBirth},
           {"DOB\n01/02/1980", kBirth},
           {"(410) 555-0123", kPhone},
           {"call 410-555-0123 now", kPhone},
           {"+1 410.555.0123", kPhone},
           {"jane.roe@example.org", kEmail},
           {"<mailto:J_R+x@mail.example.co.uk>", kEmail},
           {"1EG4-TE5-MK73", kMedicare},
           {"1EG4TE5MK73", kMedicare},
           {"Medicaid ID: AB1234567", kMedicaid},
           {"medicaid # 12-345-678", kMedicaid},
       }) {
    const IdentifierReport report = Find(c.text);
    EXPECT_TRUE(report.searched);
    ASSERT_THAT(report.findings, SizeIs(1)) << c.text;
    EXPECT_EQ(report.findings[0].kind, c.kind) << c.text;
    EXPECT_EQ(report.findings[0].count, 1) << c.text;
  }
}

TEST(IdentifiersTest, LeavesOrdinaryTextAlone) {
  for (const char* text : {"",
                           "Policy 4.2.1 of 2025-03-01, 14 pages",
                           "000-12-3456",
                           "666-12-3456",
                           "900-12-3456",
                           "123-00-4567",
                           "123-45-0000",
                           "1123-45-67890",
                           "We served 123456789 people",
                           "Medical records are kept 10 years",
                           "the MRN of each patient",
                           "Chart 7 shows",
                           "The DOB is asked at intake",
                           "visit on 01/02/2025",
                           "a phone call within 48 hours",
                           "ZIP 21201-1234",
                           "version 21.410.555.0123",
                           "mail @ noon",
                           "a@b",
                           "Medicaid number of each",
                           "Medicaid: 54% of visits",
                           "NCT01234567",
                           "ABCD-EFG-HI12"}) {
    EXPECT_THAT(Find(text).findings, IsEmpty()) << text;
  }
}

TEST(IdentifiersTest, CountsAndSaysWhere) {
  const IdentifierReport report = Find("é 123-45-6789, 234-56-7890 and a@example.org");
  ASSERT_THAT(report.findings, SizeIs(2));
  EXPECT_EQ(report.findings[0],
            (IdentifierFinding{.kind = kSsn, .count = 2, .places = {{"", 3}, {"", 16}}}));
  EXPECT_EQ(report.findings[1],
            (IdentifierFinding{.kind = kEmail, .count = 1, .places = {{"", 32}}}));
  EXPECT_EQ(report.Total(), 3);
}

TEST(IdentifiersTest, AddressesEndWhereTheirDomainDoes) {
  const auto count = [](absl::string_view text) { return Find(text).Total(); };
  EXPECT_EQ(count("a@b.org"), 1);
  EXPECT_EQ(count("<a@b.org>, (a.b-c+d@b-c.d.example.org)."), 2);
  EXPECT_EQ(count("a@b.org@c.org"), 1);  // the second has nothing before it
  EXPECT_EQ(count("..a@b.org..."), 1);
  EXPECT_EQ(count("a@b.org.1"), 1);
  for (const char* none : {"@", "a@", "@b.org", ".@b.org", "a@b", "a@.org", "a@b..org", "a@b.o",
                           "a@b.or1", "a@ b.org", "a @b.org"}) {
    EXPECT_EQ(count(none), 0) << none;
  }
  EXPECT_EQ(count(absl::StrCat(std::string(500, 'a'), "@b.org")), 1);
  EXPECT_EQ(count(absl::StrCat("a@", std::string(500, 'a'), ".org")), 0);
}

TEST(IdentifiersTest, SaysTheLine) {
  const IdentifierReport report = Find("one\n123-45-6789 234-56-7890\n\nfour\n345-67-8901");
  ASSERT_THAT(report.findings, SizeIs(1));
  const std::vector<IdentifierPlace>& places = report.findings[0].places;
  ASSERT_THAT(places, SizeIs(3));
  EXPECT_EQ(places[0].line, 2);
  EXPECT_EQ(places[1].line, 2);
  EXPECT_EQ(places[2].line, 5);
}

TEST(IdentifiersTest, AreToldInWords) {
  EXPECT_EQ(InWords(Find("nothing")), "");
  EXPECT_EQ(InWords(Find("a@example.org")), "1 e-mail address");
  EXPECT_EQ(InWords(Find("123-45-6789 234-56-7890 DOB: 1/2/1980 a@example.org")),
            "2 Social Security numbers, 1 date of birth and 1 e-mail address");
}

TEST(IdentifiersTest, KeepsTheFirstPlacesOnly) {
  std::string text;
  for (int i = 0; i < 1000; ++i) absl::StrAppend(&text, "a", i, "@example.org\n");
  const IdentifierReport report = Find(text);
  ASSERT_THAT(report.findings, SizeIs(1));
  EXPECT_EQ(report.findings[0].count, 1000);
  EXPECT_THAT(report.findings[0].places, SizeIs(IdentifierFinding::kMaxPlaces));
}

TEST(IdentifiersTest, SearchesOfficeDocuments) {
  const std::string docx =
      MakeDocx("<w:p><w:r><w:t>DO</w:t></w:r><w:r><w:t>B: 1/2/1980</w:t></w:r></w:p>",
               {{"word/comments.xml", "<w:p><w:t>a@example.org</w:t></w:p>"}});
  const IdentifierReport report = FindIdentifiersInFile(docx, FileKind::kDocx);
  EXPECT_TRUE(report.searched);
  ASSERT_THAT(report.findings, SizeIs(2));
  EXPECT_THAT(report.findings[0].places, ElementsAre(IdentifierPlace{"word/document.xml", 5}));
  EXPECT_THAT(report.findings[1].places, ElementsAre(IdentifierPlace{"word/comments.xml", 0}));

  const std::string xlsx =
      MakeXlsx({{"xl/sharedStrings.xml", "<si><t>SSN</t></si><si><t>123-45-6789</t></si>"}});
  EXPECT_EQ(FindIdentifiersInFile(xlsx, FileKind::kXlsx).Total(), 1);
  const std::string odt = MakeOdt("<text:p>MRN <text:span>12345</text:span></text:p>");
  EXPECT_EQ(FindIdentifiersInFile(odt, FileKind::kOdt).Total(), 1);
}

TEST(IdentifiersTest, SaysWhatWasNotSearched) {
  const IdentifierReport report = FindIdentifiersInFile("%PDF-1.7 123-45-6789", FileKind::kPdf);
  EXPECT_FALSE(report.searched);
  EXPECT_THAT(report.findings, IsEmpty());
}

// A pattern that tried again from every place would take minutes.
TEST(IdentifiersTest, LongTextsTakeNoLongerThanTheyAreLong) {
  const auto begin = std::chrono::steady_clock::now();
  (void)Find(std::string(4 << 20, 'a'));
  (void)Find(std::string(4 << 20, '1'));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
}

}  // namespace
}  // namespace continuum::evidence
