// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/commands/assessment_details.h"
#include "clients/cli/commands/rubric_simulate.h"
#include "clients/cli/error.h"
#include "clients/cli/find_rubric.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/progress.h"
#include "clients/cli/revision.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "clients/cli/simulate/report.h"
#include "clients/cli/simulate/simulation.h"
#include "clients/cli/simulate/standing.h"

namespace continuum::cli {

namespace {

// The rubric on the server that the draft is to replace.
struct StoredRubric {
  std::string rubric;    // its full name
  std::string revision;  // one revision's full name; empty: all of them
  std::string title;
};

// `instead_of` as RubricSimulateOptions has it. Does not say whether the server has the rubric.
absl::StatusOr<StoredRubric> NameRubric(Session& session, const v1::RubricDefinition& draft,
                                        const std::string& instead_of) {
  const bool path = !instead_of.empty() && IsRubricPath(instead_of);
  std::string text = instead_of.empty() ? draft.id() : instead_of;
  if (path) {
    const auto file = LoadRubric(instead_of, session.console);
    if (!file.ok()) return file.status();
    text = absl::StrCat(file->definition.id(), "/", file->definition.revision());
  }
  auto rubric = RubricName(text);
  if (!rubric.ok()) return rubric.status();
  auto revision = RevisionName(text);
  if (!revision.ok()) return revision.status();
  if (absl::EndsWith(*revision, "/revisions/-")) revision->clear();
  return StoredRubric{.rubric = *std::move(rubric), .revision = *std::move(revision), .title = ""};
}

// Makes sure that the server has it, which a list of assessments would not say.
absl::StatusOr<StoredRubric> FindStored(Session& session, Connection& connection,
                                        const v1::RubricDefinition& draft,
                                        const std::string& instead_of) {
  auto stored = NameRubric(session, draft, instead_of);
  if (!stored.ok()) return stored.status();
  if (stored->revision.empty()) {
    v1::GetRubricRequest request;
    request.set_name(stored->rubric);
    const auto rubric = connection.GetRubric(request);
    if (!rubric.ok()) return rubric.status();
    stored->title = rubric->title();
  } else {
    const auto revision = GetRevision(connection, stored->revision);
    if (!revision.ok()) return revision.status();
    stored->title = revision->title();
  }
  return stored;
}

// The programs that are named, each once; without names all that the server shows.
absl::StatusOr<std::vector<v1::Program>> FindPrograms(Connection& connection,
                                                      const std::vector<std::string>& names) {
  if (names.empty()) {
    auto all = CollectPages(connection, &Connection::ListPrograms, v1::ListProgramsRequest());
    if (!all.ok()) return all.status();
    return std::vector<v1::Program>(all->programs().begin(), all->programs().end());
  }
  std::vector<v1::Program> programs;
  std::set<std::string> seen;
  for (const std::string& text : names) {
    auto name = ProgramName(text);
    if (!name.ok()) return name.status();
    if (!seen.insert(*name).second) continue;
    v1::GetProgramRequest request;
    request.set_name(*std::move(name));
    auto program = connection.GetProgram(request);
    if (!program.ok()) return program.status();
    programs.push_back(*std::move(program));
  }
  return programs;
}

absl::StatusOr<std::vector<v1::Assessment>> FetchStanding(Connection& connection,
                                                          const std::string& program,
                                                          const StoredRubric& rubric) {
  v1::ListAssessmentsRequest request;
  request.set_parent(program);
  request.set_rubric(rubric.rubric);
  request.set_state(v1::Assessment::STATE_COMPLETED);
  const auto assessments = CollectPages(connection, &Connection::ListAssessments, request);
  if (!assessments.ok()) return assessments.status();
  return Standing(*assessments, rubric.revision);
}

absl::StatusOr<v1::Scorecard> FetchScorecard(Connection& connection, absl::string_view assessment) {
  v1::GetScorecardRequest request;
  request.set_name(absl::StrCat(assessment, "/scorecard"));
  request.set_show_small_counts(true);  // to compare; what is shown of it is masked later
  return connection.GetScorecard(request);
}

// Tries the draft on one assessment after another.
class StoredSimulation {
 public:
  StoredSimulation(Connection& connection, const Simulation& simulation)
      : connection_(connection), simulation_(simulation) {}

  absl::StatusOr<SimulatedAnswers> Run(const v1::Assessment& assessment) {
    const std::string name = ShortName(assessment.name());
    std::unique_ptr<const RubricGuide>& guide = guides_[assessment.revision()];
    if (guide == nullptr) {
      auto fetched = GetGuide(connection_, assessment.revision());
      if (!fetched.ok()) return fetched.status();
      guide = *std::move(fetched);
    }
    const auto answers = FetchAnswers(connection_, assessment.name());
    if (!answers.ok()) return answers.status();
    const auto card = FetchScorecard(connection_, assessment.name());
    if (!card.ok()) return card.status();
    auto simulated = simulation_.Run(*answers, *card, *guide);
    if (!simulated.ok()) return InputError(name, simulated.status().message());
    simulated->name = name;
    simulated->assessment = assessment.name();
    simulated->revision = assessment.revision();
    return simulated;
  }

 private:
  Connection& connection_;
  const Simulation& simulation_;
  std::map<std::string, std::unique_ptr<const RubricGuide>> guides_;  // by revision
};

// Tries it on those of one program that were asked for.
absl::Status SimulateProgram(Connection& connection, StoredSimulation& simulation,
                             const StoredRubric& rubric, const v1::Program& program,
                             bool every_period, SimulationResult* result) {
  auto standing = FetchStanding(connection, program.name(), rubric);
  if (!standing.ok()) return standing.status();
  if (standing->empty()) result->not_assessed.push_back(program.name());
  if (!every_period && standing->size() > 1) {
    standing->erase(standing->begin(), standing->end() - 1);
  }
  for (const v1::Assessment& assessment : *standing) {
    auto simulated = simulation.Run(assessment);
    if (!simulated.ok()) return simulated.status();
    result->sets.push_back(*std::move(simulated));
  }
  return absl::OkStatus();
}

ViewHeader HeaderOf(const StoredRubric& rubric, const RubricFile& draft, bool every_period) {
  const std::string before = rubric.revision.empty()
                                 ? absl::StrCat(ShortName(rubric.rubric), ", any revision")
                                 : ShortName(rubric.revision);
  return {{"Before", absl::StrCat(rubric.title, " (", before, ")")},
          {"Draft", RubricLine(draft.definition)},
          {"Tried on", every_period ? "every completed assessment, without corrected ones"
                                    : "the latest completed assessment of each program"},
          {"As of", "the last day of each one's period"}};
}

}  // namespace

CommandResult SimulateStored(Session& session, const RubricFile& draft, SmallCounts small_counts,
                             const RubricSimulateOptions& options) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto rubric = FindStored(session, **connection, draft.definition, options.instead_of);
  if (!rubric.ok()) return rubric.status();
  const auto programs = FindPrograms(**connection, options.programs);
  if (!programs.ok()) return programs.status();
  const Simulation simulation(draft, small_counts);
  StoredSimulation stored(**connection, simulation);
  SimulationResult result{.stored = true, .sets = {}, .archived = {}, .not_assessed = {}};
  Progress progress(session.console, "program", static_cast<int>(programs->size()));
  for (const v1::Program& program : *programs) {
    progress.Next(ShortName(program.name()));
    // A program that is gone gains and loses nothing; but whoever names it wants to know.
    if (options.programs.empty() && program.state() == v1::LIFECYCLE_STATE_ARCHIVED) {
      result.archived.push_back(program.name());
      continue;
    }
    absl::Status done =
        SimulateProgram(**connection, stored, *rubric, program, options.every_period, &result);
    if (!done.ok()) return done;
  }
  progress.Clear();
  EmitSimulation(session, HeaderOf(*rubric, draft, options.every_period), result, options.all);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
