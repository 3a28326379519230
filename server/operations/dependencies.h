// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_DEPENDENCIES_H_
#define CONTINUUM_SERVER_OPERATIONS_DEPENDENCIES_H_

#include <atomic>

#include "server/base/clock.h"
#include "server/operations/kept_counts.h"

namespace continuum::auth {
class PasswordHasher;
class RateLimit;
class Slots;
class Throttle;
}  // namespace continuum::auth

namespace continuum::auth::oidc {
class TokenVerifier;
}  // namespace continuum::auth::oidc

namespace continuum::base {
class AuditLog;
class IdGenerator;
}  // namespace continuum::base

namespace continuum::evidence {
class BlobStore;
class Clamd;
class PdfReader;
}  // namespace continuum::evidence

namespace continuum::storage {
class Storage;
}  // namespace continuum::storage

namespace continuum::operations {

class CallerCache;
class EffortLog;
class FollowedRevisions;
class InlineRubrics;
class LookLog;
class RubricCache;
class UseLog;

// What the operations work with: made once, by main or a test, and passed to each. Everything here
// is thread-safe, set but where it says so, and outlives the calls; the struct owns nothing.
struct Dependencies {
  storage::Storage* storage;
  RubricCache* rubrics;           // compiled stored revisions
  InlineRubrics* inline_rubrics;  // who may score a rubric that came with the request
  FollowedRevisions* followed_revisions;
  const base::Clock* clock;
  base::IdGenerator* ids;  // of what clients do not name themselves
  // Who is calling. Without `sign_in`, everybody on this machine is the local caller.
  bool sign_in;
  CallerCache* callers;
  UseLog* uses;
  LookLog* looks;                // of others, by access
  EffortLog* effort;             // of a program's people on assessments
  const base::AuditLog* audit;   // null: none is kept
  std::atomic<bool>* verifying;  // whether a call verifies the ledger
  auth::PasswordHasher* passwords;
  auth::Throttle* account_throttle;          // of tries to sign in, by account or e-mail address
  auth::Throttle* peer_throttle;             // of the same, by where they come from
  auth::RateLimit* account_rate;             // of the calls of one account
  auth::RateLimit* public_rate;              // of the public's, by where they come from
  auth::RateLimit* unknown_rate;             // of secrets looked up and not good, in the same way
  const auth::oidc::TokenVerifier* issuers;  // whose access tokens are taken; null: nobody's
  evidence::BlobStore* files;                // of evidence
  const evidence::Clamd* scanner;            // null: none is configured
  const evidence::PdfReader* pdf_reader;     // null: PDF is not searched
  auth::Slots* inspections;                  // how many files of evidence are looked into at once
  KeptCounts* kept_counts;                   // how much programs keep
  ProgramLimits limits;                      // and the most that they may
  bool sends_mail = false;                   // whether people get their notices by e-mail, too
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_DEPENDENCIES_H_
