// SPDX-License-Identifier: Apache-2.0
//
// node check.cjs DIR: reads what interchange_test exported into DIR (a folder for each rubric), and
// says what other people's tools find wrong. The last line is a summary; exit code 1 after problems.
'use strict';
const fs = require('fs');
const path = require('path');
const { structureProblems, fitProblems, itemsByLink } = require('./fhir_structure.cjs');
const { Totals, agrees } = require('./fhir_totals.cjs');

const problems = [];
const done = { rubrics: 0, responses: 0, ratingRubrics: 0, totals: 0 };

const read = (...parts) => JSON.parse(fs.readFileSync(path.join(...parts), 'utf8'));

// As a form filler may leave it: without what each choice is worth.
function withoutWorth(response) {
  return JSON.parse(JSON.stringify(response), (key, value) => {
    if (key === 'valueCoding') delete value.extension;
    return value;
  });
}

function checkTotals(place, rubric, questionnaire, response, score) {
  let compared = 0;
  for (const [kind, resource] of [['as exported', response], ['bare', withoutWorth(response)]]) {
    const totals = new Totals(rubric, questionnaire, resource);
    for (const rollup of rubric.rollups ?? []) {
      const got = totals.compute(rollup);
      if (got === null) continue;
      const wanted = score.rollups.find((r) => r.rollup === rollup.id);
      const same =
        got.state === wanted.state &&
        (wanted.value === undefined || agrees(rollup.operator, got.value, wanted.value));
      if (!same) {
        const texts = [got, wanted].map((r) => `${r.state} ${r.value ?? ''}`);
        problems.push(`${place}: ${rollup.id} (${kind}): FHIRPath ${texts[0]}, score ${texts[1]}`);
      }
      if (wanted.value !== undefined) ++compared;
    }
  }
  return compared;
}

function isRatingRubric(rubric) {
  const forms = [];
  const walk = (domains) => {
    for (const domain of domains ?? []) {
      forms.push(...(domain.criteria ?? []).map((c) => c.rating !== undefined && !c.askedWhen));
      walk(domain.domains);
    }
  };
  walk(rubric.domains);
  return forms.length > 0 && forms.every(Boolean) && (rubric.rollups ?? []).length > 0;
}

function checkRubric(folder) {
  const rubric = read(folder, 'rubric.json');
  const questionnaire = read(folder, 'questionnaire.json');
  const note = (place, found) => problems.push(...found.map((text) => `${place}: ${text}`));
  const found = structureProblems(questionnaire);
  itemsByLink(questionnaire, found);
  note(`${rubric.id}: questionnaire`, found);
  ++done.rubrics;
  let compared = 0;
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.response.json'))) {
    const place = `${rubric.id}: ${file}`;
    const response = read(folder, file);
    note(place, structureProblems(response));
    note(place, fitProblems(questionnaire, response));
    ++done.responses;
    const score = path.join(folder, file.replace('.response.', '.score.'));
    if (!isRatingRubric(rubric) || !fs.existsSync(score)) continue;
    compared += checkTotals(place, rubric, questionnaire, response, read(score));
  }
  done.totals += compared;
  if (!isRatingRubric(rubric)) return;
  ++done.ratingRubrics;
  if (compared === 0) problems.push(`${rubric.id}: no total of this rating rubric was compared`);
}

// A tool that finds nothing wrong with anything would prove nothing.
function checkTheTools() {
  const wrong = { resourceType: 'Questionnaire', status: 'somehow', item: [{ type: 'group' }] };
  if (structureProblems(wrong).length < 2) problems.push('`fhir` does not see what is wrong');
  const questionnaire = { item: [{ linkId: 'a', type: 'boolean' }] };
  const response = { item: [{ linkId: 'b', answer: [{ valueBoolean: true }] }] };
  if (fitProblems(questionnaire, response).length !== 1) problems.push('a misfit is not seen');
}

const folder = process.argv[2];
checkTheTools();
for (const name of fs.readdirSync(folder).sort()) checkRubric(path.join(folder, name));
for (const problem of problems.slice(0, 100)) console.log(problem);
const counts = Object.entries(done).map(([name, count]) => `${name} ${count}`);
console.log(`${counts.join(', ')}, problems ${problems.length}`);
process.exitCode = problems.length > 0 ? 1 : 0;
