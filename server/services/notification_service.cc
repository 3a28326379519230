// SPDX-License-Identifier: Apache-2.0

#include "continuum/v1/notification_service.pb.h"
#include "server/operations/notifications.h"
#include "server/services/services.h"
#include "server/services/unary_service.h"

namespace continuum::services {

std::unique_ptr<grpc::Service> MakeNotificationService(Serve& serve) {
  auto service = std::make_unique<UnaryService>(
      *v1::ListNotificationsRequest::descriptor()->file()->FindServiceByName("NotificationService"),
      serve);
  service->Read(operations::ListNotifications);
  service->Write(operations::MarkNotificationsRead);
  service->Read(operations::GetNotificationSettings);
  service->Write(operations::UpdateNotificationSettings);
  return service;
}

}  // namespace continuum::services
