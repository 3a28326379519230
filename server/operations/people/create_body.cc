// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "server/base/status_macros.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/people/account_rows.h"

namespace continuum::operations {
namespace {

bool IsBody(absl::string_view name) {
  return IsNameOf(Resource::kAccreditor, name) || IsNameOf(Resource::kAgency, name);
}

}  // namespace

absl::StatusOr<v1::Body> CreateBody(const Dependencies& dependencies, const Call& call,
                                    const v1::CreateBodyRequest& request) {
  FieldChecks checks;
  if (!IsBody(request.body_name())) {
    checks.Wrong("body_name", request.body_name(), "accreditors/{accreditor} or agencies/{agency}");
  }
  checks.Line("body.title", request.body().title(), 1, kMaxNameCharacters);
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  storage::BodyRecord record;
  record.name = request.body_name();
  record.title = request.body().title();
  return MakeChange<v1::Body>(dependencies, call, request,
                              [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::Body>> {
                                storage::BodyRecord body = record;
                                RETURN_IF_ERROR(storage::Create(writer, PeopleScope(), body));
                                StampCreated(writer, &body.stamp);
                                return Changed<v1::Body>{ToMessage(body), body.name};
                              });
}

}  // namespace continuum::operations
