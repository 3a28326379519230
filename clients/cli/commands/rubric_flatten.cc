// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "clients/cli/commands/rubric.h"
#include "clients/cli/error.h"
#include "clients/cli/find_rubric.h"
#include "clients/cli/input_file.h"
#include "clients/cli/output_file.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/rubric_text.h"
#include "clients/cli/session.h"
#include "scoring/overlay/flatten_overlay.h"
#include "scoring/overlay/parse_overlay.h"

namespace continuum::cli {

namespace {

namespace fs = std::filesystem;

// Stands in every rubric that was made of an overlay, and in no other.
constexpr char kMadeOf[] =
    "Made of overlay.textproto by `continuum rubric flatten`: change that, and not this.";

std::string OverlayPath(const std::string& path) {
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) return path;
  return (fs::path(path) / "overlay.textproto").string();
}

// Where the rubric lies that an overlay varies, if both lie in one folder of rubrics:
// <rubrics>/<id>/<revision>/overlay.textproto and <rubrics>/<base>/<revision>/rubric.textproto.
std::string BaseBeside(const std::string& overlay_path, const v1::OverlayBase& base) {
  std::error_code ignored;
  const fs::path whole = fs::absolute(overlay_path, ignored);
  return (whole.parent_path().parent_path().parent_path() / base.rubric() / base.revision() /
          "rubric.textproto")
      .string();
}

absl::StatusOr<v1::RubricDefinition> FindBase(Session& session, const std::string& overlay_path,
                                              const std::string& named,
                                              const v1::OverlayBase& base) {
  if (!named.empty()) return FindRubric(session, named);
  if (base.rubric().empty() || base.revision().empty()) {
    return InputError(
        overlay_path,
        "the overlay does not name the rubric that it varies: wanted is a 'base' with "
        "'rubric', 'revision' and 'rubric_digest'");
  }
  const std::string beside = BaseBeside(overlay_path, base);
  std::error_code ignored;
  if (!fs::exists(beside, ignored)) {
    return InputError(overlay_path,
                      absl::StrCat("the rubric that it varies, ", base.rubric(), " ",
                                   base.revision(), ", does not lie beside it (looked for ", beside,
                                   "); say with --base where it is"));
  }
  return FindRubric(session, beside);
}

// What stands above the rubric. A license in the overlay's first line holds for the rubric, too.
std::vector<std::string> Notes(absl::string_view overlay_text) {
  std::vector<std::string> notes;
  const absl::string_view first = *absl::StrSplit(overlay_text, absl::MaxSplits('\n', 1)).begin();
  if (absl::StartsWith(first, "# SPDX-License-Identifier: ")) {
    notes = {std::string(first.substr(2)), ""};
  }
  for (const char* note : {"proto-file: proto/continuum/v1/rubric.proto",
                           "proto-message: continuum.v1.RubricDefinition", "", kMadeOf}) {
    notes.emplace_back(note);
  }
  return notes;
}

// Writes into the folder, over what an overlay gave before and nothing else.
CommandResult WriteInto(Session& session, const std::string& folder, const std::string& text) {
  const std::string path = (fs::path(folder) / "rubric.textproto").string();
  std::error_code ignored;
  if (fs::exists(path, ignored)) {
    const auto before = ReadInputFile(path, session.console);
    if (!before.ok()) return before.status();
    if (!absl::StrContains(*before, kMadeOf)) {
      return InputError(path, "it was not made of an overlay, and is left as it is");
    }
  }
  if (absl::Status written = WriteOutputFile(path, text); !written.ok()) return written;
  session.console.Line(absl::StrCat("wrote ", path));
  return ExitCode::kOk;
}

int PrintProblems(const std::string& path, const std::vector<v1::RubricProblem>& problems,
                  Console& console) {
  int errors = 0;
  for (const v1::RubricProblem& problem : problems) {
    console.Note(ProblemLine(path, problem));
    errors += problem.severity() == v1::RubricProblem::SEVERITY_ERROR ? 1 : 0;
  }
  return errors;
}

}  // namespace

CommandResult RubricFlatten(Session& session, const RubricFlattenOptions& options) {
  const std::string path = OverlayPath(options.overlay);
  const auto text = ReadInputFile(path, session.console);
  if (!text.ok()) return text.status();
  const scoring::ParsedOverlay overlay = scoring::ParseOverlay(*text);
  scoring::FlattenedRubric flat;
  if (overlay.complete()) {
    const auto base = FindBase(session, path, options.base, overlay.overlay().base());
    if (!base.ok()) {
      PrintProblems(path, overlay.problems(), session.console);
      return base.status();
    }
    flat = scoring::FlattenOverlay(overlay, *base);
  } else {
    flat.problems = overlay.problems();
  }
  const int errors = PrintProblems(path, flat.problems, session.console);
  if (errors > 0) {
    return InputError(
        path, absl::StrCat("the overlay has ", CountOf(errors, "error"), "; nothing was written"));
  }
  const std::string rubric = RubricText(flat.definition, Notes(*text));
  if (!options.into.empty()) return WriteInto(session, options.into, rubric);
  session.console.out() << rubric;
  return ExitCode::kOk;
}

}  // namespace continuum::cli
