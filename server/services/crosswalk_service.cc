// SPDX-License-Identifier: Apache-2.0

#include "continuum/v1/crosswalk_service.pb.h"
#include "server/operations/crosswalks.h"
#include "server/services/services.h"
#include "server/services/unary_service.h"

namespace continuum::services {

std::unique_ptr<grpc::Service> MakeCrosswalkService(Serve& serve) {
  auto service = std::make_unique<UnaryService>(
      *v1::PrefillAssessmentRequest::descriptor()->file()->FindServiceByName("CrosswalkService"),
      serve);
  service->Write(operations::PrefillAssessment);
  return service;
}

}  // namespace continuum::services
