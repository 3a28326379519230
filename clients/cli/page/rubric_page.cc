// SPDX-License-Identifier: Apache-2.0

#include "clients/cli/page/rubric_page.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "clients/cli/condition_words.h"
#include "clients/cli/form_words.h"
#include "clients/cli/number_text.h"
#include "clients/cli/page/html.h"
#include "clients/cli/page/rubric_form.h"
#include "clients/cli/page/rubric_words.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli {

namespace {

// Dark on white and one column, so that it prints as it looks.
constexpr char kStyle[] = R"(
body { font: 1rem/1.5 sans-serif; color: #111; background: #fff; max-width: 50rem;
  margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-style: italic; }
th, td { border: 1px solid #555; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; }
td ul { margin: 0; padding-left: 1.2rem; }
dt { font-weight: bold; }
.id { color: #444; }
@media print { body { max-width: none; padding: 0; } nav { display: none; }
  section.criterion, tr { break-inside: avoid; } h2, h3, h4 { break-after: avoid; } }
)";

class Page {
 public:
  explicit Page(const RubricGuide& guide) : guide_(guide), rubric_(guide.definition()) {}

  std::string Write() {
    html_.Block("html", {{"lang", "en"}}, [&] {
      html_.Block("head", [&] {
        html_.Void("meta", {{"charset", "utf-8"}});
        html_.Void("meta", {{"name", "viewport"}, {"content", "width=device-width"}});
        html_.Text("title", rubric_.title());
        html_.Text("style", kStyle);
      });
      html_.Block("body", [&] { html_.Block("main", [&] { WriteMain(); }); });
    });
    return absl::StrCat("<!DOCTYPE html>\n", html_.text());
  }

 private:
  void WriteMain() {
    html_.Text("h1", rubric_.title());
    html_.Text("p",
               absl::StrCat(rubric_.id(), ", revision ", rubric_.revision(), ". ", DatesWords()),
               {{"class", "id"}});
    const std::string nature = NatureWords(rubric_);
    if (!nature.empty()) html_.Text("p", nature);
    html_.Paragraphs(rubric_.summary());
    if (rubric_.has_overlay_of()) {
      html_.Text("p", OverlayWords(rubric_));
      html_.List({rubric_.overlay_of().changes().begin(), rubric_.overlay_of().changes().end()});
    }
    WriteContents();
    if (!rubric_.inputs().empty()) WriteInputs();
    for (const RubricGuide::Chapter& chapter : guide_.chapters()) WriteChapter(chapter);
    if (!rubric_.rollups().empty()) WriteScoring();
    if (!rubric_.ladders().empty()) WriteLadders();
    WriteOrigin();
  }

  std::string DatesWords() const {
    std::string words;
    if (!rubric_.first_date().empty()) {
      absl::StrAppend(&words, "Assessments may begin from ", rubric_.first_date(), ". ");
    }
    if (!rubric_.last_date().empty()) {
      absl::StrAppend(&words, "Assessments may begin until ", rubric_.last_date(), ".");
    }
    return words;
  }

  void WriteContents() {
    html_.Block("nav", {{"aria-label", "Contents"}}, [&] {
      html_.Block("ul", [&] {
        if (!rubric_.inputs().empty()) Link("inputs", "About the program");
        for (const RubricGuide::Chapter& chapter : guide_.chapters()) {
          if (chapter.depth == 0) Link(IdOf(*chapter.domain), chapter.domain->title());
        }
        if (!rubric_.rollups().empty()) Link("scoring", "How it is scored");
        if (!rubric_.ladders().empty()) Link("levels", "Levels");
        Link("origin", "Where it comes from");
      });
    });
  }

  void Link(absl::string_view id, absl::string_view title) {
    html_.Block("li", [&] { html_.Text("a", title, {{"href", absl::StrCat("#", id)}}); });
  }

  void WriteInputs() {
    html_.Text("h2", "About the program", {{"id", "inputs"}});
    for (const v1::Input& input : rubric_.inputs()) {
      html_.Block("section", {{"class", "criterion"}, {"id", absl::StrCat("input-", input.id())}},
                  [&] {
                    html_.Text("h3", input.title());
                    if (!SaysItsId(input.title(), input.id())) {
                      html_.Text("p", input.id(), {{"class", "id"}});
                    }
                    html_.Paragraphs(input.guidance());
                    html_.Text("p", InputWords(input, guide_));
                    WriteChoices(input.choice().options());
                    if (input.recognition().levels().empty()) return;
                    html_.Text("p", "Its levels, the lowest first:");
                    WriteChoices(input.recognition().levels());
                  });
    }
  }

  void WriteChoices(const google::protobuf::RepeatedPtrField<v1::ChoiceOption>& options) {
    std::vector<std::string> texts;
    for (const v1::ChoiceOption& option : options) texts.push_back(option.text());
    html_.List(texts);
  }

  static std::string IdOf(const v1::Domain& domain) { return absl::StrCat("domain-", domain.id()); }

  // h2 for the chapters of the page, deeper for what is in them; HTML ends at h6.
  static std::string Heading(int depth) { return absl::StrCat("h", std::min(depth + 2, 6)); }

  void WriteChapter(const RubricGuide::Chapter& chapter) {
    const v1::Domain& domain = *chapter.domain;
    html_.Text(Heading(chapter.depth), domain.title(), {{"id", IdOf(domain)}});
    html_.Paragraphs(domain.description());
    for (const v1::Criterion& criterion : domain.criteria()) {
      html_.Block("section",
                  {{"class", "criterion"}, {"id", absl::StrCat("criterion-", criterion.id())}},
                  [&] { WriteCriterion(criterion, chapter.depth + 1); });
    }
  }

  void WriteCriterion(const v1::Criterion& criterion, int depth) {
    html_.Text(Heading(depth), criterion.title());
    std::vector<std::string> notes;
    if (!SaysItsId(criterion.title(), criterion.id())) notes.push_back(criterion.id());
    if (!criterion.tags().empty()) {
      notes.push_back(absl::StrCat("marked ", absl::StrJoin(criterion.tags(), ", ")));
    }
    if (!notes.empty()) html_.Text("p", absl::StrJoin(notes, ", "), {{"class", "id"}});
    html_.Paragraphs(criterion.intent());
    html_.Paragraphs(criterion.guidance());
    WriteForm(criterion, guide_, html_);
    std::string not_applicable = criterion.not_applicable_when();
    if (criterion.allows_not_applicable() && not_applicable.empty()) not_applicable = "Allowed.";
    const std::string insufficient =
        criterion.allows_insufficient_data() ? "May be answered so." : "";
    const std::string asked_when = AskedWhenWords(criterion, guide_);
    if (absl::StrCat(asked_when, criterion.evidence_rule(), not_applicable, insufficient).empty()) {
      return;
    }
    html_.Block("dl", [&] {
      Define("When it is asked", asked_when);
      Define("Evidence", criterion.evidence_rule());
      Define("Not applicable", not_applicable);
      Define("Not enough information", insufficient);
    });
  }

  void Define(absl::string_view term, absl::string_view meaning) {
    if (meaning.empty()) return;
    html_.Text("dt", term);
    html_.Text("dd", meaning);
  }

  void WriteScoring() {
    html_.Text("h2", "How it is scored", {{"id", "scoring"}});
    html_.List(PolicyWords(rubric_.activity_policy()));
    html_.List(MissingWords(rubric_.missing()));
    for (const v1::Rollup& rollup : rubric_.rollups()) {
      html_.Text("h3", rollup.title());
      html_.Paragraphs(rollup.description());
      WriteTerms(rollup);
      html_.List(MissingWords(rollup.missing()));
    }
    for (const v1::BandSet& set : rubric_.band_sets()) WriteBands(set);
  }

  void WriteTerms(const v1::Rollup& rollup) {
    html_.Text("p", absl::StrCat(OperatorWords(rollup), ":"));
    if (!rollup.cases().empty()) WriteCases(rollup);
    if (rollup.terms().empty()) return;
    html_.Block("ul", [&] {
      for (const v1::Term& term : rollup.terms()) {
        html_.Text("li",
                   absl::StrCat(TermWords(term, guide_), term.weight().empty() ? "" : ", weight ",
                                term.weight().empty() ? "" : NumberText(term.weight())));
      }
    });
    if (rollup.minimum_terms() > 1) {
      html_.Text("p", absl::StrCat("There is a result only from ", rollup.minimum_terms(),
                                   " of them that can be counted."));
    }
  }

  // In order, since the first that is so counts.
  void WriteCases(const v1::Rollup& rollup) {
    html_.Block("ol", [&] {
      for (const v1::Case& one : rollup.cases()) {
        html_.Text("li", absl::StrCat(CaseWords(one, rollup, guide_), "."));
      }
      html_.Text("li", absl::StrCat("Otherwise: ",
                                    rollup.has_otherwise()
                                        ? CaseResultWords(rollup.otherwise(), rollup, guide_)
                                        : "there is no result",
                                    "."));
    });
  }

  void WriteBands(const v1::BandSet& set) {
    const v1::Rollup* rollup = guide_.FindRollup(set.rollup());
    html_.Text("h3", absl::StrCat(set.title(), " (", guide_.RollupTitle(set.rollup()), ")"));
    html_.Block("table", [&] {
      html_.TableHead({"Range", "From", "Meaning"});
      html_.Block("tbody", [&] {
        for (const v1::Band& band : set.bands()) {
          html_.Block("tr", [&] {
            html_.Text("th", band.title(), {{"scope", "row"}});
            html_.Text("td", band.at_least().empty() || rollup == nullptr
                                 ? "lowest"
                                 : NumberText(band.at_least(), rollup->display()));
            html_.Text("td", band.description());
          });
        }
      });
    });
  }

  void WriteLadders() {
    html_.Text("h2", "Levels", {{"id", "levels"}});
    for (const v1::Ladder& ladder : rubric_.ladders()) {
      html_.Text("h3", ladder.title());
      html_.Paragraphs(ladder.description());
      if (ladder.levels_size() > 1) {
        html_.Text("p", ladder.independent_levels()
                            ? "Each level stands on its own."
                            : "Each level also needs all levels below it. The lowest comes first.");
      }
      for (const v1::Level& level : ladder.levels()) {
        html_.Text("h4", level.title());
        html_.Paragraphs(level.description());
        html_.Block("ul", [&] { WriteRequirement(level.requirement()); });
        if (level.valid_months() > 0) {
          html_.Text("p", absl::StrCat("Valid for ", CountOf(level.valid_months(), "month"), "."));
        }
        if (level.has_annual_reporting()) WriteAnnualReporting(level.annual_reporting());
      }
    }
  }

  void WriteAnnualReporting(const v1::AnnualReporting& reporting) {
    html_.Text("p", "Each year while it is valid, this has to stay true:");
    html_.Block("ul", [&] { WriteRequirement(reporting.requirement()); });
    html_.Text("p",
               "These are answered anew each year; the answers to all others are carried over:");
    std::vector<std::string> anew;
    for (const v1::CriterionSelector& selector : reporting.answered_anew()) {
      anew.push_back(SelectorWords(selector, guide_));
    }
    html_.List(anew);
  }

  void WriteRequirement(const v1::Requirement& requirement) {
    html_.Block("li", [&] {
      html_.Text(RequirementWords(requirement, guide_));
      html_.List(FloorWords(requirement, guide_));
      const auto* parts = PartsOf(requirement);
      if (parts == nullptr) return;
      html_.Block("ul", [&] {
        for (const v1::Requirement& part : *parts) WriteRequirement(part);
      });
    });
  }

  static const google::protobuf::RepeatedPtrField<v1::Requirement>* PartsOf(
      const v1::Requirement& requirement) {
    if (requirement.has_all_of()) return &requirement.all_of().parts();
    if (requirement.has_any_of()) return &requirement.any_of().parts();
    if (requirement.has_at_least()) return &requirement.at_least().parts();
    return nullptr;
  }

  void WriteOrigin() {
    html_.Text("h2", "Where it comes from", {{"id", "origin"}});
    if (!rubric_.conventions().empty()) {
      html_.Text("h3", "What is this rubric's own");
      html_.List({rubric_.conventions().begin(), rubric_.conventions().end()});
    }
    html_.Text("h3", "Sources");
    html_.Block("ul", [&] {
      for (const v1::Source& source : rubric_.sources()) {
        html_.Block("li", [&] {
          html_.Text(source.citation());
          if (!source.url().empty()) html_.Text(absl::StrCat(" ", source.url(), " "));
          html_.Text(absl::StrCat(" What comes from it: ", source.covers(),
                                  source.standing() == v1::Source::STANDING_CONFIRMED
                                      ? " Checked against it."
                                      : " Not checked against it."));
        });
      }
    });
  }

  const RubricGuide& guide_;
  const v1::RubricDefinition& rubric_;
  Html html_;
};

}  // namespace

std::string RubricPage(const RubricGuide& guide) { return Page(guide).Write(); }

}  // namespace continuum::cli
