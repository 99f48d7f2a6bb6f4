#!/usr/bin/env bash
# The programs that tests need beside Python: a browser, PostgreSQL, a font with Vietnamese letters, LibreOffice
# and antiword for old Word files, Tesseract with Vietnamese for scans.
# Installs what is missing on Debian when run as root, and fails if it cannot; elsewhere says what to install
# and goes on, because the tests that need them skip with a reason.
set -euo pipefail

missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
    missing+=(chromium)
command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
compgen -G '/usr/share/fonts/truetype/dejavu/DejaVuSans*.ttf' >/dev/null || missing+=(fonts-dejavu-core)
command -v soffice >/dev/null || command -v libreoffice >/dev/null || missing+=(libreoffice-writer-nogui)
command -v antiword >/dev/null || command -v catdoc >/dev/null || missing+=(catdoc antiword)
if ! command -v tesseract >/dev/null || ! tesseract --list-langs 2>/dev/null | grep -qx vie; then
    missing+=(tesseract-ocr tesseract-ocr-vie)
fi
[[ ${#missing[@]} -eq 0 ]] && exit 0

if [[ $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
    echo "Some tests will be skipped; to run them install: ${missing[*]} (Debian names)." >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; }; then
    echo "Could not install ${missing[*]}; without them the tests prove too little." >&2
    exit 1
fi
