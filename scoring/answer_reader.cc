// SPDX-License-Identifier: Apache-2.0

#include "scoring/answer_reader.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "scoring/limits.h"

namespace continuum::scoring {

void AnswerReader::Report(absl::string_view field, absl::string_view reason,
                          absl::string_view message) const {
  if (problems_->size() >= kMaxAnswerProblems) return;
  v1::AnswerProblem& problem = problems_->emplace_back();
  problem.set_field(absl::StrCat("answers[", position_, "].", field));
  problem.set_reason(std::string(reason));
  problem.set_message(std::string(message));
}

void AnswerReader::CheckRequired(absl::string_view field, absl::string_view text) const {
  if (!absl::StripAsciiWhitespace(text).empty()) return;
  Report(field, answer_reason::kRequired,
         absl::StrCat("The answer to \"", answer_.criterion(), "\" needs the field ", field,
                      ", which is empty."));
}

void AnswerReader::CheckLength(absl::string_view field, absl::string_view text,
                               std::size_t most) const {
  if (text.size() <= most) return;
  Report(field, answer_reason::kTooLong,
         absl::StrCat("The answer to \"", answer_.criterion(), "\" has ", text.size(),
                      " bytes in the field ", field, "; it may have at most ", most, "."));
}

std::optional<Exact> AnswerReader::ReadNumber(absl::string_view field,
                                              absl::string_view text) const {
  if (text.empty()) {
    CheckRequired(field, text);
    return std::nullopt;
  }
  std::optional<Exact> number = Exact::Parse(text);
  if (!number.has_value()) {
    Report(field, answer_reason::kInvalidNumber,
           absl::StrCat("\"", text, "\" in the answer to \"", answer_.criterion(),
                        "\" is not a number; write it as 12, -3, 4.5 or 1/3, with at most ",
                        kMaxNumberLength, " characters."));
  }
  return number;
}

std::optional<int64_t> AnswerReader::ReadDay(absl::string_view field,
                                             absl::string_view text) const {
  if (text.empty()) {
    CheckRequired(field, text);
    return std::nullopt;
  }
  const std::optional<int64_t> day = ParseDay(text);
  if (!day.has_value()) {
    Report(field, answer_reason::kInvalidDay,
           absl::StrCat("\"", text, "\" in the answer to \"", answer_.criterion(),
                        "\" is not a day; write it as YYYY-MM-DD."));
  }
  return day;
}

void AnswerReader::CheckRemarks() const {
  CheckLength("comment", answer_.comment(), kMaxCommentBytes);
  if (answer_.evidence_size() > kMaxEvidence) {
    Report(
        "evidence", answer_reason::kTooMany,
        absl::StrCat("The answer to \"", answer_.criterion(), "\" brings ", answer_.evidence_size(),
                     " pieces of evidence; it may bring at most ", kMaxEvidence, "."));
  }
  for (int i = 0; i < answer_.evidence_size(); ++i) {
    const v1::Evidence& evidence = answer_.evidence(i);
    const std::string field = absl::StrCat("evidence[", i, "].");
    CheckRequired(absl::StrCat(field, "reference"), evidence.reference());
    CheckLength(absl::StrCat(field, "reference"), evidence.reference(), kMaxReferenceBytes);
    CheckLength(absl::StrCat(field, "description"), evidence.description(), kMaxJustificationBytes);
  }
  CheckLength("origin.explanation", answer_.origin().explanation(), kMaxJustificationBytes);
}

ProofSet LackingProofs(const v1::Answer* answer, const ProofSet& needs) {
  if (answer == nullptr) return needs;
  return {.evidence = needs.evidence && answer->evidence().empty(),
          .attestation = needs.attestation && !answer->attested(),
          .comment = needs.comment && absl::StripAsciiWhitespace(answer->comment()).empty(),
          .evidence_or_attestation =
              needs.evidence_or_attestation && answer->evidence().empty() && !answer->attested()};
}

void TakeValue(const AnswerReader& reader, const ProofSet& needs, const Number& value, int done,
               CriterionOutcome* outcome) {
  outcome->lacking = LackingProofs(&reader.answer(), needs);
  if (!outcome->lacking.empty()) return;
  outcome->state = v1::ANSWER_STATE_VALUE;
  outcome->value = &value;
  outcome->done = done;
}

}  // namespace continuum::scoring
