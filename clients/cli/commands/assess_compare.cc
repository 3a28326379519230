// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/together.h"
#include "clients/cli/crosswalk_words.h"
#include "clients/cli/error.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/state_words.h"
#include "clients/cli/team_words.h"

namespace continuum::cli {

namespace {

// Those on which people differ come first; the others follow, or are left out. Gives how many were
// left out.
int Arrange(bool all, v1::CompareAnswerSetsResponse& compared) {
  auto& criteria = *compared.mutable_criteria();
  const auto agreed = std::stable_partition(
      criteria.begin(), criteria.end(),
      [](const v1::ComparedCriterion& criterion) { return !criterion.agreed(); });
  const auto rest = static_cast<int>(criteria.end() - agreed);
  if (all) return 0;
  criteria.DeleteSubrange(criteria.size() - rest, rest);
  return rest;
}

// Each says what; the consensus last, as what came of it.
void AddRows(const v1::ComparedCriterion& criterion, Table& table) {
  const std::string agreed = criterion.agreed() ? "no" : "yes";
  for (const v1::IndividualAnswer& individual : criterion.individuals()) {
    table.Add({criterion.criterion(), agreed,
               AuthorWords(individual.account_label(), individual.account()),
               AnswerWords(individual.answer())});
  }
  table.Add({criterion.criterion(), agreed, SourceWords(v1::ANSWER_SOURCE_PROGRAM_CONSENSUS),
             criterion.has_consensus() ? AnswerWords(criterion.consensus()) : "not answered yet"});
}

}  // namespace

CommandResult AssessCompare(Session& session, const AssessCompareOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::CompareAnswerSetsRequest request;
  request.set_parent(*name);
  auto compared = CollectPages(**connection, &Connection::CompareAnswerSets, request);
  if (!compared.ok()) return compared.status();
  const int left_out = Arrange(options.all, *compared);
  Table table({{.id = "criterion", .title = "CRITERION"},
               {.id = "differs", .title = "DIFFERS"},
               {.id = "who", .title = "WHO"},
               {.id = "answer", .title = "ANSWER", .wraps = true}});
  for (const v1::ComparedCriterion& criterion : compared->criteria()) AddRows(criterion, table);
  session.Emit(*compared, table,
               left_out > 0 ? "Nobody differs from the others." : "Nobody has answered anything.");
  if (left_out > 0) {
    session.console.Note(
        absl::StrCat("Not shown, since people agree or only one of them answered: ", left_out,
                     left_out == 1 ? " criterion" : " criteria",
                     ". To see all: continuum assess compare ", ShortName(*name), " --all"));
  }
  return ExitCode::kOk;
}

}  // namespace continuum::cli
