// SPDX-License-Identifier: Apache-2.0
//
// Exact numbers as people read them. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_NUMBER_TEXT_H_
#define CONTINUUM_CLIENTS_CLI_NUMBER_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli {

// "17/2" -> "8.5". A number that needs more than four digits after the point is rounded to two and
// marked: "10/3" -> "about 3.33". What is no number is given back as it is.
std::string NumberText(absl::string_view exact);

// The same in a rollup's unit: "8.5 points", "37.5%".
std::string NumberText(absl::string_view exact, const v1::Display& display);

// A value that is displayed already, with its unit in the singular where it is one: "1 credits" ->
// "1 credit".
std::string SingularText(absl::string_view shown, const v1::Display& display);

// As NumberText in a unit, with a sign: "+8.5 points".
std::string SignedText(absl::string_view exact, const v1::Display& display);

// "-17/2" -> "17/2".
absl::string_view WithoutSign(absl::string_view exact);

// The share `part / whole`, for drawing only: from 0 to 1; 0 where there is no such number.
double ShareOf(absl::string_view part, absl::string_view whole);

// The nearest floating-point number, for drawing only; 0 for what is no number.
double ForDrawing(absl::string_view exact);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_NUMBER_TEXT_H_
