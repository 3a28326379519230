// SPDX-License-Identifier: Apache-2.0
//
// The rules for new passwords: PasswordProblem of server/auth/password.h.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "server/auth/password.h"
#include "server/base/text.h"

namespace continuum::auth {
namespace {

constexpr size_t kMinPieces = 8;
constexpr size_t kMinDifferentChars = 5;
constexpr size_t kMinWordChars = 4;
constexpr size_t kMinRunChars = 3;

// Words that passwords are made of more often than others, and those of this line of work.
constexpr absl::string_view kCommonWords[] = {
    "access",   "account",  "admin",      "administrator", "april",      "asdf",       "august",
    "autumn",   "baseball", "basketball", "batman",        "battery",    "behavioral", "butterfly",
    "change",   "changeme", "charlie",    "chocolate",     "clinic",     "computer",   "continuum",
    "correct",  "december", "default",    "demo",          "dragon",     "fall",       "family",
    "february", "fidelity", "flower",     "football",      "forever",    "freedom",    "friday",
    "guest",    "health",   "hello",      "home",          "horse",      "hospital",   "hunter",
    "iloveyou", "internet", "jennifer",   "jesus",         "jordan",     "january",    "july",
    "june",     "letmein",  "liverpool",  "login",         "love",       "march",      "master",
    "medical",  "michael",  "monday",     "money",         "monkey",     "mustang",    "november",
    "october",  "office",   "pass",       "passcode",      "passphrase", "passwd",     "password",
    "pepper",   "pokemon",  "princess",   "private",       "program",    "recovery",   "root",
    "saturday", "secret",   "secure",     "security",      "september",  "server",     "shadow",
    "soccer",   "spring",   "staple",     "starwars",      "summer",     "sunday",     "sunshine",
    "superman", "system",   "temp",       "temporary",     "test",       "testing",    "thursday",
    "tiger",    "trust",    "tuesday",    "user",          "wednesday",  "welcome",    "whatever",
    "winter",   "work"};

// A piece of one of these, in either direction, is a run.
constexpr absl::string_view kRows[] = {"abcdefghijklmnopqrstuvwxyz",
                                       "01234567890",
                                       "qwertyuiop",
                                       "qwertzuiop",
                                       "asdfghjkl",
                                       "zxcvbnm",
                                       "yxcvbnm",
                                       "!@#$%^&*()",
                                       "1qaz2wsx3edc4rfv5tgb6yhn7ujm"};

using Chars = std::u32string;

// The ASCII character that is meant by its full-width form, as East Asian keyboards write it; any
// other is itself.
char32_t UsualWidth(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + '!';
  return c == 0x3000 ? ' ' : c;
}

// Code points, ASCII letters in lower case and of the usual width; nothing if `text` is not UTF-8.
std::optional<Chars> CharsOf(absl::string_view text) {
  Chars chars;
  while (!text.empty()) {
    const size_t bytes = base::Utf8Length(text);
    if (bytes == 0) return std::nullopt;
    const auto first = static_cast<unsigned char>(text[0]);
    char32_t c = bytes == 1 ? first : first & (0x7Fu >> bytes);
    for (size_t i = 1; i < bytes; ++i) c = (c << 6) | (static_cast<unsigned char>(text[i]) & 0x3Fu);
    c = UsualWidth(c);
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    chars.push_back(c);
    text.remove_prefix(bytes);
  }
  return chars;
}

// Cuts at everything that is neither a letter or digit nor beyond ASCII.
void AddWordsOf(absl::string_view text, std::vector<Chars>* words) {
  const std::optional<Chars> chars = CharsOf(text);
  if (!chars.has_value()) return;
  Chars word;
  for (const char32_t c : *chars + U' ') {
    if (c >= 128 || absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      word.push_back(c);
      continue;
    }
    if (word.size() >= kMinWordChars) words->push_back(word);
    word.clear();
  }
  // An address of short words is as easily guessed as a long word.
  if (chars->size() >= kMinWordChars) words->push_back(*chars);
}

// Whether people write `typed` for the letter `meant`.
bool StandsFor(char32_t typed, char32_t meant) {
  switch (typed) {
    case '@':
    case '4':
      return meant == 'a';
    case '0':
      return meant == 'o';
    case '1':
    case '!':
      return meant == 'i' || meant == 'l';
    case '3':
      return meant == 'e';
    case '$':
    case '5':
      return meant == 's';
    case '7':
      return meant == 't';
    default:
      return false;
  }
}

bool BeginsWithWord(const Chars& chars, size_t at, const Chars& word) {
  if (word.size() > chars.size() - at) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    if (chars[at + i] != word[i] && !StandsFor(chars[at + i], word[i])) return false;
  }
  return true;
}

bool BeginsWithYear(const Chars& chars, size_t at) {
  if (chars.size() - at < 4) return false;
  const Chars century = chars.substr(at, 2);
  return (century == U"19" || century == U"20") &&
         std::all_of(chars.begin() + static_cast<ptrdiff_t>(at) + 2,
                     chars.begin() + static_cast<ptrdiff_t>(at) + 4,
                     [](char32_t c) { return c >= '0' && c <= '9'; });
}

// How far the characters from `at` on are a piece of `row`, where each may stand several times:
// "123", "112233".
size_t RunIn(const Chars& row, const Chars& chars, size_t at) {
  size_t longest = 0;
  for (size_t start = 0; start < row.size(); ++start) {
    size_t next = start;
    size_t end = at;
    for (; end < chars.size(); ++end) {
      if (next < row.size() && chars[end] == row[next]) {
        ++next;
      } else if (next == start || chars[end] != row[next - 1]) {
        break;
      }
    }
    longest = std::max(longest, end - at);
  }
  return longest;
}

// How far the characters from `at` on repeat what begins before; it may run into itself ("aaaa").
size_t RepetitionAt(const Chars& chars, size_t at) {
  size_t longest = 0;
  for (size_t start = 0; start < at; ++start) {
    size_t length = 0;
    while (at + length < chars.size() && chars[at + length] == chars[start + length]) ++length;
    longest = std::max(longest, length);
  }
  return longest;
}

// The longest run, in either direction.
size_t RunAt(const Chars& chars, size_t at) {
  size_t longest = 0;
  for (const absl::string_view row : kRows) {
    Chars letters(row.begin(), row.end());
    longest = std::max(longest, RunIn(letters, chars, at));
    std::reverse(letters.begin(), letters.end());
    longest = std::max(longest, RunIn(letters, chars, at));
  }
  return longest;
}

// The smallest number of pieces that the password can be read as.
size_t CountPieces(const Chars& chars, const std::vector<Chars>& words) {
  std::vector<size_t> least(chars.size() + 1, chars.size());  // to read as many characters
  least[0] = 0;
  for (size_t at = 0; at < chars.size(); ++at) {
    const auto read = [&least, at](size_t length, size_t pieces = 1) {
      least[at + length] = std::min(least[at + length], least[at] + pieces);
    };
    read(1);
    const size_t run = RunAt(chars, at);
    for (size_t length = kMinRunChars; length <= run; ++length) read(length);
    const size_t repetition = RepetitionAt(chars, at);
    for (size_t length = kMinRunChars; length <= repetition; ++length) read(length, 0);
    if (BeginsWithYear(chars, at)) read(4);
    for (const Chars& word : words) {
      if (BeginsWithWord(chars, at, word)) read(word.size());
    }
  }
  return least.back();
}

}  // namespace

std::string PasswordProblem(absl::string_view password,
                            absl::Span<const std::string> forbidden_words) {
  // Before anything that takes longer for a longer text.
  if (password.size() > 4 * kMaxPasswordChars) {
    return absl::StrCat("The password is too long: at most ", kMaxPasswordChars,
                        " characters are possible.");
  }
  const std::optional<Chars> chars = CharsOf(password);
  if (!chars.has_value()) return "The password is not readable as text (UTF-8).";
  if (chars->size() < kMinPasswordChars) {
    return absl::StrCat("The password has ", chars->size(), " characters; it needs at least ",
                        kMinPasswordChars, ". A few words that have nothing to do with each other ",
                        "make a good one.");
  }
  if (chars->size() > kMaxPasswordChars) {
    return absl::StrCat("The password has ", chars->size(), " characters; at most ",
                        kMaxPasswordChars, " are possible.");
  }
  const std::set<char32_t> different(chars->begin(), chars->end());
  std::vector<Chars> words;
  for (const absl::string_view word : kCommonWords) words.emplace_back(word.begin(), word.end());
  if (different.size() < kMinDifferentChars || CountPieces(*chars, words) < kMinPieces) {
    return "The password is little more than words, runs such as \"1234\" or repetitions that "
           "others try first. A few words that have nothing to do with each other make a good one.";
  }
  for (const std::string& text : forbidden_words) AddWordsOf(text, &words);
  if (CountPieces(*chars, words) < kMinPieces) {
    return "The password is little more than your name, your e-mail address or the name of this "
           "service, which others try first. A few words that have nothing to do with you make a "
           "good one.";
  }
  return "";
}

}  // namespace continuum::auth
