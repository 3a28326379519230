// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CROSSWALK_RUBRIC_PARTS_H_
#define CONTINUUM_SCORING_CROSSWALK_RUBRIC_PARTS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/crosswalk.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "scoring/exact.h"

namespace continuum::scoring {

// An activity, factor or milestone.
struct CriterionPart {
  absl::string_view id;
  absl::string_view text;
  int cell = -1;  // of a staircase, from 0, lowest first; -1 elsewhere
};

// An option of a rating, of its own or of the scale that it shares.
struct OptionPart {
  absl::string_view id;
  std::optional<Exact> value;  // nothing where choosing it says that data are insufficient
};

// A criterion with what a crosswalk can name of it.
struct CriterionParts {
  const v1::Criterion* definition = nullptr;
  const v1::Domain* domain = nullptr;     // the one that it lies in directly
  std::vector<CriterionPart> parts;       // in the rubric's order; none for forms without parts
  std::vector<absl::string_view> stages;  // a staircase's, lowest first
  std::vector<OptionPart> options;        // a rating's, in the rubric's order

  // The position of the part or stage, or -1.
  int FindPart(absl::string_view id) const;
  int FindStage(absl::string_view id) const;
  // The option with this id, or null.
  const OptionPart* FindOption(absl::string_view id) const;
};

// What a crosswalk can name of a rubric: its criteria in reading order, with their parts. Works on
// the definition, so that a crosswalk can be checked without compiling; a rubric with mistakes
// gives what can be found. Points into the definition, which must outlive it and not move.
// Immutable.
class RubricParts {
 public:
  explicit RubricParts(const v1::RubricDefinition& rubric);

  const v1::RubricDefinition& rubric() const { return rubric_; }
  const std::vector<CriterionParts>& criteria() const { return criteria_; }
  // The position of the criterion, or -1. Of several with one id the first.
  int Find(absl::string_view id) const;
  // The same as the criterion, or null.
  const CriterionParts* FindCriterion(absl::string_view id) const;

 private:
  void AddDomain(const v1::Domain& domain);

  const v1::RubricDefinition& rubric_;
  std::vector<CriterionParts> criteria_;
  absl::flat_hash_map<absl::string_view, int> index_;
};

// What kind of thing a criterion's part is, by the words of crosswalk.proto.
enum class PartKind {
  kStatement,  // true or not of a program
  kSubject,    // a whole staircase, factors, milestones or rating
  kNumber,     // a quantity or a measure
};

// The kind of what a mapping names of `criterion`: the part, stage or option, or the whole.
PartKind KindOf(const CriterionParts& criterion, const v1::CrosswalkPart& part);

// "1.1-screening", "1.1-screening / i1-measures-vitals", "1.1-screening at advanced", "1.a.1 as
// met", or, for a clause, its id.
std::string NameOf(const v1::CrosswalkPart& part);

// Whether doing `from` does `to`: they are equal, or `from` is a superset.
bool Answers(v1::Relation relation);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CROSSWALK_RUBRIC_PARTS_H_
