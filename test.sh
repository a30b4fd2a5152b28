#!/usr/bin/env bash
# Builds everything and runs every test. Ends with one line: "N passed, N failed, N skipped", counted from the results.
# On a fresh Debian machine, as root, it first installs the browser that the web chat's story is played in, and PostgreSQL.
set -uo pipefail
cd "$(dirname "$0")" || exit 1

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
results=artifacts/tests
rm -rf "$results"
mkdir -p "$results"

need() { # command, package
  command -v "$1" >/dev/null 2>&1 && return
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "test.sh: “$1” is missing; install the package “$2” and run again." >&2
    exit 1
  fi
  echo "Installing $2 …"
  { [ -n "${updated:-}" ] || apt-get update -qq; } && updated=1 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2" >"$results/apt-$2.log" 2>&1 \
    || { cat "$results/apt-$2.log" >&2; echo "test.sh: $2 could not be installed." >&2; exit 1; }
}
command -v dotnet >/dev/null 2>&1 || { echo "test.sh: the .NET 10 SDK is missing: https://dotnet.microsoft.com/download" >&2; exit 1; }
need chromium chromium
# The tests make their own servers; Debian's default one is not wanted. Its programs lie outside PATH.
PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)"
command -v postgres >/dev/null 2>&1 || { mkdir -p /etc/postgresql-common/createcluster.d 2>/dev/null && echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/cellbot.conf 2>/dev/null; }
need postgres postgresql
need soffice libreoffice-writer-nogui
need pdftoppm poppler-utils
# The documents are in Times New Roman; what stands in for it must be as wide and have the Vietnamese letters (fonts-liberation 1 has not).
fc-list ':lang=vi' family | grep -qE 'Times New Roman|Liberation Serif|Tinos' || need times-new-roman fonts-liberation2

dotnet build CellBot.sln -c Release -v quiet --nologo || { echo "test.sh: the build failed." >&2; exit 1; }

status=0
for project in tests/*.Tests tests/CellBot.EndToEnd; do
  name=$(basename "$project")
  echo "== $name"
  dotnet test "$project" -c Release --no-build --nologo -v quiet --logger "trx;LogFileName=$name.trx" --results-directory "$results" -- RunConfiguration.TestSessionTimeout=1200000 \
    | grep -vE '^(Test run for|A total of|VSTest|Results File|$)'
  [ "${PIPESTATUS[0]}" = 0 ] || status=1
  [ -s "$results/$name.trx" ] || { echo "$name left no results."; status=1; }
done

# What was skipped, and why.
grep -ho 'outcome="NotExecuted"[^>]*' "$results"/*.trx | sort | uniq -c
sum() { grep -ho "<Counters [^>]*" "$results"/*.trx | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }
passed=$(sum passed) failed=$(( $(sum failed) + $(sum error) + $(sum timeout) + $(sum aborted) )) skipped=$(sum notExecuted)
[ "$status" = 0 ] && [ "$failed" = 0 ] && [ "$passed" -gt 0 ] || status=1
[ "$status" = 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
