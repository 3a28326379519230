// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/connection.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/random/random.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/channel.h"
#include "clients/cli/connection_impl.h"
#include "clients/cli/error.h"
#include "clients/cli/tls.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace continuum::cli {

namespace {

static_assert(static_cast<int>(grpc::StatusCode::NOT_FOUND) ==
              static_cast<int>(absl::StatusCode::kNotFound));
static_assert(static_cast<int>(grpc::StatusCode::UNAVAILABLE) ==
              static_cast<int>(absl::StatusCode::kUnavailable));

// A longer wait that the server advises is left to the person.
constexpr absl::Duration kLongestPause = absl::Seconds(10);

// Servers take 8 KiB of metadata.
constexpr size_t kLongestSecret = 7000;

bool IsGraph(char c) { return absl::ascii_isgraph(static_cast<unsigned char>(c)); }

}  // namespace

absl::Status Connection::Impl::ToAbsl(const grpc::Status& status, absl::string_view address) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status details;
  const bool has_details = details.ParseFromString(status.error_details());
  // Without details it is the transport that speaks, in its own words.
  const std::string message =
      status.error_code() == grpc::StatusCode::UNAVAILABLE && details.details().empty()
          ? absl::StrCat("the server at ", address, " cannot be reached (", status.error_message(),
                         ")")
          : status.error_message();
  absl::Status error(static_cast<absl::StatusCode>(status.error_code()), message);
  if (!has_details) return error;
  for (const auto& detail : details.details()) {
    error.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return error;
}

absl::Duration Connection::Impl::PauseAfter(const absl::Status& error, absl::Duration pause) {
  const bool busy = error.code() == absl::StatusCode::kResourceExhausted;
  if (!busy && error.code() != absl::StatusCode::kUnavailable) return absl::ZeroDuration();
  const auto retry = GetDetail<google::rpc::RetryInfo>(error);
  // A message that is too large is also RESOURCE_EXHAUSTED, but never with advice to retry.
  if (busy && !retry.has_value()) return absl::ZeroDuration();
  if (!retry.has_value()) return pause;
  const auto& advice = retry->retry_delay();
  const absl::Duration advised =
      absl::Seconds(advice.seconds()) + absl::Nanoseconds(advice.nanos());
  // Nobody sits before a silent command for an hour: they are told how long to wait.
  return advised > kLongestPause ? absl::ZeroDuration() : std::max(pause, advised);
}

std::string Connection::Impl::NewRequestId() {
  absl::BitGen random;
  return absl::StrFormat("cli-%012x-%016x", absl::ToUnixMillis(absl::Now()),
                         absl::Uniform<uint64_t>(random));
}

absl::Status Connection::Impl::Explained(const absl::Status& error) const {
  const bool servers_own = GetDetail<google::rpc::ErrorInfo>(error).has_value();
  if (!absl::IsUnavailable(error) || servers_own || absl::StartsWith(address, "unix:")) {
    return error;
  }
  absl::Status explained = ExplainTlsFailure(address, tls);
  return explained.ok() ? error : explained;
}

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(absl::string_view address,
                                                             const Patience& patience,
                                                             const TlsSettings& tls) {
  auto channel = OpenChannel(std::string(address), tls);
  if (!channel.ok()) return channel.status();
  return std::unique_ptr<Connection>(
      new Connection(std::make_unique<Impl>(address, patience, tls, *std::move(channel))));
}

Connection::Connection(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Connection::~Connection() = default;

const std::string& Connection::address() const { return impl_->address; }

absl::Status Connection::SetSecret(absl::string_view secret) {
  // gRPC ends the process over metadata that it cannot send.
  if (secret.empty() || secret.size() > kLongestSecret ||
      !std::all_of(secret.begin(), secret.end(), IsGraph)) {
    return UsageError(absl::StrCat("the token or session for the server at ", impl_->address,
                                   " is none: it has ", secret.size(), " characters; want 1 to ",
                                   kLongestSecret, ", without spaces"));
  }
  impl_->authorization = absl::StrCat("Bearer ", secret);
  return absl::OkStatus();
}

}  // namespace continuum::cli
