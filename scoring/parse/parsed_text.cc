// SPDX-License-Identifier: Apache-2.0

#include "scoring/parse/parsed_text.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"
#include "scoring/limits.h"
#include "scoring/parse/field_values.h"
#include "scoring/parse/syntax_message.h"
#include "scoring/problem.h"

namespace continuum::scoring {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::TextFormat;

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Where the name or value that ends before `offset` (but for blanks) begins.
size_t BeginningOfWord(absl::string_view text, size_t offset) {
  const auto is_blank = [&](size_t i) {
    return absl::ascii_isspace(static_cast<unsigned char>(text[i]));
  };
  const auto in_word = [&](size_t i) {
    return absl::ascii_isalnum(static_cast<unsigned char>(text[i])) || text[i] == '_' ||
           text[i] == '.' || text[i] == '[' || text[i] == ']';
  };
  while (offset > 0 && is_blank(offset - 1)) --offset;
  while (offset > 0 && in_word(offset - 1)) --offset;
  return offset;
}

// Turns what the parser complains about into problems.
class Complaints : public google::protobuf::io::ErrorCollector {
 public:
  Complaints(const SourceText& source, std::vector<v1::RubricProblem>& problems)
      : source_(source), problems_(problems) {}

  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    if (closed_) return;
    size_t offset = source_.OffsetOf(line, column);
    const absl::string_view rest = absl::string_view(source_.text()).substr(offset);
    SyntaxMessage reworded = Reword(message, rest);
    if (reworded.behind_word) offset = BeginningOfWord(source_.text(), offset);
    problems_.push_back(
        MakeProblem(reworded.reason, "", source_.PlaceOf(offset), std::move(reworded.message)));
    closed_ = reworded.last;
  }

  // The parser only warns of unknown fields, so that it can go on; to us they are errors.
  void AddWarning(int line, google::protobuf::io::ColumnNumber column,
                  const std::string& message) override {
    AddError(line, column, message);
  }

 private:
  const SourceText& source_;
  std::vector<v1::RubricProblem>& problems_;
  bool closed_ = false;
};

// Reports the first byte of each line that may not be in such a text.
void CheckCharacters(const SourceText& source, std::vector<v1::RubricProblem>& problems) {
  const absl::string_view text = source.text();
  for (size_t i = 0; i < text.size();) {
    const size_t length = CharacterLength(text.substr(i));
    if (length > 0 && !IsForbiddenControl(text[i])) {
      i += length;
      continue;
    }
    const TextPlace place = source.PlaceOf(i);
    problems.push_back(
        length > 0 ? MakeProblem(ProblemReason::kControlCharacter, "", place,
                                 "there is a control character here; delete it")
                   : MakeProblem(ProblemReason::kTextNotUtf8, "", place,
                                 "there is a character here that is not UTF-8; save the text as "
                                 "UTF-8 in your editor"));
    i = std::min(text.find('\n', i), text.size());
  }
}

// One step of a path: "domains[2]" is the name "domains" and the index 2; without an index it is 0.
std::pair<std::string, int> ReadStep(absl::string_view step) {
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(step, absl::MaxSplits('[', 1));
  int index = 0;
  if (!absl::SimpleAtoi(absl::StripSuffix(parts.second, "]"), &index)) index = 0;
  return {std::string(parts.first), std::max(index, 0)};
}

// Where an element of a repeated field is. A list written as [a, b] has one place for all of its
// elements.
TextFormat::ParseLocation FindElement(const TextFormat::ParseInfoTree& tree,
                                      const FieldDescriptor* field, int index) {
  if (!field->is_repeated()) return tree.GetLocation(field, -1);
  TextFormat::ParseLocation location = tree.GetLocation(field, index);
  while (location.line < 0 && index > 0) location = tree.GetLocation(field, --index);
  return location;
}

}  // namespace

struct ParsedText::State {
  State(absl::string_view text, std::unique_ptr<google::protobuf::Message> empty)
      : source(text), message(std::move(empty)) {}

  void Refuse(ProblemReason reason, TextPlace place, std::string why) {
    problems.push_back(MakeProblem(reason, "", place, std::move(why)));
  }

  // Without CheckFieldValues, which needs the places of fields.
  void Parse(absl::string_view noun) {
    CheckCharacters(source, problems);
    if (!problems.empty()) return;
    Complaints complaints(source, problems);
    TextFormat::Parser parser;
    parser.RecordErrorsTo(&complaints);
    parser.WriteLocationsTo(&locations);
    parser.SetRecursionLimit(kMaxTextParserRecursion);
    parser.AllowUnknownField(true);
    complete = parser.ParseFromString(source.text(), message.get());
    if (complete && problems.empty() && message->ByteSizeLong() == 0) {
      complete = false;
      Refuse(ProblemReason::kTextEmpty, {.line = 1, .column = 1},
             absl::StrCat("there is no ", noun, " in the text"));
    }
  }

  SourceText source;
  bool complete = false;
  std::unique_ptr<google::protobuf::Message> message;
  TextFormat::ParseInfoTree locations;
  std::vector<v1::RubricProblem> problems;
};

ParsedText::ParsedText(absl::string_view text, absl::string_view noun,
                       std::unique_ptr<google::protobuf::Message> message) {
  if (text.size() > kMaxRubricBytes) {
    state_ = std::make_unique<State>("", std::move(message));
    state_->Refuse(ProblemReason::kTextTooLong, {},
                   absl::StrCat("the text has ", text.size(), " bytes; a ", noun, " has at most ",
                                kMaxRubricBytes, " (1 MiB)"));
    return;
  }
  state_ = std::make_unique<State>(absl::StripPrefix(text, kByteOrderMark), std::move(message));
  state_->Parse(noun);
  if (complete()) CheckFieldValues(*this, state_->problems);
}

ParsedText::ParsedText(ParsedText&&) noexcept = default;
ParsedText& ParsedText::operator=(ParsedText&&) noexcept = default;
ParsedText::~ParsedText() = default;

bool ParsedText::complete() const { return state_->complete; }

const google::protobuf::Message& ParsedText::message() const { return *state_->message; }

const std::vector<v1::RubricProblem>& ParsedText::problems() const { return state_->problems; }

TextPlace ParsedText::Locate(absl::string_view path) const {
  const TextFormat::ParseInfoTree* tree = &state_->locations;
  const Descriptor* message = state_->message->GetDescriptor();
  TextFormat::ParseLocation innermost(0, 0);
  for (const absl::string_view step : absl::StrSplit(path, '.')) {
    const auto [name, index] = ReadStep(step);
    const FieldDescriptor* field = message->FindFieldByName(name);
    if (field == nullptr) break;
    const TextFormat::ParseLocation location = FindElement(*tree, field, index);
    if (location.line < 0) break;
    innermost = location;
    if (field->message_type() == nullptr) break;
    tree = tree->GetTreeForNested(field, field->is_repeated() ? index : -1);
    if (tree == nullptr) break;
    message = field->message_type();
  }
  return state_->source.PlaceOf(state_->source.OffsetOf(innermost.line, innermost.column));
}

}  // namespace continuum::scoring
