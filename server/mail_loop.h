// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_MAIL_LOOP_H_
#define CONTINUUM_SERVER_MAIL_LOOP_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "server/base/log.h"
#include "server/base/mutex.h"
#include "server/mail/smtp_sender.h"
#include "server/operations/dependencies.h"

namespace continuum::server {

// Of notices, since the server began. Thread-safe.
struct MailCounts {
  std::atomic<int64_t> sent = 0;
  std::atomic<int64_t> failed = 0;  // tries, each of which is repeated later
  std::atomic<int64_t> given_up = 0;
};

// Sends the mails that are due, every some seconds on a thread of its own, since a mail server may
// take its time. Never logs an address or a message. Thread-safe.
class MailLoop {
 public:
  // Begins at once. All that is passed by reference outlives it.
  MailLoop(const operations::Dependencies& dependencies, const base::Log& log,
           std::unique_ptr<mail::SmtpSender> sender, std::string link, MailCounts& counts,
           std::chrono::milliseconds every = std::chrono::seconds(15));

  // Ends what is being sent, and waits for the thread.
  ~MailLoop();
  MailLoop(const MailLoop&) = delete;
  MailLoop& operator=(const MailLoop&) = delete;

 private:
  void Run() ABSL_LOCKS_EXCLUDED(mutex_);
  void SendOnce();

  const operations::Dependencies& dependencies_;
  const base::Log& log_;
  const std::unique_ptr<mail::SmtpSender> sender_;
  const std::string link_;
  MailCounts& counts_;
  const std::chrono::milliseconds every_;
  base::Mutex mutex_;
  base::CondVar stopping_;
  bool stop_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace continuum::server

#endif  // CONTINUUM_SERVER_MAIL_LOOP_H_
