// SPDX-License-Identifier: Apache-2.0
//
// Inputs and the forms that are answered with numbers and days, in words: what is asked, in which
// unit, what a number is worth. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_FORM_WORDS_H_
#define CONTINUUM_CLIENTS_CLI_FORM_WORDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/cli/rubric_guide.h"
#include "continuum/v1/inputs.pb.h"
#include "continuum/v1/measures.pb.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli {

// A text inside a sentence, in quotation marks; without a full stop of its own, which would end the
// sentence.
std::string Quoted(absl::string_view text);
// A text inside a sentence: without a full stop of its own. Points into `text`.
absl::string_view WithoutPeriod(absl::string_view text);

// "a", "a and b", "a, b and c".
std::string ListWords(const std::vector<std::string>& items);

// "Needs evidence and a comment."; empty where nothing is needed.
std::string NeedsWords(const google::protobuf::RepeatedField<int>& needs);

// A rating option with what it needs: "Fully. Needs evidence."
std::string OptionWords(const v1::RatingOption& option);

// How the number of a quantity or the rate of a measure is shown; of other forms, without a unit.
v1::Display NumberDisplay(const v1::Criterion& criterion, const RubricGuide& guide);
// How a criterion's value is shown: as its number, where it is worth that, otherwise without a
// unit.
v1::Display ValueDisplay(const v1::Criterion& criterion, const RubricGuide& guide);
// How the number that an input states is shown.
v1::Display InputDisplay(const v1::Input& input);

// Whether the value is the number itself, and not what cut-points say.
bool IsWorthItself(const v1::Worth& worth);

// A range of a number, and what it is worth: {"from 5 days to below 10 days", "1/2"}.
struct WorthRange {
  std::string range;
  std::string value;  // as people see it
};
// Lowest first; empty where there are no cut-points. `display` shows the number that is looked at.
std::vector<WorthRange> WorthRanges(const v1::Worth& worth, const v1::Display& display);
// The same in one line: "Worth 0 below 5 days, ...", or that it is worth the number itself.
std::string WorthWords(const v1::Worth& worth, const v1::Display& display);

// What is answered, and how it becomes a number, a sentence each. Empty for other forms.
std::vector<std::string> QuantityWords(const v1::Criterion& criterion, const RubricGuide& guide);
std::vector<std::string> MeasureWords(const v1::Criterion& criterion, const RubricGuide& guide);
std::vector<std::string> MilestonesWords(const v1::Criterion& criterion, const RubricGuide& guide);

// What an input states, in one sentence: "A whole number of people, from 0 to 500."
std::string InputWords(const v1::Input& input, const RubricGuide& guide);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_FORM_WORDS_H_
