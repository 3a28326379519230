// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/fhir/questionnaire.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "clients/cli/fhir/coding.h"
#include "clients/cli/fhir/form.h"
#include "clients/cli/fhir/names.h"

namespace continuum::cli::fhir {

namespace {

void PutText(absl::string_view name, const std::string& text, Json* json) {
  // FHIR has no empty texts.
  if (!text.empty()) (*json)[std::string(name)] = text;
}

const char* ProofCode(v1::Proof proof) {
  switch (proof) {
    case v1::PROOF_EVIDENCE:
      return "evidence";
    case v1::PROOF_ATTESTATION:
      return "attestation";
    case v1::PROOF_COMMENT:
      return "comment";
    case v1::PROOF_EVIDENCE_OR_ATTESTATION:
      return "evidence-or-attestation";
    default:
      return "unknown";
  }
}

void AddNeeds(const std::vector<v1::Proof>& needs, Json* extensions) {
  for (const v1::Proof proof : needs) {
    extensions->push_back(Extension(kNeeds, "valueCode", ProofCode(proof)));
  }
}

Json ItemExtensions(const FormItem& item) {
  Json extensions = Json::array();
  if (item.asks != nullptr && item.asks->allows_not_applicable()) {
    const std::string& when = item.asks->not_applicable_when();
    extensions.push_back(Extension(kAllowsNotApplicable, "valueString",
                                   when.empty() ? "when it does not apply" : when));
  }
  if (item.asks != nullptr && item.asks->allows_insufficient_data()) {
    extensions.push_back(Extension(kAllowsInsufficientData, "valueBoolean", true));
  }
  AddNeeds(item.needs, &extensions);
  return extensions;
}

Json OptionJson(const FormItem& item, const FormOption& option) {
  Json json = Json::object();
  // Form fillers copy the coding into the response; other readers look at the option itself.
  Json extensions = WorthExtensions(option);
  AddNeeds(option.needs, &extensions);
  if (!extensions.empty()) json["extension"] = std::move(extensions);
  json["valueCoding"] = CodingOf(item, option);
  return json;
}

// The text that form fillers show beside an item, to help.
Json HelpItem(const FormItem& item) {
  Json code = Json::object();
  code["coding"] = Json::array({{{"system", kItemControlCodes}, {"code", "help"}}});
  Json help = Json::object();
  help["extension"] = Json::array({Extension(kItemControl, "valueCodeableConcept", code)});
  help["linkId"] = Below(item.link_id, "help");
  help["text"] = item.help;
  help["type"] = "display";
  return help;
}

Json ItemJson(const FormItem& item) {
  Json json = Json::object();
  Json extensions = ItemExtensions(item);
  if (!extensions.empty()) json["extension"] = std::move(extensions);
  json["linkId"] = item.link_id;
  PutText("text", item.text, &json);
  Json items = Json::array();
  if (!item.help.empty()) items.push_back(HelpItem(item));
  for (const FormItem& part : item.items) items.push_back(ItemJson(part));
  // A group has something in it, or it is none.
  const bool empty = item.type == FormItem::Type::kGroup && items.empty();
  json["type"] = empty ? "display" : TypeName(item.type);
  if (item.repeats) json["repeats"] = true;
  for (const FormOption& option : item.options) {
    json["answerOption"].push_back(OptionJson(item, option));
  }
  if (!items.empty()) json["item"] = std::move(items);
  return json;
}

const char* StatusCode(v1::RubricDefinition::Status status) {
  switch (status) {
    case v1::RubricDefinition::STATUS_TRIAL:
      return "draft";
    case v1::RubricDefinition::STATUS_IN_USE:
      return "active";
    case v1::RubricDefinition::STATUS_RETIRED:
      return "retired";
    default:
      return "unknown";
  }
}

}  // namespace

std::string WriteQuestionnaire(const v1::RubricDefinition& rubric) {
  Json json = Json::object();
  json["resourceType"] = "Questionnaire";
  json["url"] = RubricUrl(rubric);
  PutText("version", rubric.revision(), &json);
  // A name for programs has letters, digits and "_" alone.
  json["name"] =
      absl::StrCat("Rubric_", absl::StrReplaceAll(rubric.id(), {{"-", "_"}, {".", "_"}}));
  PutText("title", rubric.title(), &json);
  if (rubric.has_overlay_of()) {
    json["derivedFrom"] =
        Json::array({RevisionUrl(rubric.overlay_of().rubric(), rubric.overlay_of().revision())});
  }
  json["status"] = StatusCode(rubric.status());
  json["subjectType"] = Json::array({"Organization"});
  PutText("description", rubric.summary(), &json);
  Json period = Json::object();
  PutText("start", rubric.first_date(), &period);
  PutText("end", rubric.last_date(), &period);
  if (!period.empty()) json["effectivePeriod"] = std::move(period);
  for (const FormItem& item : BuildForm(rubric)) json["item"].push_back(ItemJson(item));
  return Document(json);
}

}  // namespace continuum::cli::fhir
