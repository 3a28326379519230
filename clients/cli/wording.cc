// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/wording.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "clients/cli/number_text.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/state_words.h"

namespace continuum::cli {

namespace {

// "a", "a and b", "a, b and c".
std::string List(const std::vector<std::string>& items) {
  if (items.size() < 2) return absl::StrJoin(items, "");
  const std::vector<std::string> most(items.begin(), items.end() - 1);
  return absl::StrCat(absl::StrJoin(most, ", "), " and ", items.back());
}

// A text inside a sentence: a full stop of its own would end the sentence.
std::string Quoted(absl::string_view text) {
  absl::ConsumeSuffix(&text, ".");
  return absl::StrCat("\"", text, "\"");
}

// Words the reasons of one criterion or rollup.
class ReasonWriter {
 public:
  ReasonWriter(const v1::Reason& reason, const RubricGuide& guide, absl::string_view criterion)
      : reason_(reason), guide_(guide), criterion_(criterion) {}

  std::string Write() const {
    const std::string item = guide_.CriterionWord();
    switch (reason_.code()) {
      case v1::Reason::CODE_UNANSWERED:
        return absl::StrCat("This ", item, " is not answered.");
      case v1::Reason::CODE_PROOF_LACKING:
        return absl::StrCat("The answer lacks ", List(All()),
                            ", which it needs to count; so it counts as unanswered.");
      case v1::Reason::CODE_COVERED:
        return absl::StrCat(Activity(0), " also counts for ", Activity(1), ".");
      case v1::Reason::CODE_EXTENT_TOO_SMALL:
        return absl::StrCat(Activity(0), " is done ", ExtentWords(),
                            ", which is not enough to count.");
      case v1::Reason::CODE_ADAPTATION_NOT_COUNTED:
        return absl::StrCat(Activity(0), " is done with an adaptation ", AdaptationWords());
      case v1::Reason::CODE_ADAPTATION_COUNTED:
        return absl::StrCat(Activity(0), " is done with an adaptation, and counts.");
      case v1::Reason::CODE_NOT_YET:
        return absl::StrCat(Activity(0), " begins in ", Argument(1),
                            ", after the day that is scored, and does not count yet.");
      case v1::Reason::CODE_STAGE_CLAIMED:
        return absl::StrCat("The stage ", Quoted(guide_.StageTitle(criterion_, Argument(0))),
                            " is claimed without saying which activities are done.");
      case v1::Reason::CODE_INSUFFICIENT_DATA:
        return absl::StrCat("There is not enough information on this ", item, " to tell.");
      case v1::Reason::CODE_NOT_APPLICABLE_MEETS:
        return absl::StrCat("This ", item, " does not apply, and that meets the requirement.");
      case v1::Reason::CODE_NOT_APPLICABLE_FAILS:
        return absl::StrCat("This ", item, " does not apply, and that does not meet the ",
                            "requirement.");
      default:
        return WriteAboutRollup();
    }
  }

 private:
  std::string WriteAboutRollup() const {
    switch (reason_.code()) {
      case v1::Reason::CODE_NO_TERMS:
        return "It has no value: nothing that it is computed from has one.";
      case v1::Reason::CODE_TOO_FEW_TERMS:
        return absl::StrCat("It has no value: only ", Argument(0), " of the numbers that it is ",
                            "computed from are there, and ", Argument(1), " are needed.");
      case v1::Reason::CODE_NOTHING_POSSIBLE:
        return "It has no value: nothing that it is computed from could be reached.";
      case v1::Reason::CODE_BLOCKED: {
        std::vector<std::string> titles;
        for (const std::string& id : All()) titles.push_back(guide_.CriterionTitle(id));
        return absl::StrCat("It has no value until ", titles.size() == 1 ? "this is" : "these are",
                            " answered: ", List(titles), ".");
      }
      case v1::Reason::CODE_NO_VALUE:
        return "The number that it asks for has no value.";
      default:
        return "";
    }
  }

  // Reasons come from a server, which may be newer: an argument may be missing.
  std::string Argument(int i) const {
    return i < reason_.arguments_size() ? reason_.arguments(i) : "(not given)";
  }
  std::vector<std::string> All() const {
    return {reason_.arguments().begin(), reason_.arguments().end()};
  }
  std::string Activity(int i) const { return Quoted(guide_.ActivityText(criterion_, Argument(i))); }
  std::string ExtentWords() const {
    if (Argument(1) == "some-sites") return "at some sites only";
    return Argument(1) == "pilot" ? "as a pilot only" : absl::StrCat("at ", Argument(1), " only");
  }
  std::string AdaptationWords() const {
    const std::string why = Argument(1);
    if (why == "unplanned") return "that was not planned, and does not count.";
    if (why == "inconsistent") return "that changes its purpose, and does not count.";
    return "; adapted activities do not count.";
  }

  const v1::Reason& reason_;
  const RubricGuide& guide_;
  const absl::string_view criterion_;
};

// "(2.5 short)", "(4 to spare)", or nothing where it says nothing new.
std::string MarginWords(const v1::RequirementResult& requirement, const v1::Display& display) {
  const absl::string_view margin = requirement.margin();
  if (margin.empty() || margin == "0") return "";
  const bool below = absl::StartsWith(margin, "-");
  const absl::string_view what =
      requirement.at_most() ? (below ? "too much" : "to spare") : (below ? "short" : "to spare");
  return absl::StrCat(" (", NumberText(WithoutSign(margin), display), " ", what, ")");
}

std::string RollupSentence(const v1::RequirementResult& requirement, const RubricGuide& guide) {
  const v1::Rollup* rollup = guide.FindRollup(requirement.rollup());
  const v1::Display display = rollup == nullptr ? v1::Display() : rollup->display();
  return absl::StrCat(
      guide.RollupTitle(requirement.rollup()), ": ",
      requirement.found().empty() ? "no value" : NumberText(requirement.found(), display), ", ",
      requirement.at_most() ? "at most " : "at least ", NumberText(requirement.needed(), display),
      " needed", MarginWords(requirement, display));
}

std::string CriterionSentence(const v1::RequirementResult& requirement, const RubricGuide& guide) {
  const std::string& id = requirement.criterion();
  const bool by_stage = !requirement.needed_stage().empty();
  std::string found;
  if (requirement.found().empty()) {
    const auto code = requirement.reason().code();
    found = code == v1::Reason::CODE_UNANSWERED          ? "not answered"
            : code == v1::Reason::CODE_INSUFFICIENT_DATA ? "insufficient data"
            : code == v1::Reason::CODE_NOT_APPLICABLE_MEETS ||
                    code == v1::Reason::CODE_NOT_APPLICABLE_FAILS
                ? "not applicable"
                : "no answer that counts";
  } else {
    found = by_stage ? guide.StageTitle(id, requirement.found_stage())
                     : NumberText(requirement.found());
  }
  const std::string needed = by_stage ? guide.StageTitle(id, requirement.needed_stage())
                                      : NumberText(requirement.needed());
  return absl::StrCat(guide.CriterionTitle(id), ": ", found, ", at least ", needed, " needed");
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

std::string ReasonSentence(const v1::Reason& reason, const RubricGuide& guide,
                           absl::string_view criterion) {
  return ReasonWriter(reason, guide, criterion).Write();
}

bool SaysWhyNotCounted(v1::Reason::Code code) {
  return code == v1::Reason::CODE_PROOF_LACKING || code == v1::Reason::CODE_EXTENT_TOO_SMALL ||
         code == v1::Reason::CODE_ADAPTATION_NOT_COUNTED || code == v1::Reason::CODE_NOT_YET;
}

std::string RequirementSentence(const v1::RequirementResult& requirement,
                                const RubricGuide& guide) {
  switch (requirement.subject_case()) {
    case v1::RequirementResult::kRollup:
      return RollupSentence(requirement, guide);
    case v1::RequirementResult::kCriterion:
      return CriterionSentence(requirement, guide);
    case v1::RequirementResult::kCredits:
      return CreditsSentence(requirement, guide);
    case v1::RequirementResult::kPartsNeeded:
    case v1::RequirementResult::SUBJECT_NOT_SET:
      break;
  }
  const std::string parts = PartsSentence(requirement);
  return requirement.title().empty() ? parts : absl::StrCat(requirement.title(), ": ", parts);
}

StepText StepWords(const v1::Step& step, const RubricGuide& guide, absl::string_view rollup) {
  StepText text;
  const std::string& id = step.criterion();
  text.headline = guide.CriterionTitle(id);
  if (!step.stage().empty()) {
    absl::StrAppend(&text.headline, ": to ", guide.StageTitle(id, step.stage()));
  }
  const v1::Rollup* found = rollup.empty() ? nullptr : guide.FindRollup(rollup);
  if (found != nullptr && !step.gain().empty()) {
    absl::StrAppend(&text.headline, " (",
                    found->direction() == v1::Rollup::DIRECTION_LESS_IS_BETTER
                        ? absl::StrCat(NumberText(step.gain(), found->display()), " less")
                        : SignedText(step.gain(), found->display()),
                    ")");
  }
  for (const std::string& activity : step.activities()) {
    text.to_do.push_back(guide.ActivityText(id, activity));
  }
  for (const std::string& factor : step.factors()) {
    text.to_do.push_back(guide.FactorText(id, factor));
  }
  if (step.more_factors() > 0) {
    text.to_do.push_back(absl::StrCat("Meet ", step.more_factors(),
                                      step.factors().empty() ? "" : " other",
                                      " more of its factors, whichever they are."));
  }
  if (!step.option().empty()) {
    text.to_do.push_back(absl::StrCat("Reach ", Quoted(guide.OptionText(id, step.option())), "."));
  }
  if (text.to_do.empty()) text.to_do.push_back("Meet what it asks.");
  std::vector<std::string> proofs;
  for (const int proof : step.needs()) proofs.push_back(ProofWords(static_cast<v1::Proof>(proof)));
  if (!proofs.empty()) text.to_do.push_back(absl::StrCat("Bring along ", List(proofs), "."));
  return text;
}

std::string StandingWords(const v1::CriterionResult& result, const RubricGuide& guide) {
  if (result.state() != v1::ANSWER_STATE_VALUE) return AnswerStateWords(result.state());
  const v1::Criterion* criterion = guide.FindCriterion(result.criterion());
  if (criterion == nullptr) return NumberText(result.value());
  switch (criterion->form_case()) {
    case v1::Criterion::kStaircase:
      return guide.StageTitle(result.criterion(), result.stage());
    case v1::Criterion::kFactors:
      return absl::StrCat(result.done(), " of ", CountOf(result.possible(), "factor"));
    case v1::Criterion::kRating:
      return guide.OptionText(result.criterion(), result.option());
    case v1::Criterion::kCredit:
      return result.done() > 0 ? "met" : "not met";
    case v1::Criterion::kYesNo:
      return result.done() > 0 ? "yes" : "no";
    case v1::Criterion::FORM_NOT_SET:
      break;
  }
  return NumberText(result.value());
}

}  // namespace continuum::cli
