// SPDX-License-Identifier: Apache-2.0
//
// A new cycle that begins with the answers of the last one: carrying them forward, and confirming
// what has not changed in one attested step.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/account_labels.h"
#include "clients/cli/commands/assessment_details.h"
#include "clients/cli/commands/together.h"
#include "clients/cli/names.h"

namespace continuum::cli {

namespace {

void PrintCarried(Console& console, const v1::CarryForwardResponse& response) {
  const std::string name = ShortName(response.assessment().name());
  if (response.carried_criteria().empty()) {
    console.Paragraph("Nothing was carried forward.");
  } else {
    console.Paragraph(
        absl::StrCat("Carried forward: ", absl::StrJoin(response.carried_criteria(), ", "),
                     ". None counts until a person has confirmed it: `continuum "
                     "assess attest ",
                     name, " DOMAIN --statement TEXT` confirms what has not changed."));
  }
  if (!response.kept_criteria().empty()) {
    console.Paragraph(absl::StrCat("Left as they are, since there is an answer or a proposal: ",
                                   absl::StrJoin(response.kept_criteria(), ", "), "."));
  }
  if (!response.measured_criteria().empty()) {
    console.Paragraph(absl::StrCat("To be counted anew for this period: ",
                                   absl::StrJoin(response.measured_criteria(), ", "), "."));
  }
}

}  // namespace

CommandResult AssessCarry(Session& session, const AssessCarryOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  const auto from = AssessmentName(options.from);
  if (!from.ok()) return from.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::CarryForwardRequest request;
  request.set_name(*name);
  request.set_source(*from);
  const auto response = (*connection)->CarryForward(request);
  if (!response.ok()) return response.status();
  if (session.output == OutputFormat::kTable) {
    PrintCarried(session.console, *response);
    return ExitCode::kOk;
  }
  Table table({{.id = "criterion", .title = ""}, {.id = "outcome", .title = ""}});
  for (const std::string& id : response->carried_criteria()) table.Add({id, "carried"});
  for (const std::string& id : response->kept_criteria()) table.Add({id, "kept"});
  for (const std::string& id : response->measured_criteria()) table.Add({id, "to be counted"});
  session.Emit(*response, table, "");
  return ExitCode::kOk;
}

CommandResult AssessAttest(Session& session, const AssessAttestOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto assessment = FetchAssessment(**connection, *name);
  if (!assessment.ok()) return assessment.status();
  v1::ConfirmAnswersRequest request;
  request.set_name(*name);
  for (const std::string& domain : options.domains) request.add_domains(domain);
  request.set_inputs(options.inputs);
  request.set_attestation(options.statement);
  request.set_etag(assessment->etag());
  const auto response = (*connection)->ConfirmAnswers(request);
  if (!response.ok()) return response.status();
  const v1::Confirmation& confirmation = response->confirmation();
  AccountLabels labels(session, ProgramOf(*name));
  session.EmitDetails(*response,
                      {{.id = "assessment", .label = "Assessment", .text = ShortName(*name)},
                       {.id = "criteria",
                        .label = "Confirmed",
                        .text = absl::StrJoin(confirmation.criteria(), ", ")},
                       {.id = "statement", .label = "Attested", .text = confirmation.attestation()},
                       {.id = "author", .label = "Who", .text = labels.Of(confirmation.author())}});
  return ExitCode::kOk;
}

}  // namespace continuum::cli
