// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_FHIR_MEASURE_REPORT_H_
#define CONTINUUM_CLIENTS_CLI_FHIR_MEASURE_REPORT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/cli/line_problem.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli::fhir {

// What a report says.
struct ReportedCounts {
  v1::Answer answer;                  // to the criterion; whole only when there are no problems
  std::vector<LineProblem> problems;  // everything that is wrong; the column is a path
};

// Reads the counts of a measure from a FHIR R4 MeasureReport, in JSON, as docs/formats/fhir.md
// describes it: those of everyone, and those of each segment that is a stratum. The report stands
// as evidence beside them. scoring::CheckAnswers knows whether they fit the criterion. A pure
// function.
ReportedCounts ReadMeasureReport(absl::string_view text, const v1::Criterion& criterion);

}  // namespace continuum::cli::fhir

#endif  // CONTINUUM_CLIENTS_CLI_FHIR_MEASURE_REPORT_H_
