// SPDX-License-Identifier: Apache-2.0
//
// Computes the rollups of a rubric whose criteria are ratings from a QuestionnaireResponse alone,
// with npm's `fhirpath` and its weight(). Of the rubric it takes what FHIR has no words for: which
// criteria a rollup is computed from, and what becomes of missing answers.
'use strict';
const fhirpath = require('fhirpath');
const r4 = require('fhirpath/fhir-context/r4');

const HELD_BACK = 'urn:continuum:fhir:unconfirmed';

const extensions = (element, url) => (element.extension ?? []).filter((e) => e.url === url);
const has = (item, name) => extensions(item, `urn:continuum:fhir:${name}`).length > 0;

// Whether an answer brings along what its option needs.
function lacksProof(option, item) {
  const proofs = {
    evidence: has(item, 'evidence'),
    attestation: has(item, 'attested'),
    comment: has(item, 'comment'),
    'evidence-or-attestation': has(item, 'evidence') || has(item, 'attested'),
  };
  const needs = extensions(option, 'urn:continuum:fhir:needs').map((e) => e.valueCode);
  return needs.some((need) => !proofs[need]);
}

// 'value', or why there is none.
function stateOf(question, item) {
  if (item === undefined) return 'absent';
  if ((item.modifierExtension ?? []).some((e) => e.url === HELD_BACK)) return 'absent';
  if (has(item, 'not-applicable')) return 'notApplicable';
  if (has(item, 'insufficient-data')) return 'insufficientData';
  if (!item.answer) return 'absent';
  const code = item.answer[0].valueCoding.code;
  const option = question.answerOption.find((o) => o.valueCoding.code === code);
  if (lacksProof(option, item)) return 'absent';
  const worth = extensions(option, 'http://hl7.org/fhir/StructureDefinition/itemWeight');
  return worth.length > 0 ? 'value' : 'insufficientData';
}

class Totals {
  constructor(rubric, questionnaire, response) {
    this.rubric = rubric;
    this.questionnaire = questionnaire;
    this.response = response;
    this.questions = new Map();
    this.domains = new Map(); // link -> links of the criteria in it
    this.criteria(questionnaire.item, []);
    this.answers = new Map();
    this.collect(response.item);
  }

  criteria(items, above) {
    for (const item of items ?? []) {
      if (item.linkId.startsWith('criterion/') && item.type !== 'display') {
        this.questions.set(item.linkId, item);
        for (const domain of above) this.domains.get(domain).push(item.linkId);
      } else if (item.linkId.startsWith('domain/')) {
        this.domains.set(item.linkId, []);
        this.criteria(item.item, [...above, item.linkId]);
      }
    }
  }

  collect(items) {
    for (const item of items ?? []) {
      this.answers.set(item.linkId, item);
      this.collect(item.item);
    }
  }

  // Numbers by FHIRPath over the answers to these link ids.
  path(links, after) {
    const expression = `repeat(item).where(linkId in %links).answer.value.weight()${after}`;
    const variables = { links, questionnaire: this.questionnaire };
    return fhirpath.evaluate(this.response, expression, variables, r4);
  }

  rollup(id) {
    return this.rubric.rollups.find((r) => r.id === id);
  }

  treatment(rollup, kind) {
    const own = rollup.missing?.[kind];
    return own?.kind && own.kind !== 'KIND_UNSPECIFIED' ? own : this.rubric.missing[kind];
  }

  // The rollup's terms, as {links, values, blocked}: criteria that have a value, and the values that
  // are already numbers.
  terms(rollup) {
    const terms = { links: [], values: [], blocked: false };
    for (const term of rollup.terms) {
      if (term.weight !== undefined && term.weight !== '1') return null;
      if (term.rollup !== undefined) {
        const part = this.compute(this.rollup(term.rollup));
        if (part === null) return null;
        if (part.state === 'ROLLUP_STATE_BLOCKED') terms.blocked = true;
        if (part.state === 'ROLLUP_STATE_VALUE') terms.values.push(part.value);
        if (part.state === 'ROLLUP_STATE_NO_VALUE') this.treat(rollup, 'notApplicable', terms);
        continue;
      }
      for (const link of this.selected(term)) {
        const question = this.questions.get(link);
        const state = stateOf(question, this.answers.get(link));
        if (state === 'value') terms.links.push(link);
        else this.treat(rollup, state, terms, question);
      }
    }
    return terms;
  }

  selected(term) {
    if (term.criterion !== undefined) return [`criterion/${term.criterion}`];
    if (term.domain !== undefined) return this.domains.get(`domain/${term.domain}`);
    const tagged = [];
    const walk = (domains) => {
      for (const domain of domains ?? []) {
        for (const criterion of domain.criteria ?? []) {
          if ((criterion.tags ?? []).includes(term.tag)) tagged.push(`criterion/${criterion.id}`);
        }
        walk(domain.domains);
      }
    };
    walk(this.rubric.domains);
    return tagged;
  }

  treat(rollup, kind, terms, question) {
    const treatment = this.treatment(rollup, kind);
    if (treatment.kind === 'KIND_BLOCKS') terms.blocked = true;
    if (treatment.kind === 'KIND_COUNTS_AS') terms.values.push(fraction(treatment.value));
    if (treatment.kind === 'KIND_COUNTS_AS_MET') {
      const weights = fhirpath.evaluate(question, 'answerOption.weight()', {}, r4);
      terms.values.push(Math.max(...weights));
    }
  }

  // {state, value}; null for what is computed in other ways than here.
  compute(rollup) {
    const terms = this.terms(rollup);
    if (terms === null) return null;
    if (terms.blocked) return { state: 'ROLLUP_STATE_BLOCKED' };
    const count = terms.links.length + terms.values.length;
    if (count < Math.max(1, rollup.minimumTerms ?? 0)) return { state: 'ROLLUP_STATE_NO_VALUE' };
    const value = this.value(rollup, terms, count);
    return value === null ? null : { state: 'ROLLUP_STATE_VALUE', value };
  }

  value(rollup, { links, values }, count) {
    const one = (after) => (links.length > 0 ? this.path(links, after)[0] : 0);
    const sum = () => one('.sum()') + values.reduce((a, b) => a + b, 0);
    const above = () => {
      const edge = fraction(rollup.threshold);
      return one(`.where($this >= ${edge}).count()`) + values.filter((v) => v >= edge).length;
    };
    switch (rollup.operator) {
      case 'OPERATOR_WEIGHTED_SUM':
        return sum();
      case 'OPERATOR_MEAN':
        return values.length === 0 ? one('.avg()') : sum() / count;
      case 'OPERATOR_COUNT_AT_OR_ABOVE':
        return above();
      case 'OPERATOR_PERCENT_AT_OR_ABOVE':
        return (100 * above()) / count;
      default:
        return null;
    }
  }
}

// "n/d" or a decimal as the nearest number.
function fraction(text) {
  const [n, d] = text.split('/');
  return d === undefined ? Number(n) : Number(n) / Number(d);
}

// Sums and counts exactly, means and percents to eight digits.
function agrees(operator, got, exact) {
  const wanted = fraction(exact);
  const whole = operator.endsWith('SUM') || operator === 'OPERATOR_COUNT_AT_OR_ABOVE';
  return whole ? got === wanted : Math.abs(got - wanted) < 5e-9;
}

module.exports = { Totals, agrees };
