// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/clamd.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"

namespace continuum::evidence {
namespace {

constexpr size_t kChunk = size_t{64} << 10;
constexpr size_t kMaxAnswerBytes = 4096;
constexpr absl::string_view kCommand("zINSTREAM\0", 10);

absl::Status Unreachable(absl::string_view why) {
  return base::MakeError(absl::StatusCode::kUnavailable, "SCANNER_UNREACHABLE",
                         absl::StrCat("the malware scanner ", why,
                                      ", and nothing is kept that it did not pass. Try again "
                                      "later, or tell who runs the server"));
}

// A connection to clamd, which ends at a moment. For one thread.
class Connection {
 public:
  Connection(int socket, absl::Time deadline) : socket_(socket), deadline_(deadline) {}
  ~Connection() {
    if (socket_ >= 0) ::close(socket_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  absl::Status Connect(const sockaddr* address, socklen_t size) const {
    if (socket_ < 0) return Unreachable("cannot be asked");
    if (::connect(socket_, address, size) == 0) return absl::OkStatus();
    if (errno != EINPROGRESS) return Unreachable("does not listen");
    RETURN_IF_ERROR(Wait(POLLOUT));
    int error = 0;
    socklen_t length = sizeof(error);
    if (::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &length) != 0 || error != 0) {
      return Unreachable("does not listen");
    }
    return absl::OkStatus();
  }

  absl::Status Send(absl::string_view bytes) const {
    while (!bytes.empty()) {
      RETURN_IF_ERROR(Wait(POLLOUT));
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      if (sent < 0) return Unreachable("broke off");
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return absl::OkStatus();
  }

  // All that comes until the other side ends the connection.
  absl::StatusOr<std::string> Receive() const {
    std::string all;
    while (all.size() < kMaxAnswerBytes) {
      RETURN_IF_ERROR(Wait(POLLIN));
      char part[512];
      const ssize_t got = ::recv(socket_, part, sizeof(part), 0);
      if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      if (got < 0) return Unreachable("broke off");
      if (got == 0) break;
      all.append(part, static_cast<size_t>(got));
    }
    return all;
  }

 private:
  absl::Status Wait(int16_t event) const {
    while (true) {
      const int64_t left_ms = absl::ToInt64Milliseconds(deadline_ - absl::Now());
      if (left_ms <= 0) return Unreachable("does not answer in time");
      pollfd watched = {.fd = socket_, .events = event, .revents = 0};
      const int ready = ::poll(&watched, 1, static_cast<int>(std::min<int64_t>(left_ms, 60'000)));
      if (ready > 0) return absl::OkStatus();
      if (ready < 0 && errno != EINTR) return Unreachable("cannot be asked");
    }
  }

  const int socket_;
  const absl::Time deadline_;
};

// A chunk as INSTREAM wants it: how long it is, in network order, and its bytes. An empty one ends
// the stream.
absl::Status SendChunk(const Connection& connection, absl::string_view chunk) {
  const uint32_t length = htonl(static_cast<uint32_t>(chunk.size()));
  char header[sizeof(length)];
  std::memcpy(header, &length, sizeof(length));
  RETURN_IF_ERROR(connection.Send(absl::string_view(header, sizeof(header))));
  return connection.Send(chunk);
}

absl::Status SendAll(const Connection& connection, absl::string_view bytes) {
  RETURN_IF_ERROR(connection.Send(kCommand));
  for (; !bytes.empty(); bytes.remove_prefix(std::min(kChunk, bytes.size()))) {
    RETURN_IF_ERROR(SendChunk(connection, bytes.substr(0, kChunk)));
  }
  return SendChunk(connection, "");
}

absl::Status ConnectToSocket(const Connection& connection, const std::string& path) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  return connection.Connect(reinterpret_cast<const sockaddr*>(&address), sizeof(address));
}

absl::Status ConnectToPort(const Connection& connection, uint16_t port) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return connection.Connect(reinterpret_cast<const sockaddr*>(&address), sizeof(address));
}

}  // namespace

absl::StatusOr<Clamd> Clamd::At(absl::string_view address, absl::Duration patience) {
  if (absl::StartsWith(address, "/") && address.size() < sizeof(sockaddr_un::sun_path)) {
    return Clamd(std::string(address), 0, patience);
  }
  uint32_t port = 0;
  absl::string_view digits = address;
  if (absl::ConsumePrefix(&digits, "127.0.0.1:") && absl::SimpleAtoi(digits, &port) && port > 0 &&
      port <= 65535) {
    return Clamd("", static_cast<uint16_t>(port), patience);
  }
  return absl::InvalidArgumentError(
      "want the path of a socket, beginning with /, or 127.0.0.1 with a port, such as "
      "127.0.0.1:3310");
}

absl::StatusOr<ScanResult> ReadScanAnswer(absl::string_view answer) {
  absl::ConsumeSuffix(&answer, absl::string_view("\0", 1));
  if (answer == "stream: OK") return ScanResult::kClean;
  // The name between may be any text.
  if (absl::StartsWith(answer, "stream: ") && absl::EndsWith(answer, " FOUND")) {
    return ScanResult::kFound;
  }
  if (absl::StrContains(answer, "size limit exceeded")) {
    return Unreachable("takes no file of this size (StreamMaxLength in its configuration)");
  }
  return Unreachable("answers something that is not understood");
}

absl::StatusOr<ScanResult> Clamd::Scan(absl::string_view bytes) const {
  const int family = path_.empty() ? AF_INET : AF_UNIX;
  const Connection connection(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0),
                              absl::Now() + patience_);
  RETURN_IF_ERROR(path_.empty() ? ConnectToPort(connection, port_)
                                : ConnectToSocket(connection, path_));
  const absl::Status sent = SendAll(connection, bytes);
  // A scanner that wants no more says why before it breaks off.
  const absl::StatusOr<std::string> answer = connection.Receive();
  if (!answer.ok() || answer->empty()) {
    RETURN_IF_ERROR(sent);
    return answer.ok() ? Unreachable("does not answer") : answer.status();
  }
  return ReadScanAnswer(*answer);
}

}  // namespace continuum::evidence
