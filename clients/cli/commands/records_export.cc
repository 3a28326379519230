// SPDX-License-Identifier: Apache-2.0
#include <sstream>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/records.h"
#include "clients/cli/error.h"
#include "clients/cli/names.h"
#include "clients/cli/output_file.h"
#include "clients/cli/records_words.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

// All pages as one record. What was left out is counted for each page, so it is added up.
absl::StatusOr<v1::PublicRecord> Collect(Connection& connection,
                                         v1::ExportPublicRecordRequest request) {
  v1::PublicRecord all;
  do {
    auto page = connection.ExportPublicRecord(request);
    if (!page.ok()) return page.status();
    request.set_page_token(page->next_page_token());
    if (all.program().empty()) {
      all = *std::move(page);
      continue;
    }
    all.mutable_assessments()->MergeFrom(page->assessments());
    for (const v1::Redaction& redaction : page->redactions()) {
      v1::Redaction* same = nullptr;
      for (v1::Redaction& one : *all.mutable_redactions()) {
        if (one.what() == redaction.what()) same = &one;
      }
      if (same == nullptr) {
        *all.add_redactions() = redaction;
      } else {
        same->set_count(same->count() + redaction.count());
      }
    }
  } while (!request.page_token().empty());
  all.clear_next_page_token();
  return all;
}

// A row for each level and number: what other programs and spreadsheets read.
Table ToRows(const v1::PublicRecord& record) {
  Table table({{.id = "assessment", .title = "ASSESSMENT"},
               {.id = "rubric", .title = "RUBRIC", .wraps = true},
               {.id = "period_start", .title = "FROM"},
               {.id = "period_end", .title = "UNTIL"},
               {.id = "completed", .title = "COMPLETED"},
               {.id = "what", .title = "WHAT"},
               {.id = "title", .title = "TITLE", .wraps = true},
               {.id = "shown", .title = "RESULT"},
               {.id = "answers_digest", .title = "SHA-256 OF THE ANSWERS"}});
  const auto add = [&](const v1::PublicAssessment& assessment, const std::string& what,
                       const std::string& title, const std::string& shown) {
    table.Add({ShortName(assessment.name()), assessment.rubric_title(), assessment.period_start(),
               assessment.period_end(), TimestampText(assessment.complete_time()), what, title,
               shown, assessment.answers_digest()});
  };
  for (const v1::PublicAssessment& assessment : record.assessments()) {
    for (const v1::PublicLevel& level : assessment.levels()) {
      add(assessment, "level", level.ladder(), level.level().empty() ? "none" : level.level());
    }
    for (const v1::PublicNumber& number : assessment.numbers()) {
      add(assessment, "number", number.title(), PublicNumberWords(number));
    }
  }
  for (const v1::Redaction& redaction : record.redactions()) {
    table.Add({"", "", "", "", "", "left out", redaction.what(),
               redaction.count() > 0 ? absl::StrCat(redaction.count()) : "", ""});
  }
  return table;
}

void PrintAssessment(Console& console, const v1::PublicAssessment& assessment) {
  console.Heading(absl::StrCat(assessment.rubric_title(), ", ", assessment.period_start(), " to ",
                               assessment.period_end()));
  console.Paragraph(absl::StrCat("Completed ", TimestampText(assessment.complete_time())), "  ");
  for (const v1::PublicLevel& level : assessment.levels()) {
    console.Paragraph(absl::StrCat(level.ladder(), ": ",
                                   level.level().empty() ? "no level reached" : level.level()),
                      "  ");
  }
  Table numbers({{.id = "title", .title = "NUMBER", .wraps = true},
                 {.id = "shown", .title = "RESULT", .align = Align::kRight}});
  for (const v1::PublicNumber& number : assessment.numbers()) {
    numbers.Add({number.title(), PublicNumberWords(number)});
  }
  if (!numbers.empty()) numbers.Print(console, 2);
  if (assessment.answers_digest().empty()) {
    console.Paragraph(
        "SHA-256 of the answers: not given, since numbers in the answers could be found with it",
        "  ");
  } else {
    console.Line(absl::StrCat("  SHA-256 of the answers: ", assessment.answers_digest()));
  }
}

// `from` is the day from which on results were asked for; empty: all.
void PrintRecord(Console& console, const v1::PublicRecord& record, const std::string& from) {
  console.Paragraph(absl::StrCat(record.title(), ", ", record.organization_title()));
  if (!record.jurisdiction().empty()) console.Paragraph(record.jurisdiction());
  for (const std::string& site : record.sites()) console.Paragraph(site, "  Site: ");
  console.Paragraph(absl::StrCat("As of ", TimestampText(record.read_time())));
  if (record.assessments().empty()) {
    console.Paragraph(
        from.empty()
            ? "No result is completed."
            : absl::StrCat("No completed result is of a period that ends on ", from, " or later."));
  }
  for (const v1::PublicAssessment& assessment : record.assessments()) {
    PrintAssessment(console, assessment);
  }
  if (record.redactions().empty()) return;
  console.Heading("Left out");
  for (const v1::Redaction& redaction : record.redactions()) {
    const std::string count =
        redaction.count() > 0 ? absl::StrCat(" (", redaction.count(), ")") : "";
    console.Paragraph(absl::StrCat(redaction.what(), count, ": ", redaction.why()), "  ");
  }
}

void Write(Session& session, const v1::PublicRecord& record, const std::string& from) {
  if (session.output == OutputFormat::kTable) return PrintRecord(session.console, record, from);
  session.Emit(record, ToRows(record), "");
}

// As it would be written to the result, without colours and as wide as is needed to be read.
std::string Text(const Session& session, const v1::PublicRecord& record, const std::string& from) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Console console(in, out, err, {});
  Session to_file(console);
  to_file.output = session.output;
  Write(to_file, record, from);
  return out.str();
}

}  // namespace

CommandResult RecordsExport(Session& session, const RecordsExportOptions& options) {
  const auto program = ProgramName(options.program);
  if (!program.ok()) return program.status();
  if (options.json && options.csv) return UsageError("want --json or --csv, and not both");
  if (options.json) session.output = OutputFormat::kJson;
  if (options.csv) session.output = OutputFormat::kCsv;
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ExportPublicRecordRequest request;
  request.set_name(*program);
  request.set_period_end_from(options.from);
  request.set_with_criteria(options.criteria);
  request.set_with_sites(options.sites);
  const auto record = Collect(**connection, request);
  if (!record.ok()) return record.status();
  if (options.file.empty()) {
    Write(session, *record, options.from);
    return ExitCode::kOk;
  }
  if (absl::Status written = WriteOutputFile(options.file, Text(session, *record, options.from));
      !written.ok()) {
    return written;
  }
  session.console.Note(absl::StrCat("Written to ", options.file));
  return ExitCode::kOk;
}

}  // namespace continuum::cli
