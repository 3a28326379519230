// SPDX-License-Identifier: Apache-2.0
//
// What organizations, programs and sites have in common: how one is created, read, listed, changed
// and archived. Each verb's own file adds what is special about it.

#ifndef CONTINUUM_SERVER_OPERATIONS_PROGRAMS_ROWS_H_
#define CONTINUUM_SERVER_OPERATIONS_PROGRAMS_ROWS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/program_service.pb.h"
#include "server/auth/scope.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/common/resource_names.h"
#include "server/storage/storage.h"

namespace continuum::operations {

inline constexpr size_t kMaxTitleCharacters = 200;
inline constexpr size_t kMaxAddressCharacters = 500;

v1::Organization ToMessage(const storage::OrganizationRecord& record);
v1::Program ToMessage(const storage::ProgramRecord& record);
v1::Site ToMessage(const storage::SiteRecord& record);

// A list's filter: nothing for "any".
std::optional<storage::LifecycleState> ToFilter(v1::LifecycleState state);

// Whether a program's jurisdiction is empty or reads as ISO 3166-2.
void CheckJurisdiction(absl::string_view field, absl::string_view value, FieldChecks& checks);

// How storage keeps each kind, and who owns a row.
struct Organizations {
  using Message = v1::Organization;
  using Record = storage::OrganizationRecord;
  static constexpr Resource kResource = Resource::kOrganization;
  static constexpr auto kGet = &storage::Reader::GetOrganization;
  static constexpr auto kList = &storage::Reader::ListOrganizations;
  static constexpr auto kCreate = &storage::Writer::CreateOrganization;
  static constexpr auto kUpdate = &storage::Writer::UpdateOrganization;
  static absl::StatusOr<std::string> OwnerOf(const storage::Reader& reader,
                                             const auth::Scope& scope, const Record& record);
};
struct Programs {
  using Message = v1::Program;
  using Record = storage::ProgramRecord;
  static constexpr Resource kResource = Resource::kProgram;
  static constexpr auto kGet = &storage::Reader::GetProgram;
  static constexpr auto kList = &storage::Reader::ListPrograms;
  static constexpr auto kCreate = &storage::Writer::CreateProgram;
  static constexpr auto kUpdate = &storage::Writer::UpdateProgram;
  static absl::StatusOr<std::string> OwnerOf(const storage::Reader& reader,
                                             const auth::Scope& scope, const Record& record);
};
struct Sites {
  using Message = v1::Site;
  using Record = storage::SiteRecord;
  static constexpr Resource kResource = Resource::kSite;
  static constexpr auto kGet = &storage::Reader::GetSite;
  static constexpr auto kList = &storage::Reader::ListSites;
  static constexpr auto kCreate = &storage::Writer::CreateSite;
  static constexpr auto kUpdate = &storage::Writer::UpdateSite;
  static absl::StatusOr<std::string> OwnerOf(const storage::Reader& reader,
                                             const auth::Scope& scope, const Record& record);
};

template <typename Rows>
absl::StatusOr<typename Rows::Message> GetRow(const Dependencies& dependencies, const Call& call,
                                              absl::string_view name) {
  FieldChecks checks;
  checks.NameOf(Rows::kResource, "name", name);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  typename Rows::Record record;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(record, (reader.*Rows::kGet)(scope, name, storage::kLatest));
    return absl::OkStatus();
  }));
  return ToMessage(record);
}

// Lists one page; `parent` is asked at the moment that the list shows, and gives its error if there
// is none. `query` has all but the page.
template <typename Rows, typename Query>
absl::StatusOr<std::string> ListRows(
    const Dependencies& dependencies, const Call& call, Paging paging, Query query,
    absl::FunctionRef<absl::Status(const storage::Reader&, storage::Sequence)> parent,
    google::protobuf::RepeatedPtrField<typename Rows::Message>* messages) {
  const auth::Scope scope(call.caller);
  std::string next_page_token;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    RETURN_IF_ERROR(parent(reader, query.page.as_of));
    ASSIGN_OR_RETURN(std::vector<typename Rows::Record> rows, (reader.*Rows::kList)(scope, query));
    next_page_token = paging.Close(&rows);
    for (const auto& row : rows) *messages->Add() = ToMessage(row);
    return absl::OkStatus();
  }));
  return next_page_token;
}

// Creates the row. `parent` checks that what it belongs to exists and is active.
template <typename Rows, typename Request>
absl::StatusOr<typename Rows::Message> CreateRow(
    const Dependencies& dependencies, const Call& call, const Request& request,
    const typename Rows::Record& record,
    absl::FunctionRef<absl::Status(const storage::Reader&, const auth::Scope&)> parent) {
  using Message = typename Rows::Message;
  const auth::Scope scope(call.caller);
  return MakeChange<Message>(dependencies, call, request,
                             [&](storage::Writer& writer) -> absl::StatusOr<Changed<Message>> {
                               typename Rows::Record created = record;
                               RETURN_IF_ERROR(parent(writer, scope));
                               RETURN_IF_ERROR((writer.*Rows::kCreate)(scope, created));
                               StampCreated(writer, &created.stamp);
                               ASSIGN_OR_RETURN(std::string owner,
                                                Rows::OwnerOf(writer, scope, created));
                               return Changed<Message>{ToMessage(created), std::move(owner)};
                             });
}

// Changes an active row with this name and etag. `change` sets the new values, or fails.
template <typename Rows, typename Request>
absl::StatusOr<typename Rows::Message> ChangeRow(
    const Dependencies& dependencies, const Call& call, const Request& request,
    absl::string_view name, absl::string_view etag,
    absl::FunctionRef<absl::Status(storage::Writer&, const auth::Scope&, typename Rows::Record&)>
        change) {
  using Message = typename Rows::Message;
  const auth::Scope scope(call.caller);
  return MakeChange<Message>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<Message>> {
        ASSIGN_OR_RETURN(typename Rows::Record record,
                         (writer.*Rows::kGet)(scope, name, storage::kLatest));
        RETURN_IF_ERROR(CheckActive(name, record.state));
        RETURN_IF_ERROR(CheckEtag(name, etag, record.stamp));
        RETURN_IF_ERROR(change(writer, scope, record));
        RETURN_IF_ERROR((writer.*Rows::kUpdate)(scope, record));
        StampChanged(writer, &record.stamp);
        ASSIGN_OR_RETURN(std::string owner, Rows::OwnerOf(writer, scope, record));
        return Changed<Message>{ToMessage(record), std::move(owner)};
      });
}

// Archives it. `before` does what has to be done or asked before.
template <typename Rows, typename Request>
absl::StatusOr<typename Rows::Message> ArchiveRow(
    const Dependencies& dependencies, const Call& call, const Request& request,
    absl::FunctionRef<absl::Status(storage::Writer&, const auth::Scope&)> before) {
  FieldChecks checks;
  checks.NameOf(Rows::kResource, "name", request.name());
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  return ChangeRow<Rows>(dependencies, call, request, request.name(), request.etag(),
                         [&](storage::Writer& writer, const auth::Scope& scope,
                             typename Rows::Record& record) -> absl::Status {
                           RETURN_IF_ERROR(before(writer, scope));
                           record.state = storage::LifecycleState::kArchived;
                           return absl::OkStatus();
                         });
}

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_PROGRAMS_ROWS_H_
