// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/url_key_set.h"

#include "server/auth/oidc/fetch.h"

namespace continuum::auth::oidc {

UrlKeySet::UrlKeySet(const std::string& url, const base::Log& log, const KeySetOptions& options)
    : url_(url),
      options_(options),
      kept_(url, options.keep, log),
      begun_at_(options.now()),
      due_at_(begun_at_),
      thread_([this] { Run(); }) {}

UrlKeySet::~UrlKeySet() {
  {
    base::MutexLock lock(mutex_);
    stop_ = true;
    wake_.NotifyAll();
  }
  thread_.join();
}

bool UrlKeySet::WaitUntilDue() {
  base::MutexLock lock(mutex_);
  while (!stop_ && !wanted_ && options_.now() < due_at_) wake_.WaitUntil(mutex_, due_at_);
  wanted_ = true;
  begun_at_ = options_.now();
  return !stop_;
}

void UrlKeySet::Run() {
  const Fetch fetch{.url = url_,
                    .certificates = options_.certificates,
                    .timeout = options_.timeout,
                    .max_bytes = options_.max_bytes,
                    .stop = &stop_};
  while (WaitUntilDue()) {
    const absl::StatusOr<std::string> text = FetchText(fetch);
    base::MutexLock lock(mutex_);
    if (stop_) return;  // given up, which is no failure to tell of
    const Moment now = options_.now();
    const bool good = kept_.Take(text, now);
    due_at_ = now + absl::ToChronoNanoseconds(good ? options_.refresh_every
                                                   : options_.fetch_at_most_every);
    wanted_ = false;
    ++fetches_;
    fetched_.NotifyAll();
  }
}

void UrlKeySet::WaitForFetch(int64_t fetches) {
  if (waiting_ >= options_.most_waiting) return;
  // The fetch itself ends by then, up to the time that threads take to wake.
  const auto until = std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(options_.timeout);
  ++waiting_;
  while (fetches_ == fetches && fetched_.WaitUntil(mutex_, until)) {
  }
  --waiting_;
}

absl::StatusOr<std::shared_ptr<const Keys>> UrlKeySet::Current() {
  base::MutexLock lock(mutex_);
  if (fetches_ == 0) WaitForFetch(0);
  return kept_.Get(options_.now());
}

absl::StatusOr<std::shared_ptr<const Keys>> UrlKeySet::Newer(
    const std::shared_ptr<const Keys>& seen) {
  base::MutexLock lock(mutex_);
  absl::StatusOr<std::shared_ptr<const Keys>> now = kept_.Get(options_.now());
  if (now.ok() && *now != seen) return now;
  if (!wanted_ && absl::FromChrono(options_.now() - begun_at_) >= options_.fetch_at_most_every) {
    wanted_ = true;
    wake_.NotifyAll();
  }
  if (wanted_) WaitForFetch(fetches_);
  return kept_.Get(options_.now());
}

}  // namespace continuum::auth::oidc
