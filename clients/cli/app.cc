// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/app.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/arguments/arguments.h"
#include "clients/cli/arguments/choices.h"
#include "clients/cli/arguments/wrong_arguments.h"
#include "clients/cli/console.h"
#include "clients/cli/error.h"
#include "clients/cli/session.h"
#include "clients/cli/tls.h"
#include "clients/cli/utf8.h"

namespace continuum::cli {

namespace {

constexpr const char* kNames =
    "Names may be short: harbor/y2025 stands for programs/harbor/assessments/y2025.";
constexpr const char* kCodesAndTour =
    "\n\n"
    "Exit codes:\n"
    "  0  done\n"
    "  1  the check or the test found problems\n"
    "  2  the command line is wrong\n"
    "  3  an input file is missing or wrong\n"
    "  4  the server knows nothing of that name\n"
    "  5  the server refused: a conflict, a state, a permission\n"
    "  6  the server cannot be reached, or is busy\n"
    "  7  a defect\n"
    "\n"
    "A first tour:\n"
    "  continuum rubric check rubrics/bhh-continuum/1.0.0\n"
    "  continuum rubric template rubrics/bhh-continuum/1.0.0 > answers.csv\n"
    "  continuum score --rubric rubrics/bhh-continuum/1.0.0 --answers answers.csv\n";

OutputFormat FormatOf(const std::string& word) {
  if (word == "json") return OutputFormat::kJson;
  return word == "csv" ? OutputFormat::kCsv : OutputFormat::kTable;
}

ExitCode Report(const absl::Status& error, Console& console) {
  for (const std::string& line : DescribeError(error)) console.Note(line);
  return ExitCodeOf(error);
}

absl::Status CheckArguments(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    if (FindInvalidUtf8(argv[i]).has_value()) {
      return UsageError(absl::StrCat("argument ", i, " is not UTF-8"));
    }
  }
  return absl::OkStatus();
}

ExitCode RunSelected(const Selection& selection, Session& session) {
  const CommandResult result = selection(session);
  if (!result.ok()) return Report(result.status(), session.console);
  session.console.out().flush();
  if (!session.console.out()) {
    return Report(InputError("the output", "it could not be written; is the disk full?"),
                  session.console);
  }
  return *result;
}

// The server's own certificate is CONTINUUM_TLS_CERTIFICATE; on one machine both may be set.
void AddTlsOptions(CLI::App& app, TlsSettings& tls) {
  app.add_flag("--tls", tls.system_roots,
               "Encrypt calls, and trust servers that this machine trusts")
      ->envname("CONTINUUM_TLS");
  app.add_option("--tls-ca", tls.ca,
                 "Encrypt calls, and trust only servers whose certificate the authorities in this "
                 "file (PEM) have signed")
      ->envname("CONTINUUM_TLS_CA")
      ->type_name("FILE");
  app.add_option("--tls-certificate", tls.certificate,
                 "Show the server this certificate (PEM), if it asks who is calling")
      ->envname("CONTINUUM_CLIENT_CERTIFICATE")
      ->type_name("FILE");
  app.add_option("--tls-key", tls.key, "The private key of --tls-certificate (PEM)")
      ->envname("CONTINUUM_CLIENT_KEY")
      ->type_name("FILE");
}

ExitCode ParseAndRun(int argc, const char* const* argv, Console& console) {
  CLI::App app("Continuum: recognition and fidelity of behavioral health homes", "continuum");
  app.set_version_flag("--version", absl::StrCat("continuum ", CONTINUUM_VERSION));
  app.footer(kNames);  // commands take over what is set when they are added
  app.require_subcommand(1);
  app.fallthrough();
  app.get_formatter()->column_width(30);

  Session session(console);
  std::string output = "table";
  app.add_option("--server", session.server, "Host and port of the server")
      ->envname("CONTINUUM_SERVER")
      ->capture_default_str();
  app.add_option("--token-file", session.token_file,
                 "A file with the token to call with, which only you can read; the environment's "
                 "CONTINUUM_TOKEN comes first, and without both the session of `continuum login`");
  AddTlsOptions(app, session.tls);
  app.add_option("--output", output, "How results are written: table, json or csv")
      ->check(OneOf({"table", "json", "csv"}))
      ->capture_default_str();

  app.add_flag(
      "--show-small-counts", session.show_small_counts,
      "Show counts from 1 to 10, which could point to a person; for those who may see them");

  Selection selection;
  AddRubricCommands(app, selection);
  AddProgramCommands(app, selection);
  AddAssessCommands(app, selection);
  AddCrosswalkCommands(app, selection);
  AddResultCommands(app, selection);
  AddFhirCommands(app, selection);
  AddSignInCommands(app, selection);
  AddTogetherCommands(app, selection);
  AddPeopleCommands(app, selection);
  AddAdminCommands(app, selection);
  AddEvidenceCommands(app, selection);
  AddRecordsCommands(app, selection);
  app.footer(absl::StrCat(kNames, kCodesAndTour));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
      app.exit(error, console.out(), console.err());  // --help and --version
      return ExitCode::kOk;
    }
    const std::vector<std::string> typed(argv + std::min(argc, 1), argv + argc);
    console.Note(absl::StrCat("error: ", WrongArguments(app, typed, error)));
    console.Note(
        "what next: `continuum --help` and `continuum COMMAND --help` say what is wanted.");
    return ExitCode::kUsage;
  }
  session.output = FormatOf(output);
  return RunSelected(selection, session);
}

}  // namespace

ExitCode RunCommand(int argc, const char* const* argv, Console& console) {
  if (absl::Status valid = CheckArguments(argc, argv); !valid.ok()) return Report(valid, console);
  // The only exceptions come from libraries; whatever they are, a person gets a sentence.
  try {
    return ParseAndRun(argc, argv, console);
  } catch (const std::exception& error) {
    return Report(absl::InternalError(error.what()), console);
  }
}

}  // namespace continuum::cli
