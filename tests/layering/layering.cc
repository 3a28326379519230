// SPDX-License-Identifier: Apache-2.0

#include "tests/layering/layering.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace continuum::layering {
namespace {

using Prefixes = std::vector<absl::string_view>;

// Libraries that only some rooms may see. Every room may see any other library.
const Prefixes kGrpc = {"grpc/", "grpcpp/", "grpc++/"};
const Prefixes kSqlite = {"sqlite3"};
const Prefixes kPostgres = {"libpq", "postgresql/"};
const Prefixes kCommandLine = {"CLI/"};
const Prefixes kMetrics = {"prometheus/"};
const Prefixes kLogging = {"spdlog/"};
const Prefixes kTokens = {"cjose/"};
const Prefixes kHttp = {"curl/"};  // and mail
const Prefixes kZip = {"zip.h"};
// What has an effect or an answer that differs from run to run.
const Prefixes kImpure = {"absl/random/",
                          "absl/synchronization/",
                          "absl/time/clock.h",
                          "chrono",
                          "condition_variable",
                          "filesystem",
                          "fstream",
                          "future",
                          "iostream",
                          "mutex",
                          "random",
                          "sys/",
                          "thread",
                          "time.h",
                          "unistd.h"};

// Our own code, by where an include begins. Stubs are the messages' files with ".grpc.pb.h".
const Prefixes kOurs = {"scoring/", "server/", "clients/", "tests/", "continuum/", "google/rpc/"};
constexpr absl::string_view kMessages = "continuum/v1/";
constexpr absl::string_view kRpcDetails = "google/rpc/";
constexpr absl::string_view kCaller = "server/auth/caller.h";
constexpr absl::string_view kScope = "server/auth/scope.h";
constexpr absl::string_view kStorageInterface = "server/storage/";
constexpr absl::string_view kEngines[] = {"server/storage/sqlite/", "server/storage/postgres/"};

struct Room {
  absl::string_view path;     // a folder, or one file
  Prefixes may_include = {};  // of our own code, beside the room itself
  bool may_use_stubs = false;
  bool may_see_engines = false;
  std::vector<Prefixes> libraries = {};  // of those that only some rooms may see
  Prefixes never = {};                   // libraries that all other rooms may see
};

// The first row that a path begins with is its room.
const std::vector<Room>& Rooms() {
  static const auto* const rooms = new std::vector<Room>{
      {.path = "scoring/", .may_include = {kMessages}, .never = kImpure},
      {.path = "server/base/", .may_include = {kRpcDetails}, .libraries = {kLogging}},
      {.path = "server/ledger/", .may_include = {"server/base/"}},
      // Plain values that operations and storage use.
      {.path = kCaller, .may_include = {"server/auth/roles.h"}},
      {.path = kScope, .may_include = {kCaller}},
      // Verifies tokens; knows neither calls nor messages.
      {.path = "server/auth/oidc/", .may_include = {"server/base/"}, .libraries = {kTokens, kHttp}},
      {.path = "server/auth/", .may_include = {"server/base/"}},
      // Files outside the database, and what can be told of them.
      {.path = "server/evidence/", .may_include = {"server/base/"}, .libraries = {kZip}},
      // Sends messages, whatever they are about.
      {.path = "server/mail/", .may_include = {"server/base/"}, .libraries = {kHttp}},
      {.path = "server/storage/sqlite/",
       .may_include = {kStorageInterface, "server/base/", "server/ledger/", kCaller, kScope},
       .libraries = {kSqlite}},
      {.path = "server/storage/postgres/",
       .may_include = {kStorageInterface, "server/base/", "server/ledger/", kCaller, kScope},
       .libraries = {kPostgres}},
      {.path = kStorageInterface,
       .may_include = {"server/base/", "server/ledger/", kCaller, kScope, kMessages}},
      {.path = "server/operations/",
       .may_include = {"scoring/", kStorageInterface, "server/base/", "server/ledger/",
                       "server/evidence/", "server/mail/", "server/auth/", kMessages}},
      {.path = "server/services/",
       .may_include = {"server/operations/", "server/auth/", "server/base/", kMessages,
                       kRpcDetails},
       .may_use_stubs = true,
       .libraries = {kGrpc, kMetrics}},
      // main, server and options: wiring.
      {.path = "server/",
       .may_include = {"scoring/", kMessages, kRpcDetails},
       .may_use_stubs = true,
       .may_see_engines = true,
       .libraries = {kGrpc, kMetrics, kCommandLine}},
      // The authoring commands need no server, and score themselves.
      {.path = "clients/cli/",
       .may_include = {"scoring/", kMessages, kRpcDetails},
       .may_use_stubs = true,
       .libraries = {kGrpc, kCommandLine}},
      {.path = "tests/",
       .may_include = kOurs,
       .may_use_stubs = true,
       .may_see_engines = true,
       .libraries = {kGrpc, kSqlite, kPostgres, kCommandLine, kMetrics, kLogging, kTokens, kHttp,
                     kZip}},
  };
  return *rooms;
}

bool BeginsWithAny(absl::string_view text, const Prefixes& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [text](absl::string_view prefix) { return absl::StartsWith(text, prefix); });
}

const Room* RoomOf(absl::string_view path) {
  for (const Room& room : Rooms()) {
    if (absl::StartsWith(path, room.path)) return &room;
  }
  return nullptr;
}

std::string WhyNotOurs(const Room& room, absl::string_view include) {
  if (!absl::StartsWith(include, room.path) && !BeginsWithAny(include, room.may_include)) {
    return absl::StrCat(room.path, " may not use ", include);
  }
  for (const absl::string_view engine : kEngines) {
    if (absl::StartsWith(include, engine) && room.path != engine && !room.may_see_engines) {
      return absl::StrCat(room.path, " knows storage, but no engine");
    }
  }
  if (absl::EndsWith(include, ".grpc.pb.h") && !room.may_use_stubs) {
    return absl::StrCat(room.path, " may use messages, but no stubs");
  }
  return "";
}

std::string WhyNotLibrary(const Room& room, absl::string_view include) {
  if (BeginsWithAny(include, room.never)) {
    return absl::StrCat(room.path, " is pure and may not use <", include, ">");
  }
  for (const Prefixes& library :
       {kGrpc, kSqlite, kPostgres, kCommandLine, kMetrics, kLogging, kTokens, kHttp, kZip}) {
    if (BeginsWithAny(include, library) &&
        std::find(room.libraries.begin(), room.libraries.end(), library) == room.libraries.end()) {
      return absl::StrCat(room.path, " may not use <", include, ">");
    }
  }
  return "";
}

}  // namespace

std::vector<Include> IncludesOf(absl::string_view source) {
  std::vector<Include> includes;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(source, '\n')) {
    ++number;
    line = absl::StripLeadingAsciiWhitespace(line);
    if (!absl::ConsumePrefix(&line, "#")) continue;
    line = absl::StripLeadingAsciiWhitespace(line);
    if (!absl::ConsumePrefix(&line, "include")) continue;
    line = absl::StripLeadingAsciiWhitespace(line);
    const bool quoted = absl::StartsWith(line, "\"");
    const size_t end = line.find(quoted ? '"' : '>', 1);
    if (line.empty() || (!quoted && line[0] != '<') || end == absl::string_view::npos) {
      includes.push_back({number, "", false});  // a macro, perhaps; WhyForbidden refuses it
      continue;
    }
    includes.push_back({number, std::string(line.substr(1, end - 1)), quoted});
  }
  return includes;
}

std::string WhyForbidden(absl::string_view path, const Include& include) {
  const Room* const room = RoomOf(path);
  if (room == nullptr) return "lies in no room: see tests/layering/layering.cc";
  if (include.path.empty()) return "is not written as a path";
  if (absl::StrContains(include.path, "..")) return "goes upwards: write it from the root";
  if (BeginsWithAny(include.path, kOurs)) return WhyNotOurs(*room, include.path);
  if (include.quoted && !absl::StrContains(include.path, '/'))
    return "is not written from the root";
  return WhyNotLibrary(*room, include.path);
}

}  // namespace continuum::layering
