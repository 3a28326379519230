// SPDX-License-Identifier: Apache-2.0

#include "scoring/overlay/flatten_overlay.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "scoring/check_rubric.h"
#include "scoring/digest.h"
#include "scoring/overlay/apply_changes.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse_rubric.h"
#include "scoring/problem.h"

namespace continuum::scoring {
namespace {

using google::protobuf::util::MessageDifferencer;

// Something in the rubric that came with the overlay.
struct Origin {
  std::string rubric_path;
  std::string overlay_path;
};

class Flattener {
 public:
  Flattener(const ParsedOverlay& overlay, const v1::RubricDefinition& base)
      : parsed_(overlay), overlay_(overlay.overlay()), base_(base) {}

  FlattenedRubric Flatten() {
    flat_.problems = parsed_.problems();
    if (!parsed_.complete()) return std::move(flat_);
    CheckHead();
    CheckBase();
    flat_.definition = base_;
    SetHead();
    OverlayChanges(parsed_, flat_.definition, flat_.problems).Apply();
    if (!HasErrors(flat_.problems)) CheckResult();
    std::stable_sort(flat_.problems.begin(), flat_.problems.end(),
                     [](const v1::RubricProblem& a, const v1::RubricProblem& b) {
                       return std::pair(a.line(), a.column()) < std::pair(b.line(), b.column());
                     });
    return std::move(flat_);
  }

 private:
  void Report(ProblemReason reason, const std::string& path, std::string message) {
    flat_.problems.push_back(MakeProblem(reason, path, parsed_.Locate(path), std::move(message)));
  }

  void CheckText(const std::string& text, const std::string& path) {
    if (!text.empty()) return;
    Report(ProblemReason::kMissingText, path, absl::StrCat("the overlay has no '", path, "'"));
  }

  void CheckHead() {
    CheckText(overlay_.id(), "id");
    CheckText(overlay_.revision(), "revision");
    CheckText(overlay_.title(), "title");
    CheckText(overlay_.summary(), "summary");
    if (overlay_.changes().empty()) {
      Report(ProblemReason::kMissing, "", "the overlay has no 'changes', and so no reason to be");
    }
    if (!overlay_.id().empty() && overlay_.id() == base_.id()) {
      Report(ProblemReason::kDuplicateId, "id",
             absl::StrCat("a variant needs an id of its own; '", base_.id(),
                          "' is the rubric that it varies"));
    }
  }

  void CheckBase() {
    const v1::OverlayBase& base = overlay_.base();
    if (!overlay_.has_base()) {
      return Report(ProblemReason::kMissing, "",
                    "the overlay has no 'base': wanted is the rubric that it varies");
    }
    CheckSame("rubric", base.rubric(), base_.id());
    CheckSame("revision", base.revision(), base_.revision());
    CheckSame("rubric_digest", base.rubric_digest(), RubricDigest(base_));
  }

  void CheckSame(const std::string& field, const std::string& named, const std::string& found) {
    if (named == found) return;
    Report(named.empty() ? ProblemReason::kMissingText : ProblemReason::kUnknownId,
           FieldPath("base", field),
           absl::StrCat("the overlay was not written for this rubric: ", field, " is '", named,
                        "' here and '", found, "' there; look whether every change still fits, ",
                        "then write the latter"));
  }

  void SetHead() {
    v1::RubricDefinition& rubric = flat_.definition;
    rubric.set_id(overlay_.id());
    rubric.set_revision(overlay_.revision());
    rubric.set_title(overlay_.title());
    rubric.set_summary(overlay_.summary());
    rubric.mutable_sources()->MergeFrom(overlay_.sources());
    rubric.mutable_conventions()->MergeFrom(overlay_.conventions());
    rubric.set_first_date(overlay_.first_date());
    rubric.set_last_date(overlay_.last_date());
    rubric.set_status(overlay_.status());
    v1::OverlayOf& of = *rubric.mutable_overlay_of();
    of.Clear();  // of a base that is a variant itself
    of.set_rubric(overlay_.base().rubric());
    of.set_revision(overlay_.base().revision());
    of.set_rubric_digest(overlay_.base().rubric_digest());
  }

  // Checks the rubric that comes out as any other.
  void CheckResult() {
    CollectOrigins();
    std::string text;
    google::protobuf::TextFormat::PrintToString(flat_.definition, &text);
    for (v1::RubricProblem& problem : CheckRubric(text)) {
      const Origin* const origin = OriginOf(problem.path());
      if (origin != nullptr) {
        const std::string path =
            absl::StrCat(origin->overlay_path,
                         absl::string_view(problem.path()).substr(origin->rubric_path.size()));
        const TextPlace place = parsed_.Locate(path);
        problem.set_path(path);
        problem.set_line(place.line);
        problem.set_column(place.column);
      } else if (problem.severity() == v1::RubricProblem::SEVERITY_ERROR) {
        problem.set_message(absl::StrCat("in the rubric that comes out, at ", problem.path(), ": ",
                                         problem.message()));
        problem.set_line(0);
        problem.set_column(0);
      } else {
        continue;  // a warning about the rubric that is varied, which is not ours
      }
      flat_.problems.push_back(std::move(problem));
    }
  }

  // The innermost part that came with the overlay and holds the field at `path`.
  const Origin* OriginOf(absl::string_view path) const {
    const Origin* found = nullptr;
    for (const Origin& origin : origins_) {
      const bool within =
          absl::StartsWith(path, origin.rubric_path) &&
          (path.size() == origin.rubric_path.size() || path[origin.rubric_path.size()] == '.');
      if (within && (found == nullptr || found->rubric_path.size() < origin.rubric_path.size())) {
        found = &origin;
      }
    }
    return found;
  }

  void CollectOrigins() {
    for (const char* field : {"id", "revision", "title", "summary", "first_date", "last_date"}) {
      origins_.push_back({.rubric_path = field, .overlay_path = field});
    }
    for (int i = 0; i < overlay_.sources_size(); ++i) {
      origins_.push_back({.rubric_path = ItemPath("", "sources", base_.sources_size() + i),
                          .overlay_path = ItemPath("", "sources", i)});
    }
    for (int i = 0; i < overlay_.conventions_size(); ++i) {
      origins_.push_back({.rubric_path = ItemPath("", "conventions", base_.conventions_size() + i),
                          .overlay_path = ItemPath("", "conventions", i)});
    }
    for (int i = 0; i < overlay_.changes_size(); ++i) AddOrigin(overlay_.changes(i), i);
  }

  void AddOrigin(const v1::OverlayChange& change, int index) {
    const std::string path = ItemPath("", "changes", index);
    const v1::RubricDefinition& rubric = flat_.definition;
    switch (change.change_case()) {
      case v1::OverlayChange::kReplaceCriterion:
        return AddCriterion(change.replace_criterion().by().id(), path + ".replace_criterion.by");
      case v1::OverlayChange::kAddCriterion:
        return AddCriterion(change.add_criterion().criterion().id(),
                            path + ".add_criterion.criterion");
      case v1::OverlayChange::kReplaceRollup:
        return Add("rollups", rubric.rollups(), change.replace_rollup().id(),
                   path + ".replace_rollup");
      case v1::OverlayChange::kAddRollup:
        return Add("rollups", rubric.rollups(), change.add_rollup().id(), path + ".add_rollup");
      case v1::OverlayChange::kReplaceBandSet:
        return Add("band_sets", rubric.band_sets(), change.replace_band_set().id(),
                   path + ".replace_band_set");
      case v1::OverlayChange::kAddBandSet:
        return Add("band_sets", rubric.band_sets(), change.add_band_set().id(),
                   path + ".add_band_set");
      case v1::OverlayChange::kReplaceLadder:
        return Add("ladders", rubric.ladders(), change.replace_ladder().id(),
                   path + ".replace_ladder");
      case v1::OverlayChange::kAddLadder:
        return Add("ladders", rubric.ladders(), change.add_ladder().id(), path + ".add_ladder");
      case v1::OverlayChange::kAddScale:
        return Add("scales", rubric.scales(), change.add_scale().id(), path + ".add_scale");
      case v1::OverlayChange::kAddInput:
        return Add("inputs", rubric.inputs(), change.add_input().id(), path + ".add_input");
      case v1::OverlayChange::kAddContinuum:
        return Add("continua", rubric.continua(), change.add_continuum().id(),
                   path + ".add_continuum");
      case v1::OverlayChange::kAddRequirement:
        return AddRequirement(change.add_requirement(), path + ".add_requirement.requirement");
      default:
        return;  // brings nothing along
    }
  }

  template <typename Items>
  void Add(const std::string& field, const Items& items, const std::string& id,
           std::string overlay_path) {
    for (int i = 0; i < items.size(); ++i) {
      if (items.Get(i).id() != id) continue;
      origins_.push_back(
          {.rubric_path = ItemPath("", field, i), .overlay_path = std::move(overlay_path)});
      return;
    }
  }

  void AddCriterion(const std::string& id, const std::string& overlay_path) {
    for (int i = 0; i < flat_.definition.domains_size(); ++i) {
      AddCriterionIn(flat_.definition.domains(i), ItemPath("", "domains", i), id, overlay_path);
    }
  }
  void AddCriterionIn(const v1::Domain& domain, const std::string& path, const std::string& id,
                      const std::string& overlay_path) {
    for (int i = 0; i < domain.criteria_size(); ++i) {
      if (domain.criteria(i).id() != id) continue;
      origins_.push_back(
          {.rubric_path = ItemPath(path, "criteria", i), .overlay_path = overlay_path});
    }
    for (int i = 0; i < domain.domains_size(); ++i) {
      AddCriterionIn(domain.domains(i), ItemPath(path, "domains", i), id, overlay_path);
    }
  }

  void AddRequirement(const v1::AddedRequirement& change, const std::string& overlay_path) {
    for (int l = 0; l < flat_.definition.ladders_size(); ++l) {
      const v1::Ladder& ladder = flat_.definition.ladders(l);
      if (ladder.id() != change.ladder()) continue;
      for (int k = 0; k < ladder.levels_size(); ++k) {
        if (ladder.levels(k).id() != change.level()) continue;
        const std::string path =
            absl::StrCat(ItemPath(ItemPath("", "ladders", l), "levels", k), ".requirement.all_of");
        const auto& parts = ladder.levels(k).requirement().all_of().parts();
        for (int i = 0; i < parts.size(); ++i) {
          if (!MessageDifferencer::Equals(parts.Get(i), change.requirement())) continue;
          origins_.push_back(
              {.rubric_path = ItemPath(path, "parts", i), .overlay_path = overlay_path});
        }
      }
    }
  }

  const ParsedOverlay& parsed_;
  const v1::RubricOverlay& overlay_;
  const v1::RubricDefinition& base_;
  FlattenedRubric flat_;
  std::vector<Origin> origins_;
};

}  // namespace

FlattenedRubric FlattenOverlay(const ParsedOverlay& overlay, const v1::RubricDefinition& base) {
  return Flattener(overlay, base).Flatten();
}

}  // namespace continuum::scoring
