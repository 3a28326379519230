// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/records.h"
#include "clients/cli/error.h"
#include "clients/cli/records_words.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

void EmitPolicy(Session& session, const v1::RetentionPolicy& policy) {
  session.EmitDetails(
      policy,
      {{.id = "comments", .label = "Comments", .text = MonthsWords(policy.comment_months())},
       {.id = "evidence", .label = "Evidence", .text = MonthsWords(policy.evidence_months())},
       {.id = "notices", .label = "Notices", .text = MonthsWords(policy.notification_months())},
       {.id = "accounts",
        .label = "Disabled accounts' names",
        .text = MonthsWords(policy.account_months())},
       {.id = "changed", .label = "Changed", .text = TimestampText(policy.update_time())}});
}

// Writes the months that were given over those that count.
v1::RetentionPolicy Merge(v1::RetentionPolicy policy, const RetentionSetOptions& options) {
  if (options.comments >= 0) policy.set_comment_months(options.comments);
  if (options.evidence >= 0) policy.set_evidence_months(options.evidence);
  if (options.notices >= 0) policy.set_notification_months(options.notices);
  if (options.accounts >= 0) policy.set_account_months(options.accounts);
  return policy;
}

bool SaysNothing(const RetentionSetOptions& options) {
  return options.comments < 0 && options.evidence < 0 && options.notices < 0 &&
         options.accounts < 0;
}

}  // namespace

CommandResult RetentionShow(Session& session, const RetentionShowOptions& /*options*/) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto policy = (*connection)->GetRetentionPolicy({});
  if (!policy.ok()) return policy.status();
  EmitPolicy(session, *policy);
  return ExitCode::kOk;
}

CommandResult RetentionSet(Session& session, const RetentionSetOptions& options) {
  if (SaysNothing(options)) {
    return UsageError("want at least one of --comments, --evidence, --notices and --accounts");
  }
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto before = (*connection)->GetRetentionPolicy({});
  if (!before.ok()) return before.status();
  v1::UpdateRetentionPolicyRequest request;
  // With the etag that was read, so that nobody's change in between is lost.
  *request.mutable_policy() = Merge(*before, options);
  const auto policy = (*connection)->UpdateRetentionPolicy(request);
  if (!policy.ok()) return policy.status();
  EmitPolicy(session, *policy);
  session.console.Note(
      "What is older is removed within a day, for good, but for what a hold keeps.");
  return ExitCode::kOk;
}

CommandResult RetentionPreview(Session& session, const RetentionSetOptions& options) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto policy = (*connection)->GetRetentionPolicy({});
  if (!policy.ok()) return policy.status();
  v1::PreviewRetentionRequest request;
  *request.mutable_policy() = Merge(*policy, options);
  const auto preview = (*connection)->PreviewRetention(request);
  if (!preview.ok()) return preview.status();
  const auto count = [](int32_t number) {
    constexpr int32_t kMost = 10'000;
    return number >= kMost ? absl::StrCat(kMost, " or more") : absl::StrCat(number);
  };
  session.EmitDetails(
      *preview,
      {{.id = "comments", .label = "Comments", .text = count(preview->comments())},
       {.id = "evidence", .label = "Evidence", .text = count(preview->evidence())},
       {.id = "notices", .label = "Notices", .text = count(preview->notifications())},
       {.id = "accounts", .label = "Disabled accounts' names", .text = count(preview->accounts())},
       {.id = "held", .label = "Kept by a hold", .text = count(preview->held())}});
  session.console.Note("Nothing was changed.");
  return ExitCode::kOk;
}

}  // namespace continuum::cli
