// SPDX-License-Identifier: Apache-2.0

#include "server/services/grpc_status.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "google/rpc/code.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "server/base/errors.h"
#include "server/base/text.h"

namespace continuum::services {
namespace {

using google::rpc::BadRequest;
using google::rpc::ErrorInfo;

// google.rpc.Code, absl::StatusCode and grpc::StatusCode share their numbers.
static_assert(static_cast<int>(absl::StatusCode::kResourceExhausted) ==
              static_cast<int>(grpc::StatusCode::RESOURCE_EXHAUSTED));
static_assert(static_cast<int>(absl::StatusCode::kUnauthenticated) ==
              static_cast<int>(grpc::StatusCode::UNAUTHENTICATED));
static_assert(google::rpc::DATA_LOSS == static_cast<int>(grpc::StatusCode::DATA_LOSS));

// By type URL, because absl visits payloads in no fixed order.
using Payloads = std::map<std::string, std::string>;

Payloads PayloadsOf(const absl::Status& status) {
  Payloads payloads;
  status.ForEachPayload([&payloads](absl::string_view url, const absl::Cord& bytes) {
    payloads.emplace(std::string(url), std::string(bytes));
  });
  const std::string info_url = base::DetailTypeUrl<ErrorInfo>();
  if (payloads.find(info_url) == payloads.end()) {
    ErrorInfo info;
    info.set_reason(std::string(CodeName(status.code())));
    info.set_domain(std::string(base::kErrorDomain));
    payloads.emplace(info_url, info.SerializeAsString());
  }
  return payloads;
}

google::rpc::Status DetailsOf(int code, const std::string& message, const Payloads& payloads) {
  google::rpc::Status details;
  details.set_code(code);
  details.set_message(message);
  for (const auto& [url, bytes] : payloads) {
    auto* added = details.add_details();
    added->set_type_url(url);
    added->set_value(bytes);
  }
  return details;
}

// What the message takes percent-encoded and the details in base64.
size_t WireBytes(const std::string& message, const google::rpc::Status& details) {
  const auto plain = [](char c) { return c >= 0x20 && c <= 0x7e && c != '%'; };
  const auto encoded =
      static_cast<size_t>(std::count_if(message.begin(), message.end(), std::not_fn(plain)));
  return message.size() + 2 * encoded + (details.ByteSizeLong() + 2) / 3 * 4;
}

// How many violations an entry stands for: base/errors.h ends a long list with "and 12 more".
int Counted(const BadRequest::FieldViolation& violation) {
  absl::string_view text = violation.description();
  int more = 0;
  const bool counts_others = violation.field().empty() && absl::ConsumePrefix(&text, "and ") &&
                             absl::ConsumeSuffix(&text, " more") && absl::SimpleAtoi(text, &more);
  return counts_others ? more : 1;
}

// Counts the last half of the field violations instead of listing them; false when too few are
// left.
bool ShortenBadRequest(Payloads& payloads) {
  const auto found = payloads.find(base::DetailTypeUrl<BadRequest>());
  BadRequest request;
  if (found == payloads.end() || !request.ParseFromString(found->second)) return false;
  auto* violations = request.mutable_field_violations();
  const int kept = (violations->size() - 1) / 2;
  if (kept < 1) return false;
  int more = 0;
  for (; violations->size() > kept; violations->RemoveLast()) {
    more += Counted(*violations->rbegin());
  }
  violations->Add()->set_description(absl::StrCat("and ", more, " more"));
  found->second = request.SerializeAsString();
  return true;
}

// Takes the largest detail away, ErrorInfo last.
bool DropLargest(Payloads& payloads) {
  if (payloads.empty()) return false;
  const std::string info_url = base::DetailTypeUrl<ErrorInfo>();
  const auto weight = [&info_url](const Payloads::value_type& payload) {
    return payload.first == info_url ? 0 : payload.second.size();
  };
  payloads.erase(
      std::max_element(payloads.begin(), payloads.end(),
                       [&weight](const auto& a, const auto& b) { return weight(a) < weight(b); }));
  return true;
}

}  // namespace

absl::string_view CodeName(absl::StatusCode code) {
  const int number = static_cast<int>(code);
  return google::rpc::Code_IsValid(number)
             ? google::rpc::Code_Name(static_cast<google::rpc::Code>(number))
             : google::rpc::Code_Name(google::rpc::UNKNOWN);
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const int code = static_cast<int>(status.code());
  const std::string message = base::Utf8Text(status.message(), kMaxMessageBytes);
  Payloads payloads = PayloadsOf(status);
  google::rpc::Status details = DetailsOf(code, message, payloads);
  while (WireBytes(message, details) > kMaxErrorBytes &&
         (ShortenBadRequest(payloads) || DropLargest(payloads))) {
    details = DetailsOf(code, message, payloads);
  }
  return {static_cast<grpc::StatusCode>(code), message, details.SerializeAsString()};
}

}  // namespace continuum::services
