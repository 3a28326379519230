// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/fetch.h"

#include <curl/curl.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/no_sigpipe.h"

namespace continuum::auth::oidc {
namespace {

// libcurl's own parser reads the URL, so that what is checked is where the request goes.
class Url {
 public:
  explicit Url(absl::string_view text) : url_(curl_url(), &curl_url_cleanup) {
    valid_ = curl_url_set(url_.get(), CURLUPART_URL, std::string(text).c_str(), 0) == CURLUE_OK;
  }
  bool valid() const { return valid_; }
  std::optional<std::string> Part(CURLUPart part) const {
    char* text = nullptr;
    if (curl_url_get(url_.get(), part, &text, 0) != CURLUE_OK) return std::nullopt;
    const std::unique_ptr<char, void (*)(void*)> owned(text, &curl_free);
    return std::string(text);
  }

 private:
  std::unique_ptr<CURLU, void (*)(CURLU*)> url_;
  bool valid_ = false;
};

bool IsLoopback(absl::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

struct Body {
  std::string text;
  size_t max_bytes;
  bool too_large = false;
};

size_t Append(const char* data, size_t /*one*/, size_t size, void* to) {
  Body& body = *static_cast<Body*>(to);
  body.too_large = size > body.max_bytes - body.text.size();
  if (body.too_large) return 0;  // makes the transfer fail
  body.text.append(data, size);
  return size;
}

int GiveUp(void* stop, curl_off_t /*total*/, curl_off_t /*now*/, curl_off_t /*up_total*/,
           curl_off_t /*up_now*/) {
  return static_cast<const std::atomic<bool>*>(stop)->load() ? 1 : 0;
}

void SetUp(CURL* curl, const Fetch& fetch, bool loopback, Body* body) {
  curl_easy_setopt(curl, CURLOPT_URL, fetch.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, loopback ? "http,https" : "https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);  // who is asked is what was configured
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<int64_t>(CURL_SSLVERSION_TLSv1_2));
  if (!fetch.certificates.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, fetch.certificates.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
  }
  // A proxy from the environment is for the way out, never for this machine itself.
  if (loopback) curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<int64_t>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);  // other threads must not notice
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, absl::ToInt64Milliseconds(fetch.timeout));
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Append);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, body);
  if (fetch.stop != nullptr) {
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &GiveUp);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, fetch.stop);
  }
}

absl::Status Failed(const Fetch& fetch, absl::string_view why) {
  return absl::UnavailableError(absl::StrCat("no answer from ", fetch.url, ": ", why));
}

}  // namespace

absl::Status CheckUrl(absl::string_view text) {
  const Url url(text);
  const std::string host = url.Part(CURLUPART_HOST).value_or("");
  const std::string scheme = url.Part(CURLUPART_SCHEME).value_or("");
  if (!url.valid() || host.empty() ||
      !(scheme == "https" || (scheme == "http" && IsLoopback(host)))) {
    return absl::InvalidArgumentError(
        "want a URL that begins with https:// (http:// only for this machine itself)");
  }
  for (const CURLUPart part : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_FRAGMENT}) {
    if (url.Part(part).has_value()) {
      return absl::InvalidArgumentError("want a URL without a user name, a password and a #");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> FetchText(const Fetch& fetch) {
  // Not thread-safe everywhere, so once and before anything else.
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (const absl::Status good = CheckUrl(fetch.url); !good.ok()) {
    // The URL itself may have a password in it.
    return absl::UnavailableError(absl::StrCat("nothing is fetched from there: ", good.message()));
  }
  const base::NoSigpipe guard;  // until the handle is gone: it says good-bye on its connections
  const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), &curl_easy_cleanup);
  if (ready != CURLE_OK || curl == nullptr) return Failed(fetch, "libcurl could not be started");
  Body body{.max_bytes = fetch.max_bytes};
  SetUp(curl.get(), fetch, IsLoopback(Url(fetch.url).Part(CURLUPART_HOST).value_or("")), &body);
  const CURLcode result = curl_easy_perform(curl.get());
  if (body.too_large) {
    return Failed(fetch, absl::StrCat("it is longer than ", fetch.max_bytes, " bytes"));
  }
  if (result != CURLE_OK) return Failed(fetch, curl_easy_strerror(result));
  int64_t answer = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer);
  if (answer != 200) return Failed(fetch, absl::StrCat("got HTTP ", answer, ", want 200"));
  return std::move(body.text);
}

}  // namespace continuum::auth::oidc
