// SPDX-License-Identifier: Apache-2.0

#include "server/mail_loop.h"

#include <utility>

#include "server/operations/notifications/send_mails.h"

namespace continuum::server {

MailLoop::MailLoop(const operations::Dependencies& dependencies, const base::Log& log,
                   std::unique_ptr<mail::SmtpSender> sender, std::string link, MailCounts& counts,
                   std::chrono::milliseconds every)
    : dependencies_(dependencies),
      log_(log),
      sender_(std::move(sender)),
      link_(std::move(link)),
      counts_(counts),
      every_(every),
      thread_([this] { Run(); }) {}

MailLoop::~MailLoop() {
  {
    base::MutexLock lock(mutex_);
    stop_ = true;
  }
  sender_->Stop();
  stopping_.NotifyAll();
  thread_.join();
}

void MailLoop::Run() {
  while (true) {
    SendOnce();
    const auto next = std::chrono::steady_clock::now() + every_;
    base::MutexLock lock(mutex_);
    while (!stop_ && std::chrono::steady_clock::now() < next) stopping_.WaitUntil(mutex_, next);
    if (stop_) return;
  }
}

void MailLoop::SendOnce() {
  const auto round = operations::SendDueMails(dependencies_, *sender_, link_);
  if (!round.ok()) {
    log_.Write(base::Severity::kWarning, "mails not sent", {{"why", round.status().message()}});
    return;
  }
  counts_.sent += round->sent;
  counts_.failed += round->failed;
  counts_.given_up += round->given_up;
  if (round->failed + round->given_up > 0) {
    log_.Write(
        base::Severity::kWarning, "mails failed",
        {{"again_later", round->failed}, {"given_up", round->given_up}, {"why", round->why}});
  }
  if (round->sent > 0) log_.Write(base::Severity::kInfo, "mails sent", {{"notices", round->sent}});
}

}  // namespace continuum::server
