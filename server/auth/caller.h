// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_CALLER_H_
#define CONTINUUM_SERVER_AUTH_CALLER_H_

#include <string>
#include <utility>
#include <vector>

namespace continuum::auth {

// Who is calling. Made by an authenticator for each call; a plain value, safe to copy between
// threads.
class Caller {
 public:
  // The one caller of a server that listens on loopback only: whoever can reach it. May do
  // everything.
  static Caller Local() { return Caller("local", true, {}); }

  // A caller who owns only what the given organizations own ("organizations/a").
  static Caller Owner(std::string id, std::vector<std::string> organizations) {
    return Caller(std::move(id), false, std::move(organizations));
  }

  // Stands as author in what the caller changes, and keeps request_ids of different callers apart.
  const std::string& id() const { return id_; }

  // Whether everything is the caller's to see and change.
  bool sees_everything() const { return sees_everything_; }

  // The organizations whose rows are the caller's, by resource name.
  const std::vector<std::string>& organizations() const { return organizations_; }

 private:
  Caller(std::string id, bool sees_everything, std::vector<std::string> organizations)
      : id_(std::move(id)),
        sees_everything_(sees_everything),
        organizations_(std::move(organizations)) {}

  std::string id_;
  bool sees_everything_;
  std::vector<std::string> organizations_;
};

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_CALLER_H_
