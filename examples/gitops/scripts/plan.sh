#!/usr/bin/env bash
# For a pull request: plan.md is its comment, approved.json is what its merge may do and no more. Ends with 3 over a limit.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
rm -f approved.json
plan --format markdown --out approved.json >plan.md && code=0 || code=$?
cat plan.md
exit "$code"
