// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/crosswalk_words.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/state_words.h"

namespace continuum::cli {

namespace {

std::string StaircaseWords(const v1::StaircaseAnswer& answer) {
  if (!answer.claimed_stage().empty()) {
    return absl::StrCat("stands at ", answer.claimed_stage());
  }
  std::vector<std::string> done;
  std::vector<std::string> not_done;
  for (const v1::ActivityAnswer& activity : answer.activities()) {
    (activity.state() == v1::ActivityAnswer::STATE_DONE ? done : not_done)
        .push_back(activity.activity());
  }
  std::vector<std::string> parts;
  if (!done.empty()) parts.push_back(absl::StrCat("done: ", absl::StrJoin(done, ", ")));
  if (!not_done.empty()) parts.push_back(absl::StrCat("not done: ", absl::StrJoin(not_done, ", ")));
  return parts.empty() ? "nothing done" : absl::StrJoin(parts, "; ");
}

std::string MeasureWords(const v1::MeasureAnswer& answer) {
  return absl::StrJoin(
      answer.counts(), "; ", [](std::string* words, const v1::MeasureCounts& counts) {
        absl::StrAppend(words, counts.segment(), counts.segment().empty() ? "" : ": ",
                        counts.numerator(), " of ", counts.denominator());
      });
}

std::string MilestoneWords(const v1::MilestonesAnswer& answer) {
  return absl::StrJoin(answer.milestones(), ", ",
                       [](std::string* words, const v1::MilestoneAnswer& milestone) {
                         absl::StrAppend(words, milestone.milestone(), " on ", milestone.date());
                       });
}

std::string InputWords(const v1::InputAnswer& answer) {
  switch (answer.stated_case()) {
    case v1::InputAnswer::kNumber:
      return answer.number();
    case v1::InputAnswer::kDate:
      return answer.date();
    case v1::InputAnswer::kOptions:
      return absl::StrJoin(answer.options().options(), ", ");
    case v1::InputAnswer::kRecognition: {
      const std::string& level = answer.recognition().level();
      return absl::StrCat(RecognitionWords(answer.recognition().status()),
                          level.empty() ? "" : ": ", level);
    }
    default:
      return "";
  }
}

}  // namespace

std::string RelationWords(v1::Relation relation) {
  switch (relation) {
    case v1::RELATION_EQUAL:
      return "equal";
    case v1::RELATION_SUBSET:
      return "a part of it";
    case v1::RELATION_SUPERSET:
      return "more than it";
    case v1::RELATION_OVERLAP:
      return "overlaps";
    default:
      return "unknown";
  }
}

std::string ConfidenceWords(v1::Confidence confidence) {
  switch (confidence) {
    case v1::CONFIDENCE_UNSPECIFIED:
      return "";
    case v1::CONFIDENCE_HIGH:
      return "high";
    case v1::CONFIDENCE_MEDIUM:
      return "medium";
    case v1::CONFIDENCE_LOW:
      return "low";
    default:
      return "unknown";
  }
}

std::string DegreeWords(v1::CriterionCoverage::Degree degree) {
  switch (degree) {
    case v1::CriterionCoverage::DEGREE_WHOLE:
      return "wholly";
    case v1::CriterionCoverage::DEGREE_PARTS:
      return "in part";
    case v1::CriterionCoverage::DEGREE_TOUCHED:
      return "touched";
    case v1::CriterionCoverage::DEGREE_NONE:
      return "by nothing";
    default:
      return "unknown";
  }
}

std::string EditionWords(const v1::RubricEdition& edition) {
  return absl::StrCat(edition.rubric(), "/", edition.revision());
}

std::string AnswerWords(const v1::Answer& answer) {
  switch (answer.answer_case()) {
    case v1::Answer::kStaircase:
      return StaircaseWords(answer.staircase());
    case v1::Answer::kFactors:
      return answer.factors().met().empty()
                 ? "no factor met"
                 : absl::StrCat("met: ", absl::StrJoin(answer.factors().met(), ", "));
    case v1::Answer::kRating:
      return answer.rating().option();
    case v1::Answer::kCredit:
      return answer.credit().met() ? "met" : "not met";
    case v1::Answer::kYesNo:
      return answer.yes_no().yes() ? "yes" : "no";
    case v1::Answer::kQuantity:
      return answer.quantity().number();
    case v1::Answer::kMeasure:
      return MeasureWords(answer.measure());
    case v1::Answer::kMilestones:
      return MilestoneWords(answer.milestones());
    case v1::Answer::kInput:
      return InputWords(answer.input());
    case v1::Answer::kNotApplicable:
      return "not applicable";
    case v1::Answer::kInsufficientData:
      return "not enough information";
    default:
      return "";
  }
}

Table ProposalTable(const Proposals& proposals) {
  Table table({{.id = "criterion", .title = "CRITERION"},
               {.id = "proposed", .title = "PROPOSED", .wraps = true},
               {.id = "confidence", .title = "CONFIDENCE"},
               {.id = "from", .title = "FROM", .wraps = true},
               {.id = "explanation", .title = "WHY", .wraps = true}});
  for (const v1::ProposedAnswer& proposal : proposals) {
    const v1::Answer& answer = proposal.answer();
    table.Add({answer.criterion(), AnswerWords(answer), ConfidenceWords(proposal.confidence()),
               absl::StrJoin(answer.origin().criteria(), ", "), answer.origin().explanation()});
  }
  return table;
}

void PrintProposals(Console& console, const Proposals& proposals) {
  for (const v1::ProposedAnswer& proposal : proposals) {
    const v1::Answer& answer = proposal.answer();
    console.Paragraph(AnswerWords(answer), absl::StrCat(answer.criterion(), ": "), Style::kHeading);
    console.Paragraph(answer.origin().explanation(), "    ");
  }
}

}  // namespace continuum::cli
