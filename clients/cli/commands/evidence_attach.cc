// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/evidence.h"
#include "clients/cli/evidence_words.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"

namespace continuum::cli {

namespace {

void EmitAttachment(Session& session, const v1::EvidenceAttachment& attachment) {
  std::vector<Detail> details = {{"name", "Attachment", ShortName(attachment.name())},
                                 {"evidence", "Evidence", ShortName(attachment.evidence())},
                                 {"criterion", "Criterion", attachment.criterion()}};
  if (attachment.fresh_months() > 0) {
    details.push_back(
        {"fresh_months", "Fresh for", absl::StrCat(attachment.fresh_months(), " months")});
  }
  const std::string words = AttachmentWords(attachment);
  if (!words.empty()) details.push_back({"note", "Note", words});
  session.EmitDetails(attachment, details);
}

// A program's evidence by name; none where the caller may not list it. What the attachments say
// themselves can be shown without.
std::map<std::string, v1::EvidenceItem> EvidenceOf(Connection& connection,
                                                   const std::string& program) {
  constexpr int kLargestPage = 1000;  // so that nearly every program takes one call
  v1::ListEvidenceRequest request;
  request.set_parent(program);
  request.set_page_size(kLargestPage);
  auto response = CollectPages(connection, &Connection::ListEvidence, request);
  std::map<std::string, v1::EvidenceItem> by_name;
  if (!response.ok()) return by_name;
  for (v1::EvidenceItem& item : *response->mutable_evidence()) {
    std::string name = item.name();
    by_name.insert_or_assign(std::move(name), std::move(item));
  }
  return by_name;
}

Table AttachmentsTable(const v1::ListAttachmentsResponse& response,
                       const std::map<std::string, v1::EvidenceItem>& evidence) {
  Table table({{.id = "criterion", .title = "CRITERION"},
               {.id = "evidence", .title = "EVIDENCE"},
               {.id = "date", .title = "DATE"},
               {.id = "kind", .title = "KIND"},
               {.id = "title", .title = "TITLE", .wraps = true},
               {.id = "attachment", .title = "ATTACHMENT"},
               {.id = "note", .title = "NOTE", .wraps = true}});
  for (const v1::EvidenceAttachment& attachment : response.attachments()) {
    const auto found = evidence.find(attachment.evidence());
    const bool known = found != evidence.end();
    const v1::EvidenceItem item = known ? found->second : v1::EvidenceItem();
    table.Add({attachment.criterion(), ShortName(attachment.evidence()), item.evidence_date(),
               known ? EvidenceKindWords(item) : "", item.title(), ShortName(attachment.name()),
               AttachmentWords(attachment, item)});
  }
  return table;
}

}  // namespace

CommandResult EvidenceAttach(Session& session, const EvidenceAttachOptions& options) {
  const auto assessment = AssessmentName(options.assessment);
  if (!assessment.ok()) return assessment.status();
  const auto evidence = EvidenceName(options.evidence);
  if (!evidence.ok()) return evidence.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::AttachEvidenceRequest request;
  request.set_parent(*assessment);
  request.mutable_attachment()->set_evidence(*evidence);
  request.mutable_attachment()->set_criterion(options.criterion);
  request.mutable_attachment()->set_fresh_months(options.fresh_months);
  const auto attachment = (*connection)->AttachEvidence(request);
  // The server names an attachment, which nobody asked for by name.
  if (absl::IsAlreadyExists(attachment.status())) {
    return absl::AlreadyExistsError(absl::StrCat("this evidence is attached to ", options.criterion,
                                                 " already; `continuum evidence attached ",
                                                 ShortName(*assessment),
                                                 "` shows what is attached"));
  }
  if (!attachment.ok()) return attachment.status();
  EmitAttachment(session, *attachment);
  return ExitCode::kOk;
}

CommandResult EvidenceDetach(Session& session, const EvidenceDetachOptions& options) {
  const auto name = AttachmentName(options.attachment);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::DetachEvidenceRequest request;
  request.set_name(*name);
  const auto attachment = (*connection)->DetachEvidence(request);
  if (!attachment.ok()) return attachment.status();
  EmitAttachment(session, *attachment);
  return ExitCode::kOk;
}

CommandResult EvidenceAttached(Session& session, const EvidenceAttachedOptions& options) {
  const auto assessment = AssessmentName(options.assessment);
  if (!assessment.ok()) return assessment.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListAttachmentsRequest request;
  request.set_parent(*assessment);
  request.set_criterion(options.criterion);
  request.set_state(v1::EvidenceAttachment::STATE_ACTIVE);
  const auto response = CollectPages(**connection, &Connection::ListAttachments, request);
  if (!response.ok()) return response.status();
  std::map<std::string, v1::EvidenceItem> evidence;
  const bool shown = session.output != OutputFormat::kJson && !response->attachments().empty();
  if (shown) evidence = EvidenceOf(**connection, ProgramOf(*assessment));
  session.Emit(*response, AttachmentsTable(*response, evidence), "Nothing is attached.");
  return ExitCode::kOk;
}

}  // namespace continuum::cli
