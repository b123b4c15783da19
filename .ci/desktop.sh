# Functions that ./run and ./test share: installing what is missing, and a virtual
# display that ends with the script. Sourced, never run.
# shellcheck shell=bash disable=SC2034

compiler_packages=(gcc libc6-dev)
# What a window of ours loads when it opens.
window_packages=(
    libgl1 libgl1-mesa-dri libegl1 libxkbcommon0 libxkbcommon-x11-0 libxcursor1 libxi6 libxrandr2
)
# A virtual display, a window manager (without one there is no focus) and a camera.
display_packages=(xvfb openbox xdotool imagemagick)

say() { echo "$(basename "$0"): $*" >&2; }
fail() {
    say "$*"
    exit 1
}

# as_root COMMAND...
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "needs root or sudo for: $*"
    fi
}

# install PACKAGE...: those that are missing, by apt. Elsewhere nothing happens here:
# need_programs then names what is missing.
install() {
    local package report missing=()
    command -v apt-get >/dev/null || return 0
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed \
            || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing with apt: ${missing[*]}"
    as_root apt-get update -qq || say "apt-get update had trouble; going on with the lists at hand"
    report=$(as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}" </dev/null 2>&1) \
        || fail "apt could not install ${missing[*]}: $report"
}

# need_programs PROGRAM...: fails with the names of all that are missing.
need_programs() {
    local program missing=()
    for program in "$@"; do
        command -v "$program" >/dev/null || missing+=("$program")
    done
    [ ${#missing[@]} = 0 ] || fail "missing: ${missing[*]} (only Debian and Ubuntu are set up by this script)"
}

# need_toolchain: cargo, which we never install, and a C compiler.
need_toolchain() {
    command -v cargo >/dev/null || PATH=$PATH:$HOME/.cargo/bin
    command -v cargo >/dev/null || fail "cargo is missing: install Rust first"
    command -v cc >/dev/null || install "${compiler_packages[@]}"
    need_programs cc
}

# await SECONDS WHAT COMMAND...: repeats the command until it succeeds.
await() {
    local deadline=$((SECONDS + $1)) what=$2
    shift 2
    until "$@"; do
        [ "$SECONDS" -lt "$deadline" ] || fail "gave up waiting for $what"
        sleep 0.1
    done
}

# begin_session: a scratch folder, and a mark in the environment of all that starts from
# here on. When the script ends, so do they: services that went their own way too.
begin_session() {
    scratch=$(mktemp -d "${TMPDIR:-/tmp}/ack-kubeconfig.XXXXXX")
    export ACK_KUBECONFIG_SESSION=$scratch
    trap end_session EXIT
}
end_session() {
    local status=$? try
    trap - EXIT
    for try in 1 2 3 4 5 6 7 8 9 10; do
        marked_processes >"$scratch/left"
        [ -s "$scratch/left" ] || break
        if [ "$try" -lt 8 ]; then
            xargs kill <"$scratch/left" 2>/dev/null || true
        else
            xargs kill -9 <"$scratch/left" 2>/dev/null || true
        fi
        sleep 0.2
    done
    rm -rf "$scratch"
    exit "$status"
}
marked_processes() {
    local environment pid
    for environment in /proc/[0-9]*/environ; do
        pid=${environment//[^0-9]/}
        if [ "$pid" != $$ ] && grep -qzFx "ACK_KUBECONFIG_SESSION=$scratch" "$environment" 2>/dev/null; then
            echo "$pid"
        fi
    done
}

# start_display WIDTHxHEIGHT: Xvfb on a free display, with a window manager.
start_display() {
    local number
    mkfifo "$scratch/display"
    Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp -noreset \
        3>"$scratch/display" >"$scratch/xvfb.log" 2>&1 </dev/null &
    read -r -t 30 number <"$scratch/display" || fail "Xvfb did not start: $(tail -3 "$scratch/xvfb.log")"
    unset WAYLAND_DISPLAY WAYLAND_SOCKET
    export DISPLAY=:$number XDG_SESSION_TYPE=x11
    openbox >"$scratch/openbox.log" 2>&1 </dev/null &
    await 30 "the window manager openbox" window_manager_is_there
}
window_manager_is_there() { xdotool get_num_desktops >/dev/null 2>&1; }
