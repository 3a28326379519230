// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_OIDC_FILE_KEY_SET_H_
#define CONTINUUM_SERVER_AUTH_OIDC_FILE_KEY_SET_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "server/auth/oidc/kept_keys.h"
#include "server/auth/oidc/key_set.h"
#include "server/base/mutex.h"

namespace continuum::auth::oidc {

// Keys in a file. It is read again when a second has passed, whatever its time and size say: they
// need not show that it has changed. Thread-safe.
class FileKeySet final : public KeySet {
 public:
  FileKeySet(const std::string& path, const base::Log& log, const KeySetOptions& options)
      : path_(path), options_(options), kept_(path, options.keep, log) {}

  absl::StatusOr<std::shared_ptr<const Keys>> Current() override ABSL_LOCKS_EXCLUDED(mutex_);
  absl::StatusOr<std::shared_ptr<const Keys>> Newer(
      const std::shared_ptr<const Keys>& /*seen*/) override {
    return Current();  // never older than a second
  }

 private:
  const std::string path_;
  const KeySetOptions options_;
  base::Mutex mutex_;
  KeptKeys kept_ ABSL_GUARDED_BY(mutex_);
  std::optional<KeptKeys::Moment> looked_at_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace continuum::auth::oidc

#endif  // CONTINUUM_SERVER_AUTH_OIDC_FILE_KEY_SET_H_
