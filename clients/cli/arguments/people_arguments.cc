// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments/arguments.h"
#include "clients/cli/arguments/choices.h"
#include "clients/cli/commands/people.h"
#include "clients/cli/people_words.h"

namespace continuum::cli {

namespace {

constexpr const char* kResourceHelp =
    "What it is for: a program's id, organizations/NAME, accreditors/NAME, agencies/NAME or "
    "installation";
constexpr const char* kRoleHelp = "Their role there, such as lead; the list is below";
constexpr int kMostDays = 366;

void AddMembers(CLI::App& app, Selection& selection) {
  CLI::App& group = AddGroup(app, "member", "Who belongs to what, in which role");
  group.footer(RolesHelp());
  AddCommand<MemberListOptions>(
      group, selection, "list", "List who has a role", MemberList,
      [](CLI::App& command, MemberListOptions& options) {
        command.add_option("RESOURCE", options.resource, kResourceHelp)->required();
        command.add_flag("--ended", options.ended, "Those whose role has ended too");
      });
  AddCommand<MemberInviteOptions>(
      group, selection, "invite", "Invite a person by e-mail address; gives a code for them",
      MemberInvite, [](CLI::App& command, MemberInviteOptions& options) {
        command.add_option("RESOURCE", options.resource, kResourceHelp)->required();
        command.add_option("--role", options.role, kRoleHelp)->required();
        command.add_option("--email", options.email, "The person's e-mail address")->required();
        command.add_option("--name", options.name, "The name that others see");
        command.footer(RolesHelp());
      });
  AddCommand<MemberAddOptions>(
      group, selection, "add", "Give a role to an account that is there", MemberAdd,
      [](CLI::App& command, MemberAddOptions& options) {
        command.add_option("RESOURCE", options.resource, kResourceHelp)->required();
        command.add_option("--role", options.role, kRoleHelp)->required();
        command
            .add_option("--account", options.account,
                        "The account, as `continuum whoami` shows it to whose it is; or, of "
                        "somebody who has a role there, the name. Administrators may give an "
                        "e-mail address, too")
            ->required();
        command.footer(RolesHelp());
      });
  AddCommand<MemberEndOptions>(
      group, selection, "end", "End a role, at once", MemberEnd,
      [](CLI::App& command, MemberEndOptions& options) {
        command.add_option("RESOURCE", options.resource, kResourceHelp)->required();
        command.add_option("MEMBERSHIP", options.membership, "As `continuum member list` shows it")
            ->required();
      });
}

void AddHandOver(CLI::App& app, Selection& selection) {
  AddCommand<HandOverOptions>(
      app, selection, "handover", "Hand over the roles of one account to another", HandOver,
      [](CLI::App& command, HandOverOptions& options) {
        command.add_option("RESOURCE", options.resource, "A program's id, or organizations/NAME")
            ->required();
        command
            .add_option("--from", options.from,
                        "Who hands over: the name as `continuum member list` shows it, or the "
                        "account")
            ->required();
        command.add_option("--to", options.to, "Who takes over, in the same way")->required();
        command.add_option("--because", options.reason, "Why, for those who come later")
            ->required();
      });
}

void AddTokens(CLI::App& app, Selection& selection) {
  CLI::App& group = AddGroup(app, "token", "Tokens with which programs call in your place");
  AddCommand<TokenCreateOptions>(
      group, selection, "create", "Make a token; its secret is shown this once", TokenCreate,
      [](CLI::App& command, TokenCreateOptions& options) {
        command.add_option("--title", options.title, "What it is for")->required();
        command.add_option("--for", options.account,
                           "The account of a program, by its id; only administrators may. Yours if "
                           "not given");
        command.add_option("--days", options.days, "How long it is good; 90 if not given")
            ->check(Between(1, kMostDays));
        command.add_flag("--read-only", options.read_only, "It may read, and change nothing");
        command.add_option("--only", options.only,
                           "It counts only with the roles for this: a program's id, "
                           "organizations/NAME, accreditors/NAME, agencies/NAME or installation. "
                           "With all if not given");
      });
  AddCommand<TokenListOptions>(group, selection, "list", "List tokens, sessions and codes",
                               TokenList, [](CLI::App& command, TokenListOptions& options) {
                                 command.add_option("ACCOUNT", options.account,
                                                    "Whose, by its id; administrators may give an "
                                                    "e-mail address. Yours if not given");
                               });
  AddCommand<TokenRevokeOptions>(
      group, selection, "revoke", "End a token or session, at once", TokenRevoke,
      [](CLI::App& command, TokenRevokeOptions& options) {
        command.add_option("NAME", options.token, "As `continuum token list` shows it")->required();
      });
}

void AddAccesses(CLI::App& app, Selection& selection) {
  CLI::App& group = AddGroup(
      app, "access", "Which accreditors and agencies may see a program's completed results");
  AddCommand<AccessGiveOptions>(
      group, selection, "give", "Let one see them", AccessGive,
      [](CLI::App& command, AccessGiveOptions& options) {
        command.add_option("PROGRAM", options.program, "The program")->required();
        command.add_option("--to", options.body, "accreditors/NAME or agencies/NAME")->required();
        command.add_option("--because", options.reason, "Why, for those who come later")
            ->required();
      });
  AddCommand<AccessListOptions>(
      group, selection, "list", "List who was given access, and whether it has ended", AccessList,
      [](CLI::App& command, AccessListOptions& options) {
        command.add_option("PROGRAM", options.program, "The program")->required();
      });
  AddCommand<AccessUsesOptions>(
      group, selection, "uses",
      "List who looked at what by an access, and how often, the latest hour first; the last minute "
      "may be missing",
      AccessUses, [](CLI::App& command, AccessUsesOptions& options) {
        command.add_option("PROGRAM", options.program, "The program")->required();
      });
  AddCommand<AccessEndOptions>(
      group, selection, "end", "End an access, at once", AccessEnd,
      [](CLI::App& command, AccessEndOptions& options) {
        command.add_option("NAME", options.access, "As `continuum access list` shows it")
            ->required();
      });
}

}  // namespace

void AddPeopleCommands(CLI::App& app, Selection& selection) {
  AddMembers(app, selection);
  AddHandOver(app, selection);
  AddAccesses(app, selection);
  AddTokens(app, selection);
}

}  // namespace continuum::cli
