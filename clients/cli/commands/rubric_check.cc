// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/commands/rubric.h"
#include "clients/cli/error.h"
#include "clients/cli/input_file.h"
#include "clients/cli/json_value.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "clients/cli/state_words.h"
#include "scoring/check_rubric.h"
#include "scoring/compiled_rubric.h"
#include "scoring/digest.h"

namespace continuum::cli {

namespace {

// One file and what was found in it.
struct CheckedFile {
  std::string path;
  v1::CheckRubricResponse result;
  std::string contents;  // what the rubric holds, in words; empty where there are errors
};

int Count(const v1::CheckRubricResponse& result, v1::RubricProblem::Severity severity) {
  const auto& problems = result.problems();
  return static_cast<int>(std::count_if(
      problems.begin(), problems.end(),
      [&](const v1::RubricProblem& problem) { return problem.severity() == severity; }));
}

bool Has(const google::protobuf::RepeatedField<int>& needs, v1::Proof proof) {
  return std::find(needs.begin(), needs.end(), proof) != needs.end();
}

// It holds nothing but what somebody attests, so that people do not count it as one of the domains.
bool IsAttestation(const v1::Domain& domain) {
  const auto& criteria = domain.criteria();
  return domain.domains().empty() && !criteria.empty() &&
         std::all_of(criteria.begin(), criteria.end(), [](const v1::Criterion& criterion) {
           return Has(criterion.yes_no().needs(), v1::PROOF_ATTESTATION) ||
                  Has(criterion.credit().needs(), v1::PROOF_ATTESTATION);
         });
}

// "bhh-continuum 1.0.0 with 8 domains, 15 subdomains and 146 activities".
std::string ContentsOf(const v1::RubricDefinition& rubric) {
  const RubricGuide guide(rubric);
  const int nested = static_cast<int>(guide.chapters().size()) - rubric.domains_size();
  int activities = 0;
  for (const v1::Criterion* criterion : guide.criteria()) {
    for (const v1::Cell& cell : criterion->staircase().cells()) {
      activities += cell.activities_size();
    }
  }
  const int attested = static_cast<int>(
      std::count_if(rubric.domains().begin(), rubric.domains().end(), IsAttestation));
  // Where everything is attested, these are the domains.
  const bool apart = attested > 0 && attested < rubric.domains_size();
  std::string contents =
      absl::StrCat(rubric.id(), " ", rubric.revision(), " with ",
                   CountOf(rubric.domains_size() - (apart ? attested : 0), guide.DomainWord()));
  if (apart) absl::StrAppend(&contents, ", ", CountOf(attested, "attestation"));
  if (nested > 0) absl::StrAppend(&contents, ", ", CountOf(nested, guide.NestedDomainWord()));
  absl::StrAppend(&contents, ", ",
                  CountOf(static_cast<int>(guide.criteria().size()), guide.CriterionWord()));
  if (activities > 0) absl::StrAppend(&contents, ", ", CountOf(activities, "activity"));
  return contents;
}

absl::StatusOr<CheckedFile> Check(const std::string& path, Console& console) {
  CheckedFile file{.path = RubricPath(path), .result = {}, .contents = ""};
  auto text = ReadInputFile(file.path, console);
  if (!text.ok()) return text.status();
  const scoring::ParsedRubric parsed = scoring::ParseRubric(*text);
  for (v1::RubricProblem& problem : scoring::CheckRubric(parsed)) {
    *file.result.add_problems() = std::move(problem);
  }
  if (Count(file.result, v1::RubricProblem::SEVERITY_ERROR) > 0) return file;
  file.contents = ContentsOf(parsed.definition());
  const auto compiled = scoring::CompileRubric(parsed.definition());
  if (!compiled.ok()) return InputError(file.path, compiled.status().message());
  file.result.set_measurement_digest((*compiled)->measurement_digest());
  file.result.set_rubric_digest((*compiled)->rubric_digest());
  return file;
}

void PrintFile(const CheckedFile& file, Console& console) {
  for (const v1::RubricProblem& problem : file.result.problems()) {
    const bool error = problem.severity() == v1::RubricProblem::SEVERITY_ERROR;
    console.Line(ProblemLine(file.path, problem), error ? Style::kBad : Style::kWarning);
  }
  const int errors = Count(file.result, v1::RubricProblem::SEVERITY_ERROR);
  const int warnings = Count(file.result, v1::RubricProblem::SEVERITY_WARNING);
  const std::string counts =
      absl::StrCat(CountOf(errors, "error"), ", ", CountOf(warnings, "warning"));
  if (errors > 0) {
    console.Line(absl::StrCat(file.path, ": cannot be used yet: ", counts), Style::kBad);
  } else {
    console.Line(absl::StrCat(file.path, ": good: ", file.contents, "; ", counts), Style::kGood);
  }
}

Table ProblemTable(const std::vector<CheckedFile>& files) {
  Table table({{.id = "file", .title = "FILE"},
               {.id = "line", .title = "LINE"},
               {.id = "column", .title = "COLUMN"},
               {.id = "severity", .title = "SEVERITY"},
               {.id = "reason", .title = "REASON"},
               {.id = "path", .title = "PATH"},
               {.id = "message", .title = "MESSAGE", .wraps = true}});
  for (const CheckedFile& file : files) {
    for (const v1::RubricProblem& problem : file.result.problems()) {
      table.Add({file.path, absl::StrCat(problem.line()), absl::StrCat(problem.column()),
                 SeverityWords(problem.severity()), problem.reason(), problem.path(),
                 problem.message()});
    }
  }
  return table;
}

}  // namespace

CommandResult RubricCheck(Session& session, const RubricCheckOptions& options) {
  std::vector<CheckedFile> files;
  absl::Status unreadable;
  bool good = true;
  for (const std::string& path : options.files) {
    auto file = Check(path, session.console);
    if (!file.ok()) {
      for (const std::string& line : DescribeError(file.status())) session.console.Note(line);
      unreadable = file.status();
      continue;
    }
    good = good && Count(file->result, v1::RubricProblem::SEVERITY_ERROR) == 0;
    files.push_back(*std::move(file));
  }
  if (session.output == OutputFormat::kTable) {
    for (const CheckedFile& file : files) PrintFile(file, session.console);
  } else {
    google::protobuf::ListValue list;
    for (const CheckedFile& file : files) {
      google::protobuf::Struct& entry = *list.add_values()->mutable_struct_value();
      entry = ToStruct(file.result);
      (*entry.mutable_fields())["file"].set_string_value(file.path);
    }
    session.Emit(list, ProblemTable(files), "");
  }
  if (!unreadable.ok()) return ExitCodeOf(unreadable);  // said already
  return good ? ExitCode::kOk : ExitCode::kProblems;
}

}  // namespace continuum::cli
