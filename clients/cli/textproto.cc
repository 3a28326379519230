// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/textproto.h"

#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/line_problem.h"
#include "clients/cli/utf8.h"
#include "scoring/limits.h"

namespace continuum::cli {

namespace {

// Keeps what the parser says.
class ProblemCollector : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    // The parser counts from 0, and from -1 where it knows no place.
    problems.push_back(
        {.line = line + 1, .message = absl::StrCat("column ", column + 1, ": ", message)});
  }

  std::vector<LineProblem> problems;
};

}  // namespace

std::vector<LineProblem> ParseTextproto(const std::string& text,
                                        google::protobuf::Message* message) {
  if (const auto invalid = FindInvalidUtf8(text); invalid.has_value()) {
    return {{.line = LineAt(text, *invalid), .message = "a character here is not UTF-8"}};
  }
  ProblemCollector collector;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&collector);
  parser.SetRecursionLimit(scoring::kMaxTextParserRecursion);
  if (!parser.ParseFromString(text, message) && collector.problems.empty()) {
    return {{.line = 1,
             .message = absl::StrCat("this is no ", message->GetTypeName(),
                                     " in protobuf's text format")}};
  }
  return std::move(collector.problems);
}

}  // namespace continuum::cli
