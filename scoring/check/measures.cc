// SPDX-License-Identifier: Apache-2.0

#include <optional>

#include "absl/strings/str_cat.h"
#include "scoring/check/criterion_facts.h"
#include "scoring/check/forms.h"
#include "scoring/exact.h"
#include "scoring/limits.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/noun.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {
namespace {

void NotAllowed(const std::string& path, absl::string_view field, absl::string_view why,
                Problems& problems) {
  problems.Add(ProblemReason::kNotAllowed, FieldPath(path, field),
               absl::StrCat("'", field, "' has no meaning ", why, ": wanted is none"));
}

// The number itself, from `lowest` to `highest`.
void CheckRange(const v1::Worth& worth, const std::string& path, Problems& problems) {
  if (!worth.below().empty()) NotAllowed(path, "below", "without cut_points", problems);
  for (const auto& [text, field] :
       {std::pair(&worth.lowest(), "lowest"), std::pair(&worth.highest(), "highest")}) {
    if (!text->empty()) continue;
    problems.Add(ProblemReason::kMissing, FieldPath(path, field),
                 absl::StrCat("what a number is worth has no '", field,
                              "': wanted are cut_points, or lowest and highest value"));
  }
  const std::optional<Exact> lowest = Exact::Parse(worth.lowest());
  const std::optional<Exact> highest = Exact::Parse(worth.highest());
  if (!lowest.has_value() || !highest.has_value() || *lowest < *highest) return;
  problems.Add(ProblemReason::kOutOfRange, FieldPath(path, "highest"),
               absl::StrCat("the highest value is ", highest->ToString(),
                            ": wanted is more than the lowest, ", lowest->ToString()));
}

// Checks that ranges follow each other, and that values only rise or only fall.
class CutPointCheck {
 public:
  CutPointCheck(const v1::Worth& worth, const std::string& path, Problems& problems)
      : worth_(worth), path_(path), problems_(problems), last_value_(Exact::Parse(worth.below())) {}

  void Check() {
    for (int i = 0; i < worth_.cut_points_size(); ++i) {
      CheckBegin(worth_.cut_points(i), ItemPath(path_, "cut_points", i));
      CheckValue(worth_.cut_points(i), ItemPath(path_, "cut_points", i));
    }
  }

 private:
  void CheckBegin(const v1::CutPoint& cut, const std::string& path) {
    const bool above = cut.has_above();
    const std::optional<Exact> begin = Exact::Parse(above ? cut.above() : cut.at_least());
    if (!begin.has_value()) return;
    const bool after = !last_begin_.has_value() || *begin > *last_begin_ ||
                       (*begin == *last_begin_ && above && !last_above_);
    if (!after) {
      problems_.Add(ProblemReason::kEdgesNotIncreasing, path,
                    absl::StrCat("the range begins at ", begin->ToString(),
                                 ": wanted is after the one before, which begins at ",
                                 last_begin_->ToString()));
    }
    last_begin_ = begin;
    last_above_ = above;
  }

  void CheckValue(const v1::CutPoint& cut, const std::string& path) {
    const std::optional<Exact> value = Exact::Parse(cut.value());
    if (!value.has_value() || !last_value_.has_value()) return;
    const bool rises = *value > *last_value_;
    const bool falls = *value < *last_value_;
    if ((rises && falls_) || (falls && rises_)) {
      problems_.Add(
          ProblemReason::kRiseAndFall, FieldPath(path, "value"),
          absl::StrCat("the range is worth ", value->ToString(), ", ", rises ? "more" : "less",
                       " than the ", last_value_->ToString(), " before it, while values ",
                       rises ? "fall" : "rise", " before: wanted is one way all along"));
    }
    rises_ |= rises;
    falls_ |= falls;
    last_value_ = value;
  }

  const v1::Worth& worth_;
  const std::string& path_;
  Problems& problems_;
  std::optional<Exact> last_value_;
  std::optional<Exact> last_begin_;
  bool last_above_ = false;
  bool rises_ = false;
  bool falls_ = false;
};

void CheckWorth(const v1::Worth& worth, const std::string& path, Problems& problems) {
  if (worth.cut_points().empty()) return CheckRange(worth, path, problems);
  if (worth.below().empty()) {
    problems.Add(ProblemReason::kMissing, FieldPath(path, "below"),
                 "what a number is worth has no 'below': wanted is the value below the first "
                 "cut-point");
  }
  if (!worth.lowest().empty()) NotAllowed(path, "lowest", "beside cut_points", problems);
  if (!worth.highest().empty()) NotAllowed(path, "highest", "beside cut_points", problems);
  if (worth.less_is_better()) NotAllowed(path, "less_is_better", "beside cut_points", problems);
  if (worth.cut_points_size() > kMaxCutPoints) {
    problems.Add(ProblemReason::kTooMany, FieldPath(path, "cut_points"),
                 absl::StrCat("there are ", worth.cut_points_size(), " cut-points; at most ",
                              kMaxCutPoints, " may be"));
    return;
  }
  CutPointCheck(worth, path, problems).Check();
}

}  // namespace

void CheckQuantity(const v1::Criterion& criterion, const RubricIndex& index,
                   const std::string& path, Problems& problems) {
  const v1::Quantity& quantity = criterion.quantity();
  if (quantity.has_worth()) CheckWorth(quantity.worth(), FieldPath(path, "worth"), problems);
  const int input = index.Find(RubricIndex::Kind::kInput, quantity.input());
  if (quantity.input().empty()) return;
  constexpr absl::string_view kWhy = "where an input is looked at";
  if (!quantity.unit().empty()) NotAllowed(path, "unit", kWhy, problems);
  if (quantity.whole()) NotAllowed(path, "whole", kWhy, problems);
  if (criterion.allows_not_applicable() || criterion.allows_insufficient_data()) {
    problems.Add(ProblemReason::kNotAllowed, path,
                 absl::StrCat(TheNoun(criterion),
                              " looks at an input and has no answer of its own: wanted is neither "
                              "allows_not_applicable nor allows_insufficient_data"));
  }
  if (input < 0) return;
  const v1::Input& looked_at = index.definition().inputs(input);
  if (looked_at.has_number() || looked_at.has_derived()) return;
  problems.Add(ProblemReason::kWrongForm, FieldPath(path, "input"),
               absl::StrCat(TheNoun(looked_at), " is no number: wanted is an input that is one"));
}

void CheckMeasure(const v1::Measure& measure, const std::string& path, Problems& problems) {
  if (measure.has_worth()) CheckWorth(measure.worth(), FieldPath(path, "worth"), problems);
  if (measure.kind() != v1::Measure::KIND_RATE && !measure.per().empty()) {
    NotAllowed(path, "per", "but for KIND_RATE", problems);
  }
  const std::optional<Exact> per = Exact::Parse(measure.per());
  if (per.has_value() && per->Sign() <= 0) {
    problems.Add(ProblemReason::kOutOfRange, FieldPath(path, "per"),
                 absl::StrCat("'per' is ", per->ToString(), ": wanted is more than 0"));
  }
  if (measure.segments_partition() && measure.segments_size() < 2) {
    problems.Add(ProblemReason::kMissing, FieldPath(path, "segments"),
                 absl::StrCat("everyone belongs to one segment, but there are ",
                              measure.segments_size(), " segments: wanted are at least 2"));
  }
  if (measure.scored_segment().empty()) return;
  std::vector<absl::string_view> ids;
  for (const v1::Segment& segment : measure.segments()) {
    if (segment.id() == measure.scored_segment()) return;
    ids.push_back(segment.id());
  }
  problems.Add(ProblemReason::kUnknownId, FieldPath(path, "scored_segment"),
               absl::StrCat("this measure has no segment ", Quoted(measure.scored_segment()),
                            problems.DidYouMean(measure.scored_segment(), ids)));
}

void CheckMilestones(const v1::Milestones& milestones, const RubricIndex& index,
                     const std::string& path, Problems& problems) {
  const int ceased = index.Find(RubricIndex::Kind::kInput, milestones.ceased_input());
  if (ceased >= 0 && !index.definition().inputs(ceased).has_date()) {
    problems.Add(ProblemReason::kWrongForm, FieldPath(path, "ceased_input"),
                 absl::StrCat(TheNoun(index.definition().inputs(ceased)),
                              " is no date: wanted is an input that is one"));
  }
  const int continuum = index.Find(RubricIndex::Kind::kContinuum, milestones.continuum());
  if (continuum < 0) return;
  std::vector<absl::string_view> ids;
  for (const v1::Stage& stage : index.definition().continua(continuum).stages()) {
    if (stage.id() == milestones.stage()) return;
    ids.push_back(stage.id());
  }
  problems.Add(
      ProblemReason::kUnknownId, FieldPath(path, "stage"),
      absl::StrCat("the continuum ", Quoted(milestones.continuum()), " has no stage ",
                   Quoted(milestones.stage()), problems.DidYouMean(milestones.stage(), ids)));
}

}  // namespace continuum::scoring
