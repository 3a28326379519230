// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_PAGE_HTML_H_
#define CONTINUUM_CLIENTS_CLI_PAGE_HTML_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace continuum::cli {

// Writes HTML, which is well-formed XML too. Every text and every attribute's value is escaped
// here and made printable, so that a rubric from a stranger cannot bring a script along. Names of
// elements and attributes are ours. Not thread-safe.
class Html {
 public:
  using Attributes = std::vector<std::pair<std::string, std::string>>;

  // An element with what `content` writes in it.
  void Block(absl::string_view name, const Attributes& attributes,
             absl::FunctionRef<void()> content);
  void Block(absl::string_view name, absl::FunctionRef<void()> content) {
    Block(name, {}, content);
  }
  // An element with a text in it.
  void Text(absl::string_view name, absl::string_view text, const Attributes& attributes = {});
  // A text between elements.
  void Text(absl::string_view text);
  // A paragraph for each part of a text that empty lines divide; nothing for an empty text.
  void Paragraphs(absl::string_view text);
  // An element that has no content.
  void Void(absl::string_view name, const Attributes& attributes);
  // A list of texts; nothing when there is none.
  void List(const std::vector<std::string>& items);

  // The head of a table: a row with the titles of its columns.
  void TableHead(const std::vector<std::string>& titles);

  // All that was written.
  const std::string& text() const { return out_; }

 private:
  void Open(absl::string_view name, const Attributes& attributes, absl::string_view end);

  std::string out_;
};

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_PAGE_HTML_H_
