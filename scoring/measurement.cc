// SPDX-License-Identifier: Apache-2.0
//
// What of a definition measures (MeasurementOf in scoring/digest.h).

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "scoring/digest.h"
#include "scoring/exact.h"

namespace continuum::scoring {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Texts, dates, display, and what only reads results. A field that stands in neither list measures.
constexpr absl::string_view kDoesNotMeasure[] = {
    "continuum.v1.RubricDefinition.revision",
    "continuum.v1.RubricDefinition.title",
    "continuum.v1.RubricDefinition.summary",
    "continuum.v1.RubricDefinition.terms",
    "continuum.v1.RubricDefinition.sources",
    "continuum.v1.RubricDefinition.conventions",
    "continuum.v1.RubricDefinition.first_date",
    "continuum.v1.RubricDefinition.last_date",
    "continuum.v1.RubricDefinition.band_sets",
    "continuum.v1.RubricDefinition.ladders",
    "continuum.v1.RubricDefinition.kind",
    "continuum.v1.RubricDefinition.family",
    "continuum.v1.RubricDefinition.status",
    "continuum.v1.RubricDefinition.overlay_of",
    "continuum.v1.Input.title",
    "continuum.v1.Input.guidance",
    "continuum.v1.ChoiceOption.text",
    "continuum.v1.RecognitionInput.standard",
    "continuum.v1.Continuum.title",
    "continuum.v1.Stage.title",
    "continuum.v1.Stage.description",
    "continuum.v1.RatingScale.title",
    "continuum.v1.RatingOption.text",
    "continuum.v1.Domain.title",
    "continuum.v1.Domain.description",
    "continuum.v1.Criterion.title",
    "continuum.v1.Criterion.intent",
    "continuum.v1.Criterion.guidance",
    "continuum.v1.Criterion.evidence_rule",
    "continuum.v1.Criterion.not_applicable_when",
    "continuum.v1.Activity.text",
    "continuum.v1.Activity.tags",
    "continuum.v1.Factor.text",
    "continuum.v1.Worth.less_is_better",
    "continuum.v1.Measure.numerator",
    "continuum.v1.Measure.denominator",
    "continuum.v1.Segment.title",
    "continuum.v1.Milestone.text",
    "continuum.v1.Rollup.title",
    "continuum.v1.Rollup.description",
    "continuum.v1.Rollup.display",
};

// Exact numbers, which count by value.
constexpr absl::string_view kNumbers[] = {
    "continuum.v1.Stage.value",
    "continuum.v1.RatingOption.value",
    "continuum.v1.FactorRow.value",
    "continuum.v1.Treatment.value",
    "continuum.v1.Rollup.threshold",
    "continuum.v1.Term.weight",
    "continuum.v1.Criterion.not_asked_value",
    "continuum.v1.NumberInput.lowest",
    "continuum.v1.NumberInput.highest",
    "continuum.v1.Worth.below",
    "continuum.v1.Worth.lowest",
    "continuum.v1.Worth.highest",
    "continuum.v1.CutPoint.at_least",
    "continuum.v1.CutPoint.above",
    "continuum.v1.CutPoint.value",
    "continuum.v1.Measure.per",
    "continuum.v1.CaseResult.value",
    "continuum.v1.CriterionCondition.at_least",
    "continuum.v1.CriterionCondition.at_most",
    "continuum.v1.CriterionCondition.is",
    "continuum.v1.InputCondition.at_least",
    "continuum.v1.InputCondition.at_most",
    "continuum.v1.InputCondition.is",
    "continuum.v1.RollupCondition.at_least",
    "continuum.v1.RollupCondition.at_most",
    "continuum.v1.RollupCondition.is",
};

template <typename List>
bool Contains(const List& list, const FieldDescriptor& field) {
  return std::find(std::begin(list), std::end(list), absl::string_view(field.full_name())) !=
         std::end(list);
}

// A text that is no number stays as it is.
std::string Reduced(const std::string& text) {
  const std::optional<Exact> number = Exact::Parse(text);
  return number.has_value() ? number->ToString() : text;
}

void Prune(Message* message) {
  const Reflection& reflection = *message->GetReflection();
  const google::protobuf::Descriptor& type = *message->GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* const field = type.field(i);
    if (Contains(kDoesNotMeasure, *field)) {
      reflection.ClearField(message, field);
    } else if (Contains(kNumbers, *field)) {
      if (!reflection.HasField(*message, field)) continue;
      reflection.SetString(message, field, Reduced(reflection.GetString(*message, field)));
    } else if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      continue;
    } else if (field->is_repeated()) {
      for (int k = 0; k < reflection.FieldSize(*message, field); ++k) {
        Prune(reflection.MutableRepeatedMessage(message, field, k));
      }
    } else if (reflection.HasField(*message, field)) {
      Prune(reflection.MutableMessage(message, field));
    }
  }
}

// Removes tags by which no rollup selects: they only mark criteria.
void PruneTags(const absl::flat_hash_set<std::string>& selecting, v1::Domain* domain) {
  for (v1::Criterion& criterion : *domain->mutable_criteria()) {
    auto& tags = *criterion.mutable_tags();
    tags.erase(std::remove_if(tags.begin(), tags.end(),
                              [&](const std::string& tag) { return !selecting.contains(tag); }),
               tags.end());
  }
  for (v1::Domain& part : *domain->mutable_domains()) PruneTags(selecting, &part);
}

// Fields that name an input which is read where they stand.
constexpr absl::string_view kReadsInput[] = {
    "continuum.v1.InputCondition.input",
    "continuum.v1.Quantity.input",
    "continuum.v1.Milestones.ceased_input",
};

// The inputs that a message and all below it read; what inputs compute of others aside.
void FindReadInputs(const Message& message, absl::flat_hash_set<std::string>* read) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* const field : fields) {
    if (Contains(kReadsInput, *field)) {
      read->insert(reflection.GetString(message, field));
    } else if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      continue;
    } else if (field->is_repeated()) {
      for (int k = 0; k < reflection.FieldSize(message, field); ++k) {
        FindReadInputs(reflection.GetRepeatedMessage(message, field, k), read);
      }
    } else {
      FindReadInputs(reflection.GetMessage(message, field), read);
    }
  }
}

// Removes inputs that no criterion or rollup reads: those only ladders look at, or nobody.
void PruneInputs(v1::RubricDefinition* measurement) {
  absl::flat_hash_set<std::string> read;
  FindReadInputs(*measurement, &read);
  auto& inputs = *measurement->mutable_inputs();
  // What is computed stands behind what it is computed from.
  for (auto input = inputs.rbegin(); input != inputs.rend(); ++input) {
    if (!read.contains(input->id())) continue;
    read.insert(input->derived().inputs().begin(), input->derived().inputs().end());
  }
  inputs.erase(std::remove_if(inputs.begin(), inputs.end(),
                              [&](const v1::Input& input) { return !read.contains(input.id()); }),
               inputs.end());
}

}  // namespace

v1::RubricDefinition MeasurementOf(const v1::RubricDefinition& definition) {
  v1::RubricDefinition measurement = definition;
  Prune(&measurement);
  absl::flat_hash_set<std::string> selecting;
  for (const v1::Rollup& rollup : measurement.rollups()) {
    for (const v1::Term& term : rollup.terms()) {
      if (term.has_tag()) selecting.insert(term.tag());
    }
  }
  for (v1::Domain& domain : *measurement.mutable_domains()) PruneTags(selecting, &domain);
  PruneInputs(&measurement);
  return measurement;
}

}  // namespace continuum::scoring
