// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/crosswalk.h"
#include "clients/cli/crosswalk_file.h"
#include "clients/cli/crosswalk_words.h"
#include "clients/cli/error.h"
#include "clients/cli/json_value.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "clients/cli/state_words.h"

namespace continuum::cli {

namespace {

// "bhh-continuum/1.0.0 to ccbhc/1.0.0, 40 mappings (3 equal, 20 a part of it, 17 overlaps)".
std::string ContentsOf(const v1::CrosswalkDefinition& crosswalk) {
  std::string contents = crosswalk.has_from() ? EditionWords(crosswalk.from())
                                              : CountOf(crosswalk.clauses_size(), "clause");
  absl::StrAppend(&contents, " to ", EditionWords(crosswalk.to()), ", ",
                  CountOf(crosswalk.mappings_size(), "mapping"), " (");
  bool first = true;
  for (const v1::Relation relation :
       {v1::RELATION_EQUAL, v1::RELATION_SUBSET, v1::RELATION_SUPERSET, v1::RELATION_OVERLAP}) {
    const auto count =
        std::count_if(crosswalk.mappings().begin(), crosswalk.mappings().end(),
                      [&](const v1::Mapping& mapping) { return mapping.relation() == relation; });
    if (count == 0) continue;
    absl::StrAppend(&contents, first ? "" : ", ", count, " ", RelationWords(relation));
    first = false;
  }
  return absl::StrCat(contents, ")");
}

void PrintFile(const CrosswalkFile& file, Console& console) {
  for (const v1::RubricProblem& problem : file.problems) {
    console.Line(ProblemLine(file.path, problem), Style::kBad);
  }
  if (file.problems.empty()) {
    console.Line(absl::StrCat(file.path, ": good: ", ContentsOf(file.definition)), Style::kGood);
  } else {
    const int errors = static_cast<int>(file.problems.size());
    console.Line(absl::StrCat(file.path, ": cannot be used yet: ", CountOf(errors, "error")),
                 Style::kBad);
  }
}

void EmitData(const std::vector<CrosswalkFile>& files, Session& session) {
  Table table({{.id = "file", .title = "FILE"},
               {.id = "line", .title = "LINE"},
               {.id = "column", .title = "COLUMN"},
               {.id = "reason", .title = "REASON"},
               {.id = "path", .title = "PATH"},
               {.id = "message", .title = "MESSAGE", .wraps = true}});
  google::protobuf::ListValue list;
  for (const CrosswalkFile& file : files) {
    auto& fields = *list.add_values()->mutable_struct_value()->mutable_fields();
    fields["file"].set_string_value(file.path);
    auto& problems = *fields["problems"].mutable_list_value();
    for (const v1::RubricProblem& problem : file.problems) {
      table.Add({file.path, absl::StrCat(problem.line()), absl::StrCat(problem.column()),
                 problem.reason(), problem.path(), problem.message()});
      *problems.add_values()->mutable_struct_value() = ToStruct(problem);
    }
  }
  session.Emit(list, table, "");
}

}  // namespace

CommandResult CrosswalkCheck(Session& session, const CrosswalkCheckOptions& options) {
  std::vector<CrosswalkFile> files;
  absl::Status unreadable;
  bool good = true;
  for (const std::string& path : options.files) {
    auto file = ReadCrosswalk(path, options.rubrics, session.console);
    if (!file.ok()) {
      for (const std::string& line : DescribeError(file.status())) session.console.Note(line);
      unreadable = file.status();
      continue;
    }
    good = good && file->problems.empty();
    files.push_back(*std::move(file));
  }
  if (session.output == OutputFormat::kTable) {
    for (const CrosswalkFile& file : files) PrintFile(file, session.console);
  } else {
    EmitData(files, session);
  }
  if (!unreadable.ok()) return ExitCodeOf(unreadable);  // said already
  return good ? ExitCode::kOk : ExitCode::kProblems;
}

}  // namespace continuum::cli
