// SPDX-License-Identifier: Apache-2.0

#include "tests/server/mail/smtp_process.h"

#include <fcntl.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill() is POSIX's
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <iostream>

namespace continuum::mail {
namespace {

constexpr char kPython[] = "/usr/bin/python3";  // which sees Debian's packages

[[noreturn]] void Give(const std::string& why) {
  std::cerr << "smtp_server.py: " << why << "\n";
  std::abort();
}

}  // namespace

SmtpProcess::SmtpProcess(const std::string& mode,
                         const testing::CertificateAuthority::Wanted& certificate) {
  const testing::CertificateAuthority authority("Mail tests");
  testing::WriteFile(ca(), authority.certificate());
  const std::string chain = dir_.File("certificate.pem");
  const std::string key = dir_.File("key.pem");
  testing::WriteCertificate(authority.Issue(certificate), chain, key);
  std::array<int, 2> to{};
  std::array<int, 2> from{};
  if (::pipe2(to.data(), O_CLOEXEC) != 0 || ::pipe2(from.data(), O_CLOEXEC) != 0) Give("no pipe");
  pid_ = ::fork();
  if (pid_ < 0) Give("cannot fork");
  if (pid_ == 0) {
    ::dup2(to[0], 0);
    ::dup2(from[1], 1);
    ::dup2(::open("/dev/null", O_WRONLY), 2);  // it tells of each connection that was given up
    ::execl(kPython, kPython, CONTINUUM_SMTP_SERVER, chain.c_str(), key.c_str(), mode.c_str(),
            nullptr);
    ::_exit(127);
  }
  ::close(to[0]);
  ::close(from[1]);
  input_ = to[1];
  output_ = ::fdopen(from[0], "r");
  port_ = ReadLine();
  if (port_.empty()) Give("did not start; is python3-aiosmtpd installed?");
}

SmtpProcess::~SmtpProcess() {
  Stop();
  std::fclose(output_);
}

std::string SmtpProcess::ReadLine() {
  std::string line;
  for (int c = std::fgetc(output_); c != EOF && c != '\n'; c = std::fgetc(output_)) {
    line.push_back(static_cast<char>(c));
  }
  return line;
}

std::string SmtpProcess::Next() { return ReadLine(); }

std::string SmtpProcess::Stop() {
  if (pid_ < 0) return "";
  ::close(input_);
  std::string rest;
  for (std::string line = ReadLine(); !line.empty(); line = ReadLine()) rest += line + "\n";
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  pid_ = -1;
  return rest;
}

}  // namespace continuum::mail
