// SPDX-License-Identifier: Apache-2.0

#include "server/mail/mail_settings.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <memory>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace continuum::mail {
namespace {

constexpr size_t kMaxLink = 500;
constexpr size_t kMaxPassword = 1024;

using Url = std::unique_ptr<CURLU, void (*)(CURLU*)>;

std::optional<std::string> Part(const Url& url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return std::nullopt;
  const std::unique_ptr<char, void (*)(void*)> owned(text, &curl_free);
  return std::string(text);
}

absl::Status Wrong(const std::string& path, absl::string_view what) {
  return absl::FailedPreconditionError(absl::StrCat("--smtp_password_file: ", path, " ", what));
}

// An open file, until it goes.
class File {
 public:
  explicit File(const std::string& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int get() const { return descriptor_; }

 private:
  const int descriptor_;
};

}  // namespace

absl::Status CheckServer(absl::string_view text) {
  const Url url(curl_url(), &curl_url_cleanup);
  const bool valid =
      curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), 0) == CURLUE_OK;
  const std::string scheme = Part(url, CURLUPART_SCHEME).value_or("");
  const bool bare = Part(url, CURLUPART_PATH).value_or("/") == "/" &&
                    !Part(url, CURLUPART_QUERY).has_value() &&
                    !Part(url, CURLUPART_FRAGMENT).has_value();
  if (!valid || !bare || Part(url, CURLUPART_HOST).value_or("").empty() ||
      (scheme != "smtp" && scheme != "smtps")) {
    return absl::InvalidArgumentError(
        "want the mail server's name after smtps:// (encrypted from the beginning) or smtp:// "
        "(encrypted by STARTTLS, without which nothing is sent), such as "
        "smtps://mail.example.org:465");
  }
  if (Part(url, CURLUPART_USER).has_value() || Part(url, CURLUPART_PASSWORD).has_value()) {
    return absl::InvalidArgumentError(
        "want it without user name and password; they are given with --smtp_user and "
        "--smtp_password_file");
  }
  return absl::OkStatus();
}

absl::Status CheckLink(absl::string_view link) {
  const bool one_line =
      std::none_of(link.begin(), link.end(), [](char c) { return absl::ascii_iscntrl(c); });
  if (one_line && link.size() <= kMaxLink) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("want one line of at most ", kMaxLink, " bytes, such as a web address"));
}

std::string CheckTogether(const MailSettings& settings) {
  if (!settings.given()) {
    const bool others = !settings.user.empty() || !settings.password_file.empty() ||
                        !settings.ca_file.empty() || !settings.from.empty() ||
                        !settings.link.empty();
    return others ? "--smtp: got nothing, want the mail server's address, since other settings of "
                    "mail are given; without it no mail is sent"
                  : "";
  }
  if (settings.from.empty()) {
    return "--mail_from: got nothing, want the address from which mail is sent, which goes with "
           "--smtp";
  }
  if (settings.user.empty() != settings.password_file.empty()) {
    const char* missing = settings.user.empty() ? "--smtp_user" : "--smtp_password_file";
    return absl::StrCat(missing,
                        ": got nothing; --smtp_user and --smtp_password_file are given together, "
                        "or neither is");
  }
  return "";
}

absl::StatusOr<std::string> ReadPassword(const std::string& path) {
  const File file(path);
  struct stat about = {};
  if (file.get() < 0 || ::fstat(file.get(), &about) != 0) {
    return Wrong(path, absl::StrCat("cannot be read: ", std::strerror(errno)));
  }
  constexpr mode_t kOthers = 077;
  if ((about.st_mode & kOthers) != 0) {
    return Wrong(path, absl::StrCat("may be used by others on this machine (its mode is ",
                                    absl::StrFormat("%04o", about.st_mode & 07777),
                                    "). Make it its owner's alone: chmod 600 ", path));
  }
  std::array<char, kMaxPassword + 2> bytes{};
  const ssize_t size = ::read(file.get(), bytes.data(), bytes.size());
  if (size < 0) return Wrong(path, absl::StrCat("cannot be read: ", std::strerror(errno)));
  const absl::string_view text(bytes.data(), static_cast<size_t>(size));
  const absl::string_view line =
      absl::StripTrailingAsciiWhitespace(text.substr(0, text.find('\n')));
  if (line.empty() || line.size() > kMaxPassword) {
    return Wrong(path, absl::StrCat("holds no password in its first line, want one of at most ",
                                    kMaxPassword, " bytes"));
  }
  return std::string(line);
}

}  // namespace continuum::mail
