// SPDX-License-Identifier: Apache-2.0

#include "scoring/crosswalk/check_crosswalk.h"

#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "scoring/check/id.h"
#include "scoring/check/problems.h"
#include "scoring/crosswalk/rubric_parts.h"
#include "scoring/limits.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {
namespace {

// A rubric that one side names, where it is at hand.
using Side = std::optional<RubricParts>;

class Checker {
 public:
  Checker(const v1::CrosswalkDefinition& crosswalk, const v1::RubricDefinition* from,
          const v1::RubricDefinition* to, Problems& problems)
      : crosswalk_(crosswalk), problems_(problems) {
    if (from != nullptr) from_.emplace(*from);
    if (to != nullptr) to_.emplace(*to);
  }

  void Check() {
    Id("id", crosswalk_.id());
    Text("title", crosswalk_.title(), "the name that people see");
    Text("summary", crosswalk_.summary(), "what it relates and for what");
    CheckSources();
    for (int i = 0; i < crosswalk_.conventions_size(); ++i) {
      Text(ItemPath("", "conventions", i), crosswalk_.conventions(i), "a sentence");
    }
    CheckSides();
    CheckClauses();
    CheckMappings();
  }

 private:
  void CheckSources() {
    if (crosswalk_.sources().empty()) {
      Add(ProblemReason::kMissing, "sources",
          "the crosswalk has no 'sources': wanted is at least "
          "one, which says where its content comes from");
    }
    for (int i = 0; i < crosswalk_.sources_size(); ++i) {
      const v1::Source& source = crosswalk_.sources(i);
      const std::string path = ItemPath("", "sources", i);
      Text(FieldPath(path, "citation"), source.citation(), "author, title and year");
      Text(FieldPath(path, "covers"), source.covers(), "what comes from it");
      if (source.standing() == v1::Source::STANDING_UNSPECIFIED) {
        Add(ProblemReason::kMissing, FieldPath(path, "standing"),
            "the source does not state 'standing': wanted is STANDING_CONFIRMED or "
            "STANDING_UNCONFIRMED");
      }
    }
  }

  void CheckSides() {
    if (crosswalk_.has_from() == !crosswalk_.clauses().empty()) {
      Add(crosswalk_.has_from() ? ProblemReason::kNotAllowed : ProblemReason::kMissing, "from",
          "wanted is either 'from', a rubric, or 'clauses', those of a contract");
    }
    if (crosswalk_.has_from()) CheckEdition("from", crosswalk_.from(), from_);
    if (!crosswalk_.has_to()) {
      Add(ProblemReason::kMissing, "to", "the crosswalk has no 'to': wanted is a rubric");
      return;
    }
    CheckEdition("to", crosswalk_.to(), to_);
    if (crosswalk_.from().rubric() == crosswalk_.to().rubric() &&
        crosswalk_.from().revision() == crosswalk_.to().revision()) {
      Add(ProblemReason::kNotAllowed, "to", "'from' and 'to' name the same revision");
    }
  }

  void CheckEdition(const std::string& path, const v1::RubricEdition& edition, const Side& side) {
    const auto check = [&](const char* field, const std::string& value, const std::string& given) {
      Id(FieldPath(path, field), value);
      if (!IsId(value) || value == given) return;
      Add(ProblemReason::kUnknownId, FieldPath(path, field),
          absl::StrCat("'", field, "' is ", Quoted(value), ", but that of the rubric at hand is ",
                       Quoted(given)));
    };
    check("rubric", edition.rubric(), side ? side->rubric().id() : edition.rubric());
    check("revision", edition.revision(), side ? side->rubric().revision() : edition.revision());
  }

  void CheckClauses() {
    for (int i = 0; i < crosswalk_.clauses_size(); ++i) {
      const v1::Clause& clause = crosswalk_.clauses(i);
      const std::string path = ItemPath("", "clauses", i);
      Id(FieldPath(path, "id"), clause.id());
      Text(FieldPath(path, "text"), clause.text(), "what the clause says");
      Text(FieldPath(path, "reference"), clause.reference(), "where the clause stands");
      if (clause.id().empty() || clauses_.emplace(clause.id(), i).second) continue;
      Add(ProblemReason::kDuplicateId, FieldPath(path, "id"),
          absl::StrCat("there is a clause ", Quoted(clause.id()), " already"));
    }
  }

  void CheckMappings() {
    if (crosswalk_.mappings().empty()) {
      Add(ProblemReason::kMissing, "mappings",
          "the crosswalk has no 'mappings': wanted is at least one");
    }
    if (crosswalk_.mappings_size() > kMaxMappings) {
      Add(ProblemReason::kTooMany, "mappings",
          absl::StrCat("the crosswalk has ", crosswalk_.mappings_size(),
                       " mappings; wanted are at most ", kMaxMappings));
      return;
    }
    for (int i = 0; i < crosswalk_.mappings_size(); ++i) {
      CheckMapping(crosswalk_.mappings(i), ItemPath("", "mappings", i));
    }
  }

  void CheckMapping(const v1::Mapping& mapping, const std::string& path) {
    if (mapping.relation() == v1::RELATION_UNSPECIFIED) {
      Add(ProblemReason::kMissing, FieldPath(path, "relation"),
          "the mapping does not state 'relation': wanted is one of RELATION_EQUAL, "
          "RELATION_SUBSET, RELATION_SUPERSET, RELATION_OVERLAP");
    }
    if (mapping.confidence() == v1::CONFIDENCE_UNSPECIFIED) {
      Add(ProblemReason::kMissing, FieldPath(path, "confidence"),
          "the mapping does not state 'confidence': wanted is one of CONFIDENCE_HIGH, "
          "CONFIDENCE_MEDIUM, CONFIDENCE_LOW");
    }
    Text(FieldPath(path, "rationale"), mapping.rationale(), "why they relate so");
    const std::optional<PartKind> from =
        CheckPart(mapping.from(), from_, /*is_from=*/true, FieldPath(path, "from"));
    const std::optional<PartKind> to =
        CheckPart(mapping.to(), to_, /*is_from=*/false, FieldPath(path, "to"));
    CheckTwice(mapping, path);
    if (mapping.relation() != v1::RELATION_EQUAL || !from || !to || *from == *to) return;
    Add(ProblemReason::kWrongForm, FieldPath(path, "relation"),
        absl::StrCat(NameOf(mapping.from()), " is ", WordOf(*from), " and ", NameOf(mapping.to()),
                     " is ", WordOf(*to),
                     "; they cannot be equal: wanted is a subset, a superset or an overlap"));
  }

  static absl::string_view WordOf(PartKind kind) {
    switch (kind) {
      case PartKind::kStatement:
        return "something that is true or not";
      case PartKind::kSubject:
        return "a criterion that is graded";
      case PartKind::kNumber:
        return "a number";
    }
    return "";
  }

  // Its kind; nothing where that cannot be told, or is a clause.
  std::optional<PartKind> CheckPart(const v1::CrosswalkPart& part, const Side& side, bool is_from,
                                    const std::string& path) {
    if (is_from && !crosswalk_.clauses().empty()) {
      CheckClausePart(part, path);
      return std::nullopt;
    }
    if (!part.clause().empty()) {
      Add(ProblemReason::kNotAllowed, FieldPath(path, "clause"),
          is_from ? "the crosswalk has no clauses; wanted is a criterion"
                  : "a clause stands on the left side only; wanted is a criterion");
      return std::nullopt;
    }
    if (part.criterion().empty()) {
      Add(ProblemReason::kMissing, FieldPath(path, "criterion"),
          "the part has no 'criterion': wanted is a criterion's id");
      return std::nullopt;
    }
    const int stated = (part.part().empty() ? 0 : 1) + (part.stage().empty() ? 0 : 1) +
                       (part.option().empty() ? 0 : 1);
    if (stated > 1) {
      Add(ProblemReason::kNotAllowed, path,
          "only one of 'part', 'stage' and 'option' may be given");
      return std::nullopt;
    }
    return side ? CheckNamed(part, *side, path) : std::nullopt;
  }

  void CheckClausePart(const v1::CrosswalkPart& part, const std::string& path) {
    if (!part.criterion().empty() || !part.part().empty() || !part.stage().empty() ||
        !part.option().empty()) {
      Add(ProblemReason::kNotAllowed, path,
          "the left side of this crosswalk are clauses; wanted is 'clause' and nothing else");
    } else if (part.clause().empty()) {
      Add(ProblemReason::kMissing, FieldPath(path, "clause"),
          "the part has no 'clause': wanted is a clause's id");
    } else if (!clauses_.contains(part.clause())) {
      std::vector<absl::string_view> ids;
      for (const v1::Clause& clause : crosswalk_.clauses()) ids.push_back(clause.id());
      Unknown("clause", part.clause(), ids, "in this crosswalk", FieldPath(path, "clause"));
    }
  }

  std::optional<PartKind> CheckNamed(const v1::CrosswalkPart& part, const RubricParts& rubric,
                                     const std::string& path) {
    const CriterionParts* criterion = rubric.FindCriterion(part.criterion());
    std::vector<absl::string_view> ids;
    if (criterion == nullptr) {
      for (const CriterionParts& known : rubric.criteria()) ids.push_back(known.definition->id());
      Unknown("criterion", part.criterion(), ids,
              absl::StrCat("in the rubric ", Quoted(rubric.rubric().id())),
              FieldPath(path, "criterion"));
      return std::nullopt;
    }
    const std::string where = absl::StrCat("in ", Quoted(part.criterion()));
    if (!part.stage().empty() && criterion->FindStage(part.stage()) < 0) {
      if (criterion->stages.empty()) {
        return NoSuchForm(where, "is no staircase and has no stages", FieldPath(path, "stage"));
      }
      Unknown("stage", part.stage(), criterion->stages, where, FieldPath(path, "stage"));
      return std::nullopt;
    }
    if (!part.part().empty() && criterion->FindPart(part.part()) < 0) {
      if (criterion->parts.empty()) {
        return NoSuchForm(where, "has no activities, factors or milestones",
                          FieldPath(path, "part"));
      }
      for (const CriterionPart& known : criterion->parts) ids.push_back(known.id);
      Unknown("activity, factor or milestone", part.part(), ids, where, FieldPath(path, "part"));
      return std::nullopt;
    }
    if (!part.option().empty() && !CheckOption(*criterion, part, where, path)) return std::nullopt;
    return KindOf(*criterion, part);
  }

  bool CheckOption(const CriterionParts& criterion, const v1::CrosswalkPart& part,
                   const std::string& where, const std::string& parent) {
    const std::string path = FieldPath(parent, "option");
    if (criterion.options.empty()) {
      NoSuchForm(where, "is no rating and has no options", path);
      return false;
    }
    const OptionPart* option = criterion.FindOption(part.option());
    if (option != nullptr && option->value.has_value()) return true;
    if (option != nullptr) {
      Add(ProblemReason::kWrongForm, path,
          absl::StrCat("the option ", Quoted(part.option()), " ", where,
                       " has no value; wanted is one that has"));
      return false;
    }
    std::vector<absl::string_view> ids;
    for (const OptionPart& known : criterion.options) ids.push_back(known.id);
    Unknown("option", part.option(), ids, where, path);
    return false;
  }

  std::optional<PartKind> NoSuchForm(absl::string_view where, absl::string_view what,
                                     const std::string& path) {
    Add(ProblemReason::kWrongForm, path, absl::StrCat(where.substr(3), " ", what));
    return std::nullopt;
  }

  void CheckTwice(const v1::Mapping& mapping, const std::string& path) {
    const auto key = [](const v1::CrosswalkPart& part) -> PartKey {
      return {part.clause(), part.criterion(), part.part(), part.stage(), part.option()};
    };
    if (joined_.insert({key(mapping.from()), key(mapping.to())}).second) return;
    Add(ProblemReason::kListedTwice, path,
        absl::StrCat(NameOf(mapping.from()), " and ", NameOf(mapping.to()),
                     " are joined by another mapping already"));
  }

  void Id(const std::string& path, const std::string& id) {
    if (IsId(id)) return;
    const std::string field = path.substr(path.rfind('.') + 1);
    if (id.empty())
      return Add(ProblemReason::kMissing, path,
                 absl::StrCat("'", field, "' is empty: wanted is an id"));
    Add(ProblemReason::kBadId, path,
        absl::StrCat("'", field, "' cannot be ", Quoted(id),
                     ": wanted are lower-case letters, digits, '.', '_' and '-', beginning and "
                     "ending with a letter or digit, at most ",
                     kMaxIdLength));
  }

  void Text(const std::string& path, const std::string& text, absl::string_view wanted) {
    if (!absl::StripAsciiWhitespace(text).empty()) return;
    Add(ProblemReason::kMissingText, path,
        absl::StrCat("'", path.substr(path.rfind('.') + 1), "' is empty: wanted is ", wanted));
  }

  void Unknown(absl::string_view what, const std::string& id,
               const std::vector<absl::string_view>& known, const std::string& where,
               const std::string& path) {
    Add(ProblemReason::kUnknownId, path,
        absl::StrCat("there is no ", what, " ", Quoted(id), " ", where,
                     problems_.DidYouMean(id, known)));
  }

  void Add(ProblemReason reason, const std::string& path, std::string message) {
    problems_.Add(reason, path, std::move(message));
  }

  const v1::CrosswalkDefinition& crosswalk_;
  Problems& problems_;
  Side from_;
  Side to_;
  absl::flat_hash_map<std::string, int> clauses_;
  using PartKey = std::tuple<std::string, std::string, std::string, std::string, std::string>;
  absl::flat_hash_set<std::pair<PartKey, PartKey>> joined_;
};

}  // namespace

std::vector<v1::RubricProblem> CheckCrosswalk(const ParsedCrosswalk& crosswalk,
                                              const v1::RubricDefinition* from,
                                              const v1::RubricDefinition* to) {
  Problems problems(crosswalk);
  if (crosswalk.complete()) Checker(crosswalk.definition(), from, to, problems).Check();
  return std::move(problems).Take();
}

}  // namespace continuum::scoring
