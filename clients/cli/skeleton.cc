// SPDX-License-Identifier: Apache-2.0

#include "clients/cli/skeleton.h"

#include "absl/strings/str_replace.h"

namespace continuum::cli {

namespace {

constexpr char kRubric[] = R"text(# proto-file: proto/continuum/v1/rubric.proto
# proto-message: continuum.v1.RubricDefinition
#
# A rubric to begin with: one item of every kind, a number, ranges and two levels. Change, copy and
# delete as you need; lines that begin with # are notes for you and change nothing. After each change:
#
#   continuum rubric check THIS-FOLDER     says what is wrong, with the line
#   continuum rubric test THIS-FOLDER      runs the examples in cases/
#   continuum rubric render THIS-FOLDER    writes it as a page to read or print

# Ids are short names that never change once the rubric is published: small letters, digits, ".",
# "_" and "-". Titles and texts may be changed in a new revision.
id: "my-rubric"
revision: "1.0.0"
title: "My rubric"
summary:
  "One or two paragraphs: what it assesses, for whom, and what its result means."

# What people call the parts of this rubric; they see these words.
terms {
  domain: "domain"
  criterion: "item"
}

# Where the content comes from, one entry for each source. STANDING_CONFIRMED: you have read it there.
# STANDING_UNCONFIRMED: it is known in the field, and you have not checked it.
sources {
  citation: "The authors of this rubric."
  covers: "Everything, until you name your sources."
  standing: STANDING_CONFIRMED
}

# Choices that are yours and not your sources', one sentence each.
conventions: "An item that is not answered counts as 0 points."

# The stages that staircases climb, lowest first, and what standing there is worth. Numbers are
# written as 12, 4.5 or 1/3, and are never rounded.
continua {
  id: "stages"
  title: "Stages"
  stages { id: "first" title: "First" value: "1" }
  stages { id: "second" title: "Second" value: "2" }
}

# A scale that several rating items may share.
scales {
  id: "one-to-three"
  options { id: "1" text: "Hardly" value: "1" }
  options { id: "2" text: "In part" value: "2" }
  options { id: "3" text: "Fully" value: "3" }
  options { id: "unclear" text: "There is too little information to rate it." insufficient_data: true }
}

# Activities count where they are carried out at all sites, and adapted ones where they still serve
# their purpose.
activity_policy { adapted_counts: ADAPTATION_RULE_CONSISTENT }

# What happens to answers that are missing: KIND_LEAVES (left out), KIND_COUNTS_AS (with a value),
# KIND_BLOCKS (no result until there is an answer).
missing {
  not_applicable { kind: KIND_LEAVES }
  insufficient_data { kind: KIND_BLOCKS }
  absent { kind: KIND_COUNTS_AS value: "0" }
}

domains {
  id: "care"
  title: "Care"
  description: "What this part is about."

  # A staircase: a stage is reached when all of its activities, and all below, are done.
  criteria {
    id: "screening"
    title: "Screening"
    intent: "What it is meant to achieve."
    guidance: "Help for the person who answers."
    evidence_rule: "What a reviewer would want to see."
    tags: "must-pass"
    staircase {
      continuum: "stages"
      cells {
        stage: "first"
        activities { id: "asks" text: "Every person is asked once a year." }
      }
      cells {
        stage: "second"
        activities { id: "follows-up" text: "Every positive answer is followed up within 30 days." }
      }
    }
  }

  # Factors: how many are met, some of them necessary.
  criteria {
    id: "access"
    title: "Access"
    intent: "What it is meant to achieve."
    evidence_rule: "What a reviewer would want to see."
    factors {
      factors { id: "same-day" text: "People can be seen on the same day." }
      factors { id: "evenings" text: "People can be seen on at least one evening a week." }
      rows { at_least: 1 including: "same-day" value: "1" }
      rows { at_least: 2 including: "same-day" value: "2" }
    }
  }
}
domains {
  id: "team"
  title: "Team"

  # A rating: one option of a scale.
  criteria {
    id: "meetings"
    title: "Team meetings"
    intent: "What it is meant to achieve."
    evidence_rule: "What a reviewer would want to see."
    allows_not_applicable: true
    not_applicable_when: "The team is one person."
    rating { scale: "one-to-three" }
  }

  # Yes or no. There is also `credit { core: true }` and `credit { credits: 2 }`, for programs that
  # count credits.
  criteria {
    id: "policy"
    title: "Written policy"
    intent: "What it is meant to achieve."
    evidence_rule: "The policy."
    yes_no { needs: PROOF_EVIDENCE }
  }
}

# Numbers, computed from items and from other numbers.
rollups {
  id: "points"
  title: "Points"
  description: "All items together, from 0 to 8."
  operator: OPERATOR_WEIGHTED_SUM
  terms { domain: "care" }
  terms { domain: "team" }
  direction: DIRECTION_MORE_IS_BETTER
  display { digits: 0 unit: "points" }
}

# Ranges of a number. Each begins where it says and ends where the next begins.
band_sets {
  id: "overall"
  title: "Overall"
  rollup: "points"
  bands { id: "beginning" title: "Beginning" }
  bands { id: "established" title: "Established" at_least: "5" }
}

# Levels, lowest first. Each also needs those below it.
ladders {
  id: "recognition"
  title: "Recognition"
  levels {
    id: "level-1"
    title: "Level 1"
    requirement {
      all_of {
        parts { rollup_at_least { rollup: "points" value: "3" } }
        parts { criteria_at_least { floors { tag: "must-pass" stage: "first" } } }
      }
    }
    valid_months: 36
  }
  levels {
    id: "level-2"
    title: "Level 2"
    requirement { rollup_at_least { rollup: "points" value: "6" } }
    valid_months: 36
  }
}

# The number that stands for the whole; leave it out where the result is a profile without a total.
index_rollup: "points"
)text";

constexpr char kCase[] = R"text(# proto-file: proto/continuum/v1/rubric_case.proto
# proto-message: continuum.v1.RubricCase
#
# An example: these answers must give this result. Write some for the best, the worst, and each edge just
# missed and just met, and work out the numbers by hand: they tell you when a change does more than you meant.

description: "Screening at its first stage and a full team rating: 4 points, Level 1."
answers {
  answers {
    criterion: "screening"
    staircase { activities { activity: "asks" state: STATE_DONE } }
  }
  answers { criterion: "meetings" rating { option: "3" } }
  source: ANSWER_SOURCE_PROGRAM_CONSENSUS
}
context { as_of_date: "2026-06-30" }
scorecard {
  rubric: "my-rubric"
  revision: "1.0.0"
  source: ANSWER_SOURCE_PROGRAM_CONSENSUS
  context { as_of_date: "2026-06-30" }
  criteria {
    criterion: "screening" state: ANSWER_STATE_VALUE value: "1" stage: "first" done: 1 possible: 2
  }
  criteria { criterion: "access" state: ANSWER_STATE_ABSENT possible: 2 }
  criteria { criterion: "meetings" state: ANSWER_STATE_VALUE value: "3" option: "3" }
  criteria { criterion: "policy" state: ANSWER_STATE_ABSENT possible: 1 }
  rollups { rollup: "points" state: ROLLUP_STATE_VALUE value: "4" display: "4 points" }
  bands { band_set: "overall" band: "beginning" }
  ladders {
    ladder: "recognition"
    level: "level-1"
    levels { level: "level-1" reached: true state: REQUIREMENT_STATE_MET }
    levels { level: "level-2" state: REQUIREMENT_STATE_UNMET }
  }
}
)text";

std::string WithId(absl::string_view text, absl::string_view id) {
  return absl::StrReplaceAll(text, {{"my-rubric", id}});
}

}  // namespace

std::string RubricSkeleton(absl::string_view id) { return WithId(kRubric, id); }

std::string CaseSkeleton(absl::string_view id) { return WithId(kCase, id); }

}  // namespace continuum::cli
