// SPDX-License-Identifier: Apache-2.0
//
// The server: puts the parts together, waits for a signal, takes them apart again.

#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigtimedwait() is POSIX's

#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "server/base/clock.h"
#include "server/base/log.h"
#include "server/base/status_macros.h"
#include "server/grpc_log.h"
#include "server/options.h"
#include "server/server.h"
#include "server/storage/sqlite/sqlite_storage.h"

namespace continuum::server {
namespace {

// The signals that stop the server. Blocked in all threads, so that only the wait below gets them
// and nothing is ever interrupted.
sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGCHLD, SIG_DFL);  // ignored, as some start programs, nobody learns how a process ended
  return signals;
}

// Waits for one of the signals, and looks after the server's health meanwhile.
void WaitForStop(const sigset_t& signals, Server& server) {
  const timespec second = {.tv_sec = 1, .tv_nsec = 0};
  while (sigtimedwait(&signals, nullptr, &second) < 0) server.LookAfter();
}

// The code goes to the terminal of whoever starts the server, and into no log.
absl::Status WelcomeAdministrator(Server& server) {
  ASSIGN_OR_RETURN(const std::string code, server.MakeFirstAdministrator());
  if (code.empty()) return absl::OkStatus();
  std::cout << "Nobody can sign in as administrator. Within a day, and once, this code lets you "
               "set a password:\n  "
            << code << "\nUse it with: continuum login --code" << std::endl;
  return absl::OkStatus();
}

// SQLite copies the whole database into a temporary file when it writes it anew. That belongs on
// the same disk, which may be encrypted where /var/tmp is not. Unless somebody has said otherwise.
void KeepTemporaryFilesBeside(const std::string& database) {
  const std::string folder = std::filesystem::path(database).parent_path().string();
  setenv("SQLITE_TMPDIR", folder.empty() ? "." : folder.c_str(), /*replace=*/0);
}

absl::Status Run(const Options& options, const sigset_t& signals) {
  const base::SystemClock clock;
  const base::Log log(clock, options.log_level);
  const GrpcLog grpc_log(log);
  storage::SqliteOptions sqlite;
  sqlite.path = options.database;
  sqlite.clock = &clock;
  sqlite.migrate = options.migrate;
  sqlite.readers = options.read_threads;
  sqlite.log = &log;
  ASSIGN_OR_RETURN(std::unique_ptr<storage::Storage> storage, storage::SqliteStorage::Open(sqlite));
  ASSIGN_OR_RETURN(std::unique_ptr<Server> server, Server::Start(options, *storage, clock, log));
  const Info& info = server->info();
  log.Write(base::Severity::kInfo, "listening",
            {{"address", info.address},
             {"port", info.port},
             {"metrics_port", info.metrics_port},
             {"encrypted", options.tls.given()},
             {"database", options.database}});
  RETURN_IF_ERROR(WelcomeAdministrator(*server));
  std::cout << "Continuum listens on " << info.address << ":" << info.port
            << " and keeps its data in " << options.database << ". Ctrl-C stops it." << std::endl;

  WaitForStop(signals, *server);
  log.Write(base::Severity::kInfo, "stopping");
  server->Stop();
  server.reset();
  storage.reset();  // may write its whole file anew
  log.Write(base::Severity::kInfo, "stopped");
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
#ifdef NDEBUG
  // Debian's Abseil looks for deadlocks at each lock, gRPC's included; a test's business.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
#endif
  umask(077);  // whatever the server writes, such as the database, is its own
  const ParsedOptions parsed = ParseOptions(argc, argv);
  if (!parsed.options.has_value()) {
    (parsed.exit_code == 0 ? std::cout : std::cerr) << parsed.text;
    return parsed.exit_code;
  }
  const sigset_t signals = BlockStopSignals();
  KeepTemporaryFilesBeside(parsed.options->database);
  const absl::Status status = Run(*parsed.options, signals);
  if (status.ok()) return 0;
  std::cerr << "continuum-server: " << status.message() << "\n";
  return 1;
}

}  // namespace
}  // namespace continuum::server

int main(int argc, char** argv) { return continuum::server::Main(argc, argv); }
