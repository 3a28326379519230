// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/server/operations/evidence/evidence_test.h"
#include "tests/server/operations/patients_number.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class EvidenceItemsTest : public EvidenceTest {
 protected:
  absl::StatusOr<v1::EvidenceItem> Link(const std::string& url) {
    auto request = Parse<v1::CreateLinkRequest>(
        "parent: 'programs/p' title: 'Page' evidence_date: '2025-03-31'");
    request.mutable_link()->set_url(url);
    return CreateLink(dependencies_, call_, request);
  }

  absl::StatusOr<v1::EvidenceItem> Charts(int sampled, int met) {
    auto request = Parse<v1::CreateChartReviewRequest>(
        "parent: 'programs/p' title: 'Charts' evidence_date: '2025-03-31'"
        " chart_review { looked_for: 'A signed plan' }");
    request.mutable_chart_review()->set_sampled(sampled);
    request.mutable_chart_review()->set_met(met);
    return CreateChartReview(dependencies_, call_, request);
  }

  v1::ListEvidenceReadsResponse Reads(const std::string& name) {
    v1::ListEvidenceReadsRequest request;
    request.set_parent(name);
    const auto reads = ListEvidenceReads(dependencies_, call_, request);
    EXPECT_THAT(reads, IsOk());
    return *reads;
  }

  std::vector<std::string> Listed(absl::string_view query) {
    const auto listed = ListEvidence(dependencies_, call_, Parse<v1::ListEvidenceRequest>(query));
    EXPECT_THAT(listed, IsOk());
    std::vector<std::string> names;
    for (const v1::EvidenceItem& item : listed->evidence()) names.push_back(item.name());
    return names;
  }
};

TEST_F(EvidenceItemsTest, LinksAreEncryptedPages) {
  for (const char* url : {"https://example.org", "https://example.org:8443/a?b=c&d=%20#e",
                          "https://[2001:db8::1]/x"}) {
    const auto made = Link(url);
    ASSERT_THAT(made, IsOk()) << url;
    EXPECT_EQ(made->link().url(), url);
  }
  for (const std::string& url : std::vector<std::string>{
           "", "http://example.org", "https://", "https:///x", "HTTPS://example.org",
           "https://user:password@example.org", "https://exa mple.org", "https://example.org/a b",
           "https://example.org/\"><script>", "https://example.org/\xc3\xa9", "javascript:alert(1)",
           absl::StrCat("https://example.org/", std::string(2000, 'x'))}) {
    EXPECT_THAT(Link(url), HasWrongFields("link.url")) << url;
  }
}

TEST_F(EvidenceItemsTest, AnAddressHoldsNoNumberOfAPatient) {
  for (const char* query :
       {"?ssn=123-45-6789", "?q=123%2D45%2d6789", "?q=about+123-45-6789", "?q=%ff+123-45-6789"}) {
    EXPECT_THAT(Link(absl::StrCat("https://example.org/chart", query)),
                HasPatientsNumberIn("link.url"))
        << query;
  }
  for (const char* query : {"?mrn=1234567", "?patient_mrn=1234567", "?dob%3D1980-02-03"}) {
    EXPECT_THAT(Link(absl::StrCat("https://example.org/", query)), HasWrongFields("link.url"))
        << query;
  }
  // What is too long holds one all the same.
  EXPECT_THAT(Link(absl::StrCat("https://example.org/", kPatientsNumber, std::string(2000, 'x'))),
              HasWrongFields("link.url"));
  // Whom to call, a number that nobody has named, and an escape that is none.
  for (const char* path : {"call?phone=518-555-0134", "mail?to=desk@example.org",
                           "document/12345678", "50%", "a%zz"}) {
    EXPECT_THAT(Link(absl::StrCat("https://example.org/", path)), IsOk()) << path;
  }
}

TEST_F(EvidenceItemsTest, WhatWasLookedForHoldsNoIdentifier) {
  auto request = Parse<v1::CreateChartReviewRequest>(
      "parent: 'programs/p' title: 'Charts' evidence_date: '2025-03-31'"
      " chart_review { sampled: 40 met: 25 }");
  const auto about = [&](const std::string& words) {
    request.mutable_chart_review()->set_looked_for(words);
    return CreateChartReview(dependencies_, call_, request);
  };
  EXPECT_THAT(about(absl::StrCat("The plan of ", kPatientsNumber)),
              HasPatientsNumberIn("chart_review.looked_for"));
  EXPECT_THAT(about(absl::StrCat(kPatientsNumber, std::string(600, 'x'))),
              HasWrongFields("chart_review.looked_for"));
  EXPECT_THAT(about("Call 518-555-0134"), HasWrongFields("chart_review.looked_for"));
}

TEST_F(EvidenceItemsTest, SamplesAreCounts) {
  const auto made = Charts(40, 25);
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->chart_review().looked_for(), "A signed plan");
  EXPECT_EQ(made->chart_review().sampled(), 40);
  EXPECT_EQ(made->chart_review().met(), 25);
  EXPECT_FALSE(made->chart_review().small_counts());
  EXPECT_THAT(Charts(0, 0), HasWrongFields("chart_review.sampled"));
  EXPECT_THAT(Charts(40, 41), HasWrongFields("chart_review.met"));
  EXPECT_THAT(Charts(40, -1), HasWrongFields("chart_review.met"));
  EXPECT_THAT(Charts(1'000'001, 1), HasWrongFields("chart_review.sampled"));
}

TEST_F(EvidenceItemsTest, SmallCountsAreNoted) {
  EXPECT_TRUE(Charts(10, 0)->chart_review().small_counts());
  EXPECT_TRUE(Charts(40, 10)->chart_review().small_counts());
  EXPECT_TRUE(Charts(40, 30)->chart_review().small_counts());  // 10 of whom it is not so
  EXPECT_FALSE(Charts(40, 29)->chart_review().small_counts());
  EXPECT_FALSE(Charts(11, 0)->chart_review().small_counts());
  EXPECT_FALSE(Charts(11, 11)->chart_review().small_counts());
}

TEST_F(EvidenceItemsTest, InterviewsAreCounts) {
  const auto made = CreateInterview(
      dependencies_, call_,
      Parse<v1::CreateInterviewRequest>(
          "parent: 'programs/p' title: 'Talks' evidence_date: '2025-03-31'"
          " interview { looked_for: 'Know the care manager' sampled: 30 met: 18 }"));
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(made->interview().met(), 18);
  EXPECT_THAT(CreateInterview(dependencies_, call_, Parse<v1::CreateInterviewRequest>("")),
              HasWrongFields("interview.looked_for, interview.sampled, parent, title, "
                             "evidence_date"));
}

// The clock stands on 2026-03-01.
TEST_F(EvidenceItemsTest, ADayThatHasNotComeIsNoDateOfEvidence) {
  const auto link = [&](absl::string_view date) {
    return CreateLink(dependencies_, call_,
                      Parse<v1::CreateLinkRequest>(
                          absl::StrCat("parent: 'programs/p' title: 'Page' evidence_date: '", date,
                                       "' link { url: 'https://example.org' }")));
  };
  EXPECT_THAT(link("2026-03-01"), IsOk());
  EXPECT_THAT(link("2026-03-02"), IsOk());  // where it is that day already
  EXPECT_THAT(link("2026-03-03"), HasWrongFields("evidence_date"));
  const auto far = link("2031-01-01");
  ASSERT_THAT(far, HasWrongFields("evidence_date"));
  EXPECT_THAT(far.status().message(), AllOf(HasSubstr("2031-01-01"), HasSubstr("2026-03-01")));
  EXPECT_THAT(
      CreateChartReview(dependencies_, call_,
                        Parse<v1::CreateChartReviewRequest>(
                            "parent: 'programs/p' title: 'Charts' evidence_date: '2026-03-03'"
                            " chart_review { looked_for: 'A plan' sampled: 30 met: 18 }")),
      HasWrongFields("evidence_date"));
  EXPECT_THAT(CreateInterview(dependencies_, call_,
                              Parse<v1::CreateInterviewRequest>(
                                  "parent: 'programs/p' title: 'Talks' evidence_date: '2026-03-03'"
                                  " interview { looked_for: 'A plan' sampled: 30 met: 18 }")),
              HasWrongFields("evidence_date"));
  EXPECT_THAT(BeginUpload(dependencies_, call_,
                          Parse<v1::BeginUploadRequest>(
                              "parent: 'programs/p' upload { title: 'Policy' size_bytes: 1 "
                              "evidence_date: '2026-03-03' media_type: 'text/plain' }")),
              HasWrongFields("upload.evidence_date"));
}

TEST_F(EvidenceItemsTest, ARepeatedRequestMakesNoSecondOne) {
  const auto request = Parse<v1::CreateLinkRequest>(
      "parent: 'programs/p' title: 'Page' evidence_date: '2025-03-31'"
      " link { url: 'https://example.org' } request_id: 'r'");
  EXPECT_EQ(CreateLink(dependencies_, call_, request)->name(),
            CreateLink(dependencies_, call_, request)->name());
  EXPECT_THAT(Listed("parent: 'programs/p'"), SizeIs(1));
}

TEST_F(EvidenceItemsTest, FilesAreReadInRanges) {
  const std::string bytes = absl::StrCat(std::string(1 << 20, 'x'), "the end");
  const v1::EvidenceItem made = MakeFile(bytes);
  EXPECT_EQ(ReadFile(made.name())->data(), std::string(1 << 20, 'x'));
  EXPECT_EQ(ReadFile(made.name())->size_bytes(), static_cast<int64_t>(bytes.size()));
  EXPECT_EQ(ReadFile(made.name(), 1 << 20)->data(), "the end");
  EXPECT_EQ(ReadFile(made.name(), (1 << 20) + 4, 2)->data(), "en");
  EXPECT_THAT(ReadFile(made.name(), 5 << 20)->data(), IsEmpty());
  EXPECT_THAT(ReadFile(made.name(), -1, -1), HasWrongFields("offset, limit_bytes"));
}

TEST_F(EvidenceItemsTest, EveryReadingIsNoted) {
  const v1::EvidenceItem made = MakeFile("policy");
  EXPECT_THAT(Reads(made.name()).reads(), IsEmpty());
  EXPECT_THAT(ReadFile(made.name()), IsOk());
  call_ = CallOfOwner("o");
  EXPECT_THAT(ReadFile(made.name(), 2, 3), IsOk());
  const v1::ListEvidenceReadsResponse reads = Reads(made.name());
  ASSERT_THAT(reads.reads(), SizeIs(2));
  EXPECT_EQ(reads.reads(0).reader(), "local");
  EXPECT_EQ(reads.reads(0).size_bytes(), 6);
  EXPECT_EQ(reads.reads(1).reader(), call_.caller.id());
  EXPECT_EQ(reads.reads(1).offset(), 2);
  EXPECT_EQ(reads.reads(1).size_bytes(), 3);
  EXPECT_TRUE(reads.reads(1).has_create_time());
}

TEST_F(EvidenceItemsTest, OnlyFilesAreRead) {
  EXPECT_THAT(ReadFile(MakeLink().name()), FailsWith(kFailedPrecondition, "NO_FILE"));
  EXPECT_THAT(ReadFile("programs/p/evidence/none"), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(EvidenceItemsTest, WhatWasRemovedStaysKnown) {
  const v1::EvidenceItem made = MakeFile("policy");
  const auto removed = Remove(made.name());
  ASSERT_THAT(removed, IsOk());
  EXPECT_EQ(removed->state(), v1::EvidenceItem::STATE_REMOVED);
  EXPECT_THAT(Remove(made.name()), FailsWith(kFailedPrecondition, "EVIDENCE_REMOVED"));
  EXPECT_THAT(ReadFile(made.name()), FailsWith(kFailedPrecondition, "EVIDENCE_REMOVED"));
  v1::GetEvidenceRequest get;
  get.set_name(made.name());
  EXPECT_EQ(GetEvidence(dependencies_, call_, get)->file().sha256(), made.file().sha256());
}

TEST_F(EvidenceItemsTest, ListsByStateAndInPages) {
  const std::string a = MakeLink().name();
  const std::string b = MakeFile("policy").name();
  const std::string c = MakeLink().name();
  EXPECT_THAT(Remove(b), IsOk());
  EXPECT_THAT(Listed("parent: 'programs/p'"), ElementsAre(a, b, c));
  EXPECT_THAT(Listed("parent: 'programs/p' state: STATE_ACTIVE"), ElementsAre(a, c));
  EXPECT_THAT(Listed("parent: 'programs/p' state: STATE_REMOVED"), ElementsAre(b));
  EXPECT_THAT(Listed("parent: 'programs/p' page_size: 2"), ElementsAre(a, b));
  EXPECT_THAT(
      ListEvidence(dependencies_, call_, Parse<v1::ListEvidenceRequest>("parent: 'programs/none'")),
      FailsWith(kNotFound, "NOT_FOUND"));
}

}  // namespace
}  // namespace continuum::operations
