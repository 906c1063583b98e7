#!/usr/bin/env bash
# The main job on the sample market: register marks, scan, show the findings, export one package and verify it, draft a
# complaint.
# Installs and builds what is missing. The market answers on the loopback interface only, until this script ends.
set -euo pipefail
cd "$(dirname "$0")/.."

work=build/sample-run
market_process=
started=$EPOCHREALTIME

cleanup() {
  if [[ -n $market_process ]]; then
    kill "$market_process" 2>/dev/null || true
    wait "$market_process" 2>/dev/null || true
  fi
}
trap cleanup EXIT

seconds_since() { awk -v from="$1" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f", to - from }'; }

# step NAME COMMAND...: runs it and says how long it took. Exit code 1 of markhound means "something found".
step() {
  local name=$1 from=$EPOCHREALTIME code=0
  shift
  printf '\n== %s\n' "$name"
  "$@" || code=$?
  if ((code > 1)); then
    echo "samples/run.sh: $name failed with exit code $code: $*" >&2
    exit "$code"
  fi
  printf '   (%s s)\n' "$(seconds_since "$from")"
}

build() {
  { cmake --preset release && cmake --build --preset release --target markhound sample_market; } >"$work/build.log" 2>&1 ||
    { tail -n 60 "$work/build.log" >&2; return 2; }
}

markhound() { build/release/markhound --workspace "$work/workspace" "$@"; }

start_market() {
  build/release/sample_market --port 0 --seconds 600 >"$work/market.url" 2>"$work/market.log" &
  market_process=$!
  for _ in {1..100}; do
    market=$(head -n 1 "$work/market.url")
    if [[ -n $market ]]; then
      echo "the market is at $market"
      return 0
    fi
    kill -0 "$market_process" 2>/dev/null || break
    sleep 0.1
  done
  cat "$work/market.log" >&2
  return 2
}

register_marks() {
  markhound mark add --id nordfjell --name NORDFJELL --alias 诺德峰 --logo samples/marks/logos/nordfjell.svg --office US \
    --number 5551234 --classes 9,25 --owner "Nordfjell AS" --goods "Headphones; cases for mobile phones; clothing" &&
    markhound mark import samples/marks/marks.jsonl && markhound mark list
}

# Prints the findings too; they are shown by a step of their own.
scan_market() { markhound scan "${market}sitemap.xml" --allow-private --delay 0 >"$work/scan.txt"; }

# The strongest finding, with everything that it rests on.
export_package() {
  local id
  id=$(markhound findings --json | sed -n '1s/^{"id": *"\([^"]*\)".*/\1/p')
  if [[ -z $id ]]; then
    echo "samples/run.sh: the scan found nothing to export; see $work" >&2
    return 2
  fi
  markhound findings show "$id" || (($? == 1)) || return 2
  markhound evidence export "$id" -o "$work/case.zip"
}

# Exit code 1 here means "altered", so it must not pass for "found".
verify_package() { markhound evidence verify "$work/case.zip" || return 2; }

# The owner of the strongest finding looks, confirms, and drafts what Shopify's form wants. Nothing is sent.
draft_complaint() {
  local finding id mark owner
  finding=$(markhound findings --json | sed -n 1p)
  id=$(sed -n 's/^{"id": *"\([^"]*\)".*/\1/p' <<<"$finding")
  mark=$(markhound findings show --json "$id" | sed -n 's/^.*"title":.*"mark": *"\([^"]*\)", *"grade".*/\1/p')
  owner=$(markhound mark show --json "$mark" | sed -n 's/^.*"owner": *"\([^"]*\)".*/\1/p')
  markhound findings decide "$id" confirm --why "bought and compared" &&
    markhound rights add holder --name "$owner" --contact-name "Ida Berg" --address "Kaia 1, 5003 Bergen" --country NO \
      --phone "+47 55 00 00 00" --email ip@owner.example --website https://owner.example >/dev/null &&
    markhound complaint draft "$id" --platform shopify -o "$work/notices"
}

rm -rf "$work"
mkdir -p "$work"
step "install what is missing" ./setup.sh
step "build" build
step "open the market" start_market
step "register the marks" register_marks
step "scan the market" scan_market
step "findings" markhound findings
step "export evidence of the strongest finding" export_package
step "verify the package" verify_package
step "draft a complaint" draft_complaint
unzip -q -o "$work/case.zip" -d "$work/case"

printf '\npackage  %s\n' "$PWD/$work/case.zip"
find "$PWD/$work/case" -name report.html -printf 'report   %p\n'
find "$PWD/$work/notices" -name '*.txt' -printf 'notice   %p\n'
printf 'samples/run.sh: %s s in all\n' "$(seconds_since "$started")"
