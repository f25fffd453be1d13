# Installs Debian packages that are missing. Sourced by demo and verify.
# shellcheck shell=bash

# install_missing COMMAND:PACKAGE ...: installs the packages whose command nobody finds, and says so. A dash
# for COMMAND asks dpkg instead. Returns 1 where something is still missing afterwards.
# Services of the new packages are not started: they are for tests, not for this machine.
install_missing() {
  local wanted=() pair
  for pair in "$@"; do
    has_package "${pair%%:*}" "${pair#*:}" || wanted+=("${pair#*:}")
  done
  [ ${#wanted[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "missing, and cannot be installed without root and apt-get: ${wanted[*]}" >&2
    return 1
  fi
  echo "installing with apt-get: ${wanted[*]}" >&2
  local policy=/usr/sbin/policy-rc.d ours=no status=0
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    ours=yes
  fi
  {
    apt-get update -qq &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}"
  } </dev/null >&2 || status=1
  [ $ours = no ] || rm -f "$policy"
  hash -r
  return $status
}

has_package() {
  if [ "$1" = - ]; then
    dpkg -s "$2" >/dev/null 2>&1
  else
    PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null
  fi
}
