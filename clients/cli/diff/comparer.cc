// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/diff/comparer.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "clients/cli/diff/value_words.h"
#include "clients/cli/number_text.h"
#include "google/protobuf/util/message_differencer.h"
#include "scoring/exact.h"

namespace continuum::cli {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::OneofDescriptor;
using google::protobuf::Reflection;
using google::protobuf::util::MessageDifferencer;
using scoring::Exact;

// Chapters and what they ask are compared as wholes of the rubric, wherever they stand in it.
constexpr absl::string_view kComparedElsewhere[] = {"continuum.v1.RubricDefinition.domains",
                                                    "continuum.v1.Domain.domains",
                                                    "continuum.v1.Domain.criteria"};

// What has an id and a title of its own, and is told as such: "Level 2: ...".
bool IsSubject(const Message& message) {
  const std::string& type = message.GetDescriptor()->name();
  return type == "Continuum" || type == "RatingScale" || type == "Input" || type == "Rollup" ||
         type == "BandSet" || type == "Ladder" || type == "Level";
}

std::string IdOf(const Message& message) {
  const FieldDescriptor* const id = message.GetDescriptor()->FindFieldByName("id");
  return id == nullptr ? "" : message.GetReflection()->GetString(message, id);
}

std::string ShortName(const std::string& full_name) {
  return std::string(absl::StripPrefix(full_name, "continuum.v1."));
}

// "4.50" and "9/2" say the same.
bool AreEqualNumbers(const std::string& a, const std::string& b) {
  const auto first = Exact::Parse(a);
  const auto second = Exact::Parse(b);
  return first.has_value() && second.has_value() && *first == *second;
}

// The sentence of a changed value, of its row's words.
std::string ChangeSentence(const FieldWords& words, const DiffPlace& place, std::string before,
                           const std::string& after) {
  if (before.empty()) before = words.when_empty;
  const std::string later = after.empty() ? words.when_empty : after;
  if (!words.sentence.empty() && !before.empty() && !later.empty()) {
    absl::string_view sentence = words.sentence;
    if (place.where.empty()) absl::ConsumePrefix(&sentence, "$where ");
    return absl::StrReplaceAll(sentence, {{"$where", place.where},
                                          {"$new", absl::StrCat(place.comparison, later)},
                                          {"$old", before}});
  }
  const std::string lead =
      place.where.empty() ? words.label : absl::StrCat(place.where, ": ", words.label);
  if (later.empty()) return absl::StrCat(lead, ": no longer stated, before ", before);
  if (before.empty()) return absl::StrCat(lead, ": now ", later, ", before not stated");
  return absl::StrCat(lead, ": now ", later, " instead of ", before);
}

// How a part that comes or goes is told, by the list that it belongs to.
struct ListWords {
  absl::string_view added;
  absl::string_view removed;
};
ListWords WordsOfList(const FieldDescriptor& field, const DiffPlace& place) {
  const std::string& type = field.message_type()->name();
  if (type == "Term") return {"now also counts ", "no longer counts "};
  if (type == "CriterionSelector") return {"now also selects ", "no longer selects "};
  if (type != "Requirement" && type != "CriterionFloor") return {"", ""};
  if (place.where == "any of several") return {"now also accepts: ", "no longer accepts: "};
  return {"now also needs: ", "no longer needs: "};
}

// What is said of a part beside its name. Of requirements, floors and selectors the name says all.
std::string PartDetails(const Message& part, const RubricGuide& guide) {
  if (const auto* const term = dynamic_cast<const v1::Term*>(&part)) {
    return term->weight().empty() ? "" : absl::StrCat("weight ", NumberText(term->weight()));
  }
  if (const auto* const floor = dynamic_cast<const v1::CriterionFloor*>(&part)) {
    const bool is_stage = floor->has_stage();
    const FieldDescriptor& field =
        *floor->GetDescriptor()->FindFieldByName(is_stage ? "stage" : "value");
    return absl::StrCat("at least ", ValueWords(*floor, field, -1, guide));
  }
  const std::string& type = part.GetDescriptor()->name();
  return type == "Requirement" || type == "CriterionSelector" ? "" : DetailWords(part, guide);
}

// Only the ids or values that `values` has and `others` has not, each as often.
std::vector<std::string> Without(const std::vector<std::string>& values,
                                 std::vector<std::string> others) {
  std::vector<std::string> left;
  for (const std::string& value : values) {
    const auto found = std::find(others.begin(), others.end(), value);
    if (found == others.end()) {
      left.push_back(value);
    } else {
      others.erase(found);
    }
  }
  return left;
}

std::vector<std::string> AllValues(const Message& message, const FieldDescriptor& field,
                                   const RubricGuide& guide) {
  std::vector<std::string> values;
  for (int i = 0; i < message.GetReflection()->FieldSize(message, &field); ++i) {
    std::string value = ValueWords(message, field, i, guide);
    values.push_back(value.empty() ? "\"\"" : value);
  }
  return values;
}

}  // namespace

void Comparer::Add(const DiffPlace& place, RubricChange change) {
  change.section = place.section;
  change.subject_id = place.subject_id;
  change.subject = place.subject;
  change.wording = change.wording || place.wording;
  if (!place.context.empty()) absl::StrAppend(&change.sentence, " (", place.context, ")");
  changes_.push_back(std::move(change));
}

void Comparer::Compare(const Message& before, const Message& after, const DiffPlace& place) {
  const auto& type = *before.GetDescriptor();
  std::vector<const OneofDescriptor*> compared;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const bool elsewhere =
        std::find(std::begin(kComparedElsewhere), std::end(kComparedElsewhere),
                  absl::string_view(field.full_name())) != std::end(kComparedElsewhere);
    if (elsewhere) continue;
    const OneofDescriptor* const choice = field.real_containing_oneof();
    if (choice == nullptr) {
      CompareField(before, after, field, place);
    } else if (std::find(compared.begin(), compared.end(), choice) == compared.end()) {
      compared.push_back(choice);
      if (CompareChoice(before, after, *choice, place)) continue;
      const FieldDescriptor* const held =
          before.GetReflection()->GetOneofFieldDescriptor(before, choice);
      if (held != nullptr) CompareField(before, after, *held, place);
    }
  }
}

bool Comparer::CompareChoice(const Message& before, const Message& after,
                             const OneofDescriptor& choice, const DiffPlace& place) {
  const FieldDescriptor* const old =
      before.GetReflection()->GetOneofFieldDescriptor(before, &choice);
  const FieldDescriptor* const now = after.GetReflection()->GetOneofFieldDescriptor(after, &choice);
  if (old == now) return false;
  const auto words = [](const Message& message, const FieldDescriptor* field,
                        const RubricGuide& guide) {
    if (field == nullptr) return std::string("nothing");
    const std::string label = WordsOf(*field).label;
    const std::string value = ValueWords(message, *field, -1, guide);
    return value.empty() || value == "stated" ? label : absl::StrCat(label, " (", value, ")");
  };
  RubricChange change;
  change.field = ShortName(choice.full_name());
  change.label = LabelOf(choice);
  change.before = words(before, old, before_);
  change.after = words(after, now, after_);
  change.sentence = absl::StrCat(place.where, place.where.empty() ? "" : ": ", change.label,
                                 ": now ", change.after, " instead of ", change.before);
  if (before.GetDescriptor()->name() == "Requirement") {
    change.before = PartWords(before, before_);
    change.after = PartWords(after, after_);
    change.sentence =
        absl::StrCat("now needs \"", change.after, "\" instead of \"", change.before, "\"");
  }
  Add(place, std::move(change));
  return true;
}

void Comparer::CompareField(const Message& before, const Message& after,
                            const FieldDescriptor& field, const DiffPlace& place) {
  DiffPlace here = place;
  here.wording = place.wording || WordsOf(field).kind == FieldKind::kWording;
  if (field.is_repeated()) {
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      CompareParts(before, after, field, here);
    } else {
      CompareValues(before, after, field, here);
    }
    return;
  }
  const Reflection& get = *before.GetReflection();
  const bool nested = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
                      WordsOf(field).kind != FieldKind::kWhole && get.HasField(before, &field) &&
                      get.HasField(after, &field);
  if (!nested) return CompareOne(before, after, field, here);
  const Message& part = get.GetMessage(after, &field);
  Compare(get.GetMessage(before, &field), part, Within(part, field, here));
}

void Comparer::CompareOne(const Message& before, const Message& after, const FieldDescriptor& field,
                          const DiffPlace& place) {
  MessageDifferencer differencer;
  std::vector<const FieldDescriptor*> fields;
  const Reflection& get = *before.GetReflection();
  for (const Message* message : {&before, &after}) {
    if (get.HasField(*message, &field)) fields.push_back(&field);
  }
  if (fields.empty()) return;
  if (fields.size() == 2 && differencer.CompareWithFields(before, after, {&field}, {&field}))
    return;
  const FieldWords words = WordsOf(field);
  RubricChange change;
  change.field = ShortName(field.full_name());
  change.label = words.label;
  change.before = ValueWords(before, field, -1, before_);
  change.after = ValueWords(after, field, -1, after_);
  const std::string lead =
      absl::StrCat(place.where, place.where.empty() ? "" : ": ", words.label, ": now ");
  const bool is_text = field.cpp_type() == FieldDescriptor::CPPTYPE_STRING;
  if (change.before != change.after) {
    change.sentence = ChangeSentence(words, place, change.before, change.after);
  } else if (is_text) {  // one number written in two ways, ids with one title, long texts
    change.before = get.GetString(before, &field);
    change.after = get.GetString(after, &field);
    change.wording =
        words.kind == FieldKind::kNumber && AreEqualNumbers(change.before, change.after);
    change.sentence = absl::StrCat(lead, change.wording ? "written " : "", "\"", change.after,
                                   "\" instead of \"", change.before, "\"");
  } else {
    change.sentence = absl::StrCat(lead, "written otherwise, ", change.after);
  }
  Add(place, std::move(change));
}

void Comparer::CompareValues(const Message& before, const Message& after,
                             const FieldDescriptor& field, const DiffPlace& place) {
  const std::vector<std::string> old = AllValues(before, field, before_);
  const std::vector<std::string> now = AllValues(after, field, after_);
  MessageDifferencer differencer;
  if (differencer.CompareWithFields(before, after, {&field}, {&field})) return;
  std::vector<std::string> said;
  const std::vector<std::string> added = Without(now, old);
  const std::vector<std::string> removed = Without(old, now);
  if (!added.empty()) said.push_back(absl::StrCat("now also ", absl::StrJoin(added, ", ")));
  if (!removed.empty()) said.push_back(absl::StrCat("no longer ", absl::StrJoin(removed, ", ")));
  if (said.empty()) said.emplace_back("now in another order or with other ids");
  RubricChange change;
  change.field = ShortName(field.full_name());
  change.label = WordsOf(field).label;
  change.before = absl::StrJoin(old, ", ");
  change.after = absl::StrJoin(now, ", ");
  change.sentence = absl::StrCat(place.where, place.where.empty() ? "" : ": ", change.label, ": ",
                                 absl::StrJoin(said, "; "));
  Add(place, std::move(change));
}

void Comparer::CompareParts(const Message& before, const Message& after,
                            const FieldDescriptor& field, const DiffPlace& place) {
  const Reflection& get = *before.GetReflection();
  const std::vector<AlignedPair> pairs = Align(before, after, field);
  for (const AlignedPair& pair : pairs) {
    if (pair.before < 0) {
      AddPart(get.GetRepeatedMessage(after, &field, pair.after), field, ChangeKind::kAdded, place);
    } else if (pair.after < 0) {
      AddPart(get.GetRepeatedMessage(before, &field, pair.before), field, ChangeKind::kRemoved,
              place);
    } else {
      const Message& part = get.GetRepeatedMessage(before, &field, pair.before);
      const Message& later = get.GetRepeatedMessage(after, &field, pair.after);
      Compare(part, later, Within(IsSubject(later) ? later : part, field, place));
    }
  }
  if (IsReordered(pairs)) AddOrder(after, field, place);
}

void Comparer::AddPart(const Message& part, const FieldDescriptor& field, ChangeKind kind,
                       const DiffPlace& place) {
  const bool added = kind == ChangeKind::kAdded;
  const RubricGuide& guide = added ? after_ : before_;
  const std::string name = PartWords(part, guide);
  const std::string details = PartDetails(part, guide);
  const ListWords words = WordsOfList(field, place);
  RubricChange change;
  change.field = ShortName(field.full_name());
  change.label = WordsOf(field).label;
  change.kind = kind;
  (added ? change.after : change.before) = details.empty() ? name : details;
  const std::string colon = details.empty() ? "" : absl::StrCat(": ", details);
  if (IsSubject(part)) {
    change.sentence = absl::StrCat(added ? "is new" : "is gone", added ? colon : "");
    return Add(Within(part, field, place), std::move(change));
  }
  if (words.added.empty()) {
    change.sentence = absl::StrCat(name, added ? " is new" : " is gone", added ? colon : "");
  } else {
    change.sentence = absl::StrCat(added ? words.added : words.removed, name,
                                   details.empty() ? "" : absl::StrCat(" (", details, ")"));
  }
  Add(place, std::move(change));
}

void Comparer::AddOrder(const Message& after, const FieldDescriptor& field,
                        const DiffPlace& place) {
  std::vector<std::string> names;
  for (int i = 0; i < after.GetReflection()->FieldSize(after, &field); ++i) {
    const Message& part = after.GetReflection()->GetRepeatedMessage(after, &field, i);
    names.push_back(IdOf(part).empty() ? PartWords(part, after_) : IdOf(part));
  }
  RubricChange change;
  change.field = ShortName(field.full_name());
  change.label = absl::StrCat("the order of ", WordsOf(field).label);
  change.kind = ChangeKind::kMoved;
  change.after = absl::StrJoin(names, ", ");
  change.sentence = absl::StrCat(place.where, place.where.empty() ? "" : ": ", change.label,
                                 " is now ", change.after);
  Add(place, std::move(change));
}

DiffPlace Comparer::Within(const Message& part, const FieldDescriptor& field,
                           const DiffPlace& place) const {
  DiffPlace inner = place;
  inner.comparison = "";
  const std::string& type = part.GetDescriptor()->name();
  if (IsSubject(part)) {
    inner.section = type == "Level" ? "ladders" : field.name();
    inner.subject_id =
        type == "Level" ? absl::StrCat(place.subject_id, "/", IdOf(part)) : IdOf(part);
    inner.subject = PartWords(part, after_);
    inner.where = "";
    if (const auto* const level = dynamic_cast<const v1::Level*>(&part)) {
      if (!level->title().empty()) inner.subject = level->title();
    }
    if (type == "Level" && after_.definition().ladders_size() > 1) {
      inner.subject = absl::StrCat(inner.subject, " of ", place.subject);
    }
    return inner;
  }
  if (field.name() == "annual_reporting") inner.context = "annual reporting";
  if (type == "Cell") inner.context = PartWords(part, before_);
  if (const auto* const threshold = dynamic_cast<const v1::RollupThreshold*>(&part)) {
    inner.comparison = field.name() == "rollup_at_most" ? "at most " : "at least ";
    inner.where = Named(before_.RollupTitle(threshold->rollup()));
  } else if (type == "CriterionFloor") {
    inner.comparison = "at least ";
    inner.where = PartWords(part, before_);
  } else if (type == "Requirement" || type == "RequirementList" || type == "AtLeastOf") {
    inner.where = field.name() == "any_of" ? WordsOf(field).label : "";
  } else if (field.is_repeated()) {
    inner.where = PartWords(part, before_);
  }
  return inner;
}

}  // namespace continuum::cli
