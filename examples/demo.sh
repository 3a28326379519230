#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The whole way once: starts a server with a new database, publishes the rubrics, loads the example
# programs with their assessments from the same CSV files that a person would fill in, shows one
# program's scorecard, history and what it would take to reach the next level, and stops the server.
#
#   examples/demo.sh            (`./dev demo` builds first)
#
# CONTINUUM_BIN says where else the two programs were built.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bin=${CONTINUUM_BIN:-build/dev}
server=$bin/server/continuum-server
continuum=$bin/clients/cli/continuum
shown=example-prairie # the program that the demonstration looks at

die() {
  echo "demo: $*" >&2
  exit 1
}

for program in "$server" "$continuum"; do
  [[ -x $program ]] || die "$program is missing; run ./dev demo, which builds it"
done

# --- a server of our own -------------------------------------------------------------------------

mkdir -p .demo
folder=$(mktemp -d .demo/XXXXXX)
server_pid=

# Whatever happens, no server stays behind.
stop_quietly() {
  [[ -z $server_pid ]] || kill "$server_pid" 2>/dev/null || true
}
trap stop_quietly EXIT

start_server() {
  "$server" --port 0 --metrics_port 0 --database "$folder/continuum.db" --without_sign_in \
    --info_file "$folder/server.json" 2>"$folder/server.log" >&2 &
  server_pid=$!
  for _ in {1..300}; do
    if [[ -s $folder/server.json ]]; then
      local port
      port=$(sed -n 's/.*"port": *\([0-9]*\).*/\1/p' "$folder/server.json")
      export CONTINUUM_SERVER=127.0.0.1:$port
      return
    fi
    kill -0 "$server_pid" 2>/dev/null || break
    sleep 0.1
  done
  cat "$folder/server.log" >&2
  die "the server did not start"
}

stop_server() {
  local pid=$server_pid
  server_pid=
  kill -TERM "$pid"
  wait "$pid" || die "the server did not stop cleanly; see $folder/server.log"
}

# --- what a person would type --------------------------------------------------------------------

# Runs the command and shows what was typed.
show() {
  printf '\n$ continuum %s\n\n' "$*"
  "$continuum" "$@"
}

# Runs the command and shows only what goes wrong.
quietly() {
  "$continuum" --output json "$@" >/dev/null
}

# The rows of a CSV file below its header; no field holds a comma.
rows() {
  tail -n +2 "$1" | tr -d '\r'
}

publish_rubrics() {
  local rubric
  for rubric in rubrics/*/*/rubric.textproto; do
    quietly rubric publish "$rubric"
    echo "published $rubric"
  done
}

create_programs() {
  local organization organization_title program title jurisdiction count=0
  while IFS=, read -r organization organization_title; do
    quietly organization create "$organization" --title "$organization_title"
  done < <(rows examples/programs.csv | cut -d, -f1,2 | sort -u)
  while IFS=, read -r organization _ program title jurisdiction; do
    quietly program create "$program" --organization "$organization" --title "$title" \
      --jurisdiction "$jurisdiction"
    count=$((count + 1))
  done < <(rows examples/programs.csv)
  echo "created $count programs"
}

load_assessments() {
  local program assessment rubric first last file count=0
  while IFS=, read -r program assessment rubric first last file; do
    quietly assess start "$program" --rubric "$rubric" --from "$first" --to "$last" \
      --id "$assessment"
    quietly assess load "$program/$assessment" "$file"
    # Some end in a year that may not be over yet.
    quietly assess complete "$program/$assessment" --with-gaps --early
    count=$((count + 1))
  done < <(rows examples/assessments.csv)
  echo "loaded and completed $count assessments"
}

start_server
echo "A server listens on $CONTINUUM_SERVER; its database is $folder/continuum.db."
publish_rubrics
create_programs
load_assessments
latest=$(rows examples/assessments.csv | grep "^$shown," | tail -n 1 | cut -d, -f2)

show program list
show score "$shown/$latest"
show history "$shown" --rubric bhh-continuum
show next-level "$shown/$latest"

stop_server
printf '\nThe server has stopped. To look further: %s --without_sign_in --database %s\n' "$server" "$folder/continuum.db"
