// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/commands/purge_about.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/commands/assessment_details.h"
#include "clients/cli/connection.h"
#include "clients/cli/evidence_words.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/revision.h"
#include "clients/cli/team_words.h"
#include "clients/cli/timestamp_text.h"
#include "google/protobuf/timestamp.pb.h"

namespace continuum::cli {

namespace {

// The part of a name before the last collection of this name: the parent.
std::string Before(absl::string_view name, absl::string_view collection) {
  return std::string(name.substr(0, name.rfind(collection)));
}

Detail Kind(absl::string_view words) {
  return {.id = "kind", .label = "What", .text = std::string(words)};
}

void AddAuthor(const std::string& author, const google::protobuf::Timestamp& time,
               std::vector<Detail>& details) {
  details.push_back({.id = "author", .label = "Written by", .text = author});
  details.push_back({.id = "written", .label = "Written", .text = TimestampText(time)});
}

// "Screening (1.1-screening)", or the id alone.
std::string CriterionWords(Connection& connection, const std::string& assessment,
                           const std::string& criterion) {
  if (criterion.empty()) return "the assessment";
  const auto found = FetchAssessment(connection, assessment);
  if (!found.ok()) return criterion;
  const auto guide = GetGuide(connection, found->revision());
  if (!guide.ok() || (*guide)->FindCriterion(criterion) == nullptr) return criterion;
  return absl::StrCat((*guide)->CriterionTitle(criterion), " (", criterion, ")");
}

void AddEvidence(Connection& connection, const std::string& name, AccountLabels& labels,
                 std::vector<Detail>& details) {
  v1::GetEvidenceRequest request;
  request.set_name(name);
  const auto item = connection.GetEvidence(request);
  if (!item.ok()) return;
  details.front() = Kind(absl::StrCat("evidence: ", EvidenceKindWords(*item)));
  details.push_back({.id = "title", .label = "Title", .text = item->title()});
  details.push_back({.id = "date", .label = "Date", .text = item->evidence_date()});
  AddAuthor(labels.Of(item->created_by()), item->create_time(), details);
}

void AddComment(Connection& connection, const std::string& name, std::vector<Detail>& details) {
  const std::string thread = Before(name, "/comments/");
  const std::string assessment = Before(thread, "/threads/");
  v1::ListThreadsRequest of_threads;
  of_threads.set_parent(assessment);
  const auto threads = CollectPages(connection, &Connection::ListThreads, of_threads);
  if (!threads.ok()) return;
  for (const v1::Thread& one : threads->threads()) {
    if (one.name() != thread) continue;
    details.push_back({.id = "criterion",
                       .label = "About",
                       .text = CriterionWords(connection, assessment, one.criterion())});
  }
  v1::ListCommentsRequest of_comments;
  of_comments.set_parent(assessment);
  const auto comments = CollectPages(connection, &Connection::ListComments, of_comments);
  if (!comments.ok()) return;
  for (const v1::Comment& one : comments->comments()) {
    if (one.name() != name) continue;
    AddAuthor(AuthorWords(one.author_label(), one.author()), one.create_time(), details);
  }
}

void AddAnswer(Connection& connection, const std::string& name, AccountLabels& labels,
               std::vector<Detail>& details) {
  const std::string set = Before(name, "/answers/");
  const std::string criterion = name.substr(name.rfind('/') + 1);
  details.push_back({.id = "criterion",
                     .label = "Criterion",
                     .text = CriterionWords(connection, Before(set, "/answerSets/"), criterion)});
  v1::GetAnswerSetRequest request;
  request.set_name(set);
  const auto answers = connection.GetAnswerSet(request);
  if (!answers.ok()) return;
  for (const v1::RecordedAnswer& one : answers->answers()) {
    if (one.answer().criterion() != criterion) continue;
    AddAuthor(labels.Of(one.author()), one.save_time(), details);
  }
}

}  // namespace

std::vector<Detail> AboutPurged(Session& session, const v1::Purge& purge, AccountLabels& labels) {
  const auto connection = session.Connect();
  const std::string& name = purge.resource();
  std::vector<Detail> details = {Kind("")};
  // Errors only mean that less can be said.
  if (absl::StrContains(name, "/comments/")) {
    details.front() = Kind("a comment");
    if (connection.ok()) AddComment(**connection, name, details);
  } else if (absl::StrContains(name, "/answers/")) {
    details.front() = Kind("what was written beside an answer; the answer itself stays");
    if (connection.ok()) AddAnswer(**connection, name, labels, details);
  } else if (absl::StrContains(name, "/evidence/")) {
    details.front() = Kind("evidence");
    if (connection.ok()) AddEvidence(**connection, name, labels, details);
  }
  return details;
}

}  // namespace continuum::cli
