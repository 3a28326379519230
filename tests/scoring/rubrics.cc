// SPDX-License-Identifier: Apache-2.0

#include "tests/scoring/rubrics.h"

#include <gtest/gtest.h>

#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "google/protobuf/text_format.h"
#include "scoring/score.h"

namespace continuum::scoring {

void ParseText(absl::string_view text, google::protobuf::Message* message) {
  if (!google::protobuf::TextFormat::ParseFromString(std::string(text), message)) {
    ADD_FAILURE() << "not a " << message->GetTypeName() << ":\n" << std::string(text);
  }
}

std::shared_ptr<const CompiledRubric> Compile(absl::string_view text) {
  absl::StatusOr<std::shared_ptr<const CompiledRubric>> rubric =
      CompileRubric(Parse<v1::RubricDefinition>(text));
  if (!rubric.ok()) {
    ADD_FAILURE() << rubric.status().ToString();
    return nullptr;
  }
  return *std::move(rubric);
}

std::string Squeezed(absl::string_view text) {
  std::string squeezed(text);
  absl::RemoveExtraAsciiWhitespace(&squeezed);
  return squeezed;
}

std::string Replaced(absl::string_view text, absl::string_view part, absl::string_view by) {
  const std::string squeezed = Squeezed(text);
  if (!absl::StrContains(squeezed, Squeezed(part))) {
    ADD_FAILURE() << "not in the text: " << std::string(part);
  }
  return absl::StrReplaceAll(squeezed, {{Squeezed(part), by}});
}

std::string RubricText(absl::string_view criteria, absl::string_view more) {
  constexpr char kPreamble[] = R"pb(
    id: "test"
    revision: "1"
    continua {
      id: "stages"
      stages { id: "low" title: "Low" value: "1" }
      stages { id: "middle" title: "Middle" value: "2.5" }
      stages { id: "high" title: "High" value: "4" }
    }
    activity_policy { adapted_counts: ADAPTATION_RULE_CONSISTENT }
    missing {
      not_applicable { kind: KIND_LEAVES }
      insufficient_data { kind: KIND_COUNTS_AS value: "0" }
      absent { kind: KIND_COUNTS_AS value: "0" }
    }
  )pb";
  return absl::StrCat(kPreamble, "domains { id: \"d\" ", criteria, " }", more);
}

v1::ScoringContext AsOf(absl::string_view day) {
  v1::ScoringContext context;
  context.set_as_of_date(std::string(day));
  return context;
}

v1::Scorecard ScoreText(const CompiledRubric& rubric, absl::string_view answers, bool explain) {
  absl::StatusOr<v1::Scorecard> scorecard =
      Score(rubric, Parse<v1::AnswerSet>(answers), AsOf(), {.explain = explain});
  if (!scorecard.ok()) {
    ADD_FAILURE() << scorecard.status().ToString();
    return v1::Scorecard();
  }
  return *std::move(scorecard);
}

}  // namespace continuum::scoring
