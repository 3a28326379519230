// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/simulate/standing.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::cli {

namespace {

bool IsEarlier(const v1::Assessment& one, const v1::Assessment& other) {
  // Days as text are in the order of days.
  if (one.period_end() != other.period_end()) return one.period_end() < other.period_end();
  if (one.period_start() != other.period_start()) return one.period_start() < other.period_start();
  const auto& completed = one.complete_time();
  const auto& other_completed = other.complete_time();
  if (completed.seconds() != other_completed.seconds()) {
    return completed.seconds() < other_completed.seconds();
  }
  return completed.nanos() < other_completed.nanos();
}

}  // namespace

std::vector<v1::Assessment> Standing(const v1::ListAssessmentsResponse& assessments,
                                     absl::string_view revision) {
  std::set<std::string> corrected;
  for (const v1::Assessment& assessment : assessments.assessments()) {
    // A correction that is still a draft takes nobody's place.
    const bool completed = assessment.state() == v1::Assessment::STATE_COMPLETED;
    if (completed && !assessment.corrects().empty()) corrected.insert(assessment.corrects());
  }
  std::vector<v1::Assessment> standing;
  for (const v1::Assessment& assessment : assessments.assessments()) {
    if (assessment.state() != v1::Assessment::STATE_COMPLETED) continue;
    if (!revision.empty() && assessment.revision() != revision) continue;
    if (corrected.count(assessment.name()) == 0) standing.push_back(assessment);
  }
  std::stable_sort(standing.begin(), standing.end(), IsEarlier);
  return standing;
}

}  // namespace continuum::cli
