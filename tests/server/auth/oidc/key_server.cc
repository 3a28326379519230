// SPDX-License-Identifier: Apache-2.0

#include "tests/server/auth/oidc/key_server.h"

#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <cstdlib>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/no_sigpipe.h"
#include "tests/server/auth/oidc/signing_key.h"

namespace continuum::testing {
namespace {

// A certificate for `host`, signed with its own key.
std::shared_ptr<X509> MakeCertificate(const std::string& host, EVP_PKEY* key) {
  std::shared_ptr<X509> certificate(X509_new(), &X509_free);
  X509* const x509 = certificate.get();
  X509_set_version(x509, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
  X509_gmtime_adj(X509_getm_notBefore(x509), -3600);
  X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
  X509_set_pubkey(x509, key);
  X509_NAME* const name = X509_get_subject_name(x509);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>("key server of a test"), -1, -1,
                             0);
  X509_set_issuer_name(x509, name);
  X509_EXTENSION* const names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name,
                                                    absl::StrCat("DNS:", host).c_str());
  X509_add_ext(x509, names, -1);
  X509_EXTENSION_free(names);
  X509_sign(x509, key, EVP_sha256());
  return certificate;
}

std::string PemOf(X509* certificate) {
  BIO* const memory = BIO_new(BIO_s_mem());
  PEM_write_bio_X509(memory, certificate);
  char* text = nullptr;
  const auto size = static_cast<size_t>(BIO_get_mem_data(memory, &text));
  std::string pem(text, size);
  BIO_free(memory);
  return pem;
}

// A connection, with TLS or without.
class Peer {
 public:
  Peer(int connection, SSL_CTX* tls) : connection_(connection) {
    if (tls == nullptr) return;
    ssl_ = SSL_new(tls);
    SSL_set_fd(ssl_, connection);
    good_ = SSL_accept(ssl_) == 1;
  }
  ~Peer() { SSL_free(ssl_); }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  bool Read(std::string* text) {
    char buffer[4096];
    if (!good_) return false;
    const auto got = ssl_ != nullptr ? SSL_read(ssl_, buffer, sizeof(buffer))
                                     : recv(connection_, buffer, sizeof(buffer), 0);
    if (got <= 0) return false;
    text->append(buffer, static_cast<size_t>(got));
    return true;
  }
  void Write(absl::string_view text) {
    while (!text.empty()) {
      const auto sent = ssl_ != nullptr
                            ? SSL_write(ssl_, text.data(), static_cast<int>(text.size()))
                            : send(connection_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      text.remove_prefix(static_cast<size_t>(sent));
    }
    if (ssl_ != nullptr) SSL_shutdown(ssl_);
  }

 private:
  const int connection_;
  SSL* ssl_ = nullptr;
  bool good_ = true;
};

}  // namespace

KeyServer::KeyServer(const std::string& host) {
  if (!host.empty()) {
    const SigningKey key = SigningKey::Ec("P-256");
    const std::shared_ptr<X509> certificate = MakeCertificate(host, key.pkey());
    certificate_ = PemOf(certificate.get());
    tls_.reset(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
    SSL_CTX_use_certificate(tls_.get(), certificate.get());
    SSL_CTX_use_PrivateKey(tls_.get(), key.pkey());
  }
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof(address);
  if (bind(listener_, generic, size) != 0 || listen(listener_, 16) != 0) std::abort();
  getsockname(listener_, generic, &size);
  port_ = ntohs(address.sin_port);
  AnswerKeys(R"({"keys": []})");
  thread_ = std::thread([this] { Run(); });
}

KeyServer::~KeyServer() {
  stop_ = true;
  Release();
  shutdown(listener_, SHUT_RDWR);
  thread_.join();
  close(listener_);
}

std::string KeyServer::Url() const {
  return tls_ != nullptr ? absl::StrCat("https://localhost:", port_, "/keys")
                         : absl::StrCat("http://127.0.0.1:", port_, "/keys");
}

void KeyServer::AnswerRaw(absl::string_view status_and_headers, absl::string_view body) {
  base::MutexLock lock(mutex_);
  answer_ =
      absl::StrCat("HTTP/1.1 ", status_and_headers,
                   "\r\nConnection: close\r\nContent-Length: ", body.size(), "\r\n\r\n", body);
}

void KeyServer::Hold() {
  base::MutexLock lock(mutex_);
  held_ = true;
}

void KeyServer::Release() {
  base::MutexLock lock(mutex_);
  held_ = false;
  changed_.NotifyAll();
}

int KeyServer::requests() const {
  base::MutexLock lock(mutex_);
  return requests_;
}

bool KeyServer::WaitForRequests(int count) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  base::MutexLock lock(mutex_);
  while (requests_ < count) {
    if (!changed_.WaitUntil(mutex_, until)) return requests_ >= count;
  }
  return true;
}

std::string KeyServer::NextAnswer() {
  base::MutexLock lock(mutex_);
  ++requests_;
  changed_.NotifyAll();
  while (held_) changed_.Wait(mutex_);
  return answer_;
}

void KeyServer::Run() {
  const base::NoSigpipe guard;  // clients may hang up
  while (true) {
    const int connection = accept(listener_, nullptr, nullptr);
    if (stop_ || connection < 0) {
      if (connection >= 0) close(connection);
      return;
    }
    Serve(connection);
    close(connection);
  }
}

void KeyServer::Serve(int connection) {
  Peer peer(connection, tls_.get());
  std::string request;
  while (!absl::StrContains(request, "\r\n\r\n")) {
    if (!peer.Read(&request)) return;
  }
  peer.Write(NextAnswer());
}

}  // namespace continuum::testing
