// SPDX-License-Identifier: Apache-2.0

#include "server/options.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <map>
#include <memory>
#include <sstream>
#include <thread>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/evidence/clamd.h"
#include "server/evidence/pdf_text.h"
#include "server/mail/mail_settings.h"
#include "server/mail/message.h"

namespace continuum::server {
namespace {

constexpr char kDescription[] =
    "The Continuum server: keeps rubrics, programs and assessments in one database file, scores\n"
    "assessments, and answers the programs that ask it (such as the command\n"
    "`continuum`). It runs until it is told to stop (Ctrl-C, or SIGTERM); then it finishes what "
    "it\n"
    "has begun.\n";

constexpr char kFooter[] =
    "A setting that is not on the command line is taken from its environment variable.\n";

constexpr char kSeeHelp[] = "Run with --help for more information.\n";

// Two to four threads read fastest; more only wait for the cores.
int DefaultReadThreads() {
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 2, 4);
}

bool IsIpAddress(const std::string& address) {
  in6_addr parsed = {};  // holds either kind
  return inet_pton(AF_INET, address.c_str(), &parsed) == 1 ||
         inet_pton(AF_INET6, address.c_str(), &parsed) == 1;
}

// An empty text if it is an address, else what is wrong.
std::string CheckAddress(const std::string& address) {
  if (IsIpAddress(address) || address == "localhost") return "";
  return absl::StrCat("got \"", address,
                      "\", want an address in numbers, such as 127.0.0.1 (this machine only), "
                      "0.0.0.0 or :: (all addresses of this machine), or localhost");
}

std::string CheckClamd(const std::string& address) {
  const absl::Status wrong = evidence::Clamd::At(address).status();
  return wrong.ok() ? "" : absl::StrCat("got \"", address, "\", ", std::string(wrong.message()));
}

// Stands for no program, as nothing does: CLI11 takes a variable of the environment that holds
// nothing for one that is not there.
constexpr char kNoProgram[] = "none";

std::string CheckPdftotext(const std::string& path) {
  if (path.empty() || path == kNoProgram || absl::StartsWith(path, "/")) return "";
  return absl::StrCat("got \"", path, "\", want a path that begins with /, such as ",
                      evidence::PdfReader::kUsualProgram, ", or ", kNoProgram);
}

std::string CheckMailServer(const std::string& url) {
  const absl::Status good = mail::CheckServer(url);
  // It may have a password in it, so it is not repeated.
  return good.ok() ? "" : std::string(good.message());
}

std::string CheckMailFrom(const std::string& address) {
  if (mail::IsAddress(address)) return "";
  return absl::StrCat("got \"", address, "\", want an address such as continuum@example.org");
}

std::string CheckMailLink(const std::string& link) {
  const absl::Status good = mail::CheckLink(link);
  return good.ok() ? "" : std::string(good.message());
}

// What is wrong with settings that go together, as "--setting: what"; empty if nothing is.
std::string CheckTogether(const Options& options) {
  const TlsFiles& tls = options.tls;
  if (tls.certificate.empty() != tls.key.empty()) {
    const char* missing = tls.key.empty() ? "--tls_key" : "--tls_certificate";
    return absl::StrCat(missing,
                        ": got nothing, want a file: --tls_certificate and --tls_key are "
                        "given together, or neither is");
  }
  if (!tls.given() && !tls.client_ca.empty()) {
    return "--tls_client_ca: clients can only show certificates on encrypted connections; give "
           "--tls_certificate and --tls_key, too";
  }
  if (!options.sign_in && !IsLoopback(options.address)) {
    return absl::StrCat("--without_sign_in: whoever can reach ", options.address,
                        " could do everything. It goes with 127.0.0.1, ::1 or localhost only.");
  }
  if (std::string wrong = mail::CheckTogether(options.mail); !wrong.empty()) return wrong;
  if (tls.given() || IsLoopback(options.address)) return "";
  return absl::StrCat("--address: got \"", options.address,
                      "\", which other machines can reach, and calls are not encrypted. Either "
                      "give a certificate with --tls_certificate and --tls_key, or keep to this "
                      "machine with 127.0.0.1, ::1 or localhost.");
}

const std::map<std::string, base::Severity>& LogLevels() {
  static const auto* levels =
      new std::map<std::string, base::Severity>{{"debug", base::Severity::kDebug},
                                                {"info", base::Severity::kInfo},
                                                {"warning", base::Severity::kWarning},
                                                {"error", base::Severity::kError}};
  return *levels;
}

std::string CheckLogLevel(const std::string& level) {
  if (LogLevels().count(level) > 0) return "";
  return absl::StrCat("got \"", level, "\", want debug, info, warning or error");
}

// "--info_file" is also CONTINUUM_INFO_FILE.
std::string EnvironmentName(const std::string& flag) {
  return absl::StrCat("CONTINUUM_", absl::AsciiStrToUpper(flag.substr(2)));
}

// The text in lines of about 80 characters, each indented.
std::string Wrapped(const std::string& text) {
  std::string lines;
  std::string line;
  for (const absl::string_view word : absl::StrSplit(text, ' ')) {
    if (line.size() + word.size() > 70) {
      absl::StrAppend(&lines, "     ", line, "\n");
      line.clear();
    }
    absl::StrAppend(&line, " ", word);
  }
  return absl::StrCat(lines, "     ", line, "\n");
}

// Explains each setting in a paragraph of its own; the library's columns are too narrow to read.
class ParagraphFormatter : public CLI::Formatter {
 public:
  std::string make_option(const CLI::Option* option, bool) const override {
    std::string paragraph = absl::StrCat("  ", option->get_name(false, true));
    if (!option->get_type_name().empty()) absl::StrAppend(&paragraph, " ", option->get_type_name());
    absl::StrAppend(&paragraph, "\n", Wrapped(option->get_description()));
    if (!option->get_envname().empty()) {
      const std::string& usual = option->get_default_str();
      absl::StrAppend(
          &paragraph,
          Wrapped(absl::StrCat(usual.empty() ? "" : "Default: ", usual, usual.empty() ? "" : ". ",
                               "Environment: ", option->get_envname(), ".")));
    }
    return paragraph;
  }
};

class Parser {
 public:
  Parser() : app_(kDescription, "continuum-server") {
    app_.footer(kFooter);
    app_.formatter(std::make_shared<ParagraphFormatter>());
    Add("--database", options_.database,
        "The database file. Made if there is none. Files with the same name and an ending are "
        "kept beside it.")
        ->type_name("FILE");
    AddFlag("--migrate", options_.migrate,
            "Bring a database of an earlier version up to date. Make a copy first: earlier "
            "versions cannot use it any more.");
    Add("--address", options_.address,
        "The address to listen on, in numbers. One that other machines can reach, such as 0.0.0.0 "
        "or :: (all), needs --tls_certificate and --tls_key.")
        ->type_name("ADDRESS")
        ->check(CheckAddress);
    Add("--port", options_.port, "The port to listen on. 0: any that is free.")
        ->type_name("PORT")
        ->check(CLI::Range(0, 65535).description(""));
    Add("--metrics_port", options_.metrics_port,
        "The port where Prometheus finds the metrics, by HTTP under /metrics, on this machine "
        "only. "
        "0: any that is free.")
        ->type_name("PORT")
        ->check(CLI::Range(0, 65535).description(""));
    Add("--info_file", options_.info_file,
        "Write a JSON file that says address, port, metrics_port and pid, once the server is "
        "ready; removed at the end.")
        ->type_name("FILE");
    Add("--issuers", options_.issuers_file,
        "A JSON file that says whose OpenID Connect access tokens are taken for signing in "
        "(docs/operations/sign-in.md).")
        ->type_name("FILE");
    AddFlag("--without_sign_in", without_sign_in_,
            "Let everybody on this machine do everything, without an account: for trying things "
            "out alone. Never behind anything that passes on calls of others.");
    AddEvidenceSettings();
    AddMailSettings();
    AddTlsSettings();
    AddLoadSettings();
  }

  ParsedOptions Parse(int argc, const char* const* argv) {
    std::ostringstream out;
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {  // also for --help, which is none
      const bool mistake = app_.exit(error, out, out) != 0;
      return {std::nullopt, out.str(), mistake ? 2 : 0};
    }
    options_.stop_patience = absl::Seconds(stop_seconds_);
    options_.log_level = LogLevels().at(log_level_);
    options_.sign_in = !without_sign_in_;
    if (pdftotext_given_->count() > 0) {
      options_.pdftotext = pdftotext_ == kNoProgram ? "" : pdftotext_;
    }
    if (options_.address == "localhost") options_.address = "127.0.0.1";
    const std::string wrong = CheckTogether(options_);
    if (!wrong.empty()) return {std::nullopt, absl::StrCat(wrong, "\n", kSeeHelp), 2};
    return {options_, "", 0};
  }

 private:
  void AddEvidenceSettings() {
    Add("--evidence_folder", options_.evidence_folder,
        "The folder for files of evidence. Made if there is none; back it up together with the "
        "database. Not given: beside the database, with its name and .evidence.")
        ->type_name("FOLDER");
    Add("--evidence_megabytes", options_.evidence_megabytes,
        "The most that one file of evidence may hold, in units of 1,048,576 bytes.")
        ->type_name("NUMBER")
        ->check(CLI::Range(1, 256).description(""));
    Add("--evidence_program_megabytes", options_.evidence_program_megabytes,
        "The most that all files of evidence of one program may hold together, in units of "
        "1,048,576 bytes. When it is reached, the program can remove evidence or ask for more.")
        ->type_name("NUMBER")
        ->check(CLI::Range(1, 1'048'576).description(""));
    Add("--clamd", options_.clamd,
        "Where ClamAV's clamd listens: the path of its socket, or 127.0.0.1 and a port. Then no "
        "file of evidence is kept that it did not pass, and its StreamMaxLength must be as large "
        "as --evidence_megabytes. Not given: files are not scanned, and evidence says so.")
        ->type_name("ADDRESS")
        ->check(CheckClamd);
    pdftotext_given_ =
        Add("--pdftotext", pdftotext_,
            "The path of pdftotext (Debian's package poppler-utils), with which PDF files are "
            "searched for what points to patients. Not given: /usr/bin/pdftotext, if it is there. "
            "The word none, or nothing (\"\") on the command line: PDF files are not searched.")
            ->type_name("FILE|none")
            ->check(CheckPdftotext);
  }

  void AddMailSettings() {
    Add("--smtp", options_.mail.server,
        "Send people their notices by e-mail, too, through this server (docs/operations/mail.md): "
        "smtps:// and its name, or smtp:// where it offers STARTTLS; then maybe : and a port. Not "
        "given: no mail is sent.")
        ->type_name("URL")
        ->check(CheckMailServer);
    Add("--smtp_user", options_.mail.user, "Who signs in at the mail server.")->type_name("NAME");
    Add("--smtp_password_file", options_.mail.password_file,
        "A file whose first line is the password for that. Only its owner may have access to it "
        "(chmod 600).")
        ->type_name("FILE");
    Add("--smtp_ca", options_.mail.ca_file,
        "Trust a mail server whose certificate one of the authorities in this file (PEM) has "
        "signed. Not given: those that this machine trusts.")
        ->type_name("FILE");
    Add("--mail_from", options_.mail.from, "The address from which mail is sent.")
        ->type_name("ADDRESS")
        ->check(CheckMailFrom);
    Add("--mail_link", options_.mail.link,
        "What messages say of where to read notices, such as a web address. Not given: the "
        "command continuum inbox.")
        ->type_name("TEXT")
        ->check(CheckMailLink);
  }

  void AddTlsSettings() {
    Add("--tls_certificate", options_.tls.certificate,
        "Encrypt calls (TLS 1.2 or later) with this certificate, in PEM; those between it and its "
        "authority's follow it in the file. A renewed one is taken without a restart.")
        ->type_name("FILE");
    Add("--tls_key", options_.tls.key,
        "The certificate's private key, in PEM, without a passphrase. Only its owner may have "
        "access to the file (chmod 600).")
        ->type_name("FILE");
    Add("--tls_client_ca", options_.tls.client_ca,
        "Ask clients for certificates, and refuse those that none of the authorities in this file "
        "(PEM) has signed. A client without a certificate is not refused.")
        ->type_name("FILE");
  }

  void AddLoadSettings() {
    options_.read_threads = DefaultReadThreads();
    Add("--read_threads", options_.read_threads, "How many calls that only read run at once.")
        ->type_name("NUMBER")
        ->check(CLI::Range(1, 64).description(""));
    Add("--write_calls", options_.write_calls,
        "How many calls that change something may wait at once; more are asked to try again.")
        ->type_name("NUMBER")
        ->check(CLI::Range(1, 1024).description(""));
    Add("--stop_seconds", stop_seconds_,
        "How long calls that have begun may take to finish when the server is told to stop.")
        ->type_name("SECONDS")
        ->check(CLI::Range(0, 3600).description(""));
    Add("--audit", options_.audit,
        "Tell who did what to the log of the system (syslog: facility authpriv, program continuum) "
        "or to a file, as JSON: changes, signing in and out, refusals, and looks at what is "
        "others' "
        "(docs/operations/audit.md). Never holds contents or secrets. Not given: it is not told.")
        ->type_name("syslog|FILE");
    Add("--log_level", log_level_,
        "The least that is logged: debug, info (a line for each call), warning or error. The log "
        "goes to standard error, as JSON, and never holds contents.")
        ->type_name("LEVEL")
        ->check(CheckLogLevel);
  }

  template <typename T>
  CLI::Option* Add(const std::string& flag, T& value, const std::string& description) {
    return app_.add_option(flag, value, description)
        ->envname(EnvironmentName(flag))
        ->capture_default_str();
  }
  CLI::Option* AddFlag(const std::string& flag, bool& value, const std::string& description) {
    return app_.add_flag(flag, value, description)->envname(EnvironmentName(flag));
  }

  Options options_;
  int stop_seconds_ = static_cast<int>(absl::ToInt64Seconds(options_.stop_patience));
  std::string log_level_ = "info";
  bool without_sign_in_ = false;
  std::string pdftotext_;
  CLI::App app_;
  const CLI::Option* pdftotext_given_ = nullptr;
};

}  // namespace

std::string FolderOfEvidence(const Options& options) {
  if (!options.evidence_folder.empty()) return options.evidence_folder;
  return absl::StrCat(options.database, ".evidence");
}

bool IsLoopback(const std::string& address) {
  in_addr parsed = {};
  if (inet_pton(AF_INET, address.c_str(), &parsed) == 1) return absl::StartsWith(address, "127.");
  return address == "::1";
}

ParsedOptions ParseOptions(int argc, const char* const* argv) { return Parser().Parse(argc, argv); }

}  // namespace continuum::server
