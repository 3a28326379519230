// SPDX-License-Identifier: Apache-2.0

#include "scoring/digest.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>
#include <openssl/sha.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "scoring/canonical.h"
#include "tests/scoring/field_sensitivity.h"
#include "tests/scoring/rubrics.h"

namespace continuum::scoring {
namespace {

std::string HexOf(const Message& message) {
  std::string bytes;
  CanonicalWriter(&bytes).Fields(message);
  return absl::BytesToHexString(bytes);
}

std::string Sha256Hex(const std::string& bytes) {
  unsigned char hash[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(hash), sizeof(hash)));
}

// The vector that docs/formats/digests.md gives to others; computed by another program.
TEST(DigestTest, TheExampleOfTheDocumentation) {
  const auto answers = Parse<v1::AnswerSet>(R"pb(answers {
                                                   criterion: "a"
                                                   yes_no { yes: true }
                                                 })pb");
  EXPECT_EQ(HexOf(answers), "01080101610603010131");
  EXPECT_EQ(AnswersDigest(answers),
            "a13f8b724702cf07a33a2e28999769ce8e90617867b045d5a0632d2d7f4ac7f2");
}

TEST(CanonicalTest, EncodesEachKindOfField) {
  const struct {
    const char* text;
    const char* hex;
  } kRows[] = {
      {"", ""},
      {R"(id: "ab")", "01026162"},
      {R"(revision: "2" id: "1")",
       "010131"
       "020132"},  // by number
      {R"(conventions: "x" conventions: "")",
       "070178"
       "0700"},                   // each element
      {R"(missing {})", "0d00"},  // there, and empty
      {R"(missing { absent { kind: KIND_BLOCKS } })",
       "0d05"
       "0303"
       "010134"},
      {R"(rollups { minimum_terms: -12 })",
       "0f05"
       "09032d3132"},
      {R"(domains { criteria { allows_not_applicable: true } })",
       "0e05"
       "0403"
       "070131"},
      {R"(domains { criteria { credit { core: false } } })",
       "0e07"
       "0405"
       "0d03"
       "010130"},
      {R"(rollups { rounding { digits: 0 } })",
       "0f02"
       "0700"},  // 0 is the default
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(HexOf(Parse<v1::RubricDefinition>(row.text)), row.hex) << row.text;
  }
}

TEST(CanonicalTest, LengthsOver127BytesTakeMoreBytes) {
  v1::RubricDefinition definition;
  definition.mutable_terms()->set_domain(std::string(200, 'x'));
  // Field 5, 203 bytes: field 1, 200 bytes.
  EXPECT_EQ(HexOf(definition).substr(0, 12), "05cb0101c801");
  EXPECT_EQ(HexOf(definition).size(), 2 * (3 + 203));
}

TEST(CanonicalTest, DigestedMessagesHaveNoFieldThatItCannotEncode) {
  std::set<const Descriptor*> seen;
  std::vector<const Descriptor*> open = {v1::RubricDefinition::descriptor(),
                                         v1::AnswerSet::descriptor()};
  while (!open.empty()) {
    const Descriptor* const type = open.back();
    open.pop_back();
    if (!seen.insert(type).second) continue;
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor* const field = type->field(i);
      EXPECT_FALSE(field->is_map()) << field->full_name();
      switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_MESSAGE:
          open.push_back(field->message_type());
          break;
        case FieldDescriptor::CPPTYPE_STRING:
        case FieldDescriptor::CPPTYPE_ENUM:
        case FieldDescriptor::CPPTYPE_BOOL:
        case FieldDescriptor::CPPTYPE_INT32:
        case FieldDescriptor::CPPTYPE_INT64:
          break;
        default:
          ADD_FAILURE() << field->full_name();
      }
    }
  }
}

constexpr char kAnswers[] = R"pb(
  source: ANSWER_SOURCE_REVIEWER
  answers {
    criterion: "b"
    staircase {
      activities {
        activity: "y"
        stage: "low"
        state: STATE_DONE
        since: "2024-05"
        extent: EXTENT_PILOT
        adaptation { what: "w" why: "x" planned: true consistent: true }
      }
      activities { activity: "x" state: STATE_NOT_DONE }
    }
    comment: "a comment"
    attested: true
    evidence { reference: "r2" description: "d" }
    evidence { reference: "r1" }
  }
  answers {
    criterion: "a"
    staircase { claimed_stage: "low" }
  }
  answers {
    criterion: "c"
    factors { met: "z" met: "w" }
  }
  answers {
    criterion: "d"
    rating { option: "4" }
  }
  answers {
    criterion: "e"
    credit { met: true }
  }
  answers {
    criterion: "f"
    credit {}
  }
  answers {
    criterion: "g"
    yes_no { yes: true }
  }
  answers {
    criterion: "h"
    not_applicable { justification: "none here" }
  }
  answers {
    criterion: "i"
    insufficient_data { explanation: "lost" }
  }
  answers {
    criterion: "k"
    quantity { number: "4.5" }
  }
  answers {
    criterion: "l"
    measure {
      counts { segment: "smi" numerator: "3" denominator: 4 }
      counts { segment: "all" numerator: "5" denominator: 6 }
    }
  }
  answers {
    criterion: "m"
    milestones {
      milestones { milestone: "z" date: "2026-01-01" }
      milestones { milestone: "y" date: "2026-01-02" }
    }
  }
  answers {
    criterion: "n"
    input { number: "7" }
  }
  answers {
    criterion: "o"
    input { date: "2026-01-01" }
  }
  answers {
    criterion: "p"
    input { options { options: "z" options: "y" } }
  }
  answers {
    criterion: "q"
    input {
      recognition {
        status: STATUS_HELD
        level: "l"
        first_date: "2026-01-01"
        last_date: "2026-12-31"
      }
    }
    origin { assessment: "a" criteria: "c" crosswalk: "x" explanation: "e" }
  }
  answers {
    criterion: "r"
    yes_no {}
    unconfirmed: true
  }
  answers { criterion: "j" comment: "nothing yet" attested: true }
)pb";

// The answers as docs/formats/digests.md orders and cuts them.
v1::AnswerSet Ordered(v1::AnswerSet answers) {
  answers.clear_source();
  auto& list = *answers.mutable_answers();
  list.erase(std::remove_if(list.begin(), list.end(),
                            [](const v1::Answer& a) {
                              return a.answer_case() == v1::Answer::ANSWER_NOT_SET ||
                                     a.unconfirmed();
                            }),
             list.end());
  std::sort(list.begin(), list.end(),
            [](const v1::Answer& a, const v1::Answer& b) { return a.criterion() < b.criterion(); });
  for (v1::Answer& answer : list) {
    if (!answer.comment().empty()) answer.set_comment("1");
    answer.clear_origin();
    const auto by_segment = [](const v1::MeasureCounts& a, const v1::MeasureCounts& b) {
      return a.segment() < b.segment();
    };
    if (answer.has_measure()) {
      auto& counts = *answer.mutable_measure()->mutable_counts();
      std::sort(counts.begin(), counts.end(), by_segment);
    }
    const auto by_milestone = [](const v1::MilestoneAnswer& a, const v1::MilestoneAnswer& b) {
      return a.milestone() < b.milestone();
    };
    if (answer.has_milestones()) {
      auto& dated = *answer.mutable_milestones()->mutable_milestones();
      std::sort(dated.begin(), dated.end(), by_milestone);
    }
    if (answer.input().has_options()) {
      auto& options = *answer.mutable_input()->mutable_options()->mutable_options();
      std::sort(options.begin(), options.end());
    }
    if (answer.has_staircase()) {
      auto& activities = *answer.mutable_staircase()->mutable_activities();
      std::sort(activities.begin(), activities.end(),
                [](const v1::ActivityAnswer& a, const v1::ActivityAnswer& b) {
                  return a.activity() < b.activity();
                });
    }
    if (answer.has_factors()) {
      std::sort(answer.mutable_factors()->mutable_met()->begin(),
                answer.mutable_factors()->mutable_met()->end());
    }
  }
  return answers;
}

TEST(AnswersDigestTest, TheFastEncodingIsTheGeneralOneOfOrderedAnswers) {
  const auto answers = Parse<v1::AnswerSet>(kAnswers);
  std::string bytes("continuum answers 2\0", 20);
  CanonicalWriter(&bytes).Fields(Ordered(answers));
  EXPECT_EQ(AnswersDigest(answers), Sha256Hex(bytes));
}

TEST(AnswersDigestTest, EveryFieldButTheSourceAndOriginsChangesIt) {
  auto answers = Parse<v1::AnswerSet>(kAnswers);
  answers.mutable_answers()->RemoveLast();  // the one without form, which is left out as a whole
  answers.mutable_answers()->RemoveLast();  // the one that is not confirmed, likewise
  // Of a comment it counts that there is one; the next test says so.
  for (v1::Answer& answer : *answers.mutable_answers()) answer.set_comment("a comment");
  const std::map<std::string, bool> changes = Sensitivity(answers, AnswersDigest);
  for (const auto& [field, differs] : changes) {
    const bool is_left_out =
        field == "continuum.v1.AnswerSet.source" || field == "continuum.v1.Answer.origin" ||
        field == "continuum.v1.Answer.comment" || field.rfind("continuum.v1.Origin.", 0) == 0 ||
        field == "continuum.v1.AnswerSet.answers";  // Change adds one without form
    EXPECT_EQ(differs, !is_left_out) << field;
  }
  EXPECT_GE(changes.size(), 30u);
}

TEST(AnswersDigestTest, OrderDoesNotMatterButEvidenceKeepsItsOwn) {
  const auto answers = Parse<v1::AnswerSet>(kAnswers);
  v1::AnswerSet reversed = answers;
  std::reverse(reversed.mutable_answers()->begin(), reversed.mutable_answers()->end());
  for (v1::Answer& answer : *reversed.mutable_answers()) {
    if (answer.has_staircase()) {
      auto& activities = *answer.mutable_staircase()->mutable_activities();
      std::reverse(activities.begin(), activities.end());
    }
    if (answer.has_factors()) {
      auto& met = *answer.mutable_factors()->mutable_met();
      std::reverse(met.begin(), met.end());
    }
  }
  EXPECT_EQ(AnswersDigest(reversed), AnswersDigest(answers));
  auto& evidence = *reversed.mutable_answers(reversed.answers_size() - 1)->mutable_evidence();
  std::reverse(evidence.begin(), evidence.end());
  EXPECT_NE(AnswersDigest(reversed), AnswersDigest(answers));
}

TEST(AnswersDigestTest, OfACommentItCountsThatThereIsOne) {
  const auto digest = [](absl::string_view comment) {
    auto answers = Parse<v1::AnswerSet>("answers { criterion: 'a' yes_no { yes: true } }");
    answers.mutable_answers(0)->set_comment(std::string(comment));
    return AnswersDigest(answers);
  };
  EXPECT_EQ(digest("one"), digest("another"));
  EXPECT_NE(digest("one"), digest(""));
  EXPECT_EQ(digest(" \n"), digest(""));
}

TEST(AnswersDigestTest, AnAnswerWithoutFormIsAsNone) {
  EXPECT_EQ(AnswersDigest(Parse<v1::AnswerSet>(R"pb(answers {
                                                      criterion: "a"
                                                      comment: "later"
                                                      evidence { reference: "r" }
                                                    })pb")),
            AnswersDigest({}));
}

TEST(DigestTest, KindsNeverCoincide) {
  EXPECT_NE(RubricDigest({}), MeasurementDigest({}));
  EXPECT_NE(RubricDigest({}), AnswersDigest({}));
  EXPECT_EQ(RubricDigest({}).size(), 64u);
}

}  // namespace
}  // namespace continuum::scoring
