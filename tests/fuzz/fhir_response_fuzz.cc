// SPDX-License-Identifier: Apache-2.0
//
// Whatever bytes somebody reads as a QuestionnaireResponse: they are either refused with a reason,
// or give answers which, written as a response, are read back the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "clients/cli/fhir/questionnaire_response.h"
#include "google/protobuf/util/message_differencer.h"
#include "tests/clients/cli/fhir/every_form.h"

namespace continuum::cli::fhir {
namespace {

void Check(bool holds) {
  if (!holds) std::abort();
}

void CheckText(absl::string_view text) {
  static const v1::RubricDefinition& rubric =
      *new v1::RubricDefinition(continuum::testing::EveryForm());
  const ResponseAnswers read = ReadResponse(text, rubric);
  for (const LineProblem& problem : read.problems) Check(!problem.message.empty());
  if (!read.problems.empty()) return;
  const ResponseAnswers again = ReadResponse(WriteResponse(rubric, read.answers), rubric);
  Check(again.problems.empty());
  Check(google::protobuf::util::MessageDifferencer::Equals(again.answers, read.answers));
}

}  // namespace
}  // namespace continuum::cli::fhir

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  continuum::cli::fhir::CheckText(absl::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
