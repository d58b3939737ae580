#!/usr/bin/env bash
# After a job that was killed. Say DEAD=1 once you have seen that its runner is gone: its lock is removed, and a run that is alive would lose its own.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
if [ "${DEAD:-}" != 1 ]; then
  echo "Look first whether the job that holds the stack is gone for good. Then run this with DEAD=1." >&2
  exit 5
fi
pulumi cancel --yes --non-interactive --stack "$STACK" || true
pulumi refresh --yes --skip-preview --clear-pending-creates --non-interactive --stack "$STACK"
# What was paid and never recorded is found by its token: here it says "take over".
plan
