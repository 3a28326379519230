// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/blob_store.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "absl/memory/memory.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/evidence/file_handle.h"

namespace continuum::evidence {
namespace {

namespace fs = std::filesystem;

constexpr size_t kDigestLength = 64;

// No name that comes from outside becomes a path without this.
bool IsUploadId(absl::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c);
  });
}

absl::Status CheckUploadId(absl::string_view id) {
  if (IsUploadId(id)) return absl::OkStatus();
  return absl::InternalError("an upload's id must be lower-case letters and digits");
}

absl::Status MakeFolder(const std::string& path) {
  if (::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST) return absl::OkStatus();
  return FolderError("cannot be made", errno);
}

absl::Status SyncFolder(const std::string& path) {
  ASSIGN_OR_RETURN(const FileHandle folder, FileHandle::Open(path, O_RDONLY | O_DIRECTORY));
  return folder.Sync();
}

absl::Status RemoveFile(const std::string& path) {
  if (::unlink(path.c_str()) == 0 || errno == ENOENT) return absl::OkStatus();
  return FolderError("cannot be written", errno);
}

absl::Status TooLarge(int64_t max_bytes) {
  return base::InvalidRequest("FILE_TOO_LARGE",
                              absl::StrCat("the file is larger than ", max_bytes,
                                           " bytes, the most that this server takes of one file"));
}

absl::Status WrongOffset(int64_t offset, int64_t size) {
  return base::MakeError(
      absl::StatusCode::kFailedPrecondition, "UPLOAD_OFFSET",
      absl::StrCat("offset: got ", offset, ", want ", size, ", which is how many bytes have come"),
      {{"uploaded_bytes", absl::StrCat(size)}});
}

absl::Status MissingFile() {
  return base::MakeError(absl::StatusCode::kDataLoss, "FILE_MISSING",
                         "the file is not in the folder of the evidence. Tell who runs the server");
}

// When a file was last written; nothing if it is gone or no file.
absl::Time WrittenAt(const std::string& path) {
  struct stat facts = {};
  if (::lstat(path.c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return absl::InfiniteFuture();
  return absl::TimeFromTimespec(facts.st_mtim);
}

}  // namespace

std::string DigestOf(absl::string_view bytes) {
  std::array<unsigned char, 32> digest = {};
  // It fails only where OpenSSL has no SHA-256, and then nothing can be kept at all.
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1) {
    std::abort();
  }
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

bool IsDigest(absl::string_view text) {
  return text.size() == kDigestLength && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isdigit(c) || (c >= 'a' && c <= 'f');
         });
}

absl::StatusOr<std::unique_ptr<BlobStore>> BlobStore::Open(const BlobStoreOptions& options) {
  RETURN_IF_ERROR(MakeFolder(options.folder));
  RETURN_IF_ERROR(MakeFolder(absl::StrCat(options.folder, "/uploads")));
  RETURN_IF_ERROR(MakeFolder(absl::StrCat(options.folder, "/files")));
  RETURN_IF_ERROR(MakeFolder(absl::StrCat(options.folder, "/aside")));
  RETURN_IF_ERROR(SyncFolder(options.folder));
  return absl::WrapUnique(new BlobStore(options));
}

std::string BlobStore::UploadPath(absl::string_view upload) const {
  return absl::StrCat(options_.folder, "/uploads/", upload);
}

std::string BlobStore::BlobFolder(absl::string_view digest) const {
  return absl::StrCat(options_.folder, "/files/", digest.substr(0, 2));
}

std::string BlobStore::BlobPath(absl::string_view digest) const {
  return absl::StrCat(BlobFolder(digest), "/", digest);
}

// One folder for all, so that a sweep sees at once what a crash left there.
std::string BlobStore::AsidePath(absl::string_view digest) const {
  return absl::StrCat(options_.folder, "/aside/", digest);
}

absl::StatusOr<int64_t> BlobStore::UploadedBytes(absl::string_view upload) const {
  RETURN_IF_ERROR(CheckUploadId(upload));
  base::MutexLock lock(mutex_);
  const auto file = FileHandle::Open(UploadPath(upload), O_RDONLY);
  if (absl::IsNotFound(file.status())) return 0;
  RETURN_IF_ERROR(file.status());
  return file->Size();
}

absl::StatusOr<int64_t> BlobStore::Append(absl::string_view upload, int64_t offset,
                                          absl::string_view bytes) {
  RETURN_IF_ERROR(CheckUploadId(upload));
  const auto length = static_cast<int64_t>(bytes.size());
  base::MutexLock lock(mutex_);
  ASSIGN_OR_RETURN(const FileHandle file, FileHandle::Open(UploadPath(upload), O_RDWR | O_CREAT));
  ASSIGN_OR_RETURN(const int64_t size, file.Size());
  if (offset < 0 || offset > size) return WrongOffset(offset, size);
  if (length > options_.max_bytes || offset > options_.max_bytes - length) {
    return TooLarge(options_.max_bytes);
  }
  const int64_t known = std::min(size - offset, length);
  ASSIGN_OR_RETURN(const std::string before, file.Read(offset, known));
  if (before != bytes.substr(0, static_cast<size_t>(known))) return WrongOffset(offset, size);
  const absl::Status written = file.Write(size, bytes.substr(static_cast<size_t>(known)));
  if (!written.ok()) {
    file.Truncate(size).IgnoreError();  // half a part on a full disk would pass for what was sent
    return written;
  }
  RETURN_IF_ERROR(file.SetTime(options_.clock->Now()));
  return std::max(size, offset + length);
}

absl::StatusOr<std::string> BlobStore::ReadUpload(absl::string_view upload) const {
  RETURN_IF_ERROR(CheckUploadId(upload));
  base::MutexLock lock(mutex_);
  const auto file = FileHandle::Open(UploadPath(upload), O_RDONLY);
  if (absl::IsNotFound(file.status())) return std::string();
  RETURN_IF_ERROR(file.status());
  return file->Read(0, options_.max_bytes);
}

absl::Status BlobStore::Touch(const std::string& path) const {
  ASSIGN_OR_RETURN(const FileHandle file, FileHandle::Open(path, O_RDWR));
  return file.SetTime(options_.clock->Now());
}

absl::Status BlobStore::Keep(absl::string_view upload, absl::string_view digest) {
  RETURN_IF_ERROR(CheckUploadId(upload));
  if (!IsDigest(digest)) return absl::InternalError("this is not a digest");
  base::MutexLock lock(mutex_);
  const std::string from = UploadPath(upload);
  const std::string to = BlobPath(digest);
  const auto file = FileHandle::Open(from, O_RDWR);
  // Whatever the record is about to name must be young, or a sweep with older marks would take it.
  const bool kept = WrittenAt(to) != absl::InfiniteFuture();
  if (absl::IsNotFound(file.status())) return kept ? Touch(to) : MissingFile();
  RETURN_IF_ERROR(file.status());
  ASSIGN_OR_RETURN(const std::string bytes, file->Read(0, options_.max_bytes));
  if (DigestOf(bytes) != digest) {
    return base::FailedPrecondition("DIGEST_MISMATCH", "upload",
                                    "what has come has another SHA-256 than the file that was to "
                                    "be sent. Begin the upload again");
  }
  if (kept) return Touch(to);
  RETURN_IF_ERROR(file->SetTime(options_.clock->Now()));
  RETURN_IF_ERROR(file->Sync());
  RETURN_IF_ERROR(MakeFolder(BlobFolder(digest)));
  if (link(from.c_str(), to.c_str()) != 0) return FolderError("cannot be written", errno);
  RETURN_IF_ERROR(SyncFolder(BlobFolder(digest)));
  return SyncFolder(absl::StrCat(options_.folder, "/files"));
}

absl::Status BlobStore::Discard(absl::string_view upload) {
  RETURN_IF_ERROR(CheckUploadId(upload));
  base::MutexLock lock(mutex_);
  return RemoveFile(UploadPath(upload));
}

// Needs no lock: what is kept is never changed, and a file that is swept meanwhile stays readable.
absl::StatusOr<std::string> BlobStore::Read(absl::string_view digest, int64_t offset,
                                            int64_t limit) const {
  if (!IsDigest(digest) || offset < 0) return absl::InternalError("this is no range of a file");
  const auto file = FileHandle::Open(BlobPath(digest), O_RDONLY);
  if (absl::IsNotFound(file.status())) return MissingFile();
  RETURN_IF_ERROR(file.status());
  return file->Read(offset, limit);
}

BlobStore::InUse::InUse(BlobStore& store, absl::string_view digest)
    : store_(store), digest_(digest) {
  base::MutexLock lock(store_.mutex_);
  ++store_.in_use_[digest_];
}

BlobStore::InUse::~InUse() {
  base::MutexLock lock(store_.mutex_);
  if (--store_.in_use_[digest_] == 0) store_.in_use_.erase(digest_);
}

absl::Status BlobStore::SetAside(absl::string_view digest) {
  if (!IsDigest(digest)) return absl::InternalError("this is not a digest");
  base::MutexLock lock(mutex_);
  if (in_use_.contains(digest) || aside_.contains(digest)) {
    return base::MakeError(absl::StatusCode::kUnavailable, "EVIDENCE_FOLDER",
                           "somebody is just adding or purging the same file; try again");
  }
  const std::string from = BlobPath(digest);
  if (std::rename(from.c_str(), AsidePath(digest).c_str()) != 0 && errno != ENOENT) {
    return FolderError("cannot be written", errno);
  }
  aside_.insert(std::string(digest));
  return absl::OkStatus();
}

absl::Status BlobStore::DeleteAside(absl::string_view digest) {
  base::MutexLock lock(mutex_);
  aside_.erase(digest);
  RETURN_IF_ERROR(RemoveFile(AsidePath(digest)));
  return SyncFolder(absl::StrCat(options_.folder, "/aside"));
}

// The same bytes may have come again meanwhile, and then one of them is enough.
absl::Status BlobStore::MoveBack(absl::string_view digest) {
  const std::string from = AsidePath(digest);
  if (WrittenAt(BlobPath(digest)) != absl::InfiniteFuture()) return RemoveFile(from);
  RETURN_IF_ERROR(MakeFolder(BlobFolder(digest)));
  if (std::rename(from.c_str(), BlobPath(digest).c_str()) != 0 && errno != ENOENT) {
    return FolderError("cannot be written", errno);
  }
  return SyncFolder(BlobFolder(digest));
}

absl::Status BlobStore::PutBack(absl::string_view digest) {
  base::MutexLock lock(mutex_);
  aside_.erase(digest);
  return MoveBack(digest);
}

void BlobStore::ForgetAside(absl::string_view digest) {
  base::MutexLock lock(mutex_);
  aside_.erase(digest);
}

absl::StatusOr<int64_t> BlobStore::SweepAside(const absl::flat_hash_set<std::string>& named) {
  int64_t removed = 0;
  std::error_code error;
  fs::directory_iterator entries(absl::StrCat(options_.folder, "/aside"), error);
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    const std::string digest = entries->path().filename().string();
    // `named` is older than what is going on now.
    if (!IsDigest(digest) || aside_.contains(digest)) continue;
    if (named.contains(digest)) {
      RETURN_IF_ERROR(MoveBack(digest));
    } else {
      RETURN_IF_ERROR(RemoveFile(entries->path().string()));
      ++removed;
    }
  }
  if (error) return FolderError("cannot be read", error.value());
  return removed;
}

absl::StatusOr<int64_t> BlobStore::SweepFolder(const std::string& folder,
                                               const absl::flat_hash_set<std::string>& named,
                                               absl::Time before) const {
  int64_t removed = 0;
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    const std::string path = entries->path().string();
    if (named.contains(entries->path().filename().string()) || WrittenAt(path) >= before) continue;
    RETURN_IF_ERROR(RemoveFile(path));
    ++removed;
  }
  if (error) return FolderError("cannot be read", error.value());
  return removed;
}

absl::StatusOr<SweepReport> BlobStore::Sweep(const absl::flat_hash_set<std::string>& named) {
  base::MutexLock lock(mutex_);
  const absl::Time now = options_.clock->Now();
  SweepReport report;
  ASSIGN_OR_RETURN(report.uploads,
                   SweepFolder(absl::StrCat(options_.folder, "/uploads"), {}, now - kUploadLife));
  ASSIGN_OR_RETURN(report.blobs, SweepAside(named));
  std::error_code error;
  fs::directory_iterator folders(absl::StrCat(options_.folder, "/files"), error);
  for (; !error && folders != fs::directory_iterator(); folders.increment(error)) {
    if (!folders->is_directory(error)) continue;
    ASSIGN_OR_RETURN(const int64_t removed,
                     SweepFolder(folders->path().string(), named, now - kYoung));
    report.blobs += removed;
  }
  if (error) return FolderError("cannot be read", error.value());
  return report;
}

}  // namespace continuum::evidence
