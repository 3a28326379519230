// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/file_key_set.h"

#include "server/auth/oidc/read_file.h"

namespace continuum::auth::oidc {

absl::StatusOr<std::shared_ptr<const Keys>> FileKeySet::Current() {
  base::MutexLock lock(mutex_);
  const KeptKeys::Moment now = options_.now();
  if (!looked_at_.has_value() || now - *looked_at_ >= std::chrono::seconds(1)) {
    looked_at_ = now;
    kept_.Take(ReadSmallFile(path_, options_.max_bytes), now);
  }
  return kept_.Get(now);
}

}  // namespace continuum::auth::oidc
