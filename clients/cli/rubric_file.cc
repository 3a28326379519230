// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/rubric_file.h"

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/error.h"
#include "clients/cli/input_file.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/state_words.h"
#include "scoring/check_rubric.h"
#include "scoring/parse_rubric.h"

namespace continuum::cli {

std::string RubricPath(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(path, ignored)) return path;
  return (std::filesystem::path(path) / "rubric.textproto").string();
}

std::string ProblemLine(absl::string_view file, const v1::RubricProblem& problem) {
  std::string place(file);
  if (problem.line() > 0) absl::StrAppend(&place, ":", problem.line(), ":", problem.column());
  return absl::StrCat(place, ": ", SeverityWords(problem.severity()), ": ", problem.message(), " [",
                      problem.reason(), "]");
}

absl::StatusOr<RubricFile> LoadRubric(const std::string& path, Console& console) {
  RubricFile rubric;
  rubric.path = RubricPath(path);
  auto text = ReadInputFile(rubric.path, console);
  if (!text.ok()) return text.status();
  rubric.text = *std::move(text);
  const scoring::ParsedRubric parsed = scoring::ParseRubric(rubric.text);
  int errors = 0;
  for (const v1::RubricProblem& problem : scoring::CheckRubric(parsed)) {
    if (problem.severity() != v1::RubricProblem::SEVERITY_ERROR) continue;
    console.Note(ProblemLine(rubric.path, problem));
    ++errors;
  }
  if (errors > 0) {
    return InputError(rubric.path, absl::StrCat("the rubric has ", CountOf(errors, "error"),
                                                " and cannot be used until they are mended"));
  }
  rubric.definition = parsed.definition();
  auto compiled = scoring::CompileRubric(rubric.definition);
  if (!compiled.ok()) return InputError(rubric.path, compiled.status().message());
  rubric.compiled = *std::move(compiled);
  return rubric;
}

}  // namespace continuum::cli
