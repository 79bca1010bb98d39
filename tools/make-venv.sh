#!/bin/sh
# 在项目文件夹建立虚拟环境 .venv（已有的沿用），按锁定的版本装好各包和本程序。
# 用法：sh tools/make-venv.sh 版本文件…
# 环境变量 PYTHON 可以指定解释器。
set -eu
. "$(dirname "$0")/apt.sh"

is_recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
        if is_recent "$name"; then
            echo "$name"
            return
        fi
    done
    echo "找不到 Python 3.11 或更高版本。请键入下面的命令，然后重来一次：" >&2
    print_command "python3.11 python3.11-venv" python3.11
    return 1
}

can_make_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

create() {
    python=$(find_python)
    if ! can_make_venv "$python"; then
        package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        echo "Python 缺少建立虚拟环境的部分，正在安装 $package ……" >&2
        apt_install "$package" || true
        if ! can_make_venv "$python"; then
            echo "没有装上。请键入下面的命令，然后重来一次：" >&2
            print_command "$package" python3-pip
            exit 1
        fi
    fi
    rm -rf .venv
    "$python" -m venv .venv
    pwd -P >.venv/.path
}

install() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "$@" || {
        echo "安装没有完成。多半是连不上软件源：检查网络，或为 pip 设置单位的软件源，然后重来一次。" >&2
        exit 1
    }
}

# 文件夹搬动过的，里面的路径已经失效，要重建。
if [ "$(cat .venv/.path 2>/dev/null)" != "$(pwd -P)" ] || ! is_recent .venv/bin/python; then
    echo "建立虚拟环境 .venv ……"
    create
fi
echo "按锁定的版本安装所需的包（首次约需一两分钟）……"
for lock in "$@"; do
    set -- "$@" -r "$lock"
    shift
done
# 先装构建工具，个别包和本程序要用它构建。
install "$(grep '^setuptools==' requirements.txt)"
install --no-build-isolation --use-pep517 "$@"
install --no-build-isolation --no-deps --editable .
