// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/output_file.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "clients/cli/error.h"

namespace continuum::cli {

absl::Status WriteOutputFile(const std::string& path, absl::string_view text) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty()) fs::create_directories(folder, error);
  if (error) return InputError(path, error.message());
  const std::string unfinished = absl::StrCat(path, ".unfinished");
  std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (file) fs::rename(unfinished, path, error);
  if (file && !error) return absl::OkStatus();
  std::error_code ignored;
  fs::remove(unfinished, ignored);
  return InputError(path, error ? error.message() : "it cannot be written");
}

}  // namespace continuum::cli
