# What the lab needs before it can begin: its own program, and the servers that it tries.

# The release server is the one that people run; the debug build can be told to panic.
lab_ready() {
  if [ -z "${HARK_BIN:-}" ]; then
    bin/setup
    long "cargo leptos build" cargo leptos build --release
    export HARK_BIN="$target/release/hark"
  fi
  if [ -z "${HARK_DEBUG_BIN:-}" ]; then
    long "cargo build hark-server" cargo build -p hark-server --bin hark
    export HARK_DEBUG_BIN="$target/debug/hark"
  fi
  long "cargo build hark-lab" cargo build --release -p hark-lab
}
