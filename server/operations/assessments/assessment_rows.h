// SPDX-License-Identifier: Apache-2.0
//
// What the use cases of assessments ask of stored assessments and answers.

#ifndef CONTINUUM_SERVER_OPERATIONS_ASSESSMENTS_ASSESSMENT_ROWS_H_
#define CONTINUUM_SERVER_OPERATIONS_ASSESSMENTS_ASSESSMENT_ROWS_H_

#include <google/protobuf/timestamp.pb.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "continuum/v1/assessment_service.pb.h"
#include "server/auth/scope.h"
#include "server/operations/call.h"
#include "server/operations/common/field_checks.h"
#include "server/storage/reader.h"
#include "server/storage/records.h"
#include "server/storage/writer.h"

namespace continuum::operations {

// The last part of the name of the program's own answer set. Others are people's own
// (own_answers.h).
inline constexpr char kConsensus[] = "consensus";

v1::Assessment ToMessage(const storage::AssessmentRecord& record);

// Whether another assessment has taken its place: a correction counts once it is completed.
absl::StatusOr<bool> IsCorrected(const storage::Reader& reader, const auth::Scope& scope,
                                 const storage::AssessmentRecord& assessment,
                                 storage::Sequence as_of = storage::kLatest);

// The same message as the caller may see it: a correction that is not completed is nobody else's
// business, and whoever relies on a result has to know that there is another one.
absl::StatusOr<v1::Assessment> ToMessageFor(const storage::Reader& reader, const Call& call,
                                            const storage::AssessmentRecord& record,
                                            storage::Sequence as_of = storage::kLatest);

// NOT_FOUND if the caller sees completed results only, and this is a draft.
absl::Status CheckMaySee(const Call& call, const storage::AssessmentRecord& assessment);

// FAILED_PRECONDITION, ASSESSMENT_COMPLETED unless it is a draft.
absl::Status CheckDraft(const storage::AssessmentRecord& assessment);

// FAILED_PRECONDITION, ARCHIVED if the program is.
absl::Status CheckProgramActive(const storage::Reader& reader, const auth::Scope& scope,
                                absl::string_view program);

// Who owns an assessment: the organization of its program.
absl::StatusOr<std::string> OwnerOfAssessment(const storage::Reader& reader,
                                              const auth::Scope& scope,
                                              const storage::AssessmentRecord& assessment);

// A draft that takes answers, and who owns it.
struct OpenDraft {
  storage::AssessmentRecord assessment;
  std::string owner;
};
// NOT_FOUND; FAILED_PRECONDITION, ASSESSMENT_COMPLETED or ARCHIVED; ABORTED, ETAG_MISMATCH unless
// the etag is the draft's or empty.
absl::StatusOr<OpenDraft> GetOpenDraft(const storage::Reader& reader, const auth::Scope& scope,
                                       absl::string_view name, absl::string_view etag);

// Whether an answer says something: one without a form was taken back.
bool IsGiven(const v1::Answer& answer);

// Whether an answer answers a criterion. One that is not confirmed is only a proposal, and inputs
// are no criteria.
bool AnswersCriterion(const v1::Answer& answer);

// The answer, or the proposal, that an answer set of an assessment holds for a criterion; nothing
// where there was none, or it was taken back.
absl::StatusOr<std::optional<v1::Answer>> FindAnswer(const storage::Reader& reader,
                                                     const auth::Scope& scope,
                                                     absl::string_view assessment,
                                                     absl::string_view criterion,
                                                     absl::string_view answer_set = kConsensus);

// Adds an answer to an answer set. The assessment, or the record of a person's own set, has to be
// updated too.
absl::Status AppendAnswer(storage::Writer& writer, const auth::Scope& scope,
                          absl::string_view assessment, const v1::Answer& answer,
                          absl::string_view answer_set = kConsensus);

// What became of answers that were to be added.
struct Appended {
  int64_t answered = 0;  // criteria more than before
  bool any = false;      // whether any was added
};
// Adds the answers of a request by `author`. One that is just what its author saved last is not
// added again: whoever saves a page over and over would fill the disk with copies of it.
absl::StatusOr<Appended> AppendAnswers(
    storage::Writer& writer, const auth::Scope& scope, absl::string_view author,
    absl::string_view assessment, const google::protobuf::RepeatedPtrField<v1::Answer>& answers,
    absl::string_view answer_set = kConsensus);

// DATA_LOSS if the saved bytes are no answer.
absl::StatusOr<v1::Answer> ParseSaved(const storage::AnswerRecord& record);

// The program's own answers as they were; those taken back are left out. Proposals are
// among them: scoring knows that they do not count.
absl::StatusOr<v1::AnswerSet> ReadAnswers(const storage::Reader& reader, const auth::Scope& scope,
                                          absl::string_view assessment,
                                          storage::Sequence as_of = storage::kLatest);

// The same, as they may be copied into another assessment: without the words of what waits to be
// purged there, which would otherwise live on in the copy.
absl::StatusOr<v1::AnswerSet> ReadAnswersToCopy(const storage::Reader& reader,
                                                const auth::Scope& scope,
                                                absl::string_view assessment);

// A request's read_time, if it has one: valid and not after `now`.
void CheckReadTime(const google::protobuf::Timestamp* read_time, absl::Time now,
                   FieldChecks& checks);

// The moment to read: that of a checked read_time, or the latest without one.
absl::StatusOr<storage::Sequence> ResolveReadTime(const storage::Reader& reader,
                                                  const google::protobuf::Timestamp* read_time);

// A request's read_time, or null.
template <typename Request>
const google::protobuf::Timestamp* ReadTimeOf(const Request& request) {
  return request.has_read_time() ? &request.read_time() : nullptr;
}

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ASSESSMENTS_ASSESSMENT_ROWS_H_
