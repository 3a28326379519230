// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/commands/assess.h"
#include "clients/cli/commands/assessment_details.h"
#include "clients/cli/error.h"
#include "clients/cli/names.h"
#include "clients/cli/session.h"

namespace continuum::cli {

namespace {

bool IsYear(absl::string_view text) {
  return text.size() == 4 && std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

// Sets the days and the id.
absl::Status FillPeriod(const AssessStartOptions& options, v1::CreateAssessmentRequest* request) {
  v1::Assessment& assessment = *request->mutable_assessment();
  if (!options.period.empty()) {
    if (!IsYear(options.period) || !options.from.empty() || !options.to.empty()) {
      return UsageError(absl::StrCat("--period: got \"", options.period,
                                     "\", want a year such as 2025 and neither --from nor --to; "
                                     "for another period give --from and --to"));
    }
    assessment.set_period_start(absl::StrCat(options.period, "-01-01"));
    assessment.set_period_end(absl::StrCat(options.period, "-12-31"));
  } else {
    if (options.from.empty() || options.to.empty()) {
      return UsageError(
          "the period is missing: want --period YEAR, or --from YYYY-MM-DD and --to YYYY-MM-DD");
    }
    assessment.set_period_start(options.from);
    assessment.set_period_end(options.to);
  }
  request->set_assessment_id(!options.id.empty()       ? options.id
                             : !options.period.empty() ? absl::StrCat("y", options.period)
                                                       : absl::StrCat("from-", options.from));
  return absl::OkStatus();
}

}  // namespace

CommandResult AssessStart(Session& session, const AssessStartOptions& options) {
  v1::CreateAssessmentRequest request;
  const auto program = ProgramName(options.program);
  if (!program.ok()) return program.status();
  const auto revision = RevisionName(options.rubric);
  if (!revision.ok()) return revision.status();
  if (absl::Status filled = FillPeriod(options, &request); !filled.ok()) return filled;
  request.set_parent(*program);
  request.mutable_assessment()->set_revision(*revision);
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto assessment = (*connection)->CreateAssessment(request);
  if (!assessment.ok()) return assessment.status();
  EmitAssessment(session, *assessment);
  if (session.output == OutputFormat::kTable) {
    session.console.Note(absl::StrCat(
        "Next: fill in the answers (`continuum rubric template ", ShortName(assessment->revision()),
        "`), then `continuum assess load ", ShortName(assessment->name()), " FILE`."));
  }
  return ExitCode::kOk;
}

}  // namespace continuum::cli
