#!/bin/sh
# A Chromium, Chinese fonts and a PDF reader for the browser tests.  Where we may not install, we say so and go on:
# the tests are then skipped by name (and fail under CI=true).
set -u
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v pdftoppm >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v git >/dev/null 2>&1 || missing="$missing git"
fc-list 2>/dev/null | grep -qi "noto.*cjk" || missing="$missing fonts-noto-cjk"
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
  echo "not found:$missing; install them to run the browser tests" >&2
  exit 0
fi
run="env DEBIAN_FRONTEND=noninteractive"
if [ "$(id -u)" -ne 0 ]; then
  sudo -n true 2>/dev/null || { echo "not found:$missing; install them to run the browser tests" >&2; exit 0; }
  run="sudo -n env DEBIAN_FRONTEND=noninteractive"
fi
$run apt-get update -qq && $run apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
  echo "could not install:$missing; the browser tests will be skipped" >&2
exit 0
