// SPDX-License-Identifier: Apache-2.0

#include "server/options.h"

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

namespace continuum::server {
namespace {

constexpr char kDescription[] =
    "The Continuum server: keeps rubrics, programs and assessments in one database file, scores\n"
    "assessments, and answers the programs on this machine that ask it (such as the command\n"
    "`continuum`). It runs until it is told to stop (Ctrl-C, or SIGTERM); then it finishes what "
    "it\n"
    "has begun.\n";

constexpr char kFooter[] =
    "A setting that is not on the command line is taken from its environment variable.\n";

// Two to four threads read fastest; more only wait for the cores.
int DefaultReadThreads() {
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 2, 4);
}

// An empty text if callers on this machine alone can reach the address, else what is wrong.
std::string CheckAddress(const std::string& address) {
  if (address == "::1" || address == "localhost") return "";
  const bool digits_and_dots = address.find_first_not_of("0123456789.") == std::string::npos &&
                               std::count(address.begin(), address.end(), '.') == 3;
  if (digits_and_dots && absl::StartsWith(address, "127.")) return "";
  return absl::StrCat("got \"", address,
                      "\", want 127.0.0.1, ::1 or localhost: callers do not sign in yet, so the "
                      "server may only listen on its own machine");
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
    Add("--address", options_.address, "The address to listen on: one of this machine only.")
        ->type_name("ADDRESS")
        ->check(CheckAddress);
    Add("--port", options_.port, "The port to listen on. 0: any that is free.")
        ->type_name("PORT")
        ->check(CLI::Range(0, 65535).description(""));
    Add("--metrics_port", options_.metrics_port,
        "The port where Prometheus finds the metrics, by HTTP under /metrics. 0: any that is free.")
        ->type_name("PORT")
        ->check(CLI::Range(0, 65535).description(""));
    Add("--info_file", options_.info_file,
        "Write a JSON file that says address, port, metrics_port and pid, once the server is "
        "ready; removed at the end.")
        ->type_name("FILE");
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
    if (options_.address == "localhost") options_.address = "127.0.0.1";
    return {options_, "", 0};
  }

 private:
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
  CLI::App app_;
};

}  // namespace

ParsedOptions ParseOptions(int argc, const char* const* argv) { return Parser().Parse(argc, argv); }

}  // namespace continuum::server
