// SPDX-License-Identifier: Apache-2.0

#include "clients/cli/page/rubric_words.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "clients/cli/number_text.h"
#include "clients/cli/state_words.h"

namespace continuum::cli {

namespace {

std::string TitleOfDomain(absl::string_view id, const RubricGuide& guide) {
  for (const RubricGuide::Chapter& chapter : guide.chapters()) {
    if (chapter.domain->id() == id) return chapter.domain->title();
  }
  return std::string(id);
}

// The stage of that id in any continuum of the rubric: a floor may be for criteria of several.
std::string TitleOfStage(absl::string_view id, const RubricGuide& guide) {
  for (const v1::Continuum& continuum : guide.definition().continua()) {
    for (const v1::Stage& stage : continuum.stages()) {
      if (stage.id() == id) return stage.title();
    }
  }
  return std::string(id);
}

std::string EveryWords(absl::string_view selection, absl::string_view id,
                       const RubricGuide& guide) {
  return absl::StrCat("Every ", guide.CriterionWord(), " ", selection, " ", id);
}

std::string FloorLine(const v1::CriterionFloor& floor, const RubricGuide& guide) {
  std::string line;
  switch (floor.target_case()) {
    case v1::CriterionFloor::kCriterion:
      line = guide.CriterionTitle(floor.criterion());
      break;
    case v1::CriterionFloor::kDomain:
      line = EveryWords("of", TitleOfDomain(floor.domain(), guide), guide);
      break;
    case v1::CriterionFloor::kTag:
      line = EveryWords("marked", floor.tag(), guide);
      break;
    case v1::CriterionFloor::TARGET_NOT_SET:
      break;
  }
  absl::StrAppend(
      &line, ": at least ",
      floor.has_stage() ? TitleOfStage(floor.stage(), guide) : NumberText(floor.value()));
  if (floor.not_applicable() == v1::CriterionFloor::NOT_APPLICABLE_RULE_MEETS) {
    absl::StrAppend(&line, ", or not applicable");
  } else if (floor.not_applicable() == v1::CriterionFloor::NOT_APPLICABLE_RULE_FAILS) {
    absl::StrAppend(&line, "; not applicable is not enough");
  }
  return line;
}

std::string ThresholdLine(const v1::RollupThreshold& threshold, absl::string_view comparison,
                          const RubricGuide& guide) {
  const v1::Rollup* rollup = guide.FindRollup(threshold.rollup());
  return absl::StrCat(
      guide.RollupTitle(threshold.rollup()), ": ", comparison, " ",
      NumberText(threshold.value(), rollup == nullptr ? v1::Display() : rollup->display()));
}

std::string CreditsLine(const v1::CreditsAtLeast& credits, const RubricGuide& guide) {
  std::string line = absl::StrCat("At least ", CountOf(credits.credits(), "credit"),
                                  " from electives that are met");
  if (credits.domains() > 0) {
    absl::StrAppend(&line, ", with at least one in each of ",
                    CountOf(credits.domains(), guide.DomainWord()));
  }
  return line;
}

std::string RecognitionLine(const v1::RecognitionHeld& held, const RubricGuide& guide) {
  std::vector<std::string> levels;
  for (const std::string& level : held.levels()) {
    levels.push_back(guide.ChoiceText(held.input(), level));
  }
  return absl::StrCat(
      guide.InputTitle(held.input()), ": held",
      levels.empty() ? "" : " at one of these levels: ", absl::StrJoin(levels, ", "),
      held.in_process_counts() ? "; being reviewed for it is enough" : "");
}

std::string RuleWords(const v1::Requirement& requirement, const RubricGuide& guide) {
  switch (requirement.rule_case()) {
    case v1::Requirement::kAllOf:
      return "All of these";
    case v1::Requirement::kAnyOf:
      return "Any one of these";
    case v1::Requirement::kAtLeast:
      return absl::StrCat("At least ", requirement.at_least().count(), " of these ",
                          requirement.at_least().parts_size());
    case v1::Requirement::kRollupAtLeast:
      return ThresholdLine(requirement.rollup_at_least(), "at least", guide);
    case v1::Requirement::kRollupAtMost:
      return ThresholdLine(requirement.rollup_at_most(), "at most", guide);
    case v1::Requirement::kCriterionAtLeast:
      return FloorLine(requirement.criterion_at_least(), guide);
    case v1::Requirement::kCriteriaAtLeast:
      return "All of these";
    case v1::Requirement::kCreditsAtLeast:
      return CreditsLine(requirement.credits_at_least(), guide);
    case v1::Requirement::kRecognitionHeld:
      return RecognitionLine(requirement.recognition_held(), guide);
    case v1::Requirement::RULE_NOT_SET:
      break;
  }
  return "";
}

std::string TreatmentLine(absl::string_view kind_of_answer, const v1::Treatment& treatment) {
  switch (treatment.kind()) {
    case v1::Treatment::KIND_LEAVES:
      return absl::StrCat(kind_of_answer, ": left out of the computation.");
    case v1::Treatment::KIND_COUNTS_AS:
      return absl::StrCat(kind_of_answer, ": counted as ", NumberText(treatment.value()), ".");
    case v1::Treatment::KIND_COUNTS_AS_MET:
      return absl::StrCat(kind_of_answer, ": counted as fully met.");
    case v1::Treatment::KIND_BLOCKS:
      return absl::StrCat(kind_of_answer, ": there is no result until it is answered.");
    default:
      return "";
  }
}

void AddLine(std::string line, std::vector<std::string>& lines) {
  if (!line.empty()) lines.push_back(std::move(line));
}

}  // namespace

bool SaysItsId(absl::string_view title, absl::string_view id) {
  std::string slug;
  for (const char c : title) {
    if (absl::ascii_isalnum(c) || c == '.' || c == '_') {
      slug += absl::ascii_tolower(c);
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  slug += '-';
  return absl::StartsWith(slug, absl::StrCat(id, "-"));
}

std::string RequirementWords(const v1::Requirement& requirement, const RubricGuide& guide) {
  const std::string rule = RuleWords(requirement, guide);
  return requirement.title().empty() ? rule : absl::StrCat(requirement.title(), " - ", rule);
}

std::vector<std::string> FloorWords(const v1::Requirement& requirement, const RubricGuide& guide) {
  std::vector<std::string> lines;
  for (const v1::CriterionFloor& floor : requirement.criteria_at_least().floors()) {
    lines.push_back(FloorLine(floor, guide));
  }
  return lines;
}

std::string OperatorWords(const v1::Rollup& rollup) {
  switch (rollup.operator_()) {
    case v1::Rollup::OPERATOR_WEIGHTED_SUM:
      return "The sum of these, each times its weight";
    case v1::Rollup::OPERATOR_PERCENT_OF_POSSIBLE:
      return "What these reach, each times its weight, as a percentage of the most that they could";
    case v1::Rollup::OPERATOR_MEAN:
      return "The mean of these";
    case v1::Rollup::OPERATOR_WEIGHTED_MEAN:
      return "The mean of these, each with its weight";
    case v1::Rollup::OPERATOR_MINIMUM:
      return "The lowest of these";
    case v1::Rollup::OPERATOR_MAXIMUM:
      return "The highest of these";
    case v1::Rollup::OPERATOR_COUNT_AT_OR_ABOVE:
      return absl::StrCat("How many of these are at least ", NumberText(rollup.threshold()));
    case v1::Rollup::OPERATOR_PERCENT_AT_OR_ABOVE:
      return absl::StrCat("What percentage of these is at least ", NumberText(rollup.threshold()));
    case v1::Rollup::OPERATOR_POOLED_PROPORTION:
      return "How much of all that these ask for is done";
    case v1::Rollup::OPERATOR_ROUND: {
      absl::string_view way = "to the nearest, halves away from zero";
      if (rollup.rounding().mode() == v1::Rounding::MODE_DOWN) way = "down";
      if (rollup.rounding().mode() == v1::Rounding::MODE_UP) way = "up";
      return absl::StrCat("This, rounded ", way, ", to ",
                          CountOf(rollup.rounding().digits(), "digit"), " after the point");
    }
    case v1::Rollup::OPERATOR_CASE:
      return "The first of these that is so";
    case v1::Rollup::OPERATOR_FURTHEST_STAGE:
      return "The furthest stage that is reached in any of these";
    case v1::Rollup::OPERATOR_DURATION_DAYS:
      return "The days from the first to the last date in these; where something is still open, to "
             "the day that is scored";
    default:
      return "";
  }
}

std::string TermWords(const v1::Term& term, const RubricGuide& guide) {
  switch (term.source_case()) {
    case v1::Term::kCriterion:
      return guide.CriterionTitle(term.criterion());
    case v1::Term::kDomain:
      return EveryWords("of", TitleOfDomain(term.domain(), guide), guide);
    case v1::Term::kTag:
      return EveryWords("marked", term.tag(), guide);
    case v1::Term::kRollup:
      return guide.RollupTitle(term.rollup());
    case v1::Term::SOURCE_NOT_SET:
      break;
  }
  return "";
}

std::string SelectorWords(const v1::CriterionSelector& selector, const RubricGuide& guide) {
  switch (selector.target_case()) {
    case v1::CriterionSelector::kCriterion:
      return guide.CriterionTitle(selector.criterion());
    case v1::CriterionSelector::kDomain:
      return EveryWords("of", TitleOfDomain(selector.domain(), guide), guide);
    case v1::CriterionSelector::kTag:
      return EveryWords("marked", selector.tag(), guide);
    case v1::CriterionSelector::TARGET_NOT_SET:
      break;
  }
  return "";
}

std::string NatureWords(const v1::RubricDefinition& rubric) {
  std::vector<std::string> sentences;
  const auto add = [&](absl::string_view what, const std::string& words) {
    if (!words.empty()) sentences.push_back(absl::StrCat(what, ": ", words, "."));
  };
  add("Kind", KindWords(rubric.kind()));
  add("Status", StatusWords(rubric.status()));
  add("Family", rubric.family());
  return absl::StrJoin(sentences, " ");
}

std::string OverlayWords(const v1::RubricDefinition& rubric) {
  if (!rubric.has_overlay_of()) return "";
  return absl::StrCat("A variant of ", rubric.overlay_of().rubric(), " ",
                      rubric.overlay_of().revision(), ", which changes:");
}

std::vector<std::string> MissingWords(const v1::MissingPolicy& policy) {
  std::vector<std::string> lines;
  AddLine(TreatmentLine("Not applicable", policy.not_applicable()), lines);
  AddLine(TreatmentLine("Not enough information", policy.insufficient_data()), lines);
  AddLine(TreatmentLine("Not answered", policy.absent()), lines);
  return lines;
}

std::vector<std::string> PolicyWords(const v1::ActivityPolicy& policy) {
  std::vector<std::string> lines;
  if (policy.adapted_counts() == v1::ActivityPolicy::ADAPTATION_RULE_UNSPECIFIED) return lines;
  bool some_sites = false;
  bool pilot = false;
  for (const int extent : policy.counted_extents()) {
    some_sites |= extent == v1::EXTENT_SOME_SITES;
    pilot |= extent == v1::EXTENT_PILOT;
  }
  lines.push_back(absl::StrCat("An activity counts when it is carried out at all sites",
                               some_sites ? ", or at some" : "", pilot ? ", or as a pilot" : "",
                               "."));
  switch (policy.adapted_counts()) {
    case v1::ActivityPolicy::ADAPTATION_RULE_ALWAYS:
      lines.push_back("An adapted activity always counts.");
      break;
    case v1::ActivityPolicy::ADAPTATION_RULE_CONSISTENT:
      lines.push_back("An adapted activity counts when it still serves its purpose.");
      break;
    case v1::ActivityPolicy::ADAPTATION_RULE_PLANNED_AND_CONSISTENT:
      lines.push_back(
          "An adapted activity counts when the adaptation was planned and still serves its "
          "purpose.");
      break;
    default:
      lines.push_back("An adapted activity does not count.");
      break;
  }
  return lines;
}

}  // namespace continuum::cli
