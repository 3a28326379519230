// SPDX-License-Identifier: Apache-2.0

#include "server/info_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

#include "absl/strings/str_cat.h"

namespace continuum::server {

absl::Status WriteInfoFile(const std::string& path, const Info& info) {
  // The address was checked to be one: nothing in it needs escaping.
  const std::string json =
      absl::StrCat("{\"address\":\"", info.address, "\",\"port\":", info.port,
                   ",\"metrics_port\":", info.metrics_port, ",\"pid\":", info.pid, "}\n");
  const std::string unfinished = absl::StrCat(path, ".", info.pid);
  std::ofstream file(unfinished, std::ios::trunc);
  file << json << std::flush;
  const bool written = file.good();
  file.close();
  if (written && std::rename(unfinished.c_str(), path.c_str()) == 0) return absl::OkStatus();
  const std::string why = std::strerror(errno);
  std::remove(unfinished.c_str());
  return absl::UnavailableError(absl::StrCat("the info file ", path, " cannot be written: ", why));
}

}  // namespace continuum::server
