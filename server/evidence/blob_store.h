// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_EVIDENCE_BLOB_STORE_H_
#define CONTINUUM_SERVER_EVIDENCE_BLOB_STORE_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/base/clock.h"
#include "server/base/mutex.h"

namespace continuum::evidence {

struct BlobStoreOptions {
  std::string folder;                     // made if there is none
  int64_t max_bytes = int64_t{25} << 20;  // of one file
  const base::Clock* clock = nullptr;     // required; outlives the store
};

// What a sweep took away.
struct SweepReport {
  int64_t blobs = 0;
  int64_t uploads = 0;
};

// Files of evidence, outside the database: by the SHA-256 of their content, each kept once however
// many records name it. What is uploaded grows in a file of its own; once it is complete and
// checked, it is given its place in one step. What a file holds is never executed.
//
//   ASSIGN_OR_RETURN(const int64_t size, store.Append("u1", 0, bytes));
//   RETURN_IF_ERROR(store.Keep("u1", digest));
//   RETURN_IF_ERROR(store.Discard("u1"));
//   ASSIGN_OR_RETURN(const std::string part, store.Read(digest, 0, 1 << 20));
//
// Ids of uploads are lower-case letters and digits; digests are 64 lower-case hexadecimal digits.
// Thread-safe. One process at a time: the database's lock sees to that. Errors beside those that
// are named: UNAVAILABLE, EVIDENCE_FOLDER.
class BlobStore {
 public:
  // What is younger is never swept: who has just kept a file has yet to write the record of it.
  static constexpr absl::Duration kYoung = absl::Hours(24);
  // An upload that nobody has gone on with for so long is given up.
  static constexpr absl::Duration kUploadLife = absl::Hours(24 * 7);

  static absl::StatusOr<std::unique_ptr<BlobStore>> Open(const BlobStoreOptions& options);

  int64_t max_bytes() const { return options_.max_bytes; }

  // How many bytes of an upload have come; 0 if none has.
  absl::StatusOr<int64_t> UploadedBytes(absl::string_view upload) const ABSL_LOCKS_EXCLUDED(mutex_);

  // Adds bytes and gives how many there are then. Bytes that came before may come again, as after a
  // lost answer. FAILED_PRECONDITION, UPLOAD_OFFSET: bytes between are missing, or others were sent
  // before. INVALID_ARGUMENT, FILE_TOO_LARGE.
  absl::StatusOr<int64_t> Append(absl::string_view upload, int64_t offset, absl::string_view bytes)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // All that has come of an upload.
  absl::StatusOr<std::string> ReadUpload(absl::string_view upload) const
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Makes what has come of an upload a file that is kept. The upload stays, at the cost of a name,
  // until it is discarded once a record names the file: what fails in between can be done again,
  // or given up with nothing left. FAILED_PRECONDITION, DIGEST_MISMATCH: its digest is another;
  // nothing is changed. OK as well if the upload is gone and the file is there: this was done
  // before. DATA_LOSS, FILE_MISSING: neither is there.
  absl::Status Keep(absl::string_view upload, absl::string_view digest) ABSL_LOCKS_EXCLUDED(mutex_);

  // Throws away what has come of an upload. OK if nothing has.
  absl::Status Discard(absl::string_view upload) ABSL_LOCKS_EXCLUDED(mutex_);

  // A part of a kept file; shorter at its end. DATA_LOSS, FILE_MISSING: there is no such file.
  absl::StatusOr<std::string> Read(absl::string_view digest, int64_t offset, int64_t limit) const;

  // For purging, in two steps, so that a crash in between loses nothing and leaves nothing: first
  // the file is set aside, where Read does not find it; then, once no record names it any more, it
  // is deleted, or, if that failed, put back. What a crash left aside, the next sweep puts back if
  // a record names it, and deletes otherwise. UNAVAILABLE, EVIDENCE_FOLDER: it cannot be removed,
  // or somebody is using it (InUse, or another SetAside); nothing was changed. OK if there is no
  // such file.
  absl::Status SetAside(absl::string_view digest) ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Status DeleteAside(absl::string_view digest) ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Status PutBack(absl::string_view digest) ABSL_LOCKS_EXCLUDED(mutex_);
  // Leaves to the next sweep what becomes of it.
  void ForgetAside(absl::string_view digest) ABSL_LOCKS_EXCLUDED(mutex_);

  // While one lives, the file cannot be set aside: for who keeps a file and has yet to write the
  // record that names it. The store outlives it.
  class InUse {
   public:
    InUse(BlobStore& store, absl::string_view digest);
    ~InUse();
    InUse(const InUse&) = delete;
    InUse& operator=(const InUse&) = delete;

   private:
    BlobStore& store_;
    const std::string digest_;
  };

  // Removes the kept files that are not among `named` and not young, and the uploads that were
  // given up. `named` may be older than this call by anything less than kYoung.
  absl::StatusOr<SweepReport> Sweep(const absl::flat_hash_set<std::string>& named)
      ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  explicit BlobStore(const BlobStoreOptions& options) : options_(options) {}

  std::string UploadPath(absl::string_view upload) const;
  std::string BlobFolder(absl::string_view digest) const;
  std::string BlobPath(absl::string_view digest) const;
  std::string AsidePath(absl::string_view digest) const;
  absl::Status Touch(const std::string& path) const;
  absl::StatusOr<int64_t> SweepFolder(const std::string& folder,
                                      const absl::flat_hash_set<std::string>& named,
                                      absl::Time before) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // What a crash left aside.
  absl::StatusOr<int64_t> SweepAside(const absl::flat_hash_set<std::string>& named)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::Status MoveBack(absl::string_view digest) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const BlobStoreOptions options_;
  mutable base::Mutex mutex_;  // of everything that changes the folder
  // How many use each file now, and which are being purged now.
  absl::flat_hash_map<std::string, int> in_use_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_set<std::string> aside_ ABSL_GUARDED_BY(mutex_);
};

// The digest of some bytes, as BlobStore names it. Pure function.
std::string DigestOf(absl::string_view bytes);

// Whether a text is written like one. Pure function.
bool IsDigest(absl::string_view text);

}  // namespace continuum::evidence

#endif  // CONTINUUM_SERVER_EVIDENCE_BLOB_STORE_H_
