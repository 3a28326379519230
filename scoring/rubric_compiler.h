// SPDX-License-Identifier: Apache-2.0
//
// The workings of CompileRubric (scoring/compiled_rubric.h), spread over compile_*.cc. Nothing else
// includes this.

#ifndef CONTINUUM_SCORING_RUBRIC_COMPILER_H_
#define CONTINUUM_SCORING_RUBRIC_COMPILER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "scoring/compiled_rubric.h"

namespace continuum::scoring {

// Compiles one definition. Used once, from one thread.
//
// Every step returns whether it succeeded; a step that fails has put the reason into error_ by way
// of Fail. A definition that was never checked must not crash it: no step trusts an id, a count or
// a number.
class RubricCompiler {
 public:
  explicit RubricCompiler(v1::RubricDefinition definition);

  absl::StatusOr<std::shared_ptr<const CompiledRubric>> Compile();

 private:
  // Records why, and returns false.
  bool Fail(absl::string_view what, absl::string_view id, absl::string_view problem);

  // Small steps that many others take.
  bool ReadNumber(absl::string_view text, absl::string_view what, absl::string_view id,
                  Number* number);
  bool ReadProofs(const google::protobuf::RepeatedField<int>& proofs, absl::string_view id,
                  ProofSet* set);
  bool AddId(absl::string_view what, const std::string& id, int position, IdIndex* index);

  // compile_inputs.cc
  bool CompileInputs();
  bool CompileInput(const v1::Input& input, CompiledInput* out);
  bool CompileDerived(const v1::Input& input, CompiledInput* out);

  // compile_conditions.cc
  bool CompileAskedWhen();
  bool CompileCondition(const v1::Condition& condition, absl::string_view of, int depth,
                        CompiledCondition* out);
  bool CompileConditionParts(const google::protobuf::RepeatedPtrField<v1::Condition>& parts,
                             absl::string_view of, int depth, CompiledCondition* out);
  bool CompileCriterionCondition(const v1::CriterionCondition& condition, absl::string_view of,
                                 CompiledCondition* out);
  bool CompileInputCondition(const v1::InputCondition& condition, absl::string_view of,
                             CompiledCondition* out);
  bool CompileRollupCondition(const v1::RollupCondition& condition, absl::string_view of,
                              CompiledCondition* out);
  template <typename Tested>
  bool CompileNumberTest(const Tested& condition, bool is_date, absl::string_view of,
                         CompiledCondition* out);

  // compile_domains.cc
  bool CompileDomains();
  bool CompileDomain(const v1::Domain& domain, int top_domain, int depth);
  bool ResolveDomainRollups();

  // compile_forms.cc
  bool CompileCriterion(const v1::Criterion& criterion, int top_domain);
  bool CompileForm(const v1::Criterion& criterion, CompiledCriterion* out);
  bool CompileStaircase(const v1::Criterion& criterion, CompiledCriterion* out);
  bool CompileCells(const v1::Criterion& criterion, CompiledStaircase* out);
  bool CompileCovers(const v1::Criterion& criterion, CompiledStaircase* out);
  bool CompileFactors(const v1::Criterion& criterion, CompiledCriterion* out);
  bool CompileRating(const v1::Criterion& criterion, CompiledCriterion* out);
  bool CompileCredit(const v1::Criterion& criterion, CompiledCriterion* out);

  // compile_measures.cc
  bool CompileWorth(const v1::Criterion& criterion, const v1::Worth& worth, CompiledWorth* out,
                    CompiledCriterion* criterion_out);
  bool CompileQuantity(const v1::Criterion& criterion, CompiledCriterion* out);
  bool CompileMeasure(const v1::Criterion& criterion, CompiledCriterion* out);
  bool CompileMilestones(const v1::Criterion& criterion, CompiledCriterion* out);

  // compile_cases.cc
  bool CompileCases(const v1::Rollup& rollup, CompiledRollup* out);
  bool CompileCaseResult(const v1::Rollup& rollup, const v1::CaseResult& result, CompiledCase* out);

  // compile_rollups.cc
  bool CompileRollups();
  bool CompileRollup(const v1::Rollup& rollup);
  bool CompileTerms(const v1::Rollup& rollup, CompiledRollup* out);
  bool CompileTerm(const v1::Rollup& rollup, const v1::Term& term, CompiledRollup* out);
  bool CompileTreatment(const v1::Rollup& rollup, const v1::Treatment& own,
                        const v1::Treatment& general, CompiledTreatment* out);
  bool CompileOperator(const v1::Rollup& rollup, CompiledRollup* out);
  bool CompileRounding(const v1::Rollup& rollup, CompiledRollup* out);
  bool OrderRollups();
  bool CompileBandSets();
  void CompileBounds();

  // compile_ladders.cc
  bool CompileLadders();
  bool CompileRequirement(const v1::Requirement& requirement, int depth, CompiledRequirement* out);
  bool CompileParts(const google::protobuf::RepeatedPtrField<v1::Requirement>& parts, int needed,
                    int depth, CompiledRequirement* out);
  bool CompileThreshold(const v1::RollupThreshold& threshold, bool at_most,
                        CompiledRequirement* out);
  bool CompileFloors(const v1::CriterionFloors& floors, CompiledRequirement* out);
  bool CompileFloor(const v1::CriterionFloor& floor, int criterion, CompiledRequirement* out);
  bool CompileCreditsAtLeast(const v1::CreditsAtLeast& rule, CompiledRequirement* out);
  bool CompileRecognition(const v1::RecognitionHeld& rule, CompiledRequirement* out);
  bool CountRequirement();

  // The criteria that a term or floor selects by id, domain or tag, in reading order. Fails when
  // there are none.
  template <typename Selector>
  bool SelectCriteria(const Selector& selector, std::vector<int>* out) {
    if (selector.has_criterion()) return SelectCriterion(selector.criterion(), out);
    if (selector.has_domain()) return SelectDomain(selector.domain(), out);
    if (selector.has_tag()) return SelectTag(selector.tag(), out);
    return Fail("rubric", definition().id(), "a term or floor selects nothing");
  }
  bool SelectCriterion(absl::string_view id, std::vector<int>* out);
  bool SelectDomain(absl::string_view id, std::vector<int>* out);
  bool SelectTag(absl::string_view tag, std::vector<int>* out);

  const v1::RubricDefinition& definition() const { return rubric_->definition_; }

  std::shared_ptr<CompiledRubric> rubric_;
  absl::Status error_;

  // Needed only while compiling.
  IdIndex continuum_index_;
  IdIndex scale_index_;
  IdIndex domain_index_;
  absl::flat_hash_map<absl::string_view, std::vector<int>> criteria_by_tag_;
  int flat_terms_ = 0;
  int flat_requirements_ = 0;
  int cover_pairs_ = 0;
  int conditions_ = 0;
  // While a condition of asked_when is compiled: how many criteria stand before. -1 otherwise.
  int criteria_before_ = -1;
  std::string level_;  // the level being compiled, for messages
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_RUBRIC_COMPILER_H_
