// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "clients/cli/fhir/answer_value.h"
#include "clients/cli/fhir/content.h"
#include "clients/cli/fhir/form.h"
#include "clients/cli/fhir/json_text.h"
#include "clients/cli/fhir/names.h"
#include "clients/cli/fhir/questionnaire_response.h"
#include "clients/cli/fhir/remarks.h"
#include "clients/cli/render/text.h"
#include "scoring/check_answers.h"
#include "scoring/limits.h"

namespace continuum::cli::fhir {

namespace {

using Kind = JsonNode::Kind;
using Problems = std::vector<LineProblem>;

void Report(absl::string_view place, std::string message, Problems* problems) {
  problems->push_back({.line = 0, .column = std::string(place), .message = std::move(message)});
}

// Reads the items of a response along the form.
class ItemsReader {
 public:
  ItemsReader(const FormIndex& index, Problems* problems) : index_(index), problems_(problems) {}

  // The items in `node`, which lie in `parent` (null: at the top). `path` is where the node is.
  void ReadItems(const JsonNode& node, const FormItem* parent, const std::string& path);
  Content Take() { return std::move(content_); }

 private:
  void ReadItem(const JsonNode& node, const FormItem* parent, const std::string& path);
  void ReadAnswers(const JsonNode& node, const FormItem& item, const std::string& path);
  // Help texts are items, too, but nothing is said of them.
  bool IsHelp(absl::string_view link) const;

  const FormIndex& index_;
  Problems* const problems_;
  absl::flat_hash_set<std::string> seen_;
  Content content_;
};

bool ItemsReader::IsHelp(absl::string_view link) const {
  if (!absl::ConsumeSuffix(&link, "/help")) return false;
  const auto found = index_.find(link);
  return found != index_.end() && !found->second.item->help.empty();
}

void ItemsReader::ReadItems(const JsonNode& node, const FormItem* parent, const std::string& path) {
  const std::string list = path.empty() ? "item" : absl::StrCat(path, ".item");
  int position = 0;
  for (const JsonNode* item : Objects(node, "item", list, problems_)) {
    if (problems_->size() >= scoring::kMaxAnswerProblems) return;
    ReadItem(*item, parent, absl::StrCat(list, "[", position++, "]"));
  }
}

void ItemsReader::ReadItem(const JsonNode& node, const FormItem* parent, const std::string& path) {
  const std::string link = node.Text("linkId");
  const auto found = index_.find(link);
  if (found == index_.end()) {
    if (IsHelp(link) && node.Find("answer") == nullptr && node.Find("item") == nullptr) return;
    return Report(path,
                  absl::StrCat("linkId: got ", Shown(link),
                               IsHelp(link) ? ", which is a text and takes no answer"
                                            : ", which the questionnaire does not have"),
                  problems_);
  }
  const FormItem& item = *found->second.item;
  if (!seen_.insert(link).second) return Report(link, "it is here more than once", problems_);
  if (found->second.parent != parent) {
    const FormItem* right = found->second.parent;
    Report(link,
           absl::StrCat("it is in the wrong place (", path, "); want it in ",
                        right == nullptr ? "the response itself" : Shown(right->link_id)),
           problems_);
  }
  ReadRemarks(node, item, link, &content_[link], problems_);
  ReadItems(node, &item, path);
  ReadAnswers(node, item, path);
}

void ItemsReader::ReadAnswers(const JsonNode& node, const FormItem& item, const std::string& path) {
  const std::vector<const JsonNode*> answers = Objects(node, "answer", item.link_id, problems_);
  if (answers.empty()) return;
  if (item.type == FormItem::Type::kGroup) {
    return Report(item.link_id, "it is a group and takes no answer itself", problems_);
  }
  std::vector<std::string> values;
  int position = 0;
  for (const JsonNode* answer : answers) {
    const auto value = ReadAnswerValue(*answer, item, problems_);
    if (value.has_value()) values.push_back(*value);
    ReadItems(*answer, &item, absl::StrCat(path, ".answer[", position++, "]"));
  }
  if (values.size() > 1 && !item.repeats) {
    Report(item.link_id, absl::StrCat("got ", values.size(), " answers, want one"), problems_);
  }
  content_[item.link_id].values = std::move(values);
}

void CheckStatus(const JsonNode& root, Problems* problems) {
  const std::string status = root.Text("status");
  if (status == "entered-in-error") {
    return Report("status", "the response says that it was entered in error", problems);
  }
  for (const char* known : {"in-progress", "completed", "amended", "stopped"}) {
    if (status == known) return;
  }
  Report("status",
         absl::StrCat("got ", Shown(status), ", want in-progress, completed, amended or stopped"),
         problems);
}

// Nothing here is ever about a patient.
void CheckSubject(const JsonNode& root, Problems* problems) {
  const JsonNode* subject = root.Find("subject");
  if (subject == nullptr) return;
  const std::string reference = subject->Text("reference");
  if (subject->Text("type") == "Patient" || absl::StartsWith(reference, "Patient/") ||
      absl::StrContains(reference, "/Patient/")) {
    Report("subject", "got a patient, want a program's organization or nothing", problems);
  }
}

void CheckQuestionnaire(const JsonNode& root, const v1::RubricDefinition& rubric,
                        Problems* problems) {
  const std::string wanted = RevisionUrl(rubric.id(), rubric.revision());
  const std::string got = root.Text("questionnaire");
  if (got == wanted) return;
  Report("questionnaire", absl::StrCat("got ", Shown(got), ", want ", Shown(wanted)), problems);
}

void ReadSource(const JsonNode& root, v1::AnswerSet* answers, Problems* problems) {
  for (const JsonNode* extension : Objects(root, "extension", "extension", problems)) {
    if (extension->Text("url") != kSource) continue;
    v1::AnswerSource source = v1::ANSWER_SOURCE_UNSPECIFIED;
    const JsonNode* code = ExtensionValue(*extension, "valueCode", "extension", problems);
    if (code == nullptr) continue;
    if (!ParseSourceCode(code->text, &source)) {
      Report("extension",
             absl::StrCat(kSource, ": got ", Shown(code->text),
                          ", want individual, program-consensus, reviewer or reviewer-consensus"),
             problems);
    }
    answers->set_source(source);
  }
  for (const JsonNode* extension :
       Objects(root, "modifierExtension", "modifierExtension", problems)) {
    Report("modifierExtension",
           absl::StrCat(Shown(extension->Text("url")),
                        " changes the meaning of the response in a way that is not known here"),
           problems);
  }
}

ResponseAnswers Finish(ResponseAnswers read) {
  if (read.problems.size() > scoring::kMaxAnswerProblems) {
    read.problems.resize(scoring::kMaxAnswerProblems);
  }
  return read;
}

// The link id of the answer that a field path such as "answers[3].rating.option" leads to.
LineProblem AtLink(const v1::AnswerProblem& problem, const v1::AnswerSet& answers,
                   const FormIndex& index) {
  absl::string_view rest = problem.field();
  std::size_t position = 0;
  if (!absl::ConsumePrefix(&rest, "answers[")) {
    return {.line = 0, .column = problem.field(), .message = problem.message()};
  }
  for (; !rest.empty() && absl::ascii_isdigit(rest.front()); rest.remove_prefix(1)) {
    position = position * 10 + static_cast<std::size_t>(rest.front() - '0');
  }
  absl::ConsumePrefix(&rest, "].");
  const std::string link = position < static_cast<std::size_t>(answers.answers_size())
                               ? LinkOf(answers.answers(static_cast<int>(position)), index)
                               : "";
  return {.line = 0,
          .column = link,
          .message = rest.empty() || rest == "]" ? problem.message()
                                                 : absl::StrCat(rest, ": ", problem.message())};
}

}  // namespace

ResponseAnswers ReadResponse(absl::string_view text, const v1::RubricDefinition& rubric) {
  ResponseAnswers read;
  JsonNode root;
  read.problems = ParseJson(text, &root);
  if (!read.problems.empty()) return read;
  if (root.Text("resourceType") != "QuestionnaireResponse") {
    Report("resourceType",
           absl::StrCat("got ", Shown(root.Text("resourceType")), ", want a FHIR R4 ",
                        "QuestionnaireResponse"),
           &read.problems);
    return read;
  }
  CheckQuestionnaire(root, rubric, &read.problems);
  CheckStatus(root, &read.problems);
  CheckSubject(root, &read.problems);
  const std::vector<FormItem> form = BuildForm(rubric);
  const FormIndex index = IndexForm(form);
  ItemsReader items(index, &read.problems);
  items.ReadItems(root, nullptr, "");
  read.answers = AnswersOf(items.Take(), form, rubric, &read.problems);
  ReadSource(root, &read.answers, &read.problems);
  return Finish(std::move(read));
}

ResponseAnswers ReadResponse(absl::string_view text, const scoring::CompiledRubric& rubric) {
  ResponseAnswers read = ReadResponse(text, rubric.definition());
  const std::vector<FormItem> form = BuildForm(rubric.definition());
  const FormIndex index = IndexForm(form);
  for (const v1::AnswerProblem& problem : scoring::CheckAnswers(rubric, read.answers)) {
    read.problems.push_back(AtLink(problem, read.answers, index));
  }
  return Finish(std::move(read));
}

}  // namespace continuum::cli::fhir
