// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/sessions_file.h"

#include <cstdlib>
#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/error.h"
#include "clients/cli/private_file.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace continuum::cli {

namespace {

using google::protobuf::Struct;

constexpr const char* kTokenVariable = "CONTINUUM_TOKEN";

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string TokenOfEnvironment() {
  return std::string(absl::StripAsciiWhitespace(Environment(kTokenVariable)));
}

absl::StatusOr<Struct> ReadSessions(const std::string& path) {
  Struct sessions;
  if (path.empty()) return sessions;
  if (absl::Status closed = CheckPrivateFolder(path); !closed.ok()) return closed;
  const auto text = ReadPrivateFile(path);
  if (!text.ok()) return text.status();
  // The parser's own words may quote the file.
  if (text->has_value() && !google::protobuf::util::JsonStringToMessage(**text, &sessions).ok()) {
    return InputError(path, "this is not a sessions file. Remove it and sign in again");
  }
  return sessions;
}

absl::Status WriteSessions(const std::string& path, const Struct& sessions) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string text;
  if (!google::protobuf::util::MessageToJsonString(sessions, &text, options).ok()) {
    return absl::InternalError("the sessions file cannot be written as JSON");
  }
  return WritePrivateFile(path, text);
}

// Reads, changes and writes, with no other command in between.
absl::Status ChangeSessions(const std::string& path, absl::FunctionRef<void(Struct&)> change) {
  const auto lock = PrivateFileLock::Take(path);
  if (!lock.ok()) return lock.status();
  auto sessions = ReadSessions(path);
  if (!sessions.ok()) return sessions.status();
  change(*sessions);
  return WriteSessions(path, *sessions);
}

}  // namespace

SessionsFile SessionsFile::OfThisPerson() {
  // A folder that is not absolute counts for nothing, as the XDG base directories have it.
  std::string folder = Environment("XDG_CONFIG_HOME");
  if (!absl::StartsWith(folder, "/")) {
    const std::string home = Environment("HOME");
    if (!absl::StartsWith(home, "/")) return SessionsFile("");
    folder = absl::StrCat(home, "/.config");
  }
  return SessionsFile(absl::StrCat(folder, "/continuum/sessions.json"));
}

absl::StatusOr<std::string> SessionsFile::Find(absl::string_view server) const {
  const auto sessions = ReadSessions(path_);
  if (!sessions.ok()) return sessions.status();
  const auto found = sessions->fields().find(std::string(server));
  if (found == sessions->fields().end()) return "";
  const auto& fields = found->second.struct_value().fields();
  const auto secret = fields.find("secret");
  return secret == fields.end() ? "" : secret->second.string_value();
}

absl::Status SessionsFile::CheckWritable() const {
  if (path_.empty()) {
    return UsageError(
        "there is no place to keep the session: want HOME or XDG_CONFIG_HOME in the environment");
  }
  return ChangeSessions(path_, [](Struct& /*sessions*/) {});
}

absl::Status SessionsFile::Save(absl::string_view server, absl::string_view secret) const {
  return ChangeSessions(path_, [&](Struct& sessions) {
    auto& session = *(*sessions.mutable_fields())[std::string(server)].mutable_struct_value();
    (*session.mutable_fields())["secret"].set_string_value(std::string(secret));
  });
}

absl::Status SessionsFile::Remove(absl::string_view server) const {
  // Where there is nothing to forget, not even a folder is made.
  const auto sessions = ReadSessions(path_);
  if (!sessions.ok()) return sessions.status();
  if (!sessions->fields().contains(std::string(server))) return absl::OkStatus();
  return ChangeSessions(path_,
                        [&](Struct& now) { now.mutable_fields()->erase(std::string(server)); });
}

absl::StatusOr<std::string> FindSecret(const std::string& token_file, absl::string_view server) {
  std::string token = TokenOfEnvironment();
  if (!token.empty()) return token;
  if (token_file.empty()) return SessionsFile::OfThisPerson().Find(server);
  const auto text = ReadPrivateFile(token_file);
  if (!text.ok()) return text.status();
  if (!text->has_value()) return InputError(token_file, "there is no such file");
  std::string secret(absl::StripAsciiWhitespace(**text));
  if (secret.empty()) return InputError(token_file, "it is empty; want a token");
  return secret;
}

absl::string_view GivenToken(absl::string_view token_file) {
  if (!TokenOfEnvironment().empty()) return kTokenVariable;
  return token_file.empty() ? "" : "--token-file";
}

}  // namespace continuum::cli
