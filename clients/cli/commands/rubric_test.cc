// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "clients/cli/commands/rubric.h"
#include "clients/cli/error.h"
#include "clients/cli/input_file.h"
#include "clients/cli/line_problem.h"
#include "clients/cli/progress.h"
#include "clients/cli/render/text.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "clients/cli/textproto.h"
#include "continuum/v1/rubric_case.pb.h"
#include "google/protobuf/struct.pb.h"
#include "scoring/run_case.h"

namespace continuum::cli {

namespace {

namespace fs = std::filesystem;

// One case and what came out.
struct CaseRun {
  std::string path;
  std::string description;
  std::vector<std::string> differences;  // none: it passed
};

// The rubrics' files in a folder and below, by name.
std::vector<std::string> FindRubrics(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().filename() == "rubric.textproto") files.push_back(entry->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The cases beside a rubric's file, by name.
std::vector<std::string> FindCases(const std::string& rubric) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator entry(fs::path(rubric).parent_path() / "cases", error), end;
       !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".textproto") files.push_back(entry->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

CaseRun Run(const std::string& path, const RubricFile& rubric, Console& console) {
  CaseRun run{.path = path, .description = "", .differences = {}};
  const auto text = ReadInputFile(path, console);
  if (!text.ok()) {
    run.differences.emplace_back(text.status().message());
    return run;
  }
  v1::RubricCase test;
  for (const LineProblem& problem : ParseTextproto(*text, &test)) {
    run.differences.push_back(ProblemText(path, problem));
  }
  run.description = test.description();
  if (run.differences.empty()) run.differences = scoring::RunCase(*rubric.compiled, test);
  return run;
}

absl::StatusOr<std::vector<CaseRun>> RunAll(const std::string& folder, Console& console) {
  const std::vector<std::string> rubrics = FindRubrics(folder);
  if (rubrics.empty()) {
    return InputError(folder, "there is no rubric.textproto in this folder or below it");
  }
  std::vector<CaseRun> runs;
  for (const std::string& path : rubrics) {
    const auto rubric = LoadRubric(path, console);
    if (!rubric.ok()) return rubric.status();
    const std::vector<std::string> cases = FindCases(path);
    if (cases.empty()) console.Note(absl::StrCat(path, ": there are no cases beside it"));
    Progress progress(console, "case", static_cast<int>(cases.size()));
    for (const std::string& test : cases) {
      progress.Next(test);
      runs.push_back(Run(test, *rubric, console));
    }
  }
  if (runs.empty()) return InputError(folder, "there is no case to run (cases/*.textproto)");
  return runs;
}

void Print(const std::vector<CaseRun>& runs, Console& console) {
  int failed = 0;
  for (const CaseRun& run : runs) {
    const bool passed = run.differences.empty();
    failed += passed ? 0 : 1;
    const absl::string_view verdict = passed ? "passed  " : "FAILED  ";
    const Style style = passed ? Style::kPlain : Style::kBad;
    const std::string head = absl::StrCat(run.path, run.description.empty() ? "" : ":");
    if (DisplayWidth(head) + DisplayWidth(verdict) <= console.width()) {
      console.Paragraph(absl::StrCat(head, " ", run.description), verdict, style);
    } else {
      // A path that is broken apart cannot be copied.
      console.Line(absl::StrCat(verdict, head), style);
      if (!run.description.empty()) console.Paragraph(run.description, "        ", style);
    }
    for (const std::string& difference : run.differences) {
      console.Paragraph(difference, "        - ");
    }
  }
  const int total = static_cast<int>(runs.size());
  console.Paragraph(
      absl::StrCat(CountOf(total, "case"), ": ", total - failed, " passed, ", failed, " failed"),
      "", failed == 0 ? Style::kGood : Style::kBad);
}

void EmitData(const std::vector<CaseRun>& runs, Session& session) {
  Table table({{.id = "case", .title = "CASE"},
               {.id = "passed", .title = "PASSED"},
               {.id = "differences", .title = "DIFFERENCES", .wraps = true}});
  google::protobuf::ListValue list;
  for (const CaseRun& run : runs) {
    const bool passed = run.differences.empty();
    table.Add({run.path, passed ? "yes" : "no", absl::StrJoin(run.differences, "\n")});
    auto& fields = *list.add_values()->mutable_struct_value()->mutable_fields();
    fields["case"].set_string_value(run.path);
    fields["passed"].set_bool_value(passed);
    auto& differences = *fields["differences"].mutable_list_value();
    for (const std::string& difference : run.differences) {
      differences.add_values()->set_string_value(difference);
    }
  }
  session.Emit(list, table, "");
}

}  // namespace

CommandResult RubricTest(Session& session, const RubricTestOptions& options) {
  const auto runs = RunAll(options.folder, session.console);
  if (!runs.ok()) return runs.status();
  if (session.output == OutputFormat::kTable) {
    Print(*runs, session.console);
  } else {
    EmitData(*runs, session);
  }
  const bool passed = std::all_of(runs->begin(), runs->end(),
                                  [](const CaseRun& run) { return run.differences.empty(); });
  return passed ? ExitCode::kOk : ExitCode::kProblems;
}

}  // namespace continuum::cli
