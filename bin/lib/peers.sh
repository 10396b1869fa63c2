# Servers by others, which the load generator compares Hark with. They stay in one folder under
# cargo's target and in a node_modules: nothing is installed on the machine, nothing starts there.

peers="$target/peers"
peer_files=end2end/load/peers
peer_packages="nginx libnginx-mod-nchan nats-server libuv1"

# Each by its name; whoever is missing keeps no other away.
peers_by_name() {
  local all=yes
  mkdir -p "$peers"
  peers_from_debian && nchan_folder || all=no
  uwebsockets || all=no
  ws_of_node || all=no
  [ "$all" = yes ] || fail "Not all servers to compare with are here; the lines above say which are missing."
}

# Downloaded and unpacked as whoever runs this: so no service of theirs is ever started.
peers_from_debian() {
  local unpacked="$peers/debian" package scratch found
  if [ "$(cat "$unpacked/packages" 2>/dev/null)" = "$peer_packages" ]; then
    say "  nginx with nchan, nats-server and libuv are there"
    return
  fi
  if ! has apt-get || ! has dpkg; then
    say "  There is no apt-get here, which would bring Debian's packages $peer_packages."
    return 1
  fi
  for package in $peer_packages; do
    known_to_apt "$package" || { say "  apt knows no package $package. Run 'apt-get update' as root, then this again."; return 1; }
  done
  say "  fetching nginx with nchan, nats-server and libuv"
  scratch="$(mktemp -d)"
  # They themselves, and whatever they need that is not on this machine.
  found="$(apt-get --simulate --no-install-recommends install $peer_packages | awk '$1 == "Inst" { print $2 }')"
  found="$(printf '%s\n' $peer_packages $found | sort -u)"
  # shellcheck disable=SC2086 # each word is a package
  (cd "$scratch" && long "apt-get download" apt-get download $found) || { rm -rf "$scratch"; return 1; }
  rm -rf "$unpacked" && mkdir "$unpacked"
  for package in "$scratch"/*.deb; do dpkg --extract "$package" "$unpacked" || return 1; done
  rm -rf "$scratch"
  # Libraries are found in one place, whatever the processor.
  ln -sf "$unpacked"/usr/lib/*/lib*.so* "$unpacked/usr/lib/"
  printf '%s\n' "$peer_packages" >"$unpacked/packages"
}

known_to_apt() {
  [ -n "$(apt-cache --quiet=2 show "$1" 2>/dev/null)" ] && return
  # The lists may never have been fetched.
  [ "$(id -u)" = 0 ] && [ "$packages_listed" = no ] || return 1
  long "apt-get update" apt-get update || true
  packages_listed=yes
  [ -n "$(apt-cache --quiet=2 show "$1" 2>/dev/null)" ]
}

# nchan was built to keep a folder there, and its own directive for another place does not work.
nchan_folder() {
  [ -d /var/lib/nginx ] && return
  if [ "$(id -u)" != 0 ] && ! { has sudo && sudo -n true 2>/dev/null; }; then
    say "  nchan needs an empty folder /var/lib/nginx, which only root can make."
    return 1
  fi
  as_root mkdir -p /var/lib/nginx
}

uwebsockets() {
  local installed="$peers/venv/requirements.txt"
  if cmp -s "$peer_files/requirements.txt" "$installed"; then
    say "  uWebSockets is there"
    return
  fi
  if ! has python3 || ! python3 -c 'import ensurepip' 2>/dev/null; then
    say "  uWebSockets comes as a package of Python: there is no python3, or its part venv is missing (python3-venv)."
    return 1
  fi
  say "  fetching uWebSockets, as a package of Python"
  rm -rf "$peers/venv"
  long "python3 -m venv" python3 -m venv "$peers/venv" &&
    long "pip install" "$peers/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$peer_files/requirements.txt" &&
    cp "$peer_files/requirements.txt" "$installed"
}

ws_of_node() {
  local installed="$peer_files/node_modules/.package-lock.json"
  if [ -e "$installed" ] && [ ! "$peer_files/package-lock.json" -nt "$installed" ]; then
    say "  ws is there"
    return
  fi
  has npm || { say "  ws is a package of Node.js, and there is no npm."; return 1; }
  say "  fetching ws from npm"
  long "npm ci of peers" npm ci --prefix "$peer_files" --ignore-scripts --no-audit --no-fund && touch "$installed"
}
