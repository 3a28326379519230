// SPDX-License-Identifier: Apache-2.0
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
  Table table({{.id = "criterion", .title = "CRITERION"},
               {.id = "evidence", .title = "EVIDENCE"},
               {.id = "attachment", .title = "ATTACHMENT"},
               {.id = "note", .title = "NOTE", .wraps = true}});
  for (const v1::EvidenceAttachment& attachment : response->attachments()) {
    table.Add({attachment.criterion(), ShortName(attachment.evidence()),
               ShortName(attachment.name()), AttachmentWords(attachment)});
  }
  session.Emit(*response, table, "Nothing is attached.");
  return ExitCode::kOk;
}

}  // namespace continuum::cli
