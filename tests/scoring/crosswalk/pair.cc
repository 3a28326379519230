// SPDX-License-Identifier: Apache-2.0

#include "tests/scoring/crosswalk/pair.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/scoring/rubrics.h"

namespace continuum::scoring {
namespace {

constexpr char kStages[] = R"pb(
  continua {
    id: "stages"
    stages { id: "low" value: "1" }
    stages { id: "middle" value: "2" }
    stages { id: "high" value: "3" }
  }
  activity_policy { counted_extents: EXTENT_SOME_SITES adapted_counts: ADAPTATION_RULE_CONSISTENT }
)pb";

constexpr char kLeft[] = R"pb(
  id: "left"
  revision: "1"
  domains {
    id: "all"
    title: "All"
    criteria {
      id: "care"
      title: "Care"
      staircase {
        continuum: "stages"
        cells {
          stage: "low"
          activities { id: "asks" }
        }
        cells {
          stage: "middle"
          activities { id: "measures" }
        }
        cells {
          stage: "high"
          activities { id: "treats" covers: "measures" }
        }
      }
    }
    criteria {
      id: "plan"
      title: "Plan"
      staircase {
        continuum: "stages"
        cells {
          stage: "low"
          activities { id: "writes" }
        }
        cells {
          stage: "middle"
          activities { id: "shares" }
        }
        cells {
          stage: "high"
          activities { id: "renews" }
        }
      }
    }
    criteria {
      id: "team"
      title: "Team"
      factors {
        factors { id: "nurse" }
        factors { id: "peer" }
        rows { at_least: 1 value: "1" }
      }
    }
    criteria {
      id: "open"
      title: "Open"
      yes_no {}
    }
    criteria {
      id: "grade"
      title: "Grade"
      rating {
        options { id: "a" value: "1" }
        options { id: "b" value: "2" }
      }
    }
    criteria {
      id: "days"
      title: "Days"
      quantity { unit: "days" whole: true }
    }
    criteria {
      id: "control"
      title: "Control"
      measure {
        kind: KIND_PROPORTION
        basis: BASIS_PERSONS
        segments { id: "smi" }
      }
    }
    criteria {
      id: "phase"
      title: "Phase"
      milestones {
        continuum: "stages"
        stage: "low"
        milestones { id: "hired" }
      }
    }
  }
)pb";

constexpr char kRight[] = R"pb(
  id: "right"
  revision: "1"
  domains {
    id: "people"
    title: "People"
    criteria {
      id: "visit"
      title: "Visit"
      staircase {
        continuum: "stages"
        cells {
          stage: "low"
          activities { id: "greets" }
        }
        cells {
          stage: "middle"
          activities { id: "weighs" }
          activities { id: "listens" }
        }
        cells {
          stage: "high"
          activities { id: "heals" }
        }
      }
    }
    criteria {
      id: "staff"
      title: "Staff"
      factors {
        factors { id: "rn" }
        factors { id: "md" }
        factors { id: "helper" }
        rows { at_least: 1 value: "1" }
      }
    }
  }
  domains {
    id: "house"
    title: "House"
    criteria {
      id: "doors"
      title: "Doors"
      credit { core: true }
    }
    criteria {
      id: "mark"
      title: "Mark"
      rating {
        options { id: "a" value: "5" }
        options { id: "b" value: "2.0" }
      }
    }
    criteria {
      id: "wait"
      title: "Wait"
      quantity { unit: "days" }
    }
    criteria {
      id: "pressure"
      title: "Pressure"
      measure {
        kind: KIND_PROPORTION
        basis: BASIS_PERSONS
        segments { id: "smi" }
      }
    }
    criteria {
      id: "start"
      title: "Start"
      milestones {
        continuum: "stages"
        stage: "low"
        milestones { id: "staffed" }
      }
    }
  }
)pb";

std::string Part(absl::string_view text) {
  const std::vector<absl::string_view> part = absl::StrSplit(text, '/');
  if (part.size() == 2) return absl::StrCat("criterion: '", part[0], "' part: '", part[1], "'");
  const std::vector<absl::string_view> stage = absl::StrSplit(text, '@');
  if (stage.size() == 2) return absl::StrCat("criterion: '", stage[0], "' stage: '", stage[1], "'");
  const std::vector<absl::string_view> option = absl::StrSplit(text, '=');
  if (option.size() == 2) {
    return absl::StrCat("criterion: '", option[0], "' option: '", option[1], "'");
  }
  return absl::StrCat("criterion: '", text, "'");
}

v1::RubricDefinition ParseRubricText(absl::string_view text) {
  return Parse<v1::RubricDefinition>(absl::StrCat(kStages, text));
}

}  // namespace

const v1::RubricDefinition& Left() {
  static const auto* const rubric = new v1::RubricDefinition(ParseRubricText(kLeft));
  return *rubric;
}

const v1::RubricDefinition& Right() {
  static const auto* const rubric = new v1::RubricDefinition(ParseRubricText(kRight));
  return *rubric;
}

std::string CrosswalkText(const std::vector<std::string>& mappings) {
  std::string text = R"(id: "left-to-right"
title: "Left to right"
summary: "For tests."
sources { citation: "None." covers: "All." standing: STANDING_CONFIRMED }
from { rubric: "left" revision: "1" }
to { rubric: "right" revision: "1" }
)";
  for (const std::string& mapping : mappings) {
    const std::vector<absl::string_view> words = absl::StrSplit(mapping, ' ');
    absl::StrAppend(&text, "mappings { from { ", Part(words[0]), " } to { ", Part(words[2]),
                    " } relation: RELATION_", words[3], " confidence: CONFIDENCE_", words[4],
                    " rationale: 'Because.' }\n");
  }
  return text;
}

v1::CrosswalkDefinition Crosswalk(const std::vector<std::string>& mappings) {
  return Parse<v1::CrosswalkDefinition>(CrosswalkText(mappings));
}

}  // namespace continuum::scoring
