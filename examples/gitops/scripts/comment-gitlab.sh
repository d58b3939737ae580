#!/usr/bin/env bash
# Puts plan.md under the merge request, in the place of the one before. GITLAB_TOKEN: a project access token with the scope `api`.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
notes="$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
ask() { curl --fail --silent --show-error --header "PRIVATE-TOKEN: $GITLAB_TOKEN" --header "Content-Type: application/json" "$@"; }
id=$(ask "$notes?per_page=100" | jq --arg marker "$(tail -n 1 plan.md)" '[.[] | select(.body | contains($marker)) | .id][0] // empty')
body=$(jq -n --rawfile body plan.md '{$body}')
if [ -n "$id" ]; then
  ask --request PUT "$notes/$id" --data @- <<<"$body" >/dev/null
else
  ask --request POST "$notes" --data @- <<<"$body" >/dev/null
fi
