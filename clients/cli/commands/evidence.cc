// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/commands/evidence.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/account_labels.h"
#include "clients/cli/evidence_words.h"
#include "clients/cli/names.h"
#include "clients/cli/output_file.h"
#include "clients/cli/pages.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

void AddFileDetails(const v1::EvidenceFile& file, AccountLabels& labels,
                    std::vector<Detail>& details) {
  details.push_back({"media_type", "Kind of file", file.media_type()});
  details.push_back({"size_bytes", "Size", absl::StrCat(file.size_bytes(), " bytes")});
  details.push_back({"sha256", "SHA-256", file.sha256()});
  details.push_back({"scan", "Malware scan", ScanWords(file.scan())});
  std::string found;
  for (const v1::IdentifierFinding& finding : file.identifiers()) {
    absl::StrAppend(&found, found.empty() ? "" : "; ", FindingWords(finding));
  }
  if (found.empty()) found = file.searched() ? "nothing found" : "not searched";
  details.push_back({"identifiers", "Patient data", found});
  details.push_back({"attested_by", "Attested by", labels.OfFull(file.attested_by())});
}

void AddSampleDetails(const v1::EvidenceSample& sample, std::vector<Detail>& details) {
  details.push_back({"looked_for", "Looked for", sample.looked_for()});
  details.push_back({"met", "It was so in", SampleWords(sample)});
  if (sample.small_counts()) {
    details.push_back({"small_counts", "Note",
                       "counts from 1 to 10 could point to a person: not for outside the program"});
  }
}

}  // namespace

void EmitEvidence(Session& session, const v1::EvidenceItem& item) {
  AccountLabels labels(session, ProgramOf(item.name()));
  std::vector<Detail> details = {{"name", "Evidence", ShortName(item.name())},
                                 {"title", "Title", item.title()},
                                 {"date", "Date", item.evidence_date()},
                                 {"kind", "Kind", EvidenceKindWords(item)},
                                 {"state", "State", EvidenceStateWords(item)}};
  // Of what was purged nothing is left to say, and of what is hidden only the kind is told.
  const bool tells = !item.purged() && !item.hidden();
  if (item.has_file() && tells) AddFileDetails(item.file(), labels, details);
  if (item.has_link() && tells) details.push_back({"url", "Page", item.link().url()});
  if (item.has_interview() && tells) AddSampleDetails(item.interview(), details);
  if (item.has_chart_review() && tells) AddSampleDetails(item.chart_review(), details);
  details.push_back({"created_by", "Added by", labels.OfFull(item.created_by())});
  details.push_back({"create_time", "Added", TimestampText(item.create_time())});
  session.EmitDetails(item, details);
}

CommandResult EvidenceList(Session& session, const EvidenceListOptions& options) {
  const auto program = ProgramName(options.program);
  if (!program.ok()) return program.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListEvidenceRequest request;
  request.set_parent(*program);
  if (!options.removed) request.set_state(v1::EvidenceItem::STATE_ACTIVE);
  const auto response = CollectPages(**connection, &Connection::ListEvidence, request);
  if (!response.ok()) return response.status();
  Table table({{.id = "evidence", .title = "EVIDENCE"},
               {.id = "date", .title = "DATE"},
               {.id = "kind", .title = "KIND"},
               {.id = "title", .title = "TITLE", .wraps = true},
               {.id = "state", .title = "STATE"}});
  for (const v1::EvidenceItem& item : response->evidence()) {
    table.Add({ShortName(item.name()), item.evidence_date(), EvidenceKindWords(item), item.title(),
               EvidenceStateWords(item)});
  }
  session.Emit(*response, table, "There is none. `continuum evidence add PROGRAM` adds some.");
  return ExitCode::kOk;
}

CommandResult EvidenceShow(Session& session, const EvidenceShowOptions& options) {
  const auto name = EvidenceName(options.evidence);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::GetEvidenceRequest request;
  request.set_name(*name);
  const auto item = (*connection)->GetEvidence(request);
  if (!item.ok()) return item.status();
  EmitEvidence(session, *item);
  return ExitCode::kOk;
}

CommandResult EvidenceGet(Session& session, const EvidenceGetOptions& options) {
  const auto name = EvidenceName(options.evidence);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ReadEvidenceRequest request;
  request.set_name(*name);
  std::string bytes;
  while (true) {
    request.set_offset(static_cast<int64_t>(bytes.size()));
    const auto part = (*connection)->ReadEvidence(request);
    if (!part.ok()) return part.status();
    bytes.append(part->data());
    if (part->data().empty() || static_cast<int64_t>(bytes.size()) >= part->size_bytes()) break;
  }
  if (const absl::Status written = WriteOutputFile(options.file, bytes); !written.ok()) {
    return written;
  }
  session.console.Note(
      absl::StrCat("written to ", options.file, "; the program can see that you read it"));
  return ExitCode::kOk;
}

namespace {

// Programs get each part's first byte and size, and people what part of the file that is.
Table ReadsTable(Session& session, const std::string& name,
                 const v1::ListEvidenceReadsResponse& response, int64_t whole) {
  const bool for_people = session.output == OutputFormat::kTable;
  std::vector<Column> columns = {{.id = "time", .title = "WHEN"},
                                 {.id = "reader", .title = "WHO", .wraps = true}};
  if (for_people) {
    columns.push_back({.id = "part", .title = "WHAT"});
  } else {
    columns.push_back({.id = "offset", .title = ""});
    columns.push_back({.id = "size_bytes", .title = ""});
  }
  Table table(columns);
  AccountLabels labels(session, ProgramOf(name));
  for (const v1::EvidenceRead& read : response.reads()) {
    std::vector<Cell> row = {TimestampText(read.create_time()), labels.OfFull(read.reader())};
    if (for_people) {
      row.emplace_back(ReadPartWords(read, whole));
    } else {
      row.emplace_back(absl::StrCat(read.offset()));
      row.emplace_back(absl::StrCat(read.size_bytes()));
    }
    table.Add(row);
  }
  return table;
}

}  // namespace

CommandResult EvidenceReads(Session& session, const EvidenceReadsOptions& options) {
  const auto name = EvidenceName(options.evidence);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListEvidenceReadsRequest request;
  request.set_parent(*name);
  const auto response = CollectPages(**connection, &Connection::ListEvidenceReads, request);
  if (!response.ok()) return response.status();
  // How large the file is; -1 where nobody says it any more.
  int64_t whole = -1;
  if (session.output == OutputFormat::kTable && !response->reads().empty()) {
    v1::GetEvidenceRequest of_file;
    of_file.set_name(*name);
    const auto item = (*connection)->GetEvidence(of_file);
    if (item.ok() && item->file().size_bytes() > 0) whole = item->file().size_bytes();
  }
  session.Emit(*response, ReadsTable(session, *name, *response, whole), "Nobody has read it.");
  return ExitCode::kOk;
}

CommandResult EvidenceRemove(Session& session, const EvidenceRemoveOptions& options) {
  const auto name = EvidenceName(options.evidence);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::RemoveEvidenceRequest request;
  request.set_name(*name);
  const auto item = (*connection)->RemoveEvidence(request);
  if (!item.ok()) return item.status();
  EmitEvidence(session, *item);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
