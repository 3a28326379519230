// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_SESSION_H_
#define CONTINUUM_CLIENTS_CLI_SESSION_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cli/connection.h"
#include "clients/cli/console.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/render/table.h"
#include "clients/cli/tls.h"
#include "google/protobuf/message.h"

namespace continuum::cli {

inline constexpr absl::string_view kDefaultServer = "127.0.0.1:8571";

// One fact about a resource.
struct Detail {
  std::string id;     // its name in CSV: "period_end"
  std::string label;  // what people see: "Until"
  std::string text;
  bool whole = false;  // to be copied: never broken into lines, and below the others
};

// What every command is given: where to write, how, and the server to talk to. Not thread-safe.
class Session {
 public:
  explicit Session(Console& console_of_session) : console(console_of_session) {}

  Console& console;
  OutputFormat output = OutputFormat::kTable;
  std::string server{kDefaultServer};
  std::string token_file;  // empty: none was given
  TlsSettings tls;
  Connection::Patience patience;
  bool show_small_counts = false;  // see small_counts.h

  // The connection, opened when it is first asked for. Its calls say who makes them, if somebody
  // has signed in or given a token (sessions_file.h).
  absl::StatusOr<Connection*> Connect();
  // A connection that says nothing of who calls, for signing in: an old session must not stand in
  // the way of a new one. Not to be used with Connect.
  absl::StatusOr<Connection*> ConnectAsPublic();

  // Writes a result as people or programs asked for it. In tables, what `table` has no rows for is
  // `nothing`.
  void Emit(const google::protobuf::Message& message, const Table& table,
            absl::string_view nothing);
  // Writes one resource: a line per detail; in CSV a header with the ids, and one row.
  void EmitDetails(const google::protobuf::Message& message, const std::vector<Detail>& details);
  // Writes a message as one JSON document, the same each time.
  void EmitJson(const google::protobuf::Message& message);

 private:
  std::unique_ptr<Connection> connection_;
};

// How a command ends: an exit code (kOk, or kProblems after it has written what it found), or an
// error for the error stream.
using CommandResult = absl::StatusOr<ExitCode>;

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_SESSION_H_
