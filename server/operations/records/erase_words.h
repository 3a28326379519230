// SPDX-License-Identifier: Apache-2.0
//
// Erasing words for good, for purges and for what is older than it may be. Each writes what stands
// in their place and erases all earlier versions, in the change of the writer, and gives how many
// versions were erased. What is erased already is written anew and stays so.
//
// The functions of a writer are not thread-safe, as it is not; EraseWithFile is.

#ifndef CONTINUUM_SERVER_OPERATIONS_RECORDS_ERASE_WORDS_H_
#define CONTINUUM_SERVER_OPERATIONS_RECORDS_ERASE_WORDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/auth/scope.h"
#include "server/operations/dependencies.h"
#include "server/storage/evidence_records.h"
#include "server/storage/notification_records.h"
#include "server/storage/people_records.h"
#include "server/storage/writer.h"

namespace continuum::operations {

absl::StatusOr<int64_t> EraseComment(storage::Writer& writer, const auth::Scope& scope,
                                     storage::CommentRecord comment);

// What was written beside an answer, in a completed assessment, too: the one thing that may change
// there. The value stays, and so do the scorecard and its digests.
absl::StatusOr<int64_t> EraseAnswerWords(storage::Writer& writer, const auth::Scope& scope,
                                         absl::string_view answer);

// Title, address, counts and what is known of the file; also the title that the upload of the file
// remembers. To be called within EraseWithFile, which knows the `uploads`.
absl::StatusOr<int64_t> EraseEvidence(storage::Writer& writer, const auth::Scope& scope,
                                      storage::EvidenceRecord evidence,
                                      const std::vector<std::string>& uploads);

// Who did what a notice tells of. That it was told stays, so that it is not told again.
absl::StatusOr<int64_t> EraseNotice(storage::Writer& writer, storage::NotificationRecord notice);

// The e-mail address and display name of a disabled account.
absl::StatusOr<int64_t> EraseAccount(storage::Writer& writer, storage::AccountRecord account);

// The name that others see of an account whose own was erased.
inline constexpr absl::string_view kFormerMember = "former member";

// Whether the account's words are erased.
bool IsErased(const storage::AccountRecord& account);

// The file of a piece of evidence while the evidence is being erased.
class AsideFile {
 public:
  // Whether the file has to go is as it was found to be: no other evidence has the same bytes.
  // ABORTED otherwise; then EraseWithFile begins anew. To be asked in the change.
  absl::Status Check(const storage::Reader& reader, const storage::EvidenceRecord& evidence);

  // The uploads that became the evidence, by name. They were finished before anybody could ask to
  // erase it, so they are looked for before the change.
  const std::vector<std::string>& uploads() const { return uploads_; }

 private:
  friend absl::Status EraseWithFile(const Dependencies& dependencies, const std::string& evidence,
                                    absl::FunctionRef<absl::Status(AsideFile&)> change);
  bool aside_ = false;
  bool moved_on_ = false;
  std::vector<std::string> uploads_;
};

// Runs a change that erases a piece of evidence, with its file out of the way, and removes the file
// for good once the change is made; or puts it back if it is not. Either all is there afterwards or
// nothing is, after a crash and the next sweep, too. `change` makes one call of Storage::Write.
// NOT_FOUND: there is no such evidence. UNAVAILABLE, EVIDENCE_FOLDER: the file cannot be removed,
// and nothing was changed.
absl::Status EraseWithFile(const Dependencies& dependencies, const std::string& evidence,
                           absl::FunctionRef<absl::Status(AsideFile&)> change);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RECORDS_ERASE_WORDS_H_
