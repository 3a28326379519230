// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/render/requirements.h"

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/console.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/state_words.h"
#include "clients/cli/wording.h"

namespace continuum::cli {

namespace {

Style StyleOf(v1::RequirementState state) {
  switch (state) {
    case v1::REQUIREMENT_STATE_MET:
      return Style::kGood;
    case v1::REQUIREMENT_STATE_UNMET:
      return Style::kBad;
    default:
      return Style::kWarning;
  }
}

// An "all of these" without a title of its own says nothing that its parts do not say.
bool IsPlainList(const v1::RequirementResult& requirement) {
  return requirement.title().empty() && requirement.parts_size() > 0 &&
         requirement.parts_needed() == requirement.parts_size();
}

}  // namespace

void PrintRequirement(Console& console, const v1::RequirementResult& requirement,
                      const RubricGuide& guide, int depth, bool all) {
  const bool met = requirement.state() == v1::REQUIREMENT_STATE_MET;
  if (met && !all) return;
  const bool skip_line = IsPlainList(requirement);
  if (!skip_line) {
    const std::string indent(static_cast<size_t>(2 * depth), ' ');
    std::string sentence = RequirementSentence(requirement, guide);
    // The reason, where the sentence does not say it already.
    const auto code = requirement.reason().code();
    if (code == v1::Reason::CODE_BLOCKED || code == v1::Reason::CODE_NOT_APPLICABLE_MEETS ||
        code == v1::Reason::CODE_NOT_APPLICABLE_FAILS) {
      absl::StrAppend(&sentence, ". ",
                      ReasonSentence(requirement.reason(), guide, requirement.criterion()));
    }
    console.Paragraph(absl::StrCat(RequirementStateWords(requirement.state()), " - ", sentence),
                      absl::StrCat(indent, "- "), StyleOf(requirement.state()));
  }
  for (const v1::RequirementResult& part : requirement.parts()) {
    PrintRequirement(console, part, guide, skip_line ? depth : depth + 1, all);
  }
}

std::string LadderSentence(const v1::LadderResult& ladder, const RubricGuide& guide) {
  const v1::Ladder* definition = guide.FindLadder(ladder.ladder());
  const std::string title = definition == nullptr ? ladder.ladder() : definition->title();
  if (ladder.level().empty()) return absl::StrCat(title, ": no level is reached");
  return absl::StrCat(title, ": ", guide.LevelTitle(ladder.ladder(), ladder.level()),
                      " is reached");
}

const v1::LevelResult* NextLevelOf(const v1::LadderResult& ladder) {
  // Above the highest reached, as the service counts; levels may stand on their own.
  const auto& levels = ladder.levels();
  auto level = std::find_if(levels.begin(), levels.end(), [&](const v1::LevelResult& candidate) {
    return candidate.level() == ladder.level();
  });
  level = level == levels.end() ? levels.begin() : level + 1;
  return level == levels.end() ? nullptr : &*level;
}

}  // namespace continuum::cli
