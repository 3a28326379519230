// SPDX-License-Identifier: Apache-2.0
//
// Whether a resource is sound: by npm's `fhir`, and whether a response fits its questionnaire.
'use strict';
const { Fhir } = require('fhir');

const fhir = new Fhir();

// What is wrong with a resource, one line each.
function structureProblems(resource) {
  const result = fhir.validate(resource, { errorOnUnexpected: true });
  const problems = result.messages.map((m) => `${m.severity}: ${m.location}: ${m.message}`);
  if (!result.valid && problems.length === 0) problems.push('not valid');
  return problems;
}

const VALUES = {
  boolean: 'valueBoolean',
  decimal: 'valueDecimal',
  quantity: 'valueQuantity',
  date: 'valueDate',
  text: 'valueString',
  choice: 'valueCoding',
};

// All items of a questionnaire by link id, each once.
function itemsByLink(questionnaire, problems) {
  const items = new Map();
  const add = (list) => {
    for (const item of list ?? []) {
      if (items.has(item.linkId)) problems.push(`${item.linkId} is there twice`);
      items.set(item.linkId, item);
      if (item.type === 'group' && !item.item) problems.push(`${item.linkId} is an empty group`);
      if (item.type === 'display' && item.item) problems.push(`${item.linkId} has items`);
      add(item.item);
    }
  };
  add(questionnaire.item);
  return items;
}

// What does not fit, walking both together.
function fitProblems(questionnaire, response) {
  const problems = [];
  itemsByLink(questionnaire, problems);
  const walk = (asked, answered) => {
    let last = -1;
    for (const item of answered ?? []) {
      const position = (asked ?? []).findIndex((a) => a.linkId === item.linkId);
      if (position <= last) {
        problems.push(`${item.linkId} is not asked here, or out of order`);
        continue;
      }
      last = position;
      const question = asked[position];
      for (const answer of item.answer ?? []) {
        const value = VALUES[question.type];
        if (value === undefined || answer[value] === undefined) {
          problems.push(`${item.linkId}: no ${value} for ${question.type}`);
        } else if (question.type === 'choice') {
          const coding = answer.valueCoding;
          const option = question.answerOption.find((o) => o.valueCoding.code === coding.code);
          if (JSON.stringify(option?.valueCoding) !== JSON.stringify(coding)) {
            problems.push(`${item.linkId}: ${coding.code} is no option`);
          }
        }
        walk(question.item, answer.item);
      }
      if ((item.answer ?? []).length > 1 && !question.repeats) {
        problems.push(`${item.linkId}: several answers`);
      }
      walk(question.item, item.item);
    }
  };
  walk(questionnaire.item, response.item);
  return problems;
}

module.exports = { structureProblems, fitProblems, itemsByLink };
