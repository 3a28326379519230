// SPDX-License-Identifier: Apache-2.0
//
// The names under which FHIR resources speak of a rubric. docs/formats/fhir.md says what each
// means; they are part of the format and never change.

#ifndef CONTINUUM_CLIENTS_CLI_FHIR_NAMES_H_
#define CONTINUUM_CLIENTS_CLI_FHIR_NAMES_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli::fhir {

// FHIR's own extensions.
inline constexpr char kItemWeight[] = "http://hl7.org/fhir/StructureDefinition/itemWeight";
inline constexpr char kOrdinalValue[] = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
inline constexpr char kItemControl[] =
    "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl";
inline constexpr char kItemControlCodes[] = "http://hl7.org/fhir/questionnaire-item-control";

// Our extensions of a Questionnaire's items.
inline constexpr char kAllowsNotApplicable[] = "urn:continuum:fhir:allows-not-applicable";
inline constexpr char kAllowsInsufficientData[] = "urn:continuum:fhir:allows-insufficient-data";
inline constexpr char kNeeds[] = "urn:continuum:fhir:needs";
// Of a QuestionnaireResponse.
inline constexpr char kSource[] = "urn:continuum:fhir:answer-source";
// Of its items.
inline constexpr char kNotApplicable[] = "urn:continuum:fhir:not-applicable";
inline constexpr char kInsufficientData[] = "urn:continuum:fhir:insufficient-data";
inline constexpr char kComment[] = "urn:continuum:fhir:comment";
inline constexpr char kAttested[] = "urn:continuum:fhir:attested";
inline constexpr char kEvidence[] = "urn:continuum:fhir:evidence";
inline constexpr char kUnconfirmed[] = "urn:continuum:fhir:unconfirmed";
inline constexpr char kOrigin[] = "urn:continuum:fhir:origin";
inline constexpr char kStage[] = "urn:continuum:fhir:stage";
// Of numbers in either.
inline constexpr char kExact[] = "urn:continuum:fhir:exact";

// The code systems of what all rubrics share.
inline constexpr char kExtentCodes[] = "urn:continuum:extent";
inline constexpr char kRecognitionCodes[] = "urn:continuum:recognition-status";

// Questionnaire.url, which all revisions share.
inline std::string RubricUrl(const v1::RubricDefinition& rubric) {
  return absl::StrCat("urn:continuum:rubric:", rubric.id());
}

// QuestionnaireResponse.questionnaire: one revision.
inline std::string RevisionUrl(absl::string_view id, absl::string_view revision) {
  return absl::StrCat("urn:continuum:rubric:", id, "|", revision);
}

// The code system of what one rubric defines: OptionCodes(rubric, "scale", "agreement").
inline std::string OptionCodes(const v1::RubricDefinition& rubric, absl::string_view kind,
                               absl::string_view id) {
  return absl::StrCat(RubricUrl(rubric), ":", kind, ":", id);
}

// Link ids. No id has a "/", so that no two things share one.
inline constexpr char kInputsLink[] = "inputs";
inline std::string DomainLink(absl::string_view id) { return absl::StrCat("domain/", id); }
inline std::string InputLink(absl::string_view id) { return absl::StrCat("input/", id); }
inline std::string CriterionLink(absl::string_view id) { return absl::StrCat("criterion/", id); }
// A part of something: Below("criterion/x", "factor", "a") is "criterion/x/factor/a".
inline std::string Below(absl::string_view link, absl::string_view kind) {
  return absl::StrCat(link, "/", kind);
}
inline std::string Below(absl::string_view link, absl::string_view kind, absl::string_view id) {
  return absl::StrCat(link, "/", kind, "/", id);
}

}  // namespace continuum::cli::fhir

#endif  // CONTINUUM_CLIENTS_CLI_FHIR_NAMES_H_
