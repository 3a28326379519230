// SPDX-License-Identifier: Apache-2.0

#include "clients/cli/page/rubric_form.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/form_words.h"
#include "clients/cli/number_text.h"

namespace continuum::cli {

namespace {

void WriteStaircase(const v1::Criterion& criterion, const RubricGuide& guide, Html& html) {
  const v1::Continuum* continuum = guide.ContinuumOf(criterion);
  html.Block("table", [&] {
    html.Text("caption", "A stage is reached when all of its activities, and all below, are done.");
    html.TableHead({"Stage", "Worth", "Activities"});
    html.Block("tbody", [&] {
      int index = 0;
      for (const v1::Cell& cell : criterion.staircase().cells()) {
        html.Block("tr", [&] {
          html.Text("th", guide.StageTitle(criterion.id(), cell.stage()), {{"scope", "row"}});
          html.Text("td", continuum == nullptr || index >= continuum->stages_size()
                              ? ""
                              : NumberText(continuum->stages(index).value()));
          html.Block("td", [&] {
            std::vector<std::string> texts;
            for (const v1::Activity& activity : cell.activities()) texts.push_back(activity.text());
            if (texts.empty()) html.Text("Reached by answering.");
            html.List(texts);
          });
        });
        ++index;
      }
    });
  });
}

void WriteFactors(const v1::Criterion& criterion, const RubricGuide& guide, Html& html) {
  html.Block("ol", [&] {
    for (const v1::Factor& factor : criterion.factors().factors()) html.Text("li", factor.text());
  });
  html.Block("table", [&] {
    html.Text("caption", "The best row that holds counts; with none, 0.");
    html.TableHead({"At least", "These among them", "Worth"});
    html.Block("tbody", [&] {
      for (const v1::FactorRow& row : criterion.factors().rows()) {
        html.Block("tr", [&] {
          html.Text("th", CountOf(row.at_least(), "factor"), {{"scope", "row"}});
          html.Block("td", [&] {
            std::vector<std::string> texts;
            for (const std::string& factor : row.including()) {
              texts.push_back(guide.FactorText(criterion.id(), factor));
            }
            if (texts.empty()) html.Text("any");
            html.List(texts);
          });
          html.Text("td", NumberText(row.value()));
        });
      }
    });
  });
}

void WriteRating(const v1::Criterion& criterion, const RubricGuide& guide, Html& html) {
  html.Block("table", [&] {
    html.Text("caption", "One of these is chosen.");
    html.TableHead({"Worth", "Answer"});
    html.Block("tbody", [&] {
      for (const v1::RatingOption* option : OptionsOf(guide.definition(), criterion)) {
        html.Block("tr", [&] {
          html.Text("th", option->insufficient_data() ? "not rated" : NumberText(option->value()),
                    {{"scope", "row"}});
          html.Text("td", OptionWords(*option));
        });
      }
    });
  });
}

void WriteWorth(const v1::Worth& worth, const v1::Display& display, Html& html) {
  const std::vector<WorthRange> ranges = WorthRanges(worth, display);
  if (ranges.empty()) {
    html.Text("p", WorthWords(worth, display));
    return;
  }
  html.Block("table", [&] {
    html.Text("caption", "What the number is worth.");
    html.TableHead({"Number", "Worth"});
    html.Block("tbody", [&] {
      for (const WorthRange& range : ranges) {
        html.Block("tr", [&] {
          html.Text("th", range.range, {{"scope", "row"}});
          html.Text("td", range.value);
        });
      }
    });
  });
}

void WriteSentences(const std::vector<std::string>& sentences, Html& html) {
  html.Text("p", absl::StrJoin(sentences, " "));
}

void WriteMilestones(const v1::Criterion& criterion, const RubricGuide& guide, Html& html) {
  WriteSentences(MilestonesWords(criterion, guide), html);
  html.Block("ol", [&] {
    for (const v1::Milestone& milestone : criterion.milestones().milestones()) {
      html.Text("li", milestone.text());
    }
  });
}

}  // namespace

void WriteForm(const v1::Criterion& criterion, const RubricGuide& guide, Html& html) {
  switch (criterion.form_case()) {
    case v1::Criterion::kStaircase:
      return WriteStaircase(criterion, guide, html);
    case v1::Criterion::kFactors:
      return WriteFactors(criterion, guide, html);
    case v1::Criterion::kRating:
      return WriteRating(criterion, guide, html);
    case v1::Criterion::kCredit:
      html.Text("p", absl::StrCat(
                         "Met or not met. ",
                         criterion.credit().core()
                             ? "Core."
                             : absl::StrCat("Elective, worth ",
                                            CountOf(criterion.credit().credits(), "credit"), "."),
                         " ", NeedsWords(criterion.credit().needs())));
      return;
    case v1::Criterion::kYesNo:
      html.Text("p", absl::StrCat("Yes or no. ", NeedsWords(criterion.yes_no().needs())));
      return;
    case v1::Criterion::kQuantity:
      WriteSentences(QuantityWords(criterion, guide), html);
      return WriteWorth(criterion.quantity().worth(), NumberDisplay(criterion, guide), html);
    case v1::Criterion::kMeasure:
      WriteSentences(MeasureWords(criterion, guide), html);
      return WriteWorth(criterion.measure().worth(), NumberDisplay(criterion, guide), html);
    case v1::Criterion::kMilestones:
      return WriteMilestones(criterion, guide, html);
    case v1::Criterion::FORM_NOT_SET:
      return;
  }
}

}  // namespace continuum::cli
