// SPDX-License-Identifier: Apache-2.0

#include "scoring/parse/noun.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// Types whose name is not what people say.
constexpr std::pair<absl::string_view, absl::string_view> kOddNouns[] = {
    {"AtLeastOf", "at_least"},
    {"CaseResult", "result of a case"},
    {"ChoiceInput", "choice"},
    {"ConditionList", "list of conditions"},
    {"CreditsAtLeast", "credits_at_least"},
    {"CriterionFloors", "criteria_at_least"},
    {"CrosswalkDefinition", "crosswalk"},
    {"CrosswalkPart", "part"},
    {"DerivedInput", "computed input"},
    {"Factors", "table of factors"},
    {"OverlayOf", "overlay"},
    {"RecognitionHeld", "recognition_held"},
    {"RequirementList", "list of requirements"},
    {"RubricDefinition", "rubric"},
    {"YesNo", "yes/no"},
};

std::string Noun(const Descriptor& type) {
  for (const auto& [name, noun] : kOddNouns) {
    if (name == absl::string_view(type.name())) return std::string(noun);
  }
  std::string words;
  for (const char letter : type.name()) {
    if (absl::ascii_isupper(static_cast<unsigned char>(letter)) && !words.empty()) words += ' ';
    words += absl::ascii_tolower(static_cast<unsigned char>(letter));
  }
  return words;
}

}  // namespace

std::string ANoun(const Descriptor& type) {
  const std::string noun = Noun(type);
  return absl::StrCat(noun.find_first_of("aeiou") == 0 ? "an " : "a ", noun);
}

std::string TheNoun(const google::protobuf::Message& message) {
  const Descriptor& type = *message.GetDescriptor();
  const FieldDescriptor* field = type.FindFieldByName("id");
  if (field == nullptr) return ANoun(type);
  const std::string id = message.GetReflection()->GetString(message, field);
  return id.empty() ? ANoun(type) : absl::StrCat("the ", Noun(type), " ", Quoted(id));
}

}  // namespace continuum::scoring
