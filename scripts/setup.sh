# shellcheck shell=bash
# Sourced by build, serve, test and the rest: the environment that they run in, `.venv` in this repository.
#
# It is made once. What has been done is recorded in .venv/done, so that a second run needs no
# network, a half-made environment is made again, and a change of the pins is noticed.
#
#   PYTHON          the Python to make it with; else the newest suitable one is looked for
#   EXPLAINER_VENV  an environment to use just as it is; nothing is then made or installed

venv=$PWD/${EXPLAINER_VENV:-.venv}
case ${EXPLAINER_VENV:-} in /*) venv=$EXPLAINER_VENV ;; esac

export NO_MKDOCS_2_WARNING=1 # Material's notice is for maintainers, who have read it
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
unset PYTHONHOME PYTHONPATH

say() { printf '\n== %s\n' "$*"; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 2
}

install_packages() { # PACKAGE...; fails where Debian's packages cannot be installed
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  say "Installing $* with apt-get"
  apt-get update &&
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
}

# Prints the path of a Python itself, rather than of an environment's link to it: that environment
# may be the one that is about to be replaced.
base_of() { # COMMAND
  "$1" -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1); print(sys._base_executable)' \
    2>/dev/null
}

find_python() {
  local candidate
  if [ -n "${PYTHON:-}" ]; then
    base_of "$PYTHON" || fail "PYTHON is $PYTHON, which is not a working Python 3.11 or later"
    return
  fi
  for candidate in "$venv/bin/python" python3.13 python3.12 python3.11 python3; do
    base_of "$candidate" && return
  done
  fail "found no Python 3.11 or later; install one (on Debian: apt-get install python3), or" \
    "name it: PYTHON=/path/to/python3 bash scripts/build"
}

version_of() { # COMMAND
  "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null
}

can_make_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; } # PYTHON

make_venv() { # PYTHON
  local package
  package=python$(version_of "$1")-venv
  # Debian ships what is missing here in a package of its own.
  can_make_venv "$1" || install_packages "$package" || true
  can_make_venv "$1" || fail "$1 cannot make environments; run: sudo apt-get install $package"
  say "Making $venv with $1"
  rm -rf "$venv"
  "$1" -m venv "$venv" || fail "could not make $venv"
  mkdir "$venv/done"
}

install_pinned() { # FILE
  say "Installing what $1 pins"
  "$venv/bin/python" -m pip install --quiet --require-hashes --only-binary :all: \
    --requirement "$1" || fail "could not install what $1 pins"
}

install_explainer() {
  "$venv/bin/python" -m pip install --quiet --no-index --no-deps --no-build-isolation \
    --editable . || fail "could not install this package in $venv"
}

# The wheels that FILE pins, below .cache/wheels. Tests install this package into environments of
# their own with them, as others do from an index, and need no network the second time.
download_pinned() { # FILE
  export EXPLAINER_WHEELS
  EXPLAINER_WHEELS=$PWD/.cache/wheels/$(version_of "$venv/bin/python")
  cmp --silent "$1" "$EXPLAINER_WHEELS/$1" && return
  say "Downloading what $1 pins"
  rm -rf "$EXPLAINER_WHEELS"
  "$venv/bin/python" -m pip download --quiet --require-hashes --only-binary :all: \
    --dest "$EXPLAINER_WHEELS" --requirement "$1" || fail "could not download what $1 pins"
  cp "$1" "$EXPLAINER_WHEELS/$1"
}

once() { # FILE COMMAND...: runs the command unless it succeeded before with the file as it is
  local record=$venv/done/$1
  cmp --silent "$1" "$record" && return
  "${@:2}"
  cp "$1" "$record"
}

set_up() { # FILE...: the environment, with what these files pin; the first one makes it
  if [ -n "${EXPLAINER_VENV:-}" ]; then
    [ -x "$venv/bin/python" ] || fail "EXPLAINER_VENV is $venv, which has no bin/python"
    export PYTHONPATH=$PWD/scripts
  else
    local file python state
    python=$(find_python)
    # An environment holds its own path, and so must be made again where it was moved.
    state="Python $(version_of "$python") in $venv"
    if [ "$(cat "$venv/done/python" 2>/dev/null)" != "$state" ] ||
      [ "$(version_of "$venv/bin/python")" != "$(version_of "$python")" ] ||
      ! cmp --silent "$1" "$venv/done/$1"; then
      make_venv "$python"
      printf '%s\n' "$state" >"$venv/done/python"
    fi
    for file in "$@"; do once "$file" install_pinned "$file"; done
    once pyproject.toml install_explainer
  fi
  PATH=$venv/bin:$PATH
}
