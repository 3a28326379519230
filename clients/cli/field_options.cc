// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/field_options.h"

namespace continuum::cli {

namespace {

constexpr FieldOption kFieldOptions[] = {
    {"access.body", "--to"},
    {"access.reason", "--because"},
    {"account.certificate_name", "--certificate"},
    {"account.display_name", "--name"},
    {"account.email", "--email"},
    {"account.external_subject", "--subject"},
    {"account.kind", "--kind"},
    {"account_id", "ID"},
    {"assessment.period_end", "--to"},
    {"assessment.period_start", "--from"},
    {"assessment.revision", "--rubric"},
    {"assessment_id", "--id"},
    {"assignment.account", "--to"},
    {"assignment.due_date", "--due"},
    {"assignment.note", "--note"},
    {"assignment.partner", "--partner"},
    {"assignment.site", "--site"},
    {"assignment.targets", "TARGET"},
    {"attachment.criterion", "--criterion"},
    {"attachment.evidence", "EVIDENCE"},
    {"attachment.fresh_months", "--fresh-months"},
    {"attestation", "--statement"},
    {"body.title", "--title"},
    {"body_name", "NAME"},
    {"chart_review.looked_for", "--looked-for"},
    {"chart_review.met", "--charts"},
    {"chart_review.sampled", "--charts"},
    {"code", "--code"},
    {"crosswalk_text", "--crosswalk"},
    {"display_name", "--name"},
    {"domains", "DOMAIN"},
    {"email", "--email"},
    {"evidence_date", "--date"},
    {"hold.reason", "--because"},
    {"identifiers_seen", "--identifiers-seen"},
    {"interview.looked_for", "--looked-for"},
    {"interview.met", "--interviews"},
    {"interview.sampled", "--interviews"},
    {"jurisdiction", "--jurisdiction"},
    {"link.url", "--link"},
    {"membership.account", "--account"},
    {"membership.resource", "RESOURCE"},
    {"membership.role", "--role"},
    {"new_password", "new password"},
    {"no_patient_data", "--no-patient-data"},
    {"organization", "--organization"},
    {"organization.title", "--title"},
    {"organization_id", "ID"},
    {"period_end_from", "--from"},
    {"policy.account_months", "--accounts"},
    {"policy.comment_months", "--comments"},
    {"policy.evidence_months", "--evidence"},
    {"policy.notification_months", "--notices"},
    {"program.jurisdiction", "--jurisdiction"},
    {"program.organization", "--organization"},
    {"program.title", "--title"},
    {"program_id", "ID"},
    {"purge.reason", "--because"},
    {"purge.resource", "WHAT"},
    {"role", "--role"},
    {"rubric", "--rubric"},
    {"settings.email", "WHEN"},
    {"since_etag", "--since"},
    {"since_time", "--since"},
    {"site.address", "--address"},
    {"site.title", "--title"},
    {"site_id", "ID"},
    {"source", "--from"},
    {"text", "TEXT"},
    {"thread.criterion", "--criterion"},
    {"title", "--title"},
    {"token.expire_time", "--days"},
    {"token.resource", "--only"},
    {"token.title", "--title"},
    {"upload.evidence_date", "--date"},
    {"upload.media_type", "--type"},
    {"upload.size_bytes", "--file"},
    {"upload.title", "--title"},
};

}  // namespace

std::string OptionOf(absl::string_view field) {
  // Which of several values it is, does not change what it is called.
  const absl::string_view path = field.substr(0, field.find('['));
  for (const FieldOption& known : kFieldOptions) {
    if (known.field == path) return std::string(known.option);
  }
  return std::string(field);
}

absl::Span<const FieldOption> AllFieldOptions() { return kFieldOptions; }

}  // namespace continuum::cli
