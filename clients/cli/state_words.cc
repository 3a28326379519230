// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/state_words.h"

#include <string>

#include "absl/strings/string_view.h"

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
    case v1::PROOF_EVIDENCE_OR_ATTESTATION:
      return "evidence or an attestation";
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

std::string PhaseStateWords(v1::PhaseState state) {
  switch (state) {
    case v1::PHASE_STATE_NOT_BEGUN:
      return "not begun";
    case v1::PHASE_STATE_OPEN:
      return "open";
    case v1::PHASE_STATE_COMPLETE:
      return "complete";
    case v1::PHASE_STATE_LEFT:
      return "left before it was complete";
    case v1::PHASE_STATE_SKIPPED:
      return "skipped";
    case v1::PHASE_STATE_CEASED:
      return "ceased before it was complete";
    default:
      return "unknown";
  }
}

std::string RecognitionWords(v1::HeldRecognition::Status status) {
  switch (status) {
    case v1::HeldRecognition::STATUS_HELD:
      return "held";
    case v1::HeldRecognition::STATUS_IN_PROCESS:
      return "in process";
    case v1::HeldRecognition::STATUS_NOT_HELD:
      return "not held";
    default:
      return "unknown";
  }
}

std::string RecognitionProblemWords(absl::string_view argument) {
  if (argument == "not-stated") return "not stated";
  if (argument == "not-held") return "not held";
  if (argument == "in-process") return "in process, which is not enough";
  if (argument == "not-valid") return "not valid on the day that is scored";
  if (argument == "level") return "held at a level that is not accepted";
  return "not accepted";
}

std::string KindWords(v1::RubricDefinition::Kind kind) {
  switch (kind) {
    case v1::RubricDefinition::KIND_UNSPECIFIED:
      return "";
    case v1::RubricDefinition::KIND_RECOGNITION:
      return "recognition";
    case v1::RubricDefinition::KIND_FIDELITY:
      return "fidelity";
    case v1::RubricDefinition::KIND_SELF_ASSESSMENT:
      return "self-assessment";
    case v1::RubricDefinition::KIND_INITIATIVE:
      return "initiative";
    case v1::RubricDefinition::KIND_MEASURES:
      return "measures";
    case v1::RubricDefinition::KIND_IMPLEMENTATION:
      return "implementation";
    default:
      return "unknown";
  }
}

std::string StatusWords(v1::RubricDefinition::Status status) {
  switch (status) {
    case v1::RubricDefinition::STATUS_UNSPECIFIED:
      return "";
    case v1::RubricDefinition::STATUS_TRIAL:
      return "on trial";
    case v1::RubricDefinition::STATUS_IN_USE:
      return "in use";
    case v1::RubricDefinition::STATUS_RETIRED:
      return "retired";
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
