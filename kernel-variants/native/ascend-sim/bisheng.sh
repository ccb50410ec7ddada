#!/bin/sh
# Stands in for the compiler of a CANN toolkit: takes the documented flags, refuses all others, and has the host's g++ compile
# Ascend C for the simulated device. Launches written kernel<<<blocks, l2, stream>>>(...) become calls of the runtime.
set -eu

home=$(cd "$(dirname "$0")/.." && pwd)

refuse() {
    echo "bisheng: error: $1" >&2
    exit 1
}

if [ "${1-}" = --version ]; then
    echo "bisheng stand-in 1 of msda-tuner, $(g++ --version | head -n 1)"
    exit 0
fi

source='' output='' shared=no arch='' autosync=1 language=''
flags=''
while [ $# -gt 0 ]; do
    case $1 in
        -o) output=${2-}; shift ;;
        -shared | --shared) shared=yes ;;
        -xasc) language=asc ;;
        --npu-arch=dav-2201) arch=dav-2201 ;;
        --npu-arch=*) refuse "unknown architecture in '$1'; the simulated device is dav-2201" ;;
        --cce-auto-sync=on) autosync=1 ;;
        --cce-auto-sync=off) autosync=0 ;;
        -O0 | -O1 | -O2 | -O3) ;; # a kernel's own code is little; the runtime does the work, and compiling is what counts
        -fPIC | -std=c++17 | -Wall | -Wextra | -Werror) flags="$flags $1" ;;
        -D?* | -I/*) flags="$flags '$(printf %s "$1" | sed "s/'/'\\\\''/g")'" ;;
        -I*) refuse "'$1': include folders are absolute paths" ;;
        -L/* | -lascendcl | -lruntime | -lm | -ldl) ;; # what the stand-in links is its own
        -*) refuse "unknown argument: '$1'" ;;
        *)
            [ -z "$source" ] || refuse "more than one source: '$source' and '$1'"
            source=$1
            ;;
    esac
    shift
done
[ -n "$source" ] || refuse 'no input file'
[ -f "$source" ] || refuse "no such file: '$source'"
[ -n "$output" ] || refuse 'no -o'
[ "$shared" = yes ] || refuse 'only -shared is supported'
[ -n "$arch" ] || refuse 'no --npu-arch'
case $source in *.asc) ;; *) [ "$language" = asc ] || refuse "'$source' is not .asc, and there is no -xasc" ;; esac

folder=$(cd "$(dirname "$source")" && pwd)
rewritten=$(mktemp "${TMPDIR:-/tmp}/bisheng.XXXXXX")
trap 'rm -f "$rewritten"' EXIT
{
    printf '#line 1 "%s"\n' "$folder/$(basename "$source")"
    sed -E 's/\b([A-Za-z_][A-Za-z_0-9]*)<<<([^,]+),[^,]+,([^>]+)>>>/ASCENDC_LAUNCH(\1, (\2), (\3))/' "$source"
} >"$rewritten"
eval "g++ -x c++ -std=c++17 -O0 -fno-gnu-unique -Wcast-qual -Werror=cast-qual -DASCENDC_AUTO_SYNC=$autosync" \
    "-I'$folder' $flags -I'$home/include' -shared -fPIC -fvisibility=hidden -o '$output' '$rewritten' -L'$home/lib64' -lascendcl -Wl,-rpath,'$home/lib64' -Wl,--no-undefined"
