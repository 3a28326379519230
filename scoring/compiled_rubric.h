// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_COMPILED_RUBRIC_H_
#define CONTINUUM_SCORING_COMPILED_RUBRIC_H_

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/rubric.pb.h"
#include "scoring/compiled_inputs.h"
#include "scoring/compiled_measures.h"
#include "scoring/exact.h"

namespace continuum::scoring {

// What an answer must bring along.
struct ProofSet {
  bool evidence = false;
  bool attestation = false;
  bool comment = false;
  bool evidence_or_attestation = false;

  bool empty() const { return !evidence && !attestation && !comment && !evidence_or_attestation; }
};

// One activity of a staircase.
struct CompiledActivity {
  const v1::Activity* definition = nullptr;
  int cell = 0;
  // Every other activity that doing this one counts for, directly or through others; ascending.
  std::vector<int> covers;
};

struct CompiledStaircase {
  const v1::Continuum* continuum = nullptr;
  std::vector<Number> stage_values;          // by stage
  std::vector<CompiledActivity> activities;  // cell by cell
  std::vector<int>
      cell_begin;  // the first activity of each cell; then how many activities there are
  bool lowest_by_answering = false;
  IdIndex stage_index;
  IdIndex activity_index;
};

struct CompiledFactors {
  struct Row {
    int at_least = 0;
    std::vector<int> including;  // ascending
    Number value;
  };
  std::vector<const v1::Factor*> factors;
  std::vector<Row> rows;  // in the rubric's order
  IdIndex factor_index;
};

struct CompiledRating {
  struct Option {
    const v1::RatingOption* definition = nullptr;
    bool insufficient_data = false;
    Number value;  // 0 where insufficient_data is set
    ProofSet needs;
  };
  std::vector<Option> options;
  IdIndex option_index;
};

struct CompiledCredit {
  bool core = false;
  int credits = 0;  // 0 for a core criterion
  ProofSet needs;
};

struct CompiledYesNo {
  ProofSet needs;
};

struct CompiledCriterion {
  const v1::Criterion* definition = nullptr;
  int top_domain = 0;  // which of the definition's domains it lies in or below
  std::variant<CompiledStaircase, CompiledFactors, CompiledRating, CompiledCredit, CompiledYesNo,
               CompiledQuantity, CompiledMeasure, CompiledMilestones>
      form;
  // The lowest and highest value that an answer with a value can have.
  Number lowest;
  Number highest;
  // How many parts it has, for the field CriterionResult.possible.
  int possible = 0;
  // Staircases, factors and milestones: the position of its first activity or factor among those of
  // all criteria.
  int first_part = 0;
  // Quantities, measures and milestones: the position of what was counted among that of all
  // criteria (Evaluation::counted). -1 for others.
  int counted = -1;
  // When it is asked; null: always.
  std::unique_ptr<CompiledCondition> asked_when;
  // Its value when it is not asked; nothing: it is then not applicable.
  std::optional<Number> not_asked_value;

  // Whether its state can be "not applicable".
  bool may_be_not_applicable() const {
    return definition->allows_not_applicable() ||
           (asked_when != nullptr && !not_asked_value.has_value());
  }
};

// A domain at any depth, in reading order. Its criteria, those of the domains below it included,
// are neighbours in reading order: [first_criterion, end_criterion).
struct CompiledDomain {
  const v1::Domain* definition = nullptr;
  int first_criterion = 0;
  int end_criterion = 0;
  int rollup = -1;  // -1: none
};

// One criterion or rollup that a rollup is computed from.
struct CompiledTerm {
  bool is_rollup = false;
  int index = 0;  // into criteria() or rollups()
  Number weight{Exact(1), "1"};
};

// What a rollup is when something is so.
struct CompiledCase {
  CompiledCondition when;
  int rollup = -1;  // -1: `value`
  Number value;
};

struct CompiledTreatment {
  v1::Treatment::Kind kind = v1::Treatment::KIND_BLOCKS;
  Number value;  // for KIND_COUNTS_AS
};

struct OperatorRow;  // scoring/operators.h

struct CompiledRollup {
  const v1::Rollup* definition = nullptr;
  const OperatorRow* op = nullptr;
  // The terms, with domains and tags replaced by their criteria. Of cases, the criteria and rollups
  // that they look at or take, each once.
  std::vector<CompiledTerm> terms;
  // Of cases only. The last one, "otherwise", has no condition that could fail.
  std::vector<CompiledCase> cases;
  bool has_otherwise = false;
  // The rollup's own treatments where it states them, else the rubric's.
  CompiledTreatment not_applicable;
  CompiledTreatment insufficient_data;
  CompiledTreatment absent;
  int minimum_terms = 1;
  Exact threshold;
  Exact::Rounding rounding = Exact::Rounding::kHalfAwayFromZero;
  int rounding_digits = 0;
  // What bands and requirements ask of this rollup: values to reach, and values not to exceed.
  // Ascending, each once.
  std::vector<Exact> at_least_edges;
  std::vector<Exact> at_most_edges;
  // Numbers between which the value always lies, in the form of the wire. Empty where it never has
  // a value.
  std::string lowest;
  std::string highest;
};

struct CompiledBandSet {
  const v1::BandSet* definition = nullptr;
  int rollup = 0;
  std::vector<Exact> edges;  // the lower edges of all bands but the first
};

// A requirement with sets of criteria resolved into parts.
struct CompiledRequirement {
  enum class Kind { kParts, kRollup, kCriterion, kCredits, kRecognition };

  Kind kind = Kind::kParts;
  // Null for a part that a set of criteria was resolved into.
  const v1::Requirement* definition = nullptr;
  // kParts.
  int parts_needed = 0;
  std::vector<CompiledRequirement> parts;
  // kRollup: the rollup. kCriterion: the criterion. kRecognition: the input.
  int index = 0;
  bool at_most = false;  // kRollup only
  // kRollup, kCriterion: the value (of the stage, where one is named). kCredits: the credits.
  Number needed;
  int needed_stage = -1;  // kCriterion: -1 where a value is asked for
  v1::CriterionFloor::NotApplicableRule not_applicable =
      v1::CriterionFloor::NOT_APPLICABLE_RULE_UNSPECIFIED;
  int needed_credits = 0;            // kCredits
  int needed_domains = 0;            // kCredits
  std::vector<int> accepted_levels;  // kRecognition: ascending; empty: any
  bool in_process_counts = false;    // kRecognition
};

struct CompiledLevel {
  const v1::Level* definition = nullptr;
  CompiledRequirement requirement;
  // What annual reporting must keep true; null where there is none.
  std::unique_ptr<CompiledRequirement> annual;
};

struct CompiledLadder {
  const v1::Ladder* definition = nullptr;
  std::vector<CompiledLevel> levels;
};

// A rubric made ready for scoring: ids resolved, selections flattened, numbers read, rollups
// ordered.
//
// Immutable, and therefore safe to use from several threads. It owns its definition; all pointers
// and views in it point into that definition and live as long as it does.
class CompiledRubric {
 public:
  CompiledRubric(const CompiledRubric&) = delete;
  CompiledRubric& operator=(const CompiledRubric&) = delete;

  const v1::RubricDefinition& definition() const { return definition_; }
  // The digests of scoring/digest.h.
  const std::string& measurement_digest() const { return measurement_digest_; }
  const std::string& rubric_digest() const { return rubric_digest_; }

  // In the rubric's order.
  const std::vector<CompiledInput>& inputs() const { return inputs_; }
  // In reading order.
  const std::vector<CompiledCriterion>& criteria() const { return criteria_; }
  const std::vector<CompiledDomain>& domains() const { return domains_; }
  // In the rubric's order.
  const std::vector<CompiledRollup>& rollups() const { return rollups_; }
  const std::vector<CompiledBandSet>& band_sets() const { return band_sets_; }
  const std::vector<CompiledLadder>& ladders() const { return ladders_; }
  // All rollups, each after those that it is computed from.
  const std::vector<int>& rollup_order() const { return rollup_order_; }
  // How many activities and factors all criteria have together.
  int total_parts() const { return total_parts_; }
  // How many criteria count something (CompiledCriterion::counted).
  int total_counted() const { return total_counted_; }

  // The position of what has this id, or -1.
  int FindInput(absl::string_view id) const { return Find(input_index_, id); }
  int FindCriterion(absl::string_view id) const { return Find(criterion_index_, id); }
  int FindRollup(absl::string_view id) const { return Find(rollup_index_, id); }
  int FindLadder(absl::string_view id) const { return Find(ladder_index_, id); }

  // The position that an index has for an id, or -1.
  static int Find(const IdIndex& index, absl::string_view id) {
    const auto found = index.find(id);
    return found == index.end() ? -1 : found->second;
  }

 private:
  friend class RubricCompiler;
  CompiledRubric() = default;

  v1::RubricDefinition definition_;
  std::string measurement_digest_;
  std::string rubric_digest_;
  std::vector<CompiledInput> inputs_;
  std::vector<CompiledCriterion> criteria_;
  std::vector<CompiledDomain> domains_;
  std::vector<CompiledRollup> rollups_;
  std::vector<CompiledBandSet> band_sets_;
  std::vector<CompiledLadder> ladders_;
  std::vector<int> rollup_order_;
  int total_parts_ = 0;
  int total_counted_ = 0;
  IdIndex input_index_;
  IdIndex criterion_index_;
  IdIndex rollup_index_;
  IdIndex ladder_index_;
};

// Compiles a definition that CheckRubric found no errors in.
//
// Errors: INVALID_ARGUMENT for any other definition that cannot be scored (an unknown id, a cycle,
// a malformed number, ...), naming the first problem found. CheckRubric words problems for authors;
// this only refuses.
absl::StatusOr<std::shared_ptr<const CompiledRubric>> CompileRubric(
    v1::RubricDefinition definition);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_COMPILED_RUBRIC_H_
