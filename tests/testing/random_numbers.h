// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_RANDOM_NUMBERS_H_
#define CONTINUUM_TESTS_TESTING_RANDOM_NUMBERS_H_

#include <string>
#include <vector>

#include "continuum/v1/measures.pb.h"
#include "tests/scoring/naive/naive_number.h"
#include "tests/testing/choices.h"

namespace continuum::testing {

// A small number as text: whole, decimal or a fraction.
std::string RandomNumber(Choices& choices, int low, int high);

// A number from `lowest` to `highest`: one of both or of a few between them.
naive::Number NumberBetween(Choices& choices, const naive::Number& lowest,
                            const naive::Number& highest);

// A number at one of some edges or one step beside it, or any from `low` to `high`.
naive::Number NumberAround(Choices& choices, const std::vector<naive::Number>& edges, int low,
                           int high);

// Whether a number is short enough for rubrics and answers.
bool IsWritable(const naive::Number& number);

// The greatest whole number that is not greater.
naive::Number Floor(const naive::Number& number);

// A day about which the as-of dates of random contexts lie, leap days, and days long ago.
std::string RandomDay(Choices& choices);

// What numbers from `first` * unit to `last` * unit are worth, by cut-points above the first or as
// much as they are. Every value can be reached by such numbers.
v1::Worth RandomWorth(Choices& choices, const naive::Number& unit, int first, int last);

// The numbers at which worths change.
std::vector<naive::Number> EdgesOf(const v1::Worth& worth);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_RANDOM_NUMBERS_H_
