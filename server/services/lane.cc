// SPDX-License-Identifier: Apache-2.0

#include "server/services/lane.h"

#include <utility>

namespace continuum::services {

using base::MutexLock;

Lane::Lane(size_t threads, size_t places) : places_(places) {
  threads_.reserve(threads);
  for (size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { Work(); });
}

Lane::~Lane() {
  {
    MutexLock lock(mutex_);
    closing_ = true;
    changed_.NotifyAll();
  }
  for (std::thread& thread : threads_) thread.join();
}

bool Lane::Run(Task task) {
  MutexLock lock(mutex_);
  if (waiting_.size() + running_ >= places_) return false;
  waiting_.push_back(std::move(task));
  changed_.NotifyOne();
  return true;
}

size_t Lane::waiting() const {
  MutexLock lock(mutex_);
  return waiting_.size();
}

size_t Lane::running() const {
  MutexLock lock(mutex_);
  return running_;
}

void Lane::Work() {
  mutex_.Lock();
  while (true) {
    while (waiting_.empty() && !closing_) changed_.Wait(mutex_);
    if (waiting_.empty()) break;
    Task task = std::move(waiting_.front());
    waiting_.pop_front();
    ++running_;
    mutex_.Unlock();
    std::move(task)();
    mutex_.Lock();
    --running_;
  }
  mutex_.Unlock();
}

}  // namespace continuum::services
