// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/assessments/score_answer_set.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/records.h"
#include "server/operations/records/count_behind.h"
#include "server/operations/records/public_assessment.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

constexpr int kMaxAssessments = 200;

// How much there is that is not given out.
struct LeftOut {
  bool counted = true;  // whether the caller may know how much
  int drafts = 0;
  int corrected = 0;
  int small_counts = 0;
  Behind behind;
};

// A page as it was at one moment.
struct Page {
  std::vector<storage::HistoryRecord> completed;
  LeftOut left_out;
};

// Reads what one page needs. The caller may be a body, which sees completed results and not how
// much lies behind them.
class ReadingPage {
 public:
  ReadingPage(const storage::Reader& reader, const Call& call,
              const v1::ExportPublicRecordRequest& request, const storage::Page& page)
      : reader_(reader), scope_(call.caller), request_(request), page_(page) {
    read_.left_out.counted = !call.caller.results_only();
  }

  // `assessments` are the completed ones of the page. What lies behind them is not counted yet.
  absl::StatusOr<Page> Read(const std::vector<storage::AssessmentRecord>& assessments) && {
    for (const storage::AssessmentRecord& assessment : assessments) {
      if (!IsAskedFor(assessment)) continue;
      ASSIGN_OR_RETURN(const bool corrected, IsCorrected(reader_, scope_, assessment, page_.as_of));
      if (corrected) {
        ++read_.left_out.corrected;
        continue;
      }
      storage::HistoryRecord& row = read_.completed.emplace_back();
      row.assessment = assessment;
      ASSIGN_OR_RETURN(row.scorecard,
                       reader_.GetScorecard(scope_, assessment.name, kConsensus, page_.as_of));
    }
    if (read_.left_out.counted && page_.after.empty()) RETURN_IF_ERROR(CountDrafts());
    return std::move(read_);
  }

 private:
  // Days in this form sort as texts.
  bool IsAskedFor(const storage::AssessmentRecord& assessment) const {
    return assessment.period_end >= request_.period_end_from();
  }

  absl::Status CountDrafts() {
    storage::AssessmentQuery query;
    query.program = request_.name();
    query.state = storage::AssessmentState::kDraft;
    query.page.as_of = page_.as_of;
    query.page.limit = kMaxAssessments;
    while (true) {
      ASSIGN_OR_RETURN(const std::vector<storage::AssessmentRecord> drafts,
                       reader_.ListAssessments(scope_, query));
      for (const auto& draft : drafts) read_.left_out.drafts += IsAskedFor(draft) ? 1 : 0;
      if (drafts.size() < static_cast<size_t>(kMaxAssessments)) return absl::OkStatus();
      query.page.after = drafts.back().name;
    }
  }

  const storage::Reader& reader_;
  const auth::Scope scope_;
  const v1::ExportPublicRecordRequest& request_;
  const storage::Page& page_;
  Page read_;
};

absl::Status ShowProgram(const storage::Reader& reader, const auth::Scope& scope,
                         const v1::ExportPublicRecordRequest& request, storage::Sequence as_of,
                         v1::PublicRecord& record) {
  ASSIGN_OR_RETURN(const storage::ProgramRecord program,
                   reader.GetProgram(scope, request.name(), as_of));
  ASSIGN_OR_RETURN(const storage::OrganizationRecord organization,
                   reader.GetOrganization(scope, program.organization, as_of));
  record.set_program(program.name);
  record.set_title(program.title);
  record.set_organization_title(organization.title);
  record.set_jurisdiction(program.jurisdiction);
  if (!request.with_sites()) return absl::OkStatus();
  storage::SiteQuery query;
  query.program = program.name;
  query.state = storage::LifecycleState::kActive;
  query.page.as_of = as_of;
  query.page.limit = kMaxAssessments;
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<storage::SiteRecord> sites, reader.ListSites(scope, query));
    for (const storage::SiteRecord& site : sites) record.add_sites(site.title);
    if (sites.size() < static_cast<size_t>(kMaxAssessments)) return absl::OkStatus();
    query.page.after = sites.back().name;
  }
}

// The time of the change that all pages show.
absl::Status ShowReadTime(const storage::Reader& reader, storage::Sequence as_of,
                          v1::PublicRecord& record) {
  storage::LeafQuery query;
  query.before = as_of + 1;
  query.limit = 1;
  ASSIGN_OR_RETURN(const storage::LeafPage page, reader.ListLeaves(PeopleScope(), query));
  if (page.leaves.empty()) return absl::OkStatus();
  *record.mutable_read_time() = ToTimestamp(page.leaves.front().time);
  return absl::OkStatus();
}

void AddRedaction(absl::string_view what, size_t count, absl::string_view why, bool counted,
                  v1::PublicRecord& record) {
  if (counted && count == 0) return;
  v1::Redaction& redaction = *record.add_redactions();
  redaction.set_what(std::string(what));
  redaction.set_count(counted ? static_cast<int32_t>(count) : 0);
  redaction.set_why(std::string(why));
}

void AddRedactions(const LeftOut& left_out, v1::PublicRecord& record) {
  const bool counted = left_out.counted;
  AddRedaction("comments", static_cast<size_t>(left_out.behind.comments),
               "what people wrote to each other and beside answers is no part of a result", counted,
               record);
  AddRedaction("evidence", left_out.behind.evidence.size(),
               "what shows answers to be true is the program's own, and may say more than counts",
               counted, record);
  AddRedaction("people", left_out.behind.people.size(), "who answered is personal data of staff",
               counted, record);
  AddRedaction("drafts", static_cast<size_t>(left_out.drafts),
               "they are not completed, so nobody stands by them yet", counted, record);
  AddRedaction("corrected results", static_cast<size_t>(left_out.corrected),
               "a later result takes the place of each", true, record);
  AddRedaction("small counts", static_cast<size_t>(left_out.small_counts),
               "counts from 1 to 10, and numbers from which they could be computed, could point to "
               "a person",
               true, record);
}

absl::Status AddAssessments(const Dependencies& dependencies, const auth::Scope& scope,
                            const v1::ExportPublicRecordRequest& request, Page& page,
                            v1::PublicRecord& record) {
  for (const storage::HistoryRecord& row : page.completed) {
    ASSIGN_OR_RETURN(const RubricCache::Compiled rubric,
                     LoadRevision(dependencies, scope, row.assessment.revision));
    ASSIGN_OR_RETURN(const v1::Scorecard card,
                     ParseStoredScorecard(row.assessment.name, row.scorecard.content));
    *record.add_assessments() =
        ToPublic(row.assessment, rubric->definition(), card, request.with_criteria());
    for (const v1::PublicNumber& number : record.assessments().rbegin()->numbers()) {
      page.left_out.small_counts += number.withheld() ? 1 : 0;
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::PublicRecord> ExportPublicRecord(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::ExportPublicRecordRequest& request) {
  Paging paging(request, kMaxAssessments);
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "name", request.name());
  if (!request.period_end_from().empty()) checks.Day("period_end_from", request.period_end_from());
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  v1::PublicRecord response;
  Page page;
  storage::Sequence as_of = storage::kLatest;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    storage::AssessmentQuery query;
    query.program = request.name();
    query.state = storage::AssessmentState::kCompleted;
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    as_of = query.page.as_of;
    RETURN_IF_ERROR(ShowProgram(reader, scope, request, as_of, response));
    RETURN_IF_ERROR(ShowReadTime(reader, as_of, response));
    ASSIGN_OR_RETURN(std::vector<storage::AssessmentRecord> assessments,
                     reader.ListAssessments(scope, query));
    response.set_next_page_token(paging.Close(&assessments));
    ASSIGN_OR_RETURN(page, ReadingPage(reader, call, request, query.page).Read(assessments));
    return absl::OkStatus();
  }));
  if (page.left_out.counted) {
    for (const storage::HistoryRecord& row : page.completed) {
      RETURN_IF_ERROR(
          CountBehind(dependencies, call, row.assessment.name, as_of, page.left_out.behind));
    }
  }
  RETURN_IF_ERROR(AddAssessments(dependencies, scope, request, page, response));
  AddRedactions(page.left_out, response);
  return response;
}

}  // namespace continuum::operations
