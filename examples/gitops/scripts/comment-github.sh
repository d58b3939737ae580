#!/usr/bin/env bash
# Puts plan.md under the pull request PR, in the place of the one before: the last line of it says which that is.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
comments="repos/$GITHUB_REPOSITORY/issues/${PR:?the number of the pull request}/comments"
id=$(MARKER=$(tail -n 1 plan.md) gh api --paginate "$comments" --jq '.[] | select(.body | contains(env.MARKER)) | .id' | head -n 1)
body=$(jq -n --rawfile body plan.md '{$body}')
if [ -n "$id" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --input - <<<"$body" >/dev/null
else
  gh api --method POST "$comments" --input - <<<"$body" >/dev/null
fi
