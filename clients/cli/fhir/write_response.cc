// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/fhir/coding.h"
#include "clients/cli/fhir/content.h"
#include "clients/cli/fhir/form.h"
#include "clients/cli/fhir/names.h"
#include "clients/cli/fhir/number.h"
#include "clients/cli/fhir/questionnaire_response.h"
#include "clients/cli/fhir/remarks.h"

namespace continuum::cli::fhir {

namespace {

using Type = FormItem::Type;

// One element of `answer`; null for what is no answer to such an item.
Json NumberAnswer(const FormItem& item, const std::string& value) {
  const auto number = ToJsonNumber(value);
  if (!number.has_value()) return Json();
  Json answer = Json::object();
  if (!number->says_all) {
    answer["extension"] = Json::array({Extension(kExact, "valueString", value)});
  }
  if (item.type == Type::kDecimal) {
    answer["valueDecimal"] = number->number;
  } else {
    answer["valueQuantity"]["value"] = number->number;
    answer["valueQuantity"]["unit"] = item.unit;
  }
  return answer;
}

Json AnswerJson(const FormItem& item, const std::string& value) {
  Json answer = Json::object();
  switch (item.type) {
    case Type::kGroup:
      return Json();
    case Type::kBoolean:
      answer["valueBoolean"] = value == kTrue;
      return answer;
    case Type::kDecimal:
    case Type::kQuantity:
      return NumberAnswer(item, value);
    case Type::kDate:
      answer["valueDate"] = value;
      return answer;
    case Type::kText:
      answer["valueString"] = value;
      return answer;
    case Type::kChoice:
      for (const FormOption& option : item.options) {
        if (option.code != value) continue;
        answer["valueCoding"] = CodingOf(item, option);
        return answer;
      }
      return Json();
  }
  return Json();
}

Json ItemsJson(const std::vector<FormItem>& items, const Content& content);

// Null where nothing is said of the item or what is in it.
Json ItemJson(const FormItem& item, const Content& content) {
  Json json = Json::object();
  Json answers = Json::array();
  const auto said = content.find(item.link_id);
  if (said != content.end()) {
    WriteRemarks(said->second, &json);
    for (const std::string& value : said->second.values) {
      Json answer = AnswerJson(item, value);
      if (!answer.is_null()) answers.push_back(std::move(answer));
    }
  }
  Json items = ItemsJson(item.items, content);
  if (json.empty() && answers.empty() && items.empty()) return Json();
  json["linkId"] = item.link_id;
  if (!item.text.empty()) json["text"] = item.text;
  // What is asked below a question belongs to its answer.
  if (!answers.empty() && !items.empty()) answers.front()["item"] = std::exchange(items, Json());
  if (!answers.empty()) json["answer"] = std::move(answers);
  if (!items.empty()) json["item"] = std::move(items);
  return json;
}

Json ItemsJson(const std::vector<FormItem>& items, const Content& content) {
  Json list = Json::array();
  for (const FormItem& item : items) {
    Json json = ItemJson(item, content);
    if (!json.is_null()) list.push_back(std::move(json));
  }
  return list;
}

}  // namespace

std::string WriteResponse(const v1::RubricDefinition& rubric, const v1::AnswerSet& answers) {
  const std::vector<FormItem> form = BuildForm(rubric);
  Json json = Json::object();
  json["resourceType"] = "QuestionnaireResponse";
  if (const std::string source = SourceCode(answers.source()); !source.empty()) {
    json["extension"] = Json::array({Extension(kSource, "valueCode", source)});
  }
  json["questionnaire"] = RevisionUrl(rubric.id(), rubric.revision());
  // What is not answered is absent, and known to be.
  json["status"] = "completed";
  Json items = ItemsJson(form, ContentOf(answers, IndexForm(form)));
  if (!items.empty()) json["item"] = std::move(items);
  return Document(json);
}

}  // namespace continuum::cli::fhir
