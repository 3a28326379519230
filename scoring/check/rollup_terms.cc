// SPDX-License-Identifier: Apache-2.0

#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "scoring/check/conditions.h"
#include "scoring/check/rollups.h"
#include "scoring/limits.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {
namespace {

using Kind = RubricIndex::Kind;

// What a rollup does with one kind of missing answer: its own treatment, or else the rubric's.
std::optional<MissingCase> ResolveTreatment(const v1::Treatment& own,
                                            const v1::Treatment& general) {
  const v1::Treatment& treatment = own.kind() == v1::Treatment::KIND_UNSPECIFIED ? general : own;
  MissingCase resolved = {treatment.kind(), {}};
  if (treatment.kind() == v1::Treatment::KIND_UNSPECIFIED) return std::nullopt;
  if (treatment.kind() != v1::Treatment::KIND_COUNTS_AS) return resolved;
  const std::optional<Exact> value = Exact::Parse(treatment.value());
  if (!value.has_value()) return std::nullopt;
  resolved.value = *value;
  return resolved;
}

class TermResolver {
 public:
  TermResolver(const RubricIndex& index, const std::vector<CriterionFacts>& facts,
               Problems& problems)
      : index_(index), facts_(facts), problems_(problems) {}

  ResolvedRollup Resolve(const v1::Rollup& rollup, int position) {
    ResolvedRollup resolved;
    resolved.rollup = &rollup;
    resolved.path = ItemPath("", "rollups", position);
    resolved.op = FindOperator(rollup.operator_());
    const v1::MissingPolicy& own = rollup.missing();
    const v1::MissingPolicy& general = index_.definition().missing();
    resolved.not_applicable = ResolveTreatment(own.not_applicable(), general.not_applicable());
    resolved.insufficient_data =
        ResolveTreatment(own.insufficient_data(), general.insufficient_data());
    resolved.absent = ResolveTreatment(own.absent(), general.absent());
    seen_.clear();
    twice_in_ = -1;
    for (int i = 0; i < rollup.terms_size(); ++i) AddTerm(rollup.terms(i), i, resolved);
    if (rollup.operator_() == v1::Rollup::OPERATOR_CASE) AddCases(rollup, resolved);
    resolved.known &= resolved.op != nullptr && resolved.not_applicable.has_value() &&
                      resolved.insufficient_data.has_value() && resolved.absent.has_value() &&
                      (!resolved.terms.empty() || !resolved.cases.empty());
    return resolved;
  }

 private:
  void AddCases(const v1::Rollup& rollup, ResolvedRollup& out) {
    for (int i = 0; i < rollup.cases_size(); ++i) {
      const std::string path = ItemPath(out.path, "cases", i);
      AddLookedAt(rollup.cases(i).when(), out);
      out.known &= CheckCondition(rollup.cases(i).when(), index_, facts_, -1,
                                  FieldPath(path, "when"), problems_);
      AddResult(rollup.cases(i).then(), out);
    }
    if (rollup.has_otherwise()) AddResult(rollup.otherwise(), out);
  }

  void AddLookedAt(const v1::Condition& condition, ResolvedRollup& out) {
    for (const v1::Condition& part : condition.all_of().parts()) AddLookedAt(part, out);
    for (const v1::Condition& part : condition.any_of().parts()) AddLookedAt(part, out);
    if (condition.has_not_()) AddLookedAt(condition.not_(), out);
    if (condition.has_criterion()) {
      AddOnce(index_.Find(Kind::kCriterion, condition.criterion().criterion()), false, out);
    } else if (condition.has_rollup()) {
      AddOnce(index_.Find(Kind::kRollup, condition.rollup().rollup()), true, out);
    }
  }

  void AddResult(const v1::CaseResult& result, ResolvedRollup& out) {
    ResolvedCase resolved;
    if (result.has_rollup()) {
      resolved.rollup = index_.Find(Kind::kRollup, result.rollup());
      AddOnce(resolved.rollup, true, out);
      out.known &= resolved.rollup >= 0;
    } else {
      const std::optional<Exact> value = Exact::Parse(result.value());
      out.known &= value.has_value();
      resolved.value = value.value_or(Exact());
    }
    out.cases.push_back(resolved);
  }

  void AddOnce(int position, bool rollup, ResolvedRollup& out) {
    if (position < 0) {
      out.known = false;
      return;
    }
    if (!seen_.insert({rollup, position}).second) return;
    ResolvedTerm term;
    (rollup ? term.rollup : term.criterion) = position;
    if (!rollup) out.known &= facts_[static_cast<size_t>(position)].known;
    out.terms.push_back(term);
  }

  void AddTerm(const v1::Term& term, int position, ResolvedRollup& out) {
    out.known &= !IsFull();
    ResolvedTerm resolved;
    resolved.term = position;
    if (!term.weight().empty()) {
      const std::optional<Exact> weight = Exact::Parse(term.weight());
      out.known &= weight.has_value();
      resolved.weight = weight.value_or(Exact(1));
    }
    const std::string path = ItemPath(out.path, "terms", position);
    switch (term.source_case()) {
      case v1::Term::kCriterion:
        return AddCriterion(index_.Find(Kind::kCriterion, term.criterion()), resolved,
                            FieldPath(path, "criterion"), out);
      case v1::Term::kDomain:
        return AddDomain(index_.Find(Kind::kDomain, term.domain()), resolved,
                         FieldPath(path, "domain"), out);
      case v1::Term::kTag:
        out.known &= !index_.WithTag(term.tag()).empty();
        for (const int criterion : index_.WithTag(term.tag())) {
          if (IsFull()) break;
          AddCriterion(criterion, resolved, FieldPath(path, "tag"), out);
        }
        return;
      case v1::Term::kRollup:
        resolved.rollup = index_.Find(Kind::kRollup, term.rollup());
        return Add(resolved, resolved.rollup, FieldPath(path, "rollup"), out);
      case v1::Term::SOURCE_NOT_SET:
        out.known = false;
        return;
    }
  }

  void AddDomain(int position, const ResolvedTerm& resolved, const std::string& path,
                 ResolvedRollup& out) {
    if (position < 0) {
      out.known = false;
      return;
    }
    const IndexedDomain& domain = index_.domains()[static_cast<size_t>(position)];
    if (domain.first_criterion == domain.end_criterion) {
      problems_.Add(ProblemReason::kSelectsNothing, path,
                    absl::StrCat("the domain ", Quoted(domain.domain->id()), " has no criteria"));
      out.known = false;
    }
    for (int i = domain.first_criterion; i < domain.end_criterion && !IsFull(); ++i) {
      AddCriterion(i, resolved, path, out);
    }
  }

  void AddCriterion(int criterion, ResolvedTerm resolved, const std::string& path,
                    ResolvedRollup& out) {
    resolved.criterion = criterion;
    if (criterion >= 0) out.known &= facts_[static_cast<size_t>(criterion)].known;
    Add(resolved, criterion, path, out);
  }

  void Add(const ResolvedTerm& resolved, int position, const std::string& path,
           ResolvedRollup& out) {
    // What has no position does not exist; what exists in excess is not kept in memory.
    if (position < 0 || IsFull()) {
      out.known = false;
      return;
    }
    ++total_;
    const bool rollup = resolved.rollup >= 0;
    if (IsFull()) {
      problems_.Add(ProblemReason::kTooMany, path,
                    absl::StrCat("up to here the rollups have over ", kMaxFlatTerms,
                                 " terms, domains and tags counted as their criteria; that is the "
                                 "most that a rubric may have"));
      out.known = false;
    } else if (seen_.insert({rollup, position}).second) {
      out.terms.push_back(resolved);
    } else {
      // Once per term: a domain may hold thousands of criteria.
      if (std::exchange(twice_in_, resolved.term) != resolved.term) {
        problems_.Add(ProblemReason::kSelectedTwice, path,
                      absl::StrCat("this rollup selects the ", rollup ? "rollup " : "criterion ",
                                   Quoted(IdOf(rollup, position)), " twice"));
      }
      out.known = false;
    }
  }

  bool IsFull() const { return total_ > kMaxFlatTerms; }

  const std::string& IdOf(bool rollup, int position) const {
    if (rollup) return index_.definition().rollups(position).id();
    return index_.criteria()[static_cast<size_t>(position)].criterion->id();
  }

  const RubricIndex& index_;
  const std::vector<CriterionFacts>& facts_;
  Problems& problems_;
  absl::flat_hash_set<std::pair<bool, int>> seen_;
  int twice_in_ = -1;  // the last term of this rollup that was reported
  int total_ = 0;      // terms of all rollups
};

}  // namespace

std::vector<ResolvedRollup> ResolveRollups(const RubricIndex& index,
                                           const std::vector<CriterionFacts>& facts,
                                           Problems& problems) {
  TermResolver resolver(index, facts, problems);
  std::vector<ResolvedRollup> resolved;
  for (int i = 0; i < index.definition().rollups_size(); ++i) {
    resolved.push_back(resolver.Resolve(index.definition().rollups(i), i));
  }
  return resolved;
}

}  // namespace continuum::scoring
