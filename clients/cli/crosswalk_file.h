// SPDX-License-Identifier: Apache-2.0
//
// Crosswalks in files: rubrics/crosswalks/<id>/crosswalk.textproto.

#ifndef CONTINUUM_CLIENTS_CLI_CROSSWALK_FILE_H_
#define CONTINUUM_CLIENTS_CLI_CROSSWALK_FILE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/console.h"
#include "continuum/v1/crosswalk.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/rubric_service.pb.h"

namespace continuum::cli {

// The crosswalk's file: `path` itself, or crosswalk.textproto in it where it is a folder.
std::string CrosswalkPath(const std::string& path);

// A crosswalk, what is wrong with it, and the rubrics that it relates.
struct CrosswalkFile {
  std::string path;
  std::string text;
  std::vector<v1::RubricProblem> problems;
  v1::CrosswalkDefinition definition;
  std::string from_path;                     // the rubric's file; empty for a contract
  std::optional<v1::RubricDefinition> from;  // nothing for a contract
  std::string to_path;
  v1::RubricDefinition to;
};

// Reads and checks a crosswalk with its rubrics, which lie in the folder `rubrics` as
// <id>/<revision>/rubric.textproto. Where `rubrics` is empty it is the folder around "crosswalks",
// for a crosswalk that lies in one; else "rubrics". An input error where a file cannot be read;
// what is wrong with the crosswalk itself is in its problems.
absl::StatusOr<CrosswalkFile> ReadCrosswalk(const std::string& path, const std::string& rubrics,
                                            Console& console);

// The same, but where it has problems they are written to the error stream, and the result is an
// input error.
absl::StatusOr<CrosswalkFile> LoadCrosswalk(const std::string& path, const std::string& rubrics,
                                            Console& console);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_CROSSWALK_FILE_H_
