// SPDX-License-Identifier: Apache-2.0
//
// How a Connection makes a call. Private to its two sources.

#ifndef CONTINUUM_CLIENTS_CLI_CONNECTION_IMPL_H_
#define CONTINUUM_CLIENTS_CLI_CONNECTION_IMPL_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/connection.h"
#include "clients/cli/message_check.h"
#include "clients/cli/tls.h"
#include "continuum/v1/assessment_service.grpc.pb.h"
#include "continuum/v1/crosswalk_service.grpc.pb.h"
#include "continuum/v1/evidence_service.grpc.pb.h"
#include "continuum/v1/ledger_service.grpc.pb.h"
#include "continuum/v1/notification_service.grpc.pb.h"
#include "continuum/v1/people_service.grpc.pb.h"
#include "continuum/v1/program_service.grpc.pb.h"
#include "continuum/v1/records_service.grpc.pb.h"
#include "continuum/v1/rubric_service.grpc.pb.h"
#include "continuum/v1/together_service.grpc.pb.h"

namespace continuum::cli {

struct Connection::Impl {
  Impl(absl::string_view server, const Patience& how_long, TlsSettings security,
       std::shared_ptr<grpc::Channel> opened)
      : address(server),
        patience(how_long),
        tls(std::move(security)),
        channel(std::move(opened)),
        rubrics(v1::RubricService::NewStub(channel)),
        programs(v1::ProgramService::NewStub(channel)),
        assessments(v1::AssessmentService::NewStub(channel)),
        crosswalks(v1::CrosswalkService::NewStub(channel)),
        people(v1::PeopleService::NewStub(channel)),
        team(v1::TogetherService::NewStub(channel)),
        notices(v1::NotificationService::NewStub(channel)),
        evidence(v1::EvidenceService::NewStub(channel)),
        records(v1::RecordsService::NewStub(channel)),
        ledger(v1::LedgerService::NewStub(channel)) {}

  // The server's status with its details, or the transport's in our words.
  static absl::Status ToAbsl(const grpc::Status& status, absl::string_view address);
  // How long to wait before the next try; zero when another try makes no sense.
  static absl::Duration PauseAfter(const absl::Status& error, absl::Duration pause);
  // Ids that sort by time, which the server's database likes.
  static std::string NewRequestId();

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request, absl::Duration limit, int most_tries) {
    if (absl::Status sendable = CheckMessage(request); !sendable.ok()) return sendable;
    absl::Duration pause = patience.first_pause;
    for (int tries = 1;; ++tries) {
      grpc::ClientContext context;
      context.set_deadline(absl::ToChronoTime(absl::Now() + limit));
      if (!authorization.empty()) context.AddMetadata("authorization", authorization);
      Response response;
      absl::Status status = ToAbsl((stub.*method)(&context, request, &response), address);
      if (status.ok()) return response;
      const absl::Duration wait = PauseAfter(status, pause);
      if (wait == absl::ZeroDuration() || tries >= most_tries) return Explained(status);
      absl::SleepFor(wait);
      pause *= 2;
    }
  }

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Read(Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) {
    return Call(stub, method, request, patience.read, patience.tries);
  }

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Write(Stub& stub,
                                 grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                              Response*),
                                 Request& request) {
    if (request.request_id().empty()) request.set_request_id(NewRequestId());
    return Call(stub, method, request, patience.write, patience.tries);
  }

  // A change that is not safe to repeat. Waiting as the server advises is left to people, too: it
  // may be long after wrong passwords.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Once(Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) {
    return Call(stub, method, request, patience.write, 1);
  }

  // The error, or a better one if it is the transport's and encryption is what went wrong.
  absl::Status Explained(const absl::Status& error) const;

  const std::string address;
  const Patience patience;
  const TlsSettings tls;
  const std::shared_ptr<grpc::Channel> channel;
  const std::unique_ptr<v1::RubricService::Stub> rubrics;
  const std::unique_ptr<v1::ProgramService::Stub> programs;
  const std::unique_ptr<v1::AssessmentService::Stub> assessments;
  const std::unique_ptr<v1::CrosswalkService::Stub> crosswalks;
  const std::unique_ptr<v1::PeopleService::Stub> people;
  const std::unique_ptr<v1::TogetherService::Stub> team;
  const std::unique_ptr<v1::NotificationService::Stub> notices;
  std::string authorization;  // empty: the calls are the public's
  const std::unique_ptr<v1::EvidenceService::Stub> evidence;
  const std::unique_ptr<v1::RecordsService::Stub> records;
  const std::unique_ptr<v1::LedgerService::Stub> ledger;
};

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_CONNECTION_IMPL_H_
