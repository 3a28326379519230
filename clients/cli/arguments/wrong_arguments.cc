// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments/wrong_arguments.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "clients/cli/suggestion.h"

namespace continuum::cli {

namespace {

// The groups and the command that were understood, from the application on.
std::vector<const CLI::App*> Understood(const CLI::App& app) {
  std::vector<const CLI::App*> chain = {&app};
  while (!chain.back()->get_subcommands().empty()) {
    chain.push_back(chain.back()->get_subcommands().front());
  }
  return chain;
}

std::vector<std::string> CommandsOf(const CLI::App& group) {
  std::vector<std::string> names;
  for (const CLI::App* command : group.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

std::vector<std::string> OptionsOf(const std::vector<const CLI::App*>& chain) {
  std::vector<std::string> names;
  for (const CLI::App* app : chain) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

bool IsOption(absl::string_view word) {
  return word.size() > 1 && word[0] == '-' && !absl::ascii_isdigit(word[1]) && word != "--";
}

// What was not understood, in the order in which it was typed.
std::vector<std::string> NotUnderstood(const CLI::App& app, const std::vector<std::string>& typed) {
  std::vector<std::string> left = app.remaining(true);
  std::vector<std::string> words;
  for (const std::string& word : typed) {
    const auto found = std::find(left.begin(), left.end(), word);
    if (found == left.end()) continue;
    left.erase(found);
    words.push_back(word);
  }
  return words;
}

std::string UnknownOption(absl::string_view word, const std::vector<std::string>& options) {
  const std::string name(word.substr(0, word.find('=')));
  return absl::StrCat("\"", name, "\" is no option here.", DidYouMean(name, options));
}

// Where a command is wanted: what stands there instead.
std::string UnknownCommand(const std::vector<const CLI::App*>& chain,
                           const std::vector<std::string>& words) {
  const CLI::App& group = *chain.back();
  const std::vector<std::string> options = OptionsOf(chain);
  const std::vector<std::string> commands = CommandsOf(group);
  const std::string there_are =
      chain.size() > 1 ? absl::StrCat(" ", group.get_name(), " has ", absl::StrJoin(commands, ", "))
                       : "";
  for (const std::string& word : words) {
    if (!IsOption(word)) {
      const std::string meant = DidYouMean(word, commands);
      return absl::StrCat("\"", word, "\" is no command.", meant.empty() ? there_are : meant);
    }
    // An option of the command that was not understood is no mistake; a slip before it is.
    const std::string name = word.substr(0, word.find('='));
    if (!DidYouMean(name, options).empty()) return UnknownOption(word, options);
  }
  return absl::StrCat("a command is wanted.", there_are);
}

// The library's own texts, as the command would say them.
std::string InOwnWords(const CLI::ParseError& error) {
  std::string text = error.what();
  absl::string_view rest = text;
  if (absl::ConsumePrefix(&rest, "Could not convert: ")) {
    const size_t equals = rest.find(" = ");
    if (equals != absl::string_view::npos) {
      return absl::StrCat(rest.substr(0, equals), ": got \"", rest.substr(equals + 3),
                          "\", want a whole number");
    }
  }
  const size_t missing = text.find(": 1 required ");
  if (missing != std::string::npos && absl::EndsWith(text, " missing")) {
    return absl::StrCat(text.substr(0, missing), ": a value is wanted after it");
  }
  return text;
}

}  // namespace

std::string WrongArguments(const CLI::App& app, const std::vector<std::string>& typed,
                           const CLI::ParseError& error) {
  // A wrong value says itself what is wrong; that something is missing or left over need not be
  // the mistake.
  const bool is_missing = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
  const bool is_left_over = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr;
  if (!is_missing && !is_left_over) return InOwnWords(error);
  const std::vector<const CLI::App*> chain = Understood(app);
  const std::vector<std::string> words = NotUnderstood(app, typed);
  if (!CommandsOf(*chain.back()).empty()) return UnknownCommand(chain, words);
  const std::vector<std::string> options = OptionsOf(chain);
  std::vector<std::string> unknown;
  for (const std::string& word : words) {
    if (IsOption(word)) unknown.push_back(UnknownOption(word, options));
  }
  if (!unknown.empty()) return absl::StrJoin(unknown, " ");
  if (is_missing || words.empty()) return InOwnWords(error);
  return absl::StrCat("not expected: \"", absl::StrJoin(words, "\", \""),
                      "\". A text of several words is written in quotation marks");
}

}  // namespace continuum::cli
