// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_DEPENDENCIES_H_
#define CONTINUUM_SERVER_OPERATIONS_DEPENDENCIES_H_

#include "server/base/clock.h"

namespace continuum::storage {
class Storage;
}  // namespace continuum::storage

namespace continuum::operations {

class FollowedRevisions;
class InlineRubrics;
class RubricCache;

// What the operations work with: made once, by main or a test, and passed to each. Everything here
// is thread-safe, set, and outlives the calls; the struct owns nothing.
struct Dependencies {
  storage::Storage* storage;
  RubricCache* rubrics;           // compiled stored revisions
  InlineRubrics* inline_rubrics;  // who may score a rubric that came with the request
  FollowedRevisions* followed_revisions;
  const base::Clock* clock;
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_DEPENDENCIES_H_
