// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/form_words.h"
#include "clients/cli/number_text.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/state_words.h"
#include "clients/cli/wording.h"

namespace continuum::cli {

namespace {

// "(2.5 short)", "(4 to spare)", or nothing where it says nothing new.
std::string MarginWords(const v1::RequirementResult& requirement, const v1::Display& display) {
  const absl::string_view margin = requirement.margin();
  if (margin.empty() || margin == "0") return "";
  const bool below = absl::StartsWith(margin, "-");
  const absl::string_view what =
      requirement.at_most() ? (below ? "too much" : "to spare") : (below ? "short" : "to spare");
  return absl::StrCat(" (", NumberText(WithoutSign(margin), display), " ", what, ")");
}

// Something was found, but it could point to a person and is withheld.
bool IsWithheld(const v1::RequirementResult& requirement) {
  const bool told = requirement.state() == v1::REQUIREMENT_STATE_MET ||
                    requirement.state() == v1::REQUIREMENT_STATE_UNMET;
  return told && requirement.found().empty() &&
         requirement.reason().code() == v1::Reason::CODE_UNSPECIFIED;
}

std::string RollupSentence(const v1::RequirementResult& requirement, const RubricGuide& guide) {
  const v1::Rollup* rollup = guide.FindRollup(requirement.rollup());
  const v1::Display display = rollup == nullptr ? v1::Display() : rollup->display();
  return absl::StrCat(guide.RollupTitle(requirement.rollup()), ": ",
                      IsWithheld(requirement)       ? kWithheld
                      : requirement.found().empty() ? "no value"
                                                    : NumberText(requirement.found(), display),
                      ", ", requirement.at_most() ? "at most " : "at least ",
                      NumberText(requirement.needed(), display), " needed",
                      MarginWords(requirement, display));
}

// What stands in the place of a criterion's value where none was found.
std::string NothingFoundWords(const v1::RequirementResult& requirement) {
  std::string why = AbsenceWords(requirement.reason());
  if (!why.empty()) return why;
  return IsWithheld(requirement) ? kWithheld : "no answer that counts";
}

std::string CriterionSentence(const v1::RequirementResult& requirement, const RubricGuide& guide) {
  const std::string& id = requirement.criterion();
  const v1::Criterion* criterion = guide.FindCriterion(id);
  const v1::Display display =
      criterion == nullptr ? v1::Display() : ValueDisplay(*criterion, guide);
  const bool by_stage = !requirement.needed_stage().empty();
  const std::string found = requirement.found().empty() ? NothingFoundWords(requirement)
                            : by_stage ? guide.StageTitle(id, requirement.found_stage())
                                       : NumberText(requirement.found(), display);
  const std::string needed = by_stage ? guide.StageTitle(id, requirement.needed_stage())
                                      : NumberText(requirement.needed(), display);
  return absl::StrCat(guide.CriterionTitle(id), ": ", found, ", at least ", needed, " needed");
}

std::string RecognitionSentence(const v1::RequirementResult& requirement,
                                const RubricGuide& guide) {
  const std::string title = guide.InputTitle(requirement.recognition());
  if (requirement.state() == v1::REQUIREMENT_STATE_MET) {
    return absl::StrCat(title, ": accepted, as needed");
  }
  const v1::Reason& reason = requirement.reason();
  return absl::StrCat(
      title, ": ", RecognitionProblemWords(reason.arguments().empty() ? "" : reason.arguments(0)),
      ", a recognition that is accepted is needed");
}

std::string CreditsSentence(const v1::RequirementResult& requirement, const RubricGuide& guide) {
  std::string sentence = absl::StrCat("Credits: ", NumberText(requirement.found()), ", at least ",
                                      NumberText(requirement.needed()), " needed");
  if (requirement.needed_domains() > 0) {
    absl::StrAppend(&sentence, "; in ", CountOf(requirement.found_domains(), guide.DomainWord()),
                    ", at least ", requirement.needed_domains(), " needed");
  }
  return sentence;
}

std::string PartsSentence(const v1::RequirementResult& requirement) {
  const int needed = requirement.parts_needed();
  const int parts = requirement.parts_size();
  int met = 0;
  for (const v1::RequirementResult& part : requirement.parts()) {
    if (part.state() == v1::REQUIREMENT_STATE_MET) ++met;
  }
  if (parts == 0) return absl::StrCat(needed, " of several requirements");
  if (needed == parts) return absl::StrCat("All of these (", met, " of ", parts, " are met)");
  if (needed == 1) return absl::StrCat("Any of these (", met, " of ", parts, " are met)");
  return absl::StrCat("At least ", needed, " of these ", parts, " (", met, " are met)");
}

}  // namespace

std::string RequirementSentence(const v1::RequirementResult& requirement,
                                const RubricGuide& guide) {
  switch (requirement.subject_case()) {
    case v1::RequirementResult::kRollup:
      return RollupSentence(requirement, guide);
    case v1::RequirementResult::kCriterion:
      return CriterionSentence(requirement, guide);
    case v1::RequirementResult::kCredits:
      return CreditsSentence(requirement, guide);
    case v1::RequirementResult::kRecognition:
      return RecognitionSentence(requirement, guide);
    case v1::RequirementResult::kPartsNeeded:
    case v1::RequirementResult::SUBJECT_NOT_SET:
      break;
  }
  const std::string parts = PartsSentence(requirement);
  return requirement.title().empty() ? parts : absl::StrCat(requirement.title(), ": ", parts);
}

}  // namespace continuum::cli
