// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/fhir/answers_text.h"

#include <google/protobuf/text_format.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace continuum::cli::fhir {

std::string AnswersText(const v1::AnswerSet& answers) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(answers, &text);
  return absl::StrCat(
      "# proto-file: proto/continuum/v1/answers.proto\n"
      "# proto-message: continuum.v1.AnswerSet\n\n",
      text);
}

}  // namespace continuum::cli::fhir
