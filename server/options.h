// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPTIONS_H_
#define CONTINUUM_SERVER_OPTIONS_H_

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "server/base/log.h"
#include "server/mail/mail_settings.h"
#include "server/tls_files.h"

namespace continuum::server {

// How the server is to run, as its command line and environment say.
struct Options {
  std::string database = "continuum.db";
  bool migrate = false;
  std::string evidence_folder;            // empty: as FolderOfEvidence says
  int evidence_megabytes = 25;            // the most of one file
  int evidence_program_megabytes = 2048;  // the most of all files of a program
  std::string clamd;                      // where the malware scanner listens; empty: none
  // The program that reads PDF; empty: none; not given: the usual one, if it is there.
  std::optional<std::string> pdftotext;
  std::string address = "127.0.0.1";  // a number; of the loopback interface unless `tls` is given
  int port = 8571;                    // 0: any that is free
  int metrics_port = 9571;            // 0: any that is free
  std::string info_file;              // empty: none
  std::string issuers_file;           // of OpenID Connect issuers; empty: none
  std::string audit;                  // "syslog", or a file; empty: no audit log
  bool sign_in = true;                // without it everybody on this machine may do everything
  TlsFiles tls;                       // given: calls are encrypted
  mail::MailSettings mail;            // given: people get notices by e-mail, too
  int read_threads = 4;
  int write_calls = 128;
  absl::Duration stop_patience = absl::Seconds(10);
  base::Severity log_level = base::Severity::kInfo;
};

// What reading the command line gave: options, or a text for the person and the exit code to end
// with (0 after --help, 2 after a mistake).
struct ParsedOptions {
  std::optional<Options> options;
  std::string text;
  int exit_code = 0;
};

// Reads the command line, and the environment for what the command line leaves out: --info_file may
// be given as CONTINUUM_INFO_FILE, and so on. Everything is checked that can be without touching
// files or network.
ParsedOptions ParseOptions(int argc, const char* const* argv);

// Where files of evidence lie: the folder that was given, or else one beside the database.
std::string FolderOfEvidence(const Options& options);

// Whether an address, as a number, can be reached from its own machine only. Pure function.
bool IsLoopback(const std::string& address);

}  // namespace continuum::server

#endif  // CONTINUUM_SERVER_OPTIONS_H_
