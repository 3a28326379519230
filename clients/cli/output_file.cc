// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/output_file.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/error.h"

namespace continuum::cli {

namespace {

// Devices and pipes, which are there to be written into, what /dev and /proc only lead to, and
// links to what is not there yet.
bool IsNoFileOfItsOwn(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  const bool other =
      fs::exists(status) ? !fs::is_regular_file(status) : fs::is_symlink(path, error);
  return other || absl::StartsWith(path, "/dev/") || absl::StartsWith(path, "/proc/");
}

absl::Status WriteInto(const std::string& path, absl::string_view text) {
  std::ofstream file(path, std::ios::binary | std::ios::app);
  file << text;
  file.close();
  return file ? absl::OkStatus() : InputError(path, "it cannot be written");
}

}  // namespace

absl::Status WriteOutputFile(const std::string& path, absl::string_view text) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty()) fs::create_directories(folder, error);
  if (error) return InputError(path, error.message());
  if (IsNoFileOfItsOwn(path)) return WriteInto(path, text);
  // A link stays one, and leads to the new text.
  const fs::path target = fs::weakly_canonical(path, error);
  if (error) return InputError(path, error.message());
  const std::string unfinished = absl::StrCat(target.string(), ".unfinished");
  std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (file) fs::rename(unfinished, target, error);
  if (file && !error) return absl::OkStatus();
  std::error_code ignored;
  fs::remove(unfinished, ignored);
  return InputError(path, error ? error.message() : "it cannot be written");
}

}  // namespace continuum::cli
