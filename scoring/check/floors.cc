// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/floors.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "scoring/check/wording.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {
namespace {

using Kind = RubricIndex::Kind;

std::vector<int> CriteriaOfDomain(const v1::CriterionFloor& floor, const RubricIndex& index,
                                  const std::string& path, Problems& problems) {
  std::vector<int> criteria;
  const int position = index.Find(Kind::kDomain, floor.domain());
  if (position < 0) return criteria;
  const IndexedDomain& domain = index.domains()[static_cast<size_t>(position)];
  for (int i = domain.first_criterion; i < domain.end_criterion; ++i) criteria.push_back(i);
  if (criteria.empty()) {
    problems.Add(ProblemReason::kSelectsNothing, FieldPath(path, "domain"),
                 absl::StrCat("the domain ", Quoted(floor.domain()), " has no criteria"));
  }
  return criteria;
}

// Checks one floor and collects the criteria that it does not fit.
class FloorCheck {
 public:
  FloorCheck(const v1::CriterionFloor& floor, const std::string& path, Problems& problems)
      : floor_(floor), path_(path), problems_(problems) {}

  Need NeedOf(int position, const CriterionFacts& facts) {
    Need need;
    need.path = path_;
    need.subject = position;
    const std::string& id = facts.criterion->id();
    const bool stated =
        floor_.not_applicable() != v1::CriterionFloor::NOT_APPLICABLE_RULE_UNSPECIFIED;
    if (facts.may_be_not_applicable && !stated) not_stated_.push_back(id);
    need.not_applicable_meets =
        facts.may_be_not_applicable &&
        floor_.not_applicable() == v1::CriterionFloor::NOT_APPLICABLE_RULE_MEETS;
    const std::optional<Exact> value = floor_.has_stage() ? StageOf(facts) : ValueOf(facts, need);
    if (!value.has_value()) return need;
    need.kind = Need::Kind::kCriterion;
    need.value = *value;
    return need;
  }

  void Report() {
    ReportCriteria(ProblemReason::kWrongForm, "stage", no_staircase_,
                   "only a staircase has stages, but these criteria are none: ");
    ReportCriteria(
        ProblemReason::kUnknownId, "stage", no_such_stage_,
        absl::StrCat("there is no stage ", Quoted(floor_.stage()),
                     problems_.DidYouMean(floor_.stage(), stages_), " in the continuum of "));
    ReportCriteria(
        ProblemReason::kThresholdOutOfReach, "value", out_of_reach_,
        absl::StrCat("the floor is ", floor_.value(), ", more than the highest value of "));
    ReportCriteria(
        ProblemReason::kNotApplicableNotStated, "not_applicable", not_stated_,
        "wanted is NOT_APPLICABLE_RULE_MEETS or NOT_APPLICABLE_RULE_FAILS, because these may be "
        "not applicable, or not asked: ");
  }

 private:
  std::optional<Exact> StageOf(const CriterionFacts& facts) {
    if (!facts.criterion->has_staircase()) {
      no_staircase_.push_back(facts.criterion->id());
      return std::nullopt;
    }
    if (facts.continuum == nullptr) return std::nullopt;
    const int stage = FindStage(facts, floor_.stage());
    if (stage < 0) {
      no_such_stage_.push_back(facts.criterion->id());
      if (stages_.empty()) {
        for (const v1::Stage& one : facts.continuum->stages()) stages_.push_back(one.id());
      }
      return std::nullopt;
    }
    return Exact(stage);
  }

  std::optional<Exact> ValueOf(const CriterionFacts& facts, const Need& need) {
    std::optional<Exact> value = Exact::Parse(floor_.value());
    if (!value.has_value() || !facts.known) return std::nullopt;
    if (*value > facts.values.highest) {
      // "Not applicable" may still meet it.
      if (!need.not_applicable_meets) out_of_reach_.push_back(facts.criterion->id());
      return std::nullopt;
    }
    if (facts.continuum == nullptr) return value;
    // With a value of its own for when it is not asked it may reach a value and no stage.
    if (!facts.criterion->not_asked_value().empty()) return std::nullopt;
    int stage = -1;
    while (*value > (stage < 0 ? Exact(0) : facts.stage_values[static_cast<size_t>(stage)])) {
      ++stage;
    }
    return Exact(stage);
  }

  void ReportCriteria(ProblemReason reason, absl::string_view field,
                      const std::vector<std::string>& criteria, absl::string_view problem) {
    if (criteria.empty()) return;
    problems_.Add(reason, FieldPath(path_, field), absl::StrCat(problem, Listed(criteria)));
  }

  const v1::CriterionFloor& floor_;
  const std::string& path_;
  Problems& problems_;
  std::vector<std::string> no_staircase_;
  std::vector<std::string> no_such_stage_;
  std::vector<absl::string_view> stages_;  // of the first of them
  std::vector<std::string> out_of_reach_;
  std::vector<std::string> not_stated_;
};

}  // namespace

std::vector<int> SelectCriteria(const v1::CriterionFloor& floor, const RubricIndex& index,
                                const std::string& path, Problems& problems) {
  switch (floor.target_case()) {
    case v1::CriterionFloor::kCriterion: {
      const int position = index.Find(Kind::kCriterion, floor.criterion());
      return position < 0 ? std::vector<int>() : std::vector<int>{position};
    }
    case v1::CriterionFloor::kDomain:
      return CriteriaOfDomain(floor, index, path, problems);
    case v1::CriterionFloor::kTag:
      return index.WithTag(floor.tag());
    case v1::CriterionFloor::TARGET_NOT_SET:
      break;
  }
  return {};
}

std::vector<Need> CheckFloor(const v1::CriterionFloor& floor, const std::vector<int>& criteria,
                             const std::vector<CriterionFacts>& facts, const std::string& path,
                             Problems& problems) {
  FloorCheck check(floor, path, problems);
  std::vector<Need> needs;
  for (const int criterion : criteria) {
    needs.push_back(check.NeedOf(criterion, facts[static_cast<size_t>(criterion)]));
  }
  check.Report();
  return needs;
}

}  // namespace continuum::scoring
