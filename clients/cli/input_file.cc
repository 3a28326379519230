// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/input_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <istream>
#include <string>
#include <system_error>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/console.h"
#include "clients/cli/error.h"

namespace continuum::cli {

namespace {

absl::StatusOr<std::string> ReadAll(std::istream& in, const std::string& name) {
  std::string bytes(kMaxInputBytes + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (in.bad()) return InputError(name, "it cannot be read");
  bytes.resize(static_cast<size_t>(in.gcount()));
  if (bytes.size() > kMaxInputBytes) {
    return InputError(name, absl::StrCat("it is over 4 MiB, which is more than the service takes"));
  }
  return bytes;
}

}  // namespace

absl::StatusOr<std::string> ReadInputFile(const std::string& path, Console& console) {
  if (path == "-") return ReadAll(console.in(), "standard input");
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return InputError(path, "this is a folder; want a file");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return InputError(path, absl::StrCat("it cannot be opened: ", std::strerror(errno)));
  return ReadAll(file, path);
}

}  // namespace continuum::cli
