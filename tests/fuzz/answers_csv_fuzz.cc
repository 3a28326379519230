// SPDX-License-Identifier: Apache-2.0
//
// Whatever bytes somebody loads as a table of answers: each is either refused with a line that the
// file has, or gives answers which, written as a table, are read back the same.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "clients/cli/answers_csv.h"
#include "clients/cli/csv.h"
#include "google/protobuf/util/message_differencer.h"
#include "tests/clients/cli/sample_rubric.h"

namespace continuum::cli {
namespace {

void Check(bool holds) {
  if (!holds) std::abort();
}

void CheckText(absl::string_view text, const v1::RubricDefinition& rubric) {
  const auto breaks =
      std::count_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; });
  const AnswersCsv csv = ReadAnswersCsv(text, rubric);
  for (const LineProblem& problem : csv.problems) {
    Check(problem.line >= 1 && problem.line <= breaks + 1);
    Check(!problem.message.empty());
  }
  Check(csv.lines.size() == static_cast<size_t>(csv.answers.answers_size()));
  if (!csv.problems.empty()) return;
  // The table has the rubric's order, and so has what is read back the first time.
  const AnswersCsv once = ReadAnswersCsv(WriteAnswersCsv(rubric, csv.answers), rubric);
  Check(once.problems.empty());
  google::protobuf::util::MessageDifferencer in_any_order;
  in_any_order.set_repeated_field_comparison(google::protobuf::util::MessageDifferencer::AS_SET);
  Check(in_any_order.Compare(once.answers, csv.answers));
}

void CheckCell(const std::string& text) {
  Check(Unguard(Guard(text)) == text);
  if (text.empty()) return;
  const CsvFile file = ReadCsv(CsvLine({"x", text}));
  Check(file.problems.empty() && file.rows.size() == 1 && file.rows[0].cells.size() == 2);
  Check(Unguard(file.rows[0].cells[1].text) == text);
}

}  // namespace
}  // namespace continuum::cli

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using continuum::v1::RubricDefinition;
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  static const auto& sample = *new RubricDefinition(continuum::testing::SampleRubric());
  static const auto& numbers = *new RubricDefinition(continuum::testing::NumbersRubric());
  continuum::cli::CheckText(input, sample);
  continuum::cli::CheckText(input, numbers);
  continuum::cli::CheckCell(std::string(input));
  return 0;
}
