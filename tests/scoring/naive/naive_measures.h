// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_MEASURES_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_MEASURES_H_

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/measures.pb.h"
#include "tests/scoring/naive/naive_facts.h"
#include "tests/scoring/naive/naive_number.h"

namespace continuum::naive {

// What a number is worth.
Number WorthOf(const v1::Worth& worth, const Number& number);

// The lowest and highest value that it can be worth, whichever numbers there are.
void FindRange(const v1::Worth& worth, Number* lowest, Number* highest);

// What the answer to a quantity is worth, or what the input that it looks at is.
void ApplyQuantity(const v1::QuantityAnswer& answer, Item& item);
void LookAtInput(const InputFact& input, Item& item);

// What the answer to a measure is worth.
void ApplyMeasure(const v1::MeasureAnswer& answer, Item& item);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_MEASURES_H_
