// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/fhir/answer_value.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "clients/cli/fhir/content.h"
#include "clients/cli/fhir/names.h"
#include "clients/cli/fhir/number.h"
#include "clients/cli/fhir/remarks.h"
#include "clients/cli/render/text.h"

namespace continuum::cli::fhir {

namespace {

using Kind = JsonNode::Kind;
using Type = FormItem::Type;

// Reads one answer to one item.
class Reader {
 public:
  Reader(const JsonNode& answer, const FormItem& item, std::vector<LineProblem>* problems)
      : answer_(answer), item_(item), problems_(problems) {}

  std::optional<std::string> Read();

 private:
  std::nullopt_t Refuse(std::string message) {
    problems_->push_back({.line = 0, .column = item_.link_id, .message = std::move(message)});
    return std::nullopt;
  }
  // Names of value[x] that the item takes.
  std::vector<absl::string_view> Wanted() const;
  std::optional<std::string> ReadText(const JsonNode& value);
  std::optional<std::string> ReadNumber(const JsonNode& number);
  std::optional<std::string> ReadQuantity(const JsonNode& quantity);
  std::optional<std::string> ReadCoding(const JsonNode& coding);

  const JsonNode& answer_;
  const FormItem& item_;
  std::vector<LineProblem>* const problems_;
};

std::vector<absl::string_view> Reader::Wanted() const {
  switch (item_.type) {
    case Type::kGroup:
      return {};
    case Type::kBoolean:
      return {"valueBoolean"};
    case Type::kDecimal:
      return {"valueDecimal", "valueInteger"};
    case Type::kQuantity:
      return {"valueQuantity"};
    case Type::kDate:
      return {"valueDate"};
    case Type::kText:
      return {"valueString"};
    case Type::kChoice:
      return {"valueCoding"};
  }
  return {};
}

std::optional<std::string> Reader::Read() {
  const std::vector<absl::string_view> wanted = Wanted();
  const JsonNode* found = nullptr;
  for (const auto& [name, value] : answer_.members) {
    if (!absl::StartsWith(name, "value")) continue;
    if (found != nullptr) return Refuse("an answer has two values, want one");
    if (std::find(wanted.begin(), wanted.end(), absl::string_view(name)) == wanted.end()) {
      return Refuse(absl::StrCat("got ", name, ", want ", absl::StrJoin(wanted, " or ")));
    }
    found = &value;
  }
  if (found == nullptr) return std::nullopt;
  switch (item_.type) {
    case Type::kGroup:
      return std::nullopt;
    case Type::kBoolean:
      if (found->kind == Kind::kBoolean) return found->boolean ? kTrue : kFalse;
      return Refuse(absl::StrCat("got ", Described(*found), ", want true or false"));
    case Type::kDecimal:
      return ReadNumber(*found);
    case Type::kQuantity:
      return ReadQuantity(*found);
    case Type::kDate:
    case Type::kText:
      return ReadText(*found);
    case Type::kChoice:
      return ReadCoding(*found);
  }
  return std::nullopt;
}

std::optional<std::string> Reader::ReadText(const JsonNode& value) {
  if (value.kind == Kind::kString && !value.text.empty()) return value.text;
  return Refuse(absl::StrCat("got ", Described(value), ", want ",
                             item_.type == Type::kDate ? "a date" : "a text"));
}

std::optional<std::string> Reader::ReadNumber(const JsonNode& number) {
  auto plain =
      number.kind == Kind::kNumber ? PlainNumber(number.text) : std::optional<std::string>();
  if (!plain.has_value()) {
    return Refuse(
        absl::StrCat("got ", Described(number), ", want a number of at most 40 characters"));
  }
  for (const JsonNode* extension : Objects(answer_, "extension", item_.link_id, problems_)) {
    if (extension->Text("url") != kExact) continue;
    const JsonNode* exact = ExtensionValue(*extension, "valueString", item_.link_id, problems_);
    if (exact == nullptr) return std::nullopt;
    const auto nearest = ToJsonNumber(exact->text);
    // The number may have been read and written by a program since.
    if (nearest.has_value() && PlainNumber(nearest->number.dump()) == plain) return exact->text;
    return Refuse(absl::StrCat("the number ", number.text, " is not what its exact form ",
                               Shown(exact->text), " says"));
  }
  return plain;
}

std::optional<std::string> Reader::ReadQuantity(const JsonNode& quantity) {
  const JsonNode* value = quantity.Find("value");
  if (value == nullptr) return Refuse("the quantity has no value");
  const std::string unit = quantity.Text("unit");
  if (unit != item_.unit && !unit.empty()) {
    return Refuse(absl::StrCat("got the unit ", Shown(unit), ", want ", Shown(item_.unit)));
  }
  if (quantity.Find("comparator") != nullptr) {
    return Refuse("got a comparator (more or less than a number), want the number itself");
  }
  return ReadNumber(*value);
}

std::optional<std::string> Reader::ReadCoding(const JsonNode& coding) {
  const std::string code = coding.Text("code");
  const std::string system = coding.Text("system");
  if (!system.empty() && system != item_.codes) {
    return Refuse(absl::StrCat("got a code of ", Shown(system), ", want one of ", item_.codes));
  }
  std::vector<std::string> codes;
  for (const FormOption& option : item_.options) {
    if (option.code == code) return code;
    codes.push_back(option.code);
  }
  return Refuse(absl::StrCat("got the code ", Shown(code), ", want ", absl::StrJoin(codes, ", ")));
}

}  // namespace

std::optional<std::string> ReadAnswerValue(const JsonNode& answer, const FormItem& item,
                                           std::vector<LineProblem>* problems) {
  return Reader(answer, item, problems).Read();
}

}  // namespace continuum::cli::fhir
