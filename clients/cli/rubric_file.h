// SPDX-License-Identifier: Apache-2.0
//
// Rubrics in files: rubrics/<id>/<revision>/rubric.textproto.

#ifndef CONTINUUM_CLIENTS_CLI_RUBRIC_FILE_H_
#define CONTINUUM_CLIENTS_CLI_RUBRIC_FILE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cli/console.h"
#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/rubric_service.pb.h"
#include "scoring/compiled_rubric.h"

namespace continuum::cli {

// The rubric's file: `path` itself, or rubric.textproto in it where it is a folder.
std::string RubricPath(const std::string& path);

// A problem as compilers write it: "rubric.textproto:12:3: error: ... [UNKNOWN_ID]".
std::string ProblemLine(absl::string_view file, const v1::RubricProblem& problem);

// A rubric that can be used.
struct RubricFile {
  std::string path;
  std::string text;
  v1::RubricDefinition definition;
  std::shared_ptr<const scoring::CompiledRubric> compiled;
};

// Reads, checks and compiles a rubric. Where it has errors, they are written to the error stream,
// and the result is an input error.
absl::StatusOr<RubricFile> LoadRubric(const std::string& path, Console& console);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_RUBRIC_FILE_H_
