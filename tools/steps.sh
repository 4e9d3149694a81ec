# Sourced by ./demo, ./check and the programs in tools/: runs their steps one after the other, keeps the output
# of each in build/log/, shows how far it is, and shows the log's end only where a step fails.
# Talk goes to standard error; standard output is for results.
# shellcheck shell=bash

set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
log_folder="$root/build/log"
export LC_ALL=C.UTF-8  # the messages that we look for in logs are English
unset CDPATH
# Without a home to write in, ccache would stop the build instead of standing aside.
[ -w "${HOME:-/nonexistent}" ] || export CCACHE_DISABLE=1

is_terminal=no
[ -t 2 ] && [ "${TERM:-dumb}" != dumb ] && is_terminal=yes
watcher=

say() {  # say NAME TEXT: one line of talk
  [ "$is_terminal" = yes ] && printf '\r\033[K' >&2
  printf '%-10s %s\n' "$1" "$2" >&2
}

fail() {  # fail TEXT [STATUS]: the end
  printf '%s: %s\n' "${command_name:-$(basename "$0")}" "$1" >&2
  exit "${2:-1}"
}

stop_watching() {
  [ -n "$watcher" ] && kill "$watcher" 2>/dev/null && wait "$watcher" 2>/dev/null
  watcher=
  if [ "$is_terminal" = yes ]; then printf '\r\033[K' >&2; fi
}

on_interrupt() {
  trap '' INT TERM
  stop_watching
  say Stopped "before the end. The same command goes on from here."
  exit 130
}
trap on_interrupt INT TERM

# How far a log tells that its program has come: ninja's [3/140], ctest's 3/140, apt's packages.
progress_of() {
  tail -c 20000 "$1" 2>/dev/null | tr '\r' '\n' | awk '
    match($0, /^\[[0-9]+\/[0-9]+\]/) { at = substr($0, 2, RLENGTH - 2) }
    match($0, /^ *[0-9]+\/[0-9]+ Test/) { at = $1 }
    /^Get:[0-9]+ /       { at = "fetching " $5 }
    /^Unpacking /        { at = "unpacking " $2 }
    /^Setting up /       { at = "setting up " $3 }
    match($0, /^#[0-9]+/) && /cov:/ { at = substr($0, 1, RLENGTH) " inputs" }
    END { sub("/", " of ", at); print at }'
}

watch() {  # watch NAME LOG: tells every second on a terminal, every half minute elsewhere
  local seconds=0 told="" never _
  # Waits on a pipe that never says anything: a `sleep` would outlive this watcher by a second, and hold
  # the caller's pipes and mounts for so long.
  exec {never}<> <(:)
  while kill -0 $$ 2>/dev/null; do
    read -r -t 1 -u "$never" _
    seconds=$((seconds + 1))
    if [ "$is_terminal" = yes ]; then
      printf '\r\033[K%-10s %s' "$1" "$(progress_of "$2" | cut -c1-50) ($seconds s)" >&2
    elif [ $((seconds % 30)) = 0 ]; then
      told=$(progress_of "$2")
      printf '%-10s %s after %s s\n' "$1" "${told:-at work}" "$seconds" >&2
    fi
  done
}

# try NAME LOG COMMAND...: runs it with its output in build/log/LOG.log and nothing to read; gives its status.
# Sets step_log and step_seconds.
try() {
  local name=$1 status begin
  step_log="$log_folder/$2.log"
  shift 2
  mkdir -p "$log_folder" || fail "Cannot write into $root/build."
  : >"$step_log" || fail "Cannot write $step_log (another user's? then: sudo rm -r build)."
  begin=$SECONDS
  watch "$name" "$step_log" 9>&- &
  watcher=$!
  # The command stands in the foreground, so that ctrl-C reaches it and not the watcher alone.
  "$@" >"$step_log" 2>&1 </dev/null 9>&-
  status=$?
  stop_watching
  step_seconds=$((SECONDS - begin))
  return "$status"
}

show_log() {  # the end of the last step's log
  printf '%s\n' "--- the end of $step_log" >&2
  tail -n 25 "$step_log" >&2
  printf '%s\n' "---" >&2
}

# As many compilers as there are cores, but no more than the free memory feeds with 1 GB each.
compilers() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1000000) }' /proc/meminfo 2>/dev/null)
  [ -n "$memory" ] && [ "$memory" -lt "$cores" ] && cores=$((memory > 0 ? memory : 1))
  echo "$cores"
}

# build NAME PRESET WHAT CMAKE_OPTIONS... [-- TARGETS...]: configures and builds a preset.
build() {
  local name=$1 preset=$2 what=$3 configure=() targets=() fresh=()
  shift 3
  while [ $# -gt 0 ] && [ "$1" != -- ]; do configure+=("$1"); shift; done
  [ $# -gt 0 ] && shift
  [ $# -gt 0 ] && targets=(--target "$@")
  local folder="$root/build/$preset"
  # A project that was moved or copied with its build folder begins anew.
  if [ -f "$folder/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
    fresh=(--fresh)
  fi
  if ! try "$name" "configure-$preset" cmake -S "$root" --preset "$preset" "${fresh[@]}" "${configure[@]}"; then
    show_log
    fail "The build cannot be configured. If packages are missing: tools/setup"
  fi
  if ! try "$name" "build-$preset" cmake --build "$folder" -j "$(compilers)" "${targets[@]}"; then
    # What ninja says of the steps that went well tells nothing about the one that did not.
    grep -vE '^\[[0-9]+/[0-9]+\] ' "$step_log" | head -n 60 >&2
    fail "The build of $what failed. All it said: $step_log"
  fi
  if grep -q 'no work to do' "$step_log"; then
    say "$name" "$what: up to date"
  else
    say "$name" "$what: done in $step_seconds s"
  fi
}

# Only one of ./demo and ./check builds at a time in this folder.
take_turn() {
  mkdir -p "$root/build" || fail "Cannot write into $root/build."
  exec 9>"$root/build/.turn" || fail "Cannot write $root/build/.turn (another user's? then: sudo rm -r build)."
  command -v flock >/dev/null || return 0
  flock -n 9 && return 0
  say Waiting "for another ./demo or ./check in this folder"
  flock 9
}
