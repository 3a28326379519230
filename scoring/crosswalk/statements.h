// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CROSSWALK_STATEMENTS_H_
#define CONTINUUM_SCORING_CROSSWALK_STATEMENTS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/crosswalk.pb.h"
#include "continuum/v1/scorecard.pb.h"
#include "scoring/crosswalk/rubric_parts.h"

namespace continuum::scoring {

// What an assessment says of a statement.
struct Finding {
  bool holds = false;
  // The least sure that what follows from it may be: medium where a stage was only claimed.
  v1::Confidence confidence = v1::CONFIDENCE_HIGH;
  // Where an activity was reported: as it was. Null elsewhere.
  const v1::ActivityAnswer* activity = nullptr;
  // Where a milestone was reached: the day. Empty elsewhere.
  absl::string_view date;
};

// Reads statements from the answers of a scored assessment, by the rules of crosswalk.proto. Points
// into what it is given, which must outlive it. Immutable.
class Statements {
 public:
  // `scorecard` is that of the answers, with explanation.
  Statements(const RubricParts& rubric, const v1::AnswerSet& answers,
             const v1::Scorecard& scorecard);

  // What is known of a statement of the rubric; nothing where nothing is, or where the part is no
  // statement.
  std::optional<Finding> Find(const v1::CrosswalkPart& part) const;

  // The answer to a criterion, where it counts; null elsewhere.
  const v1::Answer* FindAnswer(absl::string_view criterion) const;

 private:
  struct Entry {
    const v1::Answer* answer = nullptr;
    const v1::CriterionResult* result = nullptr;
  };

  const RubricParts& rubric_;
  absl::flat_hash_map<absl::string_view, Entry> entries_;  // only those that count
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CROSSWALK_STATEMENTS_H_
