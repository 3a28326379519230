// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "clients/cli/answers_file.h"
#include "clients/cli/answers_marks.h"
#include "clients/cli/commands/assess.h"
#include "clients/cli/commands/assessment_details.h"
#include "clients/cli/error.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/revision.h"
#include "clients/cli/session.h"
#include "scoring/compiled_rubric.h"

namespace continuum::cli {

namespace {

absl::StatusOr<v1::RecordedAnswerSet> FetchSaved(Connection& connection, const std::string& name) {
  v1::GetAnswerSetRequest request;
  request.set_name(name);
  return connection.GetAnswerSet(request);
}

// Adds an empty answer, which takes the earlier one back, for each criterion that is answered on
// the server and not in `request`.
absl::Status TakeBackOthers(Connection& connection, v1::SaveAnswersRequest* request) {
  const auto saved = FetchSaved(connection, request->name());
  if (!saved.ok()) return saved.status();
  absl::flat_hash_set<std::string> given;
  for (const v1::Answer& answer : request->answers()) given.insert(answer.criterion());
  for (const v1::RecordedAnswer& recorded : saved->answers()) {
    const v1::Answer& answer = recorded.answer();
    const bool answered = answer.answer_case() != v1::Answer::ANSWER_NOT_SET;
    if (answered && !given.contains(answer.criterion())) {
      request->add_answers()->set_criterion(answer.criterion());
    }
  }
  return absl::OkStatus();
}

// Where answers are saved, and its etag as it was read.
struct Target {
  std::string name;
  std::string etag;
};

absl::StatusOr<Target> FindOwn(Connection& connection, const std::string& assessment) {
  const auto caller = connection.GetCaller({});
  if (!caller.ok()) return caller.status();
  if (!caller->has_account()) {
    return UsageError("--own: only an account has answers of its own; sign in first");
  }
  const std::string name =
      absl::StrCat(assessment, "/answerSets/", ShortName(caller->account().name()));
  const auto saved = FetchSaved(connection, name);
  if (!saved.ok()) return saved.status();
  return Target{name, saved->etag()};
}

absl::StatusOr<Target> FindTarget(Connection& connection, const v1::Assessment& assessment,
                                  bool own) {
  if (own) return FindOwn(connection, assessment.name());
  return Target{ConsensusName(assessment.name()), assessment.etag()};
}

// How much a person's own set answers, such as "3 of 15"; empty where the server does not say.
std::string AnsweredIn(Connection& connection, const std::string& assessment,
                       const std::string& set) {
  v1::ListAnswerSetsRequest request;
  request.set_parent(assessment);
  const auto sets = CollectPages(connection, &Connection::ListAnswerSets, request);
  if (!sets.ok()) return "";
  for (const v1::AnswerSetSummary& one : sets->answer_sets()) {
    if (one.name() != set) continue;
    return absl::StrCat(one.answered_criteria(), " of ", one.total_criteria());
  }
  return "";
}

// What the assessment says of itself counts the program's answers, and not these.
void EmitOwn(Session& session, Connection& connection, const v1::Assessment& assessment,
             const std::string& set) {
  session.EmitDetails(
      assessment, {{.id = "name", .label = "Assessment", .text = ShortName(assessment.name())},
                   {.id = "revision", .label = "Rubric", .text = ShortName(assessment.revision())},
                   {.id = "answered",
                    .label = "You answered",
                    .text = AnsweredIn(connection, assessment.name(), set)}});
}

// Answers are saved criterion by criterion: of one that two people changed, nothing is mixed.
constexpr absl::string_view kOverwriting =
    ", and yours takes the place of the whole criterion, with all that others answered in it";

std::string ListOf(const std::vector<std::string>& criteria) {
  constexpr size_t kShown = 10;
  if (criteria.size() <= kShown) return absl::StrJoin(criteria, ", ");
  return absl::StrCat(absl::StrJoin(criteria.begin(), criteria.begin() + kShown, ", "), " and ",
                      criteria.size() - kShown, " more");
}

// ABORTED: `why`, about these criteria.
absl::Status NothingSaved(absl::string_view why, const std::vector<std::string>& criteria) {
  return absl::AbortedError(absl::StrCat(
      why, ": ", ListOf(criteria),
      ". Nothing was saved. Write the answers to a new file with `continuum assess answers`, and "
      "make your changes there; or load this one with --overwrite",
      kOverwriting));
}

// Puts into the request what the person changed in the file since it was written, and leaves what
// others changed meanwhile. ABORTED where both changed the same.
absl::Status Merge(Session& session, Connection& connection, const v1::RubricDefinition& rubric,
                   const v1::AnswerSet& given, const AnswerMarks& before, bool replace,
                   v1::SaveAnswersRequest* request) {
  const auto saved = FetchSaved(connection, request->name());
  if (!saved.ok()) return saved.status();
  v1::AnswerSet now;
  for (const v1::RecordedAnswer& recorded : saved->answers()) {
    *now.add_answers() = recorded.answer();
  }
  AnswerMerge merge = MergeAnswers(rubric, given, before, now, replace);
  if (!merge.conflicts.empty()) {
    return NothingSaved("since the file was written, somebody else changed what it changes, too",
                        merge.conflicts);
  }
  if (!merge.theirs.empty()) {
    session.console.Note(absl::StrCat("note: since the file was written, others changed ",
                                      ListOf(merge.theirs), ". That stays as they left it."));
  }
  request->mutable_answers()->Swap(merge.changed.mutable_answers());
  request->set_etag(saved->etag());
  return absl::OkStatus();
}

// ABORTED where a file without marks would take the place of what others answered: nobody can tell
// whether the person has seen that.
absl::Status LeaveOthers(Connection& connection, const v1::RubricDefinition& rubric, bool replace,
                         v1::SaveAnswersRequest* request) {
  const auto author = CallerAsAuthor(connection);
  if (!author.ok()) return author.status();
  const auto saved = FetchSaved(connection, request->name());
  if (!saved.ok()) return saved.status();
  v1::AnswerSet given;
  *given.mutable_answers() = request->answers();
  const std::vector<std::string> taken = TakenFromOthers(rubric, given, *saved, *author, replace);
  if (!taken.empty()) {
    return NothingSaved(absl::StrCat("others have answered what the file answers otherwise",
                                     replace ? ", or does not answer" : ""),
                        taken);
  }
  request->set_etag(saved->etag());
  return absl::OkStatus();
}

}  // namespace

CommandResult AssessLoad(Session& session, const AssessLoadOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto assessment = FetchAssessment(**connection, *name);
  if (!assessment.ok()) return assessment.status();
  auto revision = GetRevision(**connection, assessment->revision());
  if (!revision.ok()) return revision.status();
  const auto compiled = scoring::CompileRubric(std::move(*revision->mutable_definition()));
  if (!compiled.ok()) return compiled.status();
  AnswerMarks marks;
  auto answers = LoadAnswers(options.file, **compiled, session.console, &marks);
  if (!answers.ok()) return answers.status();

  v1::SaveAnswersRequest request;
  const auto target = FindTarget(**connection, *assessment, options.own);
  if (!target.ok()) return target.status();
  request.set_name(target->name);
  request.set_etag(target->etag);
  request.set_identifiers_seen(options.identifiers_seen);
  // A table is written from the program's answers, so its marks say nothing about a person's own.
  const bool marked = !marks.empty() && !options.overwrite && !options.own;
  if (marked) {
    absl::Status merged = Merge(session, **connection, (*compiled)->definition(), *answers, marks,
                                options.replace, &request);
    if (!merged.ok()) return merged;
    if (request.answers().empty()) {
      session.console.Note(
          "Nothing in the file is to be saved: it has no answer that you changed.");
      EmitAssessment(session, *assessment);
      return ExitCode::kOk;
    }
  } else {
    request.mutable_answers()->Swap(answers->mutable_answers());
    if (!options.overwrite && !options.own) {
      absl::Status left =
          LeaveOthers(**connection, (*compiled)->definition(), options.replace, &request);
      if (!left.ok()) return left;
    }
  }
  if (options.replace && !marked) {
    if (absl::Status taken = TakeBackOthers(**connection, &request); !taken.ok()) return taken;
  }
  if (request.answers().empty()) {
    return InputError(options.file, "there is no answer in it; fill in the answer column");
  }
  const auto saved = (*connection)->SaveAnswers(request);
  if (!saved.ok()) return saved.status();
  if (options.own) {
    EmitOwn(session, **connection, *saved, target->name);
    session.console.Note(absl::StrCat(
        "These are your own answers, which are not scored and do not count as the program's. "
        "`continuum assess team ",
        ShortName(*name), "` shows who has answered how much."));
  } else {
    EmitAssessment(session, *saved);
  }
  return ExitCode::kOk;
}

}  // namespace continuum::cli
