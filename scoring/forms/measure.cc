// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/forms/measures.h"
#include "scoring/forms/worth.h"
#include "scoring/limits.h"

namespace continuum::scoring {
namespace {

// Reads the counts of one answer, and reports what is wrong with them.
class CountsReader {
 public:
  CountsReader(const AnswerReader& reader, const CompiledMeasure& form)
      : reader_(reader), form_(form) {}

  // Everyone first, where that is stated or follows, then by segment.
  std::vector<CountedSegment> Read() {
    const v1::MeasureAnswer& answer = reader_.answer().measure();
    if (answer.counts().empty()) reader_.CheckRequired("measure.counts", "");
    for (int i = 0; i < answer.counts_size(); ++i) ReadOne(answer.counts(i), i);
    std::sort(read_.begin(), read_.end(), [](const CountedSegment& a, const CountedSegment& b) {
      return a.segment < b.segment;
    });
    if (form_.definition->segments_partition()) AddUp();
    return std::move(read_);
  }

 private:
  void ReadOne(const v1::MeasureCounts& counts, int position) {
    const std::string field = absl::StrCat("measure.counts[", position, "].");
    CountedSegment read;
    if (!counts.segment().empty()) {
      read.segment = CompiledRubric::Find(form_.segment_index, counts.segment());
      if (read.segment < 0) {
        reader_.Report(absl::StrCat(field, "segment"), answer_reason::kUnknownSegment,
                       absl::StrCat("\"", counts.segment(), "\" is not a segment of \"",
                                    reader_.answer().criterion(), "\"."));
        return;
      }
    }
    for (const CountedSegment& other : read_) {
      if (other.segment != read.segment) continue;
      reader_.Report(absl::StrCat(field, "segment"), answer_reason::kDuplicateSegment,
                     absl::StrCat(Named(read.segment), " of \"", reader_.answer().criterion(),
                                  "\" is counted twice."));
      return;
    }
    const std::optional<Exact> numerator =
        reader_.ReadNumber(absl::StrCat(field, "numerator"), counts.numerator());
    if (counts.denominator() < 0 || counts.denominator() > kMaxDenominator) {
      reader_.Report(
          absl::StrCat(field, "denominator"), answer_reason::kOutOfRange,
          absl::StrCat("The denominator of \"", reader_.answer().criterion(), "\" is ",
                       counts.denominator(), "; it must lie from 0 to ", kMaxDenominator, "."));
      return;
    }
    read.denominator = counts.denominator();
    if (!numerator.has_value()) return;
    read.numerator = *numerator;
    if (CheckNumerator(read, absl::StrCat(field, "numerator"))) read_.push_back(read);
  }

  bool CheckNumerator(const CountedSegment& read, const std::string& field) {
    const v1::Measure::Kind kind = form_.definition->kind();
    absl::string_view wanted;
    if (kind != v1::Measure::KIND_MEAN && !read.numerator.IsWhole()) {
      wanted = "be a whole number";
    } else if (read.numerator.Sign() < 0) {
      wanted = "be at least 0";
    } else if (kind == v1::Measure::KIND_PROPORTION && read.numerator > Exact(read.denominator)) {
      wanted = "not exceed the denominator";
    } else {
      return true;
    }
    reader_.Report(field, answer_reason::kOutOfRange,
                   absl::StrCat("The numerator of \"", reader_.answer().criterion(), "\" is ",
                                read.numerator.ToString(), "; it must ", wanted, "."));
    return false;
  }

  // Everyone is the sum of all segments, and not less than those that are stated.
  void AddUp() {
    const bool has_everyone = !read_.empty() && read_.front().segment < 0;
    const bool all_stated = read_.size() - (has_everyone ? 1 : 0) == form_.segment_index.size();
    if (!has_everyone && !all_stated) return;
    CountedSegment sum;
    for (const CountedSegment& one : read_) {
      if (one.segment < 0) continue;
      sum.numerator += one.numerator;
      sum.denominator += one.denominator;
    }
    if (!has_everyone) {
      read_.insert(read_.begin(), sum);
      return;
    }
    const CountedSegment& stated = read_.front();
    const bool fits =
        all_stated ? stated.numerator == sum.numerator && stated.denominator == sum.denominator
                   : CanHold(stated, sum);
    if (fits) return;
    reader_.Report("measure.counts", answer_reason::kCountsDisagree,
                   absl::StrCat("The counts of everyone for \"", reader_.answer().criterion(),
                                "\" are ", stated.numerator.ToString(), " of ", stated.denominator,
                                ", but the segments that are counted add up to ",
                                sum.numerator.ToString(), " of ", sum.denominator, "."));
  }

  // Whether everyone can hold segments with these sums, and others besides.
  bool CanHold(const CountedSegment& everyone, const CountedSegment& sum) const {
    const Exact rest = everyone.numerator - sum.numerator;
    const int64_t others = everyone.denominator - sum.denominator;
    const bool part = form_.definition->kind() == v1::Measure::KIND_PROPORTION;
    return rest.Sign() >= 0 && others >= 0 && (!part || rest <= Exact(others));
  }

  std::string Named(int segment) const {
    return segment < 0 ? "Everyone"
                       : absl::StrCat("\"", form_.definition->segments(segment).id(), "\"");
  }

  const AnswerReader& reader_;
  const CompiledMeasure& form_;
  std::vector<CountedSegment> read_;
};

}  // namespace

std::optional<Exact> RateOf(const CompiledMeasure& form, const CountedSegment& counted) {
  if (counted.denominator < form.minimum_denominator) return std::nullopt;
  return form.per * counted.numerator / Exact(counted.denominator);
}

void ReadMeasure(const AnswerReader& reader, const CompiledCriterion& criterion,
                 const CompiledMeasure& form, CountedOutcome* counted, CriterionOutcome* outcome) {
  counted->segments = CountsReader(reader, form).Read();
  for (const CountedSegment& one : counted->segments) {
    if (one.segment != form.scored_segment) continue;
    const std::optional<Exact> rate = RateOf(form, one);
    outcome->state = rate.has_value() ? v1::ANSWER_STATE_VALUE : v1::ANSWER_STATE_INSUFFICIENT_DATA;
    if (rate.has_value()) {
      outcome->value = ValueOfNumber(criterion, form.worth, *rate, &counted->value);
    }
  }
}

}  // namespace continuum::scoring
