#!/usr/bin/env bash
# At night: what differs from state, renewals that are due (`keepPaid`, `renewUntil`) and nothing else, and what ends soon. What could not be
# done goes to ALERT_WEBHOOK too.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

night() {
  local status=0
  echo "## What differs from state"
  with_lock pulumi refresh --yes --skip-preview --non-interactive --stack "$STACK" || status=$?
  echo "## Renewals"
  export RESELLER_ALLOW_STEPS=renew RESELLER_MAX_SPEND_PER_RUN="${MAX_RENEWALS:-}"
  with_lock pulumi up --yes --skip-preview --continue-on-error --non-interactive --stack "$STACK" || status=$?
  echo "## What ends soon"
  npx reseller expiring --within "${WITHIN:-14d}" --cwd . --stack "$STACK" || status=$?
  echo "## Paid for, and in no stack of this project"
  npx reseller orphans --cwd . || status=$?
  return "$status"
}

log=$(mktemp)
night 2>&1 | tee "$log" && code=0 || code=${PIPESTATUS[0]}
if [ "$code" != 0 ]; then
  {
    echo "reseller: the night of $STACK needs you"
    grep -E '^ +(error: |\* )|could not be asked' "$log" | sort -u || true
    sed -n '/^## What ends soon/,$p' "$log"
  } | scripts/alert.sh || echo "the alert could not be sent"
fi
rm -f "$log"
exit "$code"
