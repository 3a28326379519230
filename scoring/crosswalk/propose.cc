// SPDX-License-Identifier: Apache-2.0

#include "scoring/crosswalk/propose.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "scoring/crosswalk/explain_proposal.h"
#include "scoring/crosswalk/rubric_parts.h"
#include "scoring/crosswalk/same_form.h"
#include "scoring/crosswalk/statements.h"

namespace continuum::scoring {
namespace {

// What follows for one statement of the target from one mapping.
struct Ground {
  int mapping = 0;
  v1::Confidence confidence = v1::CONFIDENCE_UNSPECIFIED;
  Finding finding;
};

// What all mappings together say of one statement: the surest ground, unless they contradict.
class Verdict {
 public:
  void Add(const Ground& ground) {
    if (surest_ && surest_->finding.holds != ground.finding.holds) contradicted_ = true;
    if (!surest_ || ground.confidence < surest_->confidence) surest_ = ground;
  }

  const Ground* get() const { return surest_ && !contradicted_ ? &*surest_ : nullptr; }

 private:
  std::optional<Ground> surest_;
  bool contradicted_ = false;
};

// All that is known of one criterion of the target.
struct Known {
  std::map<std::string, Verdict> parts;    // by part
  std::map<std::string, Verdict> stages;   // by stage
  std::map<std::string, Verdict> options;  // by option
  Verdict whole;
  std::vector<int> equal_wholes;  // mappings that say that the whole criterion is equal to another
};

// What is true of `to` when `holds` says whether `from` is; nothing where nothing follows.
bool Follows(v1::Relation relation, bool holds) {
  return relation == v1::RELATION_EQUAL ||
         relation == (holds ? v1::RELATION_SUPERSET : v1::RELATION_SUBSET);
}

class Proposer {
 public:
  Proposer(const v1::CrosswalkDefinition& crosswalk, const AnsweredRubric& from,
           const v1::RubricDefinition& to)
      : crosswalk_(crosswalk),
        assessment_(from.assessment),
        from_(from.rubric),
        to_(to),
        statements_(from_, from.answers, from.scorecard) {}

  std::vector<v1::ProposedAnswer> Propose() {
    for (int i = 0; i < crosswalk_.mappings_size(); ++i) Follow(i);
    std::vector<v1::ProposedAnswer> proposals;
    for (const CriterionParts& criterion : to_.criteria()) {
      const auto known = known_.find(criterion.definition->id());
      if (known == known_.end()) continue;
      Draft draft;
      if (Fill(criterion, known->second, draft)) {
        proposals.push_back(Finish(criterion, std::move(draft)));
      }
    }
    return proposals;
  }

 private:
  // A proposal in the making.
  struct Draft {
    v1::Answer answer;
    std::vector<const Ground*> grounds;
    std::vector<Ground> own;  // of what is not kept in a verdict
    int unknown_factors = 0;
    int factors = 0;
  };

  void Follow(int number) {
    const v1::Mapping& mapping = crosswalk_.mappings(number);
    const CriterionParts* to = to_.FindCriterion(mapping.to().criterion());
    const CriterionParts* from = from_.FindCriterion(mapping.from().criterion());
    if (to == nullptr || from == nullptr) return;
    if (KindOf(*to, mapping.to()) != PartKind::kStatement) {
      const bool equal = mapping.relation() == v1::RELATION_EQUAL &&
                         KindOf(*from, mapping.from()) != PartKind::kStatement;
      if (equal) known_[mapping.to().criterion()].equal_wholes.push_back(number);
      return;
    }
    const std::optional<Finding> finding = statements_.Find(mapping.from());
    if (!finding || !Follows(mapping.relation(), finding->holds)) return;
    const Ground ground = {number, std::max(mapping.confidence(), finding->confidence), *finding};
    Known& known = known_[mapping.to().criterion()];
    if (!mapping.to().part().empty()) {
      known.parts[mapping.to().part()].Add(ground);
    } else if (!mapping.to().stage().empty()) {
      known.stages[mapping.to().stage()].Add(ground);
    } else if (!mapping.to().option().empty()) {
      known.options[mapping.to().option()].Add(ground);
    } else {
      known.whole.Add(ground);
    }
  }

  bool Fill(const CriterionParts& criterion, const Known& known, Draft& draft) const {
    switch (criterion.definition->form_case()) {
      case v1::Criterion::kStaircase:
        return FillActivities(criterion, known, draft) || FillStage(criterion, known, draft);
      case v1::Criterion::kFactors:
        return FillFactors(criterion, known, draft);
      case v1::Criterion::kMilestones:
        return FillMilestones(criterion, known, draft);
      case v1::Criterion::kCredit:
      case v1::Criterion::kYesNo:
        return FillStatement(criterion, known, draft);
      case v1::Criterion::kRating:
        return FillOption(criterion, known, draft) || FillSame(criterion, known, draft);
      default:
        return FillSame(criterion, known, draft);
    }
  }

  static const Ground* GroundOf(const std::map<std::string, Verdict>& verdicts,
                                absl::string_view id) {
    const auto verdict = verdicts.find(std::string(id));
    return verdict == verdicts.end() ? nullptr : verdict->second.get();
  }

  static bool FillActivities(const CriterionParts& criterion, const Known& known, Draft& draft) {
    for (const CriterionPart& part : criterion.parts) {
      const Ground* ground = GroundOf(known.parts, part.id);
      if (ground == nullptr) continue;
      v1::ActivityAnswer& activity = *draft.answer.mutable_staircase()->add_activities();
      activity.set_activity(std::string(part.id));
      activity.set_state(ground->finding.holds ? v1::ActivityAnswer::STATE_DONE
                                               : v1::ActivityAnswer::STATE_NOT_DONE);
      draft.grounds.push_back(ground);
      if (!ground->finding.holds) continue;
      if (!ground->finding.date.empty()) {
        activity.set_since(std::string(ground->finding.date.substr(0, 7)));  // YYYY-MM
      }
      const v1::ActivityAnswer* said = ground->finding.activity;
      if (said == nullptr) continue;
      activity.set_since(said->since());
      activity.set_extent(said->extent());
      if (said->has_adaptation()) *activity.mutable_adaptation() = said->adaptation();
    }
    return !draft.grounds.empty();
  }

  static bool FillStage(const CriterionParts& criterion, const Known& known, Draft& draft) {
    for (size_t i = criterion.stages.size(); i-- > 0;) {
      const Ground* ground = GroundOf(known.stages, criterion.stages[i]);
      if (ground == nullptr || !ground->finding.holds) continue;
      draft.answer.mutable_staircase()->set_claimed_stage(std::string(criterion.stages[i]));
      draft.grounds.push_back(ground);
      return true;
    }
    return false;
  }

  static bool FillFactors(const CriterionParts& criterion, const Known& known, Draft& draft) {
    v1::FactorsAnswer& factors = *draft.answer.mutable_factors();
    draft.factors = static_cast<int>(criterion.parts.size());
    for (const CriterionPart& part : criterion.parts) {
      const Ground* ground = GroundOf(known.parts, part.id);
      if (ground == nullptr) {
        ++draft.unknown_factors;
        continue;
      }
      if (ground->finding.holds) factors.add_met(std::string(part.id));
      draft.grounds.push_back(ground);
    }
    return !factors.met().empty() || draft.unknown_factors == 0;
  }

  static bool FillMilestones(const CriterionParts& criterion, const Known& known, Draft& draft) {
    for (const CriterionPart& part : criterion.parts) {
      const Ground* ground = GroundOf(known.parts, part.id);
      if (ground == nullptr || ground->finding.date.empty()) continue;
      v1::MilestoneAnswer& milestone = *draft.answer.mutable_milestones()->add_milestones();
      milestone.set_milestone(std::string(part.id));
      milestone.set_date(std::string(ground->finding.date));
      draft.grounds.push_back(ground);
    }
    return !draft.grounds.empty();
  }

  static bool FillStatement(const CriterionParts& criterion, const Known& known, Draft& draft) {
    const Ground* ground = known.whole.get();
    if (ground == nullptr) return false;
    if (criterion.definition->has_credit()) {
      draft.answer.mutable_credit()->set_met(ground->finding.holds);
    } else {
      draft.answer.mutable_yes_no()->set_yes(ground->finding.holds);
    }
    draft.grounds.push_back(ground);
    return true;
  }

  static bool FillOption(const CriterionParts& criterion, const Known& known, Draft& draft) {
    const OptionPart* best = nullptr;
    const Ground* best_ground = nullptr;
    for (const OptionPart& option : criterion.options) {
      const Ground* ground = GroundOf(known.options, option.id);
      if (ground == nullptr || !ground->finding.holds || !option.value) continue;
      if (best != nullptr && !(*best->value < *option.value)) continue;
      best = &option;
      best_ground = ground;
    }
    if (best == nullptr) return false;
    draft.answer.mutable_rating()->set_option(std::string(best->id));
    draft.grounds.push_back(best_ground);
    return true;
  }

  // Subject to subject: the surest of the equal ones that is answered in the same form.
  bool FillSame(const CriterionParts& criterion, const Known& known, Draft& draft) const {
    for (const int number : known.equal_wholes) {
      const v1::Mapping& mapping = crosswalk_.mappings(number);
      if (!draft.own.empty() && mapping.confidence() >= draft.own.front().confidence) continue;
      const CriterionParts* from = from_.FindCriterion(mapping.from().criterion());
      const v1::Answer* answer = statements_.FindAnswer(mapping.from().criterion());
      if (answer == nullptr) continue;
      const bool carried = CarryOver(*from, *answer, criterion, draft.answer);
      if (carried) draft.own = {{number, mapping.confidence(), Finding()}};
    }
    for (const Ground& ground : draft.own) draft.grounds.push_back(&ground);
    return !draft.own.empty();
  }

  v1::ProposedAnswer Finish(const CriterionParts& criterion, Draft draft) const {
    v1::ProposedAnswer proposal;
    for (const Ground* ground : draft.grounds) {
      proposal.set_confidence(std::max(proposal.confidence(), ground->confidence));
      proposal.add_mappings(ground->mapping);
    }
    auto& mappings = *proposal.mutable_mappings();
    std::sort(mappings.begin(), mappings.end());
    mappings.erase(std::unique(mappings.begin(), mappings.end()), mappings.end());
    draft.answer.set_criterion(criterion.definition->id());
    draft.answer.set_unconfirmed(true);
    v1::Origin& origin = *draft.answer.mutable_origin();
    origin.set_assessment(std::string(assessment_));
    origin.set_crosswalk(crosswalk_.id());
    for (const int number : mappings) {
      const std::string& from = crosswalk_.mappings(number).from().criterion();
      const auto& listed = origin.criteria();
      if (std::find(listed.begin(), listed.end(), from) == listed.end()) origin.add_criteria(from);
    }
    origin.set_explanation(
        ExplainProposal(crosswalk_, proposal, draft.unknown_factors, draft.factors));
    *proposal.mutable_answer() = std::move(draft.answer);
    return proposal;
  }

  const v1::CrosswalkDefinition& crosswalk_;
  const absl::string_view assessment_;
  const RubricParts from_;
  const RubricParts to_;
  const Statements statements_;
  absl::flat_hash_map<std::string, Known> known_;  // by criterion of the target
};

}  // namespace

std::vector<v1::ProposedAnswer> Propose(const v1::CrosswalkDefinition& crosswalk,
                                        const AnsweredRubric& from,
                                        const v1::RubricDefinition& to) {
  return Proposer(crosswalk, from, to).Propose();
}

}  // namespace continuum::scoring
