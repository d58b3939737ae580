#!/usr/bin/env bash
# Puts plan.md under the pull request PR, in the place of the one before: the last line of it says which that is.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
comments="repos/$GITHUB_REPOSITORY/issues/${PR:?the number of the pull request}/comments"
id=$(gh api --paginate "$comments" | jq -s --arg marker "$(tail -n 1 plan.md)" 'add // [] | [.[] | select(.body | contains($marker)) | .id][0] // empty')
body=$(jq -n --rawfile body plan.md '{$body}')
if [ -n "$id" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --input - <<<"$body" >/dev/null
else
  gh api --method POST "$comments" --input - <<<"$body" >/dev/null
fi
