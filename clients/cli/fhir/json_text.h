// SPDX-License-Identifier: Apache-2.0
//
// JSON that others wrote, read so that nothing is lost: numbers as they are written. (JSON of our
// own is built with nlohmann::ordered_json.)

#ifndef CONTINUUM_CLIENTS_CLI_FHIR_JSON_TEXT_H_
#define CONTINUUM_CLIENTS_CLI_FHIR_JSON_TEXT_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/cli/line_problem.h"

namespace continuum::cli::fhir {

// One JSON value with all that is in it. A value type.
struct JsonNode {
  enum class Kind { kNull, kBoolean, kNumber, kString, kArray, kObject };

  Kind kind = Kind::kNull;
  bool boolean = false;
  std::string text;  // of a string; of a number as it is written
  std::vector<JsonNode> elements;
  std::map<std::string, JsonNode, std::less<>> members;

  // The member of that name; null where there is none, and for all but objects.
  const JsonNode* Find(absl::string_view name) const;
  // The text of the string of that name; empty where there is none.
  std::string Text(absl::string_view name) const;
};

// "an object", "the number 4.5", "the text \"yes\"", for messages.
std::string Described(const JsonNode& node);

// No value that is read lies deeper in others.
inline constexpr int kMaxJsonDepth = 200;

// Reads one JSON value. Gives what is wrong with the text; nothing when `node` is whole. Refuses
// what JSON readers disagree about: the same name twice in an object. A pure function.
std::vector<LineProblem> ParseJson(absl::string_view text, JsonNode* node);

}  // namespace continuum::cli::fhir

#endif  // CONTINUUM_CLIENTS_CLI_FHIR_JSON_TEXT_H_
