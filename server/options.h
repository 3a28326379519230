// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPTIONS_H_
#define CONTINUUM_SERVER_OPTIONS_H_

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "server/base/log.h"

namespace continuum::server {

// How the server is to run, as its command line and environment say.
struct Options {
  std::string database = "continuum.db";
  bool migrate = false;
  std::string address = "127.0.0.1";  // an address of the loopback interface
  int port = 8571;                    // 0: any that is free
  int metrics_port = 9571;            // 0: any that is free
  std::string info_file;              // empty: none
  int read_threads = 4;
  int write_calls = 128;
  absl::Duration stop_patience = absl::Seconds(10);
  base::Severity log_level = base::Severity::kInfo;
};

// What reading the command line gave: options, or a text for the person and the exit code to end
// with (0 after --help, 2 after a mistake).
struct ParsedOptions {
  std::optional<Options> options;
  std::string text;
  int exit_code = 0;
};

// Reads the command line, and the environment for what the command line leaves out: --info_file may
// be given as CONTINUUM_INFO_FILE, and so on. Everything is checked that can be without touching
// files or network.
ParsedOptions ParseOptions(int argc, const char* const* argv);

}  // namespace continuum::server

#endif  // CONTINUUM_SERVER_OPTIONS_H_
