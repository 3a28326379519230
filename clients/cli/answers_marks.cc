// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/answers_marks.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/answers_csv.h"
#include "clients/cli/csv.h"

namespace continuum::cli {

namespace {

// Where there is no answer. No spreadsheet takes a mark for a number or a day.
constexpr absl::string_view kNoAnswer = "none";
constexpr absl::string_view kColumn = "as_saved";

std::string MarkOf(const v1::Answer& answer) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream out(&stream);
    out.SetSerializationDeterministic(true);
    answer.SerializeToCodedStream(&out);
  }
  std::array<unsigned char, 32> digest = {};
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  return absl::StrCat("was-", absl::BytesToHexString(absl::string_view(
                                  reinterpret_cast<const char*>(digest.data()), 6)));
}

const std::string& MarkIn(const AnswerMarks& marks, const std::string& criterion) {
  static const std::string* const none = new std::string(kNoAnswer);
  const auto found = marks.find(criterion);
  return found == marks.end() ? *none : found->second;
}

// The place of a column in the header, or the number of its cells.
size_t PlaceOf(absl::string_view column, const CsvRow& header) {
  const auto found = std::find_if(header.cells.begin(), header.cells.end(),
                                  [column](const CsvCell& cell) { return cell.text == column; });
  return static_cast<size_t>(found - header.cells.begin());
}

}  // namespace

AnswerMarks MarksOf(const v1::RubricDefinition& rubric, const v1::AnswerSet& answers) {
  // Through a table and back, so that it does not matter where the answers come from.
  const AnswersCsv read = ReadAnswersCsv(WriteAnswersCsv(rubric, answers), rubric);
  AnswerMarks marks;
  for (const v1::Answer& answer : read.answers.answers()) {
    marks[answer.criterion()] = MarkOf(answer);
  }
  return marks;
}

AnswerMarks ReadMarks(absl::string_view csv) {
  AnswerMarks marks;
  const CsvFile file = ReadCsv(csv);
  if (file.rows.empty()) return marks;
  const size_t criterion = PlaceOf("criterion", file.rows.front());
  const size_t mark = PlaceOf(kColumn, file.rows.front());
  for (size_t i = 1; i < file.rows.size(); ++i) {
    const std::vector<CsvCell>& cells = file.rows[i].cells;
    if (std::max(criterion, mark) >= cells.size() || cells[mark].text.empty()) continue;
    marks[cells[criterion].text] = cells[mark].text;
  }
  return marks;
}

AnswerMerge MergeAnswers(const v1::RubricDefinition& rubric, const v1::AnswerSet& given,
                         const AnswerMarks& before, const v1::AnswerSet& now, bool replace) {
  absl::flat_hash_map<std::string, const v1::Answer*> answers;
  for (const v1::Answer& answer : given.answers()) answers[answer.criterion()] = &answer;
  const AnswerMarks mine = MarksOf(rubric, given);
  const AnswerMarks theirs = MarksOf(rubric, now);
  AnswerMerge merge;
  merge.changed.set_source(given.source());
  const auto add = [&](const std::string& criterion) {
    const auto found = answers.find(criterion);
    const bool is_given = found != answers.end();
    if (!is_given && !replace) return;
    const std::string& was = MarkIn(before, criterion);
    const std::string& is_now = MarkIn(theirs, criterion);
    const std::string& wanted = MarkIn(mine, criterion);
    if (wanted == is_now) return;
    if (wanted == was) {
      merge.theirs.push_back(criterion);
    } else if (is_now != was) {
      merge.conflicts.push_back(criterion);
    } else if (is_given) {
      *merge.changed.add_answers() = *found->second;
    } else {
      merge.changed.add_answers()->set_criterion(criterion);
    }
  };
  for (const v1::Answer& answer : given.answers()) add(answer.criterion());
  for (const auto& [criterion, mark] : before) {
    if (!answers.contains(criterion)) add(criterion);
  }
  return merge;
}

std::vector<std::string> TakenFromOthers(const v1::RubricDefinition& rubric,
                                         const v1::AnswerSet& given,
                                         const v1::RecordedAnswerSet& saved,
                                         absl::string_view author, bool replace) {
  v1::AnswerSet theirs;
  for (const v1::RecordedAnswer& recorded : saved.answers()) {
    const v1::Answer& answer = recorded.answer();
    if (recorded.author() == author || answer.unconfirmed()) continue;
    if (answer.answer_case() != v1::Answer::ANSWER_NOT_SET) *theirs.add_answers() = answer;
  }
  const AnswerMarks is_now = MarksOf(rubric, theirs);
  const AnswerMarks wanted = MarksOf(rubric, given);
  std::vector<std::string> taken;
  for (const v1::Answer& answer : theirs.answers()) {
    const std::string& criterion = answer.criterion();
    if (!replace && !wanted.contains(criterion)) continue;
    if (MarkIn(wanted, criterion) != MarkIn(is_now, criterion)) taken.push_back(criterion);
  }
  return taken;
}

}  // namespace continuum::cli
