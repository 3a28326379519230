// SPDX-License-Identifier: Apache-2.0
//
// Exact numbers in JSON. Most programs read a JSON number as a floating-point number, so one that
// no such number is must be carried beside it, as text. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_FHIR_NUMBER_H_
#define CONTINUUM_CLIENTS_CLI_FHIR_NUMBER_H_

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace continuum::cli::fhir {

// A number as JSON has it.
struct JsonNumber {
  nlohmann::ordered_json number;  // the nearest that any program can read
  bool says_all = false;          // PlainNumber of it is the text that it was made of
};

// The number that `exact` ("12", "4.5", "1/3") says; nothing where it says none.
std::optional<JsonNumber> ToJsonNumber(absl::string_view exact);

// A JSON number without its exponent and, where it had one, without zeros at its end: "1.5e2" ->
// "150", "4.50" -> "4.50". Nothing for a number that is too long to be exact in a rubric.
std::optional<std::string> PlainNumber(absl::string_view json);

}  // namespace continuum::cli::fhir

#endif  // CONTINUUM_CLIENTS_CLI_FHIR_NUMBER_H_
