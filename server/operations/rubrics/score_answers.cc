// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "scoring/limits.h"
#include "scoring/masking.h"
#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/score_answer_set.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/inline_rubrics.h"
#include "server/operations/rubrics/revision_source.h"
#include "server/operations/rubrics/stored_revisions.h"

namespace continuum::operations {
namespace {

constexpr absl::Duration kInlineRetryDelay = absl::Seconds(1);

absl::Status CheckForm(const v1::ScoreAnswersRequest& request) {
  FieldChecks checks;
  switch (request.rubric_case()) {
    case v1::ScoreAnswersRequest::kRevision:
      checks.NameOf(Resource::kRevision, "revision", request.revision());
      break;
    case v1::ScoreAnswersRequest::kSourceText:
      CheckSourceSize(request.source_text(), scoring::kMaxInlineRubricBytes, checks);
      break;
    case v1::ScoreAnswersRequest::RUBRIC_NOT_SET:
      checks.Wrong("rubric", "", "a revision or a source_text");
  }
  if (!request.has_answers()) checks.Wrong("answers", "", "an answer set; it may hold no answers");
  checks.KnownEnum("answers.source", request.answers().source(), v1::AnswerSource_IsValid);
  if (!request.context().as_of_date().empty()) {
    checks.Day("context.as_of_date", request.context().as_of_date());
  }
  return checks.Result();
}

absl::StatusOr<v1::ScoreAnswersResponse> ScoreUnder(const scoring::CompiledRubric& rubric,
                                                    const v1::ScoreAnswersRequest& request,
                                                    absl::CivilDay today) {
  v1::AnswerSet answers = request.answers();
  if (answers.source() == v1::ANSWER_SOURCE_UNSPECIFIED) {
    answers.set_source(v1::ANSWER_SOURCE_PROGRAM_CONSENSUS);
  }
  RETURN_IF_ERROR(CheckGivenAnswers(rubric, answers, "answers."));
  const std::string as_of_date =
      request.context().as_of_date().empty() ? FormatDay(today) : request.context().as_of_date();
  v1::ScoreAnswersResponse response;
  ASSIGN_OR_RETURN(*response.mutable_scorecard(),
                   ScoreAnswerSet(rubric, answers, as_of_date, !request.skip_explanation()));
  const bool mask = !request.show_small_counts();
  if (mask) scoring::MaskSmallCounts(rubric.definition(), response.mutable_scorecard());
  if (!request.include_next_levels()) return response;
  for (const v1::Ladder& ladder : rubric.definition().ladders()) {
    v1::NextLevel& next = *response.add_next_levels();
    ASSIGN_OR_RETURN(next, FindNextLevelOf(rubric, answers, as_of_date, ladder.id(), ""));
    if (mask) scoring::MaskNextLevel(response.scorecard(), &next);
  }
  return response;
}

absl::StatusOr<v1::ScoreAnswersResponse> ScoreInline(const Dependencies& dependencies,
                                                     const v1::ScoreAnswersRequest& request,
                                                     absl::CivilDay today) {
  const auto turn = dependencies.inline_rubrics->TryTake();
  if (turn == nullptr) {
    return base::ResourceExhausted("SERVER_BUSY",
                                   "too many rubrics are being scored straight from their text; "
                                   "try again, or store the rubric first",
                                   kInlineRetryDelay);
  }
  ASSIGN_OR_RETURN(const RubricCache::Compiled rubric, CheckSource(request.source_text()));
  return ScoreUnder(*rubric, request, today);
}

}  // namespace

absl::StatusOr<v1::ScoreAnswersResponse> ScoreAnswers(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::ScoreAnswersRequest& request) {
  RETURN_IF_ERROR(CheckForm(request));
  const absl::CivilDay today = DayOf(dependencies.clock->Now());
  if (request.has_source_text()) return ScoreInline(dependencies, request, today);
  ASSIGN_OR_RETURN(const RubricCache::Compiled rubric,
                   LoadNamedRevision(dependencies, call.caller, request.revision()));
  return ScoreUnder(*rubric, request, today);
}

}  // namespace continuum::operations
