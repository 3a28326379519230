// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/fhir/form_criteria.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/fhir/names.h"
#include "clients/cli/rubric_guide.h"

namespace continuum::cli::fhir {

namespace {

using Type = FormItem::Type;

template <typename Needs>
std::vector<v1::Proof> Proofs(const Needs& needs) {
  std::vector<v1::Proof> proofs;
  for (const int proof : needs) proofs.push_back(static_cast<v1::Proof>(proof));
  return proofs;
}

// What tells a group that was answered with nothing from one that was not answered.
FormItem NothingDone(const FormItem& item) {
  return {.link_id = Below(item.link_id, "nothing-done"),
          .type = Type::kBoolean,
          .text = "This is answered, and nothing of it is done"};
}

FormItem Adaptation(const std::string& activity) {
  const std::string link = Below(activity, "adaptation");
  FormItem item{.link_id = link, .text = "How what is done differs, if it does"};
  item.items = {{.link_id = Below(link, "what"), .type = Type::kText, .text = "What differs"},
                {.link_id = Below(link, "why"), .type = Type::kText, .text = "Why"},
                {.link_id = Below(link, "planned"),
                 .type = Type::kBoolean,
                 .text = "It was decided beforehand"},
                {.link_id = Below(link, "consistent"),
                 .type = Type::kBoolean,
                 .text = "The activity still serves its purpose"}};
  return item;
}

FormItem ActivityItem(const std::string& criterion, const v1::Activity& activity) {
  FormItem item{.link_id = Below(criterion, "activity", activity.id()),
                .type = Type::kBoolean,
                .text = activity.text()};
  item.is_activity = true;
  FormItem extent{.link_id = Below(item.link_id, "extent"),
                  .type = Type::kChoice,
                  .text = "Where it is done",
                  .codes = kExtentCodes};
  extent.options = {{.code = ExtentCode(v1::EXTENT_ALL_SITES), .text = "At all sites"},
                    {.code = ExtentCode(v1::EXTENT_SOME_SITES), .text = "At some sites"},
                    {.code = ExtentCode(v1::EXTENT_PILOT), .text = "As a pilot"}};
  item.items.push_back({.link_id = Below(item.link_id, "since"),
                        .type = Type::kDate,
                        .text = "The month since which it is done (YYYY-MM)"});
  item.items.push_back(std::move(extent));
  item.items.push_back(Adaptation(item.link_id));
  return item;
}

// A stage that a staircase climbs to; an empty one where the rubric has none of that id.
const v1::Stage& StageOf(const v1::RubricDefinition& rubric, const v1::Staircase& staircase,
                         absl::string_view id) {
  for (const v1::Continuum& continuum : rubric.continua()) {
    if (continuum.id() != staircase.continuum()) continue;
    for (const v1::Stage& stage : continuum.stages()) {
      if (stage.id() == id) return stage;
    }
  }
  return v1::Stage::default_instance();
}

void AddStaircase(const v1::RubricDefinition& rubric, const v1::Criterion& criterion,
                  FormItem* item) {
  const v1::Staircase& staircase = criterion.staircase();
  FormItem claimed{.link_id = Below(item->link_id, "claimed-stage"),
                   .type = Type::kChoice,
                   .text = "Instead of single activities: the stage that is reached",
                   .codes = OptionCodes(rubric, "continuum", staircase.continuum())};
  std::vector<FormItem> stages;
  for (const v1::Cell& cell : staircase.cells()) {
    const v1::Stage& step = StageOf(rubric, staircase, cell.stage());
    claimed.options.push_back({.code = cell.stage(), .text = step.title(), .value = step.value()});
    FormItem stage{.link_id = Below(item->link_id, "stage", cell.stage()),
                   .text = step.title(),
                   .help = step.description()};
    for (const v1::Activity& activity : cell.activities()) {
      stage.items.push_back(ActivityItem(item->link_id, activity));
    }
    if (!stage.items.empty()) stages.push_back(std::move(stage));
  }
  item->items.push_back(std::move(claimed));
  item->items.push_back(NothingDone(*item));
  for (FormItem& stage : stages) item->items.push_back(std::move(stage));
}

void AddOptions(const v1::RubricDefinition& rubric, const v1::Criterion& criterion,
                FormItem* item) {
  item->type = Type::kChoice;
  item->codes = criterion.rating().scale().empty()
                    ? OptionCodes(rubric, "criterion", criterion.id())
                    : OptionCodes(rubric, "scale", criterion.rating().scale());
  for (const v1::RatingOption* option : OptionsOf(rubric, criterion)) {
    item->options.push_back({.code = option->id(),
                             .text = option->text(),
                             .value = option->value(),
                             .needs = Proofs(option->needs())});
  }
}

void AddQuantity(const v1::Quantity& quantity, FormItem* item) {
  if (!quantity.input().empty()) return;  // an input is looked at: there is nothing to answer
  item->unit = quantity.unit();
  item->type = quantity.unit().empty() ? Type::kDecimal : Type::kQuantity;
}

// The counts of everyone, or of one segment.
FormItem CountsItem(const v1::Measure& measure, std::string link, absl::string_view title) {
  FormItem item{.link_id = std::move(link), .text = std::string(title)};
  item.items = {{.link_id = Below(item.link_id, "numerator"),
                 .type = Type::kDecimal,
                 .text = measure.numerator()},
                {.link_id = Below(item.link_id, "denominator"),
                 .type = Type::kDecimal,
                 .text = measure.denominator()}};
  return item;
}

void AddMeasure(const v1::Measure& measure, FormItem* item) {
  item->items.push_back(CountsItem(measure, Below(item->link_id, "everyone"), "Everyone"));
  for (const v1::Segment& segment : measure.segments()) {
    item->items.push_back(
        CountsItem(measure, Below(item->link_id, "segment", segment.id()), segment.title()));
  }
}

void AddMilestones(const v1::Milestones& milestones, FormItem* item) {
  item->items.push_back(NothingDone(*item));
  for (const v1::Milestone& milestone : milestones.milestones()) {
    item->items.push_back({.link_id = Below(item->link_id, "milestone", milestone.id()),
                           .type = Type::kDate,
                           .text = milestone.text()});
  }
}

void AddFactors(const v1::Factors& factors, FormItem* item) {
  for (const v1::Factor& factor : factors.factors()) {
    item->items.push_back({.link_id = Below(item->link_id, "factor", factor.id()),
                           .type = Type::kBoolean,
                           .text = factor.text()});
  }
}

std::string Help(const v1::Criterion& criterion) {
  std::string help = criterion.intent();
  for (const std::string& more : {criterion.guidance(), criterion.evidence_rule()}) {
    if (!more.empty()) absl::StrAppend(&help, help.empty() ? "" : "\n\n", more);
  }
  return help;
}

}  // namespace

FormItem CriterionItem(const v1::RubricDefinition& rubric, const v1::Criterion& criterion) {
  FormItem item{
      .link_id = CriterionLink(criterion.id()), .text = criterion.title(), .help = Help(criterion)};
  item.is_answer = true;
  item.asks = &criterion;
  switch (criterion.form_case()) {
    case v1::Criterion::kStaircase:
      AddStaircase(rubric, criterion, &item);
      break;
    case v1::Criterion::kFactors:
      AddFactors(criterion.factors(), &item);
      break;
    case v1::Criterion::kRating:
      AddOptions(rubric, criterion, &item);
      break;
    case v1::Criterion::kCredit:
      item.type = Type::kBoolean;
      item.needs = Proofs(criterion.credit().needs());
      break;
    case v1::Criterion::kYesNo:
      item.type = Type::kBoolean;
      item.needs = Proofs(criterion.yes_no().needs());
      break;
    case v1::Criterion::kQuantity:
      AddQuantity(criterion.quantity(), &item);
      break;
    case v1::Criterion::kMeasure:
      AddMeasure(criterion.measure(), &item);
      break;
    case v1::Criterion::kMilestones:
      AddMilestones(criterion.milestones(), &item);
      break;
    case v1::Criterion::FORM_NOT_SET:
      break;
  }
  return item;
}

}  // namespace continuum::cli::fhir
