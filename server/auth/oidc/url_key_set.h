// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_OIDC_URL_KEY_SET_H_
#define CONTINUUM_SERVER_AUTH_OIDC_URL_KEY_SET_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "server/auth/oidc/kept_keys.h"
#include "server/auth/oidc/key_set.h"
#include "server/base/mutex.h"

namespace continuum::auth::oidc {

// Keys behind a URL. A thread of its own fetches them: at once, from time to time, and when a token
// names a key that is not there. Callers never fetch; some may wait. Thread-safe. The destructor
// waits for a fetch that is under way to give up, about a second.
class UrlKeySet final : public KeySet {
 public:
  UrlKeySet(const std::string& url, const base::Log& log, const KeySetOptions& options);
  ~UrlKeySet() override;

  absl::StatusOr<std::shared_ptr<const Keys>> Current() override ABSL_LOCKS_EXCLUDED(mutex_);
  absl::StatusOr<std::shared_ptr<const Keys>> Newer(
      const std::shared_ptr<const Keys>& seen) override ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  using Moment = KeptKeys::Moment;

  void Run() ABSL_LOCKS_EXCLUDED(mutex_);
  // Waits until it is time to fetch; false: time to stop.
  bool WaitUntilDue() ABSL_LOCKS_EXCLUDED(mutex_);
  // Waits for the fetch after `fetches` ones, if there is room.
  void WaitForFetch(int64_t fetches) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string url_;
  const KeySetOptions options_;
  std::atomic<bool> stop_ = false;

  base::Mutex mutex_;
  base::CondVar wake_;     // for the thread: there is something to do
  base::CondVar fetched_;  // for callers: a fetch is over
  KeptKeys kept_ ABSL_GUARDED_BY(mutex_);
  bool wanted_ ABSL_GUARDED_BY(mutex_) = true;   // a fetch is due or under way
  int64_t fetches_ ABSL_GUARDED_BY(mutex_) = 0;  // that are over
  int waiting_ ABSL_GUARDED_BY(mutex_) = 0;
  Moment begun_at_ ABSL_GUARDED_BY(mutex_);  // the last fetch
  Moment due_at_ ABSL_GUARDED_BY(mutex_);    // the next one, if nobody asks before

  std::thread thread_;  // last: it uses all the others
};

}  // namespace continuum::auth::oidc

#endif  // CONTINUUM_SERVER_AUTH_OIDC_URL_KEY_SET_H_
