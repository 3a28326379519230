// SPDX-License-Identifier: Apache-2.0
//
// Scoring one assessment of the built-in rubric, against parsing the protobuf bytes of its answers.
// The goal is at most 3 times that without an explanation. Prints the ratios of the medians of
// several interleaved runs.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "google/protobuf/text_format.h"
#include "scoring/compiled_rubric.h"
#include "scoring/digest.h"
#include "scoring/score.h"

namespace continuum::scoring {
namespace {

constexpr char kRubric[] = CONTINUUM_RUBRICS_DIR "/bhh-continuum/1.0.0/rubric.textproto";
constexpr int kRepetitions = 7;

[[noreturn]] void Fail(const std::string& why) {
  std::fprintf(stderr, "scoring_benchmark: %s\n", why.c_str());
  std::exit(1);
}

std::shared_ptr<const CompiledRubric> LoadRubric() {
  std::stringstream text;
  text << std::ifstream(kRubric).rdbuf();
  v1::RubricDefinition definition;
  if (!google::protobuf::TextFormat::ParseFromString(text.str(), &definition)) {
    Fail("the rubric cannot be read");
  }
  auto rubric = CompileRubric(definition);
  if (!rubric.ok()) Fail(rubric.status().ToString());
  return *std::move(rubric);
}

// An answer to every activity, as a filled-in spreadsheet has it: each criterion is done up to
// another stage, and brings a comment and a piece of evidence.
v1::AnswerSet FilledIn(const v1::RubricDefinition& definition) {
  v1::AnswerSet answers;
  answers.set_source(v1::ANSWER_SOURCE_PROGRAM_CONSENSUS);
  int number = 0;
  for (const v1::Domain& domain : definition.domains()) {
    for (const v1::Criterion& criterion : domain.criteria()) {
      v1::Answer& answer = *answers.add_answers();
      answer.set_criterion(criterion.id());
      answer.set_comment("Agreed in the team meeting of March.");
      answer.add_evidence()->set_reference("policy 12, section 3");
      const v1::Staircase& staircase = criterion.staircase();
      const int done = number++ % (staircase.cells_size() + 1);
      for (int cell = 0; cell < staircase.cells_size(); ++cell) {
        for (const v1::Activity& activity : staircase.cells(cell).activities()) {
          v1::ActivityAnswer& said = *answer.mutable_staircase()->add_activities();
          said.set_activity(activity.id());
          said.set_state(cell < done ? v1::ActivityAnswer::STATE_DONE
                                     : v1::ActivityAnswer::STATE_NOT_DONE);
          if (cell == 0) said.set_since("2025-03");
        }
      }
    }
  }
  return answers;
}

struct Input {
  std::shared_ptr<const CompiledRubric> rubric = LoadRubric();
  v1::AnswerSet answers = FilledIn(rubric->definition());
  std::string bytes = answers.SerializeAsString();
  v1::ScoringContext context;

  Input() { context.set_as_of_date("2026-06-30"); }
};

const Input& TheInput() {
  static const Input* const kInput = new Input;
  return *kInput;
}

void ParseAnswers(benchmark::State& state) {
  const Input& input = TheInput();
  for (auto _ : state) {
    v1::AnswerSet answers;
    if (!answers.ParseFromString(input.bytes)) Fail("the answers cannot be parsed");
    benchmark::DoNotOptimize(answers);
  }
}
BENCHMARK(ParseAnswers);

void DigestAnswers(benchmark::State& state) {
  const Input& input = TheInput();
  for (auto _ : state) benchmark::DoNotOptimize(AnswersDigest(input.answers));
}
BENCHMARK(DigestAnswers);

void ScoreAnswers(benchmark::State& state, bool explain) {
  const Input& input = TheInput();
  for (auto _ : state) {
    auto scorecard = Score(*input.rubric, input.answers, input.context, {.explain = explain});
    if (!scorecard.ok()) Fail(scorecard.status().ToString());
    benchmark::DoNotOptimize(scorecard);
  }
}
BENCHMARK_CAPTURE(ScoreAnswers, Brief, false);
BENCHMARK_CAPTURE(ScoreAnswers, Explained, true);

// Prints the medians alone, and keeps the times of single repetitions.
class MedianReporter : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    std::vector<Run> shown;
    for (const Run& run : runs) {
      if (run.aggregate_name == "median") shown.push_back(run);
      if (run.run_type == Run::RT_Iteration) {
        times_[run.run_name.function_name + run.run_name.args].push_back(run.GetAdjustedCPUTime());
      }
    }
    ConsoleReporter::ReportRuns(shown);
  }

  double Median(const std::string& name) {
    std::vector<double>& times = times_[name];
    if (times.empty()) return 0;
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
  }

 private:
  std::map<std::string, std::vector<double>> times_;
};

void PrintRatios(MedianReporter* reporter) {
  const double parse = reporter->Median("ParseAnswers");
  if (parse <= 0) return;  // left out by --benchmark_filter
  const Input& input = TheInput();
  std::printf("\nscoring against parsing %zu bytes of answers to %zu criteria (%d activities):\n",
              input.bytes.size(), input.rubric->criteria().size(), input.rubric->total_parts());
  std::printf("  without explanation  %.2f  (goal: at most 3)\n",
              reporter->Median("ScoreAnswers/Brief") / parse);
  std::printf("  with explanation     %.2f\n", reporter->Median("ScoreAnswers/Explained") / parse);
  std::printf("  digest alone         %.2f\n", reporter->Median("DigestAnswers") / parse);
}

}  // namespace

int RunBenchmarks(int argc, char** argv) {
  // Interleaved, so that noise hits all alike.
  std::string interleave = "--benchmark_enable_random_interleaving=true";
  std::string repeat = "--benchmark_repetitions=" + std::to_string(kRepetitions);
  std::vector<char*> arguments = {argv[0], interleave.data(), repeat.data()};
  arguments.insert(arguments.end(), argv + 1, argv + argc);
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 1;
  MedianReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  PrintRatios(&reporter);
  return 0;
}

}  // namespace continuum::scoring

int main(int argc, char** argv) { return continuum::scoring::RunBenchmarks(argc, argv); }
