// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/render/scorecard.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "clients/cli/console.h"
#include "clients/cli/number_text.h"
#include "clients/cli/render/chart.h"
#include "clients/cli/render/explanation.h"
#include "clients/cli/render/inputs.h"
#include "clients/cli/render/measured.h"
#include "clients/cli/render/requirements.h"
#include "clients/cli/render/table.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/state_words.h"
#include "clients/cli/wording.h"

namespace continuum::cli {

namespace {

constexpr int kBarColumns = 4;

// Its value could point to a person and is not shown.
bool IsWithheld(const v1::CriterionResult& result) {
  return result.state() == v1::ANSWER_STATE_VALUE && result.value().empty();
}

// Takes the rollups out of `ids` of which a requirement asks for a value.
void EraseLookedAt(const v1::Requirement& requirement, absl::flat_hash_set<std::string>* ids) {
  ids->erase(requirement.rollup_at_least().rollup());
  ids->erase(requirement.rollup_at_most().rollup());
  for (const v1::Requirement& part : requirement.all_of().parts()) EraseLookedAt(part, ids);
  for (const v1::Requirement& part : requirement.any_of().parts()) EraseLookedAt(part, ids);
  for (const v1::Requirement& part : requirement.at_least().parts()) EraseLookedAt(part, ids);
}

// It is answered, but not so that it counts.
bool DoesNotCount(const v1::CriterionResult& result) {
  return std::any_of(result.reasons().begin(), result.reasons().end(),
                     [](const auto& reason) { return SaysWhyNotCounted(reason.code()); });
}

// Prints one scorecard, section by section.
class ScorecardView {
 public:
  ScorecardView(Console& console, const v1::Scorecard& card, const RubricGuide& guide)
      : console_(console), card_(card), guide_(guide) {
    for (const auto& result : card.rollups()) rollups_.emplace(result.rollup(), &result);
    for (const auto& result : card.criteria()) criteria_.emplace(result.criterion(), &result);
  }

  void PrintResult() const;
  void PrintAnnualReporting(const v1::LadderResult& ladder) const;
  void PrintProfile() const;
  void PrintWayToNextLevel(bool all) const;
  void PrintWhatDoesNotCount() const;
  void PrintDigests() const;

 private:
  // A rollup's number and the bands that it lies in.
  std::string ValueText(const v1::RollupResult& result) const;
  // The rollups that only the profile shows: they stand for a domain, or only name its band.
  absl::flat_hash_set<std::string> OnlyInProfile() const;
  // What is said of a domain: the band that it lies in, and its number, where the rubric has them.
  std::string DomainText(const v1::Domain& domain) const;
  // The band of the band set that looks at this domain alone; empty where there is none.
  std::string BandOf(const v1::Domain& domain) const;
  std::string Picture(const v1::CriterionResult& result) const;
  std::string DoneText(const v1::CriterionResult& result) const;
  // The titles of what is not asked, or else of what is asked and in this state; without those of
  // which is said why they do not count.
  void PrintTitles(absl::string_view heading, bool not_asked, v1::AnswerState state) const;

  Console& console_;
  const v1::Scorecard& card_;
  const RubricGuide& guide_;
  absl::flat_hash_map<std::string, const v1::RollupResult*> rollups_;
  absl::flat_hash_map<std::string, const v1::CriterionResult*> criteria_;
};

absl::flat_hash_set<std::string> ScorecardView::OnlyInProfile() const {
  const v1::RubricDefinition& rubric = guide_.definition();
  absl::flat_hash_set<std::string> ids;
  for (const auto& chapter : guide_.chapters()) {
    // Without a number for the whole, one over several chapters is among those looked for first.
    const bool summary = rubric.index_rollup().empty() && chapter.domain->domains_size() > 0;
    if (!summary) ids.insert(chapter.domain->rollup());
  }
  for (const v1::BandSet& set : rubric.band_sets()) {
    const v1::Rollup* rollup = guide_.FindRollup(set.rollup());
    if (rollup == nullptr) continue;
    // The profile shows a band beside the domain only where it is of that domain alone.
    const bool of_domain = rollup->terms_size() == 1 && rollup->terms(0).has_domain();
    if (of_domain) {
      ids.insert(set.rollup());
    } else {
      ids.erase(set.rollup());
    }
  }
  for (const v1::Ladder& ladder : rubric.ladders()) {
    for (const v1::Level& level : ladder.levels()) {
      EraseLookedAt(level.requirement(), &ids);
      EraseLookedAt(level.annual_reporting().requirement(), &ids);
    }
  }
  return ids;
}

std::string ScorecardView::ValueText(const v1::RollupResult& result) const {
  std::vector<std::string> parts = {RollupValueWords(result, guide_, card_.context().as_of_date())};
  for (const v1::BandResult& band : card_.bands()) {
    const v1::BandSet* set = guide_.FindBandSet(band.band_set());
    if (set == nullptr || set->rollup() != result.rollup() || band.band().empty()) continue;
    parts.push_back(guide_.BandTitle(*set, band.band()));
  }
  return absl::StrJoin(parts, ", ");
}

void ScorecardView::PrintResult() const {
  console_.Heading("Result");
  for (const v1::LadderResult& ladder : card_.ladders()) {
    console_.Paragraph(LadderSentence(ladder, guide_), "  ",
                       ladder.level().empty() ? Style::kWarning : Style::kGood);
    PrintAnnualReporting(ladder);
  }
  const std::string& index = guide_.definition().index_rollup();
  Table numbers(
      {{.id = "title", .title = "", .wraps = true}, {.id = "value", .title = "", .wraps = true}});
  if (const auto found = rollups_.find(index); found != rollups_.end()) {
    numbers.Add({Cell(guide_.RollupTitle(index), Style::kHeading),
                 Cell(ValueText(*found->second), Style::kHeading)});
  } else {
    console_.Paragraph("This rubric gives a profile and no total.", "  ");
  }
  const absl::flat_hash_set<std::string> elsewhere = OnlyInProfile();
  for (const v1::RollupResult& result : card_.rollups()) {
    if (result.rollup() == index || elsewhere.contains(result.rollup())) continue;
    numbers.Add({guide_.RollupTitle(result.rollup()), ValueText(result)});
  }
  numbers.Print(console_, /*indent=*/2, /*titles=*/false);
}

// Of the level reached: it is what the program has to keep.
void ScorecardView::PrintAnnualReporting(const v1::LadderResult& ladder) const {
  for (const v1::LevelResult& level : ladder.levels()) {
    if (level.level() != ladder.level() ||
        level.annual_state() == v1::REQUIREMENT_STATE_UNSPECIFIED) {
      continue;
    }
    const bool met = level.annual_state() == v1::REQUIREMENT_STATE_MET;
    console_.Paragraph(absl::StrCat("What annual reporting has to keep true for ",
                                    guide_.LevelTitle(ladder.ladder(), level.level()), ": ",
                                    RequirementStateWords(level.annual_state())),
                       "  ", met ? Style::kGood : Style::kWarning);
    PrintRequirement(console_, level.annual_requirement(), guide_, 2, /*all=*/false);
  }
}

std::string ScorecardView::BandOf(const v1::Domain& domain) const {
  for (const v1::BandResult& result : card_.bands()) {
    const v1::BandSet* set = guide_.FindBandSet(result.band_set());
    const v1::Rollup* rollup = set == nullptr ? nullptr : guide_.FindRollup(set->rollup());
    if (rollup != nullptr && rollup->terms_size() == 1 &&
        rollup->terms(0).domain() == domain.id() && !domain.id().empty()) {
      return guide_.BandTitle(*set, result.band());
    }
  }
  return "";
}

std::string ScorecardView::DomainText(const v1::Domain& domain) const {
  std::vector<std::string> parts;
  if (const std::string band = BandOf(domain); !band.empty()) parts.push_back(band);
  const auto rollup = rollups_.find(domain.rollup());
  if (rollup != rollups_.end() && rollup->second->state() == v1::ROLLUP_STATE_VALUE) {
    parts.push_back(RollupValueWords(*rollup->second, guide_, card_.context().as_of_date()));
  }
  return absl::StrJoin(parts, ", ");
}

std::string ScorecardView::Picture(const v1::CriterionResult& result) const {
  const bool unicode = console_.terminal().unicode;
  const v1::Criterion* criterion = guide_.FindCriterion(result.criterion());
  const v1::Continuum* continuum = criterion == nullptr ? nullptr : guide_.ContinuumOf(*criterion);
  if (continuum == nullptr) {
    if (result.highest().empty() || result.not_asked() || IsWithheld(result)) return "";
    return Bar(ShareOf(result.value(), result.highest()), {}, kBarColumns, unicode);
  }
  std::vector<Stair> steps;
  bool reached = result.state() == v1::ANSWER_STATE_VALUE && !result.stage().empty();
  for (const v1::Stage& stage : continuum->stages()) {
    const auto& skipped = result.skipped_stages();
    const bool skips = std::find(skipped.begin(), skipped.end(), stage.id()) != skipped.end();
    steps.push_back(reached ? Stair::kReached : skips ? Stair::kSkipped : Stair::kOpen);
    if (stage.id() == result.stage()) reached = false;
  }
  return Staircase(steps, unicode);
}

std::string ScorecardView::DoneText(const v1::CriterionResult& result) const {
  if (result.state() != v1::ANSWER_STATE_VALUE || result.possible() < 2) return "";
  return absl::StrCat(result.done(), " of ", result.possible());
}

void ScorecardView::PrintProfile() const {
  console_.Heading("Profile");
  Table table({{.id = "title", .title = "", .wraps = true},
               {.id = "picture", .title = ""},
               {.id = "standing", .title = "STANDS AT", .wraps = true},
               {.id = "done", .title = "DONE", .align = Align::kRight}});
  bool any_skipped = false;
  for (const RubricGuide::Chapter& chapter : guide_.chapters()) {
    table.Add({Cell(chapter.domain->title(), Style::kHeading, 2 * chapter.depth), "",
               Cell(DomainText(*chapter.domain), Style::kHeading), ""});
    for (const v1::Criterion& criterion : chapter.domain->criteria()) {
      const auto found = criteria_.find(criterion.id());
      if (found == criteria_.end()) continue;
      const v1::CriterionResult& result = *found->second;
      const bool unanswered = result.state() == v1::ANSWER_STATE_ABSENT;
      any_skipped = any_skipped || !result.skipped_stages().empty();
      table.Add({Cell(criterion.title(), Style::kPlain, 2 * chapter.depth + 2), Picture(result),
                 Cell(StandingWords(result, guide_), unanswered ? Style::kWarning : Style::kPlain),
                 DoneText(result)});
    }
  }
  table.Print(console_, /*indent=*/2);
  if (!any_skipped) return;
  console_.Paragraph(
      console_.terminal().unicode
          ? "× marks a stage that is jumped over: it is not done, but a higher one is."
          : "x marks a stage that is jumped over: it is not done, but a higher one is.",
      "  ", Style::kDim);
}

void ScorecardView::PrintWayToNextLevel(bool all) const {
  for (const v1::LadderResult& ladder : card_.ladders()) {
    const v1::LevelResult* next = NextLevelOf(ladder);
    if (all) {
      for (const v1::LevelResult& level : ladder.levels()) {
        console_.Heading(absl::StrCat("What ", guide_.LevelTitle(ladder.ladder(), level.level()),
                                      " asks (", level.reached() ? "reached" : "not reached", ")"));
        PrintRequirement(console_, level.requirement(), guide_, 1, /*all=*/true);
        if (!level.has_annual_requirement()) continue;
        console_.Paragraph(absl::StrCat("What annual reporting has to keep true (",
                                        RequirementStateWords(level.annual_state()), "):"),
                           "  ", Style::kHeading);
        PrintRequirement(console_, level.annual_requirement(), guide_, 2, /*all=*/true);
      }
    } else if (next == nullptr) {
      console_.Heading(absl::StrCat("The highest level, ",
                                    guide_.LevelTitle(ladder.ladder(), ladder.level()),
                                    ", is reached"));
    } else {
      console_.Heading(absl::StrCat("Why ", guide_.LevelTitle(ladder.ladder(), next->level()),
                                    " is not reached"));
      PrintRequirement(console_, next->requirement(), guide_, 1, /*all=*/false);
      if (next->state() == v1::REQUIREMENT_STATE_MET) {
        console_.Paragraph("Its own requirements are met, but not those of a level below it.",
                           "  ");
      }
    }
  }
}

void ScorecardView::PrintTitles(absl::string_view heading, bool not_asked,
                                v1::AnswerState state) const {
  std::vector<std::string> titles;
  for (const v1::CriterionResult& result : card_.criteria()) {
    if (result.not_asked() != not_asked) continue;
    if (!not_asked && (result.state() != state || DoesNotCount(result))) continue;
    titles.push_back(guide_.CriterionTitle(result.criterion()));
  }
  if (titles.empty()) return;
  console_.Heading(heading);
  console_.Paragraph(absl::StrJoin(titles, "; "), "  ");
}

void ScorecardView::PrintWhatDoesNotCount() const {
  const std::vector<Remark> remarks = WhatDoesNotCount(card_, guide_);
  if (!remarks.empty()) console_.Heading("What does not count, and why");
  for (const Remark& remark : remarks) {
    console_.Paragraph(absl::StrCat(remark.criterion, ": ", remark.text), "  - ");
  }
  PrintTitles("Not answered, and so not counted as done", /*not_asked=*/false,
              v1::ANSWER_STATE_ABSENT);
  PrintTitles("Insufficient data: there is not enough information to tell", /*not_asked=*/false,
              v1::ANSWER_STATE_INSUFFICIENT_DATA);
  PrintTitles("Not applicable", /*not_asked=*/false, v1::ANSWER_STATE_NOT_APPLICABLE);
  PrintTitles("Not asked, because of what is answered before", /*not_asked=*/true,
              v1::ANSWER_STATE_UNSPECIFIED);
}

void ScorecardView::PrintDigests() const {
  console_.Heading("Fingerprints (SHA-256)");
  Table digests({{.id = "what", .title = ""}, {.id = "digest", .title = ""}});
  digests.Add({"measurement", card_.digests().measurement()});
  digests.Add({"rubric", card_.digests().rubric()});
  const std::string& answers = card_.digests().answers();
  digests.Add({"answers", answers.empty() ? "withheld, as small counts are" : answers});
  digests.Add({"scoring rules", absl::StrCat("version ", card_.digests().scoring_version())});
  digests.Print(console_, /*indent=*/2, /*titles=*/false);
}

// A number or day as it is stored, for programs; what has more parts is only shown.
std::string InputValue(const v1::InputResult& result) {
  return result.has_number() ? result.number() : result.date();
}

void AddMeasuredRows(const v1::CriterionResult& result, const RubricGuide& guide, Table* table) {
  const v1::Criterion* criterion = guide.FindCriterion(result.criterion());
  for (const v1::MeasuredSegment& segment : result.measured()) {
    table->Add({"measured",
                segment.segment().empty()
                    ? result.criterion()
                    : absl::StrCat(result.criterion(), "/", segment.segment()),
                guide.SegmentTitle(result.criterion(), segment.segment()),
                segment.masked() ? "withheld" : "counted", segment.rate(),
                MeasuredLine(segment, criterion, guide)});
  }
}

}  // namespace

void PrintScorecard(Console& console, const ViewHeader& header, const v1::Scorecard& card,
                    const RubricGuide& guide, bool explain) {
  PrintHeader(console, header);
  const ScorecardView view(console, card, guide);
  view.PrintResult();
  view.PrintProfile();
  PrintMeasured(console, card, guide);
  PrintInputs(console, card, guide);
  view.PrintWayToNextLevel(/*all=*/explain);
  view.PrintWhatDoesNotCount();
  if (explain) PrintExplanation(console, card, guide);
  view.PrintDigests();
}

Table ScorecardTable(const v1::Scorecard& card, const RubricGuide& guide) {
  Table table({{.id = "kind", .title = "KIND"},
               {.id = "id", .title = "ID"},
               {.id = "title", .title = "TITLE", .wraps = true},
               {.id = "state", .title = "STATE"},
               {.id = "value", .title = "VALUE"},
               {.id = "shown", .title = "SHOWN"}});
  for (const v1::InputResult& result : card.inputs()) {
    const bool none = result.value_case() == v1::InputResult::VALUE_NOT_SET;
    table.Add({"input", result.input(), guide.InputTitle(result.input()),
               none ? "no value" : "value", InputValue(result), InputText(result, guide)});
  }
  for (const v1::RollupResult& result : card.rollups()) {
    const bool shown = result.state() == v1::ROLLUP_STATE_VALUE;
    table.Add({"rollup", result.rollup(), guide.RollupTitle(result.rollup()),
               RollupStateWords(result.state()), result.value(),
               shown ? RollupValueWords(result, guide, card.context().as_of_date()) : ""});
  }
  for (const v1::CriterionResult& result : card.criteria()) {
    table.Add({"criterion", result.criterion(), guide.CriterionTitle(result.criterion()),
               result.not_asked() ? "not asked" : AnswerStateWords(result.state()), result.value(),
               StandingWords(result, guide)});
    AddMeasuredRows(result, guide, &table);
  }
  for (const v1::BandResult& result : card.bands()) {
    const v1::BandSet* set = guide.FindBandSet(result.band_set());
    table.Add({"band", result.band_set(), set == nullptr ? result.band_set() : set->title(), "",
               result.band(),
               set == nullptr ? result.band() : guide.BandTitle(*set, result.band())});
  }
  for (const v1::LadderResult& ladder : card.ladders()) {
    for (const v1::LevelResult& level : ladder.levels()) {
      table.Add({"level", absl::StrCat(ladder.ladder(), "/", level.level()),
                 guide.LevelTitle(ladder.ladder(), level.level()),
                 RequirementStateWords(level.state()), level.reached() ? "reached" : "not reached",
                 ""});
      if (level.annual_state() == v1::REQUIREMENT_STATE_UNSPECIFIED) continue;
      table.Add({"annual", absl::StrCat(ladder.ladder(), "/", level.level()),
                 guide.LevelTitle(ladder.ladder(), level.level()),
                 RequirementStateWords(level.annual_state()), "", ""});
    }
  }
  return table;
}

}  // namespace continuum::cli
