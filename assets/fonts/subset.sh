#!/usr/bin/env bash
# Makes the fonts of this folder again from the released packages, byte for byte.
# Needs npm and python3 (with venv). Run it after changing a package version, a
# character or an icon; the program itself only reads the files made here.
set -euo pipefail
cd "$(dirname "$0")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check fonttools==4.68.0

# unpack NAME@VERSION FOLDER
unpack() {
    local archive
    archive=$(cd "$work" && npm pack --silent "$1")
    mkdir "$work/$2"
    tar -xzf "$work/$archive" -C "$work/$2" --strip-components=1
}
unpack @expo-google-fonts/inter@0.4.2 inter
unpack @expo-google-fonts/jetbrains-mono@0.4.1 mono
unpack @phosphor-icons/web@2.1.2 phosphor

# subset FONT UNICODES FEATURES OUTPUT
subset() {
    "$work/venv/bin/pyftsubset" "$work/$1" --unicodes="$2" --layout-features="$3" \
        --name-IDs=0,1,2,3,4,5,6,7,13,14 --notdef-outline --output-file="$4"
}

# Basic Latin, Latin-1, Latin Extended-A, general punctuation, the euro, arrows,
# comparison signs, the signs of Apple keyboards, triangles and circles, check marks.
text=U+0020-007E,U+00A0-017F,U+2009-200A,U+2010-2027,U+202F-203A,U+20AC,U+2190-2193,U+2196-2199
text+=,U+2212,U+2248,U+2260,U+2264-2265,U+21E7,U+2303,U+2318,U+2325
text+=,U+25A0-25A1,U+25B2,U+25B4,U+25B6,U+25B8,U+25BC,U+25BE,U+25CB,U+25CF,U+2713,U+2715
# No calt and no liga: an id, a URL and `--` are shown as typed.
features=kern,mark,mkmk,ccmp,locl
subset inter/400Regular/Inter_400Regular.ttf "$text" "$features" Inter-Regular.ttf
subset inter/600SemiBold/Inter_600SemiBold.ttf "$text" "$features" Inter-SemiBold.ttf
subset mono/400Regular/JetBrainsMono_400Regular.ttf "$text" "$features" JetBrainsMono-Regular.ttf
cp "$work/inter/LICENSE_FONT" Inter-OFL.txt
cp "$work/mono/LICENSE_FONT" JetBrainsMono-OFL.txt

icons=(
    arrow-clockwise arrow-down arrow-square-out arrow-up caret-down caret-right check
    check-circle circle-half clock cloud copy cube dots-three download-simple eye eye-slash
    floppy-disk folder-open gear git-merge globe info key list lock-simple magnifying-glass
    moon pencil-simple play plugs-connected sign-out sun translate trash user warning
    warning-circle x x-circle
)
points=
for icon in "${icons[@]}"; do
    point=$(grep -A1 -Fx ".ph.ph-$icon:before {" "$work/phosphor/src/regular/style.css" \
        | sed -n 's/.*"\\\([0-9a-f]*\)".*/\1/p')
    [ -n "$point" ] || { echo "no icon is called $icon" >&2; exit 1; }
    echo "U+$point $icon"
    points+=${points:+,}U+$point
done
subset phosphor/src/regular/Phosphor.ttf "$points" '' phosphor-subset.ttf
cp "$work/phosphor/LICENSE" Phosphor-MIT.txt
wc -c -- *.ttf
