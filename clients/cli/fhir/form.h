// SPDX-License-Identifier: Apache-2.0
//
// A rubric as a form to fill in: what a FHIR Questionnaire asks, item by item. A Questionnaire is
// written from it, and a QuestionnaireResponse is written and read along it, so that the three
// cannot disagree.

#ifndef CONTINUUM_CLIENTS_CLI_FHIR_FORM_H_
#define CONTINUUM_CLIENTS_CLI_FHIR_FORM_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli::fhir {

// An answer to choose.
struct FormOption {
  std::string code;
  std::string text;
  std::string value;             // what choosing it is worth, exact; empty: nothing
  std::vector<v1::Proof> needs;  // what an answer must bring along
};

// Something that is asked, or a group of such.
struct FormItem {
  enum class Type { kGroup, kBoolean, kDecimal, kQuantity, kDate, kText, kChoice };

  std::string link_id;
  Type type = Type::kGroup;
  std::string text;
  std::string help;                 // empty: none
  std::string unit;                 // of a quantity
  bool repeats = false;             // takes several answers
  std::string codes;                // the code system of its options
  std::vector<FormOption> options;  // of a choice
  std::vector<v1::Proof> needs;     // what "yes" must bring along
  std::vector<FormItem> items;      // in it

  bool is_answer = false;               // stands for an Answer, which carries remarks
  bool is_activity = false;             // stands for an activity of a staircase
  const v1::Criterion* asks = nullptr;  // the criterion that it stands for, if one
};

// The items at the top, in the order in which people read them. The items point into the rubric,
// which must outlive them. A pure function.
std::vector<FormItem> BuildForm(const v1::RubricDefinition& rubric);

// Where an item lies.
struct FormPlace {
  const FormItem* item = nullptr;
  const FormItem* parent = nullptr;  // null at the top
};
// By link id. The places point into the form.
using FormIndex = absl::flat_hash_map<std::string, FormPlace>;
FormIndex IndexForm(const std::vector<FormItem>& form);

// What FHIR calls the type: "choice".
const char* TypeName(FormItem::Type type);

// The codes of what all rubrics share.
const char* ExtentCode(v1::Extent extent);  // "all-sites"; empty where it is not stated
const char* RecognitionCode(v1::HeldRecognition::Status status);  // "held"; empty the same

}  // namespace continuum::cli::fhir

#endif  // CONTINUUM_CLIENTS_CLI_FHIR_FORM_H_
