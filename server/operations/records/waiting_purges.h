// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_RECORDS_WAITING_PURGES_H_
#define CONTINUUM_SERVER_OPERATIONS_RECORDS_WAITING_PURGES_H_

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/evidence.pb.h"
#include "continuum/v1/together_service.pb.h"
#include "server/storage/reader.h"

namespace continuum::operations {

// What of a program waits to be purged, and is therefore hidden from everybody until it is decided.
// It is what waits now, whatever moment is read: nobody gets at the words by asking for yesterday.
// Nothing is written to hide a thing, so that a purge that is declined leaves it as it was.
//
//   ASSIGN_OR_RETURN(const WaitingPurges waiting, WaitingPurges::Read(reader, program));
//   waiting.Hide(&comment);
//
// A value; safe to read from several threads.
class WaitingPurges {
 public:
  // `within` is the program, or something that lies in it, by name.
  static absl::StatusOr<WaitingPurges> Read(const storage::Reader& reader,
                                            absl::string_view within);

  bool Has(absl::string_view resource) const { return resources_.contains(resource); }

  // Each takes the words out if they wait to be purged.
  void Hide(v1::Comment* comment) const;
  void Hide(v1::EvidenceItem* evidence) const;
  void Hide(v1::EvidenceUpload* upload) const;  // whose evidence waits
  // `answer_set` is the name of the set that the answer is in.
  void Hide(absl::string_view answer_set, v1::Answer* answer) const;
  // As they may be copied elsewhere: what waits is copied as if it was purged.
  void DropWords(absl::string_view answer_set, v1::Answer* answer) const;

 private:
  absl::flat_hash_set<std::string> resources_;
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RECORDS_WAITING_PURGES_H_
