// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/diff/rubric_diff.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/diff/comparer.h"
#include "clients/cli/diff/field_words.h"
#include "clients/cli/diff/value_words.h"
#include "google/protobuf/util/message_differencer.h"

namespace continuum::cli {

namespace {

using google::protobuf::util::MessageDifferencer;

// A chapter or what it asks, wherever it stands in the rubric.
template <typename Item>
struct Standing {
  const Item* item = nullptr;
  std::string inside;  // the id of the domain around it; empty at the top
  int depth = 0;
};

using Domains = std::vector<Standing<v1::Domain>>;
using Criteria = std::vector<Standing<v1::Criterion>>;

void Collect(const v1::Domain& domain, const std::string& inside, int depth, Domains& domains,
             Criteria& criteria) {
  domains.push_back({.item = &domain, .inside = inside, .depth = depth});
  for (const v1::Criterion& criterion : domain.criteria()) {
    criteria.push_back({.item = &criterion, .inside = domain.id(), .depth = depth});
  }
  for (const v1::Domain& part : domain.domains()) {
    Collect(part, domain.id(), depth + 1, domains, criteria);
  }
}

// Which of the earlier items each later one is: -1 for a new one. An id that stands several times
// pairs first with first.
template <typename Item>
std::vector<int> PairById(const std::vector<Standing<Item>>& before,
                          const std::vector<Standing<Item>>& after) {
  std::map<std::string, std::vector<int>> of_id;
  for (size_t i = before.size(); i-- > 0;) {
    of_id[before[i].item->id()].push_back(static_cast<int>(i));
  }
  std::vector<int> pairs;
  for (const Standing<Item>& later : after) {
    std::vector<int>& found = of_id[later.item->id()];
    pairs.push_back(found.empty() ? -1 : found.back());
    if (!found.empty()) found.pop_back();
  }
  return pairs;
}

class RubricComparison {
 public:
  RubricComparison(const RubricGuide& before, const RubricGuide& after)
      : before_(before), after_(after), comparer_(before, after) {
    for (const v1::Domain& domain : before.definition().domains()) {
      Collect(domain, "", 0, old_domains_, old_criteria_);
    }
    for (const v1::Domain& domain : after.definition().domains()) {
      Collect(domain, "", 0, domains_, criteria_);
    }
  }

  std::vector<RubricChange> Run() {
    DiffPlace whole;
    whole.section = "rubric";
    whole.subject = "the rubric";
    comparer_.Compare(before_.definition(), after_.definition(), whole);
    CompareStandings(old_domains_, domains_, "domains");
    CompareStandings(old_criteria_, criteria_, "criteria");
    return std::move(comparer_).Take();
  }

 private:
  DiffPlace PlaceOf(const Standing<v1::Domain>& domain, const RubricGuide& guide) const {
    return Place("domains", domain.depth > 0 ? guide.NestedDomainWord() : guide.DomainWord(),
                 domain.item->id(), domain.item->title());
  }
  DiffPlace PlaceOf(const Standing<v1::Criterion>& criterion, const RubricGuide& guide) const {
    return Place("criteria", guide.CriterionWord(), criterion.item->id(), criterion.item->title());
  }
  static DiffPlace Place(const std::string& section, const std::string& word, const std::string& id,
                         const std::string& title) {
    DiffPlace place;
    place.section = section;
    place.subject_id = id;
    place.subject = absl::StrCat(word, " ", title.empty() ? Named(id) : title);
    return place;
  }

  static std::string TitleOf(const Domains& domains, const std::string& id) {
    for (const auto& standing : domains) {
      if (standing.item->id() == id) return Named(standing.item->title());
    }
    return id.empty() ? "the top" : Named(id);
  }

  template <typename Item>
  void CompareStandings(const std::vector<Standing<Item>>& before,
                        const std::vector<Standing<Item>>& after, const std::string& section) {
    const std::vector<int> pairs = PairById(before, after);
    std::vector<bool> kept(before.size(), false);  // or replaced
    for (const int pair : pairs) {
      if (pair >= 0) kept[static_cast<size_t>(pair)] = true;
    }
    const std::vector<int> replaced = Replaced(before, after, pairs, kept);
    int last = -1;
    bool reordered = false;
    for (size_t i = 0; i < after.size(); ++i) {
      if (replaced[i] >= 0) {
        kept[static_cast<size_t>(replaced[i])] = true;
        AddReplacement(before[static_cast<size_t>(replaced[i])], after[i]);
        continue;
      }
      if (pairs[i] < 0) {
        AddNew(after[i]);
        continue;
      }
      const Standing<Item>& earlier = before[static_cast<size_t>(pairs[i])];
      if (earlier.inside != after[i].inside) {
        AddMove(earlier, after[i]);
      } else {
        reordered = reordered || pairs[i] < last;
        last = std::max(last, pairs[i]);
      }
      comparer_.Compare(*earlier.item, *after[i].item, PlaceOf(after[i], after_));
    }
    for (size_t i = 0; i < before.size(); ++i) {
      if (!kept[i]) AddGone(before[i]);
    }
    if (reordered) AddOrder(after, section);
  }

  // A new item.
  template <typename Item>
  void AddNew(const Standing<Item>& added) {
    RubricChange change;
    change.field = FieldOf(*added.item);
    change.after = added.item->title();
    change.kind = ChangeKind::kAdded;
    change.sentence = absl::StrCat("is new", added.inside.empty() ? "" : ", in ",
                                   added.inside.empty() ? "" : TitleOf(domains_, added.inside),
                                   FormOf(*added.item));
    comparer_.Add(PlaceOf(added, after_), std::move(change));
  }

  template <typename Item>
  void AddReplacement(const Standing<Item>& gone, const Standing<Item>& added) {
    RubricChange change;
    change.field = FieldOf(*added.item);
    change.kind = ChangeKind::kReplaced;
    change.before = gone.item->title();
    change.after = added.item->title();
    change.sentence =
        absl::StrCat("is replaced by ", Named(added.item->title()), FormOf(*added.item));
    comparer_.Add(PlaceOf(gone, before_), std::move(change));
  }

  // Of new items that stand, one after the other, exactly where as many are gone, each replaces
  // one: their pairs become what they replace.
  template <typename Item>
  static std::vector<int> Replaced(const std::vector<Standing<Item>>& before,
                                   const std::vector<Standing<Item>>& after,
                                   const std::vector<int>& pairs, const std::vector<bool>& kept) {
    std::vector<int> replaced(after.size(), -1);
    for (size_t i = 0; i < after.size();) {
      const size_t begin = i;
      while (i < after.size() && pairs[i] < 0 && after[i].inside == after[begin].inside) ++i;
      if (i == begin) {
        ++i;
        continue;
      }
      const size_t first = begin == 0 ? 0 : static_cast<size_t>(pairs[begin - 1] + 1);
      size_t end = first;
      while (end < before.size() && !kept[end] && before[end].inside == after[begin].inside) ++end;
      if ((begin > 0 && pairs[begin - 1] < 0) || end - first != i - begin) continue;
      for (size_t k = begin; k < i; ++k) replaced[k] = static_cast<int>(first + (k - begin));
    }
    return replaced;
  }

  template <typename Item>
  void AddGone(const Standing<Item>& gone) {
    RubricChange change;
    change.field = FieldOf(*gone.item);
    change.kind = ChangeKind::kRemoved;
    change.before = gone.item->title();
    change.sentence = absl::StrCat("is gone", gone.inside.empty() ? "" : " from ",
                                   gone.inside.empty() ? "" : TitleOf(old_domains_, gone.inside));
    comparer_.Add(PlaceOf(gone, before_), std::move(change));
  }

  template <typename Item>
  void AddMove(const Standing<Item>& earlier, const Standing<Item>& later) {
    RubricChange change;
    change.field = FieldOf(*later.item);
    change.kind = ChangeKind::kMoved;
    change.before = TitleOf(old_domains_, earlier.inside);
    change.after = TitleOf(domains_, later.inside);
    change.sentence = absl::StrCat("now stands in ", change.after, " instead of ", change.before);
    comparer_.Add(PlaceOf(later, after_), std::move(change));
  }

  template <typename Item>
  void AddOrder(const std::vector<Standing<Item>>& after, const std::string& section) {
    DiffPlace place;
    place.section = section;
    place.subject = "the rubric";
    RubricChange change;
    change.field = FieldOf(*after.front().item);
    change.kind = ChangeKind::kMoved;
    for (const Standing<Item>& item : after) {
      absl::StrAppend(&change.after, change.after.empty() ? "" : ", ", item.item->id());
    }
    const std::string word = section == "criteria" ? after_.CriterionWord() : after_.DomainWord();
    change.label = absl::StrCat("the order of the ", Plural(word));
    change.sentence = absl::StrCat(change.label, " is now ", change.after);
    comparer_.Add(place, std::move(change));
  }

  static std::string FieldOf(const v1::Domain&) { return "RubricDefinition.domains"; }
  static std::string FieldOf(const v1::Criterion&) { return "Domain.criteria"; }

  static std::string FormOf(const v1::Domain&) { return ""; }
  static std::string FormOf(const v1::Criterion& criterion) {
    const auto* const form = criterion.GetReflection()->GetOneofFieldDescriptor(
        criterion, criterion.GetDescriptor()->FindOneofByName("form"));
    return form == nullptr ? "" : absl::StrCat("; it is answered by ", WordsOf(*form).label);
  }

  const RubricGuide& before_;
  const RubricGuide& after_;
  Comparer comparer_;
  Domains old_domains_;
  Domains domains_;
  Criteria old_criteria_;
  Criteria criteria_;
};

// The order in which people read about the sections.
int RankOf(const RubricChange& change) {
  constexpr absl::string_view kSections[] = {"rubric",   "inputs",    "domains",
                                             "criteria", "scales",    "continua",
                                             "rollups",  "band_sets", "ladders"};
  const auto* const found = std::find(std::begin(kSections), std::end(kSections), change.section);
  return static_cast<int>(found - std::begin(kSections));
}

}  // namespace

std::vector<RubricChange> DiffRubrics(const v1::RubricDefinition& before,
                                      const v1::RubricDefinition& after) {
  if (MessageDifferencer::Equals(before, after)) return {};
  const RubricGuide old_guide(before);
  const RubricGuide new_guide(after);
  std::vector<RubricChange> changes = RubricComparison(old_guide, new_guide).Run();
  std::stable_sort(
      changes.begin(), changes.end(),
      [](const RubricChange& a, const RubricChange& b) { return RankOf(a) < RankOf(b); });
  if (changes.empty()) {  // nothing that people could name, yet never silence about a difference
    changes.push_back({.section = "rubric",
                       .subject = "the rubric",
                       .sentence = "something is written otherwise",
                       .label = "something"});
  }
  return changes;
}

}  // namespace continuum::cli
