// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/fhir/content.h"
#include "clients/cli/fhir/form.h"
#include "clients/cli/fhir/names.h"

namespace continuum::cli::fhir {

namespace {

// Says what answers say.
class Speaker {
 public:
  explicit Speaker(const FormIndex& index) : index_(index) {}

  void Add(const v1::Answer& answer);
  Content Take() { return std::move(content_); }

 private:
  // FHIR has no empty texts.
  void Say(const std::string& link, absl::string_view text) {
    if (!text.empty()) content_[link].values.emplace_back(text);
  }
  void SayYesNo(const std::string& link, bool yes) {
    content_[link].values.emplace_back(yes ? kTrue : kFalse);
  }

  void AddValue(const std::string& link, const v1::Answer& answer);
  void AddStaircase(const std::string& link, const v1::StaircaseAnswer& answer);
  void AddActivity(const std::string& link, const v1::ActivityAnswer& activity);
  void AddFactors(const std::string& link, const v1::FactorsAnswer& answer);
  void AddCounts(const std::string& link, const v1::MeasureCounts& counts);
  void AddMilestones(const std::string& link, const v1::MilestonesAnswer& answer);
  void AddInput(const std::string& link, const v1::InputAnswer& answer);

  const FormIndex& index_;
  Content content_;
};

void Speaker::Add(const v1::Answer& answer) {
  const std::string link = LinkOf(answer, index_);
  if (link.empty()) return;
  v1::Answer remarks = answer;
  remarks.clear_criterion();
  if (!answer.has_not_applicable() && !answer.has_insufficient_data()) remarks.clear_answer();
  content_[link].remarks = std::move(remarks);
  AddValue(link, answer);
}

void Speaker::AddValue(const std::string& link, const v1::Answer& answer) {
  switch (answer.answer_case()) {
    case v1::Answer::kStaircase:
      return AddStaircase(link, answer.staircase());
    case v1::Answer::kFactors:
      return AddFactors(link, answer.factors());
    case v1::Answer::kRating:
      return Say(link, answer.rating().option());
    case v1::Answer::kCredit:
      return SayYesNo(link, answer.credit().met());
    case v1::Answer::kYesNo:
      return SayYesNo(link, answer.yes_no().yes());
    case v1::Answer::kQuantity:
      return Say(link, answer.quantity().number());
    case v1::Answer::kMeasure:
      for (const v1::MeasureCounts& counts : answer.measure().counts()) {
        AddCounts(counts.segment().empty() ? Below(link, "everyone")
                                           : Below(link, "segment", counts.segment()),
                  counts);
      }
      return;
    case v1::Answer::kMilestones:
      return AddMilestones(link, answer.milestones());
    case v1::Answer::kInput:
      return AddInput(link, answer.input());
    case v1::Answer::kNotApplicable:
    case v1::Answer::kInsufficientData:
    case v1::Answer::ANSWER_NOT_SET:
      return;
  }
}

void Speaker::AddStaircase(const std::string& link, const v1::StaircaseAnswer& answer) {
  if (answer.claimed_stage().empty() && answer.activities().empty()) {
    SayYesNo(Below(link, "nothing-done"), true);
  }
  Say(Below(link, "claimed-stage"), answer.claimed_stage());
  for (const v1::ActivityAnswer& activity : answer.activities()) {
    AddActivity(Below(link, "activity", activity.activity()), activity);
  }
}

void Speaker::AddActivity(const std::string& link, const v1::ActivityAnswer& activity) {
  if (activity.state() != v1::ActivityAnswer::STATE_UNSPECIFIED) {
    SayYesNo(link, activity.state() == v1::ActivityAnswer::STATE_DONE);
  }
  content_[link].stage = activity.stage();
  Say(Below(link, "since"), activity.since());
  Say(Below(link, "extent"), ExtentCode(activity.extent()));
  if (!activity.has_adaptation()) return;
  const std::string adaptation = Below(link, "adaptation");
  Say(Below(adaptation, "what"), activity.adaptation().what());
  Say(Below(adaptation, "why"), activity.adaptation().why());
  SayYesNo(Below(adaptation, "planned"), activity.adaptation().planned());
  SayYesNo(Below(adaptation, "consistent"), activity.adaptation().consistent());
}

void Speaker::AddFactors(const std::string& link, const v1::FactorsAnswer& answer) {
  const FormItem& item = *index_.at(link).item;
  if (item.asks == nullptr) return;
  for (const v1::Factor& factor : item.asks->factors().factors()) {
    const bool met =
        std::find(answer.met().begin(), answer.met().end(), factor.id()) != answer.met().end();
    SayYesNo(Below(link, "factor", factor.id()), met);
  }
}

void Speaker::AddCounts(const std::string& link, const v1::MeasureCounts& counts) {
  Say(Below(link, "numerator"), counts.numerator());
  Say(Below(link, "denominator"), absl::StrCat(counts.denominator()));
}

void Speaker::AddMilestones(const std::string& link, const v1::MilestonesAnswer& answer) {
  if (answer.milestones().empty()) SayYesNo(Below(link, "nothing-done"), true);
  for (const v1::MilestoneAnswer& milestone : answer.milestones()) {
    Say(Below(link, "milestone", milestone.milestone()), milestone.date());
  }
}

void Speaker::AddInput(const std::string& link, const v1::InputAnswer& answer) {
  switch (answer.stated_case()) {
    case v1::InputAnswer::kNumber:
      return Say(link, answer.number());
    case v1::InputAnswer::kDate:
      return Say(link, answer.date());
    case v1::InputAnswer::kOptions:
      for (const std::string& option : answer.options().options()) Say(link, option);
      return;
    case v1::InputAnswer::kRecognition:
      Say(Below(link, "status"), RecognitionCode(answer.recognition().status()));
      Say(Below(link, "level"), answer.recognition().level());
      Say(Below(link, "first-date"), answer.recognition().first_date());
      Say(Below(link, "last-date"), answer.recognition().last_date());
      return;
    case v1::InputAnswer::STATED_NOT_SET:
      return;
  }
}

}  // namespace

std::string LinkOf(const v1::Answer& answer, const FormIndex& index) {
  for (std::string link : {CriterionLink(answer.criterion()), InputLink(answer.criterion())}) {
    if (index.contains(link)) return link;
  }
  return "";
}

Content ContentOf(const v1::AnswerSet& answers, const FormIndex& index) {
  Speaker speaker(index);
  for (const v1::Answer& answer : answers.answers()) speaker.Add(answer);
  return speaker.Take();
}

}  // namespace continuum::cli::fhir
