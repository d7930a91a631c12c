# Archives with the same bytes on every machine. Source this file after common.sh.
tar --version 2>/dev/null | grep -q GNU ||
  fail "Cannot pack the release: found a tar that is not GNU's; expected GNU tar, which writes the same bytes on every machine. Install it."

# The time of all files, as tar and as SOURCE_DATE_EPOCH state it.
archive_time='2026-01-01 00:00:00Z'
archive_seconds=1767225600

# Sets the permissions of a tree, and writes the checksums of its files.
seal() {
  rm -f -- "$1/SHA256SUMS"
  chmod -R u=rwX,go=rX -- "$1"
  (cd -- "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) >"${1%/}.sums"
  mv -- "${1%/}.sums" "$1/SHA256SUMS"
}

# Packs FOLDER/TREE to FOLDER/NAME.tar.gz with a checksum, and prints it: archive FOLDER TREE NAME. Sorted names, fixed times and
# no owners give the same bytes.
archive() {
  LC_ALL=C tar --create --sort=name --format=ustar --owner=0 --group=0 --numeric-owner --mtime="$archive_time" \
    --directory "$1" "$2" | gzip --no-name -1 >"$1/$3.tar.gz"
  checksum "$1" "$3.tar.gz"
}

# Writes the checksum of a file beside it, and prints it: checksum FOLDER FILE
checksum() {
  (cd -- "$1" && sha256sum "$2" | tee "$2.sha256")
}

# Unpacks the archive that pack made: unpack_plain FOLDER TARGET
unpack_plain() {
  local name
  name=quarterdeck-$(version)
  [ -f "$1/$name.tar.gz" ] ||
    fail "Cannot pack the release: found no $1/$name.tar.gz; expected the archive without a runtime. Run ci/scripts/release."
  mkdir -p -- "$2"
  tar --extract --gzip --file "$1/$name.tar.gz" --directory "$2"
}
