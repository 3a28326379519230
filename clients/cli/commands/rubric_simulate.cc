// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/answers_file.h"
#include "clients/cli/commands/rubric.h"
#include "clients/cli/csv.h"
#include "clients/cli/error.h"
#include "clients/cli/input_file.h"
#include "clients/cli/render/header.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "clients/cli/simulate/compare_cards.h"
#include "google/protobuf/struct.pb.h"
#include "scoring/score.h"

namespace continuum::cli {

namespace {

namespace fs = std::filesystem;
using google::protobuf::Struct;

// One file of answers under both rubrics.
struct SimulatedFile {
  std::string path;
  std::vector<std::string> left_out;  // criteria whose answers do not fit the draft
  std::vector<ComparedResult> results;
};

// Whether a CSV file's first row is that of a table of answers.
bool IsAnswersTable(absl::string_view text) {
  const CsvFile file = ReadCsv(text);
  if (file.rows.empty()) return false;
  std::vector<std::string> names;
  for (const CsvCell& cell : file.rows.front().cells) {
    names.push_back(absl::AsciiStrToLower(absl::StripAsciiWhitespace(cell.text)));
  }
  const auto has = [&names](absl::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  return has("criterion") && has("answer");
}

// The files of answers in a folder and below, by name. Tables of something else are left out, and
// that is said.
absl::StatusOr<std::vector<std::string>> FindAnswers(const std::string& path, Console& console) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return std::vector<std::string>{path};
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator entry(path, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".csv") files.push_back(entry->path().string());
  }
  if (error) return InputError(path, error.message());
  std::sort(files.begin(), files.end());
  std::vector<std::string> answers;
  for (const std::string& file : files) {
    const auto text = ReadInputFile(file, console);
    if (!text.ok()) return text.status();
    if (IsAnswersTable(*text)) {
      answers.push_back(file);
    } else {
      console.Note(absl::StrCat(file, ": is no table of answers, and is left out"));
    }
  }
  return answers;
}

class Simulation {
 public:
  Simulation(const RubricFile& before, const RubricFile& draft, const std::string& as_of)
      : before_(before),
        draft_(draft),
        before_guide_(before.definition),
        draft_guide_(draft.definition) {
    context_.set_as_of_date(as_of);
  }

  absl::StatusOr<SimulatedFile> Run(const std::string& path, Console& console) const {
    const auto answers = LoadAnswers(path, *before_.compiled, console);
    if (!answers.ok()) return answers.status();
    SimulatedFile file{.path = path, .left_out = {}, .results = {}};
    const v1::AnswerSet fitting = FittingAnswers(*answers, *draft_.compiled, &file.left_out);
    const auto before = scoring::Score(*before_.compiled, *answers, context_, {.explain = false});
    if (!before.ok()) return InputError(path, before.status().message());
    const auto after = scoring::Score(*draft_.compiled, fitting, context_, {.explain = false});
    if (!after.ok()) return InputError(path, after.status().message());
    file.results = CompareCards(*before, before_guide_, *after, draft_guide_);
    return file;
  }

 private:
  const RubricFile& before_;
  const RubricFile& draft_;
  const RubricGuide before_guide_;
  const RubricGuide draft_guide_;
  v1::ScoringContext context_;
};

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

std::vector<Count> CountResults(const std::vector<SimulatedFile>& files) {
  std::vector<Count> counts;
  for (const SimulatedFile& file : files) {
    for (const ComparedResult& result : file.results) {
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

Table ResultTable(const std::vector<SimulatedFile>& files, bool all) {
  Table table({{.id = "answers", .title = "ANSWERS"},
               {.id = "result", .title = "RESULT", .wraps = true},
               {.id = "before", .title = "BEFORE"},
               {.id = "after", .title = "UNDER THE DRAFT"},
               {.id = "change", .title = "CHANGE"}});
  for (const SimulatedFile& file : files) {
    for (const ComparedResult& result : file.results) {
      if (!all && result.shift == Shift::kSame) continue;
      const Style style = result.shift == Shift::kDown   ? Style::kBad
                          : result.shift == Shift::kUp   ? Style::kGood
                          : result.shift == Shift::kSame ? Style::kPlain
                                                         : Style::kWarning;
      table.Add({file.path, result.title, result.before, result.after,
                 Cell(ShiftWords(result.kind, result.shift), style)});
    }
  }
  return table;
}

void PrintLeftOut(const std::vector<SimulatedFile>& files, Console& console) {
  for (const SimulatedFile& file : files) {
    if (file.left_out.empty()) continue;
    console.Paragraph(absl::StrCat(file.path, ": the draft does not take the answers to ",
                                   absl::StrJoin(file.left_out, ", "),
                                   "; they count as not answered"));
  }
}

void PrintAll(const std::vector<SimulatedFile>& files, bool all, Console& console) {
  const Table table = ResultTable(files, all);
  if (table.empty()) {
    console.Paragraph("Nothing changes for any of them.");
  } else {
    table.Print(console);
  }
  console.Heading(
      absl::StrCat("Of ", CountOf(static_cast<int>(files.size()), "set"), " of answers"));
  int steady = 0;
  for (const Count& count : CountResults(files)) {
    const bool changes = count.up + count.down + count.other > 0;
    if (changes || all) console.Paragraph(CountWords(count), "  ");
    steady += changes ? 0 : 1;
  }
  if (steady > 0 && !all) {
    console.Paragraph(absl::StrCat(CountOf(steady, "result"), ": the same for all"), "  ");
  }
  PrintLeftOut(files, console);
}

Struct ToJson(const std::vector<SimulatedFile>& files) {
  Struct result;
  auto& list = *(*result.mutable_fields())["answers"].mutable_list_value();
  for (const SimulatedFile& file : files) {
    auto& entry = *list.add_values()->mutable_struct_value()->mutable_fields();
    entry["file"].set_string_value(file.path);
    auto& left_out = *entry["leftOut"].mutable_list_value();
    for (const std::string& criterion : file.left_out) {
      left_out.add_values()->set_string_value(criterion);
    }
    auto& results = *entry["results"].mutable_list_value();
    for (const ComparedResult& compared : file.results) {
      auto& fields = *results.add_values()->mutable_struct_value()->mutable_fields();
      fields["id"].set_string_value(compared.id);
      fields["title"].set_string_value(compared.title);
      fields["before"].set_string_value(compared.before);
      fields["after"].set_string_value(compared.after);
      fields["change"].set_string_value(ShiftWords(compared.kind, compared.shift));
    }
  }
  auto& counts = *(*result.mutable_fields())["summary"].mutable_list_value();
  for (const Count& count : CountResults(files)) {
    auto& fields = *counts.add_values()->mutable_struct_value()->mutable_fields();
    fields["id"].set_string_value(count.id);
    fields["title"].set_string_value(count.title);
    fields["up"].set_number_value(count.up);
    fields["down"].set_number_value(count.down);
    fields["same"].set_number_value(count.same);
    fields["other"].set_number_value(count.other);
  }
  return result;
}

std::string RubricLine(const RubricFile& rubric) {
  return absl::StrCat(rubric.definition.title(), " (", rubric.definition.id(), "/",
                      rubric.definition.revision(), ")");
}

}  // namespace

CommandResult RubricSimulate(Session& session, const RubricSimulateOptions& options) {
  const auto draft = LoadRubric(options.draft, session.console);
  if (!draft.ok()) return draft.status();
  const auto before = LoadRubric(options.instead_of, session.console);
  if (!before.ok()) return before.status();
  const std::string as_of =
      options.as_of.empty()
          ? absl::FormatCivilTime(absl::ToCivilDay(absl::Now(), absl::LocalTimeZone()))
          : options.as_of;
  const Simulation simulation(*before, *draft, as_of);
  std::vector<SimulatedFile> files;
  absl::Status unreadable;
  for (const std::string& path : options.against) {
    const auto found = FindAnswers(path, session.console);
    if (!found.ok()) return found.status();
    for (const std::string& answers : *found) {
      auto file = simulation.Run(answers, session.console);
      if (file.ok()) {
        files.push_back(*std::move(file));
      } else {
        unreadable = file.status();  // the others are read, too, so that all problems are told
      }
    }
  }
  if (!unreadable.ok()) return unreadable;
  if (files.empty()) return InputError(options.against.front(), "there are no answers in it");
  if (session.output == OutputFormat::kTable) {
    PrintHeader(session.console,
                {{"Before", RubricLine(*before)}, {"Draft", RubricLine(*draft)}, {"As of", as_of}});
    session.console.Line("");
    PrintAll(files, options.all, session.console);
  } else {
    session.Emit(ToJson(files), ResultTable(files, true), "");
  }
  return ExitCode::kOk;
}

}  // namespace continuum::cli
