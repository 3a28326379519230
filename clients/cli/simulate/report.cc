// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/simulate/report.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "clients/cli/names.h"
#include "clients/cli/render/table.h"
#include "clients/cli/rubric_guide.h"
#include "google/protobuf/struct.pb.h"

namespace continuum::cli {

namespace {

using google::protobuf::ListValue;
using google::protobuf::Struct;

// How many go where, for one result.
struct Count {
  ResultKind kind = ResultKind::kNumber;
  std::string id;
  std::string title;
  int up = 0;
  int down = 0;
  int same = 0;
  int other = 0;
};

std::vector<Count> CountResults(const std::vector<SimulatedAnswers>& sets) {
  std::vector<Count> counts;
  for (const SimulatedAnswers& answers : sets) {
    for (const ComparedResult& result : answers.results) {
      auto count = std::find_if(counts.begin(), counts.end(), [&result](const Count& one) {
        return one.kind == result.kind && one.id == result.id;
      });
      if (count == counts.end()) {
        counts.push_back({.kind = result.kind, .id = result.id, .title = result.title});
        count = counts.end() - 1;
      }
      count->up += result.shift == Shift::kUp ? 1 : 0;
      count->down += result.shift == Shift::kDown ? 1 : 0;
      count->same += result.shift == Shift::kSame ? 1 : 0;
      count->other += result.shift == Shift::kOther ? 1 : 0;
    }
  }
  return counts;
}

std::string CountWords(const Count& count) {
  std::vector<std::string> words;
  const auto add = [&](int number, Shift shift) {
    if (number == 0) return;
    const std::string one = ShiftWords(count.kind, shift);
    absl::string_view word = one;  // "1 loses", "2 lose"
    if (count.kind == ResultKind::kLevel && number > 1) absl::ConsumeSuffix(&word, "s");
    words.push_back(absl::StrCat(number, " ", word));
  };
  add(count.up, Shift::kUp);
  add(count.down, Shift::kDown);
  add(count.other, Shift::kOther);
  add(count.same, Shift::kSame);
  return absl::StrCat(count.title, ": ", absl::StrJoin(words, ", "));
}

Table ResultTable(const SimulationResult& result, bool all) {
  Table table({result.stored ? Column{.id = "assessment", .title = "ASSESSMENT"}
                             : Column{.id = "answers", .title = "ANSWERS"},
               {.id = "result", .title = "RESULT", .wraps = true},
               {.id = "before", .title = "BEFORE"},
               {.id = "after", .title = "UNDER THE DRAFT"},
               {.id = "change", .title = "CHANGE"}});
  for (const SimulatedAnswers& answers : result.sets) {
    for (const ComparedResult& compared : answers.results) {
      if (!all && compared.shift == Shift::kSame) continue;
      const Style style = compared.shift == Shift::kDown   ? Style::kBad
                          : compared.shift == Shift::kUp   ? Style::kGood
                          : compared.shift == Shift::kSame ? Style::kPlain
                                                           : Style::kWarning;
      table.Add({answers.name, compared.title, compared.before, compared.after,
                 Cell(ShiftWords(compared.kind, compared.shift), style)});
    }
  }
  return table;
}

std::string ShortNames(const std::vector<std::string>& names) {
  return absl::StrJoin(names, ", ", [](std::string* out, const std::string& name) {
    absl::StrAppend(out, ShortName(name));
  });
}

// What the table of results does not tell.
std::vector<std::string> RemarksOn(const SimulationResult& result) {
  std::vector<std::string> remarks;
  for (const SimulatedAnswers& answers : result.sets) {
    if (!answers.left_out.empty()) {
      remarks.push_back(absl::StrCat(answers.name, ": the draft does not take the answers to ",
                                     absl::StrJoin(answers.left_out, ", "),
                                     "; they count as not answered"));
    }
    if (answers.other_rules) {
      remarks.push_back(
          absl::StrCat(answers.name,
                       ": was scored by another version of the scoring rules than this "
                       "command has; a change may come of that, too"));
    }
    if (answers.results.empty()) {
      remarks.push_back(absl::StrCat(answers.name,
                                     ": the draft has none of the results by which it was scored, "
                                     "and nothing can be compared"));
    }
  }
  if (!result.not_assessed.empty()) {
    remarks.push_back(absl::StrCat("Without a completed assessment under the rubric: ",
                                   ShortNames(result.not_assessed)));
  }
  if (!result.archived.empty()) {
    remarks.push_back(absl::StrCat("Left out, since they are archived (--program takes one): ",
                                   ShortNames(result.archived)));
  }
  return remarks;
}

void PrintCounts(const SimulationResult& result, bool all, Console& console) {
  const int size = static_cast<int>(result.sets.size());
  console.Heading(absl::StrCat("Of ", result.stored
                                          ? CountOf(size, "assessment")
                                          : absl::StrCat(CountOf(size, "set"), " of answers")));
  int steady = 0;
  for (const Count& count : CountResults(result.sets)) {
    const bool changes = count.up + count.down + count.other > 0;
    if (changes || all) console.Paragraph(CountWords(count), "  ");
    steady += changes ? 0 : 1;
  }
  if (steady > 0 && !all) {
    console.Paragraph(absl::StrCat(CountOf(steady, "result"), ": the same for all"), "  ");
  }
}

void Print(const SimulationResult& result, bool all, Console& console) {
  const Table table = ResultTable(result, all);
  const bool compared =
      std::any_of(result.sets.begin(), result.sets.end(),
                  [](const SimulatedAnswers& answers) { return !answers.results.empty(); });
  if (!table.empty()) {
    table.Print(console);
  } else if (compared) {
    console.Paragraph("Nothing changes for any of them.");
  } else {
    console.Paragraph("There is nothing to compare.");
  }
  if (compared) PrintCounts(result, all, console);
  for (const std::string& remark : RemarksOn(result)) console.Paragraph(remark);
}

void AddStrings(const std::vector<std::string>& strings, ListValue* list) {
  for (const std::string& text : strings) list->add_values()->set_string_value(text);
}

Struct ToJson(const SimulatedAnswers& answers) {
  Struct entry;
  auto& fields = *entry.mutable_fields();
  if (answers.assessment.empty()) {
    fields["file"].set_string_value(answers.name);
  } else {
    fields["assessment"].set_string_value(answers.assessment);
    fields["revision"].set_string_value(answers.revision);
  }
  fields["asOf"].set_string_value(answers.as_of);
  if (answers.other_rules) fields["otherRules"].set_bool_value(true);
  AddStrings(answers.left_out, fields["leftOut"].mutable_list_value());
  auto& results = *fields["results"].mutable_list_value();
  for (const ComparedResult& compared : answers.results) {
    auto& of_result = *results.add_values()->mutable_struct_value()->mutable_fields();
    of_result["id"].set_string_value(compared.id);
    of_result["title"].set_string_value(compared.title);
    of_result["before"].set_string_value(compared.before);
    of_result["after"].set_string_value(compared.after);
    of_result["change"].set_string_value(ShiftWords(compared.kind, compared.shift));
  }
  return entry;
}

Struct ToJson(const SimulationResult& result) {
  Struct document;
  auto& fields = *document.mutable_fields();
  auto& list = *fields["answers"].mutable_list_value();
  for (const SimulatedAnswers& answers : result.sets) {
    *list.add_values()->mutable_struct_value() = ToJson(answers);
  }
  auto& counts = *fields["summary"].mutable_list_value();
  for (const Count& count : CountResults(result.sets)) {
    auto& of_count = *counts.add_values()->mutable_struct_value()->mutable_fields();
    of_count["id"].set_string_value(count.id);
    of_count["title"].set_string_value(count.title);
    of_count["up"].set_number_value(count.up);
    of_count["down"].set_number_value(count.down);
    of_count["same"].set_number_value(count.same);
    of_count["other"].set_number_value(count.other);
  }
  if (result.stored) {
    AddStrings(result.not_assessed, fields["programsNotAssessed"].mutable_list_value());
    AddStrings(result.archived, fields["programsArchived"].mutable_list_value());
  }
  return document;
}

}  // namespace

void EmitSimulation(Session& session, const ViewHeader& header, const SimulationResult& result,
                    bool all) {
  if (session.output == OutputFormat::kTable) {
    PrintHeader(session.console, header);
    session.console.Line("");
    Print(result, all, session.console);
    return;
  }
  session.Emit(ToJson(result), ResultTable(result, true), "");
  if (session.output != OutputFormat::kCsv) return;
  for (const std::string& remark : RemarksOn(result)) session.console.Note(remark);
}

}  // namespace continuum::cli
