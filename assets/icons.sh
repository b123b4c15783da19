#!/usr/bin/env bash
# Makes the icons of this folder again from icon.svg: icon-SIZE.png, icon.ico for Windows and
# icon.icns for macOS. Needs rsvg-convert (Debian: librsvg2-bin) and python3 (with venv). Run it
# after a change of the drawing; the program and its packages only read the files made here.
set -euo pipefail
cd "$(dirname "$0")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pillow==13.0.0

# draw SIZE FILE. The K lies on the pixels of 16 x 16, and so of every multiple; at 24 x 24 it
# would lie half a pixel beside them, and is moved.
draw() {
    local onto_pixels=
    [ "$1" != 24 ] || onto_pixels='s/M160 160/M149.333 149.333/'
    sed "$onto_pixels" icon.svg | rsvg-convert --width "$1" --height "$1" --output "$2"
}

for size in 16 24 32 48 64 128 256 512; do
    draw "$size" "icon-$size.png"
done
draw 1024 "$work/icon-1024.png"

"$work/venv/bin/python" - "$work/icon-1024.png" <<'PYTHON'
import sys
from PIL import Image

def drawn(size):
    return Image.open(sys.argv[1] if size == 1024 else f"icon-{size}.png")

# Every size as it was drawn, none scaled from another.
ico = [16, 24, 32, 48, 64, 128, 256]
drawn(256).save("icon.ico", sizes=[(s, s) for s in ico], append_images=[drawn(s) for s in ico])
icns = [32, 64, 128, 256, 512]
drawn(1024).save("icon.icns", append_images=[drawn(s) for s in icns])
PYTHON
ls -l icon-*.png icon.ico icon.icns
