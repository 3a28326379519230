// SPDX-License-Identifier: Apache-2.0
//
// What people call the parts of a rubric. Pure functions.

#ifndef CONTINUUM_SCORING_PARSE_NOUN_H_
#define CONTINUUM_SCORING_PARSE_NOUN_H_

#include <string>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace continuum::scoring {

// "a rating scale" for the type continuum.v1.RatingScale.
std::string ANoun(const google::protobuf::Descriptor& type);

// "the rating scale 'abc'" for one that has an id; otherwise "a rating scale".
std::string TheNoun(const google::protobuf::Message& message);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_PARSE_NOUN_H_
