// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments/arguments.h"
#include "clients/cli/arguments/choices.h"
#include "clients/cli/commands/admin.h"

namespace continuum::cli {

namespace {

constexpr const char* kAccountHelp =
    "The account, by its id or e-mail address, as `continuum admin accounts` shows them";

void AddAccounts(CLI::App& admin, Selection& selection) {
  AddCommand<AdminAccountsOptions>(
      admin, selection, "accounts", "List who can sign in", AdminAccounts,
      [](CLI::App& command, AdminAccountsOptions& options) {
        command.add_flag("--disabled", options.disabled, "Those that are disabled too");
      });
  CLI::App& group = AddGroup(admin, "account", "Accounts that nobody is invited to");
  AddCommand<AccountAddOptions>(
      group, selection, "add",
      "Add an account for a program, or for a person who signs in elsewhere. People with a "
      "password are invited: `continuum member invite`",
      AdminAccountAdd, [](CLI::App& command, AccountAddOptions& options) {
        command
            .add_option("ID", options.id,
                        "Its id: lower-case letters, digits and -, beginning with a letter")
            ->required();
        command
            .add_option("--kind", options.kind,
                        "service: a program that calls; person: who signs in elsewhere")
            ->check(OneOf({"service", "person"}))
            ->required();
        command.add_option("--name", options.name, "The name that others see")->required();
        command.add_option("--email", options.email, "A person's e-mail address");
        command.add_option("--certificate", options.certificate,
                           "The name in its client certificate, such as spiffe://clinic/exporter");
        command.add_option("--subject", options.subject,
                           "Issuer and subject of its access tokens, with a space between them");
      });
  AddCommand<AdminDisableOptions>(
      admin, selection, "disable", "Disable an account for good; what it did keeps its name",
      AdminDisable, [](CLI::App& command, AdminDisableOptions& options) {
        command.add_option("ACCOUNT", options.account, kAccountHelp)->required();
        command.add_flag("--yes", options.yes, "Without asking");
      });
  AddCommand<ResetPasswordOptions>(
      admin, selection, "reset-password",
      "Give a code with which an account's owner sets a new password", AdminResetPassword,
      [](CLI::App& command, ResetPasswordOptions& options) {
        command.add_option("ACCOUNT", options.account, kAccountHelp)->required();
      });
}

void AddBodies(CLI::App& admin, Selection& selection) {
  AddCommand<BodiesOptions>(admin, selection, "bodies", "List accreditors and agencies",
                            AdminBodies, [](CLI::App& /*command*/, BodiesOptions& /*options*/) {});
  CLI::App& group = AddGroup(admin, "body", "Accreditors and agencies");
  AddCommand<BodyAddOptions>(
      group, selection, "add", "Add an accreditor or an agency", AdminBodyAdd,
      [](CLI::App& command, BodyAddOptions& options) {
        command.add_option("NAME", options.name, "accreditors/NAME or agencies/NAME")->required();
        command.add_option("--title", options.title, "The name that people see")->required();
      });
}

void AddLedger(CLI::App& admin, Selection& selection) {
  CLI::App& group =
      AddGroup(admin, "ledger", "Who changed what, in an order that nobody can alter unseen");
  AddCommand<LedgerHeadOptions>(group, selection, "head",
                                "Show where the ledger stands: what to keep elsewhere", LedgerHead,
                                [](CLI::App& /*command*/, LedgerHeadOptions& /*options*/) {});
  AddCommand<LedgerListOptions>(
      group, selection, "list",
      "List changes, newest first; --output csv has a row for each thing that was written",
      LedgerList, [](CLI::App& command, LedgerListOptions& options) {
        command.add_option("--author", options.author,
                           "Only those by this account, or by local or server");
        command.add_option("--owner", options.owner,
                           "Only those of what it has: an organization, or installation");
        command.add_option("--kind", options.kind, "Only those of this kind, such as SaveAnswers");
        command.add_option(
            "--resource", options.resource,
            "Only those of this, or of what lies under it: a program, program/assessment, or "
            "the full name of anything");
        command.add_option("--since", options.since, "Only from this day on (YYYY-MM-DD, UTC)");
        command.add_option("--until", options.until, "Only up to this day, with it");
      });
  AddCommand<LedgerVerifyOptions>(
      group, selection, "verify",
      "Compare everything that is stored with the ledger; takes a while, and fails if something "
      "does not fit",
      LedgerVerify, [](CLI::App& command, LedgerVerifyOptions& options) {
        CLI::Option* const file =
            command.add_option("--kept", options.kept,
                               "The ledger must also begin with what it had at this head, which "
                               "\"admin ledger verify --output json\" or \"admin ledger head "
                               "--output json\" wrote into FILE; - reads standard input");
        CLI::Option* const size =
            command
                .add_option("--kept-size", options.kept_size,
                            "The same, of a head that is not in a file: how many changes it had")
                ->excludes(file);
        CLI::Option* const root =
            command.add_option("--kept-root", options.kept_root, "And its root")
                ->excludes(file)
                ->needs(size);
        size->needs(root);
      });
}

}  // namespace

void AddAdminCommands(CLI::App& app, Selection& selection) {
  CLI::App& admin = AddGroup(app, "admin", "For administrators and security officers");
  AddCommand<AccessReviewOptions>(
      admin, selection, "access-review",
      "Show who may do what, since when, and when they were last seen; --output csv for auditors",
      AdminAccessReview, [](CLI::App& /*command*/, AccessReviewOptions& /*options*/) {});
  AddAccounts(admin, selection);
  AddBodies(admin, selection);
  AddRetentionCommands(admin, selection);
  AddLedger(admin, selection);
}

}  // namespace continuum::cli
