# What the scripts share. STACK names the stack; the limits are the same for a pull request and for its merge:
# MAX_DUE_NOW, MAX_MONTHLY (500, or CNY=500,USD=20), FAIL_ON (replace,reinstall), ALLOW_UNKNOWN (1).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
: "${STACK:?names the stack}"
export RESELLER_JOURNAL="${RESELLER_JOURNAL:-$PWD/journal.jsonl}"
export PULUMI_SKIP_UPDATE_CHECK=1

limits=()
if [ -n "${MAX_DUE_NOW:-}" ]; then limits+=(--max-due-now "$MAX_DUE_NOW"); fi
if [ -n "${MAX_MONTHLY:-}" ]; then limits+=(--max-monthly "$MAX_MONTHLY"); fi
if [ -n "${FAIL_ON:-}" ]; then limits+=(--fail-on "$FAIL_ON"); fi
if [ -n "${ALLOW_UNKNOWN:-}" ]; then limits+=(--allow-unknown); fi

plan() { npx reseller plan --stack "$STACK" --refresh ${limits[@]+"${limits[@]}"} "$@"; }

# Runs a command that needs the stack's lock, and waits as long as another run has it. Such a run has sent nothing.
with_lock() {
  local until=$((SECONDS + ${LOCK_WAIT_SECONDS:-3600})) output code
  output=$(mktemp)
  while true; do
    "$@" 2>&1 | tee "$output" && code=0 || code=${PIPESTATUS[0]}
    if [ "$code" = 0 ] || [ "$SECONDS" -ge "$until" ]; then break; fi
    grep -qE "currently locked|update is currently in progress" "$output" || break
    sleep "${LOCK_POLL_SECONDS:-20}"
  done
  rm -f "$output"
  return "$code"
}
