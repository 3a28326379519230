// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/commands/rubric.h"
#include "clients/cli/error.h"
#include "clients/cli/render/text.h"
#include "clients/cli/session.h"
#include "clients/cli/skeleton.h"
#include "scoring/check_rubric.h"
#include "scoring/parse_rubric.h"

namespace continuum::cli {

namespace {

namespace fs = std::filesystem;

absl::Status WriteNewFile(const fs::path& path, absl::string_view text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error) return InputError(path.string(), error.message());
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  return file ? absl::OkStatus() : InputError(path.string(), "it cannot be written");
}

}  // namespace

CommandResult RubricNew(Session& session, const RubricNewOptions& options) {
  const std::string rubric = RubricSkeleton(options.id);
  // All that can be wrong with it is the id.
  if (!scoring::CheckRubric(scoring::ParseRubric(rubric)).empty()) {
    return UsageError(absl::StrCat(
        "ID: got ", Shown(options.id),
        ", want small letters, digits, \".\", \"_\" and \"-\", at most 64, such as my-rubric"));
  }
  const fs::path folder = fs::path(options.into) / options.id / "1.0.0";
  std::error_code ignored;
  if (fs::exists(folder, ignored)) {
    return InputError(folder.string(), "it is there already, and is left as it is");
  }
  for (const auto& [name, text] :
       {std::pair("rubric.textproto", rubric),
        std::pair("cases/some-done.textproto", CaseSkeleton(options.id))}) {
    if (absl::Status written = WriteNewFile(folder / name, text); !written.ok()) return written;
  }
  session.console.Line(absl::StrCat("wrote ", (folder / "rubric.textproto").string()));
  session.console.Paragraph(absl::StrCat("Change it as you need, and check it after each change: ",
                                         "continuum rubric check ", folder.string()));
  return ExitCode::kOk;
}

}  // namespace continuum::cli
