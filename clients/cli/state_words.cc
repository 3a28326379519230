// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/state_words.h"

#include <string>

namespace continuum::cli {

std::string AnswerStateWords(v1::AnswerState state) {
  switch (state) {
    case v1::ANSWER_STATE_VALUE:
      return "answered";
    case v1::ANSWER_STATE_NOT_APPLICABLE:
      return "not applicable";
    case v1::ANSWER_STATE_INSUFFICIENT_DATA:
      return "insufficient data";
    case v1::ANSWER_STATE_ABSENT:
      return "not answered";
    default:
      return "unknown";
  }
}

std::string SourceWords(v1::AnswerSource source) {
  switch (source) {
    case v1::ANSWER_SOURCE_INDIVIDUAL:
      return "one person of the program";
    case v1::ANSWER_SOURCE_UNSPECIFIED:  // stands for it in requests
    case v1::ANSWER_SOURCE_PROGRAM_CONSENSUS:
      return "the program (consensus)";
    case v1::ANSWER_SOURCE_REVIEWER:
      return "a reviewer";
    case v1::ANSWER_SOURCE_REVIEWER_CONSENSUS:
      return "the reviewers (consensus)";
    default:
      return "unknown";
  }
}

std::string RollupStateWords(v1::RollupState state) {
  switch (state) {
    case v1::ROLLUP_STATE_VALUE:
      return "value";
    case v1::ROLLUP_STATE_NO_VALUE:
      return "no value";
    case v1::ROLLUP_STATE_BLOCKED:
      return "waits for answers";
    default:
      return "unknown";
  }
}

std::string RequirementStateWords(v1::RequirementState state) {
  switch (state) {
    case v1::REQUIREMENT_STATE_MET:
      return "met";
    case v1::REQUIREMENT_STATE_UNMET:
      return "not met";
    case v1::REQUIREMENT_STATE_CANNOT_BE_TOLD:
      return "cannot be told";
    default:
      return "unknown";
  }
}

std::string ProofWords(v1::Proof proof) {
  switch (proof) {
    case v1::PROOF_EVIDENCE:
      return "evidence";
    case v1::PROOF_ATTESTATION:
      return "an attestation";
    case v1::PROOF_COMMENT:
      return "a comment";
    default:
      return "unknown";
  }
}

std::string UseWords(v1::TermResult::Use use) {
  switch (use) {
    case v1::TermResult::USE_COUNTED:
      return "counted";
    case v1::TermResult::USE_COUNTED_AS:
      return "missing, counted as";
    case v1::TermResult::USE_COUNTED_AS_MET:
      return "missing, counted as met";
    case v1::TermResult::USE_LEFT:
      return "left out";
    case v1::TermResult::USE_BLOCKS:
      return "missing, holds it up";
    default:
      return "unknown";
  }
}

std::string ComparisonWords(v1::FidelityPoint::Comparison comparison) {
  switch (comparison) {
    case v1::FidelityPoint::COMPARISON_FIRST:
      return "first";
    case v1::FidelityPoint::COMPARISON_COMPARED:
      return "compared";
    case v1::FidelityPoint::COMPARISON_BREAK:
      return "not comparable";
    default:
      return "unknown";
  }
}

std::string TrendWords(v1::RollupChange::Trend trend) {
  switch (trend) {
    case v1::RollupChange::TREND_BETTER:
      return "better";
    case v1::RollupChange::TREND_WORSE:
      return "worse";
    case v1::RollupChange::TREND_SAME:
      return "same";
    case v1::RollupChange::TREND_CHANGED:
      return "changed";
    default:
      return "unknown";
  }
}

std::string AssessmentStateWords(v1::Assessment::State state) {
  switch (state) {
    case v1::Assessment::STATE_DRAFT:
      return "draft";
    case v1::Assessment::STATE_COMPLETED:
      return "completed";
    default:
      return "unknown";
  }
}

std::string RevisionStateWords(v1::RubricRevision::State state) {
  switch (state) {
    case v1::RubricRevision::STATE_DRAFT:
      return "draft";
    case v1::RubricRevision::STATE_PUBLISHED:
      return "published";
    default:
      return "unknown";
  }
}

std::string LifecycleWords(v1::LifecycleState state) {
  switch (state) {
    case v1::LIFECYCLE_STATE_ACTIVE:
      return "active";
    case v1::LIFECYCLE_STATE_ARCHIVED:
      return "archived";
    default:
      return "unknown";
  }
}

std::string SeverityWords(v1::RubricProblem::Severity severity) {
  switch (severity) {
    case v1::RubricProblem::SEVERITY_ERROR:
      return "error";
    case v1::RubricProblem::SEVERITY_WARNING:
      return "warning";
    default:
      return "remark";
  }
}

}  // namespace continuum::cli
