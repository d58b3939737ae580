#!/usr/bin/env bash
# At night: what differs from state, renewals that are due (`keepPaid`, `renewUntil`) and nothing else, and what ends soon.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
status=0
echo "## What differs from state"
with_lock pulumi refresh --yes --skip-preview --non-interactive --stack "$STACK" || status=$?
echo "## Renewals"
export RESELLER_ALLOW_STEPS=renew RESELLER_MAX_SPEND_PER_RUN="${MAX_RENEWALS:-}"
with_lock pulumi up --yes --skip-preview --continue-on-error --non-interactive --stack "$STACK" || status=$?
echo "## What ends soon"
npx reseller expiring --within "${WITHIN:-14d}" --cwd . --stack "$STACK" || status=$?
echo "## Paid for, and in no stack of this project"
npx reseller orphans --cwd . || status=$?
exit "$status"
