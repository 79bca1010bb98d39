# shellcheck shell=sh
# 供本文件夹的脚本引用：在 Debian、Ubuntu、统信、麒麟上安装系统软件包。

# 安装 $@；没有 apt-get，或既不是 root 又不能免密码 sudo，或没有装成时返回非零。
# apt-get 的话只在没有装成时显示。
apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        return 1
    fi
    $as_root apt-get update -qq >/dev/null 2>&1 || true # 个别软件源失效不妨碍从其余的安装
    said=$($as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" 2>&1) || {
        echo "$said" >&2
        return 1
    }
}

# 打印请使用者自己键入的一条命令：$1 为 Debian 系的软件包，$2 为红帽系的。
print_command() {
    if command -v apt-get >/dev/null 2>&1; then
        echo "  sudo apt-get update && sudo apt-get install -y $1" >&2
    elif command -v dnf >/dev/null 2>&1; then
        echo "  sudo dnf install -y $2" >&2
    else
        echo "  用系统的软件包管理器安装：$1" >&2
    fi
}
