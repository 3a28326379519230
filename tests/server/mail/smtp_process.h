// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_SERVER_MAIL_SMTP_PROCESS_H_
#define CONTINUUM_TESTS_SERVER_MAIL_SMTP_PROCESS_H_

#include <sys/types.h>

#include <cstdio>
#include <string>

#include "tests/testing/certificates.h"
#include "tests/testing/temp_dir.h"

namespace continuum::mail {

// A mail server of one test's own, with a certificate that was just made: tests/server/mail/
// smtp_server.py, which says what the modes are. Who signs in is "continuum", "a pass word". Ends
// the process if it cannot be started.
class SmtpProcess {
 public:
  explicit SmtpProcess(const std::string& mode,
                       const testing::CertificateAuthority::Wanted& certificate = {});
  ~SmtpProcess();
  SmtpProcess(const SmtpProcess&) = delete;
  SmtpProcess& operator=(const SmtpProcess&) = delete;

  // "localhost:" and the port.
  std::string place() const { return "localhost:" + port_; }
  // The file of the authority that made its certificate.
  std::string ca() const { return dir_.File("ca.pem"); }

  // The next message that it took, as a line of JSON; waits for it.
  std::string Next();

  // Stops it; gives the messages that it took and that nobody has asked for.
  std::string Stop();

 private:
  std::string ReadLine();

  testing::TempDir dir_;
  pid_t pid_ = -1;
  int input_ = -1;
  std::FILE* output_ = nullptr;
  std::string port_;
};

}  // namespace continuum::mail

#endif  // CONTINUUM_TESTS_SERVER_MAIL_SMTP_PROCESS_H_
