#!/usr/bin/env bash
# Installs the Debian 12 packages that are missing, asking for nothing. Quiet and quick where all are there.
set -euo pipefail

packages=(
  # build
  g++ cmake ninja-build pkg-config ca-certificates
  # the rooms' libraries
  libopencv-dev libtesseract-dev libleptonica-dev librsvg2-dev libgif-dev
  libcurl4-openssl-dev libgumbo-dev libpugixml-dev libbrotli-dev libzstd-dev libdeflate-dev zlib1g-dev
  libxapian-dev libicu-dev nlohmann-json3-dev libexpat1-dev scowl
  libssl-dev libarchive-dev libsqlite3-dev libsqlitecpp-dev
  libcli11-dev libfmt-dev libxlsxwriter-dev
  # data that the program reads at run time
  tesseract-ocr tesseract-ocr-eng tesseract-ocr-chi-sim
  # tests and samples
  libgtest-dev libgmock-dev libbenchmark-dev libcpp-httplib-dev openssl unzip
  fonts-dejavu-core fonts-noto-cjk
)

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if ((${#missing[@]} == 0)); then exit 0; fi

if ! command -v apt-get >/dev/null; then
  echo "setup.sh: no apt-get here; install what corresponds to: ${missing[*]}" >&2
  exit 2
fi
as_root=()
if ((EUID != 0)); then
  command -v sudo >/dev/null || { echo "setup.sh: run as root, or install sudo, to install: ${missing[*]}" >&2; exit 2; }
  as_root=(sudo)
fi
echo "setup.sh: installing ${#missing[@]} packages: ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
