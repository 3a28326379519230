// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/render/history.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/console.h"
#include "clients/cli/names.h"
#include "clients/cli/number_text.h"
#include "clients/cli/render/chart.h"
#include "clients/cli/render/table.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/state_words.h"
#include "clients/cli/wording.h"

namespace continuum::cli {

namespace {

// A level's edge on the rollup that is drawn.
struct Edge {
  std::string level;  // its title
  std::string value;
};

// The edges on `rollup` that a requirement asks for wherever it is met.
void CollectEdges(const v1::Requirement& requirement, const std::string& rollup,
                  const std::string& level, std::vector<Edge>* edges) {
  if (requirement.rollup_at_least().rollup() == rollup && requirement.has_rollup_at_least()) {
    edges->push_back({level, requirement.rollup_at_least().value()});
  }
  for (const v1::Requirement& part : requirement.all_of().parts()) {
    CollectEdges(part, rollup, level, edges);
  }
}

std::vector<Edge> EdgesOf(const v1::RubricDefinition& rubric, const std::string& rollup) {
  std::vector<Edge> edges;
  for (const v1::Ladder& ladder : rubric.ladders()) {
    for (const v1::Level& level : ladder.levels()) {
      CollectEdges(level.requirement(), rollup, level.title(), &edges);
    }
  }
  return edges;
}

const v1::RollupResult* FindResult(const v1::FidelityPoint& point, const std::string& rollup) {
  for (const v1::RollupResult& result : point.rollups()) {
    if (result.rollup() == rollup) return &result;
  }
  return nullptr;
}

const v1::RollupChange* FindChange(const v1::FidelityPoint& point, const std::string& rollup) {
  for (const v1::RollupChange& change : point.changes()) {
    if (change.rollup() == rollup) return &change;
  }
  return nullptr;
}

std::string ChangeText(const v1::FidelityPoint& point, const std::string& rollup,
                       const RubricGuide& guide) {
  const v1::RollupChange* change = FindChange(point, rollup);
  if (change == nullptr) return "";
  if (change->trend() == v1::RollupChange::TREND_SAME) return "same";
  if (change->display().empty()) return TrendWords(change->trend());  // withheld
  const v1::Rollup* found = guide.FindRollup(rollup);
  return absl::StrCat(
      SingularText(change->display(), found == nullptr ? v1::Display() : found->display()), ", ",
      TrendWords(change->trend()));
}

Style StyleOf(const v1::FidelityPoint& point, const std::string& rollup) {
  const v1::RollupChange* change = FindChange(point, rollup);
  if (change == nullptr) return Style::kPlain;
  if (change->trend() == v1::RollupChange::TREND_BETTER) return Style::kGood;
  return change->trend() == v1::RollupChange::TREND_WORSE ? Style::kBad : Style::kPlain;
}

std::string LevelsText(const v1::FidelityPoint& point, const RubricGuide& guide) {
  std::vector<std::string> levels;
  for (const v1::LadderResult& ladder : point.ladders()) {
    levels.push_back(ladder.level().empty() ? "no level"
                                            : guide.LevelTitle(ladder.ladder(), ladder.level()));
  }
  return absl::StrJoin(levels, ", ");
}

// Draws the points.
class HistoryView {
 public:
  HistoryView(Console& console, const v1::GetFidelityHistoryResponse& history,
              const RubricGuide& guide)
      : console_(console), points_(history.points()), guide_(guide) {}

  void PrintIndex() const;
  void PrintDomains() const;
  void PrintLastChanges() const;

 private:
  // The highest value of a rollup: as the rubric bounds it, or else as found or marked.
  double TopOf(const std::string& rollup) const;
  std::string Breaks(const v1::FidelityPoint& point) const;

  Console& console_;
  const google::protobuf::RepeatedPtrField<v1::FidelityPoint>& points_;
  const RubricGuide& guide_;
};

double HistoryView::TopOf(const std::string& rollup) const {
  double top = 0;
  for (const v1::FidelityPoint& point : points_) {
    const v1::RollupResult* result = FindResult(point, rollup);
    if (result == nullptr) continue;
    top = std::max({top, ForDrawing(result->highest()), ForDrawing(result->value())});
  }
  for (const Edge& edge : EdgesOf(guide_.definition(), rollup)) {
    top = std::max(top, ForDrawing(edge.value));
  }
  const v1::Rollup* definition = guide_.FindRollup(rollup);
  const bool percent = definition != nullptr &&
                       (definition->operator_() == v1::Rollup::OPERATOR_PERCENT_OF_POSSIBLE ||
                        definition->operator_() == v1::Rollup::OPERATOR_PERCENT_AT_OR_ABOVE);
  return percent ? std::max(top, 100.0) : top;
}

void HistoryView::PrintIndex() const {
  constexpr int kBarColumns = 40;
  const std::string& index = guide_.definition().index_rollup();
  const double top = index.empty() ? 0 : TopOf(index);
  const std::vector<Edge> edges = EdgesOf(guide_.definition(), index);
  std::vector<double> marks;
  for (const Edge& edge : edges) {
    if (top > 0) marks.push_back(ForDrawing(edge.value) / top);
  }
  console_.Heading(index.empty() ? "Assessments" : guide_.RollupTitle(index));
  Table table({{.id = "period", .title = "UNTIL"},
               {.id = "bar", .title = ""},
               {.id = "value", .title = "VALUE", .align = Align::kRight},
               {.id = "change", .title = "CHANGE"},
               {.id = "level", .title = "LEVEL"}});
  const int width = std::clamp(console_.width() - 60, 10, kBarColumns);
  for (const v1::FidelityPoint& point : points_) {
    if (point.comparison() == v1::FidelityPoint::COMPARISON_BREAK) {
      table.Add({"---", Cell(Breaks(point), Style::kWarning), "", "", ""});
    }
    const v1::RollupResult* result = FindResult(point, index);
    const bool has_value = result != nullptr && result->state() == v1::ROLLUP_STATE_VALUE;
    const bool drawn = has_value && !result->value().empty();
    const double share = drawn && top > 0 ? ForDrawing(result->value()) / top : 0;
    table.Add(
        {point.period_end(), drawn ? Bar(share, marks, width, console_.terminal().unicode) : "",
         has_value ? RollupValueWords(*result, guide_, point.period_end()) : "no value",
         Cell(ChangeText(point, index, guide_), StyleOf(point, index)), LevelsText(point, guide_)});
  }
  table.Print(console_, /*indent=*/2);
  std::vector<std::string> legend;
  for (const Edge& edge : edges) {
    legend.push_back(absl::StrCat(edge.level, " from ",
                                  NumberText(edge.value, guide_.FindRollup(index)->display())));
  }
  if (legend.empty()) return;
  console_.Paragraph(absl::StrCat("The marks in the bars: ", absl::StrJoin(legend, ", "),
                                  ". A level may ask for more than this number."),
                     "  ", Style::kDim);
}

std::string HistoryView::Breaks(const v1::FidelityPoint& point) const {
  return absl::StrCat("from here under ", ShortName(point.revision()), ", not comparable");
}

void HistoryView::PrintDomains() const {
  Table table({{.id = "domain", .title = "DOMAIN", .wraps = true},
               {.id = "line", .title = "OVER TIME"},
               {.id = "first", .title = "FIRST", .align = Align::kRight},
               {.id = "last", .title = "LAST", .align = Align::kRight},
               {.id = "change", .title = "LAST CHANGE"}});
  for (const RubricGuide::Chapter& chapter : guide_.chapters()) {
    const std::string& rollup = chapter.domain->rollup();
    if (rollup.empty()) continue;
    const double top = TopOf(rollup);
    std::vector<std::optional<double>> shares;
    std::vector<size_t> breaks;
    std::vector<std::string> shown;
    for (const v1::FidelityPoint& point : points_) {
      if (point.comparison() == v1::FidelityPoint::COMPARISON_BREAK) {
        breaks.push_back(shares.size());
      }
      const v1::RollupResult* result = FindResult(point, rollup);
      const bool has_value = result != nullptr && result->state() == v1::ROLLUP_STATE_VALUE;
      shares.push_back(has_value && !result->value().empty() && top > 0
                           ? std::optional<double>(ForDrawing(result->value()) / top)
                           : std::nullopt);
      shown.push_back(has_value ? RollupValueWords(*result, guide_, point.period_end())
                                : "no value");
    }
    const v1::FidelityPoint& last = points_.at(points_.size() - 1);
    table.Add({Cell(chapter.domain->title(), Style::kPlain, 2 * chapter.depth),
               Sparkline(shares, breaks, console_.terminal().unicode), shown.front(), shown.back(),
               Cell(ChangeText(last, rollup, guide_), StyleOf(last, rollup))});
  }
  if (table.empty()) return;
  console_.Heading(absl::StrCat("By ", guide_.DomainWord()));
  table.Print(console_, /*indent=*/2);
}

void HistoryView::PrintLastChanges() const {
  if (points_.size() < 2) return;
  const v1::FidelityPoint& last = points_.at(points_.size() - 1);
  const v1::FidelityPoint& before = points_.at(points_.size() - 2);
  if (last.comparison() != v1::FidelityPoint::COMPARISON_COMPARED) return;
  Table table({{.id = "title", .title = "", .wraps = true}, {.id = "change", .title = ""}});
  for (const v1::CriterionResult& now : last.criteria()) {
    for (const v1::CriterionResult& then : before.criteria()) {
      if (then.criterion() != now.criterion()) continue;
      const std::string from = StandingWords(then, guide_);
      const std::string to = StandingWords(now, guide_);
      if (from != to) {
        table.Add({guide_.CriterionTitle(now.criterion()), absl::StrCat(from, " -> ", to)});
      }
    }
  }
  console_.Heading(
      absl::StrCat("What changed from ", before.period_end(), " to ", last.period_end()));
  if (table.empty()) {
    console_.Paragraph(absl::StrCat("No ", guide_.CriterionWord(), " moved."), "  ");
    return;
  }
  table.Print(console_, /*indent=*/2, /*titles=*/false);
}

}  // namespace

void PrintHistory(Console& console, const ViewHeader& header,
                  const v1::GetFidelityHistoryResponse& history, const RubricGuide& guide) {
  PrintHeader(console, header);
  const HistoryView view(console, history, guide);
  view.PrintIndex();
  view.PrintDomains();
  view.PrintLastChanges();
}

Table HistoryTable(const v1::GetFidelityHistoryResponse& history, const RubricGuide& guide) {
  Table table({{.id = "assessment", .title = "ASSESSMENT"},
               {.id = "revision", .title = "REVISION"},
               {.id = "period_start", .title = "FROM"},
               {.id = "period_end", .title = "UNTIL"},
               {.id = "levels", .title = "LEVELS"},
               {.id = "comparison", .title = "COMPARISON"},
               {.id = "rollup", .title = "ID"},
               {.id = "title", .title = "NUMBER", .wraps = true},
               {.id = "value", .title = "VALUE"},
               {.id = "shown", .title = "SHOWN"},
               {.id = "change", .title = "CHANGE"},
               {.id = "trend", .title = "TREND"}});
  for (const v1::FidelityPoint& point : history.points()) {
    for (const v1::RollupResult& result : point.rollups()) {
      const v1::RollupChange* change = FindChange(point, result.rollup());
      table.Add({point.assessment(), point.revision(), point.period_start(), point.period_end(),
                 LevelsText(point, guide), ComparisonWords(point.comparison()), result.rollup(),
                 guide.RollupTitle(result.rollup()), result.value(), result.display(),
                 change == nullptr ? "" : change->change(),
                 change == nullptr ? "" : TrendWords(change->trend())});
    }
  }
  return table;
}

}  // namespace continuum::cli
