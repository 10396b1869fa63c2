# The WebAssembly target of the compiler: from rustup, or from Debian's packages where rustup
# cannot download. HARK_SETUP_TOOLCHAIN=debian asks for the second at once.

# The packages of Debian's newest compiler, and the linker for WebAssembly.
debian_compiler="rustc-web cargo-web rust-web-src rust-web-clippy lld-19"
# How long rustup may take before we believe that it cannot download, in seconds.
rustup_patience=300

wasm_target() {
  if [ "${HARK_SETUP_TOOLCHAIN:-}" = debian ] && [ "$(rustc --print sysroot)" != /usr ]; then
    wasm_target_from_debian
  elif has_wasm_target; then
    say "  the compiler builds WebAssembly: $(rustc --version)"
  elif wasm_target_from_rustup && has_wasm_target; then
    say "  rustup added the WebAssembly target"
  elif has apt-get && [ "$(uname -s)" = Linux ]; then
    say "  rustup could not add the WebAssembly target here; taking Debian's compiler"
    wasm_target_from_debian
  else
    fail "The compiler has no WebAssembly target. Run: rustup target add wasm32-unknown-unknown"
  fi
}

has_wasm_target() {
  ls "$(rustc --print sysroot)"/lib/rustlib/wasm32-unknown-unknown/lib/libstd-*.rlib >/dev/null 2>&1
}

wasm_target_from_rustup() {
  has rustup || return 1
  say "  asking rustup for the WebAssembly target"
  local patience=""
  if has timeout; then patience="timeout $rustup_patience"; fi
  # shellcheck disable=SC2086 # the patience is two words
  long "rustup target add" $patience rustup target add wasm32-unknown-unknown
}

wasm_target_from_debian() {
  has rustup || fail "rustup is needed to choose Debian's compiler for this checkout."
  local package missing=""
  for package in $debian_compiler; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
  done
  if [ -n "$missing" ]; then
    say "  installing Debian's compiler:$missing"
    # shellcheck disable=SC2086 # each word is a package
    install_packages $missing ||
      fail "Debian's mirror here has no such compiler; install Rust with the wasm32-unknown-unknown target."
  fi

  local host library
  host="$(/usr/bin/rustc -vV | sed -n 's/^host: //p')"
  library=/usr/lib/rustlib/wasm32-unknown-unknown/lib
  if [ "$(cat "$library/built-by" 2>/dev/null)" != "$(/usr/bin/rustc --version)" ]; then
    build_wasm_library "$library"
  fi
  as_root mkdir -p "/usr/lib/rustlib/$host/bin"
  as_root ln -sfn /usr/lib/llvm-19/bin/lld "/usr/lib/rustlib/$host/bin/rust-lld"

  # Debian's compiler comes without rustfmt; the one of rustup's own tool chain does.
  local tool
  for tool in rustfmt cargo-fmt; do
    [ -e "/usr/bin/$tool" ] || as_root ln -sfn "$(cd / && rustup which "$tool")" "/usr/bin/$tool"
  done
  rustup toolchain link web /usr
  rustup override set web --path "$root" 2>/dev/null
  say "  this checkout uses Debian's compiler: $(rustc --version)"
}

# Debian packages the library's sources, but not the library built for WebAssembly.
build_wasm_library() {
  local library="$1" scratch
  say "  building the standard library for WebAssembly"
  scratch="$(mktemp -d)"
  mkdir "$scratch/src"
  printf '[package]\nname = "library"\nedition = "2024"\n[lib]\ncrate-type = ["cdylib"]\n[workspace]\n' >"$scratch/Cargo.toml"
  : >"$scratch/src/lib.rs"
  # Bitcode is what makes link-time optimization work across the library.
  long "the standard library for WebAssembly" env -u CARGO_TARGET_DIR -u RUSTUP_TOOLCHAIN \
    RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc RUSTFLAGS=-Cembed-bitcode=yes \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19 \
    /usr/bin/cargo build --manifest-path "$scratch/Cargo.toml" --target-dir "$scratch/target" \
    -Zbuild-std=std,panic_abort,proc_macro,test --target wasm32-unknown-unknown --release ||
    fail "The standard library could not be built for WebAssembly."
  as_root mkdir -p "$library"
  as_root find "$library" -name '*.rlib' -delete
  as_root cp "$scratch"/target/wasm32-unknown-unknown/release/deps/*.rlib "$library/"
  /usr/bin/rustc --version | as_root tee "$library/built-by" >/dev/null
  rm -rf "$scratch"
}
