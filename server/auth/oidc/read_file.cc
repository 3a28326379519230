// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/read_file.h"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace continuum::auth::oidc {
namespace {

absl::Status Failed(const std::string& path, int error) {
  return absl::UnavailableError(
      absl::StrCat("cannot read ", path, ": ", std::generic_category().message(error)));
}

}  // namespace

absl::StatusOr<std::string> ReadSmallFile(const std::string& path, size_t max_bytes) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"),
                                                             &std::fclose);
  if (file == nullptr) return Failed(path, errno);
  std::string bytes(max_bytes + 1, '\0');
  errno = 0;
  bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file.get()));
  if (std::ferror(file.get()) != 0) return Failed(path, errno);
  if (bytes.size() > max_bytes) {
    return absl::UnavailableError(
        absl::StrCat("cannot read ", path, ": it is longer than ", max_bytes, " bytes"));
  }
  return bytes;
}

}  // namespace continuum::auth::oidc
