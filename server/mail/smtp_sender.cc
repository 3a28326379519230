// SPDX-License-Identifier: Apache-2.0

#include "server/mail/smtp_sender.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/base/no_sigpipe.h"
#include "server/base/status_macros.h"

namespace continuum::mail {
namespace {

constexpr int64_t kConnectMs = 20'000;
constexpr int64_t kWholeMs = 60'000;

using Handle = std::unique_ptr<CURL, void (*)(CURL*)>;
using List = std::unique_ptr<curl_slist, void (*)(curl_slist*)>;

// What is left to be sent.
size_t Read(char* to, size_t one, size_t size, void* from) {
  absl::string_view& rest = *static_cast<absl::string_view*>(from);
  const size_t taken = std::min(one * size, rest.size());
  std::copy_n(rest.data(), taken, to);
  rest.remove_prefix(taken);
  return taken;
}

// What the server says is looked at by libcurl alone: it may repeat an address.
size_t Ignore(const char* /*data*/, size_t one, size_t size, void* /*to*/) { return one * size; }

int GiveUp(void* stop, curl_off_t /*total*/, curl_off_t /*now*/, curl_off_t /*up_total*/,
           curl_off_t /*up_now*/) {
  return static_cast<const std::atomic<bool>*>(stop)->load() ? 1 : 0;
}

void SetUpTls(CURL* curl, const MailSettings& settings) {
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<int64_t>(CURLUSESSL_ALL));
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<int64_t>(CURL_SSLVERSION_TLSv1_2));
  if (!settings.ca_file.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, settings.ca_file.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
  }
}

void SetUp(CURL* curl, const MailSettings& settings, const std::string& password) {
  // What follows the server is how this one introduces itself; else it would be the machine's name.
  const std::string url = absl::StrCat(settings.server, settings.server.back() == '/' ? "" : "/",
                                       settings.from.substr(settings.from.find('@') + 1));
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  SetUpTls(curl, settings);
  if (!settings.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, settings.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, password.c_str());
  }
  // Mail does not go through what the environment has for the web.
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<int64_t>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);  // other threads must not notice
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectMs);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, kWholeMs);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Ignore);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
}

// What became of it; the library's own text has what the server said, and so maybe the address.
absl::Status Outcome(CURL* curl, CURLcode result) {
  if (result == CURLE_OK) return absl::OkStatus();
  int64_t answer = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
  const bool refused = result == CURLE_SEND_ERROR || result == CURLE_WEIRD_SERVER_REPLY;
  if (refused && answer >= 400) {
    return absl::FailedPreconditionError(
        absl::StrCat("the mail server refused a message (SMTP ", answer, ")"));
  }
  return absl::UnavailableError(absl::StrCat("no mail can be sent: ", curl_easy_strerror(result)));
}

}  // namespace

absl::StatusOr<std::unique_ptr<SmtpSender>> SmtpSender::Make(const MailSettings& settings) {
  RETURN_IF_ERROR(CheckServer(settings.server));
  if (!IsAddress(settings.from)) {
    return absl::InvalidArgumentError("--mail_from: want an address such as name@example.org");
  }
  std::string password;
  if (!settings.password_file.empty()) {
    ASSIGN_OR_RETURN(password, ReadPassword(settings.password_file));
  }
  return absl::WrapUnique(new SmtpSender(settings, std::move(password)));
}

SmtpSender::SmtpSender(MailSettings settings, std::string password)
    : settings_(std::move(settings)), password_(std::move(password)) {}

absl::Status SmtpSender::Send(const Message& message) const {
  // Not thread-safe everywhere, so once and before anything else.
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  ASSIGN_OR_RETURN(const std::string bytes, FormatMessage(settings_.from, message));
  const base::NoSigpipe guard;  // until the handle is gone: it says good-bye on its connections
  const List recipients(curl_slist_append(nullptr, message.to.c_str()), &curl_slist_free_all);
  const Handle curl(curl_easy_init(), &curl_easy_cleanup);
  if (ready != CURLE_OK || curl == nullptr || recipients == nullptr) {
    return absl::UnavailableError("no mail can be sent: libcurl could not be started");
  }
  SetUp(curl.get(), settings_, password_);
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, settings_.from.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  absl::string_view rest = bytes;
  curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, &Read);
  curl_easy_setopt(curl.get(), CURLOPT_READDATA, &rest);
  curl_easy_setopt(curl.get(), CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFOFUNCTION, &GiveUp);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFODATA, &stop_);
  return Outcome(curl.get(), curl_easy_perform(curl.get()));
}

}  // namespace continuum::mail
