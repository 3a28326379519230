// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_SERVER_OPERATIONS_RUBRIC_TEXTS_H_
#define CONTINUUM_TESTS_SERVER_OPERATIONS_RUBRIC_TEXTS_H_

#include <string>

namespace continuum::operations {

// A small rubric with a rating "plan" (none 0, some 1, full `full_value`), a yes/no "team" and a
// staircase "visits" (activities "call", then "home"; may be not applicable). The rollup "total"
// adds them up, absent answers as 0; the ladder "recognition" has "level-1" (total at least 1) and
// "level-2" (at least `level_2`).
struct RubricText {
  std::string id = "small";
  std::string revision = "1.0.0";
  std::string title = "A small rubric";
  std::string full_value = "2";  // another one measures something else
  std::string low_value = "1";
  std::string high_value = "2";
  std::string level_2 = "4";
  std::string first_date = "";
  std::string last_date = "";
};
std::string WriteRubric(const RubricText& text = {});

// One whose total has too many digits for the API once "plan" is full, "team" is yes and "visits"
// is high.
RubricText TooPreciseRubric();

}  // namespace continuum::operations

#endif  // CONTINUUM_TESTS_SERVER_OPERATIONS_RUBRIC_TEXTS_H_
