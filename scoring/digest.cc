// SPDX-License-Identifier: Apache-2.0

#include "scoring/digest.h"

#include <openssl/evp.h>

#include <algorithm>

#include "absl/container/inlined_vector.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "scoring/canonical.h"

namespace continuum::scoring {
namespace {

// What is hashed begins with one of these, so that digests of different kinds never coincide.
constexpr absl::string_view kRubricLabel = "continuum rubric 1";
constexpr absl::string_view kMeasurementLabel = "continuum measurement 1";
constexpr absl::string_view kAnswersLabel = "continuum answers 2";

std::string Begin(absl::string_view label) {
  std::string buffer(label);
  buffer.push_back('\0');
  return buffer;
}

std::string Sha256(absl::string_view bytes) {
  // Looked up once: OpenSSL 3 otherwise searches its providers for each digest.
  static const EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  unsigned char hash[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), hash, &size, kSha256, nullptr);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(hash), static_cast<std::size_t>(size)));
}

// Pointers to the elements of a repeated field, sorted by what `id` gives. Equal ids (an error that
// CheckAnswers reports) keep their order.
template <typename Elements, typename Id>
auto SortedBy(const Elements& elements, Id id) {
  absl::InlinedVector<typename Elements::const_pointer, 32> sorted;
  sorted.reserve(static_cast<std::size_t>(elements.size()));
  for (const auto& element : elements) sorted.push_back(&element);
  const auto less = [&id](auto* a, auto* b) { return id(*a) < id(*b); };
  if (!std::is_sorted(sorted.begin(), sorted.end(), less)) {
    std::stable_sort(sorted.begin(), sorted.end(), less);
  }
  return sorted;
}

// The encoding of answers is written out by hand: it is taken with every scoring, and reflection is
// many times slower. A test compares both.

void Write(const v1::ActivityAnswer& activity, CanonicalWriter* out) {
  using A = v1::ActivityAnswer;
  out->TextIfSet(A::kActivityFieldNumber, activity.activity());
  out->TextIfSet(A::kStageFieldNumber, activity.stage());
  out->IntegerIfSet(A::kStateFieldNumber, activity.state());
  out->TextIfSet(A::kSinceFieldNumber, activity.since());
  out->IntegerIfSet(A::kExtentFieldNumber, activity.extent());
  if (activity.has_adaptation()) {
    out->Message(A::kAdaptationFieldNumber, [&] { out->Fields(activity.adaptation()); });
  }
}

void Write(const v1::StaircaseAnswer& staircase, CanonicalWriter* out) {
  const auto id = [](const v1::ActivityAnswer& a) -> const std::string& { return a.activity(); };
  for (const v1::ActivityAnswer* activity : SortedBy(staircase.activities(), id)) {
    out->Message(v1::StaircaseAnswer::kActivitiesFieldNumber, [&] { Write(*activity, out); });
  }
  out->TextIfSet(v1::StaircaseAnswer::kClaimedStageFieldNumber, staircase.claimed_stage());
}

void Write(const v1::FactorsAnswer& factors, CanonicalWriter* out) {
  const auto id = [](const std::string& factor) -> const std::string& { return factor; };
  for (const std::string* factor : SortedBy(factors.met(), id)) {
    out->Text(v1::FactorsAnswer::kMetFieldNumber, *factor);
  }
}

void Write(const v1::MeasureAnswer& measure, CanonicalWriter* out) {
  const auto id = [](const v1::MeasureCounts& c) -> const std::string& { return c.segment(); };
  for (const v1::MeasureCounts* counts : SortedBy(measure.counts(), id)) {
    out->Message(v1::MeasureAnswer::kCountsFieldNumber, [&] { out->Fields(*counts); });
  }
}

void Write(const v1::MilestonesAnswer& milestones, CanonicalWriter* out) {
  const auto id = [](const v1::MilestoneAnswer& m) -> const std::string& { return m.milestone(); };
  for (const v1::MilestoneAnswer* one : SortedBy(milestones.milestones(), id)) {
    out->Message(v1::MilestonesAnswer::kMilestonesFieldNumber, [&] { out->Fields(*one); });
  }
}

void Write(const v1::InputAnswer& input, CanonicalWriter* out) {
  if (input.stated_case() != v1::InputAnswer::kOptions) return out->Fields(input);
  const auto id = [](const std::string& option) -> const std::string& { return option; };
  out->Message(v1::InputAnswer::kOptionsFieldNumber, [&] {
    for (const std::string* option : SortedBy(input.options().options(), id)) {
      out->Text(v1::ChosenOptions::kOptionsFieldNumber, *option);
    }
  });
}

void WriteForm(const v1::Answer& answer, CanonicalWriter* out) {
  const int number = answer.answer_case();
  switch (answer.answer_case()) {
    case v1::Answer::kStaircase:
      return out->Message(number, [&] { Write(answer.staircase(), out); });
    case v1::Answer::kFactors:
      return out->Message(number, [&] { Write(answer.factors(), out); });
    case v1::Answer::kRating:
      return out->Message(number, [&] {
        out->TextIfSet(v1::RatingAnswer::kOptionFieldNumber, answer.rating().option());
      });
    case v1::Answer::kCredit:
      return out->Message(number, [&] {
        out->IntegerIfSet(v1::CreditAnswer::kMetFieldNumber, answer.credit().met());
      });
    case v1::Answer::kYesNo:
      return out->Message(number, [&] {
        out->IntegerIfSet(v1::YesNoAnswer::kYesFieldNumber, answer.yes_no().yes());
      });
    case v1::Answer::kNotApplicable:
      return out->Message(number, [&] {
        out->TextIfSet(v1::NotApplicable::kJustificationFieldNumber,
                       answer.not_applicable().justification());
      });
    case v1::Answer::kInsufficientData:
      return out->Message(number, [&] {
        out->TextIfSet(v1::InsufficientData::kExplanationFieldNumber,
                       answer.insufficient_data().explanation());
      });
    case v1::Answer::kQuantity:
      return out->Message(number, [&] {
        out->TextIfSet(v1::QuantityAnswer::kNumberFieldNumber, answer.quantity().number());
      });
    case v1::Answer::kMeasure:
      return out->Message(number, [&] { Write(answer.measure(), out); });
    case v1::Answer::kMilestones:
      return out->Message(number, [&] { Write(answer.milestones(), out); });
    case v1::Answer::kInput:
      return out->Message(number, [&] { Write(answer.input(), out); });
    case v1::Answer::ANSWER_NOT_SET:
      return;
  }
}

void Write(const v1::Answer& answer, CanonicalWriter* out) {
  using A = v1::Answer;
  out->TextIfSet(v1::Answer::kCriterionFieldNumber, answer.criterion());
  WriteForm(answer, out);
  // Not what it says, but that there is one: an option may require it.
  if (!absl::StripAsciiWhitespace(answer.comment()).empty()) {
    out->Integer(A::kCommentFieldNumber, 1);
  }
  out->IntegerIfSet(v1::Answer::kAttestedFieldNumber, answer.attested());
  for (const v1::Evidence& evidence : answer.evidence()) {
    out->Message(v1::Answer::kEvidenceFieldNumber, [&] { out->Fields(evidence); });
  }
}

}  // namespace

std::string RubricDigest(const v1::RubricDefinition& definition) {
  std::string buffer = Begin(kRubricLabel);
  CanonicalWriter(&buffer).Fields(definition);
  return Sha256(buffer);
}

std::string MeasurementDigest(const v1::RubricDefinition& definition) {
  std::string buffer = Begin(kMeasurementLabel);
  CanonicalWriter(&buffer).Fields(MeasurementOf(definition));
  return Sha256(buffer);
}

std::string AnswersDigest(const v1::AnswerSet& answers) {
  std::string buffer = Begin(kAnswersLabel);
  buffer.reserve(8192);
  CanonicalWriter writer(&buffer);
  const auto id = [](const v1::Answer& a) -> const std::string& { return a.criterion(); };
  for (const v1::Answer* answer : SortedBy(answers.answers(), id)) {
    // What is not confirmed counts for nothing.
    if (answer->answer_case() == v1::Answer::ANSWER_NOT_SET || answer->unconfirmed()) continue;
    writer.Message(v1::AnswerSet::kAnswersFieldNumber, [&] { Write(*answer, &writer); });
  }
  return Sha256(buffer);
}

}  // namespace continuum::scoring
