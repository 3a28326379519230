// SPDX-License-Identifier: Apache-2.0
#include "scoring/mask_segments.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scoring/exact.h"
#include "scoring/masking.h"

namespace continuum::scoring {

namespace {

// What was counted, as exact numbers.
struct Counts {
  Exact numerator;
  Exact denominator;
};

Counts CountsOf(const std::string& numerator, int64_t denominator) {
  return {.numerator = Exact::ParseResult(numerator).value_or(Exact::Invalid()),
          .denominator = Exact(denominator)};
}

// From 1 to 10; means may count fractions, and one below 1 is no larger.
bool IsSmallCount(const Exact& count) {
  return !count.valid() || (count.Sign() > 0 && count <= Exact(kLargestSmallCount));
}

bool IsSmall(const Counts& counts, bool proportion) {
  return IsSmallCount(counts.numerator) || IsSmallCount(counts.denominator) ||
         (proportion && IsSmallCount(counts.denominator - counts.numerator));
}

void Withhold(v1::MeasuredSegment* segment) {
  segment->clear_numerator();
  segment->clear_denominator();
  segment->clear_rate();
  segment->set_masked(true);
}

// Masks what was counted for one criterion.
class SegmentMask {
 public:
  SegmentMask(const v1::Measure* measure, v1::CriterionResult* result)
      : proportion_(measure == nullptr || measure->kind() == v1::Measure::KIND_PROPORTION ||
                    measure->kind() == v1::Measure::KIND_UNSPECIFIED),
        partition_(measure == nullptr || measure->segments_partition()) {
    for (v1::MeasuredSegment& segment : *result->mutable_measured()) {
      (segment.segment().empty() ? everyone_ : segments_).push_back(&segment);
    }
    all_stated_ =
        measure == nullptr || static_cast<int>(segments_.size()) >= measure->segments_size();
  }

  void Apply() {
    const std::optional<Counts> everyone = Everyone();
    for (auto* group : {&everyone_, &segments_}) {
      for (v1::MeasuredSegment* segment : *group) {
        if (!segment->masked() && IsSmall(CountsIn(*segment), proportion_)) Withhold(segment);
      }
    }
    if (!partition_ || !everyone.has_value()) return;
    if (!everyone_.empty() && everyone_.front()->masked()) return;
    while (Hidden() && IsSmall(Remainder(*everyone), proportion_)) {
      v1::MeasuredSegment* next = SmallestShown();
      if (next == nullptr) return;
      Withhold(next);
    }
  }

 private:
  static Counts CountsIn(const v1::MeasuredSegment& segment) {
    return CountsOf(segment.numerator(), segment.denominator());
  }

  // The counts of everyone: as stated, or the sum where that can be computed. Nothing where they
  // are not known to the reader either.
  std::optional<Counts> Everyone() const {
    if (!everyone_.empty()) {
      if (everyone_.front()->masked()) return std::nullopt;
      return CountsIn(*everyone_.front());
    }
    if (segments_.empty() || !all_stated_) return std::nullopt;
    Counts sum;
    for (const v1::MeasuredSegment* segment : segments_) {
      if (segment->masked()) return std::nullopt;
      const Counts counts = CountsIn(*segment);
      sum.numerator += counts.numerator;
      sum.denominator += counts.denominator;
    }
    return sum;
  }

  // Whether some of everyone are in no segment that is shown.
  bool Hidden() const {
    return !all_stated_ || std::any_of(segments_.begin(), segments_.end(),
                                       [](const auto* segment) { return segment->masked(); });
  }

  // What a reader gets by subtracting the shown segments from everyone.
  Counts Remainder(const Counts& everyone) const {
    Counts rest = everyone;
    for (const v1::MeasuredSegment* segment : segments_) {
      if (segment->masked()) continue;
      const Counts counts = CountsIn(*segment);
      rest.numerator -= counts.numerator;
      rest.denominator -= counts.denominator;
    }
    return rest;
  }

  // An empty segment hides nobody, and comes last.
  v1::MeasuredSegment* SmallestShown() const {
    v1::MeasuredSegment* smallest = nullptr;
    for (v1::MeasuredSegment* segment : segments_) {
      if (segment->masked()) continue;
      if (smallest == nullptr || smallest->denominator() == 0 ||
          (segment->denominator() > 0 && segment->denominator() < smallest->denominator())) {
        smallest = segment;
      }
    }
    return smallest;
  }

  const bool proportion_;
  const bool partition_;
  bool all_stated_ = true;
  std::vector<v1::MeasuredSegment*> everyone_;  // at most one
  std::vector<v1::MeasuredSegment*> segments_;
};

}  // namespace

void MaskSegments(const v1::Measure* measure, v1::CriterionResult* result) {
  SegmentMask(measure, result).Apply();
}

bool HasSmallCounts(const v1::MeasureAnswer& answer) {
  return std::any_of(answer.counts().begin(), answer.counts().end(),
                     [](const v1::MeasureCounts& counts) {
                       return IsSmall(CountsOf(counts.numerator(), counts.denominator()),
                                      /*proportion=*/true);
                     });
}

}  // namespace continuum::scoring
