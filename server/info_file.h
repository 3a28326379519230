// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_INFO_FILE_H_
#define CONTINUUM_SERVER_INFO_FILE_H_

#include <string>

#include "absl/status/status.h"

namespace continuum::server {

// Where a server is found.
struct Info {
  std::string address;
  int port = 0;
  int metrics_port = 0;
  int pid = 0;
};

// Writes the info as one JSON object: {"address":"127.0.0.1","port":8571,...}. The file is there
// whole or not at all. UNAVAILABLE: it cannot be written; the message says why.
absl::Status WriteInfoFile(const std::string& path, const Info& info);

}  // namespace continuum::server

#endif  // CONTINUUM_SERVER_INFO_FILE_H_
