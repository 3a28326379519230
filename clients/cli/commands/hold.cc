// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/account_labels.h"
#include "clients/cli/commands/records.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/records_words.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

void EmitHold(Session& session, const v1::Hold& hold) {
  AccountLabels labels(session, ProgramOf(hold.name()));
  session.EmitDetails(hold,
                      {{.id = "hold", .label = "Hold", .text = ShortName(hold.name())},
                       {.id = "reason", .label = "Because", .text = hold.reason()},
                       {.id = "state", .label = "State", .text = HoldStateWords(hold.state())},
                       {.id = "set_by", .label = "Set by", .text = labels.Of(hold.set_by())},
                       {.id = "since", .label = "Since", .text = TimestampText(hold.create_time())},
                       {.id = "ended_by", .label = "Ended by", .text = labels.Of(hold.ended_by())},
                       {.id = "ended", .label = "Ended", .text = TimestampText(hold.end_time())}});
}

}  // namespace

CommandResult HoldSet(Session& session, const HoldSetOptions& options) {
  const auto program = ProgramName(options.program);
  if (!program.ok()) return program.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::CreateHoldRequest request;
  request.set_parent(*program);
  request.mutable_hold()->set_reason(options.reason);
  const auto hold = (*connection)->CreateHold(request);
  if (!hold.ok()) return hold.status();
  EmitHold(session, *hold);
  return ExitCode::kOk;
}

CommandResult HoldEnd(Session& session, const HoldEndOptions& options) {
  const auto name = HoldName(options.hold);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::EndHoldRequest request;
  request.set_name(*name);
  const auto hold = (*connection)->EndHold(request);
  if (!hold.ok()) return hold.status();
  EmitHold(session, *hold);
  return ExitCode::kOk;
}

CommandResult HoldList(Session& session, const HoldListOptions& options) {
  const auto program = ProgramName(options.program);
  if (!program.ok()) return program.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListHoldsRequest request;
  request.set_parent(*program);
  const auto response = CollectPages(**connection, &Connection::ListHolds, request);
  if (!response.ok()) return response.status();
  Table table({{.id = "hold", .title = "HOLD"},
               {.id = "state", .title = "STATE"},
               {.id = "reason", .title = "BECAUSE", .wraps = true},
               {.id = "set_by", .title = "SET BY", .wraps = true},
               {.id = "since", .title = "SINCE"},
               {.id = "ended_by", .title = "ENDED BY", .wraps = true},
               {.id = "ended", .title = "ENDED"}});
  AccountLabels labels(session, *program);
  for (const v1::Hold& hold : response->holds()) {
    table.Add({ShortName(hold.name()), HoldStateWords(hold.state()), hold.reason(),
               labels.Of(hold.set_by()), TimestampText(hold.create_time()),
               labels.Of(hold.ended_by()), TimestampText(hold.end_time())});
  }
  session.Emit(*response, table, "No hold keeps this program's records.");
  return ExitCode::kOk;
}

}  // namespace continuum::cli
