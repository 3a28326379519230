// SPDX-License-Identifier: Apache-2.0
//
// continuum evidence ...

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_EVIDENCE_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_EVIDENCE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "clients/cli/session.h"
#include "continuum/v1/evidence.pb.h"

namespace continuum::cli {

struct EvidenceAddOptions {
  std::string program;
  std::string title;
  std::string date;
  // Exactly one of these.
  std::string file;
  std::string link;
  std::string interviews;  // "18/30": in how many of how many it was so
  std::string charts;      // the same
  std::string looked_for;  // of interviews and charts
  std::string media_type;  // of a file; empty: by its ending
  bool no_patient_data = false;
  int64_t identifiers_seen = 0;
};
CommandResult EvidenceAdd(Session& session, const EvidenceAddOptions& options);

struct EvidenceListOptions {
  std::string program;
  bool removed = false;  // those that were removed too
};
CommandResult EvidenceList(Session& session, const EvidenceListOptions& options);

struct EvidenceShowOptions {
  std::string evidence;
};
CommandResult EvidenceShow(Session& session, const EvidenceShowOptions& options);

struct EvidenceGetOptions {
  std::string evidence;
  std::string file;  // where to write it
};
CommandResult EvidenceGet(Session& session, const EvidenceGetOptions& options);

struct EvidenceReadsOptions {
  std::string evidence;
};
CommandResult EvidenceReads(Session& session, const EvidenceReadsOptions& options);

struct EvidenceRemoveOptions {
  std::string evidence;
};
CommandResult EvidenceRemove(Session& session, const EvidenceRemoveOptions& options);

struct EvidenceAttachOptions {
  std::string assessment;
  std::string evidence;
  std::string criterion;
  int fresh_months = 0;
};
CommandResult EvidenceAttach(Session& session, const EvidenceAttachOptions& options);

struct EvidenceDetachOptions {
  std::string attachment;
};
CommandResult EvidenceDetach(Session& session, const EvidenceDetachOptions& options);

struct EvidenceAttachedOptions {
  std::string assessment;
  std::string criterion;  // empty: any
};
CommandResult EvidenceAttached(Session& session, const EvidenceAttachedOptions& options);

// Writes the facts of a piece of evidence.
void EmitEvidence(Session& session, const v1::EvidenceItem& item);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_EVIDENCE_H_
