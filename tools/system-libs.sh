#!/bin/sh
# 检查 PDF 排版要用的系统程序库，缺少的能装就装，不能装就给出一条命令。都有时不作声。
# 用法：sh tools/system-libs.sh [Python 解释器]
set -u
. "$(dirname "$0")/apt.sh"
python=${1:-python3}

# 程序库 $1 能否载入。
has() {
    "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null
}

has_pango() {
    has libpango-1.0.so.0 && has libpangoft2-1.0.so.0
}

has_subset() {
    has libharfbuzz-subset.so.0
}

if ! has_pango; then
    echo "缺少排版程序库 Pango，正在安装……" >&2
    apt_install libpango-1.0-0 libpangoft2-1.0-0
    if ! has_pango; then
        echo "没有装上 Pango，不能生成 PDF。请键入下面的命令，然后重来一次：" >&2
        print_command "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" "pango harfbuzz"
        exit 1
    fi
fi

if ! has_subset; then
    echo "缺少字体裁剪程序库 harfbuzz-subset，正在安装……" >&2
    apt_install libharfbuzz-subset0
    if ! has_subset; then
        echo "没有装上 harfbuzz-subset，生成 PDF 要慢十几倍。不急时可以照用；要装请键入：" >&2
        print_command libharfbuzz-subset0 harfbuzz
    fi
fi
