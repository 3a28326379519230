// SPDX-License-Identifier: Apache-2.0

#include "server/base/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/base/text.h"

namespace continuum::base {
namespace {

absl::string_view NameOf(Severity severity) {
  switch (severity) {
    case Severity::kDebug:
      return "DEBUG";
    case Severity::kInfo:
      return "INFO";
    case Severity::kWarning:
      return "WARNING";
    case Severity::kError:
      return "ERROR";
  }
  return "UNKNOWN";
}

void AppendJsonString(absl::string_view text, std::string* line) {
  line->push_back('"');
  while (!text.empty()) {
    const size_t length = Utf8Length(text);
    const char first = text[0];
    if (length == 0) {
      absl::StrAppend(line, "\\ufffd");  // the replacement character
    } else if (first == '"' || first == '\\') {
      line->push_back('\\');
      line->push_back(first);
    } else if (length == 1 && (first < 0x20 || first == 0x7F)) {
      absl::StrAppend(line, "\\u", absl::Hex(first, absl::kZeroPad4));
    } else {
      absl::StrAppend(line, text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  line->push_back('"');
}

struct AppendValue {
  std::string* line;
  void operator()(absl::string_view value) const { AppendJsonString(value, line); }
  void operator()(bool value) const { absl::StrAppend(line, value ? "true" : "false"); }
  void operator()(int64_t value) const { absl::StrAppend(line, value); }
  void operator()(uint64_t value) const { absl::StrAppend(line, value); }
};

std::unique_ptr<spdlog::logger> MakeLogger(spdlog::sink_ptr sink) {
  auto logger = std::make_unique<spdlog::logger>("continuum", std::move(sink));
  logger->set_level(spdlog::level::trace);  // Write has the only filter
  logger->set_pattern("%v");
  logger->flush_on(spdlog::level::trace);
  logger->set_error_handler([](const std::string&) {});
  return logger;
}

}  // namespace

Log::Log(const Clock& clock, Severity minimum)
    : clock_(clock),
      minimum_(minimum),
      logger_(MakeLogger(std::make_shared<spdlog::sinks::stderr_sink_mt>())) {}

Log::Log(const Clock& clock, Severity minimum, std::ostream& out)
    : clock_(clock),
      minimum_(minimum),
      logger_(MakeLogger(std::make_shared<spdlog::sinks::ostream_sink_mt>(out))) {}

Log::~Log() = default;

std::string LogLine(absl::Time time, Severity severity, absl::string_view message,
                    std::initializer_list<LogField> fields) {
  std::string line = absl::StrCat(
      "{\"time\":\"", absl::FormatTime("%Y-%m-%d%ET%H:%M:%E3SZ", time, absl::UTCTimeZone()),
      "\",\"severity\":\"", NameOf(severity), "\",\"message\":");
  AppendJsonString(message, &line);
  for (const LogField& field : fields) {
    line.push_back(',');
    AppendJsonString(field.key_, &line);
    line.push_back(':');
    std::visit(AppendValue{&line}, field.value_);
  }
  line.push_back('}');
  return line;
}

void Log::Write(Severity severity, absl::string_view message,
                std::initializer_list<LogField> fields) const {
  if (severity < minimum_) return;
  const std::string line = LogLine(clock_.Now(), severity, message, fields);
  logger_->log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace continuum::base
