// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/answers_file.h"
#include "clients/cli/commands/rubric_simulate.h"
#include "clients/cli/csv.h"
#include "clients/cli/error.h"
#include "clients/cli/input_file.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "clients/cli/simulate/report.h"
#include "clients/cli/simulate/simulation.h"
#include "scoring/score.h"

namespace continuum::cli {

namespace {

namespace fs = std::filesystem;

// Whether a CSV file's first row is that of a table of answers.
bool IsAnswersTable(absl::string_view text) {
  const CsvFile file = ReadCsv(text);
  if (file.rows.empty()) return false;
  std::vector<std::string> names;
  for (const CsvCell& cell : file.rows.front().cells) {
    names.push_back(absl::AsciiStrToLower(absl::StripAsciiWhitespace(cell.text)));
  }
  const auto has = [&names](absl::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  return has("criterion") && has("answer");
}

// The files of answers in a folder and below, by name. Tables of something else are left out, and
// that is said.
absl::StatusOr<std::vector<std::string>> FindAnswers(const std::string& path, Console& console) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return std::vector<std::string>{path};
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator entry(path, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".csv") files.push_back(entry->path().string());
  }
  if (error) return InputError(path, error.message());
  std::sort(files.begin(), files.end());
  std::vector<std::string> answers;
  for (const std::string& file : files) {
    const auto text = ReadInputFile(file, console);
    if (!text.ok()) return text.status();
    if (IsAnswersTable(*text)) {
      answers.push_back(file);
    } else {
      console.Note(absl::StrCat(file, ": is no table of answers, and is left out"));
    }
  }
  return answers;
}

// The rubric by which the files were answered, and the day that they are scored for.
struct Before {
  const RubricFile& rubric;
  const RubricGuide guide;
  v1::ScoringContext context;
};

absl::StatusOr<SimulatedAnswers> SimulateFile(const Simulation& simulation, const Before& before,
                                              const std::string& path, Console& console) {
  const auto answers = LoadAnswers(path, *before.rubric.compiled, console);
  if (!answers.ok()) return answers.status();
  const auto card =
      scoring::Score(*before.rubric.compiled, *answers, before.context, {.explain = false});
  if (!card.ok()) return InputError(path, card.status().message());
  auto simulated = simulation.Run(*answers, *card, before.guide);
  if (!simulated.ok()) return InputError(path, simulated.status().message());
  simulated->name = path;
  return simulated;
}

}  // namespace

CommandResult SimulateFiles(Session& session, const RubricFile& draft, SmallCounts small_counts,
                            const RubricSimulateOptions& options) {
  const auto rubric = LoadRubric(options.instead_of, session.console);
  if (!rubric.ok()) return rubric.status();
  Before before{.rubric = *rubric, .guide = RubricGuide(rubric->definition), .context = {}};
  before.context.set_as_of_date(options.as_of.empty() ? absl::FormatCivilTime(absl::ToCivilDay(
                                                            absl::Now(), absl::LocalTimeZone()))
                                                      : options.as_of);
  const Simulation simulation(draft, small_counts);
  SimulationResult result;
  absl::Status unreadable;
  for (const std::string& path : options.against) {
    const auto found = FindAnswers(path, session.console);
    if (!found.ok()) return found.status();
    for (const std::string& file : *found) {
      auto simulated = SimulateFile(simulation, before, file, session.console);
      if (simulated.ok()) {
        result.sets.push_back(*std::move(simulated));
      } else {
        unreadable = simulated.status();  // the others are read, too, so that all problems are told
      }
    }
  }
  if (!unreadable.ok()) return unreadable;
  if (result.sets.empty()) return InputError(options.against.front(), "there are no answers in it");
  EmitSimulation(session,
                 {{"Before", RubricLine(rubric->definition)},
                  {"Draft", RubricLine(draft.definition)},
                  {"As of", before.context.as_of_date()}},
                 result, options.all);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
