// SPDX-License-Identifier: Apache-2.0

#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/digest.h"
#include "scoring/limits.h"
#include "scoring/rubric_compiler.h"

namespace continuum::scoring {

RubricCompiler::RubricCompiler(v1::RubricDefinition definition) : rubric_(new CompiledRubric()) {
  rubric_->definition_ = std::move(definition);
}

absl::StatusOr<std::shared_ptr<const CompiledRubric>> RubricCompiler::Compile() {
  if (!CompileInputs() || !CompileDomains() || !CompileAskedWhen() || !CompileRollups() ||
      !OrderRollups() || !ResolveDomainRollups() || !CompileBandSets() || !CompileLadders()) {
    return error_;
  }
  CompileBounds();
  rubric_->measurement_digest_ = MeasurementDigest(definition());
  rubric_->rubric_digest_ = RubricDigest(definition());
  return std::shared_ptr<const CompiledRubric>(std::move(rubric_));
}

bool RubricCompiler::Fail(absl::string_view what, absl::string_view id, absl::string_view problem) {
  error_ = absl::InvalidArgumentError(absl::StrCat(what, " \"", id, "\": ", problem));
  return false;
}

bool RubricCompiler::ReadNumber(absl::string_view text, absl::string_view what,
                                absl::string_view id, Number* number) {
  const std::optional<Exact> value = Exact::Parse(text);
  if (!value.has_value()) {
    return Fail(what, id, absl::StrCat("\"", text, "\" is not a number"));
  }
  number->value = *value;
  number->text = value->ToString();
  return true;
}

bool RubricCompiler::ReadProofs(const google::protobuf::RepeatedField<int>& proofs,
                                absl::string_view id, ProofSet* set) {
  for (const int proof : proofs) {
    switch (proof) {
      case v1::PROOF_EVIDENCE:
        set->evidence = true;
        break;
      case v1::PROOF_ATTESTATION:
        set->attestation = true;
        break;
      case v1::PROOF_COMMENT:
        set->comment = true;
        break;
      case v1::PROOF_EVIDENCE_OR_ATTESTATION:
        set->evidence_or_attestation = true;
        break;
      default:
        return Fail("criterion", id, "needs an unknown proof");
    }
  }
  return true;
}

bool RubricCompiler::AddId(absl::string_view what, const std::string& id, int position,
                           IdIndex* index) {
  if (id.empty()) return Fail(what, id, "has no id");
  if (!index->emplace(id, position).second) return Fail(what, id, "the id is used twice");
  return true;
}

absl::StatusOr<std::shared_ptr<const CompiledRubric>> CompileRubric(
    v1::RubricDefinition definition) {
  return RubricCompiler(std::move(definition)).Compile();
}

}  // namespace continuum::scoring
