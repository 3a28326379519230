// SPDX-License-Identifier: Apache-2.0

#include "server/metrics_endpoint.h"

#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <prometheus/collectable.h>
#include <prometheus/text_serializer.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace continuum::server {
namespace {

constexpr absl::Duration kRequestTime = absl::Seconds(2);
constexpr size_t kMaxHeadBytes = 8192;

// A listening socket, or -1 with errno set.
int Listen(const std::string& address, int port) {
  addrinfo hints = {};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(address.c_str(), absl::StrCat(port).c_str(), &hints, &found) != 0) {
    errno = EADDRNOTAVAIL;
    return -1;
  }
  const int listener = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const int yes = 1;  // after a restart, connections of the last server do not block the port
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  const bool listens =
      bind(listener, found->ai_addr, found->ai_addrlen) == 0 && listen(listener, 8) == 0;
  const int why = errno;
  freeaddrinfo(found);
  if (listens) return listener;
  if (listener >= 0) close(listener);
  errno = why;
  return -1;
}

int PortOf(int listener) {
  sockaddr_storage bound = {};
  socklen_t size = sizeof(bound);
  getsockname(listener, reinterpret_cast<sockaddr*>(&bound), &size);
  // sin_port and sin6_port lie in the same place.
  return ntohs(reinterpret_cast<const sockaddr_in*>(&bound)->sin_port);
}

// Waits until `fd` is ready; false once `stop` is readable or the time is over.
// NOLINTNEXTLINE(google-runtime-int): what poll() takes
bool WaitFor(int fd, short events, int stop, absl::Time until) {
  pollfd both[] = {{fd, events, 0}, {stop, POLLIN, 0}};
  const int64_t left =
      until == absl::InfiniteFuture()
          ? -1
          : absl::ToInt64Milliseconds(absl::Ceil(until - absl::Now(), absl::Milliseconds(1)));
  if (until != absl::InfiniteFuture() && left <= 0) return false;
  const int ready = poll(both, 2, static_cast<int>(left));
  return ready > 0 && both[1].revents == 0;
}

}  // namespace

absl::StatusOr<std::unique_ptr<MetricsEndpoint>> MetricsEndpoint::Start(const std::string& address,
                                                                        int port, Sources sources) {
  const int listener = Listen(address, port);
  if (listener < 0) {
    return absl::UnavailableError(absl::StrCat("cannot listen on ", address, " port ", port,
                                               " for metrics: ", std::strerror(errno),
                                               ". Choose another --metrics_port, or 0 for any."));
  }
  return absl::WrapUnique(new MetricsEndpoint(listener, PortOf(listener), std::move(sources)));
}

MetricsEndpoint::MetricsEndpoint(int listener, int port, Sources sources)
    : listener_(listener),
      port_(port),
      sources_(std::move(sources)),
      stop_(eventfd(0, EFD_CLOEXEC)),
      thread_([this] { Serve(); }) {}

MetricsEndpoint::~MetricsEndpoint() {
  eventfd_write(stop_, 1);
  thread_.join();
  close(stop_);
  close(listener_);
}

void MetricsEndpoint::Serve() {
  while (WaitFor(listener_, POLLIN, stop_, absl::InfiniteFuture())) {
    const int connection = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (connection < 0) continue;  // it went away again
    Answer(connection);
    close(connection);
  }
}

void MetricsEndpoint::Answer(int connection) const {
  const absl::Time until = absl::Now() + kRequestTime;
  std::string head;
  while (!absl::StrContains(head, "\r\n\r\n")) {
    char buffer[1024];
    if (head.size() > kMaxHeadBytes || !WaitFor(connection, POLLIN, stop_, until)) return;
    const ssize_t got = recv(connection, buffer, sizeof(buffer), 0);
    if (got <= 0) return;
    head.append(buffer, static_cast<size_t>(got));
  }
  const std::string answer = Respond(head);
  for (size_t sent = 0; sent < answer.size();) {
    if (!WaitFor(connection, POLLOUT, stop_, until)) return;
    const ssize_t more = send(connection, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
    if (more <= 0) return;
    sent += static_cast<size_t>(more);
  }
}

std::string MetricsEndpoint::Respond(absl::string_view head) const {
  const bool wanted = absl::StartsWith(head, "GET /metrics ");
  std::string body = "The metrics are under /metrics.\n";
  if (wanted) {
    std::vector<prometheus::MetricFamily> families;
    for (const auto& source : sources_) {
      std::vector<prometheus::MetricFamily> some = source->Collect();
      std::move(some.begin(), some.end(), std::back_inserter(families));
    }
    body = prometheus::TextSerializer().Serialize(families);
  }
  return absl::StrCat("HTTP/1.1 ", wanted ? "200 OK" : "404 Not Found",
                      "\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8",
                      "\r\nContent-Length: ", body.size(), "\r\nConnection: close\r\n\r\n", body);
}

}  // namespace continuum::server
