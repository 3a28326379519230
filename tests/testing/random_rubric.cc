// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/random_rubric.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <memory>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/compiled_bounds.h"
#include "scoring/compiled_rubric.h"
#include "tests/testing/random_criteria.h"
#include "tests/testing/random_requirements.h"

namespace continuum::testing {
namespace {

using Rollup = v1::Rollup;
using Treatment = v1::Treatment;

// A criterion of the rubric, in reading order, with the domains that it is in.
struct Placed {
  const v1::Criterion* criterion;
  std::vector<std::string> domains;
};

void Place(const v1::Domain& domain, std::vector<std::string> above, std::vector<Placed>& placed) {
  above.push_back(domain.id());
  for (const v1::Criterion& criterion : domain.criteria()) placed.push_back({&criterion, above});
  for (const v1::Domain& part : domain.domains()) Place(part, above, placed);
}

bool TakesWeights(Rollup::Operator op) {
  return op == Rollup::OPERATOR_WEIGHTED_SUM || op == Rollup::OPERATOR_PERCENT_OF_POSSIBLE ||
         op == Rollup::OPERATOR_WEIGHTED_MEAN;
}

bool TakesRollups(Rollup::Operator op) {
  return op != Rollup::OPERATOR_PERCENT_OF_POSSIBLE && op != Rollup::OPERATOR_POOLED_PROPORTION;
}

// Whether an operator takes a criterion: pooled proportions take no ratings; percents of possible
// take none whose highest value could be negative, which only that of a rating can.
bool Takes(Rollup::Operator op, const v1::Criterion& criterion) {
  return TakesRollups(op) || !criterion.has_rating();
}

class RollupMaker {
 public:
  RollupMaker(Choices& choices, v1::RubricDefinition& rubric) : choices_(choices), rubric_(rubric) {
    for (const v1::Domain& domain : rubric.domains()) Place(domain, {}, placed_);
  }

  void AddPolicy() {
    v1::MissingPolicy& policy = *rubric_.mutable_missing();
    // No COUNTS_AS: that would not do for pooled proportions, which have to state their own.
    *policy.mutable_not_applicable() =
        RandomTreatment({Treatment::KIND_LEAVES, Treatment::KIND_BLOCKS});
    *policy.mutable_insufficient_data() = RandomTreatment(
        {Treatment::KIND_BLOCKS, Treatment::KIND_LEAVES, Treatment::KIND_COUNTS_AS_MET});
    *policy.mutable_absent() = RandomTreatment(
        {Treatment::KIND_COUNTS_AS, Treatment::KIND_BLOCKS, Treatment::KIND_LEAVES});
    if (policy.absent().kind() == Treatment::KIND_COUNTS_AS)
      policy.mutable_absent()->set_value("0");
  }

  // Adds a rollup, unless there is nothing that its operator takes.
  void AddRollup() {
    Rollup rollup;
    rollup.set_id(absl::StrCat("r", rubric_.rollups_size()));
    rollup.set_title("Rollup");
    rollup.set_operator_(static_cast<Rollup::Operator>(choices_.Between(1, 10)));
    rollup.set_direction(static_cast<Rollup::Direction>(choices_.Between(1, 3)));
    const int selected = AddTerms(rollup);
    if (selected == 0) return;
    AddTreatments(rollup);
    if (choices_.Chance(25)) rollup.set_minimum_terms(choices_.Between(1, selected));
    if (rollup.operator_() == Rollup::OPERATOR_COUNT_AT_OR_ABOVE ||
        rollup.operator_() == Rollup::OPERATOR_PERCENT_AT_OR_ABOVE) {
      rollup.set_threshold(RandomNumber(choices_, 0, 4));
    }
    if (rollup.operator_() == Rollup::OPERATOR_ROUND) {
      rollup.mutable_rounding()->set_digits(choices_.Below(3));
      rollup.mutable_rounding()->set_mode(static_cast<v1::Rounding::Mode>(choices_.Between(1, 3)));
    }
    rollup.mutable_display()->set_digits(choices_.Below(3));
    rollup.mutable_display()->set_as_percent(choices_.Chance(20));
    *rubric_.add_rollups() = rollup;
  }

 private:
  Treatment RandomTreatment(const std::vector<Treatment::Kind>& kinds) {
    Treatment treatment;
    treatment.set_kind(choices_.Pick(kinds));
    return treatment;
  }

  void AddTreatments(Rollup& rollup) {
    const bool pooled = rollup.operator_() == Rollup::OPERATOR_POOLED_PROPORTION;
    v1::MissingPolicy& missing = *rollup.mutable_missing();
    for (Treatment* treatment : {missing.mutable_not_applicable(),
                                 missing.mutable_insufficient_data(), missing.mutable_absent()}) {
      if (choices_.Chance(60)) continue;
      treatment->set_kind(static_cast<Treatment::Kind>(choices_.Between(1, 4)));
      const bool never_met =
          treatment == missing.mutable_absent() ||
          (treatment == missing.mutable_not_applicable() && TakesRollups(rollup.operator_()));
      if (never_met && treatment->kind() == Treatment::KIND_COUNTS_AS_MET) {
        treatment->set_kind(Treatment::KIND_COUNTS_AS);
      }
      if (treatment->kind() == Treatment::KIND_COUNTS_AS) {
        treatment->set_value(pooled ? "0" : RandomNumber(choices_, -1, 5));
      }
    }
  }

  // Adds terms that select nothing twice. Returns how many things they select.
  int AddTerms(Rollup& rollup) {
    std::set<std::string> selected;
    const bool one = rollup.operator_() == Rollup::OPERATOR_ROUND;
    const int terms = one ? 1 : choices_.Between(1, 3);
    for (int i = 0; i < terms; ++i) {
      v1::Term term;
      std::vector<std::string> adds;
      switch (choices_.Below(one ? 2 : 4)) {
        case 0:
          adds = SelectOne(term);
          break;
        case 1:
          adds = SelectRollup(rollup, term);
          break;
        case 2:
          term.set_domain(choices_.Pick(choices_.Pick(placed_).domains));
          adds = Matching(rollup.operator_(), [&term](const Placed& placed) {
            return std::count(placed.domains.begin(), placed.domains.end(), term.domain()) > 0;
          });
          break;
        default:
          term.set_tag(absl::StrCat("t", choices_.Below(2)));
          adds = Matching(rollup.operator_(), [&term](const Placed& placed) {
            const auto& tags = placed.criterion->tags();
            return std::count(tags.begin(), tags.end(), term.tag()) > 0;
          });
          break;
      }
      if (term.has_criterion() && !TakesIt(rollup.operator_(), term.criterion())) continue;
      const bool twice = std::any_of(adds.begin(), adds.end(), [&selected](const std::string& id) {
        return selected.count(id) > 0;
      });
      if (adds.empty() || twice) continue;
      selected.insert(adds.begin(), adds.end());
      AddWeight(rollup.operator_(), term);
      *rollup.add_terms() = term;
    }
    return static_cast<int>(selected.size());
  }

  bool TakesIt(Rollup::Operator op, const std::string& id) const {
    return std::any_of(placed_.begin(), placed_.end(), [&](const Placed& placed) {
      return placed.criterion->id() == id && Takes(op, *placed.criterion);
    });
  }

  std::vector<std::string> SelectOne(v1::Term& term) {
    term.set_criterion(choices_.Pick(placed_).criterion->id());
    return {term.criterion()};
  }

  std::vector<std::string> SelectRollup(const Rollup& rollup, v1::Term& term) {
    if (rubric_.rollups().empty() || !TakesRollups(rollup.operator_())) return {};
    term.set_rollup(rubric_.rollups(choices_.Below(rubric_.rollups_size())).id());
    return {term.rollup()};
  }

  // The criteria that fit; none when the operator does not take one of them.
  template <typename Fits>
  std::vector<std::string> Matching(Rollup::Operator op, const Fits& fits) const {
    std::vector<std::string> ids;
    for (const Placed& placed : placed_) {
      if (!fits(placed)) continue;
      if (!Takes(op, *placed.criterion)) return {};
      ids.push_back(placed.criterion->id());
    }
    return ids;
  }

  void AddWeight(Rollup::Operator op, v1::Term& term) {
    if (!TakesWeights(op) || choices_.Chance(30)) return;
    const bool any = op == Rollup::OPERATOR_WEIGHTED_SUM;
    term.set_weight(RandomNumber(choices_, any ? -2 : 0, 3));
    // "-0.5" is made of -0, which is written without its sign.
    if (!any && term.weight()[0] == '-') term.set_weight("1");
  }

  Choices& choices_;
  v1::RubricDefinition& rubric_;
  std::vector<Placed> placed_;
};

// Rollups that never have a value are errors: makes sums of them, which always may have one.
void GiveValues(v1::RubricDefinition& rubric) {
  const auto compiled = scoring::CompileRubric(rubric);
  if (!compiled.ok()) return;  // the tests that use this rubric will say why
  const std::vector<scoring::RollupBounds> bounds = scoring::BoundRollups(**compiled);
  for (int i = 0; i < rubric.rollups_size(); ++i) {
    if (bounds[static_cast<size_t>(i)].value.has_value()) continue;
    Rollup& rollup = *rubric.mutable_rollups(i);
    rollup.set_operator_(Rollup::OPERATOR_WEIGHTED_SUM);
    rollup.clear_minimum_terms();
    rollup.clear_threshold();
    rollup.clear_rounding();
  }
}

}  // namespace

v1::RubricDefinition RandomRubric(Choices& choices, const RandomRubricOptions& options) {
  v1::RubricDefinition rubric;
  rubric.set_id("random");
  rubric.set_revision("1");
  rubric.set_title("Random");
  rubric.set_summary("Made by a test.");
  v1::Source& source = *rubric.add_sources();
  source.set_citation("None.");
  source.set_covers("Nothing.");
  source.set_standing(v1::Source::STANDING_CONFIRMED);
  AddRandomCriteria(choices, options.max_criteria, rubric);

  RollupMaker rollups(choices, rubric);
  rollups.AddPolicy();
  const int count = choices.Between(0, options.max_rollups);
  for (int i = 0; i < count; ++i) rollups.AddRollup();
  GiveValues(rubric);
  AddRandomRequirements(choices, options.within_reach, rubric);
  if (!rubric.rollups().empty() && choices.Chance(50)) {
    rubric.set_index_rollup(rubric.rollups(choices.Below(rubric.rollups_size())).id());
  }
  return rubric;
}

std::string TextOf(const v1::RubricDefinition& rubric) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(rubric, &text);
  return text;
}

}  // namespace continuum::testing
