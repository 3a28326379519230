// SPDX-License-Identifier: Apache-2.0
//
// The use cases of NotificationService, one function per RPC of the same name. The contract stands
// at the RPCs in continuum/v1/notification_service.proto; what rubrics.h says of all use cases
// holds here too. Reads: ListNotifications and GetNotificationSettings. The others wait for the one
// writer. Telling accounts of a change is notifications/notify.h.

#ifndef CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_H_
#define CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_H_

#include "absl/status/statusor.h"
#include "continuum/v1/notification_service.pb.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

absl::StatusOr<v1::ListNotificationsResponse> ListNotifications(
    const Dependencies& dependencies, const Call& call,
    const v1::ListNotificationsRequest& request);

absl::StatusOr<v1::MarkNotificationsReadResponse> MarkNotificationsRead(
    const Dependencies& dependencies, const Call& call,
    const v1::MarkNotificationsReadRequest& request);

absl::StatusOr<v1::NotificationSettings> GetNotificationSettings(
    const Dependencies& dependencies, const Call& call,
    const v1::GetNotificationSettingsRequest& request);

absl::StatusOr<v1::NotificationSettings> UpdateNotificationSettings(
    const Dependencies& dependencies, const Call& call,
    const v1::UpdateNotificationSettingsRequest& request);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_H_
