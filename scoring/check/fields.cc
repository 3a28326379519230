// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/fields.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "scoring/check/field_rules.h"
#include "scoring/check/id.h"
#include "scoring/dates.h"
#include "scoring/exact.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/noun.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::OneofDescriptor;
using google::protobuf::Reflection;

// What is wanted of an enum: the names of its values but the one that means "not stated".
std::string Choices(const EnumDescriptor& type) {
  std::vector<std::string> names;
  for (int i = 1; i < type.value_count(); ++i) names.push_back(type.value(i)->name());
  return absl::StrCat("one of ", absl::StrJoin(names, ", "));
}

using Kind = RubricIndex::Kind;

absl::string_view WordOf(Kind kind) {
  switch (kind) {
    case Kind::kContinuum:
      return "continuum";
    case Kind::kScale:
      return "scale";
    case Kind::kInput:
      return "input";
    case Kind::kDomain:
      return "domain";
    case Kind::kCriterion:
      return "criterion";
    case Kind::kTag:
      return "tag";
    case Kind::kRollup:
      return "rollup";
  }
  return "";
}

// The kind of thing that a field names; nothing when it names none.
std::optional<Kind> NamedBy(FieldKind kind) {
  switch (kind) {
    case FieldKind::kContinuum:
      return Kind::kContinuum;
    case FieldKind::kDomain:
      return Kind::kDomain;
    case FieldKind::kCriterion:
      return Kind::kCriterion;
    case FieldKind::kTag:
      return Kind::kTag;
    case FieldKind::kRollup:
    case FieldKind::kFreeRollup:
      return Kind::kRollup;
    case FieldKind::kFreeScale:
      return Kind::kScale;
    case FieldKind::kInput:
    case FieldKind::kFreeInput:
      return Kind::kInput;
    default:
      return std::nullopt;
  }
}

// One field of one message under one rule.
struct FieldInPlace {
  const Message& message;
  const FieldDescriptor& field;
  const FieldRule& rule;
  const std::string& path;  // the message's
};

class Fields {
 public:
  Fields(const RubricIndex& index, Problems& problems) : index_(index), problems_(problems) {
    for (const FieldRule& rule : kFieldRules) rules_[rule.message].push_back(&rule);
  }

  // As deep as the text's parser lets messages lie within each other.
  void CheckMessage(const Message& message, const std::string& path) {
    const Descriptor& type = *message.GetDescriptor();
    const auto rules = rules_.find(type.name());
    if (rules != rules_.end()) {
      for (const FieldRule* rule : rules->second) CheckRule(message, *rule, path);
    }
    const Reflection& reflection = *message.GetReflection();
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor* field = type.field(i);
      if (field->message_type() == nullptr) continue;
      if (field->is_repeated()) {
        for (int k = 0; k < reflection.FieldSize(message, field); ++k) {
          CheckMessage(reflection.GetRepeatedMessage(message, field, k),
                       ItemPath(path, field->name(), k));
        }
      } else if (reflection.HasField(message, field)) {
        CheckMessage(reflection.GetMessage(message, field), FieldPath(path, field->name()));
      }
    }
  }

 private:
  void CheckRule(const Message& message, const FieldRule& rule, const std::string& path) {
    const Descriptor& type = *message.GetDescriptor();
    const Reflection& reflection = *message.GetReflection();
    if (rule.kind == FieldKind::kOneOf) {
      const OneofDescriptor* oneof = type.FindOneofByName(std::string(rule.field));
      if (!reflection.HasOneof(message, oneof)) Missing(message, rule, path, path);
      return;
    }
    const FieldDescriptor* field = type.FindFieldByName(std::string(rule.field));
    if (field->real_containing_oneof() != nullptr && !reflection.HasField(message, field)) return;
    const FieldInPlace in_place = {message, *field, rule, path};
    if (rule.kind == FieldKind::kList) {
      CheckList(in_place);
    } else if (field->is_repeated()) {
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        CheckValue(in_place, i, ItemPath(path, field->name(), i));
      }
      if (rule.kind == FieldKind::kChoice) CheckRepeated(in_place);
    } else {
      CheckValue(in_place, -1, FieldPath(path, field->name()));
    }
  }

  // `element` is -1 for a field that is not repeated.
  void CheckValue(const FieldInPlace& at, int element, const std::string& path) {
    const Reflection& reflection = *at.message.GetReflection();
    switch (at.field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return CheckText(at, path,
                         element < 0
                             ? reflection.GetString(at.message, &at.field)
                             : reflection.GetRepeatedString(at.message, &at.field, element));
      case FieldDescriptor::CPPTYPE_ENUM:
        return CheckChoice(at, path,
                           element < 0
                               ? reflection.GetEnumValue(at.message, &at.field)
                               : reflection.GetRepeatedEnumValue(at.message, &at.field, element));
      case FieldDescriptor::CPPTYPE_INT32:
        return CheckRange(at, path, reflection.GetInt32(at.message, &at.field));
      case FieldDescriptor::CPPTYPE_INT64:
        return CheckRange(at, path, reflection.GetInt64(at.message, &at.field));
      default:
        if (!reflection.HasField(at.message, &at.field)) {
          Missing(at.message, at.rule, at.path, path);
        }
    }
  }

  void CheckText(const FieldInPlace& at, const std::string& path, const std::string& text) {
    if (const std::optional<Kind> kind = NamedBy(at.rule.kind)) {
      return CheckNamed(at, path, text, *kind);
    }
    switch (at.rule.kind) {
      case FieldKind::kId:
        return CheckId(at, path, text);
      case FieldKind::kNumber:
      case FieldKind::kFreeNumber:
        return CheckNumber(at, path, text);
      case FieldKind::kDate:
        return CheckDate(at, path, text);
      default:
        break;
    }
    if (!absl::StripAsciiWhitespace(text).empty()) return;
    problems_.Add(ProblemReason::kMissingText, path,
                  absl::StrCat(TheNoun(at.message), " has no '", at.field.name(), "': wanted is ",
                               at.rule.wanted));
  }

  void CheckId(const FieldInPlace& at, const std::string& path, const std::string& id) {
    if (IsId(id)) return;
    if (id.empty() && !at.field.is_repeated()) return Missing(at.message, at.rule, at.path, path);
    problems_.Add(
        ProblemReason::kBadId, path,
        absl::StrCat("'", at.field.name(), "' cannot be ", Quoted(id),
                     ": wanted are lower-case letters, digits, '.', '_' and '-', beginning and "
                     "ending with a letter or digit, at most ",
                     kMaxIdLength));
  }

  void CheckNumber(const FieldInPlace& at, const std::string& path, const std::string& text) {
    if (Exact::Parse(text).has_value()) return;
    if (text.empty()) {
      if (at.rule.kind == FieldKind::kNumber) Missing(at.message, at.rule, at.path, path);
      return;
    }
    problems_.Add(ProblemReason::kBadNumber, path,
                  absl::StrCat("'", at.field.name(), "' is ", Quoted(text),
                               ": wanted is a number such as 12, -3, 4.5 or 1/3, of at most ",
                               kMaxNumberLength, " characters"));
  }

  void CheckDate(const FieldInPlace& at, const std::string& path, const std::string& text) {
    if (text.empty() || IsDay(text)) return;
    problems_.Add(ProblemReason::kBadDate, path,
                  absl::StrCat("'", at.field.name(), "' is ", Quoted(text),
                               ": wanted is a day of the calendar as YYYY-MM-DD"));
  }

  void CheckNamed(const FieldInPlace& at, const std::string& path, const std::string& id,
                  Kind kind) {
    const bool free = at.rule.kind == FieldKind::kFreeRollup ||
                      at.rule.kind == FieldKind::kFreeScale ||
                      at.rule.kind == FieldKind::kFreeInput;
    if (id.empty()) {
      if (!free) Missing(at.message, at.rule, at.path, path);
      return;
    }
    if (index_.Find(kind, id) >= 0) return;
    const bool tag = kind == Kind::kTag;
    problems_.Add(tag ? ProblemReason::kSelectsNothing : ProblemReason::kUnknownId, path,
                  absl::StrCat(tag ? "no criterion has the " : "there is no ", WordOf(kind), " ",
                               Quoted(id), problems_.DidYouMean(id, index_.Ids(kind))));
  }

  void CheckChoice(const FieldInPlace& at, const std::string& path, int value) {
    if (value != 0) return;
    problems_.Add(ProblemReason::kMissing, path,
                  absl::StrCat(TheNoun(at.message), " does not state '", at.field.name(),
                               "': wanted is ", Choices(*at.field.enum_type())));
  }

  // No choice may be made twice.
  void CheckRepeated(const FieldInPlace& at) {
    const Reflection& reflection = *at.message.GetReflection();
    absl::flat_hash_set<int> seen;
    for (int i = 0; i < reflection.FieldSize(at.message, &at.field); ++i) {
      const int value = reflection.GetRepeatedEnumValue(at.message, &at.field, i);
      const auto* name = at.field.enum_type()->FindValueByNumber(value);
      if (value == 0 || name == nullptr || seen.insert(value).second) continue;
      problems_.Add(ProblemReason::kListedTwice, ItemPath(at.path, at.field.name(), i),
                    absl::StrCat("'", at.field.name(), "' names ", name->name(), " twice"));
    }
  }

  void CheckRange(const FieldInPlace& at, const std::string& path, int64_t value) {
    if (value >= at.rule.low && value <= at.rule.high) return;
    const bool open = at.rule.high == FieldRule().high;
    problems_.Add(
        ProblemReason::kOutOfRange, path,
        absl::StrCat("'", at.field.name(), "' is ", value, ": wanted is ",
                     open ? "at least " : "from ", at.rule.low,
                     open ? "" : absl::StrCat(" to ", at.rule.high), " (", at.rule.wanted, ")"));
  }

  void CheckList(const FieldInPlace& at) {
    const int size = at.message.GetReflection()->FieldSize(at.message, &at.field);
    const std::string path = FieldPath(at.path, at.field.name());
    if (size >= at.rule.low) return;
    if (size == 0) return Missing(at.message, at.rule, at.path, path);
    problems_.Add(ProblemReason::kMissing, path,
                  absl::StrCat(TheNoun(at.message), " has ", size, " ", at.field.name(),
                               ": wanted are at least ", at.rule.low));
  }

  void Missing(const Message& message, const FieldRule& rule, const std::string& of,
               const std::string& path) {
    const bool named = path != of;
    problems_.Add(ProblemReason::kMissing, path,
                  absl::StrCat(TheNoun(message), " has no ",
                               named ? absl::StrCat("'", rule.field, "'") : std::string(rule.field),
                               rule.wanted.empty() ? "" : ": wanted is ", rule.wanted));
  }

  const RubricIndex& index_;
  Problems& problems_;
  absl::flat_hash_map<absl::string_view, std::vector<const FieldRule*>> rules_;
};

}  // namespace

void CheckFields(const RubricIndex& index, Problems& problems) {
  Fields(index, problems).CheckMessage(index.definition(), "");
}

}  // namespace continuum::scoring
