// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/json.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "server/base/text.h"

namespace continuum::auth::oidc {
namespace {

// Reads everything once, and stops at the first thing that is wrong. The library's own tree keeps
// the last of several members of one name.
class Checker final : public nlohmann::json_sax<nlohmann::json> {
 public:
  const std::string& wrong() const { return wrong_; }

  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool number_integer(int64_t /*value*/) override { return true; }
  bool number_unsigned(uint64_t /*value*/) override { return true; }
  bool number_float(double /*value*/, const std::string& /*text*/) override { return true; }
  bool string(std::string& /*value*/) override { return true; }
  bool binary(binary_t& /*value*/) override { return false; }  // text has none
  bool start_object(std::size_t /*elements*/) override { return Open(); }
  bool key(std::string& name) override {
    if (open_.back().insert(name).second) return true;
    wrong_ = absl::StrCat("has ", base::Shown(name), " twice");
    return false;
  }
  bool end_object() override { return Close(); }
  bool start_array(std::size_t /*elements*/) override { return Open(); }
  bool end_array() override { return Close(); }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    wrong_ = "is not JSON";
    return false;
  }

 private:
  bool Open() {
    if (open_.size() < kMaxJsonDepth) {
      open_.emplace_back();
      return true;
    }
    wrong_ = absl::StrCat("has values over ", kMaxJsonDepth, " deep in one another");
    return false;
  }
  bool Close() {
    open_.pop_back();
    return true;
  }

  std::vector<std::set<std::string>> open_;  // the members so far; an array has none
  std::string wrong_;
};

}  // namespace

absl::StatusOr<nlohmann::json> ReadJsonObject(absl::string_view text) {
  const char* const end = text.data() + text.size();
  Checker checker;
  if (!nlohmann::json::sax_parse(text.data(), end, &checker)) {
    return absl::InvalidArgumentError(checker.wrong());
  }
  nlohmann::json read = nlohmann::json::parse(text.data(), end, nullptr, false);
  if (!read.is_object()) return absl::InvalidArgumentError("is not a JSON object");
  return read;
}

const nlohmann::json* FindMember(const nlohmann::json& object, const std::string& name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

}  // namespace continuum::auth::oidc
