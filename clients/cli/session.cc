// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/session.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/connection.h"
#include "clients/cli/render/header.h"
#include "clients/cli/render/table.h"
#include "clients/cli/render/text.h"
#include "clients/cli/sessions_file.h"
#include "google/protobuf/message.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"

namespace continuum::cli {

namespace {

// The library writes the fields of such a message in an order that changes from run to run.
bool HasNoOrder(const google::protobuf::Message& message) {
  const auto* const type = message.GetDescriptor();
  return type == google::protobuf::Struct::descriptor() ||
         type == google::protobuf::ListValue::descriptor();
}

std::string Sorted(const std::string& text) {
  using Json = nlohmann::json;
  return absl::StrCat(Json::parse(text, nullptr, /*allow_exceptions=*/false)
                          .dump(1, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace),
                      "\n");
}

}  // namespace

absl::StatusOr<Connection*> Session::Connect() {
  if (connection_ != nullptr) return connection_.get();
  const auto secret = FindSecret(token_file, server);
  if (!secret.ok()) return secret.status();
  auto opened = ConnectAsPublic();
  if (!opened.ok() || secret->empty()) return opened;
  if (absl::Status set = (*opened)->SetSecret(*secret); !set.ok()) {
    connection_.reset();
    return set;
  }
  return opened;
}

absl::StatusOr<Connection*> Session::ConnectAsPublic() {
  if (connection_ == nullptr) {
    auto opened = Connection::Open(server, patience, tls);
    if (!opened.ok()) return opened.status();
    connection_ = *std::move(opened);
  }
  return connection_.get();
}

void Session::EmitJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  // Only a message of unknown type in an Any cannot be written, and the API has none.
  const auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
  if (!status.ok()) json = "{}\n";
  console.out() << (HasNoOrder(message) ? Sorted(json) : json);
}

void Session::Emit(const google::protobuf::Message& message, const Table& table,
                   absl::string_view nothing) {
  if (output == OutputFormat::kJson) {
    EmitJson(message);
  } else if (output == OutputFormat::kCsv) {
    console.out() << table.ToCsv();
  } else if (table.empty()) {
    console.Paragraph(nothing);
  } else {
    table.Print(console);
  }
}

void Session::EmitDetails(const google::protobuf::Message& message,
                          const std::vector<Detail>& details) {
  std::vector<Column> columns;
  std::vector<Cell> row;
  ViewHeader lines;
  int widest = 0;
  for (const Detail& detail : details) {
    columns.push_back({.id = detail.id, .title = detail.label});
    row.emplace_back(detail.text);
    if (!detail.text.empty()) widest = std::max(widest, DisplayWidth(detail.label));
    if (!detail.text.empty() && !detail.whole) lines.emplace_back(detail.label, detail.text);
  }
  if (output == OutputFormat::kTable) {
    PrintHeader(console, lines, widest);
    for (const Detail& detail : details) {
      if (detail.text.empty() || !detail.whole) continue;
      console.Line(absl::StrCat(Pad(detail.label, widest), "  ", detail.text));
    }
    return;
  }
  Table table(columns);
  table.Add(row);
  Emit(message, table, "");
}

}  // namespace continuum::cli
