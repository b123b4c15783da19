#!/usr/bin/env bash
# Makes the Chinese fonts of this folder again: exactly the characters of the
# phrases, of the regions' names, of the demo's clusters, and full-width
# punctuation. Run it after a phrase got a character that the font lacks; a test
# says so. Needs python3 (with venv), and apt-get unless fonts-noto-cjk is
# installed; the program itself only reads the file made here.
set -euo pipefail
cd "$(dirname "$0")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check fonttools==4.68.0

fonts=/usr/share/fonts/opentype/noto
if [ ! -e "$fonts/NotoSansCJK-Bold.ttc" ]; then
    (cd "$work" && apt-get download fonts-noto-cjk && dpkg-deb -x fonts-noto-cjk_*.deb package)
    fonts=$work/package$fonts
fi

# The same characters as tests/ui/phrases.rs asks for.
python3 - ../../src > "$work/characters" <<'END'
import pathlib, sys

root = pathlib.Path(sys.argv[1])
files = [*root.glob("text/**/*.rs"), *root.glob("demo/**/*.rs"), root / "core/acs/region.rs"]
found = set("".join(file.read_text("utf-8") for file in files))
chinese = {c for c in found if c >= "\u2e80"}
print("".join(sorted(chinese | set("、。〈〉《》「」『』【】！（），：；？￥"))))
END

# Number 2 of the collection has the forms of mainland China. Horizontal lines of
# text need neither its tables for vertical ones nor hints, which egui does not use.
for weight in Regular Bold; do
    "$work/venv/bin/pyftsubset" "$fonts/NotoSansCJK-$weight.ttc" --font-number=2 \
        --text-file="$work/characters" --layout-features='' --no-hinting --desubroutinize \
        --notdef-outline --drop-tables+=BASE,GDEF,GPOS,GSUB,VORG,vhea,vmtx \
        --name-IDs=0,1,2,3,4,5,6,13,14 --output-file="NotoSansSC-$weight.otf"
done
wc -m "$work/characters"
wc -c -- NotoSansSC-*.otf
