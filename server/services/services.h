// SPDX-License-Identifier: Apache-2.0
//
// The services of the API; each lies in a file of its own and says nothing but which operations
// answer it, and in which lane they run. `serve` outlives them, and they outlive the gRPC server.

#ifndef CONTINUUM_SERVER_SERVICES_SERVICES_H_
#define CONTINUUM_SERVER_SERVICES_SERVICES_H_

#include <memory>

#include <grpcpp/impl/service_type.h>

#include "server/services/serve.h"

namespace continuum::services {

std::unique_ptr<grpc::Service> MakeRubricService(Serve& serve);
std::unique_ptr<grpc::Service> MakeProgramService(Serve& serve);
std::unique_ptr<grpc::Service> MakeAssessmentService(Serve& serve);
std::unique_ptr<grpc::Service> MakeCrosswalkService(Serve& serve);
std::unique_ptr<grpc::Service> MakePeopleService(Serve& serve);
std::unique_ptr<grpc::Service> MakeTogetherService(Serve& serve);
std::unique_ptr<grpc::Service> MakeEvidenceService(Serve& serve);
std::unique_ptr<grpc::Service> MakeNotificationService(Serve& serve);
std::unique_ptr<grpc::Service> MakeRecordsService(Serve& serve);
std::unique_ptr<grpc::Service> MakeLedgerService(Serve& serve);

}  // namespace continuum::services

#endif  // CONTINUUM_SERVER_SERVICES_SERVICES_H_
