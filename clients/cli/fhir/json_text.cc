// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/fhir/json_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "clients/cli/line_problem.h"
#include "clients/cli/render/text.h"
#include "clients/cli/utf8.h"

namespace continuum::cli::fhir {

namespace {

using Kind = JsonNode::Kind;

// Builds a tree of what the parser finds, and stops it at the first thing that is wrong.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Builder(JsonNode* root) : root_(root) {}

  const std::string& wrong() const { return wrong_; }
  std::size_t position() const { return position_; }

  bool null() override { return Add(Kind::kNull, "") != nullptr; }
  bool boolean(bool value) override {
    JsonNode* node = Add(Kind::kBoolean, "");
    if (node != nullptr) node->boolean = value;
    return node != nullptr;
  }
  bool number_integer(int64_t value) override {
    return Add(Kind::kNumber, absl::StrCat(value)) != nullptr;
  }
  bool number_unsigned(uint64_t value) override {
    return Add(Kind::kNumber, absl::StrCat(value)) != nullptr;
  }
  bool number_float(double /*value*/, const std::string& text) override {
    return Add(Kind::kNumber, text) != nullptr;
  }
  bool string(std::string& value) override {
    return Add(Kind::kString, std::move(value)) != nullptr;
  }
  bool binary(binary_t& /*value*/) override { return false; }  // text has none

  bool start_object(std::size_t /*elements*/) override { return Open(Kind::kObject); }
  bool key(std::string& name) override {
    if (open_.back()->members.count(name) > 0) {
      wrong_ = absl::StrCat("the name ", Shown(name), " is twice in one object");
      return false;
    }
    name_ = std::move(name);
    return true;
  }
  bool end_object() override { return Close(); }
  bool start_array(std::size_t /*elements*/) override { return Open(Kind::kArray); }
  bool end_array() override { return Close(); }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    position_ = position;
    return false;
  }

 private:
  JsonNode* Add(Kind kind, std::string text) {
    JsonNode* node = root_;
    if (!open_.empty()) {
      JsonNode& parent = *open_.back();
      node =
          parent.kind == Kind::kObject ? &parent.members[name_] : &parent.elements.emplace_back();
    }
    node->kind = kind;
    node->text = std::move(text);
    return node;
  }
  bool Open(Kind kind) {
    if (open_.size() >= kMaxJsonDepth) {
      wrong_ = absl::StrCat("values lie over ", kMaxJsonDepth, " deep in one another");
      return false;
    }
    open_.push_back(Add(kind, ""));
    return true;
  }
  bool Close() {
    open_.pop_back();
    return true;
  }

  JsonNode* const root_;
  std::vector<JsonNode*> open_;  // an element is only added to the last one, so that none moves
  std::string name_;
  std::string wrong_;
  std::size_t position_ = 0;
};

}  // namespace

const JsonNode* JsonNode::Find(absl::string_view name) const {
  const auto found = members.find(std::string(name));
  return found == members.end() ? nullptr : &found->second;
}

std::string JsonNode::Text(absl::string_view name) const {
  const JsonNode* found = Find(name);
  return found == nullptr || found->kind != Kind::kString ? "" : found->text;
}

std::string Described(const JsonNode& node) {
  switch (node.kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBoolean:
      return node.boolean ? "true" : "false";
    case Kind::kNumber:
      return absl::StrCat("the number ", node.text);
    case Kind::kString:
      return absl::StrCat("the text ", Shown(node.text));
    case Kind::kArray:
      return "a list";
    case Kind::kObject:
      return "an object";
  }
  return "";
}

std::vector<LineProblem> ParseJson(absl::string_view text, JsonNode* node) {
  absl::ConsumePrefix(&text, "\xEF\xBB\xBF");
  Builder builder(node);
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return {};
  if (!builder.wrong().empty()) return {{.line = 0, .column = "", .message = builder.wrong()}};
  // The parser says how many bytes it had read, the wrong one included.
  const std::size_t position = builder.position() == 0 ? 0 : builder.position() - 1;
  return {{.line = LineAt(text, std::min(position, text.size())),
           .column = "",
           .message = "this is not JSON from here on"}};
}

}  // namespace continuum::cli::fhir
