#!/usr/bin/env bash
# Plays the CI of a repository, as its post-receive hook: the jobs of the workflows, with the scripts that these call. PIPELINE has servers.git, the
# node_modules of a job and the approvals, by the content of all files.
set -uo pipefail
# What git tells its hooks is not for the jobs.
while read -r name; do unset "$name"; done < <(git rev-parse --local-env-vars)

while read -r _ _ ref; do
  branch=${ref#refs/heads/}
  job=$(mktemp -d "$PIPELINE/job-XXXXXX")
  git clone --quiet "$PIPELINE/servers.git" "$job" && cd "$job"
  ln -s "$PIPELINE/node_modules" node_modules
  # A branch as its merge into main will be.
  if [ "$branch" != main ]; then git merge --quiet --no-edit "origin/$branch"; fi
  approval="$PIPELINE/approvals/$(git rev-parse 'HEAD^{tree}').json"
  if [ "$branch" = main ]; then
    cp "$approval" approved.json 2>/dev/null
    scripts/up.sh
    code=$?
  else
    RESELLER_ALLOW_SPENDING=false scripts/plan.sh
    code=$?
    if [ "$code" = 0 ]; then cp approved.json "$approval"; fi
  fi
  echo "The pipeline of $branch ended with $code"
done
