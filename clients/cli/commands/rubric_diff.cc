// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "clients/cli/commands/rubric.h"
#include "clients/cli/diff/rubric_diff.h"
#include "clients/cli/find_rubric.h"
#include "clients/cli/json_value.h"
#include "clients/cli/render/header.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "scoring/digest.h"

namespace continuum::cli {

namespace {

using google::protobuf::Struct;

// How the scores of two rubrics relate.
enum class Comparability { kSame, kSameButForTheId, kDifferent };

Comparability Compare(const v1::RubricDefinition& before, const v1::RubricDefinition& after) {
  const std::string digest = scoring::MeasurementDigest(before);
  if (digest == scoring::MeasurementDigest(after)) return Comparability::kSame;
  v1::RubricDefinition renamed = after;
  renamed.set_id(before.id());
  return digest == scoring::MeasurementDigest(renamed) ? Comparability::kSameButForTheId
                                                       : Comparability::kDifferent;
}

std::string ComparabilityWords(Comparability comparability) {
  switch (comparability) {
    case Comparability::kSame:
      return "can be compared: both measure the same";
    case Comparability::kSameButForTheId:
      return "have the same meaning, but stand in series of their own: these are two rubrics";
    case Comparability::kDifferent:
      break;
  }
  return "cannot be compared: the two measure differently";
}

absl::string_view KindWord(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAdded:
      return "added";
    case ChangeKind::kRemoved:
      return "removed";
    case ChangeKind::kReplaced:
      return "replaced";
    case ChangeKind::kMoved:
      return "moved";
    case ChangeKind::kChanged:
      break;
  }
  return "changed";
}

std::string Heading(absl::string_view section, const RubricGuide& guide) {
  if (section == "rubric") return "The rubric";
  if (section == "rollups") return "Computed numbers";
  if (section == "band_sets") return "Bands";
  if (section == "ladders") return "Levels";
  std::string heading(section);
  if (section == "domains") heading = Plural(guide.DomainWord());
  if (section == "criteria") heading = Plural(guide.CriterionWord());
  heading[0] = absl::ascii_toupper(static_cast<unsigned char>(heading[0]));
  return heading;
}

std::string WithSubject(const RubricChange& change) {
  return absl::StrCat(change.subject, ": ", change.sentence);
}

void PrintMeaning(const std::vector<RubricChange>& changes, const RubricGuide& guide,
                  Console& console) {
  console.Heading("Changed in meaning");
  std::string section;
  bool any = false;
  for (const RubricChange& change : changes) {
    if (change.wording) continue;
    any = true;
    if (change.section != section) {
      section = change.section;
      console.Paragraph(Heading(section, guide), "  ", Style::kHeading);
    }
    console.Paragraph(WithSubject(change), "    - ");
  }
  if (!any) console.Paragraph("Nothing.", "  ");
}

// "item S10: the title, the text (3 times)".
void PrintWordingInBrief(const std::vector<RubricChange>& changes, Console& console) {
  for (size_t i = 0; i < changes.size();) {
    const std::string& subject = changes[i].subject;
    std::vector<std::pair<std::string, int>> labels;
    for (; i < changes.size() && changes[i].subject == subject; ++i) {
      const std::string& label = changes[i].label;
      size_t k = 0;
      while (k < labels.size() && labels[k].first != label) ++k;
      if (k == labels.size()) labels.emplace_back(label, 0);
      ++labels[k].second;
    }
    const auto word = [](std::string* out, const std::pair<std::string, int>& label) {
      absl::StrAppend(out, label.first);
      if (label.second > 1) absl::StrAppend(out, " (", label.second, " times)");
    };
    console.Paragraph(absl::StrCat(subject, ": ", absl::StrJoin(labels, ", ", word)), "    - ");
  }
}

void PrintWording(const std::vector<RubricChange>& changes, bool texts, Console& console) {
  std::vector<RubricChange> wording;
  for (const RubricChange& change : changes) {
    if (change.wording) wording.push_back(change);
  }
  if (wording.empty()) return;
  console.Heading("Changed in wording only");
  if (!texts) return PrintWordingInBrief(wording, console);
  for (const RubricChange& change : wording) console.Paragraph(WithSubject(change), "    - ");
}

Struct RubricStruct(const v1::RubricDefinition& rubric) {
  Struct entry;
  auto& fields = *entry.mutable_fields();
  fields["rubric"].set_string_value(rubric.id());
  fields["revision"].set_string_value(rubric.revision());
  fields["measurementDigest"].set_string_value(scoring::MeasurementDigest(rubric));
  fields["rubricDigest"].set_string_value(scoring::RubricDigest(rubric));
  return entry;
}

Struct ChangeStruct(const RubricChange& change) {
  Struct entry;
  auto& fields = *entry.mutable_fields();
  fields["section"].set_string_value(change.section);
  fields["subject"].set_string_value(change.subject);
  fields["subjectId"].set_string_value(change.subject_id);
  fields["field"].set_string_value(change.field);
  fields["change"].set_string_value(std::string(KindWord(change.kind)));
  fields["wordingOnly"].set_bool_value(change.wording);
  fields["before"].set_string_value(change.before);
  fields["after"].set_string_value(change.after);
  fields["sentence"].set_string_value(WithSubject(change));
  return entry;
}

Table ChangeTable(const std::vector<RubricChange>& changes) {
  Table table({{.id = "section", .title = "SECTION"},
               {.id = "subject_id", .title = "ID"},
               {.id = "field", .title = "FIELD"},
               {.id = "change", .title = "CHANGE"},
               {.id = "wording_only", .title = "WORDING ONLY"},
               {.id = "before", .title = "BEFORE", .wraps = true},
               {.id = "after", .title = "AFTER", .wraps = true},
               {.id = "sentence", .title = "IN WORDS", .wraps = true}});
  for (const RubricChange& change : changes) {
    table.Add({change.section, change.subject_id, change.field, std::string(KindWord(change.kind)),
               change.wording ? "yes" : "no", change.before, change.after, WithSubject(change)});
  }
  return table;
}

std::string RubricLine(const v1::RubricDefinition& rubric) {
  return absl::StrCat(rubric.title(), " (", rubric.id(), "/", rubric.revision(), ")");
}

}  // namespace

CommandResult RubricDiff(Session& session, const RubricDiffOptions& options) {
  const auto before = FindRubric(session, options.before);
  if (!before.ok()) return before.status();
  const auto after = FindRubric(session, options.after);
  if (!after.ok()) return after.status();
  const std::vector<RubricChange> changes = DiffRubrics(*before, *after);
  const Comparability comparability = Compare(*before, *after);
  if (session.output == OutputFormat::kTable) {
    PrintHeader(session.console, {{"Before", RubricLine(*before)},
                                  {"After", RubricLine(*after)},
                                  {"Scores", ComparabilityWords(comparability)}});
    PrintMeaning(changes, RubricGuide(*after), session.console);
    PrintWording(changes, options.texts, session.console);
    return ExitCode::kOk;
  }
  Struct result;
  auto& fields = *result.mutable_fields();
  *fields["before"].mutable_struct_value() = RubricStruct(*before);
  *fields["after"].mutable_struct_value() = RubricStruct(*after);
  fields["scoresComparable"].set_bool_value(comparability == Comparability::kSame);
  auto& list = *fields["changes"].mutable_list_value();
  for (const RubricChange& change : changes) {
    *list.add_values()->mutable_struct_value() = ChangeStruct(change);
  }
  session.Emit(result, ChangeTable(changes), "");
  return ExitCode::kOk;
}

}  // namespace continuum::cli
