# The checks of bin/test, one function each. Each says by its exit code whether it passed.

# Incremental builds help who builds again, which CI does not.
if [ -n "${CI:-}" ]; then export CARGO_INCREMENTAL=0; fi

check_fmt() { cargo fmt --all --check; }

# `ssr` and `hydrate` exclude each other: the server's half and the browser's are checked apart.
check_clippy() { cargo clippy --locked --workspace --exclude hark-hydrate --all-targets -- -D warnings; }

check_wasm() { cargo clippy --locked -p hark-hydrate --target wasm32-unknown-unknown -- -D warnings; }

check_doc() { RUSTDOCFLAGS=-Dwarnings cargo doc --locked --workspace --exclude hark-hydrate --no-deps; }

# Licenses, bans and sources of everything that is built in; advisories where their list can be had.
check_supply() {
  cargo_deny
  cargo deny --log-level warn check licenses bans sources
  # The one thing here that asks the internet: without it there is nothing to hold to.
  if timeout 60 cargo deny --log-level off fetch db >/dev/null 2>&1; then
    cargo deny --log-level warn check --disable-fetch advisories
  else
    say "The list of advisories cannot be reached from here: they were not checked."
  fi
}

# Unit, property, golden and corpus tests, server stories through the front door, the shape test.
check_unit() { cargo test --locked --workspace --exclude hark-hydrate 2>&1 | tee "$logs/unit.log"; }

check_shape() { cargo test --locked -p hark-server --test tidy; }

check_build() { cargo leptos build --release; }

# The promises, in the sizes of every change, held by the release binary.
check_lab() { HARK_BIN="$target/release/hark" bin/lab --ci | tee "$logs/lab.log"; }

# Every delivery of a small crowd is counted, every page of a few rooms is held to what must be on it.
# How long it takes is nobody's test.
check_load() {
  export HARK_BIN="$target/release/hark"
  { bin/bench W1 --clients 50 --quick && bin/bench W6 --quick; } | tee "$logs/load.log"
}

# Both test the release binary that `build` has just brought up to date, on servers of their own.
check_sizes() { playwright_test --project=sizes; }

check_stories() { playwright_test --project=stories ${stories[@]+"${stories[@]}"}; }

playwright_test() {
  [ -x "$target/release/hark" ] || { say "There is no $target/release/hark."; return 1; }
  (cd end2end && HARK_BIN="$target/release/hark" playwright test "$@" 2>&1) | tee "$logs/$check.log"
}

# step NAME COMMAND: runs it, tells its time, and ends everything at the first failure.
step() {
  local name="$1" from=$SECONDS state=0
  say ""; say "── $name ──"
  # In a shell of its own: `set -e` must count inside it.
  set +e
  (set -e; "$2") </dev/null
  state=$?
  set -e
  [ "$state" -eq 0 ] || fail "bin/test: '$name' failed after $(minutes $((SECONDS - from))). Run it alone: bin/test $name"
  say "── $name passed in $(minutes $((SECONDS - from))) ──"
}

# What the test runners themselves said at their end.
summary() {
  say ""
  local log
  for log in unit sizes stories lab load; do
    [ ! -e "$logs/$log.log" ] || case " $checks " in *" $log "*)
      grep -E '^test result: .* [1-9][0-9]* passed|^ +[0-9]+ (passed|skipped|failed|flaky)|^\{"' "$logs/$log.log" || true ;;
    esac
  done
}
