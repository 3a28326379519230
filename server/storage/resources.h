// SPDX-License-Identifier: Apache-2.0
//
// Kinds of records that share one pair of tables. A new kind is a record struct, a number in
// RowKind, a ResourceTraits of it beside the struct and its line in resource_kinds.cc; engines know
// nothing of it. people_records.h has examples.
//
//   ASSIGN_OR_RETURN(const AccountRecord account, Get<AccountRecord>(reader, scope, name));
//   ASSIGN_OR_RETURN(const auto tokens,
//                    List<TokenRecord>(reader, scope, {.parent = account.name}));
//   RETURN_IF_ERROR(Create(writer, scope, token));
//
// What these functions say of scopes, as_of and errors is what Reader and Writer say of theirs.

#ifndef CONTINUUM_SERVER_STORAGE_RESOURCES_H_
#define CONTINUUM_SERVER_STORAGE_RESOURCES_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/storage/field_walk.h"
#include "server/storage/queries.h"
#include "server/storage/reader.h"
#include "server/storage/records.h"
#include "server/storage/row_content.h"
#include "server/storage/writer.h"

namespace continuum::storage {

// What storage must know of a kind of record. The record has `name` and `stamp`, and can be
// compared. Each specialization derives from ResourceDefaults and has
// * kKind: its number, which no other kind has.
// * Owner: whose row it is.
// * Walk: all fields in the order of their bytes. A later format is walked when `format` says so,
//   and kFormat is then its number.
// and, where the kind has such a thing,
// * Parent: the name of what it belongs to. Nobody but the caller checks that it exists.
// * Subject: a second thing by which it is listed.
// * Key: what it is looked up by, such as the hash of a token. Unique within the kind; empty for
//   none.
// * State: its own state's number, never 0.
// Of these, only the state may change once the record was created; a key may be given up (empty),
// for erasing the record.
template <typename Record>
struct ResourceTraits;

struct ResourceDefaults {
  static constexpr uint8_t kFormat = 1;
  template <typename Record>
  static std::string Parent(const Record& /*record*/) {
    return "";
  }
  template <typename Record>
  static std::string Subject(const Record& /*record*/) {
    return "";
  }
  template <typename Record>
  static std::string Key(const Record& /*record*/) {
    return "";
  }
  template <typename Record>
  static int64_t State(const Record& /*record*/) {
    return 0;
  }
};

// The row of a record that has its stamp. Pure.
template <typename Record>
ResourceRow ToResourceRow(const Record& record) {
  using Traits = ResourceTraits<Record>;
  FieldEncoder encoder(Traits::kFormat, Traits::kKind);
  Traits::Walk(encoder, Traits::kFormat, record);
  return {.kind = Traits::kKind,
          .name = record.name,
          .owner = Traits::Owner(record),
          .parent = Traits::Parent(record),
          .subject = Traits::Subject(record),
          .key = Traits::Key(record),
          .create_sequence = record.stamp.create_sequence,
          .state = Traits::State(record),
          .change_sequence = record.stamp.change_sequence,
          .content = std::move(encoder).Take()};
}

// The record in a row's content. DATA_LOSS: it is not such a record's. Pure.
template <typename Record>
absl::StatusOr<Record> FromResourceContent(absl::string_view content) {
  using Traits = ResourceTraits<Record>;
  FieldDecoder decoder(content, Traits::kFormat, Traits::kKind);
  Record record;
  if (decoder.known()) Traits::Walk(decoder, decoder.format(), record);
  RETURN_IF_ERROR(decoder.Finish());
  return record;
}

// The record with this name. NOT_FOUND: there is (or was) none.
template <typename Record>
absl::StatusOr<Record> Get(const Reader& reader, const auth::Scope& scope, absl::string_view name,
                           Sequence as_of = kLatest) {
  ASSIGN_OR_RETURN(const std::string content,
                   reader.GetResource(scope, ResourceTraits<Record>::kKind, name, as_of));
  return FromResourceContent<Record>(content);
}

// The record with this key. NOT_FOUND: there is (or was) none, or the key is empty. The message
// does not repeat the key, which may be a secret's hash.
template <typename Record>
absl::StatusOr<Record> Find(const Reader& reader, const auth::Scope& scope, absl::string_view key,
                            Sequence as_of = kLatest) {
  ASSIGN_OR_RETURN(const std::string content,
                   reader.FindResource(scope, ResourceTraits<Record>::kKind, key, as_of));
  return FromResourceContent<Record>(content);
}

// A page of records, by name.
template <typename Record>
absl::StatusOr<std::vector<Record>> List(const Reader& reader, const auth::Scope& scope,
                                         const ResourceQuery& query) {
  ASSIGN_OR_RETURN(const std::vector<std::string> contents,
                   reader.ListResources(scope, ResourceTraits<Record>::kKind, query));
  std::vector<Record> records;
  records.reserve(contents.size());
  for (const std::string& content : contents) {
    ASSIGN_OR_RETURN(records.emplace_back(), FromResourceContent<Record>(content));
  }
  return records;
}

// Adds a record; its stamp is set by storage. ALREADY_EXISTS: the name is taken (by any kind), or,
// with the reason KEY_TAKEN, the key. PERMISSION_DENIED: the scope may not change what belongs to
// this owner.
template <typename Record>
absl::Status Create(Writer& writer, const auth::Scope& scope, Record record) {
  record.stamp = {.create_sequence = writer.sequence(),
                  .create_time = writer.time(),
                  .change_sequence = writer.sequence(),
                  .change_time = writer.time()};
  return writer.CreateResource(scope, ToResourceRow(record));
}

// Writes a record anew. NOT_FOUND: there is none with this name. PERMISSION_DENIED: the scope may
// only read it. INVALID_ARGUMENT: its owner, parent, subject or key differs.
template <typename Record>
absl::Status Update(Writer& writer, const auth::Scope& scope, Record record) {
  ASSIGN_OR_RETURN(const Record current, Get<Record>(writer, scope, record.name));
  record.stamp = {.create_sequence = current.stamp.create_sequence,
                  .create_time = current.stamp.create_time,
                  .change_sequence = writer.sequence(),
                  .change_time = writer.time()};
  return writer.UpdateResource(scope, ToResourceRow(record));
}

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_RESOURCES_H_
