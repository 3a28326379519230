// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/fhir/remarks.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/fhir/names.h"
#include "clients/cli/render/text.h"

namespace continuum::cli::fhir {

namespace {

using Kind = JsonNode::Kind;

// A text, or true where FHIR would have an empty one.
Json TextExtension(absl::string_view url, const std::string& text) {
  return text.empty() ? Extension(url, "valueBoolean", true) : Extension(url, "valueString", text);
}

Json PartsExtension(absl::string_view url, Json parts) {
  Json extension = Json::object();
  extension["url"] = std::string(url);
  extension["extension"] = std::move(parts);
  return extension;
}

void AddPart(absl::string_view name, const std::string& text, Json* parts) {
  if (!text.empty()) parts->push_back(Extension(name, "valueString", text));
}

Json EvidenceExtension(const v1::Evidence& evidence) {
  Json parts = Json::array();
  AddPart("reference", evidence.reference(), &parts);
  AddPart("description", evidence.description(), &parts);
  // An extension has something in it.
  if (parts.empty()) return Extension(kEvidence, "valueBoolean", true);
  return PartsExtension(kEvidence, std::move(parts));
}

Json OriginExtension(const v1::Origin& origin) {
  Json parts = Json::array();
  AddPart("assessment", origin.assessment(), &parts);
  for (const std::string& criterion : origin.criteria()) AddPart("criterion", criterion, &parts);
  AddPart("crosswalk", origin.crosswalk(), &parts);
  AddPart("explanation", origin.explanation(), &parts);
  if (parts.empty()) return Extension(kOrigin, "valueBoolean", true);
  return PartsExtension(kOrigin, std::move(parts));
}

// Reads the extensions of one item.
class Reader {
 public:
  Reader(absl::string_view place, ItemContent* content, std::vector<LineProblem>* problems)
      : place_(place), content_(content), problems_(problems) {}

  // False for a URL that is not ours.
  bool Read(const JsonNode& extension, const FormItem& asked);
  bool ReadModifier(const JsonNode& extension, const FormItem& asked);

 private:
  void Problem(absl::string_view url, absl::string_view message) {
    problems_->push_back({.line = 0,
                          .column = std::string(place_),
                          .message = absl::StrCat("the extension ", url, " ", message)});
  }
  // What a text or true says; nothing, and false, for anything else.
  bool ReadText(const JsonNode& extension, std::string* text);
  bool ReadTrue(const JsonNode& extension, bool* value);
  void ReadMissing(const JsonNode& extension, const std::string& url);
  void ReadEvidence(const JsonNode& extension);
  void ReadOrigin(const JsonNode& extension);
  // Calls `take` with name and text of each part.
  template <typename Take>
  void ReadParts(const JsonNode& extension, Take take);

  const absl::string_view place_;
  ItemContent* const content_;
  std::vector<LineProblem>* const problems_;
};

bool Reader::ReadText(const JsonNode& extension, std::string* text) {
  const JsonNode* yes = extension.Find("valueBoolean");
  if (yes != nullptr && yes->kind == Kind::kBoolean) return yes->boolean;
  const JsonNode* value = ExtensionValue(extension, "valueString", place_, problems_);
  if (value != nullptr) *text = value->text;
  return value != nullptr;
}

bool Reader::ReadTrue(const JsonNode& extension, bool* value) {
  const JsonNode* yes = ExtensionValue(extension, "valueBoolean", place_, problems_);
  if (yes != nullptr) *value = yes->boolean;
  return yes != nullptr;
}

void Reader::ReadMissing(const JsonNode& extension, const std::string& url) {
  v1::Answer& remarks = content_->remarks;
  std::string text;
  if (!ReadText(extension, &text)) return;
  if (remarks.answer_case() != v1::Answer::ANSWER_NOT_SET) {
    Problem(url, "is here twice, or beside its opposite");
  } else if (url == kNotApplicable) {
    remarks.mutable_not_applicable()->set_justification(text);
  } else {
    remarks.mutable_insufficient_data()->set_explanation(text);
  }
}

template <typename Take>
void Reader::ReadParts(const JsonNode& extension, Take take) {
  for (const JsonNode* part : Objects(extension, "extension", place_, problems_)) {
    const JsonNode* value = ExtensionValue(*part, "valueString", place_, problems_);
    if (value != nullptr && !take(part->Text("url"), value->text)) {
      Problem(extension.Text("url"),
              absl::StrCat("has a part ", Shown(part->Text("url")), ", which it should not have"));
    }
  }
}

void Reader::ReadEvidence(const JsonNode& extension) {
  v1::Evidence& evidence = *content_->remarks.add_evidence();
  ReadParts(extension, [&evidence](const std::string& name, const std::string& text) {
    if (name == "reference") evidence.set_reference(text);
    if (name == "description") evidence.set_description(text);
    return name == "reference" || name == "description";
  });
}

void Reader::ReadOrigin(const JsonNode& extension) {
  if (content_->remarks.has_origin()) Problem(kOrigin, "is here twice");
  v1::Origin& origin = *content_->remarks.mutable_origin();
  ReadParts(extension, [&origin](const std::string& name, const std::string& text) {
    if (name == "assessment") origin.set_assessment(text);
    if (name == "criterion") origin.add_criteria(text);
    if (name == "crosswalk") origin.set_crosswalk(text);
    if (name == "explanation") origin.set_explanation(text);
    return name == "assessment" || name == "criterion" || name == "crosswalk" ||
           name == "explanation";
  });
}

bool Reader::Read(const JsonNode& extension, const FormItem& asked) {
  const std::string url = extension.Text("url");
  if (url == kStage && asked.is_activity) {
    const JsonNode* stage = ExtensionValue(extension, "valueCode", place_, problems_);
    if (stage != nullptr) content_->stage = stage->text;
    return true;
  }
  if (!absl::StartsWith(url, "urn:continuum:")) return true;
  if (!asked.is_answer) return false;
  if (url == kNotApplicable || url == kInsufficientData) {
    ReadMissing(extension, url);
  } else if (url == kComment) {
    const JsonNode* comment = ExtensionValue(extension, "valueString", place_, problems_);
    if (!content_->remarks.comment().empty()) Problem(url, "is here twice");
    if (comment != nullptr) content_->remarks.set_comment(comment->text);
  } else if (url == kAttested) {
    bool attested = false;
    if (ReadTrue(extension, &attested)) content_->remarks.set_attested(attested);
  } else if (url == kEvidence) {
    ReadEvidence(extension);
  } else if (url == kOrigin) {
    ReadOrigin(extension);
  } else {
    return false;
  }
  return true;
}

bool Reader::ReadModifier(const JsonNode& extension, const FormItem& asked) {
  if (extension.Text("url") != kUnconfirmed || !asked.is_answer) return false;
  bool unconfirmed = false;
  if (ReadTrue(extension, &unconfirmed)) content_->remarks.set_unconfirmed(unconfirmed);
  return true;
}

}  // namespace

void WriteRemarks(const ItemContent& content, Json* item) {
  const v1::Answer& remarks = content.remarks;
  Json extensions = Json::array();
  if (remarks.has_not_applicable()) {
    extensions.push_back(TextExtension(kNotApplicable, remarks.not_applicable().justification()));
  }
  if (remarks.has_insufficient_data()) {
    extensions.push_back(
        TextExtension(kInsufficientData, remarks.insufficient_data().explanation()));
  }
  if (!remarks.comment().empty()) {
    extensions.push_back(Extension(kComment, "valueString", remarks.comment()));
  }
  if (remarks.attested()) extensions.push_back(Extension(kAttested, "valueBoolean", true));
  for (const v1::Evidence& evidence : remarks.evidence()) {
    extensions.push_back(EvidenceExtension(evidence));
  }
  if (remarks.has_origin()) extensions.push_back(OriginExtension(remarks.origin()));
  if (!content.stage.empty()) extensions.push_back(Extension(kStage, "valueCode", content.stage));
  if (!extensions.empty()) (*item)["extension"] = std::move(extensions);
  // Who does not know it must not take the answer for one: it counts as absent.
  if (remarks.unconfirmed()) {
    (*item)["modifierExtension"] = Json::array({Extension(kUnconfirmed, "valueBoolean", true)});
  }
}

void ReadRemarks(const JsonNode& item, const FormItem& asked, absl::string_view place,
                 ItemContent* content, std::vector<LineProblem>* problems) {
  Reader reader(place, content, problems);
  const auto refuse = [&](const JsonNode& extension, absl::string_view why) {
    problems->push_back(
        {.line = 0,
         .column = std::string(place),
         .message = absl::StrCat("the extension ", Shown(extension.Text("url")), " ", why)});
  };
  for (const JsonNode* extension : Objects(item, "extension", place, problems)) {
    if (!reader.Read(*extension, asked)) refuse(*extension, "has no meaning here");
  }
  for (const JsonNode* extension : Objects(item, "modifierExtension", place, problems)) {
    if (reader.ReadModifier(*extension, asked)) continue;
    refuse(*extension, "changes the meaning of this in a way that is not known here");
  }
}

std::string SourceCode(v1::AnswerSource source) {
  switch (source) {
    case v1::ANSWER_SOURCE_INDIVIDUAL:
      return "individual";
    case v1::ANSWER_SOURCE_PROGRAM_CONSENSUS:
      return "program-consensus";
    case v1::ANSWER_SOURCE_REVIEWER:
      return "reviewer";
    case v1::ANSWER_SOURCE_REVIEWER_CONSENSUS:
      return "reviewer-consensus";
    default:
      return "";
  }
}

bool ParseSourceCode(absl::string_view code, v1::AnswerSource* source) {
  for (int value = v1::AnswerSource_MIN; value <= v1::AnswerSource_MAX; ++value) {
    if (!v1::AnswerSource_IsValid(value)) continue;
    const auto known = static_cast<v1::AnswerSource>(value);
    if (SourceCode(known) != code) continue;
    *source = known;
    return true;
  }
  return false;
}

const JsonNode* ExtensionValue(const JsonNode& extension, absl::string_view type,
                               absl::string_view place, std::vector<LineProblem>* problems) {
  const Kind wanted = type == "valueBoolean" ? Kind::kBoolean : Kind::kString;
  const JsonNode* value = extension.Find(type);
  // FHIR has no empty texts.
  if (value != nullptr && value->kind == wanted &&
      (wanted == Kind::kBoolean || !value->text.empty())) {
    return value;
  }
  problems->push_back(
      {.line = 0,
       .column = std::string(place),
       .message = absl::StrCat("the extension ", Shown(extension.Text("url")), " wants ", type,
                               wanted == Kind::kBoolean ? ", true or false" : ", a text")});
  return nullptr;
}

std::vector<const JsonNode*> Objects(const JsonNode& node, absl::string_view name,
                                     absl::string_view place, std::vector<LineProblem>* problems) {
  std::vector<const JsonNode*> objects;
  const JsonNode* list = node.Find(name);
  if (list == nullptr) return objects;
  const auto refuse = [&](const JsonNode& got, absl::string_view wanted) {
    problems->push_back(
        {.line = 0,
         .column = std::string(place),
         .message = absl::StrCat(name, ": got ", Described(got), ", want ", wanted)});
  };
  if (list->kind != Kind::kArray) {
    refuse(*list, "a list of objects");
    return objects;
  }
  for (const JsonNode& element : list->elements) {
    if (element.kind == Kind::kObject) {
      objects.push_back(&element);
    } else {
      refuse(element, "an object");
    }
  }
  return objects;
}

}  // namespace continuum::cli::fhir
