// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/looked_file.h"

#include <algorithm>
#include <filesystem>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "clients/cli/error.h"
#include "clients/cli/private_file.h"
#include "clients/cli/sessions_file.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace continuum::cli {

namespace {

using google::protobuf::Struct;

absl::StatusOr<Struct> ReadLooks(const std::string& path) {
  Struct looks;
  if (absl::Status closed = CheckPrivateFolder(path); !closed.ok()) return closed;
  const auto text = ReadPrivateFile(path);
  if (!text.ok()) return text.status();
  if (text->has_value() && !google::protobuf::util::JsonStringToMessage(**text, &looks).ok()) {
    return InputError(path, "this does not say what was looked at. Remove it to begin anew");
  }
  return looks;
}

// The part of `looks` with this name; an empty one where there is none.
Struct Part(const Struct& looks, const std::string& name) {
  const auto found = looks.fields().find(name);
  return found == looks.fields().end() ? Struct() : found->second.struct_value();
}

// The same, to be changed.
Struct& PartToChange(Struct& looks, const std::string& name) {
  return *(*looks.mutable_fields())[name].mutable_struct_value();
}

}  // namespace

LookedFile LookedFile::OfThisPerson() {
  const std::filesystem::path sessions(SessionsFile::OfThisPerson().path());
  if (sessions.empty()) return LookedFile("");
  return LookedFile((sessions.parent_path() / "looked.json").string());
}

absl::StatusOr<std::string> LookedFile::Find(const LookKey& key) const {
  if (path_.empty()) return "";
  const auto looks = ReadLooks(path_);
  if (!looks.ok()) return looks.status();
  const Struct of_account = Part(Part(*looks, key.server), key.account);
  const auto found = of_account.fields().find(key.assessment);
  if (found == of_account.fields().end()) return "";
  // Somebody may have written into it by hand.
  std::string number = found->second.string_value();
  if (!std::all_of(number.begin(), number.end(), absl::ascii_isdigit)) return "";
  return number;
}

absl::Status LookedFile::Save(const LookKey& key, const std::string& number) const {
  if (path_.empty()) return absl::OkStatus();
  const auto lock = PrivateFileLock::Take(path_);
  if (!lock.ok()) return lock.status();
  auto looks = ReadLooks(path_);
  if (!looks.ok()) return looks.status();
  Struct& of_account = PartToChange(PartToChange(*looks, key.server), key.account);
  (*of_account.mutable_fields())[key.assessment].set_string_value(number);
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string text;
  if (!google::protobuf::util::MessageToJsonString(*looks, &text, options).ok()) {
    return absl::InternalError("what was looked at cannot be written as JSON");
  }
  return WritePrivateFile(path_, text);
}

}  // namespace continuum::cli
