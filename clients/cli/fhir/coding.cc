// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/fhir/coding.h"

#include <string>
#include <utility>

#include "clients/cli/fhir/names.h"
#include "clients/cli/fhir/number.h"

namespace continuum::cli::fhir {

Json Extension(absl::string_view url, absl::string_view type, Json value) {
  Json extension = Json::object();
  extension["url"] = std::string(url);
  extension[std::string(type)] = std::move(value);
  return extension;
}

Json WorthExtensions(const FormOption& option) {
  Json extensions = Json::array();
  const auto worth = ToJsonNumber(option.value);
  if (!worth.has_value()) return extensions;
  extensions.push_back(Extension(kItemWeight, "valueDecimal", worth->number));
  extensions.push_back(Extension(kOrdinalValue, "valueDecimal", worth->number));
  if (!worth->says_all) extensions.push_back(Extension(kExact, "valueString", option.value));
  return extensions;
}

Json CodingOf(const FormItem& item, const FormOption& option) {
  Json coding = Json::object();
  Json worth = WorthExtensions(option);
  if (!worth.empty()) coding["extension"] = std::move(worth);
  coding["system"] = item.codes;
  coding["code"] = option.code;
  if (!option.text.empty()) coding["display"] = option.text;
  return coding;
}

std::string Document(const Json& json) {
  return json.dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace) + "\n";
}

}  // namespace continuum::cli::fhir
