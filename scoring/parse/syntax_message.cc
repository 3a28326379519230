// SPDX-License-Identifier: Apache-2.0

#include "scoring/parse/syntax_message.h"

#include <optional>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "continuum/v1/crosswalk.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "google/protobuf/descriptor.h"
#include "scoring/parse/noun.h"
#include "scoring/parse/source_text.h"
#include "scoring/suggestion.h"

namespace continuum::scoring {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

// Takes `text` apart along `pattern`, in which each "*" stands for any text; nothing when it does
// not fit.
std::optional<std::vector<absl::string_view>> Match(absl::string_view text,
                                                    absl::string_view pattern) {
  std::vector<absl::string_view> parts;
  size_t star = pattern.find('*');
  if (!absl::ConsumePrefix(&text, pattern.substr(0, star))) return std::nullopt;
  while (star != absl::string_view::npos) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    const absl::string_view next = pattern.substr(0, star);
    const size_t end = star == absl::string_view::npos && absl::EndsWith(text, next)
                           ? text.size() - next.size()
                           : text.find(next);
    if (end == absl::string_view::npos) return std::nullopt;
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + next.size());
  }
  if (!text.empty()) return std::nullopt;
  return parts;
}

std::string DidYouMean(absl::string_view name, const std::vector<absl::string_view>& candidates) {
  const absl::string_view nearest = Nearest(name, candidates);
  return nearest.empty() ? "" : absl::StrCat("; did you mean '", nearest, "'?");
}

std::string NoSuchField(absl::string_view type, absl::string_view name) {
  const Descriptor* message =
      v1::RubricDefinition::descriptor()->file()->pool()->FindMessageTypeByName(std::string(type));
  if (message == nullptr) return absl::StrCat("there is no field ", Quoted(name), " here");
  std::vector<absl::string_view> fields;
  for (int i = 0; i < message->field_count(); ++i) fields.push_back(message->field(i)->name());
  return absl::StrCat("there is no field ", Quoted(name), " in ", ANoun(*message),
                      DidYouMean(name, fields));
}

// Adds the names of an enum's values, without the one that means "not stated".
void AddValues(const EnumDescriptor& type, std::vector<absl::string_view>& values) {
  for (int i = 1; i < type.value_count(); ++i) values.push_back(type.value(i)->name());
}

// Adds the values that fields named `field` take, in a message or in those declared within it.
void AddValues(const Descriptor& message, absl::string_view field,
               std::vector<absl::string_view>& values) {
  const FieldDescriptor* found = message.FindFieldByName(std::string(field));
  if (found != nullptr && found->enum_type() != nullptr) AddValues(*found->enum_type(), values);
  for (int i = 0; i < message.nested_type_count(); ++i) {
    AddValues(*message.nested_type(i), field, values);
  }
}

// The parser does not say in which message the field is, so this looks through all of them.
std::string NoSuchValue(absl::string_view value, absl::string_view field) {
  std::vector<absl::string_view> values;
  for (const google::protobuf::FileDescriptor* file :
       {v1::RubricDefinition::descriptor()->file(),
        v1::CrosswalkDefinition::descriptor()->file()}) {
    for (int i = 0; i < file->message_type_count(); ++i) {
      AddValues(*file->message_type(i), field, values);
    }
  }
  return absl::StrCat("'", field, "' cannot be ", Quoted(value), DidYouMean(value, values),
                      values.empty() ? "" : "; it is one of ", absl::StrJoin(values, ", "));
}

// A token as the parser shows it.
std::string Found(absl::string_view token) {
  return token.empty() ? "the end of the text" : Quoted(token);
}

std::string NotAName(absl::string_view token) {
  if (token.empty()) return "the text ends here, but a '{' has no '}' yet";
  if (token == "}" || token == ">") return absl::StrCat("this '", token, "' closes nothing");
  return absl::StrCat("a field's name was wanted here, not ", Quoted(token));
}

std::string NotPlainCharacter(absl::string_view rest) {
  const absl::string_view character = rest.substr(0, CharacterLength(rest));
  const bool curly = character == "\u201C" || character == "\u201D" || character == "\u201E" ||
                     character == "\u2018" || character == "\u2019";
  return absl::StrCat(Quoted(character),
                      curly ? " is not a quotation mark that opens a text; write \" instead"
                            : " may stand only in a text in quotes or in a comment");
}

std::string Wanted(absl::string_view what, absl::string_view token) {
  const bool text = what == "string";
  return absl::StrCat(text                ? "a text in quotes"
                      : what == "integer" ? "a whole number"
                                          : what,
                      " was wanted here, not ", Found(token));
}

using Parts = std::vector<absl::string_view>;

// A complaint of the parser and what becomes of it.
struct Rule {
  absl::string_view pattern;  // each "*" is a part
  ProblemReason reason;
  bool behind_word;
  bool last;
  std::string (*message)(const Parts& parts, absl::string_view rest);
};

// The first rule that fits holds. The first four complaints are the tokenizer's, which goes on
// after them.
constexpr Rule kRules[] = {
    {"String literals cannot cross line boundaries.", ProblemReason::kSyntax, false, true,
     [](const Parts&, absl::string_view) -> std::string {
       return "the text in quotes is not closed on its line";
     }},
    {"Unexpected end of string.", ProblemReason::kSyntax, false, true,
     [](const Parts&, absl::string_view) -> std::string {
       return "the text in quotes is not closed";
     }},
    {"Interpreting non ascii codepoint *.", ProblemReason::kSyntax, false, true,
     [](const Parts&, absl::string_view rest) { return NotPlainCharacter(rest); }},
    {"Invalid escape sequence in string literal.", ProblemReason::kSyntax, false, false,
     [](const Parts&, absl::string_view) -> std::string {
       return "a backslash in quotes is written as \\\\, a quotation mark as \\\"";
     }},
    {"Message type \"*\" has no field named \"*\".", ProblemReason::kUnknownField, true, false,
     [](const Parts& parts, absl::string_view) { return NoSuchField(parts[0], parts[1]); }},
    {"Ignoring extension \"*\" which*", ProblemReason::kUnknownField, true, false,
     [](const Parts& parts, absl::string_view) {
       return absl::StrCat("there is no field ", Quoted(parts[0]), " here");
     }},
    {"Non-repeated field \"*\" is specified multiple times.", ProblemReason::kFieldTwice, true,
     true,
     [](const Parts& parts, absl::string_view) {
       return absl::StrCat("'", parts[0], "' stands here a second time; it may be given once");
     }},
    {"Field \"*\" is specified along with field \"*\", another*", ProblemReason::kFieldTwice, true,
     true,
     [](const Parts& parts, absl::string_view) {
       return absl::StrCat("'", parts[0], "' stands beside '", parts[1],
                           "'; only one of them may be given");
     }},
    {"Unknown enumeration value of \"*\" for field \"*\".", ProblemReason::kUnknownValue, true,
     true, [](const Parts& parts, absl::string_view) { return NoSuchValue(parts[0], parts[1]); }},
    {"Invalid value for boolean field \"*\". Value: \"*\".", ProblemReason::kUnknownValue, true,
     true,
     [](const Parts& parts, absl::string_view) {
       return absl::StrCat("'", parts[0], "' is true or false, not ", Quoted(parts[1]));
     }},
    {"Message is too deep*", ProblemReason::kTooDeep, false, true,
     [](const Parts&, absl::string_view) -> std::string {
       return "parts lie too deep within each other here";
     }},
    {"Integer out of range (*)", ProblemReason::kOutOfRange, false, true,
     [](const Parts& parts, absl::string_view) {
       return absl::StrCat("the number ", Quoted(parts[0]), " is out of range");
     }},
    {"Expected identifier, got: *", ProblemReason::kSyntax, false, true,
     [](const Parts& parts, absl::string_view) { return NotAName(parts[0]); }},
    {"Expected *, got: *", ProblemReason::kSyntax, false, true,
     [](const Parts& parts, absl::string_view) { return Wanted(parts[0], parts[1]); }},
    {"Expected \"*\", found \"*\".", ProblemReason::kSyntax, false, true,
     [](const Parts& parts, absl::string_view) {
       return absl::StrCat(Quoted(parts[0]), " was wanted here, not ", Found(parts[1]));
     }},
};

}  // namespace

SyntaxMessage Reword(absl::string_view complaint, absl::string_view rest) {
  for (const Rule& rule : kRules) {
    if (const std::optional<Parts> parts = Match(complaint, rule.pattern)) {
      return {rule.reason, rule.message(*parts, rest), rule.behind_word, rule.last};
    }
  }
  return {ProblemReason::kSyntax, std::string(complaint)};
}

}  // namespace continuum::scoring
