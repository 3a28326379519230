// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/wording.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/condition_words.h"
#include "clients/cli/form_words.h"
#include "clients/cli/number_text.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/state_words.h"

namespace continuum::cli {

namespace {

// It may be answered, and still be said not to be known well enough.
bool MayLackData(const v1::Criterion& criterion, const RubricGuide& guide) {
  if (criterion.allows_insufficient_data() || criterion.has_measure()) return true;
  const auto options = OptionsOf(guide.definition(), criterion);
  return std::any_of(options.begin(), options.end(),
                     [](const v1::RatingOption* option) { return option->insufficient_data(); });
}

// The rollup whose value a case takes; empty where it gives a number, or is not known.
std::string TakenRollup(const v1::Rollup& rollup, const v1::Reason& reason) {
  if (reason.arguments().empty()) return "";
  int number = 0;
  if (reason.arguments(0) == "otherwise") return rollup.otherwise().rollup();
  const bool known = absl::SimpleAtoi(reason.arguments(0), &number) && number >= 1 &&
                     number <= rollup.cases_size();
  return known ? rollup.cases(number - 1).then().rollup() : "";
}

// Why a rollup has no value although one of its cases is so: what the case takes has none.
std::string NothingTakenWords(const v1::RollupResult& result, const RubricGuide& guide) {
  const v1::Rollup* rollup = guide.FindRollup(result.rollup());
  const std::string taken = rollup == nullptr ? "" : TakenRollup(*rollup, result.reason());
  return taken.empty() ? "It has no value."
                       : absl::StrCat("It has no value: it is the same as ",
                                      guide.RollupTitle(taken), ", which has none.");
}

// Words the reasons of one criterion or rollup.
class ReasonWriter {
 public:
  ReasonWriter(const v1::Reason& reason, const RubricGuide& guide, absl::string_view criterion)
      : reason_(reason), guide_(guide), criterion_(criterion) {}

  std::string Write() const {
    const std::string item = guide_.CriterionWord();
    switch (reason_.code()) {
      case v1::Reason::CODE_UNANSWERED:
        return absl::StrCat("This ", item, " is not answered.");
      case v1::Reason::CODE_PROOF_LACKING:
        return absl::StrCat("The answer lacks ", LackingProofWords(reason_),
                            ", which it needs to count; so it counts as unanswered.");
      case v1::Reason::CODE_COVERED:
        return absl::StrCat(Activity(0), " also counts for ", Activity(1), ".");
      case v1::Reason::CODE_EXTENT_TOO_SMALL:
        return absl::StrCat(Activity(0), " is done ", ExtentWords(),
                            ", which is not enough to count.");
      case v1::Reason::CODE_ADAPTATION_NOT_COUNTED:
        return absl::StrCat(Activity(0), " is done with an adaptation ", AdaptationWords());
      case v1::Reason::CODE_ADAPTATION_COUNTED:
        return absl::StrCat(Activity(0), " is done with an adaptation, and counts.");
      case v1::Reason::CODE_NOT_YET:
        return absl::StrCat(Activity(0), " begins in ", Argument(1),
                            ", after the day that is scored, and does not count yet.");
      case v1::Reason::CODE_STAGE_CLAIMED:
        return absl::StrCat("The stage ", Quoted(guide_.StageTitle(criterion_, Argument(0))),
                            " is claimed without saying which activities are done.");
      case v1::Reason::CODE_INSUFFICIENT_DATA:
        return absl::StrCat("There is not enough information on this ", item, " to tell.");
      case v1::Reason::CODE_NOT_APPLICABLE_MEETS:
        return absl::StrCat("This ", item, " does not apply, and that meets the requirement.");
      case v1::Reason::CODE_NOT_APPLICABLE_FAILS:
        return absl::StrCat("This ", item, " does not apply, and that does not meet the ",
                            "requirement.");
      case v1::Reason::CODE_NOT_ASKED:
        return absl::StrCat("This ", item, " is not asked: ", NotAskedWords(), ".");
      case v1::Reason::CODE_UNCONFIRMED:
        return "The answer was proposed from elsewhere and nobody has confirmed it; so it counts "
               "as unanswered.";
      default:
        return WriteAboutNumbers();
    }
  }

 private:
  std::string WriteAboutNumbers() const {
    switch (reason_.code()) {
      case v1::Reason::CODE_INPUT_LACKING:
        return absl::StrCat("It looks at ", Quoted(guide_.InputTitle(Argument(0))),
                            ", which has no value; so it counts as unanswered.");
      case v1::Reason::CODE_SMALL_DENOMINATOR:
        // Where small counts are withheld the first argument is empty.
        return Argument(0).empty()
                   ? absl::StrCat("Too few are counted for a rate: at least ", Argument(1),
                                  " are needed.")
                   : absl::StrCat("Only ", Argument(0), " are counted, and at least ", Argument(1),
                                  " are needed for a rate.");
      case v1::Reason::CODE_COUNTS_LACKING:
        return absl::StrCat("The counts by which it is scored are not stated: ",
                            guide_.SegmentTitle(criterion_, Argument(0)), ".");
      case v1::Reason::CODE_DATE_NOT_COUNTED:
        return absl::StrCat(Quoted(guide_.MilestoneText(criterion_, Argument(0))), " is dated ",
                            Argument(1),
                            ", after the day that is scored or after the program ceased, and does "
                            "not count.");
      case v1::Reason::CODE_RECOGNITION:
        return absl::StrCat("The recognition is ", RecognitionProblemWords(Argument(0)), ".");
      default:
        return WriteAboutRollup();
    }
  }

  std::string WriteAboutRollup() const {
    switch (reason_.code()) {
      case v1::Reason::CODE_NO_TERMS:
        return "It has no value: nothing that it is computed from has one.";
      case v1::Reason::CODE_TOO_FEW_TERMS:
        return absl::StrCat("It has no value: only ", Argument(0), " of the numbers that it is ",
                            "computed from are there, and ", Argument(1), " are needed.");
      case v1::Reason::CODE_NOTHING_POSSIBLE:
        return "It has no value: nothing that it is computed from could be reached.";
      case v1::Reason::CODE_BLOCKED: {
        std::vector<std::string> titles;
        bool may_lack_data = false;
        for (const std::string& id : All()) {
          const v1::Criterion* criterion = guide_.FindCriterion(id);
          titles.push_back(criterion == nullptr ? guide_.InputTitle(id) : criterion->title());
          may_lack_data |= criterion != nullptr && MayLackData(*criterion, guide_);
        }
        return absl::StrCat("It has no value until ", titles.size() == 1 ? "this is" : "these are",
                            " answered", may_lack_data ? ", with enough information" : "", ": ",
                            ListWords(titles), ".");
      }
      case v1::Reason::CODE_NO_VALUE:
        return "The number that it asks for has no value.";
      case v1::Reason::CODE_CASE:
        return Argument(0) == "otherwise" ? "None of its cases is so; this is what it is otherwise."
                                          : absl::StrCat("Of its cases, number ", Argument(0),
                                                         " is the first that is so.");
      case v1::Reason::CODE_CENSORED:
        return absl::StrCat("The days are counted to ", Argument(0),
                            ", because not everything is finished.");
      case v1::Reason::CODE_NO_CASE:
        return "It has no value: none of its cases is so.";
      default:
        return "";
    }
  }

  // Reasons come from a server, which may be newer: an argument may be missing.
  std::string Argument(int i) const {
    return i < reason_.arguments_size() ? reason_.arguments(i) : "(not given)";
  }
  std::vector<std::string> All() const {
    return {reason_.arguments().begin(), reason_.arguments().end()};
  }
  std::string NotAskedWords() const {
    const v1::Criterion* criterion = guide_.FindCriterion(criterion_);
    return criterion == nullptr || !criterion->has_asked_when()
               ? "what is answered before it says so"
               : absl::StrCat("it is asked only when ",
                              ConditionWords(criterion->asked_when(), guide_));
  }
  std::string Activity(int i) const { return Quoted(guide_.ActivityText(criterion_, Argument(i))); }
  std::string ExtentWords() const {
    if (Argument(1) == "some-sites") return "at some sites only";
    return Argument(1) == "pilot" ? "as a pilot only" : absl::StrCat("at ", Argument(1), " only");
  }
  std::string AdaptationWords() const {
    const std::string why = Argument(1);
    if (why == "unplanned") return "that was not planned, and does not count.";
    if (why == "inconsistent") return "that changes its purpose, and does not count.";
    return "; adapted activities do not count.";
  }

  const v1::Reason& reason_;
  const RubricGuide& guide_;
  const absl::string_view criterion_;
};

}  // namespace

std::string ReasonSentence(const v1::Reason& reason, const RubricGuide& guide,
                           absl::string_view criterion) {
  return ReasonWriter(reason, guide, criterion).Write();
}

std::string RollupReasonSentence(const v1::Reason& reason, const RubricGuide& guide,
                                 absl::string_view rollup) {
  const v1::Rollup* found = guide.FindRollup(rollup);
  int number = 0;
  if (reason.code() == v1::Reason::CODE_CASE && found != nullptr && !reason.arguments().empty() &&
      absl::SimpleAtoi(reason.arguments(0), &number) && number >= 1 &&
      number <= found->cases_size()) {
    return absl::StrCat("This case is so: ", CaseWords(found->cases(number - 1), *found, guide),
                        ".");
  }
  // Days are not reached, but counted from dates.
  if (reason.code() == v1::Reason::CODE_NOTHING_POSSIBLE && found != nullptr &&
      found->operator_() == v1::Rollup::OPERATOR_DURATION_DAYS) {
    return "It has no value: no activity has a date that counts.";
  }
  return ReasonSentence(reason, guide, "");
}

std::string RollupValueWords(const v1::RollupResult& result, const RubricGuide& guide,
                             absl::string_view as_of) {
  if (result.state() != v1::ROLLUP_STATE_VALUE) {
    if (result.reason().code() == v1::Reason::CODE_CASE) return NothingTakenWords(result, guide);
    const std::string why = RollupReasonSentence(result.reason(), guide, result.rollup());
    return why.empty() ? "no value" : why;
  }
  const v1::Rollup* rollup = guide.FindRollup(result.rollup());
  std::string value =
      result.display().empty()
          ? kWithheld
          : SingularText(result.display(), rollup == nullptr ? v1::Display() : rollup->display());
  if (result.censored_date().empty()) return value;
  return result.censored_date() == as_of
             ? absl::StrCat(value, " so far, counted to ", result.censored_date())
             : absl::StrCat(value, ", counted to ", result.censored_date(),
                            ", when the program ceased");
}

bool SaysWhyNotCounted(v1::Reason::Code code) {
  return code == v1::Reason::CODE_PROOF_LACKING || code == v1::Reason::CODE_EXTENT_TOO_SMALL ||
         code == v1::Reason::CODE_ADAPTATION_NOT_COUNTED || code == v1::Reason::CODE_NOT_YET ||
         code == v1::Reason::CODE_UNCONFIRMED || code == v1::Reason::CODE_SMALL_DENOMINATOR ||
         code == v1::Reason::CODE_DATE_NOT_COUNTED;
}

}  // namespace continuum::cli
