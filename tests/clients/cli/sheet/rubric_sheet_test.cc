// SPDX-License-Identifier: Apache-2.0

#include "clients/cli/sheet/rubric_sheet.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/rubric_text.h"
#include "clients/cli/sheet/columns.h"
#include "clients/cli/sheet/safe_cell.h"
#include "clients/cli/sheet/settings.h"
#include "scoring/parse_rubric.h"
#include "tests/testing/mutation.h"
#include "tests/testing/property.h"
#include "tests/testing/proto_matchers.h"
#include "tests/testing/random_rubric.h"
#include "tests/testing/temp_dir.h"
#include "tests/testing/whole_message.h"

namespace continuum::cli {
namespace {

namespace fs = std::filesystem;
using ::continuum::testing::EqualsProto;
using ::google::protobuf::TextFormat;
using ::google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> Problems(absl::string_view csv) {
  std::vector<std::string> lines;
  for (const LineProblem& problem : ReadRubricSheet(csv).problems) {
    lines.push_back(ProblemText("t.csv", problem));
  }
  return lines;
}

std::vector<fs::path> AllRubrics() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(CONTINUUM_SOURCE_DIR "/rubrics")) {
    if (entry.path().filename() == "rubric.textproto") paths.push_back(entry.path());
  }
  return paths;
}

TEST(RubricSheetTest, EveryRubricComesBackWhole) {
  int rubrics = 0;
  for (const fs::path& path : AllRubrics()) {
    const scoring::ParsedRubric parsed = scoring::ParseRubric(testing::ReadFile(path));
    ASSERT_THAT(parsed.problems(), IsEmpty()) << path;
    const std::string table = WriteRubricSheet(parsed.definition());
    const RubricSheet sheet = ReadRubricSheet(table);
    EXPECT_THAT(sheet.problems, IsEmpty()) << path;
    EXPECT_THAT(sheet.rubric, EqualsProto(parsed.definition())) << path;
    // And as a text that is written anew.
    const std::string text = RubricText(sheet.rubric, {"A note."});
    EXPECT_THAT(scoring::ParseRubric(text).problems(), IsEmpty()) << path;
    EXPECT_THAT(scoring::ParseRubric(text).definition(), EqualsProto(parsed.definition())) << path;
    ++rubrics;
  }
  EXPECT_GE(rubrics, 11);
}

TEST(RubricSheetTest, EveryFieldComesBack) {
  v1::RubricDefinition whole;
  testing::FillWhole(&whole);
  const RubricSheet sheet = ReadRubricSheet(WriteRubricSheet(whole));
  EXPECT_THAT(sheet.problems, IsEmpty());
  EXPECT_THAT(sheet.rubric, EqualsProto(whole));
  const scoring::ParsedRubric parsed = scoring::ParseRubric(RubricText(whole, {}));
  EXPECT_THAT(parsed.problems(), IsEmpty());
  EXPECT_THAT(parsed.definition(), EqualsProto(whole));
}

TEST(RubricSheetTest, WhatIsSetAndEmptyComesBack) {
  v1::RubricDefinition rubric;
  ASSERT_TRUE(TextFormat::ParseFromString(
      R"pb(
        terms {}
        conventions: ""
        missing { absent {} }
        domains {
          criteria {
            staircase { cells {} }
            tags: ""
          }
          criteria { credit { credits: 0 } }
          criteria { credit { core: false } }
          criteria { asked_when { not { all_of {} } } }
        }
        rollups {
          terms { criterion: "" }
          otherwise { value: "" }
        }
        inputs { date {} }
        domains { criteria { quantity { worth { cut_points { at_least: "" } } } } }
      )pb",
      &rubric));
  const RubricSheet sheet = ReadRubricSheet(WriteRubricSheet(rubric));
  EXPECT_THAT(sheet.problems, IsEmpty());
  EXPECT_THAT(sheet.rubric, EqualsProto(rubric));
}

TEST(RubricSheetTest, NoTypeHasTwoTexts) {
  for (const std::string& name : testing::AllFieldNames(*v1::RubricDefinition::descriptor())) {
    const auto& type = *google::protobuf::DescriptorPool::generated_pool()
                            ->FindFieldByName(name)
                            ->containing_type();
    int texts = 0;
    for (const char* text : {"text", "description", "summary"}) {
      texts += type.FindFieldByName(text) == nullptr ? 0 : 1;
    }
    EXPECT_LE(texts, 1) << type.full_name();
  }
}

TEST(RubricSheetTest, IsReadableInASpreadsheet) {
  v1::RubricDefinition rubric;
  ASSERT_TRUE(TextFormat::ParseFromString(
      R"pb(
        id: "r"
        revision: "1.0.0"
        summary: "Two,\nlines"
        conventions: "Ours alone."
        missing { absent { kind: KIND_COUNTS_AS value: "0" } }
        domains {
          id: "007"
          title: "=1+1"
          criteria {
            id: "c"
            tags: "core"
            tags: "key"
            rating { options { id: "mar-1" text: "Half" value: "1/3" needs: PROOF_COMMENT } }
          }
          criteria {
            id: "d"
            yes_no {}
          }
        }
      )pb",
      &rubric));
  EXPECT_EQ(WriteRubricSheet(rubric),
            "\xEF\xBB\xBF"
            "nesting,part,id,title,text,value,at_least,intent,guidance,evidence_rule,settings\n"
            "0,rubric,r,,\"Two,\nlines\",,,,,,\"revision: 1.0.0\nmissing.absent.kind: counts as\n"
            "missing.absent.value: 0\"\n"
            "1,conventions,,,Ours alone.,,,,,,\n"
            "1,domains,'007,'=1+1,,,,,,,\n"
            "2,criteria,c,,,,,,,,\"tags: core\ntags: key\"\n"
            "3,rating.options,'mar-1,,Half,'1/3,,,,,needs: comment\n"
            "2,criteria,d,,,,,,,,yes_no:\n");
  EXPECT_THAT(ReadRubricSheet(WriteRubricSheet(rubric)).rubric, EqualsProto(rubric));
}

constexpr char kHeader[] = "nesting,part,id,title,text,value,settings,note\n";

TEST(RubricSheetTest, WhatASpreadsheetDoesIsUnderstood) {
  const RubricSheet sheet = ReadRubricSheet(
      "note of mine,Part,Nesting,id,value,settings\r\n"
      ",rubric,0,r,,\r\n"
      "look,domains,1,d,,\r\n"
      ",,,,,\r\n"
      "x,criteria,2,c,,\r\n"
      ",rating.options,3,a,1/2,\"needs: Evidence\r\n\r\nneeds: PROOF_COMMENT\"\r\n");
  EXPECT_THAT(sheet.problems, IsEmpty());
  EXPECT_THAT(
      sheet.rubric, EqualsProto(R"pb(
        id: "r"
        domains {
          id: "d"
          criteria {
            id: "c"
            rating { options { id: "a" value: "1/2" needs: PROOF_EVIDENCE needs: PROOF_COMMENT } }
          }
        })pb"));
  EXPECT_EQ(sheet.LineOf("domains[0].criteria[0].rating.options[0].value"), 6);
  EXPECT_EQ(sheet.LineOf("domains[0].criteria[0].title"), 5);
  EXPECT_EQ(sheet.LineOf("ladders[3]"), 2);
}

TEST(RubricSheetTest, TellsAllProblemsWithTheirLines) {
  EXPECT_THAT(
      Problems(absl::StrCat(kHeader,
                            "0,rubric,r,,,,\"kind: sports\nmissing: x\nfamily\nid: s\",\n"
                            "1,domans,d,,,,,\n"
                            "2,criteria,below what is not understood,,,,,\n"
                            "1,domains,d,,,5,,\n"
                            "3,criteria,c,,,,,\n"
                            "2,criteria,c,,,,credit.credits: many,\n"
                            "two,criteria,c,,,,,\n"
                            "3,rating.options,of what is not understood,,,,,\n"
                            "1,title,,,,,,\n"
                            "1,conventions,id,,A sentence.,,,\n"
                            "0,rubric,s,,,,,\n")),
      ElementsAre(
          HasSubstr("t.csv:2: settings: got \"family\", want a name, a colon and a value"),
          HasSubstr("t.csv:2: settings: kind: got \"sports\", want one of: recognition, fidelity"),
          HasSubstr("t.csv:2: settings: missing: it has parts, and no value"),
          HasSubstr("t.csv:2: settings: id: it is given already"),
          HasSubstr("t.csv:6: part: got \"domans\""),
          HasSubstr("t.csv:8: value: got \"5\", but a row of \"domains\" has nothing in this"),
          HasSubstr("t.csv:9: nesting: got 3, want at most 2"),
          HasSubstr("t.csv:10: settings: credit.credits: got \"many\", want a whole number"),
          HasSubstr("t.csv:11: nesting: got \"two\", want a whole number"),
          HasSubstr("t.csv:13: part: \"title\" is not a list"),
          HasSubstr("t.csv:14: id: a row of \"conventions\" has a text and nothing else"),
          HasSubstr("t.csv:15: nesting: got 0, but only the first row is the rubric")));
}

TEST(RubricSheetTest, OfSeveralFormsOneCanBeGiven) {
  EXPECT_THAT(Problems(absl::StrCat(kHeader,
                                    "0,rubric,r,,,,,\n"
                                    "1,domains,d,,,,,\n"
                                    "2,criteria,c,,,,yes_no:,\n"
                                    "3,rating.options,a,,,1,,\n")),
              ElementsAre(HasSubstr("t.csv:5: part: \"rating.options\" cannot be given: \"yes_no\" "
                                    "is given already")));
}

TEST(RubricSheetTest, SaysWhatIsNoTable) {
  EXPECT_THAT(Problems(""), ElementsAre(HasSubstr("`continuum rubric export` writes one")));
  EXPECT_THAT(Problems("PK\x03\x04"), ElementsAre(HasSubstr("workbook")));
  EXPECT_THAT(Problems("a,b\n1,2\n"), ElementsAre(HasSubstr("\"nesting\" and \"part\"")));
  EXPECT_THAT(Problems("nesting;part;id\n0;rubric;r\n"),
              ElementsAre(HasSubstr("not separated by commas")));
  EXPECT_THAT(Problems("nesting,part,titel\n0,rubric,\n"),
              ElementsAre(HasSubstr("Did you mean \"title\"?")));
  EXPECT_THAT(Problems("nesting,part\n0,\xFF\n"), ElementsAre(HasSubstr("t.csv:2: ")));
  EXPECT_THAT(Problems("nesting,part\n"), ElementsAre(HasSubstr("no rows")));
  EXPECT_THAT(Problems("nesting,part\n1,domains\n"),
              ElementsAre(HasSubstr("the first row is the rubric itself")));
}

// A short text of what is special in cells.
std::string OddText(testing::Choices& choices) {
  std::string text;
  const int length = choices.Below(8);
  for (int i = 0; i < length; ++i) {
    text += choices.Pick(std::vector<std::string>{"'",  "=",  "-",   "1",    "0", ".",  "/",
                                                  "\n", "\r", "\\",  "n",    ":", " ",  ",",
                                                  "\"", ";",  "mar", "true", "é", "\t", "E"});
  }
  return text;
}

// Gives some texts of a rubric odd values.
void AddOddTexts(testing::Choices& choices, google::protobuf::Message* message) {
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  const auto& reflection = *message->GetReflection();
  reflection.ListFields(*message, &fields);
  for (const auto* field : fields) {
    if (field->message_type() != nullptr) {
      const int count = field->is_repeated() ? reflection.FieldSize(*message, field) : 1;
      for (int i = 0; i < count; ++i) {
        AddOddTexts(choices, field->is_repeated()
                                 ? reflection.MutableRepeatedMessage(message, field, i)
                                 : reflection.MutableMessage(message, field));
      }
    } else if (field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_STRING &&
               choices.Chance(15)) {
      if (field->is_repeated()) {
        reflection.SetRepeatedString(message, field, 0, OddText(choices));
      } else {
        reflection.SetString(message, field, OddText(choices));
      }
    }
  }
}

TEST(RubricSheetPropertyTest, NothingIsLost) {
  testing::CheckProperty(testing::Runs(300, 20'000), [] {
    testing::DrawnChoices choices;
    v1::RubricDefinition rubric = testing::RandomRubric(choices);
    const int mutations = choices.Between(0, 3);
    for (int i = 0; i < mutations; ++i) testing::MutateMessage(choices, rubric);
    AddOddTexts(choices, &rubric);
    const RubricSheet sheet = ReadRubricSheet(WriteRubricSheet(rubric));
    RC_ASSERT(sheet.problems.empty());
    RC_ASSERT(MessageDifferencer::Equals(sheet.rubric, rubric));
    v1::RubricDefinition reread;
    RC_ASSERT(TextFormat::ParseFromString(RubricText(rubric, {"note"}), &reread));
    RC_ASSERT(MessageDifferencer::Equals(reread, rubric));
  });
}

TEST(RubricSheetPropertyTest, NoTextIsTooOddToRead) {
  testing::CheckProperty(testing::Runs(300, 20'000), [] {
    testing::DrawnChoices choices;
    std::string table = WriteRubricSheet(testing::RandomRubric(choices));
    const int mutations = choices.Between(1, 8);
    for (int i = 0; i < mutations; ++i) testing::MutateText(choices, table);
    int last = 0;
    for (const LineProblem& problem : ReadRubricSheet(table).problems) {
      RC_ASSERT(problem.line >= last);
      RC_ASSERT(!problem.message.empty());
      last = problem.line;
    }
  });
}

TEST(RubricSheetPropertyTest, CellsAndSettingsComeBack) {
  testing::CheckProperty(testing::Runs(2000, 100'000), [] {
    testing::DrawnChoices choices;
    const std::string text = OddText(choices);
    RC_ASSERT(Unprotected(Protected(text)) == text);
    std::vector<std::string> problems;
    const std::vector<Setting> settings = {{.name = "a.b", .value = text},
                                           {.name = "c", .value = OddText(choices)}};
    RC_ASSERT(ReadSettings(WriteSettings(settings), &problems) == settings);
    RC_ASSERT(problems.empty());
  });
}

TEST(SafeCellTest, ProtectsWhatASpreadsheetWouldChange) {
  for (const char* text : {"1/3", "1.0.0", "4.50", "007", "mar-1", "SEPT2", "true", "FALSE",
                           "2026-01-01", "1e5", "10:30", "1234567890123456", "5%"}) {
    EXPECT_EQ(Protected(text), absl::StrCat("'", text));
  }
  for (const char* text : {"", "5", "-4.5", "0", "12.25", "h1-caseload", "Always", "a true word",
                           "'", "1A Access", "3 of 4 factors"}) {
    EXPECT_EQ(Protected(text), text);
  }
}

}  // namespace
}  // namespace continuum::cli
