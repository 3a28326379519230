// SPDX-License-Identifier: Apache-2.0

#include "server/server.h"

#include <grpc/grpc.h>
#include <grpcpp/ext/channelz_service_plugin.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/server_builder.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "continuum/v1/assessment_service.pb.h"
#include "continuum/v1/crosswalk_service.pb.h"
#include "continuum/v1/evidence_service.pb.h"
#include "continuum/v1/ledger_service.pb.h"
#include "continuum/v1/notification_service.pb.h"
#include "continuum/v1/people_service.pb.h"
#include "continuum/v1/program_service.pb.h"
#include "continuum/v1/records_service.pb.h"
#include "continuum/v1/rubric_service.pb.h"
#include "server/auth/oidc/issuer.h"
#include "server/base/status_macros.h"
#include "server/credentials.h"
#include "server/operations/access/write_uses.h"
#include "server/operations/evidence/sweep_evidence.h"
#include "server/operations/notifications/remind.h"
#include "server/operations/people/first_administrator.h"
#include "server/services/services.h"

namespace continuum::server {
namespace {

// A compiled rubric takes some hundred KiB; this holds all that a state uses.
constexpr size_t kRubricCacheBytes = size_t{64} << 20;

// How many assessments' revisions are remembered: some megabytes.
constexpr size_t kRememberedAssessments = 20'000;

// Of how many assessments and programs it is remembered how much they keep: some megabytes.
constexpr size_t kRememberedCounts = 20'000;

// Reads wait here while their few threads work; some tens of milliseconds' worth.
constexpr size_t kReadPlaces = 256;

// How many calls one account may make, and one address without signing in: enough for a person with
// many windows, or for a nightly export; and enough to read the rubrics. A front is one address.
constexpr auth::RateLimit::Limits kAccountRate = {.burst = 300, .every = absl::Milliseconds(20)};
constexpr auth::RateLimit::Limits kPublicRate = {.burst = 100, .every = absl::Milliseconds(50)};

// How many bytes one account may write, files of evidence apart: 256 MiB at once, and as many again
// within a day. That is more than a program writes in a year.
constexpr auth::RateLimit::Limits kAccountBytes = {.burst = 256 << 20,
                                                   .every = absl::Nanoseconds(321'865)};

// What is collected of calls, such as when accounts were last seen, is written this often.
constexpr absl::Duration kUsesWritten = absl::Minutes(1);

// Files of evidence are whole in memory while they are looked into, so few are at once. With those
// who wait for a password (PasswordHasher), they leave almost half of the lane for writes to
// others.
constexpr auth::Slots::Limits kInspections = {.at_once = 4, .waiting = 32};

// Files that no evidence has are looked for this often.
constexpr absl::Duration kEvidenceSwept = absl::Hours(1);

// Assignments that are due are looked for this often.
constexpr absl::Duration kReminded = absl::Hours(1);
// What is older than the retention policy lets it be is looked for this often.
constexpr absl::Duration kExpiredRemoved = absl::Hours(24);

// gRPC's own default, stated because the API's comments promise it.
constexpr int kMaxMessageBytes = 4 << 20;

operations::ProgramLimits LimitsOf(const Options& options) {
  operations::ProgramLimits limits;
  limits.evidence_bytes = int64_t{options.evidence_program_megabytes} << 20;
  return limits;
}

// What reads PDF, as the options say; nothing where they say nothing of it and it cannot be had.
absl::StatusOr<std::optional<evidence::PdfReader>> MakePdfReader(const Options& options,
                                                                 const base::Clock& clock,
                                                                 const base::Log& log) {
  const std::string program = options.pdftotext.value_or(evidence::PdfReader::kUsualProgram);
  if (program.empty()) {
    log.Write(base::Severity::kInfo, "PDF files are not searched",
              {{"why", "as --pdftotext says"}});
    return std::nullopt;
  }
  auto reader = evidence::PdfReader::At(program, clock, &log);
  const absl::Status status = reader.ok() ? reader->Try() : reader.status();
  if (status.ok()) {
    log.Write(base::Severity::kInfo, "PDF files are searched", {{"with", program}});
    return *std::move(reader);
  }
  if (options.pdftotext.has_value()) {
    return absl::Status(status.code(), absl::StrCat("--pdftotext: ", status.message()));
  }
  log.Write(base::Severity::kWarning, "PDF files are not searched", {{"why", status.message()}});
  return std::nullopt;
}

// The API's services by their full names.
std::vector<std::string> ServiceNames() {
  std::vector<std::string> names;
  for (const auto* file :
       {v1::CheckRubricRequest::descriptor()->file(), v1::Program::descriptor()->file(),
        v1::Assessment::descriptor()->file(), v1::PrefillAssessmentRequest::descriptor()->file(),
        v1::SignInRequest::descriptor()->file(), v1::BeginUploadRequest::descriptor()->file(),
        v1::Notification::descriptor()->file(), v1::CreatePurgeRequest::descriptor()->file(),
        v1::GetLedgerHeadRequest::descriptor()->file()}) {
    for (int i = 0; i < file->service_count(); ++i) names.push_back(file->service(i)->full_name());
  }
  return names;
}

void SetLimits(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(kMaxMessageBytes);
  // The library looks at a message's size before it unpacks it, and again only when all is
  // unpacked: 1 MiB could become 1 GiB. Nothing here is worth packing.
  builder.AddChannelArgument(GRPC_ARG_ENABLE_PER_MESSAGE_DECOMPRESSION, 0);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, 8 << 10);
  // Otherwise a second server could take the same port, and share the calls with the first.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, 10'000);
  // Finds connections that are dead without having said so, and lets clients do the same.
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 120'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 60'000);
  builder.AddChannelArgument(GRPC_ARG_ENABLE_CHANNELZ, 1);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const Options& options,
                                                      storage::Storage& storage,
                                                      const base::Clock& clock,
                                                      const base::Log& log) {
  std::unique_ptr<const auth::oidc::TokenVerifier> issuers;
  if (!options.issuers_file.empty()) {
    ASSIGN_OR_RETURN(const std::vector<auth::oidc::IssuerConfig> configs,
                     auth::oidc::ReadIssuers(options.issuers_file));
    issuers = std::make_unique<auth::oidc::TokenVerifier>(configs, clock, log);
    const absl::Status keys = issuers->CheckKeys();
    if (!keys.ok()) {
      log.Write(base::Severity::kWarning, "issuers' keys", {{"why", keys.message()}});
    }
  }
  ASSIGN_OR_RETURN(
      auto files, evidence::BlobStore::Open({.folder = FolderOfEvidence(options),
                                             .max_bytes = int64_t{options.evidence_megabytes} << 20,
                                             .clock = &clock}));
  std::optional<evidence::Clamd> scanner;
  if (!options.clamd.empty()) {
    ASSIGN_OR_RETURN(scanner, evidence::Clamd::At(options.clamd));
  }
  ASSIGN_OR_RETURN(std::optional<evidence::PdfReader> pdf_reader,
                   MakePdfReader(options, clock, log));
  std::unique_ptr<mail::SmtpSender> sender;
  if (options.mail.given()) {
    ASSIGN_OR_RETURN(sender, mail::SmtpSender::Make(options.mail));
  }
  std::unique_ptr<const base::AuditLog> audit;
  if (!options.audit.empty()) {
    ASSIGN_OR_RETURN(audit, base::AuditLog::Open(options.audit, clock, log));
  }
  auto server = absl::WrapUnique(new Server(options, storage, clock, log, std::move(issuers),
                                            std::move(files), std::move(scanner),
                                            std::move(pdf_reader), std::move(audit)));
  RETURN_IF_ERROR(server->Listen());
  server->RefreshHealth();
  if (sender != nullptr) server->StartMail(std::move(sender));
  server->Audit("server started");
  if (!options.info_file.empty()) RETURN_IF_ERROR(WriteInfoFile(options.info_file, server->info_));
  return server;
}

Server::Server(const Options& options, storage::Storage& storage, const base::Clock& clock,
               const base::Log& log, std::unique_ptr<const auth::oidc::TokenVerifier> issuers,
               std::unique_ptr<evidence::BlobStore> files, std::optional<evidence::Clamd> scanner,
               std::optional<evidence::PdfReader> pdf_reader,
               std::unique_ptr<const base::AuditLog> audit)
    : options_(options),
      storage_(storage),
      log_(log),
      info_{options.address, options.port, options.metrics_port, ::getpid()},
      rubrics_(kRubricCacheBytes),
      inline_rubrics_(std::max(1, static_cast<int>(std::thread::hardware_concurrency()))),
      followed_revisions_(kRememberedAssessments),
      audit_(std::move(audit)),
      passwords_(clock),
      account_throttle_(clock),
      peer_throttle_(clock),
      account_rate_(clock, kAccountRate),
      account_bytes_(clock, kAccountBytes),
      public_rate_(clock, kPublicRate),
      unknown_rate_(clock, kPublicRate),
      issuers_(std::move(issuers)),
      files_(std::move(files)),
      scanner_(std::move(scanner)),
      pdf_reader_(std::move(pdf_reader)),
      inspections_(clock, kInspections, "too many files are being checked; try again soon"),
      kept_counts_(kRememberedCounts),
      ids_(clock),
      dependencies_{.storage = &storage,
                    .rubrics = &rubrics_,
                    .inline_rubrics = &inline_rubrics_,
                    .followed_revisions = &followed_revisions_,
                    .clock = &clock,
                    .ids = &ids_,
                    .sign_in = options.sign_in,
                    .callers = &callers_,
                    .uses = &uses_,
                    .looks = &looks_,
                    .effort = &effort_,
                    .audit = audit_.get(),
                    .verifying = &verifying_,
                    .passwords = &passwords_,
                    .account_throttle = &account_throttle_,
                    .peer_throttle = &peer_throttle_,
                    .account_rate = &account_rate_,
                    .public_rate = &public_rate_,
                    .unknown_rate = &unknown_rate_,
                    .issuers = issuers_.get(),
                    .files = files_.get(),
                    .scanner = scanner_.has_value() ? &*scanner_ : nullptr,
                    .pdf_reader = pdf_reader_.has_value() ? &*pdf_reader_ : nullptr,
                    .inspections = &inspections_,
                    .kept_counts = &kept_counts_,
                    .limits = LimitsOf(options),
                    .sends_mail = options.mail.given()},
      registry_(std::make_shared<prometheus::Registry>()),
      gauges_(std::make_shared<Gauges>()),
      call_metrics_(*registry_),
      reads_(std::make_unique<services::Lane>(options.read_threads, kReadPlaces)),
      writes_(std::make_unique<services::Lane>(options.write_calls, options.write_calls)),
      serve_({&dependencies_, &account_bytes_, reads_.get(), writes_.get(), &call_metrics_, &log,
              &ids_}) {
  services_.push_back(services::MakeRubricService(serve_));
  services_.push_back(services::MakeProgramService(serve_));
  services_.push_back(services::MakeAssessmentService(serve_));
  services_.push_back(services::MakeCrosswalkService(serve_));
  services_.push_back(services::MakePeopleService(serve_));
  services_.push_back(services::MakeTogetherService(serve_));
  services_.push_back(services::MakeEvidenceService(serve_));
  services_.push_back(services::MakeNotificationService(serve_));
  services_.push_back(services::MakeRecordsService(serve_));
  services_.push_back(services::MakeLedgerService(serve_));
  AddGauges();
}

Server::~Server() { Stop(); }

absl::Status Server::Listen() {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::channelz::experimental::InitChannelzService();
  grpc::ServerBuilder builder;
  SetLimits(builder);
  ASSIGN_OR_RETURN(const auto credentials,
                   MakeCredentials(options_.tls, dependencies_.clock->Now()));
  const bool ipv6 = absl::StrContains(options_.address, ':');
  const std::string host = ipv6 ? absl::StrCat("[", options_.address, "]") : options_.address;
  builder.AddListeningPort(absl::StrCat(host, ":", options_.port), credentials, &info_.port);
  for (const auto& service : services_) builder.RegisterService(service.get());
  grpc_server_ = builder.BuildAndStart();
  if (grpc_server_ == nullptr || info_.port == 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", host, ":", options_.port,
                     ": the port is taken, or the address is not one of this machine. Choose "
                     "another one with --port (0 for any) or --address."));
  }
  ASSIGN_OR_RETURN(
      metrics_endpoint_,
      MetricsEndpoint::Start(IsLoopback(options_.address) ? options_.address : "127.0.0.1",
                             options_.metrics_port, {registry_, gauges_}));
  info_.metrics_port = metrics_endpoint_->port();
  return absl::OkStatus();
}

void Server::AddGauges() {
  const auto gauge = prometheus::MetricType::Gauge;
  const auto counter = prometheus::MetricType::Counter;
  const auto number = [](auto value) { return static_cast<double>(value); };
  const auto lanes = {std::pair("reads", reads_.get()), std::pair("writes", writes_.get())};
  for (const auto& [name, lane] : lanes) {
    gauges_->Add(gauge, "continuum_lane_waiting", "Calls that wait for a thread of their lane",
                 {{"lane", name}}, [lane = lane, number] { return number(lane->waiting()); });
  }
  for (const auto& [name, lane] : lanes) {
    gauges_->Add(gauge, "continuum_lane_running", "Calls that have a thread of their lane",
                 {{"lane", name}}, [lane = lane, number] { return number(lane->running()); });
  }
  const auto add = [&](prometheus::MetricType type, const char* name, const char* help,
                       auto storage::Stats::*field) {
    gauges_->Add(type, name, help, {},
                 [this, field, number] { return number(storage_.GetStats().*field); });
  };
  add(counter, "continuum_commits_total", "Commits; each holds one or more changes",
      &storage::Stats::groups);
  add(counter, "continuum_changes_total", "Changes that were made", &storage::Stats::operations);
  add(counter, "continuum_failed_changes_total", "Changes that were not made",
      &storage::Stats::failed_operations);
  add(counter, "continuum_lost_commits_total", "Commits that died and were done again one by one",
      &storage::Stats::lost_groups);
  add(counter, "continuum_commit_seconds_total", "Time spent in commits",
      &storage::Stats::commit_seconds);
  add(counter, "continuum_snapshots_total", "Snapshots that were read", &storage::Stats::reads);
  add(gauge, "continuum_writer_queue", "Changes that wait for the writer", &storage::Stats::queued);
  add(gauge, "continuum_wal_pages", "Pages in the write-ahead log", &storage::Stats::wal_pages);
  AddMailGauges();
  AddAuditGauges();
  gauges_->Add(gauge, "continuum_takes_changes",
               "1 while changes are taken, 0 when a restart is needed", {},
               [this, number] { return number(storage_.Health().ok()); });
}

void Server::AddAuditGauges() {
  if (audit_ == nullptr) return;
  gauges_->Add(prometheus::MetricType::Counter, "continuum_audit_events_lost_total",
               "Events that the audit log was not told: it was held up for too long, or failed", {},
               [this] { return static_cast<double>(audit_->lost()); });
}

void Server::StartMail(std::unique_ptr<mail::SmtpSender> sender) {
  mail_loop_ = std::make_unique<MailLoop>(dependencies_, log_, std::move(sender),
                                          options_.mail.link, mail_counts_);
}

void Server::AddMailGauges() {
  const auto add = [&](const char* name, const char* help, const std::atomic<int64_t>& count) {
    gauges_->Add(prometheus::MetricType::Counter, name, help, {},
                 [&count] { return static_cast<double>(count.load()); });
  };
  add("continuum_mailed_notices_total", "Notices that were sent by e-mail", mail_counts_.sent);
  add("continuum_mail_failures_total", "Tries to send a notice by e-mail that failed",
      mail_counts_.failed);
  add("continuum_mail_given_up_total", "Notices that could not be sent by e-mail for three days",
      mail_counts_.given_up);
}

void Server::LookAfter() {
  RefreshHealth();
  const absl::Time now = absl::Now();
  if (now - uses_written_ >= kUsesWritten) WriteUses(now);
  if (now - evidence_swept_ >= kEvidenceSwept) SweepEvidence(now);
  if (now - reminded_ >= kReminded) Remind(now);
  RemoveExpired(now);
}

// A step each second while there is something to do, so that nobody waits for it.
void Server::RemoveExpired(absl::Time now) {
  if (!expired_.has_value()) {
    if (now - expired_removed_ < kExpiredRemoved) return;
    expired_removed_ = now;
    expired_.emplace();
  }
  const absl::Status removed = expired_->Step(dependencies_);
  if (!removed.ok()) {
    log_.Write(base::Severity::kWarning, "not removed by age", {{"why", removed.message()}});
  }
  if (!expired_->done()) return;
  if (expired_->removed() > 0) {
    log_.Write(base::Severity::kInfo, "removed by age", {{"records", expired_->removed()}});
  }
  expired_.reset();
}

void Server::SweepEvidence(absl::Time now) {
  evidence_swept_ = now;
  const auto swept = operations::SweepEvidence(dependencies_);
  if (!swept.ok()) {
    log_.Write(base::Severity::kWarning, "evidence not swept", {{"why", swept.status().message()}});
  } else if (swept->blobs + swept->uploads > 0) {
    log_.Write(base::Severity::kInfo, "evidence swept",
               {{"files", swept->blobs}, {"uploads", swept->uploads}});
  }
}

void Server::Remind(absl::Time now) {
  reminded_ = now;
  const auto reminded = operations::RemindOfAssignments(dependencies_);
  if (!reminded.ok()) {
    log_.Write(base::Severity::kWarning, "not reminded", {{"why", reminded.status().message()}});
  }
}

void Server::WriteUses(absl::Time now) {
  uses_written_ = now;
  const absl::Status written = operations::WriteUses(dependencies_);
  if (!written.ok()) {
    log_.Write(base::Severity::kWarning, "uses not written", {{"why", written.message()}});
  }
  SayWhatWasDropped();
  SayWhatTheAuditLogLost();
}

// Only where storage has not taken it for long.
void Server::SayWhatWasDropped() {
  const int64_t looks = looks_.TakeDropped();
  const int64_t efforts = effort_.TakeDropped();
  if (looks == 0 && efforts == 0) return;
  log_.Write(base::Severity::kError, "uses given up for want of room",
             {{"looks_by_others", looks}, {"efforts", efforts}});
}

void Server::SayWhatTheAuditLogLost() {
  const int64_t lost = audit_ == nullptr ? 0 : audit_->lost();
  if (lost == audit_lost_) return;
  log_.Write(base::Severity::kError, "audit events lost", {{"events", lost - audit_lost_}});
  audit_lost_ = lost;
}

void Server::Audit(absl::string_view event) const {
  if (audit_ != nullptr) audit_->Write(base::Severity::kInfo, event);
}

absl::StatusOr<std::string> Server::MakeFirstAdministrator() {
  if (!options_.sign_in) return std::string();
  ASSIGN_OR_RETURN(std::string code, operations::MakeFirstAdministrator(dependencies_));
  if (!code.empty()) Audit("code for the first administrator made");
  return code;
}

void Server::RefreshHealth() {
  const absl::Status health = storage_.Health();
  grpc::HealthCheckServiceInterface* service = grpc_server_->GetHealthCheckService();
  for (const std::string& name : ServiceNames()) service->SetServingStatus(name, health.ok());
  service->SetServingStatus(health.ok());
  if (health.ok() != healthy_) {
    log_.Write(base::Severity::kError, "health",
               {{"serving", health.ok()}, {"why", health.message()}});
  }
  healthy_ = health.ok();
}

void Server::Stop() {
  if (reads_ == nullptr) return;
  if (grpc_server_ != nullptr) {
    grpc_server_->GetHealthCheckService()->Shutdown();
    grpc_server_->Shutdown(absl::ToChronoTime(absl::Now() + options_.stop_patience));
  }
  metrics_endpoint_.reset();
  mail_loop_.reset();
  reads_.reset();
  writes_.reset();
  WriteUses(absl::Now());
  if (grpc_server_ != nullptr) Audit("server stopped");
  if (!options_.info_file.empty()) std::remove(options_.info_file.c_str());
}

}  // namespace continuum::server
