// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "scoring/check/cycles.h"
#include "scoring/check/forms.h"
#include "scoring/check/wording.h"
#include "scoring/limits.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {
namespace {

// An activity where it stands.
struct PlacedActivity {
  const v1::Activity* activity = nullptr;
  std::string path;
};

// The activities of a staircase, cell by cell, and which of them each one covers directly.
struct Covering {
  std::vector<PlacedActivity> activities;
  std::vector<absl::string_view> ids;
  absl::flat_hash_map<absl::string_view, int> positions;
  std::vector<std::vector<int>> covers;
};

Covering FindCovering(const v1::Staircase& staircase, const std::string& path) {
  Covering covering;
  for (int i = 0; i < staircase.cells_size(); ++i) {
    const std::string cell = ItemPath(path, "cells", i);
    for (int k = 0; k < staircase.cells(i).activities_size(); ++k) {
      const v1::Activity& activity = staircase.cells(i).activities(k);
      covering.positions.emplace(activity.id(), static_cast<int>(covering.activities.size()));
      covering.ids.push_back(activity.id());
      covering.activities.push_back({&activity, ItemPath(cell, "activities", k)});
    }
  }
  for (const PlacedActivity& placed : covering.activities) {
    std::vector<int>& covers = covering.covers.emplace_back();
    for (const std::string& id : placed.activity->covers()) {
      const auto found = covering.positions.find(id);
      if (found != covering.positions.end()) covers.push_back(found->second);
    }
  }
  return covering;
}

void CheckCovers(const v1::Staircase& staircase, const std::string& path, Problems& problems) {
  const Covering covering = FindCovering(staircase, path);
  for (const PlacedActivity& placed : covering.activities) {
    for (int i = 0; i < placed.activity->covers_size(); ++i) {
      const std::string& id = placed.activity->covers(i);
      if (covering.positions.contains(id)) continue;
      problems.Add(ProblemReason::kUnknownId, ItemPath(placed.path, "covers", i),
                   absl::StrCat("this criterion has no activity ", Quoted(id),
                                problems.DidYouMean(id, covering.ids)));
    }
  }
  for (const std::vector<int>& cycle : SearchGraph(covering.covers).cycles) {
    const int first = *std::min_element(cycle.begin(), cycle.end());
    const PlacedActivity& placed = covering.activities[static_cast<size_t>(first)];
    problems.Add(ProblemReason::kCoversItself, FieldPath(placed.path, "covers"),
                 cycle.size() == 1 ? absl::StrCat("the activity ", Quoted(placed.activity->id()),
                                                  " covers itself")
                                   : absl::StrCat("the activity ", Quoted(placed.activity->id()),
                                                  " covers itself through ", cycle.size() - 1,
                                                  " other", cycle.size() > 2 ? "s" : ""));
  }
}

// One cell per stage: those that name no stage, or a stage twice.
bool CheckStagesOfCells(const v1::Staircase& staircase, const v1::Continuum& continuum,
                        const std::string& path, Problems& problems) {
  bool good = true;
  std::vector<absl::string_view> stages;
  for (const v1::Stage& stage : continuum.stages()) stages.push_back(stage.id());
  absl::flat_hash_set<absl::string_view> seen;
  for (int i = 0; i < staircase.cells_size(); ++i) {
    const std::string& stage = staircase.cells(i).stage();
    const std::string stage_path = FieldPath(ItemPath(path, "cells", i), "stage");
    if (std::find(stages.begin(), stages.end(), stage) == stages.end()) {
      problems.Add(stage.empty() ? ProblemReason::kMissing : ProblemReason::kUnknownId, stage_path,
                   stage.empty()
                       ? "the cell does not say its 'stage'"
                       : absl::StrCat("the continuum ", Quoted(continuum.id()), " has no stage ",
                                      Quoted(stage), problems.DidYouMean(stage, stages)));
      good = false;
    } else if (!seen.insert(stage).second) {
      problems.Add(ProblemReason::kDuplicateId, stage_path,
                   absl::StrCat("the stage ", Quoted(stage), " has a cell already"));
      good = false;
    }
  }
  std::vector<std::string> missing;
  for (const absl::string_view stage : stages) {
    if (!seen.contains(stage)) missing.emplace_back(stage);
  }
  if (missing.empty()) return good;
  problems.Add(ProblemReason::kCellsNotAsStages, FieldPath(path, "cells"),
               absl::StrCat("there is no cell for the stage", missing.size() > 1 ? "s " : " ",
                            Listed(missing)));
  return false;
}

void CheckOrderOfCells(const v1::Staircase& staircase, const v1::Continuum& continuum,
                       const std::string& path, Problems& problems) {
  for (int i = 0; i < staircase.cells_size(); ++i) {
    if (staircase.cells(i).stage() == continuum.stages(i).id()) continue;
    problems.Add(ProblemReason::kCellsNotAsStages, FieldPath(ItemPath(path, "cells", i), "stage"),
                 absl::StrCat("the cells do not stand in the order of the stages: wanted here is ",
                              Quoted(continuum.stages(i).id())));
    return;
  }
}

void CheckActivitiesOfCells(const v1::Staircase& staircase, const std::string& path,
                            Problems& problems) {
  for (int i = 0; i < staircase.cells_size(); ++i) {
    const bool by_answering = i == 0 && staircase.lowest_by_answering();
    const bool empty = staircase.cells(i).activities().empty();
    if (empty == by_answering) continue;
    const std::string cell = ItemPath(path, "cells", i);
    problems.Add(empty ? ProblemReason::kEmptyCell : ProblemReason::kNotAllowed,
                 FieldPath(cell, "activities"),
                 empty ? absl::StrCat("the cell of the stage ", Quoted(staircase.cells(i).stage()),
                                      " has no activities: wanted is at least one")
                       : "the lowest stage is reached by answering, so its cell has no activities");
  }
}

}  // namespace

void CheckStaircase(const v1::Staircase& staircase, const RubricIndex& index,
                    const std::string& path, Problems& problems) {
  const int position = index.Find(RubricIndex::Kind::kContinuum, staircase.continuum());
  if (position >= 0 && !staircase.cells().empty()) {
    const v1::Continuum& continuum = index.definition().continua(position);
    if (CheckStagesOfCells(staircase, continuum, path, problems) &&
        staircase.cells_size() == continuum.stages_size()) {
      CheckOrderOfCells(staircase, continuum, path, problems);
    }
  }
  CheckActivitiesOfCells(staircase, path, problems);
  CheckCovers(staircase, path, problems);
}

void CheckCoverPairs(const RubricIndex& index, Problems& problems) {
  int pairs = 0;
  for (const IndexedCriterion& criterion : index.criteria()) {
    if (!criterion.criterion->has_staircase()) continue;
    const Covering covering = FindCovering(criterion.criterion->staircase(), "");
    const int activities = static_cast<int>(covering.activities.size());
    std::vector<int> seen_by(covering.activities.size(), -1);
    for (int start = 0; start < activities; ++start) {
      seen_by[static_cast<size_t>(start)] = start;
      std::vector<int> open = {start};
      while (!open.empty()) {
        const std::vector<int>& covers = covering.covers[static_cast<size_t>(open.back())];
        open.pop_back();
        for (const int covered : covers) {
          if (seen_by[static_cast<size_t>(covered)] == start) continue;
          seen_by[static_cast<size_t>(covered)] = start;
          open.push_back(covered);
          ++pairs;
        }
        if (pairs <= kMaxCoverPairs) continue;
        problems.Add(ProblemReason::kTooMany, FieldPath(criterion.path, "staircase"),
                     absl::StrCat("up to here activities cover over ", kMaxCoverPairs,
                                  " others, directly or through others; that is the most that a "
                                  "rubric may have"));
        return;
      }
    }
  }
}

}  // namespace continuum::scoring
