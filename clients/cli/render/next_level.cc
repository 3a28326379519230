// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/render/next_level.h"

#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/console.h"
#include "clients/cli/render/explanation.h"
#include "clients/cli/render/table.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/wording.h"

namespace continuum::cli {

namespace {

// Whether the gap is a list of which all parts are needed: then it says no more than its parts do.
bool NeedsAllParts(const v1::RequirementGap& gap) {
  return gap.parts_size() > 0 && gap.more_needed() >= gap.parts_size();
}

void PrintGap(Console& console, const v1::RequirementGap& gap, const RubricGuide& guide,
              int indent) {
  const std::string spaces(static_cast<size_t>(indent), ' ');
  const bool plain_list = NeedsAllParts(gap) && gap.requirement().title().empty();
  if (gap.parts_size() > 0 && !plain_list) {
    const std::string title = gap.requirement().title();
    const std::string wanted = NeedsAllParts(gap)
                                   ? "all of these are still missing"
                                   : absl::StrCat("any ", gap.more_needed(), " more of these");
    console.Paragraph(title.empty() ? wanted : absl::StrCat(title, " - ", wanted, ":"), spaces,
                      Style::kHeading);
  } else if (gap.parts_size() == 0) {
    console.Paragraph(RequirementSentence(gap.requirement(), guide), absl::StrCat(spaces, "- "),
                      Style::kBad);
    if (gap.steps_size() > 1) {
      console.Paragraph("Each of these would bring it nearer:", absl::StrCat(spaces, "  "));
    }
  }
  if (gap.steps_size() == 1 && gap.requirement().has_criterion()) {
    // The requirement has just named the criterion and its stage.
    for (const std::string& line : StepWords(gap.steps(0), guide, "").to_do) {
      console.Paragraph(line, absl::StrCat(spaces, "  * "));
    }
  } else {
    for (const v1::Step& step : gap.steps()) {
      PrintStep(console, step, guide, gap.requirement().rollup(), indent + 2);
    }
  }
  for (const v1::RequirementGap& part : gap.parts()) {
    PrintGap(console, part, guide, plain_list ? indent : indent + 2);
  }
}

void AddRows(const v1::NextLevel& next, const std::string& level, const v1::RequirementGap& gap,
             const RubricGuide& guide, Table* table) {
  for (const v1::Step& step : gap.steps()) {
    for (const std::string& line : StepWords(step, guide, "").to_do) {
      table->Add({next.ladder(), level, RequirementSentence(gap.requirement(), guide),
                  step.criterion(), guide.CriterionTitle(step.criterion()), line, step.gain()});
    }
  }
  if (gap.steps().empty() && gap.parts().empty()) {
    table->Add(
        {next.ladder(), level, RequirementSentence(gap.requirement(), guide), "", "", "", ""});
  }
  for (const v1::RequirementGap& part : gap.parts()) AddRows(next, level, part, guide, table);
}

}  // namespace

void PrintNextLevel(Console& console, const v1::NextLevel& next, const RubricGuide& guide) {
  const v1::Ladder* ladder = guide.FindLadder(next.ladder());
  const std::string title = ladder == nullptr ? next.ladder() : ladder->title();
  const std::string reached =
      next.reached().empty()
          ? "no level is reached yet"
          : absl::StrCat(guide.LevelTitle(next.ladder(), next.reached()), " is reached");
  console.Paragraph(absl::StrCat(title, ": ", reached), "", Style::kHeading);
  if (next.target().empty()) {
    console.Paragraph("This is the highest level. Nothing is left to reach.");
    return;
  }
  const std::string target = guide.LevelTitle(next.ladder(), next.target());
  if (next.gaps().empty()) {
    console.Paragraph(absl::StrCat(target, " is reached. Nothing is missing."));
    return;
  }
  for (const v1::LevelGap& gap : next.gaps()) {
    console.Heading(
        absl::StrCat("What is missing for ", guide.LevelTitle(next.ladder(), gap.level())));
    PrintGap(console, gap.gap(), guide, 2);
  }
  console.out() << "\n";
  console.Paragraph(
      "Each step is the smallest that helps where it stands. One step may help in several places; "
      "the list does not say which steps together are the least work.",
      "", Style::kDim);
}

Table NextLevelTable(const v1::NextLevel& next, const RubricGuide& guide) {
  Table table({{.id = "ladder", .title = "LADDER"},
               {.id = "level", .title = "LEVEL"},
               {.id = "requirement", .title = "REQUIREMENT", .wraps = true},
               {.id = "criterion", .title = "ID"},
               {.id = "title", .title = "TITLE", .wraps = true},
               {.id = "to_do", .title = "TO DO", .wraps = true},
               {.id = "gain", .title = "GAIN"}});
  for (const v1::LevelGap& gap : next.gaps()) {
    AddRows(next, gap.level(), gap.gap(), guide, &table);
  }
  return table;
}

}  // namespace continuum::cli
