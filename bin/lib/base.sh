# What every script here starts with: where the project is, where its tools are, how to say things.

set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
cd "$root"

# npm's wasm-opt and Playwright, and cargo's own tools, for whatever is started from here.
export PATH="$root/end2end/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

# Where cargo builds, as an absolute path.
target="${CARGO_TARGET_DIR:-target}"
case "$target" in /*) ;; *) target="$root/$target" ;; esac
logs="$target/logs"
mkdir -p "$logs"

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# The version of a crate in Cargo.lock.
locked() {
  awk -v name="\"$1\"" '$1 == "name" { found = $3 == name } found && $1 == "version" { gsub(/"/, "", $3); print $3; exit }' Cargo.lock
}

minutes() { printf '%d:%02d' "$(($1 / 60))" "$(($1 % 60))"; }

# long WHAT COMMAND...: runs a command that takes minutes. Its output goes to a log; how far it is
# is told as it runs, and the end of the log when it fails.
long() {
  local what="$1" log begun state=0 told=0 last now
  shift
  log="$logs/$(printf '%s' "$what" | tr -c 'a-zA-Z0-9\n' '-').log"
  begun=$SECONDS
  "$@" >"$log" 2>&1 </dev/null &
  local job=$!
  while kill -0 "$job" 2>/dev/null; do
    sleep 1
    now=$((SECONDS - begun))
    if [ $((now - told)) -ge 20 ]; then
      told=$now
      last="$(tail -n 1 "$log" | tr '\r' '\n' | tail -n 1 | cut -c 1-60)"
      say "    $(minutes "$now")  $(grep -c -E '^ +Compiling' "$log" || true) crates compiled: $last"
    fi
  done
  wait "$job" || state=$?
  if [ "$state" -ne 0 ]; then
    tail -n 40 "$log" >&2
    say "  $what did not succeed (exit code $state); all that it said is in $log" >&2
  fi
  return "$state"
}

# Runs a command as root, if that can be had without asking.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif has sudo && sudo -n true 2>/dev/null; then sudo "$@"
  else fail "This needs root: $*"
  fi
}

# install_packages NAME...: from Debian's package mirror, whose lists are brought up to date once.
packages_listed=no
install_packages() {
  if [ "$packages_listed" = no ]; then
    long "apt-get update" as_root apt-get update || true
    packages_listed=yes
  fi
  long "apt-get install $*" as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "$@"
}
