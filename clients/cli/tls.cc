// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/tls.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "clients/cli/error.h"
#include "google/rpc/error_details.pb.h"

namespace continuum::cli {

namespace {

// How long the server may take to explain itself.
constexpr int kPatienceSeconds = 5;
constexpr int kNapMilliseconds = 20;

struct Free {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(BIO* bio) const { BIO_free_all(bio); }
  void operator()(GENERAL_NAMES* names) const { GENERAL_NAMES_free(names); }
};
using Context = std::unique_ptr<SSL_CTX, Free>;

// Never asks for a passphrase in the middle of a command's output.
int NoPassphrase(char*, int, int, void*) { return 0; }

absl::Status LoadCertificate(SSL_CTX* context, const TlsSettings& settings) {
  if (SSL_CTX_use_certificate_chain_file(context, settings.certificate.c_str()) != 1) {
    return InputError(settings.certificate,
                      "cannot be read as a certificate, want PEM (lines between \"-----BEGIN "
                      "CERTIFICATE-----\" and \"-----END CERTIFICATE-----\")");
  }
  SSL_CTX_set_default_passwd_cb(context, NoPassphrase);
  if (SSL_CTX_use_PrivateKey_file(context, settings.key.c_str(), SSL_FILETYPE_PEM) == 1) {
    return absl::OkStatus();
  }
  if (ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH) {
    return InputError(settings.key,
                      absl::StrCat("is not the private key of ", settings.certificate));
  }
  return InputError(settings.key,
                    "cannot be read as a private key, want PEM (lines between \"-----BEGIN PRIVATE "
                    "KEY-----\" and \"-----END PRIVATE KEY-----\") without a passphrase");
}

absl::StatusOr<Context> MakeContext(const TlsSettings& settings) {
  ERR_clear_error();
  Context context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  // The outcome of checking the server's certificate is asked for; it does not end the connection.
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
  static constexpr unsigned char kHttp2[] = {2, 'h', '2'};
  SSL_CTX_set_alpn_protos(context.get(), kHttp2, sizeof(kHttp2));
  absl::Status loaded;
  if (settings.ca.empty()) {
    SSL_CTX_set_default_verify_paths(context.get());
  } else if (SSL_CTX_load_verify_file(context.get(), settings.ca.c_str()) != 1) {
    loaded = InputError(settings.ca,
                        "cannot be read as certificates of authorities, want PEM (lines between "
                        "\"-----BEGIN CERTIFICATE-----\" and \"-----END CERTIFICATE-----\")");
  }
  if (loaded.ok() && !settings.certificate.empty()) {
    loaded = LoadCertificate(context.get(), settings);
  }
  ERR_clear_error();
  if (!loaded.ok()) return loaded;
  return context;
}

// The host of host:port, without the brackets of IPv6.
std::string HostOf(const std::string& address) {
  absl::string_view host = absl::string_view(address).substr(0, address.rfind(':'));
  if (absl::ConsumePrefix(&host, "[")) absl::ConsumeSuffix(&host, "]");
  return std::string(host);
}

absl::Status Failure(absl::string_view reason, absl::string_view message) {
  absl::Status status = absl::UnavailableError(message);
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(reason));
  info.set_domain("continuum.cli");
  status.SetPayload(absl::StrCat("type.googleapis.com/", info.GetDescriptor()->full_name()),
                    absl::Cord(info.SerializeAsString()));
  return status;
}

std::string Day(const ASN1_TIME* time) {
  std::tm parts = {};
  char text[32] = {};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return "an unknown day";
  std::strftime(text, sizeof(text), "%Y-%m-%d", &parts);
  return text;
}

// The hosts that a certificate is for, as far as they are names.
std::string NamesOf(const X509* certificate) {
  std::vector<std::string> found;
  const std::unique_ptr<GENERAL_NAMES, Free> names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_DNS) continue;
    found.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
                       static_cast<size_t>(ASN1_STRING_length(name->d.dNSName)));
  }
  return absl::StrJoin(found, ", ");
}

absl::Status ExplainVerification(const std::string& address, SSL* ssl) {
  const X509* certificate = SSL_get0_peer_certificate(ssl);
  const std::string it = absl::StrCat("the server at ", address, " cannot be trusted: ");
  const auto result = SSL_get_verify_result(ssl);
  switch (result) {
    case X509_V_OK:
      return absl::OkStatus();
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return Failure(
          "SERVER_CERTIFICATE_EXPIRED",
          absl::StrCat(it, "its certificate, or one of its authority's, has expired (",
                       "its own is valid until ", Day(X509_get0_notAfter(certificate)), ")"));
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return Failure(
          "SERVER_CERTIFICATE_NOT_YET_VALID",
          absl::StrCat(it, "its certificate, or one of its authority's, is not valid yet ",
                       "(its own from ", Day(X509_get0_notBefore(certificate)), " on)"));
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH: {
      const std::string names = NamesOf(certificate);
      return Failure("SERVER_CERTIFICATE_NAME",
                     absl::StrCat(it, "its certificate is not for \"", HostOf(address), "\"",
                                  names.empty() ? "" : absl::StrCat(", but for ", names)));
    }
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
      return Failure("SERVER_CERTIFICATE_UNTRUSTED",
                     absl::StrCat(it, "its certificate was signed by an unknown authority"));
    default:
      return Failure("SERVER_CERTIFICATE_INVALID",
                     absl::StrCat(it, "its certificate does not hold (",
                                  X509_verify_cert_error_string(result), ")"));
  }
}

// Does `step` until it is done or fails, or patience ends. Whether it got done.
template <typename Step>
bool Retry(BIO* bio, Step step) {
  const std::time_t until = std::time(nullptr) + kPatienceSeconds;
  ERR_clear_error();
  while (step() <= 0) {
    if (!BIO_should_retry(bio) || BIO_wait(bio, until, kNapMilliseconds) != 1) return false;
  }
  return true;
}

// Waits for the first bytes from the server: since TLS 1.3 it is only there that it says what it
// makes of the client's certificate. An empty text unless it ends the connection with a warning.
std::string WaitForAlert(BIO* bio) {
  char byte = 0;
  if (Retry(bio, [bio, &byte] { return BIO_read(bio, &byte, 1); })) return "";
  const char* why = ERR_reason_error_string(ERR_peek_last_error());
  return why == nullptr ? "" : why;
}

}  // namespace

absl::Status CheckTlsSettings(const TlsSettings& settings) {
  if (settings.certificate.empty() != settings.key.empty()) {
    return UsageError(
        absl::StrCat(settings.key.empty() ? "--tls-key" : "--tls-certificate",
                     ": got nothing, want a file: --tls-certificate and --tls-key are given "
                     "together, or neither is"));
  }
  if (!settings.on() && !settings.certificate.empty()) {
    return UsageError(
        "--tls-certificate: calls are not encrypted; give --tls-ca FILE (trust the authorities in "
        "the file) or --tls (trust those that this machine trusts), too");
  }
  return settings.on() ? MakeContext(settings).status() : absl::OkStatus();
}

absl::Status ExplainTlsFailure(const std::string& address, const TlsSettings& settings) {
  const absl::StatusOr<Context> context = MakeContext(settings);
  if (!context.ok()) return context.status();
  const std::unique_ptr<BIO, Free> bio(BIO_new_ssl_connect(context->get()));
  SSL* ssl = nullptr;
  BIO_get_ssl(bio.get(), &ssl);
  if (ssl == nullptr || BIO_set_conn_hostname(bio.get(), address.c_str()) != 1) {
    return absl::OkStatus();
  }
  const std::string host = HostOf(address);
  SSL_set_tlsext_host_name(ssl, host.c_str());
  X509_VERIFY_PARAM* wanted = SSL_get0_param(ssl);
  if (X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str()) != 1) {
    X509_VERIFY_PARAM_set1_host(wanted, host.c_str(), host.size());
  }
  BIO_set_nbio(bio.get(), 1);
  const bool shook_hands = Retry(bio.get(), [&bio] { return BIO_do_connect(bio.get()); });
  const int why = ERR_GET_REASON(ERR_peek_error());
  ERR_clear_error();
  if (!settings.on()) {
    if (!shook_hands) return absl::OkStatus();
    return Failure("SERVER_ENCRYPTED", absl::StrCat("the server at ", address,
                                                    " takes only encrypted calls, and this one "
                                                    "was not"));
  }
  if (!shook_hands) {
    if (why != SSL_R_WRONG_VERSION_NUMBER) return absl::OkStatus();
    return Failure("SERVER_NOT_ENCRYPTED",
                   absl::StrCat("the server at ", address, " does not take encrypted calls"));
  }
  if (absl::Status trusted = ExplainVerification(address, ssl); !trusted.ok()) return trusted;
  const std::string alert = WaitForAlert(bio.get());
  ERR_clear_error();
  if (alert.empty() || settings.certificate.empty()) return absl::OkStatus();
  return Failure("CLIENT_CERTIFICATE_REFUSED",
                 absl::StrCat("the server at ", address, " refuses the certificate ",
                              settings.certificate, " (", alert, ")"));
}

}  // namespace continuum::cli
