// SPDX-License-Identifier: Apache-2.0

#include "scoring/crosswalk/same_form.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "continuum/v1/rubric.pb.h"
#include "scoring/exact.h"

namespace continuum::scoring {
namespace {

bool SameNumber(absl::string_view a, absl::string_view b) {
  const std::optional<Exact> first = Exact::Parse(a);
  const std::optional<Exact> second = Exact::Parse(b);
  return first && second && *first == *second;
}

bool SameOption(const OptionPart* from, const OptionPart* to) {
  return from != nullptr && to != nullptr && from->value && to->value && *from->value == *to->value;
}

// A number that an input gives is no answer of the criterion.
bool SameQuantity(const v1::Quantity& from, const v1::Quantity& to) {
  return from.input().empty() && to.input().empty() && from.unit() == to.unit() &&
         (from.whole() || !to.whole());
}

bool SameMeasure(const v1::Measure& from, const v1::Measure& to) {
  const auto same = [](const v1::Segment& a, const v1::Segment& b) { return a.id() == b.id(); };
  return from.kind() == to.kind() && from.basis() == to.basis() &&
         (from.per() == to.per() || SameNumber(from.per(), to.per())) &&
         std::equal(from.segments().begin(), from.segments().end(), to.segments().begin(),
                    to.segments().end(), same);
}

}  // namespace

bool CarryOver(const CriterionParts& from, const v1::Answer& answer, const CriterionParts& to,
               v1::Answer& carried) {
  const v1::Criterion& left = *from.definition;
  const v1::Criterion& right = *to.definition;
  if (left.has_rating() && right.has_rating() && answer.has_rating()) {
    const std::string& option = answer.rating().option();
    if (!SameOption(from.FindOption(option), to.FindOption(option))) return false;
    *carried.mutable_rating() = answer.rating();
    return true;
  }
  if (left.has_quantity() && right.has_quantity() && answer.has_quantity()) {
    if (!SameQuantity(left.quantity(), right.quantity())) return false;
    *carried.mutable_quantity() = answer.quantity();
    return true;
  }
  if (left.has_measure() && right.has_measure() && answer.has_measure()) {
    if (!SameMeasure(left.measure(), right.measure())) return false;
    *carried.mutable_measure() = answer.measure();
    return true;
  }
  return false;
}

}  // namespace continuum::scoring
