# The tools beside the compiler: cargo-leptos, wasm-bindgen, what comes from npm, and a browser.

cargo_leptos_version=0.3.11
cargo_deny_version=0.20.2
cargo_cyclonedx_version=0.5.9
cargo_fuzz_version=0.13.2
browser_packages="chromium fonts-noto-core fonts-noto-color-emoji fonts-noto-cjk"

compilers() {
  has cargo || fail "There is no cargo. Install Rust with rustup, then run this again."
  if ! has cc; then
    if has apt-get; then
      say "  installing a C compiler, for SQLite"
      install_packages gcc libc6-dev
    else
      fail "There is no C compiler (cc), which SQLite is built with. On macOS run: xcode-select --install"
    fi
  fi
  local component
  for component in fmt clippy; do
    cargo "$component" --version >/dev/null 2>&1 || rustup component add "${component/#fmt/rustfmt}"
  done
}

cargo_leptos() {
  if [ "$(cargo-leptos --version 2>/dev/null)" = "cargo-leptos $cargo_leptos_version" ]; then
    say "  cargo-leptos $cargo_leptos_version is there"
    return
  fi
  say "  building cargo-leptos $cargo_leptos_version: about 10 minutes on two cores, once on this machine"
  # Compiled quickly rather than to be fast; its locked dependencies build with older compilers
  # than they ask for. `no_downloads` makes a missing tool an error instead of a download.
  long "cargo install cargo-leptos" env -u CARGO_TARGET_DIR \
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    cargo install cargo-leptos --version "$cargo_leptos_version" --locked --ignore-rust-version --force \
    --features no_downloads || fail "cargo-leptos could not be installed."
}

# What looks through the dependencies, what lists them, and what drives libFuzzer. Quick enough
# without being optimized.
cargo_deny() { quickly_built cargo-deny "$cargo_deny_version"; }
cargo_cyclonedx() { quickly_built cargo-cyclonedx "$cargo_cyclonedx_version"; }
cargo_fuzz() { quickly_built cargo-fuzz "$cargo_fuzz_version"; }

quickly_built() {
  if cargo install --list | grep -q "^$1 v$2:"; then return; fi
  say "  building $1 $2: about a minute"
  long "cargo install $1" env -u CARGO_TARGET_DIR CARGO_PROFILE_DEV_DEBUG=0 \
    cargo install "$1" --debug --version "$2" --locked --force || fail "$1 could not be installed."
}

# The command line tool must be of the very version that the wasm is built with.
wasm_bindgen() {
  local version
  version="$(locked wasm-bindgen)"
  if [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $version" ]; then
    say "  wasm-bindgen $version is there"
    return
  fi
  say "  building wasm-bindgen $version: about 2 minutes"
  # Not every mirror of the registry holds the newest of the locked dependencies.
  bindgen() {
    env -u CARGO_TARGET_DIR cargo install wasm-bindgen-cli --version "=$version" --force "$@"
  }
  long "cargo install wasm-bindgen-cli" bindgen --locked 2>/dev/null ||
    long "cargo install wasm-bindgen-cli" bindgen || fail "wasm-bindgen could not be installed."
}

from_npm() {
  has npm || fail "There is no npm. Install Node.js 20 or newer, then run this again."
  local major
  major="$(node -p 'process.versions.node.split(".")[0]')"
  [ "$major" -ge 20 ] || fail "Node.js is $(node --version); 20 or newer is needed."
  local installed=end2end/node_modules/.package-lock.json
  if [ -e "$installed" ] && [ ! end2end/package-lock.json -nt "$installed" ]; then
    say "  wasm-opt and Playwright are there"
  else
    say "  fetching wasm-opt and Playwright from npm"
    long "npm ci" env PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 \
      npm ci --prefix end2end --ignore-scripts --no-audit --no-fund || fail "npm could not install end2end/package-lock.json."
    touch "$installed"
  fi
  # A plain `cargo leptos build --release` looks for wasm-opt in PATH, where bin/ is not asked.
  local link="${CARGO_HOME:-$HOME/.cargo}/bin/wasm-opt"
  [ -e "$link" ] || ln -sfn "$root/end2end/node_modules/binaryen/bin/wasm-opt" "$link"
}

browser() {
  local found
  if found="$(node end2end/support/chromium.mjs)"; then
    say "  the browser is $found"
  elif has apt-get; then
    say "  installing Chromium and fonts for the browser stories"
    # shellcheck disable=SC2086 # each word is a package
    install_packages $browser_packages || fail "Chromium could not be installed."
  else
    say "  No Chromium was found, which only the browser stories need. Install Chromium or Chrome,"
    say "  or set HARK_CHROMIUM to its path."
  fi
}
