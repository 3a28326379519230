// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments/arguments.h"
#include "clients/cli/arguments/choices.h"
#include "clients/cli/commands/together.h"

namespace continuum::cli {

namespace {

constexpr const char* kAssessmentHelp = "The assessment, as program/assessment";
constexpr const char* kAssignmentHelp = "As `continuum inbox` or `continuum assign list` shows it";
constexpr const char* kThreadHelp = "As `continuum comment list` shows it";

void AddAssignments(CLI::App& app, Selection& selection) {
  CLI::App& group = AddGroup(app, "assign", "Who does which part of an assessment");
  AddCommand<AssignAddOptions>(
      group, selection, "add", "Assign domains or criteria to somebody", AssignAdd,
      [](CLI::App& command, AssignAddOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
        command.add_option("TARGET", options.targets, "Domains and criteria, by id")->required();
        command.add_option(
            "--to", options.to,
            "A member of the program: the name as `continuum member list` shows it, or "
            "the account");
        command.add_option("--site", options.site,
                           "Or a site of the program, by its id as `continuum site list` shows it");
        command.add_option("--partner", options.partner,
                           "Or a partner organization without an account, in words");
        command.add_option("--due", options.due, "The last day for it, YYYY-MM-DD");
        command.add_option("--note", options.note, "What else there is to say");
      });
  AddCommand<AssignListOptions>(
      group, selection, "list", "List what is assigned in an assessment", AssignList,
      [](CLI::App& command, AssignListOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
        command.add_flag("--all", options.all, "What is done or cancelled too");
      });
  AddCommand<AssignmentOptions>(
      group, selection, "done", "Say that an assignment is done", AssignDone,
      [](CLI::App& command, AssignmentOptions& options) {
        command.add_option("ASSIGNMENT", options.assignment, kAssignmentHelp)->required();
      });
  AddCommand<AssignmentOptions>(
      group, selection, "cancel", "Cancel an assignment", AssignCancel,
      [](CLI::App& command, AssignmentOptions& options) {
        command.add_option("ASSIGNMENT", options.assignment, kAssignmentHelp)->required();
      });
}

void AddNotices(CLI::App& app, Selection& selection) {
  AddCommand<InboxOptions>(
      app, selection, "inbox", "Show what is assigned to you, and what is new", Inbox,
      [](CLI::App& command, InboxOptions& options) {
        command.add_flag("--all", options.all, "What is done, cancelled or read too");
        CLI::Option* const notices = command.add_flag("--notices", options.notices,
                                                      "Only the notices, however many there are");
        command.add_flag("--mark-read", options.mark_read, "Mark all notices as read")
            ->excludes(notices);
      });
  AddCommand<NotifyOptions>(
      app, selection, "notify", "Show or choose when notices come by e-mail", NotifyChoice,
      [](CLI::App& command, NotifyOptions& options) {
        command
            .add_option("WHEN", options.when,
                        "at-once, daily (together, once a day) or never. What concerns the safety "
                        "of your account comes always. Left out: shows what is chosen")
            ->check(OneOf({"at-once", "daily", "never"}).description(""));
      });
}

void AddSettling(CLI::App& group, Selection& selection) {
  AddCommand<ThreadOptions>(group, selection, "resolve", "Say that a thread is settled",
                            CommentResolve, [](CLI::App& command, ThreadOptions& options) {
                              command.add_option("THREAD", options.thread, kThreadHelp)->required();
                            });
  AddCommand<ThreadOptions>(group, selection, "reopen", "Say that it is not settled after all",
                            CommentReopen, [](CLI::App& command, ThreadOptions& options) {
                              command.add_option("THREAD", options.thread, kThreadHelp)->required();
                            });
}

void AddComments(CLI::App& app, Selection& selection) {
  CLI::App& group =
      AddGroup(app, "comment", "What colleagues say about an assessment; never about a patient");
  AddCommand<CommentAddOptions>(
      group, selection, "add", "Begin a thread about a criterion or the assessment", CommentAdd,
      [](CLI::App& command, CommentAddOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
        command.add_option("TEXT", options.text, "What to say")->required();
        command.add_option("--criterion", options.criterion, "The criterion that it is about");
        AddIdentifiersSeen(command, options.identifiers_seen);
      });
  AddCommand<CommentReplyOptions>(
      group, selection, "reply", "Say something in a thread", CommentReply,
      [](CLI::App& command, CommentReplyOptions& options) {
        command.add_option("THREAD", options.thread, kThreadHelp)->required();
        command.add_option("TEXT", options.text, "What to say")->required();
        AddIdentifiersSeen(command, options.identifiers_seen);
      });
  AddCommand<CommentListOptions>(
      group, selection, "list", "List what was said, thread by thread", CommentList,
      [](CLI::App& command, CommentListOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
        command.add_option("--criterion", options.criterion, "Only what is about this criterion");
        command.add_flag("--all", options.all, "Resolved threads too");
      });
  AddSettling(group, selection);
}

void AddCycle(CLI::App& group, Selection& selection) {
  AddCommand<AssessChangesOptions>(
      group, selection, "changes", "Show what others did since you last looked", AssessChanges,
      [](CLI::App& command, AssessChangesOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
        CLI::Option* const since = command.add_option(
            "--since", options.since,
            "Not since you last looked from this computer, but since a day, YYYY-MM-DD, or the "
            "number that this command said. Does not count as a look");
        command.add_flag("--mine", options.mine, "What you did yourself, too");
        command.add_flag("--all", options.all, "Everything, from the beginning, and what you did")
            ->excludes(since);
      });
  AddCommand<AssessTeamOptions>(
      group, selection, "team", "Show who has answered how much, and how long it took so far",
      AssessTeam, [](CLI::App& command, AssessTeamOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
      });
  AddCommand<AssessCompareOptions>(
      group, selection, "compare", "Show who answered what, where people differ", AssessCompare,
      [](CLI::App& command, AssessCompareOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
        command.add_flag("--all", options.all,
                         "Where people agree, or only one answered, too; where they differ first");
      });
  AddCommand<AssessCarryOptions>(
      group, selection, "carry", "Carry the answers of the last assessment forward, unconfirmed",
      AssessCarry, [](CLI::App& command, AssessCarryOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
        command.add_option("--from", options.from, "The completed assessment of the same program")
            ->required();
      });
  AddCommand<AssessAttestOptions>(
      group, selection, "attest", "Confirm what has not changed, domain by domain, in one step",
      AssessAttest, [](CLI::App& command, AssessAttestOptions& options) {
        command.add_option("ASSESSMENT", options.assessment, kAssessmentHelp)->required();
        command.add_option("DOMAIN", options.domains, "The domains, by id");
        command.add_flag("--inputs", options.inputs, "The inputs too, which are in no domain");
        command.add_option("--statement", options.statement, "What you attest, in words")
            ->required();
      });
}

}  // namespace

void AddTogetherCommands(CLI::App& app, Selection& selection) {
  AddAssignments(app, selection);
  AddNotices(app, selection);
  AddComments(app, selection);
  AddCycle(*app.get_subcommand("assess"), selection);
}

}  // namespace continuum::cli
