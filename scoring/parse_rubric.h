// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_PARSE_RUBRIC_H_
#define CONTINUUM_SCORING_PARSE_RUBRIC_H_

#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/rubric_service.pb.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {

// A rubric's text as data, with the place of every field in the text.
//
// Movable, not copyable. Const use from several threads is safe.
class ParsedRubric {
 public:
  ParsedRubric(ParsedRubric&&) noexcept;
  ParsedRubric& operator=(ParsedRubric&&) noexcept;
  ~ParsedRubric();

  // Whether the text could be read to its end. If not, `definition` holds a part at best, and only
  // `problems` is of use.
  bool complete() const;

  // What the text says. Fields that do not exist are left out.
  const v1::RubricDefinition& definition() const;

  // What is wrong with the text as text, in its order: CheckRubric reports these and everything
  // else. All are errors.
  const std::vector<v1::RubricProblem>& problems() const;

  // Where a field stands, named as "domains[2].criteria[0].staircase.cells[1]". A field that is not
  // in the text has the place of the innermost message around it that is; the whole, "", is at the
  // beginning. An element of a list written as [a, b] has the list's place.
  TextPlace Locate(absl::string_view path) const;

 private:
  friend ParsedRubric ParseRubric(absl::string_view text);
  struct State;
  explicit ParsedRubric(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;  // null only when moved from
};

// Reads a rubric in protobuf's text format. Never fails: what is wrong is in the result's problems.
//
// Refused before anything is read: texts over 1 MiB (kMaxRubricBytes), bytes that are not UTF-8,
// control characters. A byte order mark at the beginning is skipped.
ParsedRubric ParseRubric(absl::string_view text);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_PARSE_RUBRIC_H_
