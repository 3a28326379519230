// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "clients/cli/csv_table.h"
#include "clients/cli/render/text.h"
#include "clients/cli/sheet/columns.h"
#include "clients/cli/sheet/field_value.h"
#include "clients/cli/sheet/rubric_sheet.h"
#include "clients/cli/sheet/safe_cell.h"
#include "clients/cli/sheet/settings.h"
#include "clients/cli/suggestion.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "scoring/limits.h"

namespace continuum::cli {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::OneofDescriptor;
using google::protobuf::Reflection;

constexpr int kMostNesting = 2 * scoring::kMaxNesting + 16;

// A message that a row stands for, or a sentence of a list (no message).
struct Place {
  Message* message = nullptr;
  std::string path;  // "domains[0]"; empty for the rubric
};

// A field found by its name.
struct Target {
  Message* message = nullptr;  // that holds the field; null where it was not found
  const FieldDescriptor* field = nullptr;
  std::string path;  // of the field
};

class SheetReader {
 public:
  explicit SheetReader(RubricSheet* sheet) : sheet_(*sheet) {}

  void Read(const std::vector<CsvTableRow>& rows) {
    if (rows.empty()) return Problem(1, "", "there are no rows below the header");
    for (const CsvTableRow& row : rows) ReadRow(row);
  }

 private:
  void Problem(int line, absl::string_view column, std::string message) {
    sheet_.problems.push_back(
        {.line = line, .column = std::string(column), .message = std::move(message)});
  }

  static std::string Cell(const CsvTableRow& row, absl::string_view column) {
    const auto found = row.cells.find(column);
    return found == row.cells.end() ? "" : Unprotected(found->second.text);
  }
  static int LineOf(const CsvTableRow& row, absl::string_view column) {
    const auto found = row.cells.find(column);
    return found == row.cells.end() ? row.line : found->second.line;
  }
  static std::string Word(const CsvTableRow& row, absl::string_view column) {
    return std::string(absl::StripAsciiWhitespace(Cell(row, column)));
  }

  void ReadRow(const CsvTableRow& row) {
    int nesting = 0;
    if (!absl::SimpleAtoi(Word(row, "nesting"), &nesting) || nesting < 0 ||
        nesting > kMostNesting) {
      Skip(above_.empty() ? 0 : above_.size() - 1);  // it probably stands beside the row above
      return Problem(
          LineOf(row, "nesting"), "nesting",
          absl::StrCat("got ", Shown(Word(row, "nesting")), ", want a whole number: how ",
                       "deep the row lies, 0 for the rubric"));
    }
    const auto depth = static_cast<size_t>(nesting);
    if (skipping_ && depth > skipped_depth_ && depth > 0) return;  // within what was not understood
    skipping_ = false;
    if (depth > above_.size() || (depth == 0) != above_.empty()) {
      Skip(depth);
      return Problem(LineOf(row, "nesting"), "nesting", NestingMessage(nesting));
    }
    above_.resize(depth);
    Place place;
    if (!Open(row, depth, &place)) return Skip(depth);
    if (place.message == nullptr) return;
    above_.push_back(place);
    sheet_.lines[place.path] = row.line;
    FillColumns(row, place);
    FillSettings(row, place);
  }

  void Skip(size_t depth) {
    skipping_ = true;
    skipped_depth_ = depth;
  }

  std::string NestingMessage(int nesting) const {
    if (above_.empty()) return "the first row is the rubric itself, with nesting 0";
    if (nesting == 0) return "got 0, but only the first row is the rubric; want 1 or more";
    return absl::StrCat("got ", nesting, ", want at most ", above_.size(),
                        ": one more than the row that it belongs to");
  }

  // Makes the message of a row; none for the sentence of a list, which is put where it belongs.
  // False where the row cannot be understood.
  bool Open(const CsvTableRow& row, size_t depth, Place* place) {
    const std::string part = Word(row, "part");
    if (depth == 0) {
      *place = {.message = &sheet_.rubric, .path = ""};
      if (part == "rubric") return true;
      Problem(LineOf(row, "part"), "part",
              absl::StrCat("got ", Shown(part), ", want \"rubric\" in the first row"));
      return false;
    }
    const Target target = Find(row, "part", part, above_.back());
    if (target.message == nullptr) return false;
    if (!target.field->is_repeated()) {
      Problem(LineOf(row, "part"), "part",
              absl::StrCat(Shown(part), " is not a list; it stands in a column or among the ",
                           "settings of the row that it belongs to"));
      return false;
    }
    const Reflection& reflection = *target.message->GetReflection();
    if (target.field->message_type() == nullptr) {
      const std::string wrong = SetFieldValue(Cell(row, "text"), *target.field, target.message);
      if (!wrong.empty()) Problem(LineOf(row, "text"), "text", wrong);
      CheckSentence(row);
      return true;
    }
    const int index = reflection.FieldSize(*target.message, target.field);
    *place = {.message = reflection.AddMessage(target.message, target.field),
              .path = absl::StrCat(target.path, "[", index, "]")};
    return true;
  }

  // The row of a sentence has nothing but its text.
  void CheckSentence(const CsvTableRow& row) {
    for (const absl::string_view column : kSheetColumns) {
      if (column == "nesting" || column == "part" || column == "text") continue;
      if (Word(row, column).empty()) continue;
      Problem(LineOf(row, column), column,
              absl::StrCat("a row of ", Shown(Word(row, "part")), " has a text and nothing else"));
    }
  }

  // The field that a dotted name leads to. Parts on the way are made where they are not there yet.
  Target Find(const CsvTableRow& row, absl::string_view column, const std::string& name,
              const Place& place) {
    Target target{.message = place.message, .path = place.path};
    const std::vector<std::string> steps = absl::StrSplit(name, '.');
    for (size_t i = 0; i < steps.size(); ++i) {
      const Descriptor& type = *target.message->GetDescriptor();
      target.field = type.FindFieldByName(steps[i]);
      if (target.field == nullptr) {
        Problem(LineOf(row, column), column, UnknownMessage(name, steps[i], type));
        return {};
      }
      if (!TakeChoice(row, column, name, target)) return {};
      absl::StrAppend(&target.path, target.path.empty() ? "" : ".", steps[i]);
      if (i + 1 == steps.size()) break;
      if (target.field->is_repeated() || target.field->message_type() == nullptr) {
        Problem(LineOf(row, column), column,
                absl::StrCat("in ", Shown(name), ", ", Shown(steps[i]), " has no parts",
                             target.field->is_repeated() ? " that could be named so; its elements "
                                                           "are rows of their own"
                                                         : ""));
        return {};
      }
      target.message =
          target.message->GetReflection()->MutableMessage(target.message, target.field);
    }
    return target;
  }

  // Of some fields only one may be set: says so where another is.
  bool TakeChoice(const CsvTableRow& row, absl::string_view column, const std::string& name,
                  const Target& target) {
    const OneofDescriptor* const choice = target.field->real_containing_oneof();
    if (choice == nullptr) return true;
    const FieldDescriptor* const held =
        target.message->GetReflection()->GetOneofFieldDescriptor(*target.message, choice);
    if (held == nullptr || held == target.field) return true;
    Problem(LineOf(row, column), column,
            absl::StrCat(Shown(name), " cannot be given: ", Shown(held->name()),
                         " is given already, and only one of them may be"));
    return false;
  }

  static std::string UnknownMessage(const std::string& name, const std::string& step,
                                    const Descriptor& type) {
    std::vector<std::string> known;
    for (int i = 0; i < type.field_count(); ++i) known.push_back(type.field(i)->name());
    if (name.empty()) return absl::StrCat("is empty, want one of: ", absl::StrJoin(known, ", "));
    return absl::StrCat("got ", Shown(name), ", but there is no ", Shown(step),
                        " here; there are: ", absl::StrJoin(known, ", "), ".",
                        DidYouMean(step, known));
  }

  void FillColumns(const CsvTableRow& row, const Place& place) {
    for (const absl::string_view column : kFieldColumns) {
      const std::string text = Cell(row, column);
      if (text.empty()) continue;
      const FieldDescriptor* const field = FieldOfColumn(column, *place.message->GetDescriptor());
      const bool is_text = field != nullptr && field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
      if (!is_text && absl::StripAsciiWhitespace(text).empty()) continue;
      if (field == nullptr) {
        Problem(LineOf(row, column), column,
                absl::StrCat("got ", Shown(text), ", but a row of ", Shown(Word(row, "part")),
                             " has nothing in this column"));
        continue;
      }
      const Target target{.message = place.message, .field = field};
      if (!TakeChoice(row, column, field->name(), target)) continue;
      const std::string wrong = SetFieldValue(text, *field, place.message);
      if (!wrong.empty()) Problem(LineOf(row, column), column, wrong);
    }
  }

  void FillSettings(const CsvTableRow& row, const Place& place) {
    std::vector<std::string> wrong;
    const std::vector<Setting> settings = ReadSettings(Cell(row, "settings"), &wrong);
    for (std::string& message : wrong) {
      Problem(LineOf(row, "settings"), "settings", std::move(message));
    }
    for (const Setting& setting : settings) FillSetting(row, setting, place);
  }

  void FillSetting(const CsvTableRow& row, const Setting& setting, const Place& place) {
    const Target target = Find(row, "settings", setting.name, place);
    if (target.message == nullptr) return;
    const Reflection& reflection = *target.message->GetReflection();
    const FieldDescriptor& field = *target.field;
    std::string wrong;
    if (field.message_type() != nullptr && field.is_repeated()) {
      wrong = "its elements are rows of their own";
    } else if (field.message_type() != nullptr) {
      if (setting.value.empty()) {
        reflection.MutableMessage(target.message, &field);
      } else {
        wrong = "it has parts, and no value";
      }
    } else if (!field.is_repeated() && reflection.HasField(*target.message, &field)) {
      wrong = "it is given already";
    } else {
      wrong = SetFieldValue(setting.value, field, target.message);
    }
    if (!wrong.empty()) {
      Problem(LineOf(row, "settings"), "settings", absl::StrCat(setting.name, ": ", wrong));
    }
  }

  RubricSheet& sheet_;
  std::vector<Place> above_;  // the rows that the next may belong to, the rubric first
  bool skipping_ = false;     // rows below one that was not understood
  size_t skipped_depth_ = 0;
};

CsvColumns SheetColumns() {
  return {.known = {std::begin(kSheetColumns), std::end(kSheetColumns)},
          .required = {"nesting", "part"},
          .ignored = {},
          .written_by = "continuum rubric export"};
}

}  // namespace

int RubricSheet::LineOf(absl::string_view path) const {
  while (!path.empty()) {
    const auto found = lines.find(path);
    if (found != lines.end()) return found->second;
    const size_t end = path.find_last_of(".[");
    path = end == absl::string_view::npos ? "" : path.substr(0, end);
  }
  const auto found = lines.find("");
  return found == lines.end() ? 0 : found->second;
}

RubricSheet ReadRubricSheet(absl::string_view text) {
  RubricSheet sheet;
  const std::vector<CsvTableRow> rows = ReadCsvTable(text, SheetColumns(), &sheet.problems);
  if (!rows.empty() || sheet.problems.empty()) SheetReader(&sheet).Read(rows);
  std::stable_sort(sheet.problems.begin(), sheet.problems.end(),
                   [](const LineProblem& a, const LineProblem& b) { return a.line < b.line; });
  return sheet;
}

}  // namespace continuum::cli
