// SPDX-License-Identifier: Apache-2.0

#include "scoring/overlay/apply_changes.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "scoring/exact.h"
#include "scoring/overlay/overlay_words.h"
#include "scoring/overlay/references.h"
#include "scoring/parse/field_path.h"
#include "scoring/problem.h"
#include "scoring/suggestion.h"

namespace continuum::scoring {
namespace {

// Where a criterion stands.
struct Seat {
  v1::Domain* domain = nullptr;
  int index = 0;
};

std::optional<Seat> FindSeat(v1::Domain* domain, absl::string_view id) {
  for (int i = 0; i < domain->criteria_size(); ++i) {
    if (domain->criteria(i).id() == id) return Seat{.domain = domain, .index = i};
  }
  for (v1::Domain& part : *domain->mutable_domains()) {
    if (const auto seat = FindSeat(&part, id); seat.has_value()) return seat;
  }
  return std::nullopt;
}

std::optional<Seat> FindSeat(v1::RubricDefinition& rubric, absl::string_view id) {
  for (v1::Domain& domain : *rubric.mutable_domains()) {
    if (const auto seat = FindSeat(&domain, id); seat.has_value()) return seat;
  }
  return std::nullopt;
}

void CollectDomains(v1::Domain* domain, std::vector<v1::Domain*>& domains) {
  domains.push_back(domain);
  for (v1::Domain& part : *domain->mutable_domains()) CollectDomains(&part, domains);
}

std::vector<v1::Domain*> AllDomains(v1::RubricDefinition& rubric) {
  std::vector<v1::Domain*> domains;
  for (v1::Domain& domain : *rubric.mutable_domains()) CollectDomains(&domain, domains);
  return domains;
}

std::vector<absl::string_view> CriterionIds(v1::RubricDefinition& rubric) {
  std::vector<absl::string_view> ids;
  for (const v1::Domain* const domain : AllDomains(rubric)) {
    for (const v1::Criterion& criterion : domain->criteria()) ids.emplace_back(criterion.id());
  }
  return ids;
}

template <typename Items>
std::vector<absl::string_view> IdsOf(const Items& items) {
  std::vector<absl::string_view> ids;
  for (const auto& item : items) ids.emplace_back(item.id());
  return ids;
}

template <typename Items>
int IndexOf(const Items& items, absl::string_view id) {
  for (int i = 0; i < items.size(); ++i) {
    if (items.Get(i).id() == id) return i;
  }
  return -1;
}

bool IsSameNumber(const std::string& a, const std::string& b) {
  const auto first = Exact::Parse(a);
  const auto second = Exact::Parse(b);
  return first.has_value() && second.has_value() ? *first == *second : a == b;
}

// The thresholds on a rollup in a requirement, and in all its parts.
void CollectThresholds(v1::Requirement* requirement, const std::string& rollup,
                       std::vector<v1::RollupThreshold*>& found) {
  const auto add = [&](v1::RollupThreshold* threshold) {
    if (threshold->rollup() == rollup) found.push_back(threshold);
  };
  const auto descend = [&](google::protobuf::RepeatedPtrField<v1::Requirement>* parts) {
    for (v1::Requirement& part : *parts) CollectThresholds(&part, rollup, found);
  };
  if (requirement->has_rollup_at_least()) add(requirement->mutable_rollup_at_least());
  if (requirement->has_rollup_at_most()) add(requirement->mutable_rollup_at_most());
  if (requirement->has_all_of()) descend(requirement->mutable_all_of()->mutable_parts());
  if (requirement->has_any_of()) descend(requirement->mutable_any_of()->mutable_parts());
  if (requirement->has_at_least()) descend(requirement->mutable_at_least()->mutable_parts());
}

}  // namespace

OverlayChanges::OverlayChanges(const ParsedOverlay& overlay, v1::RubricDefinition& rubric,
                               std::vector<v1::RubricProblem>& problems)
    : overlay_(overlay), rubric_(rubric), problems_(problems) {
  for (const absl::string_view id : CriterionIds(rubric)) used_ids_.emplace(id);
  for (const v1::Input& input : rubric.inputs()) used_ids_.insert(input.id());
}

void OverlayChanges::Apply() {
  const v1::RubricOverlay& overlay = overlay_.overlay();
  for (int i = 0; i < overlay.changes_size(); ++i) {
    const v1::OverlayChange& change = overlay.changes(i);
    const std::string path = ItemPath("", "changes", i);
    if (change.why().empty()) {
      Report(ProblemReason::kMissingText, FieldPath(path, "why"),
             "the change has no 'why': wanted is why it is made, in a sentence");
    }
    // In the words of the rubric before this change: afterwards what is replaced is gone.
    *rubric_.mutable_overlay_of()->add_changes() = ChangeWords(change, rubric_);
    ApplyOne(change, path);
  }
  CheckRemoved();
}

void OverlayChanges::ApplyOne(const v1::OverlayChange& change, const std::string& path) {
  const auto* const field = change.GetReflection()->GetOneofFieldDescriptor(
      change, change.GetDescriptor()->FindOneofByName("change"));
  if (field == nullptr) {
    return Report(ProblemReason::kMissing, path,
                  "the change says nothing: wanted is one of replace_criterion, add_criterion, "
                  "change_threshold, ...");
  }
  const std::string inner = FieldPath(path, field->name());
  switch (change.change_case()) {
    case v1::OverlayChange::kReplaceCriterion:
      return ReplaceCriterion(change.replace_criterion(), inner);
    case v1::OverlayChange::kAddCriterion:
      return AddCriterion(change.add_criterion(), inner);
    case v1::OverlayChange::kRemoveCriterion:
      return RemoveCriterion(change.remove_criterion(), inner);
    case v1::OverlayChange::kReplaceRollup:
      return Replace(rubric_.mutable_rollups(), change.replace_rollup(), "rollup", inner);
    case v1::OverlayChange::kAddRollup:
      return Append(rubric_.mutable_rollups(), change.add_rollup(), "rollup", inner);
    case v1::OverlayChange::kRemoveRollup:
      return Remove(rubric_.mutable_rollups(), change.remove_rollup(), "rollup", inner);
    case v1::OverlayChange::kReplaceBandSet:
      return Replace(rubric_.mutable_band_sets(), change.replace_band_set(), "band set", inner);
    case v1::OverlayChange::kAddBandSet:
      return Append(rubric_.mutable_band_sets(), change.add_band_set(), "band set", inner);
    case v1::OverlayChange::kRemoveBandSet:
      return Remove(rubric_.mutable_band_sets(), change.remove_band_set(), "band set", inner);
    case v1::OverlayChange::kReplaceLadder:
      return Replace(rubric_.mutable_ladders(), change.replace_ladder(), "ladder", inner);
    case v1::OverlayChange::kAddLadder:
      return Append(rubric_.mutable_ladders(), change.add_ladder(), "ladder", inner);
    case v1::OverlayChange::kRemoveLadder:
      return Remove(rubric_.mutable_ladders(), change.remove_ladder(), "ladder", inner);
    case v1::OverlayChange::kAddRequirement:
      return AddRequirement(change.add_requirement(), inner);
    case v1::OverlayChange::kChangeThreshold:
      return ChangeThreshold(change.change_threshold(), inner);
    case v1::OverlayChange::kChangeBandEdge:
      return ChangeBandEdge(change.change_band_edge(), inner);
    case v1::OverlayChange::kAddScale:
      return Append(rubric_.mutable_scales(), change.add_scale(), "scale", inner);
    case v1::OverlayChange::kAddInput:
      if (!IsNew(change.add_input().id(), FieldPath(inner, "id"))) return;
      return Append(rubric_.mutable_inputs(), change.add_input(), "input", inner);
    case v1::OverlayChange::kAddContinuum:
      return Append(rubric_.mutable_continua(), change.add_continuum(), "continuum", inner);
    case v1::OverlayChange::CHANGE_NOT_SET:
      return;
  }
}

void OverlayChanges::ReplaceCriterion(const v1::ReplacedCriterion& change,
                                      const std::string& path) {
  const std::optional<Seat> seat = FindSeat(rubric_, change.criterion());
  if (!seat.has_value()) {
    ReportUnknown("criterion", change.criterion(), CriterionIds(rubric_),
                  FieldPath(path, "criterion"));
  }
  if (!change.has_by()) {
    return Report(ProblemReason::kMissing, path,
                  "there is no 'by': wanted is the whole criterion that comes");
  }
  const bool is_new = IsNew(change.by().id(), FieldPath(path, "by.id"));
  if (!seat.has_value() || !is_new) return;
  *seat->domain->mutable_criteria(seat->index) = change.by();
  RenameCriterion(change.criterion(), change.by().id(), &rubric_);
}

void OverlayChanges::AddCriterion(const v1::AddedCriterion& change, const std::string& path) {
  v1::Domain* domain = nullptr;
  std::vector<absl::string_view> ids;
  for (v1::Domain* const candidate : AllDomains(rubric_)) {
    ids.emplace_back(candidate->id());
    if (candidate->id() == change.domain()) domain = candidate;
  }
  if (domain == nullptr) {
    return ReportUnknown("domain", change.domain(), ids, FieldPath(path, "domain"));
  }
  int place = domain->criteria_size();
  if (!change.after().empty()) {
    place = IndexOf(domain->criteria(), change.after()) + 1;
    if (place == 0) {
      return ReportUnknown("criterion", change.after(), IdsOf(domain->criteria()),
                           FieldPath(path, "after"));
    }
  }
  if (!IsNew(change.criterion().id(), FieldPath(path, "criterion.id"))) return;
  *domain->add_criteria() = change.criterion();
  for (int i = domain->criteria_size() - 1; i > place; --i) {
    domain->mutable_criteria()->SwapElements(i, i - 1);
  }
}

void OverlayChanges::RemoveCriterion(const std::string& id, const std::string& path) {
  const std::optional<Seat> seat = FindSeat(rubric_, id);
  if (!seat.has_value()) return ReportUnknown("criterion", id, CriterionIds(rubric_), path);
  seat->domain->mutable_criteria()->DeleteSubrange(seat->index, 1);
  removed_.emplace_back(id, path);
}

template <typename Items, typename Item>
void OverlayChanges::Replace(Items* items, const Item& item, absl::string_view noun,
                             const std::string& path) {
  const int index = IndexOf(*items, item.id());
  if (index < 0) return ReportUnknown(noun, item.id(), IdsOf(*items), FieldPath(path, "id"));
  *items->Mutable(index) = item;
}

template <typename Items, typename Item>
void OverlayChanges::Append(Items* items, const Item& item, absl::string_view noun,
                            const std::string& path) {
  if (IndexOf(*items, item.id()) >= 0) {
    return Report(ProblemReason::kDuplicateId, FieldPath(path, "id"),
                  absl::StrCat("there is a ", noun, " '", item.id(), "' already"));
  }
  *items->Add() = item;
}

template <typename Items>
void OverlayChanges::Remove(Items* items, const std::string& id, absl::string_view noun,
                            const std::string& path) {
  const int index = IndexOf(*items, id);
  if (index < 0) return ReportUnknown(noun, id, IdsOf(*items), path);
  items->DeleteSubrange(index, 1);
}

void OverlayChanges::AddRequirement(const v1::AddedRequirement& change, const std::string& path) {
  v1::Level* const level = FindLevel(change.ladder(), change.level(), path);
  if (level == nullptr) return;
  if (!change.has_requirement()) {
    return Report(ProblemReason::kMissing, path,
                  "there is no 'requirement': wanted is what the level needs, too");
  }
  // A list with words of its own stays whole: they may not be true of the new part.
  const v1::Requirement whole = level->requirement();
  if (!whole.has_all_of() || !whole.title().empty()) {
    level->clear_requirement();
    *level->mutable_requirement()->mutable_all_of()->add_parts() = whole;
  }
  *level->mutable_requirement()->mutable_all_of()->add_parts() = change.requirement();
}

void OverlayChanges::ChangeThreshold(const v1::ChangedThreshold& change, const std::string& path) {
  v1::Level* const level = FindLevel(change.ladder(), change.level(), path);
  if (level == nullptr) return;
  std::vector<v1::RollupThreshold*> thresholds;
  CollectThresholds(level->mutable_requirement(), change.rollup(), thresholds);
  std::vector<v1::RollupThreshold*> meant;
  std::vector<std::string> values;
  for (v1::RollupThreshold* const threshold : thresholds) {
    values.push_back(threshold->value());
    if (IsSameNumber(threshold->value(), change.from())) meant.push_back(threshold);
  }
  if (thresholds.empty()) {
    return Report(ProblemReason::kUnknownId, FieldPath(path, "rollup"),
                  absl::StrCat("the level '", change.level(), "' requires nothing of a rollup '",
                               change.rollup(), "'"));
  }
  if (meant.size() != 1) {
    return Report(
        ProblemReason::kUnknownId, FieldPath(path, "from"),
        absl::StrCat("the level '", change.level(), "' has ", meant.size(), " requirements of '",
                     change.rollup(), "' with '", change.from(),
                     "', wanted is exactly one; there are: ", absl::StrJoin(values, ", ")));
  }
  meant.front()->set_value(change.to());
}

void OverlayChanges::ChangeBandEdge(const v1::ChangedBandEdge& change, const std::string& path) {
  const int set = IndexOf(rubric_.band_sets(), change.band_set());
  if (set < 0) {
    return ReportUnknown("band set", change.band_set(), IdsOf(rubric_.band_sets()),
                         FieldPath(path, "band_set"));
  }
  auto& bands = *rubric_.mutable_band_sets(set)->mutable_bands();
  const int band = IndexOf(bands, change.band());
  if (band < 0) {
    return ReportUnknown("band", change.band(), IdsOf(bands), FieldPath(path, "band"));
  }
  const std::string& now = bands.Get(band).at_least();
  if (!IsSameNumber(now, change.from())) {
    return Report(ProblemReason::kUnknownId, FieldPath(path, "from"),
                  absl::StrCat("the band '", change.band(), "' begins ",
                               now.empty() ? "nowhere, as the first one" : "at ", now, ", not at '",
                               change.from(), "'"));
  }
  bands.Mutable(band)->set_at_least(change.to());
}

void OverlayChanges::CheckRemoved() {
  for (const auto& [id, path] : removed_) {
    const std::vector<std::string> names = FindReferences(id, rubric_);
    if (names.empty()) continue;
    Report(ProblemReason::kUnknownId, path,
           absl::StrCat("the criterion '", id, "' cannot be removed while it is named by ",
                        absl::StrJoin(names, ", "), "; replace or remove that, too"));
  }
}

v1::Level* OverlayChanges::FindLevel(const std::string& ladder, const std::string& level,
                                     const std::string& path) {
  const int index = IndexOf(rubric_.ladders(), ladder);
  if (index < 0) {
    ReportUnknown("ladder", ladder, IdsOf(rubric_.ladders()), FieldPath(path, "ladder"));
    return nullptr;
  }
  auto& levels = *rubric_.mutable_ladders(index)->mutable_levels();
  const int rung = IndexOf(levels, level);
  if (rung < 0) {
    ReportUnknown("level", level, IdsOf(levels), FieldPath(path, "level"));
    return nullptr;
  }
  return levels.Mutable(rung);
}

bool OverlayChanges::IsNew(const std::string& id, const std::string& path) {
  if (used_ids_.insert(id).second) return true;
  Report(
      ProblemReason::kDuplicateId, path,
      absl::StrCat("the id '", id, "' is used already: what comes needs an id of its own, so that ",
                   "answers to the one and to the other are never taken for the same"));
  return false;
}

void OverlayChanges::Report(ProblemReason reason, const std::string& path, std::string message) {
  problems_.push_back(MakeProblem(reason, path, overlay_.Locate(path), std::move(message)));
}

void OverlayChanges::ReportUnknown(absl::string_view noun, const std::string& id,
                                   const std::vector<absl::string_view>& known,
                                   const std::string& path) {
  const absl::string_view nearest = Nearest(id, known);
  Report(ProblemReason::kUnknownId, path,
         absl::StrCat("there is no ", noun, " '", id, "' in the rubric that is varied",
                      nearest.empty() ? "" : "; did you mean '", nearest,
                      nearest.empty() ? "" : "'?"));
}

}  // namespace continuum::scoring
