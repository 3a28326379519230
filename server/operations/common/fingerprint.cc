// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/fingerprint.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "server/ledger/hash.h"

namespace continuum::operations {
namespace {

std::string SerializeDeterministically(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializePartialToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

}  // namespace

std::string Fingerprint(absl::Span<const absl::string_view> texts) {
  std::string all;
  for (const absl::string_view text : texts) absl::StrAppend(&all, text.size(), ":", text);
  return std::string(ledger::AsBytes(ledger::HashLeaf(all)));
}

std::string FingerprintOf(const google::protobuf::Message& request) {
  const std::string bytes = SerializeDeterministically(request);
  return Fingerprint({request.GetDescriptor()->full_name(), bytes});
}

std::string FingerprintOfQuery(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> query(request.New());
  query->CopyFrom(request);
  for (const char* page_field : {"page_size", "page_token"}) {
    const auto* field = query->GetDescriptor()->FindFieldByName(page_field);
    if (field != nullptr) query->GetReflection()->ClearField(query.get(), field);
  }
  return FingerprintOf(*query);
}

}  // namespace continuum::operations
