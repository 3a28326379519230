// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/crosswalk_file.h"

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/error.h"
#include "clients/cli/input_file.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/rubric_guide.h"
#include "scoring/crosswalk/check_crosswalk.h"
#include "scoring/crosswalk/parse_crosswalk.h"
#include "scoring/parse_rubric.h"

namespace continuum::cli {

namespace {

namespace fs = std::filesystem;

std::string RubricsFolder(const std::string& crosswalk, const std::string& rubrics) {
  if (!rubrics.empty()) return rubrics;
  const fs::path folder = fs::path(crosswalk).parent_path().parent_path();
  if (folder.filename() != "crosswalks") return "rubrics";
  return folder.has_parent_path() ? folder.parent_path().string() : ".";
}

// Not compiled and not checked: a crosswalk needs only the names in it.
absl::StatusOr<v1::RubricDefinition> ReadRubric(const std::string& path, Console& console) {
  const auto text = ReadInputFile(path, console);
  if (!text.ok()) return text.status();
  const scoring::ParsedRubric parsed = scoring::ParseRubric(*text);
  if (parsed.complete() && parsed.problems().empty()) return parsed.definition();
  for (const v1::RubricProblem& problem : parsed.problems()) {
    console.Note(ProblemLine(path, problem));
  }
  return InputError(path, "the rubric cannot be read, so that nothing can be related to it");
}

// Where the edition's rubric lies. Ids that are none are not looked for: they are reported.
std::string RubricPathOf(const std::string& folder, const v1::RubricEdition& edition) {
  return (fs::path(folder) / edition.rubric() / edition.revision() / "rubric.textproto").string();
}

bool IsNamed(const v1::RubricEdition& edition) {
  const auto is_name = [](const std::string& id) {
    return !id.empty() && id.find('/') == std::string::npos && id[0] != '.';
  };
  return is_name(edition.rubric()) && is_name(edition.revision());
}

}  // namespace

std::string CrosswalkPath(const std::string& path) {
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) return path;
  return (fs::path(path) / "crosswalk.textproto").string();
}

absl::StatusOr<CrosswalkFile> ReadCrosswalk(const std::string& path, const std::string& rubrics,
                                            Console& console) {
  CrosswalkFile file;
  file.path = CrosswalkPath(path);
  auto text = ReadInputFile(file.path, console);
  if (!text.ok()) return text.status();
  file.text = *std::move(text);
  const scoring::ParsedCrosswalk parsed = scoring::ParseCrosswalk(file.text);
  file.definition = parsed.definition();
  const std::string folder = RubricsFolder(file.path, rubrics);
  const bool named_to = IsNamed(file.definition.to());
  if (parsed.complete() && IsNamed(file.definition.from())) {
    file.from_path = RubricPathOf(folder, file.definition.from());
    auto from = ReadRubric(file.from_path, console);
    if (!from.ok()) return from.status();
    file.from = *std::move(from);
  }
  if (parsed.complete() && named_to) {
    file.to_path = RubricPathOf(folder, file.definition.to());
    auto to = ReadRubric(file.to_path, console);
    if (!to.ok()) return to.status();
    file.to = *std::move(to);
  }
  file.problems = scoring::CheckCrosswalk(parsed, file.from ? &*file.from : nullptr,
                                          named_to ? &file.to : nullptr);
  return file;
}

absl::StatusOr<CrosswalkFile> LoadCrosswalk(const std::string& path, const std::string& rubrics,
                                            Console& console) {
  auto file = ReadCrosswalk(path, rubrics, console);
  if (!file.ok() || file->problems.empty()) return file;
  for (const v1::RubricProblem& problem : file->problems) {
    console.Note(ProblemLine(file->path, problem));
  }
  return InputError(
      file->path,
      absl::StrCat("the crosswalk has ", CountOf(static_cast<int>(file->problems.size()), "error"),
                   " and cannot be used until they are mended"));
}

}  // namespace continuum::cli
