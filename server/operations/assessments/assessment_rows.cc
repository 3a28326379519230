// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments/assessment_rows.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/dates.h"
#include "server/operations/records/waiting_purges.h"

namespace continuum::operations {

v1::Assessment ToMessage(const storage::AssessmentRecord& record) {
  v1::Assessment message;
  message.set_name(record.name);
  message.set_revision(record.revision);
  message.set_period_start(record.period_start);
  message.set_period_end(record.period_end);
  message.set_state(record.state == storage::AssessmentState::kCompleted
                        ? v1::Assessment::STATE_COMPLETED
                        : v1::Assessment::STATE_DRAFT);
  message.set_answered_criteria(static_cast<int32_t>(record.answered_criteria));
  message.set_total_criteria(static_cast<int32_t>(record.total_criteria));
  message.set_corrects(record.corrects);
  message.set_correction_reason(record.correction_reason);
  message.set_corrected_by(record.corrected_by);
  ShowStamp(record.stamp, &message);
  if (record.complete_time.has_value()) {
    *message.mutable_complete_time() = ToTimestamp(*record.complete_time);
  }
  return message;
}

absl::StatusOr<bool> IsCorrected(const storage::Reader& reader, const auth::Scope& scope,
                                 const storage::AssessmentRecord& assessment,
                                 storage::Sequence as_of) {
  if (assessment.corrected_by.empty()) return false;
  ASSIGN_OR_RETURN(const storage::AssessmentRecord correction,
                   reader.GetAssessment(scope, assessment.corrected_by, as_of));
  return correction.state == storage::AssessmentState::kCompleted;
}

absl::StatusOr<v1::Assessment> ToMessageFor(const storage::Reader& reader, const Call& call,
                                            const storage::AssessmentRecord& record,
                                            storage::Sequence as_of) {
  v1::Assessment message = ToMessage(record);
  if (!call.caller.results_only()) return message;
  ASSIGN_OR_RETURN(const bool corrected,
                   IsCorrected(reader, auth::Scope(call.caller), record, as_of));
  if (!corrected) message.clear_corrected_by();
  return message;
}

absl::Status CheckMaySee(const Call& call, const storage::AssessmentRecord& assessment) {
  const bool completed = assessment.state == storage::AssessmentState::kCompleted;
  if (completed || !call.caller.results_only()) return absl::OkStatus();
  return base::NotFound(assessment.name);
}

absl::Status CheckDraft(const storage::AssessmentRecord& assessment) {
  if (assessment.state == storage::AssessmentState::kDraft) return absl::OkStatus();
  return base::FailedPrecondition("ASSESSMENT_COMPLETED", assessment.name,
                                  "it is completed and never changes; want a draft, or correct it");
}

absl::Status CheckProgramActive(const storage::Reader& reader, const auth::Scope& scope,
                                absl::string_view program) {
  ASSIGN_OR_RETURN(const storage::ProgramRecord record, reader.GetProgram(scope, program));
  return CheckActive(program, record.state);
}

absl::StatusOr<std::string> OwnerOfAssessment(const storage::Reader& reader,
                                              const auth::Scope& scope,
                                              const storage::AssessmentRecord& assessment) {
  ASSIGN_OR_RETURN(storage::ProgramRecord program, reader.GetProgram(scope, assessment.program));
  return std::move(program.organization);
}

absl::StatusOr<OpenDraft> GetOpenDraft(const storage::Reader& reader, const auth::Scope& scope,
                                       absl::string_view name, absl::string_view etag) {
  ASSIGN_OR_RETURN(storage::AssessmentRecord assessment, reader.GetAssessment(scope, name));
  RETURN_IF_ERROR(CheckDraft(assessment));
  ASSIGN_OR_RETURN(storage::ProgramRecord program, reader.GetProgram(scope, assessment.program));
  RETURN_IF_ERROR(CheckActive(program.name, program.state));
  RETURN_IF_ERROR(CheckEtag(assessment.name, etag, assessment.stamp));
  return OpenDraft{std::move(assessment), std::move(program.organization)};
}

bool IsGiven(const v1::Answer& answer) {
  return answer.answer_case() != v1::Answer::ANSWER_NOT_SET;
}

bool AnswersCriterion(const v1::Answer& answer) {
  return IsGiven(answer) && !answer.unconfirmed() && !answer.has_input();
}

absl::StatusOr<std::optional<v1::Answer>> FindAnswer(const storage::Reader& reader,
                                                     const auth::Scope& scope,
                                                     absl::string_view assessment,
                                                     absl::string_view criterion,
                                                     absl::string_view answer_set) {
  const auto record = reader.GetAnswer(scope, assessment, answer_set, criterion);
  if (absl::IsNotFound(record.status())) return std::nullopt;
  RETURN_IF_ERROR(record.status());
  ASSIGN_OR_RETURN(v1::Answer answer, ParseSaved(*record));
  if (!IsGiven(answer)) return std::nullopt;
  return answer;
}

absl::Status AppendAnswer(storage::Writer& writer, const auth::Scope& scope,
                          absl::string_view assessment, const v1::Answer& answer,
                          absl::string_view answer_set) {
  storage::AnswerRecord record;
  record.assessment = std::string(assessment);
  record.answer_set = std::string(answer_set);
  record.criterion = answer.criterion();
  record.content = answer.SerializeAsString();
  return writer.AppendAnswer(scope, record);
}

absl::StatusOr<Appended> AppendAnswers(
    storage::Writer& writer, const auth::Scope& scope, absl::string_view author,
    absl::string_view assessment, const google::protobuf::RepeatedPtrField<v1::Answer>& answers,
    absl::string_view answer_set) {
  Appended appended;
  for (const v1::Answer& answer : answers) {
    const auto before = writer.GetAnswer(scope, assessment, answer_set, answer.criterion());
    bool answered = false;
    if (before.ok()) {
      if (before->author == author && before->content == answer.SerializeAsString()) continue;
      ASSIGN_OR_RETURN(const v1::Answer said, ParseSaved(*before));
      answered = AnswersCriterion(said);
    } else if (!absl::IsNotFound(before.status())) {
      return before.status();
    }
    appended.answered += (AnswersCriterion(answer) ? 1 : 0) - (answered ? 1 : 0);
    RETURN_IF_ERROR(AppendAnswer(writer, scope, assessment, answer, answer_set));
    appended.any = true;
  }
  return appended;
}

absl::StatusOr<v1::Answer> ParseSaved(const storage::AnswerRecord& record) {
  v1::Answer answer;
  if (answer.ParseFromString(record.content)) return answer;
  return absl::DataLossError(absl::StrCat("the saved answer to ", record.criterion, " of ",
                                          record.assessment, " cannot be read"));
}

absl::StatusOr<v1::AnswerSet> ReadAnswers(const storage::Reader& reader, const auth::Scope& scope,
                                          absl::string_view assessment, storage::Sequence as_of) {
  ASSIGN_OR_RETURN(const std::vector<storage::AnswerRecord> records,
                   reader.GetAnswers(scope, assessment, kConsensus, as_of));
  v1::AnswerSet answers;
  answers.set_source(v1::ANSWER_SOURCE_PROGRAM_CONSENSUS);
  for (const storage::AnswerRecord& record : records) {
    ASSIGN_OR_RETURN(v1::Answer answer, ParseSaved(record));
    if (IsGiven(answer)) *answers.add_answers() = std::move(answer);
  }
  return answers;
}

absl::StatusOr<v1::AnswerSet> ReadAnswersToCopy(const storage::Reader& reader,
                                                const auth::Scope& scope,
                                                absl::string_view assessment) {
  ASSIGN_OR_RETURN(v1::AnswerSet answers, ReadAnswers(reader, scope, assessment));
  ASSIGN_OR_RETURN(const WaitingPurges waiting, WaitingPurges::Read(reader, assessment));
  const std::string set = absl::StrCat(assessment, "/answerSets/", kConsensus);
  for (v1::Answer& answer : *answers.mutable_answers()) waiting.DropWords(set, &answer);
  return answers;
}

void CheckReadTime(const google::protobuf::Timestamp* read_time, absl::Time now,
                   FieldChecks& checks) {
  if (read_time == nullptr) return;
  const std::optional<absl::Time> time = FromTimestamp(*read_time);
  if (!time.has_value()) {
    checks.Wrong("read_time", read_time->ShortDebugString(), "a time from year 1 to 9999");
  } else if (*time > now) {
    checks.Wrong("read_time", absl::FormatTime(*time, absl::UTCTimeZone()), "a time that is past");
  }
}

absl::StatusOr<storage::Sequence> ResolveReadTime(const storage::Reader& reader,
                                                  const google::protobuf::Timestamp* read_time) {
  const std::optional<absl::Time> time =
      read_time == nullptr ? std::nullopt : FromTimestamp(*read_time);
  if (!time.has_value()) return storage::kLatest;
  return reader.SequenceAt(*time);
}

}  // namespace continuum::operations
