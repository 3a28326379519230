// SPDX-License-Identifier: Apache-2.0

#include "server/mail/message.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace continuum::mail {
namespace {

// What RFC 5321 says of the parts of an address.
constexpr size_t kMaxLocalPart = 64;
constexpr size_t kMaxAddress = 254;
constexpr size_t kMaxLabel = 63;

// What RFC 5322 says of a line, and RFC 2045 of one in base64.
constexpr size_t kMaxLine = 998;
constexpr size_t kBase64Line = 76;

constexpr absl::string_view kAtomSigns = "!#$%&'*+-/=?^_`{|}~";

bool IsAtom(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(c) || absl::StrContains(kAtomSigns, c);
  });
}

bool IsLabel(absl::string_view text) {
  return !text.empty() && text.size() <= kMaxLabel && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isalnum(c) || c == '-'; });
}

bool IsPlainLine(absl::string_view text) {
  return text.size() <= kMaxLine &&
         std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isprint(c); });
}

bool IsId(absl::string_view text) {
  return !text.empty() && text.size() <= kMaxLabel &&
         std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isalnum(c); });
}

// Whether the text can be sent as it is: ASCII in lines that are short enough.
bool IsPlainText(absl::string_view text) {
  const std::vector<absl::string_view> lines = absl::StrSplit(text, '\n');
  return std::all_of(lines.begin(), lines.end(), IsPlainLine);
}

std::string InBase64(absl::string_view text) {
  const std::string encoded = absl::Base64Escape(text);
  std::string lines;
  for (size_t at = 0; at < encoded.size(); at += kBase64Line) {
    absl::StrAppend(&lines, encoded.substr(at, kBase64Line), "\r\n");
  }
  return lines;
}

absl::Status Wrong(absl::string_view field) {
  return absl::InvalidArgumentError(absl::StrCat("the message's ", field, " cannot be sent"));
}

}  // namespace

bool IsAddress(absl::string_view address) {
  if (address.size() > kMaxAddress) return false;
  const std::vector<absl::string_view> parts = absl::StrSplit(address, '@');
  if (parts.size() != 2 || parts[0].size() > kMaxLocalPart) return false;
  const std::vector<absl::string_view> atoms = absl::StrSplit(parts[0], '.');
  const std::vector<absl::string_view> labels = absl::StrSplit(parts[1], '.');
  return std::all_of(atoms.begin(), atoms.end(), IsAtom) &&
         std::all_of(labels.begin(), labels.end(), IsLabel);
}

absl::StatusOr<std::string> FormatMessage(absl::string_view from, const Message& message) {
  if (!IsAddress(from)) return Wrong("sender");
  if (!IsAddress(message.to)) return Wrong("address");
  if (!IsId(message.id)) return Wrong("id");
  if (!IsPlainLine(message.subject)) return Wrong("subject");
  const std::string domain(from.substr(from.find('@') + 1));
  const bool plain = IsPlainText(message.text);
  // Whatever is sent by itself must say so, lest machines answer it (RFC 3834).
  return absl::StrCat(
      "Date: ", absl::FormatTime("%a, %d %b %Y %H:%M:%S +0000", message.date, absl::UTCTimeZone()),
      "\r\nFrom: Continuum <", from, ">\r\nTo: <", message.to, ">\r\nMessage-ID: <", message.id,
      "@", domain, ">\r\nSubject: ", message.subject,
      "\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n",
      "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: ",
      plain ? "7bit" : "base64", "\r\n\r\n",
      plain ? absl::StrReplaceAll(message.text, {{"\n", "\r\n"}}) : InBase64(message.text));
}

}  // namespace continuum::mail
