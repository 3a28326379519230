// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_SERVER_AUTH_OIDC_KEY_SERVER_H_
#define CONTINUUM_TESTS_SERVER_AUTH_OIDC_KEY_SERVER_H_

#include <openssl/ssl.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/string_view.h"
#include "server/base/mutex.h"

namespace continuum::testing {

// A web server on a free port of 127.0.0.1 that gives every request the same answer, one request at
// a time. Thread-safe.
class KeyServer {
 public:
  KeyServer() : KeyServer("") {}
  // With TLS and a certificate, signed by itself, for this host. Empty: without TLS.
  explicit KeyServer(const std::string& host);
  ~KeyServer();

  // http://127.0.0.1:PORT/keys, or https://localhost:PORT/keys
  std::string Url() const;
  // The certificate in PEM.
  const std::string& certificate() const { return certificate_; }

  void AnswerKeys(absl::string_view body) { AnswerRaw("200 OK", body); }
  void AnswerRaw(absl::string_view status_and_headers, absl::string_view body)
      ABSL_LOCKS_EXCLUDED(mutex_);
  // From now on requests are read, and answered only after Release.
  void Hold() ABSL_LOCKS_EXCLUDED(mutex_);
  void Release() ABSL_LOCKS_EXCLUDED(mutex_);

  // Requests that were read so far.
  int requests() const ABSL_LOCKS_EXCLUDED(mutex_);
  // Waits until there were so many; false after 20 seconds.
  bool WaitForRequests(int count) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Run();
  void Serve(int connection);
  std::string NextAnswer() ABSL_LOCKS_EXCLUDED(mutex_);

  std::shared_ptr<SSL_CTX> tls_;
  std::string certificate_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stop_ = false;
  mutable base::Mutex mutex_;
  base::CondVar changed_;
  std::string answer_ ABSL_GUARDED_BY(mutex_);
  bool held_ ABSL_GUARDED_BY(mutex_) = false;
  int requests_ ABSL_GUARDED_BY(mutex_) = 0;
  std::thread thread_;
};

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_SERVER_AUTH_OIDC_KEY_SERVER_H_
