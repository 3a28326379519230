// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_SERVER_H_
#define CONTINUUM_SERVER_SERVER_H_

#include <grpcpp/server.h>
#include <prometheus/registry.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/auth/oidc/verify.h"
#include "server/auth/password_hasher.h"
#include "server/auth/slots.h"
#include "server/auth/throttle.h"
#include "server/base/audit_log.h"
#include "server/base/clock.h"
#include "server/base/ids.h"
#include "server/base/log.h"
#include "server/evidence/blob_store.h"
#include "server/evidence/clamd.h"
#include "server/evidence/pdf_text.h"
#include "server/gauges.h"
#include "server/info_file.h"
#include "server/mail/smtp_sender.h"
#include "server/mail_loop.h"
#include "server/metrics_endpoint.h"
#include "server/operations/access/caller_cache.h"
#include "server/operations/access/effort_log.h"
#include "server/operations/access/look_log.h"
#include "server/operations/access/use_log.h"
#include "server/operations/dependencies.h"
#include "server/operations/followed_revisions.h"
#include "server/operations/inline_rubrics.h"
#include "server/operations/records/remove_expired.h"
#include "server/operations/rubric_cache.h"
#include "server/options.h"
#include "server/services/call_metrics.h"
#include "server/services/lane.h"
#include "server/services/serve.h"
#include "server/storage/storage.h"

namespace continuum::server {

// The parts of a running server, put together: services on their port, lanes, metrics on theirs,
// health, reflection, channelz. Start and Stop are called from one thread; everything else that
// happens, happens on threads of its own.
class Server {
 public:
  // Listens and answers when this returns, and the info file is written. `storage`, `clock` and
  // `log` outlive the server. UNAVAILABLE: a port is taken, or the info file cannot be written.
  // FAILED_PRECONDITION: it cannot listen with the TLS files that the options name, or not write
  // the audit log, or not read the mail server's password, or not have PDF read by the program
  // that the options name. INVALID_ARGUMENT: the options name no scanner, reader of PDF or mail
  // server that there can be.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const Options& options,
                                                       storage::Storage& storage,
                                                       const base::Clock& clock,
                                                       const base::Log& log);

  // Stops, if that has not been done.
  ~Server();

  // Where it is found.
  const Info& info() const { return info_; }

  // Looks after what has to be done every now and then: makes health say whether storage takes
  // changes, writes what is collected of calls, deletes files that no evidence has, reminds of
  // assignments, and removes what is too old. Call it every second or so.
  void LookAfter();

  // The code with which the first administrator sets a password; empty where there is one already,
  // and without sign-in. Call it once.
  absl::StatusOr<std::string> MakeFirstAdministrator();

  // Says "not serving", takes no more calls, lets those that have begun finish for as long as the
  // options say, cancels the rest, and returns when all have been answered.
  void Stop();

 private:
  Server(const Options& options, storage::Storage& storage, const base::Clock& clock,
         const base::Log& log, std::unique_ptr<const auth::oidc::TokenVerifier> issuers,
         std::unique_ptr<evidence::BlobStore> files, std::optional<evidence::Clamd> scanner,
         std::optional<evidence::PdfReader> pdf_reader,
         std::unique_ptr<const base::AuditLog> audit);

  absl::Status Listen();
  void StartMail(std::unique_ptr<mail::SmtpSender> sender);
  void RefreshHealth();
  void WriteUses(absl::Time now);
  void SayWhatWasDropped();
  void SayWhatTheAuditLogLost();
  void Audit(absl::string_view event) const;
  void SweepEvidence(absl::Time now);
  void Remind(absl::Time now);
  void RemoveExpired(absl::Time now);
  void AddGauges();
  void AddMailGauges();
  void AddAuditGauges();

  const Options options_;
  storage::Storage& storage_;
  const base::Log& log_;
  Info info_;

  operations::RubricCache rubrics_;
  operations::InlineRubrics inline_rubrics_;
  operations::FollowedRevisions followed_revisions_;
  operations::CallerCache callers_;
  operations::UseLog uses_;
  operations::LookLog looks_;
  operations::EffortLog effort_;
  const std::unique_ptr<const base::AuditLog> audit_;  // null without any
  int64_t audit_lost_ = 0;                             // of its events, as the log has been told
  std::atomic<bool> verifying_ = false;
  auth::PasswordHasher passwords_;
  auth::Throttle account_throttle_;
  auth::Throttle peer_throttle_;
  auth::RateLimit account_rate_;
  auth::RateLimit account_bytes_;
  auth::RateLimit public_rate_;
  auth::RateLimit unknown_rate_;
  const std::unique_ptr<const auth::oidc::TokenVerifier> issuers_;  // null without any
  const std::unique_ptr<evidence::BlobStore> files_;
  const std::optional<evidence::Clamd> scanner_;
  const std::optional<evidence::PdfReader> pdf_reader_;
  auth::Slots inspections_;
  operations::KeptCounts kept_counts_;
  base::IdGenerator ids_;
  const operations::Dependencies dependencies_;

  const std::shared_ptr<prometheus::Registry> registry_;
  const std::shared_ptr<Gauges> gauges_;
  services::CallMetrics call_metrics_;
  // Joined by Stop once gRPC is done with all calls, and before anything that a call uses ends.
  std::unique_ptr<services::Lane> reads_;
  std::unique_ptr<services::Lane> writes_;
  services::Serve serve_;
  std::vector<std::unique_ptr<grpc::Service>> services_;
  std::unique_ptr<grpc::Server> grpc_server_;
  std::unique_ptr<MetricsEndpoint> metrics_endpoint_;
  MailCounts mail_counts_;
  std::unique_ptr<MailLoop> mail_loop_;  // null where no mail is sent
  bool healthy_ = true;
  absl::Time uses_written_ = absl::InfinitePast();
  absl::Time evidence_swept_ = absl::InfinitePast();
  absl::Time reminded_ = absl::InfinitePast();
  absl::Time expired_removed_ = absl::InfinitePast();
  std::optional<operations::RemoveExpired> expired_;  // while a round goes on
};

}  // namespace continuum::server

#endif  // CONTINUUM_SERVER_SERVER_H_
