#!/usr/bin/env bash
# After a merge: does what was approved (the file APPROVED), or nothing.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
approved=${APPROVED:-approved.json}
if [ ! -f "$approved" ]; then
  echo "Nothing was approved for this state of the files: plan it in a pull request that is up to date with its target." >&2
  exit 3
fi
RESELLER_APPROVED=$(realpath "$approved")
export RESELLER_APPROVED
# The same limits, held once more right before each call.
export RESELLER_MAX_SPEND_PER_RUN="${MAX_DUE_NOW:-}" RESELLER_ACCEPT_UNPUBLISHED="${ALLOW_UNKNOWN:+true}"
# All of it is held against the approval, deletions included, before anything is sent.
plan
with_lock pulumi up --yes --skip-preview --refresh --non-interactive --stack "$STACK"
