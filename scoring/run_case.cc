// SPDX-License-Identifier: Apache-2.0

#include "scoring/run_case.h"

#include <algorithm>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "scoring/check_answers.h"
#include "scoring/next_level.h"
#include "scoring/score.h"

namespace continuum::scoring {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::TextFormat;
using google::protobuf::util::MessageDifferencer;

// A field's value in one line: `index` is -1 where the field is not repeated.
std::string ValueText(const Message& message, const FieldDescriptor& field, int index) {
  TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  std::string text;
  printer.PrintFieldValueToString(message, &field, index, &text);
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) return text;
  return absl::StrCat("{ ", text, "}");
}

// The way from a message down to a field.
using Path = std::vector<MessageDifferencer::SpecificField>;

// Collects differences as lines.
class LineReporter : public MessageDifferencer::Reporter {
 public:
  LineReporter(std::string name, std::vector<std::string>* lines)
      : name_(std::move(name)), lines_(*lines) {}

  void ReportAdded(const Message&, const Message& got, const Path& path) override {
    const auto& last = path.back();
    Add(path, absl::StrCat("not expected, got ", ValueText(got, *last.field, last.new_index)));
  }

  void ReportDeleted(const Message& expected, const Message&, const Path& path) override {
    const auto& last = path.back();
    Add(path,
        absl::StrCat("expected ", ValueText(expected, *last.field, last.index), ", got nothing"));
  }

  void ReportModified(const Message& expected, const Message& got, const Path& path) override {
    const auto& last = path.back();
    // Messages differ wherever something in them does, and that has been reported.
    if (last.field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) return;
    Add(path, absl::StrCat("expected ", ValueText(expected, *last.field, last.index), ", got ",
                           ValueText(got, *last.field, last.new_index)));
  }

 private:
  void Add(const Path& path, absl::string_view difference) {
    std::string line = name_;
    for (const auto& step : path) {
      absl::StrAppend(&line, line.empty() ? "" : ".", step.field->name());
      const int index = step.new_index >= 0 ? step.new_index : step.index;
      if (step.field->is_repeated() && index >= 0) absl::StrAppend(&line, "[", index, "]");
    }
    lines_.push_back(absl::StrCat(line, ": ", difference));
  }

  const std::string name_;
  std::vector<std::string>& lines_;
};

void Compare(const std::string& name, const Message& expected, const Message& got,
             std::vector<std::string>* lines) {
  LineReporter reporter(name, lines);
  MessageDifferencer differencer;
  differencer.ReportDifferencesTo(&reporter);
  differencer.Compare(expected, got);
}

void CompareErrors(const v1::ExpectedErrors& expected, std::vector<v1::AnswerProblem> problems,
                   std::vector<std::string>* lines) {
  v1::ExpectedErrors wanted = expected;
  v1::ExpectedErrors got;
  for (v1::AnswerProblem& problem : *wanted.mutable_problems()) problem.clear_message();
  for (v1::AnswerProblem& problem : problems) {
    problem.clear_message();
    *got.add_problems() = std::move(problem);
  }
  Compare("errors", wanted, got, lines);
}

void CompareScorecard(const CompiledRubric& rubric, const v1::RubricCase& test,
                      std::vector<std::string>* lines) {
  absl::StatusOr<v1::Scorecard> scorecard =
      Score(rubric, test.answers(), test.context(), {.explain = test.explained()});
  if (!scorecard.ok()) {
    lines->push_back(absl::StrCat("scoring failed: ", scorecard.status().message()));
    return;
  }
  v1::Scorecard expected = test.scorecard();
  expected.clear_digests();
  scorecard->clear_digests();
  Compare("scorecard", expected, *scorecard, lines);
}

void CompareNextLevels(const CompiledRubric& rubric, const v1::RubricCase& test,
                       std::vector<std::string>* lines) {
  for (int i = 0; i < test.next_levels_size(); ++i) {
    const v1::NextLevel& expected = test.next_levels(i);
    const std::string name = absl::StrCat("next_levels[", i, "]");
    const absl::StatusOr<v1::NextLevel> next =
        FindNextLevel(rubric, test.answers(), test.context(), expected.ladder(), "");
    if (next.ok()) {
      Compare(name, expected, *next, lines);
    } else {
      lines->push_back(absl::StrCat(name, ": ", next.status().message()));
    }
  }
}

}  // namespace

std::vector<std::string> RunCase(const CompiledRubric& rubric, const v1::RubricCase& test) {
  std::vector<std::string> lines;
  std::vector<v1::AnswerProblem> problems = CheckAnswers(rubric, test.answers());
  switch (test.expected_case()) {
    case v1::RubricCase::kErrors:
      CompareErrors(test.errors(), std::move(problems), &lines);
      return lines;
    case v1::RubricCase::kScorecard:
      for (const v1::AnswerProblem& problem : problems) {
        lines.push_back(absl::StrCat(problem.field(), ": ", problem.message()));
      }
      if (!lines.empty()) return lines;
      CompareScorecard(rubric, test, &lines);
      CompareNextLevels(rubric, test, &lines);
      return lines;
    case v1::RubricCase::EXPECTED_NOT_SET:
      break;
  }
  lines.push_back("the case expects neither a scorecard nor errors");
  return lines;
}

}  // namespace continuum::scoring
