# What the lab needs before it can begin: its own program, the servers that it tries, and the tools
# by which it breaks disks and clocks.

lab_tools="strace mkfs.ext4 losetup faketime"
lab_packages="strace e2fsprogs mount faketime"

# The release server is the one that people run; the debug build can be told to panic.
lab_ready() {
  lab_install
  if [ -z "${HARK_BIN:-}" ]; then
    bin/setup
    long "cargo leptos build" cargo leptos build --release || fail "Hark could not be built."
    export HARK_BIN="$target/release/hark"
  fi
  if [ -z "${HARK_DEBUG_BIN:-}" ]; then
    long "cargo build hark-server" cargo build --locked -p hark-server --bin hark || fail "Hark could not be built."
    export HARK_DEBUG_BIN="$target/debug/hark"
  fi
  long "cargo build hark-lab" cargo build --locked --profile lab -p hark-lab || fail "The lab could not be built."
}

# A machine without them runs the lab all the same; it says what it had to skip.
lab_install() {
  local tool missing=""
  # Debian keeps the tools of administrators where not everybody looks.
  export PATH="$PATH:/usr/sbin:/sbin"
  for tool in $lab_tools; do has "$tool" || missing="$missing $tool"; done
  if [ -z "$missing" ]; then return; fi
  if has apt-get && { [ "$(id -u)" = 0 ] || { has sudo && sudo -n true 2>/dev/null; }; }; then
    say "  installing what the lab breaks disks and clocks with:$missing"
    # shellcheck disable=SC2086 # each word is a package
    install_packages $lab_packages || say "  They could not be installed; what needs them is skipped."
  else
    say "  Not here:$missing. What needs them is skipped."
  fi
}
