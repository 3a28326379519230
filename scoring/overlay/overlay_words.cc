// SPDX-License-Identifier: Apache-2.0

#include "scoring/overlay/overlay_words.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace continuum::scoring {
namespace {

std::string InQuotes(absl::string_view text) { return absl::StrCat("\"", text, "\""); }

const v1::Criterion* FindIn(const v1::Domain& domain, absl::string_view id) {
  for (const v1::Criterion& criterion : domain.criteria()) {
    if (criterion.id() == id) return &criterion;
  }
  for (const v1::Domain& part : domain.domains()) {
    if (const v1::Criterion* found = FindIn(part, id); found != nullptr) return found;
  }
  return nullptr;
}

std::string CriterionTitle(absl::string_view id, const v1::RubricDefinition& rubric) {
  for (const v1::Domain& domain : rubric.domains()) {
    if (const v1::Criterion* found = FindIn(domain, id); found != nullptr) {
      return InQuotes(found->title());
    }
  }
  return InQuotes(id);
}

template <typename Items>
std::string TitleOf(const Items& items, absl::string_view id) {
  for (const auto& item : items) {
    if (item.id() == id) return InQuotes(item.title());
  }
  return InQuotes(id);
}

std::string LevelTitle(absl::string_view ladder, absl::string_view level,
                       const v1::RubricDefinition& rubric) {
  for (const v1::Ladder& candidate : rubric.ladders()) {
    if (candidate.id() == ladder) return TitleOf(candidate.levels(), level);
  }
  return InQuotes(level);
}

std::string BandTitle(absl::string_view set, absl::string_view band,
                      const v1::RubricDefinition& rubric) {
  for (const v1::BandSet& candidate : rubric.band_sets()) {
    if (candidate.id() == set) return TitleOf(candidate.bands(), band);
  }
  return InQuotes(band);
}

std::string WhatWords(const v1::OverlayChange& change, const v1::RubricDefinition& before) {
  const std::string criterion =
      before.terms().criterion().empty() ? "criterion" : before.terms().criterion();
  switch (change.change_case()) {
    case v1::OverlayChange::kReplaceCriterion:
      return absl::StrCat("Replaces the ", criterion, " ",
                          CriterionTitle(change.replace_criterion().criterion(), before), " by ",
                          InQuotes(change.replace_criterion().by().title()));
    case v1::OverlayChange::kAddCriterion:
      return absl::StrCat("Adds the ", criterion, " ",
                          InQuotes(change.add_criterion().criterion().title()));
    case v1::OverlayChange::kRemoveCriterion:
      return absl::StrCat("Removes the ", criterion, " ",
                          CriterionTitle(change.remove_criterion(), before));
    case v1::OverlayChange::kReplaceRollup:
      return absl::StrCat("Computes ", InQuotes(change.replace_rollup().title()), " otherwise");
    case v1::OverlayChange::kAddRollup:
      return absl::StrCat("Adds the number ", InQuotes(change.add_rollup().title()));
    case v1::OverlayChange::kRemoveRollup:
      return absl::StrCat("Removes the number ", TitleOf(before.rollups(), change.remove_rollup()));
    case v1::OverlayChange::kReplaceBandSet:
      return absl::StrCat("Replaces the bands ", InQuotes(change.replace_band_set().title()));
    case v1::OverlayChange::kAddBandSet:
      return absl::StrCat("Adds the bands ", InQuotes(change.add_band_set().title()));
    case v1::OverlayChange::kRemoveBandSet:
      return absl::StrCat("Removes the bands ",
                          TitleOf(before.band_sets(), change.remove_band_set()));
    case v1::OverlayChange::kReplaceLadder:
      return absl::StrCat("Replaces the ladder ", InQuotes(change.replace_ladder().title()));
    case v1::OverlayChange::kAddLadder:
      return absl::StrCat("Adds the ladder ", InQuotes(change.add_ladder().title()));
    case v1::OverlayChange::kRemoveLadder:
      return absl::StrCat("Removes the ladder ", TitleOf(before.ladders(), change.remove_ladder()));
    case v1::OverlayChange::kAddRequirement:
      return absl::StrCat(
          "Asks for more at the level ",
          LevelTitle(change.add_requirement().ladder(), change.add_requirement().level(), before));
    case v1::OverlayChange::kChangeThreshold: {
      const v1::ChangedThreshold& threshold = change.change_threshold();
      return absl::StrCat("Asks for ", threshold.to(), " instead of ", threshold.from(), " of ",
                          TitleOf(before.rollups(), threshold.rollup()), " at the level ",
                          LevelTitle(threshold.ladder(), threshold.level(), before));
    }
    case v1::OverlayChange::kChangeBandEdge: {
      const v1::ChangedBandEdge& edge = change.change_band_edge();
      return absl::StrCat("Lets the band ", BandTitle(edge.band_set(), edge.band(), before),
                          " begin at ", edge.to(), " instead of ", edge.from());
    }
    case v1::OverlayChange::kAddScale:
      return absl::StrCat("Adds the scale ", InQuotes(change.add_scale().title()));
    case v1::OverlayChange::kAddInput:
      return absl::StrCat("Asks for ", InQuotes(change.add_input().title()));
    case v1::OverlayChange::kAddContinuum:
      return absl::StrCat("Adds the continuum ", InQuotes(change.add_continuum().title()));
    case v1::OverlayChange::CHANGE_NOT_SET:
      break;
  }
  return "Changes nothing";
}

}  // namespace

std::string ChangeWords(const v1::OverlayChange& change, const v1::RubricDefinition& before) {
  return absl::StrCat(WhatWords(change, before), ": ", change.why());
}

}  // namespace continuum::scoring
