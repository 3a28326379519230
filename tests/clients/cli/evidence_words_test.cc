// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/evidence_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace continuum::cli {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;

TEST(EvidenceWordsTest, KnowsFilesByTheirEndings) {
  EXPECT_EQ(MediaTypeOfFile("a/Policy.PDF"), "application/pdf");
  EXPECT_EQ(MediaTypeOfFile("a.jpeg"), MediaTypeOfFile("b.jpg"));
  EXPECT_EQ(MediaTypeOfFile("a.docm"), "");
  EXPECT_EQ(MediaTypeOfFile("pdf"), "");
}

TEST(EvidenceWordsTest, WhatWasPurgedIsNotOnlyRemoved) {
  v1::EvidenceItem item;
  EXPECT_EQ(EvidenceStateWords(item), "unknown");
  item.set_title("[purged]");  // as anybody may call it
  item.set_state(v1::EvidenceItem::STATE_ACTIVE);
  EXPECT_EQ(EvidenceStateWords(item), "there");
  item.set_state(v1::EvidenceItem::STATE_REMOVED);
  EXPECT_EQ(EvidenceStateWords(item), "removed");
  item.set_purged(true);
  EXPECT_EQ(EvidenceStateWords(item), "purged");
}

TEST(EvidenceWordsTest, WhatWaitsToBePurgedIsSaid) {
  v1::EvidenceItem item;
  item.set_hidden(true);
  item.set_state(v1::EvidenceItem::STATE_ACTIVE);
  EXPECT_EQ(EvidenceStateWords(item), "waits to be purged");
  v1::EvidenceAttachment attachment;
  attachment.set_state(v1::EvidenceAttachment::STATE_ACTIVE);
  EXPECT_EQ(AttachmentWords(attachment, item), "waits to be purged");
  attachment.set_stale(true);
  attachment.set_fresh_months(6);
  EXPECT_EQ(AttachmentWords(attachment, item),
            "waits to be purged; stale: older than 6 months at the end of the period");
  item.set_hidden(false);
  EXPECT_EQ(AttachmentWords(attachment, item), AttachmentWords(attachment));
  item.set_purged(true);
  item.set_state(v1::EvidenceItem::STATE_REMOVED);
  attachment.set_stale(false);
  EXPECT_EQ(AttachmentWords(attachment, item), "purged");
  EXPECT_EQ(AttachmentWords(attachment, v1::EvidenceItem()), "");  // nobody said
}

TEST(EvidenceWordsTest, PartsOfAFileAreInWords) {
  v1::EvidenceRead read;
  read.set_size_bytes(10);
  EXPECT_EQ(ReadPartWords(read, 10), "whole file");
  EXPECT_EQ(ReadPartWords(read, 11), "bytes 0 to 9 of 11");
  EXPECT_EQ(ReadPartWords(read, -1), "bytes 0 to 9");
  read.set_offset(5);
  EXPECT_EQ(ReadPartWords(read, 20), "bytes 5 to 14 of 20");
  read.set_size_bytes(0);
  EXPECT_EQ(ReadPartWords(read, 10), "nothing, from byte 5");
}

TEST(EvidenceWordsTest, FindingsAreWholeSentences) {
  v1::IdentifierFinding finding;
  finding.set_kind(v1::IdentifierFinding::KIND_EMAIL_ADDRESS);
  finding.set_count(1);
  EXPECT_EQ(FindingWords(finding), "1 that looks like an e-mail address");
  finding.set_kind(v1::IdentifierFinding::KIND_PHONE_NUMBER);
  finding.set_count(2);
  EXPECT_EQ(FindingWords(finding), "2 that look like a phone number");
  const auto& kinds = *v1::IdentifierFinding::Kind_descriptor();
  for (int i = 1; i < kinds.value_count(); ++i) {
    finding.set_kind(static_cast<v1::IdentifierFinding::Kind>(kinds.value(i)->number()));
    const std::string words = FindingWords(finding);
    EXPECT_THAT(words, AnyOf(HasSubstr(" like a "), HasSubstr(" like an "))) << words;
    EXPECT_THAT(words, ::testing::Not(HasSubstr("unknown"))) << kinds.value(i)->name();
  }
}

TEST(EvidenceWordsTest, OfManyPlacesTheFirstAreNamed) {
  v1::IdentifierFinding finding;
  EXPECT_EQ(PlacesWords(finding), "");
  for (int line = 1; line <= 5; ++line) finding.add_places()->set_line(line);
  finding.mutable_places(0)->set_part("page 3");
  finding.set_count(5);
  EXPECT_EQ(PlacesWords(finding), " (page 3 line 1, line 2, line 3, line 4, line 5)");
  finding.add_places()->set_line(6);
  finding.set_count(40);  // of which the server names no more
  EXPECT_EQ(PlacesWords(finding), " (page 3 line 1, line 2, line 3, line 4, line 5, and 35 more)");
}

}  // namespace
}  // namespace continuum::cli
