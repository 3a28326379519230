// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/fhir/content.h"
#include "clients/cli/fhir/form.h"
#include "clients/cli/fhir/names.h"
#include "clients/cli/render/text.h"
#include "scoring/exact.h"

namespace continuum::cli::fhir {

namespace {

// Makes answers of what is said. Whatever is not said is empty.
class Listener {
 public:
  Listener(const Content& content, std::vector<LineProblem>* problems)
      : content_(content), problems_(problems) {}

  void ReadCriterion(const v1::Criterion& criterion, v1::Answer* answer);
  void ReadInput(const v1::Input& input, v1::Answer* answer);

 private:
  const std::vector<std::string>& Values(const std::string& link) const {
    static const auto* const nothing = new std::vector<std::string>();
    const auto found = content_.find(link);
    return found == content_.end() ? *nothing : found->second.values;
  }
  bool Says(const std::string& link) const { return !Values(link).empty(); }
  std::string Text(const std::string& link) const { return Says(link) ? Values(link).front() : ""; }
  bool Yes(const std::string& link) const { return Text(link) == kTrue; }
  void Problem(const std::string& link, std::string message) {
    problems_->push_back({.line = 0, .column = link, .message = std::move(message)});
  }

  void ReadRemarks(const std::string& link, v1::Answer* answer);
  void ReadForm(const v1::Criterion& criterion, const std::string& link, v1::Answer* answer);
  void ReadStaircase(const v1::Staircase& staircase, const std::string& link, v1::Answer* answer);
  void ReadActivity(const std::string& link, const v1::Activity& activity,
                    v1::StaircaseAnswer* answer);
  void ReadCounts(const std::string& link, const std::string& segment, v1::Answer* answer);
  void ReadMilestones(const v1::Milestones& milestones, const std::string& link,
                      v1::Answer* answer);
  void ReadRecognition(const std::string& link, v1::InputAnswer* answer);

  const Content& content_;
  std::vector<LineProblem>* const problems_;
};

void Listener::ReadRemarks(const std::string& link, v1::Answer* answer) {
  const auto found = content_.find(link);
  if (found == content_.end()) return;
  const v1::Answer& remarks = found->second.remarks;
  if (remarks.answer_case() != v1::Answer::ANSWER_NOT_SET &&
      answer->answer_case() != v1::Answer::ANSWER_NOT_SET) {
    Problem(link, "it is answered, and said not to apply or to lack data; want one of them");
    return;
  }
  answer->MergeFrom(remarks);
}

void Listener::ReadCriterion(const v1::Criterion& criterion, v1::Answer* answer) {
  const std::string link = CriterionLink(criterion.id());
  ReadForm(criterion, link, answer);
  ReadRemarks(link, answer);
}

void Listener::ReadForm(const v1::Criterion& criterion, const std::string& link,
                        v1::Answer* answer) {
  switch (criterion.form_case()) {
    case v1::Criterion::kStaircase:
      return ReadStaircase(criterion.staircase(), link, answer);
    case v1::Criterion::kFactors:
      for (const v1::Factor& factor : criterion.factors().factors()) {
        const std::string part = Below(link, "factor", factor.id());
        if (Says(part)) answer->mutable_factors();
        if (Yes(part)) answer->mutable_factors()->add_met(factor.id());
      }
      return;
    case v1::Criterion::kRating:
      if (Says(link)) answer->mutable_rating()->set_option(Text(link));
      return;
    case v1::Criterion::kCredit:
      if (Says(link)) answer->mutable_credit()->set_met(Yes(link));
      return;
    case v1::Criterion::kYesNo:
      if (Says(link)) answer->mutable_yes_no()->set_yes(Yes(link));
      return;
    case v1::Criterion::kQuantity:
      if (Says(link)) answer->mutable_quantity()->set_number(Text(link));
      return;
    case v1::Criterion::kMeasure:
      ReadCounts(Below(link, "everyone"), "", answer);
      for (const v1::Segment& segment : criterion.measure().segments()) {
        ReadCounts(Below(link, "segment", segment.id()), segment.id(), answer);
      }
      return;
    case v1::Criterion::kMilestones:
      return ReadMilestones(criterion.milestones(), link, answer);
    case v1::Criterion::FORM_NOT_SET:
      return;
  }
}

void Listener::ReadStaircase(const v1::Staircase& staircase, const std::string& link,
                             v1::Answer* answer) {
  v1::StaircaseAnswer read;
  read.set_claimed_stage(Text(Below(link, "claimed-stage")));
  for (const v1::Cell& cell : staircase.cells()) {
    for (const v1::Activity& activity : cell.activities()) {
      ReadActivity(Below(link, "activity", activity.id()), activity, &read);
    }
  }
  const bool something = !read.claimed_stage().empty() || !read.activities().empty();
  const bool nothing = Yes(Below(link, "nothing-done"));
  if (something && nothing) {
    Problem(Below(link, "nothing-done"), "got true, but something is said to be done or not done");
  }
  if (something || nothing) *answer->mutable_staircase() = std::move(read);
}

void Listener::ReadActivity(const std::string& link, const v1::Activity& activity,
                            v1::StaircaseAnswer* answer) {
  v1::ActivityAnswer read;
  read.set_since(Text(Below(link, "since")));
  const std::string extent = Text(Below(link, "extent"));
  for (const v1::Extent known : {v1::EXTENT_ALL_SITES, v1::EXTENT_SOME_SITES, v1::EXTENT_PILOT}) {
    if (extent == ExtentCode(known)) read.set_extent(known);
  }
  const std::string part = Below(link, "adaptation");
  if (Says(Below(part, "what")) || Says(Below(part, "why")) || Says(Below(part, "planned")) ||
      Says(Below(part, "consistent"))) {
    v1::Adaptation& adaptation = *read.mutable_adaptation();
    adaptation.set_what(Text(Below(part, "what")));
    adaptation.set_why(Text(Below(part, "why")));
    adaptation.set_planned(Yes(Below(part, "planned")));
    adaptation.set_consistent(Yes(Below(part, "consistent")));
  }
  const auto found = content_.find(link);
  if (found != content_.end()) read.set_stage(found->second.stage);
  if (!Says(link)) {
    if (read.ByteSizeLong() > 0) {
      Problem(link,
              "more is said of this activity, but not whether it is done; want true or false");
    }
    return;
  }
  read.set_activity(activity.id());
  read.set_state(Yes(link) ? v1::ActivityAnswer::STATE_DONE : v1::ActivityAnswer::STATE_NOT_DONE);
  *answer->add_activities() = std::move(read);
}

void Listener::ReadCounts(const std::string& link, const std::string& segment, v1::Answer* answer) {
  const std::string numerator = Below(link, "numerator");
  const std::string denominator = Below(link, "denominator");
  if (!Says(numerator) && !Says(denominator)) return;
  if (!Says(numerator) || !Says(denominator)) {
    Problem(link, "only one of numerator and denominator is given; want both");
    return;
  }
  const auto exact = scoring::Exact::Parse(Text(denominator));
  int64_t whole = 0;
  if (!exact.has_value() || !exact->IsWhole() || !absl::SimpleAtoi(exact->ToString(), &whole)) {
    Problem(denominator, absl::StrCat("got ", Shown(Text(denominator)), ", want a whole number"));
    return;
  }
  v1::MeasureCounts& counts = *answer->mutable_measure()->add_counts();
  counts.set_segment(segment);
  counts.set_numerator(Text(numerator));
  counts.set_denominator(whole);
}

void Listener::ReadMilestones(const v1::Milestones& milestones, const std::string& link,
                              v1::Answer* answer) {
  v1::MilestonesAnswer read;
  for (const v1::Milestone& milestone : milestones.milestones()) {
    const std::string part = Below(link, "milestone", milestone.id());
    if (!Says(part)) continue;
    v1::MilestoneAnswer& done = *read.add_milestones();
    done.set_milestone(milestone.id());
    done.set_date(Text(part));
  }
  const bool nothing = Yes(Below(link, "nothing-done"));
  if (nothing && !read.milestones().empty()) {
    Problem(Below(link, "nothing-done"),
            "got true, but something has the day on which it was done");
  }
  if (nothing || !read.milestones().empty()) *answer->mutable_milestones() = std::move(read);
}

void Listener::ReadRecognition(const std::string& link, v1::InputAnswer* answer) {
  v1::HeldRecognition read;
  const std::string status = Text(Below(link, "status"));
  for (const v1::HeldRecognition::Status known :
       {v1::HeldRecognition::STATUS_HELD, v1::HeldRecognition::STATUS_IN_PROCESS,
        v1::HeldRecognition::STATUS_NOT_HELD}) {
    if (status == RecognitionCode(known)) read.set_status(known);
  }
  read.set_level(Text(Below(link, "level")));
  read.set_first_date(Text(Below(link, "first-date")));
  read.set_last_date(Text(Below(link, "last-date")));
  if (read.ByteSizeLong() > 0) *answer->mutable_recognition() = std::move(read);
}

void Listener::ReadInput(const v1::Input& input, v1::Answer* answer) {
  const std::string link = InputLink(input.id());
  v1::InputAnswer read;
  if (input.has_recognition()) {
    ReadRecognition(link, &read);
  } else if (Says(link) && input.has_number()) {
    read.set_number(Text(link));
  } else if (Says(link) && input.has_date()) {
    read.set_date(Text(link));
  } else if (Says(link) && input.has_choice()) {
    for (const std::string& option : Values(link)) read.mutable_options()->add_options(option);
  }
  if (read.stated_case() != v1::InputAnswer::STATED_NOT_SET) {
    *answer->mutable_input() = std::move(read);
  }
  ReadRemarks(link, answer);
}

void AddCriteria(const std::vector<FormItem>& items, std::vector<const v1::Criterion*>* criteria) {
  for (const FormItem& item : items) {
    if (item.asks != nullptr) criteria->push_back(item.asks);
    AddCriteria(item.items, criteria);
  }
}

}  // namespace

v1::AnswerSet AnswersOf(const Content& content, const std::vector<FormItem>& form,
                        const v1::RubricDefinition& rubric, std::vector<LineProblem>* problems) {
  v1::AnswerSet answers;
  Listener listener(content, problems);
  const auto add = [&answers](const std::string& id, v1::Answer answer) {
    if (answer.ByteSizeLong() == 0) return;  // says nothing
    answer.set_criterion(id);
    *answers.add_answers() = std::move(answer);
  };
  for (const v1::Input& input : rubric.inputs()) {
    v1::Answer answer;
    listener.ReadInput(input, &answer);
    add(input.id(), std::move(answer));
  }
  std::vector<const v1::Criterion*> criteria;
  AddCriteria(form, &criteria);
  for (const v1::Criterion* criterion : criteria) {
    v1::Answer answer;
    listener.ReadCriterion(*criterion, &answer);
    add(criterion->id(), std::move(answer));
  }
  return answers;
}

}  // namespace continuum::cli::fhir
