#!/bin/sh
# One site of a list, for a container of which a fleet runs many: the index says
# which line of the list is migrated. A line is a name, then a tab, then the source
# (what wp2md migrate takes), then flags of migrate, a tab before each. Empty lines
# and those that begin with # do not count.
#
#   LIST    the file of the list (/work/sites.tsv)
#   OUT     the folder in which each site gets one of its name (/work/sites)
#   INDEX   from 0 on; else that of Kubernetes, AWS Batch, Nomad or Slurm
#   REMOTE  a place that rclone knows; each site is copied to REMOTE/NAME if it is set
#
# Exit code 0 also where something needs a look: a fleet would start it again for
# nothing. wp2md summary OUT/* says what does.
set -u -f
fail() { echo "entry: $1" >&2; exit "${2:-2}"; }

list=${LIST:-/work/sites.tsv} out=${OUT:-/work/sites}
index=${INDEX:-${JOB_COMPLETION_INDEX:-${AWS_BATCH_JOB_ARRAY_INDEX:-${NOMAD_ALLOC_INDEX:-${SLURM_ARRAY_TASK_ID:-}}}}}
case $index in '' | *[!0-9]*) fail "no index: set INDEX, from 0 on" ;; esac
[ -r "$list" ] || fail "$list cannot be read"

line=$(awk -v n="$index" '/^[[:space:]]*(#|$)/ { next } i++ == n { sub(/\r$/, ""); print; exit }' "$list")
[ -n "$line" ] || fail "$list has no site of index $index"
IFS=$(printf '\t')
set -- $line
name=$1
[ $# -ge 2 ] || fail "site $index, $name: no source after a tab"
case $name in '' | .* | *[!A-Za-z0-9._-]*) fail "site $index: $name is no name of a folder: letters, digits, . _ -" ;; esac
source=$2
shift 2

code=0
wp2md migrate -o "$out/$name" --quiet "$@" -- "$source" || code=$?
case $code in
0 | 3) ;;
*) fail "$name: wp2md ended with exit code $code" "$code" ;;
esac
if [ -n "${REMOTE:-}" ]; then
	rclone sync "$out/$name" "$REMOTE/$name" || fail "$name: rclone could not copy it to $REMOTE" 1
fi
echo "$index $name $code"
