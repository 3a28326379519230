// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/digest.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/assessments/own_answers.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/records/waiting_purges.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/operations/together.h"
#include "server/operations/together/team_rows.h"

namespace continuum::operations {
namespace {

constexpr int kMaxCriteria = 50;

// By criterion, what one source said and stands by.
using Said = std::map<std::string, v1::Answer>;

absl::StatusOr<Said> ReadSaid(const storage::Reader& reader, const auth::Scope& scope,
                              absl::string_view assessment, absl::string_view source,
                              storage::Sequence as_of, const WaitingPurges& waiting) {
  ASSIGN_OR_RETURN(const std::vector<storage::AnswerRecord> records,
                   reader.GetAnswers(scope, assessment, source, as_of));
  const std::string set = absl::StrCat(assessment, "/answerSets/", source);
  Said said;
  for (const storage::AnswerRecord& record : records) {
    ASSIGN_OR_RETURN(v1::Answer answer, ParseSaved(record));
    waiting.Hide(set, &answer);
    if (IsGiven(answer) && !answer.unconfirmed()) said[record.criterion] = std::move(answer);
  }
  return said;
}

struct Individual {
  std::string account;
  std::string label;
  Said said;
};

// What tells two answers apart: neither their comments nor what shows them to be true.
std::string ValueOf(const v1::Answer& answer) {
  v1::AnswerSet alone;
  v1::Answer& value = *alone.add_answers();
  value = answer;
  value.clear_comment();
  value.clear_evidence();
  value.clear_attested();
  value.clear_origin();
  return scoring::AnswersDigest(alone);
}

v1::ComparedCriterion Compare(const std::string& criterion, const Said& consensus,
                              const std::vector<Individual>& individuals) {
  v1::ComparedCriterion compared;
  compared.set_criterion(criterion);
  if (const auto found = consensus.find(criterion); found != consensus.end()) {
    *compared.mutable_consensus() = found->second;
  }
  bool agreed = true;
  std::string first;
  for (const Individual& individual : individuals) {
    const auto found = individual.said.find(criterion);
    if (found == individual.said.end()) continue;
    v1::IndividualAnswer& shown = *compared.add_individuals();
    shown.set_account(individual.account);
    shown.set_account_label(individual.label);
    *shown.mutable_answer() = found->second;
    const std::string value = ValueOf(found->second);
    if (first.empty()) first = value;
    agreed = agreed && value == first;
  }
  compared.set_agreed(agreed);
  return compared;
}

// Inputs and criteria, in the order in which a rubric is read.
std::vector<std::string> ReadingOrder(const scoring::CompiledRubric& rubric) {
  std::vector<std::string> order;
  for (const auto& input : rubric.definition().inputs()) order.push_back(input.id());
  for (const auto& criterion : rubric.criteria()) order.push_back(criterion.definition->id());
  return order;
}

// The page's rows, and one more if there is one.
std::vector<v1::ComparedCriterion> ComparePage(const std::vector<std::string>& order,
                                               const storage::Page& page, const Said& consensus,
                                               const std::vector<Individual>& individuals) {
  auto next = order.begin();
  if (!page.after.empty()) {
    next = std::find(order.begin(), order.end(), page.after);
    if (next != order.end()) ++next;
  }
  std::vector<v1::ComparedCriterion> rows;
  for (; next != order.end() && rows.size() < static_cast<size_t>(page.limit); ++next) {
    v1::ComparedCriterion row = Compare(*next, consensus, individuals);
    if (row.has_consensus() || row.individuals_size() > 0) rows.push_back(std::move(row));
  }
  return rows;
}

absl::StatusOr<std::vector<Individual>> ReadIndividuals(const storage::Reader& reader,
                                                        const auth::Scope& scope,
                                                        const std::string& assessment,
                                                        storage::Sequence as_of,
                                                        const WaitingPurges& waiting) {
  storage::ResourceQuery query;
  query.parent = assessment;
  query.page.as_of = as_of;
  ASSIGN_OR_RETURN(const auto sets, ListAll<storage::AnswerSetRecord>(reader, scope, query));
  std::vector<Individual> individuals;
  for (const storage::AnswerSetRecord& set : sets) {
    Individual& individual = individuals.emplace_back();
    individual.account = set.account;
    ASSIGN_OR_RETURN(individual.label, LabelOf(reader, set.account));
    ASSIGN_OR_RETURN(individual.said,
                     ReadSaid(reader, scope, assessment, SourceOf(set.name), as_of, waiting));
  }
  return individuals;
}

absl::StatusOr<RubricCache::Compiled> LoadComparable(const Dependencies& dependencies,
                                                     const Call& call,
                                                     const std::string& assessment) {
  const auth::Scope scope(call.caller);
  std::string revision;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const storage::AssessmentRecord record,
                     reader.GetAssessment(scope, assessment));
    revision = record.revision;
    return CheckMayReadOthers(reader, call, record);
  }));
  return LoadRevision(dependencies, scope, revision);
}

}  // namespace

absl::StatusOr<v1::CompareAnswerSetsResponse> CompareAnswerSets(
    const Dependencies& dependencies, const Call& call,
    const v1::CompareAnswerSetsRequest& request) {
  Paging paging(request, kMaxCriteria);
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "parent", request.parent());
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  ASSIGN_OR_RETURN(const RubricCache::Compiled rubric,
                   LoadComparable(dependencies, call, request.parent()));
  const std::vector<std::string> order = ReadingOrder(*rubric);
  const auth::Scope scope(call.caller);
  v1::CompareAnswerSetsResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const storage::Page page, paging.Open(reader));
    // Once for all, since it reads all that waits in the program.
    ASSIGN_OR_RETURN(const WaitingPurges waiting, WaitingPurges::Read(reader, request.parent()));
    ASSIGN_OR_RETURN(const Said consensus,
                     ReadSaid(reader, scope, request.parent(), kConsensus, page.as_of, waiting));
    ASSIGN_OR_RETURN(const std::vector<Individual> individuals,
                     ReadIndividuals(reader, scope, request.parent(), page.as_of, waiting));
    std::vector<v1::ComparedCriterion> rows = ComparePage(order, page, consensus, individuals);
    response.set_next_page_token(
        paging.Close(&rows, [](const v1::ComparedCriterion& row) { return row.criterion(); }));
    for (v1::ComparedCriterion& row : rows) *response.add_criteria() = std::move(row);
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
