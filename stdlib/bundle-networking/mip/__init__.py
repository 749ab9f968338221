# Installs packages into lib/: from an index of packages, from GitHub, GitLab or Codeberg, or from any address.
#
# A package is a JSON file. `hashes` are pairs of a path and the start of the SHA-256 of a file that the index has, `urls` pairs of a path and an
# address, `deps` pairs of a package and its version. See docs/reference/packages.rst of MicroPython.

import sys

import requests
from micropython import const

_INDEX = "https://micropython.org/pi/v2"
_PIECE = const(128)  # bytes of a file that are in memory at a time

# Places with repositories of source: how an address there is written, and where its files are.
_PLACES = {
    "github:": "https://raw.githubusercontent.com/{0}/{1}/{2}/{3}",
    "gitlab:": "https://gitlab.com/{0}/{1}/-/raw/{2}/{3}",
    "codeberg:": "https://codeberg.org/api/v1/repos/{0}/{1}/raw/{3}?ref={2}",
}


def install(package, index=None, target=None, version=None, mpy=True):
    target = target or _library()
    if not target:
        print("Unable to find lib dir in sys.path")
    elif _Installer((index or _INDEX).rstrip("/"), target, mpy).install(package, version):
        print("Done")
    else:
        print("Package may be partially installed")


# The first lib folder that can be written to.
def _library():
    for path in sys.path:
        if path.endswith("/lib") and not path.startswith("/rom"):
            return path


class _Installer:
    def __init__(self, index, target, mpy):
        self.index = index
        self.target = target
        self.mpy = mpy

    # Each method that installs returns whether all went well, and has printed what did not.
    def install(self, package, version):
        if not _is_address(package):
            return self._install_listed(package, version or "latest")
        if package.endswith((".py", ".mpy")):
            print("Downloading {} to {}".format(package, self.target))
            return _download(_real_address(package, version), self.target + "/" + package.rsplit("/")[-1])
        if not package.endswith(".json"):
            package += "package.json" if package.endswith("/") else "/package.json"
        print("Installing {} to {}".format(package, self.target))
        return self._install_described(package, version)

    # Installs a package of the index, as bytecode if that can be.
    def _install_listed(self, package, version):
        print("Installing {} ({}) from {} to {}".format(package, version, self.index, self.target))
        form = "py"
        if self.mpy and hasattr(sys.implementation, "_mpy"):
            form = sys.implementation._mpy & 0xFF  # the format's version
        return self._install_described("{}/package/{}/{}/{}.json".format(self.index, form, package, version), version)

    # Installs what a description lists. Addresses in it may be relative to its own.
    def _install_described(self, address, version):
        description = _load(_real_address(address, version))
        if description is None:
            print("Package not found:", address)
            return False
        for path, digest in description.get("hashes", ()):
            target = self.target + "/" + path
            if _has(target, digest):
                print("Exists:", target)
            elif not _download("{}/file/{}/{}".format(self.index, digest[:2], digest), target):
                print("File not found: {} {}".format(path, digest))
                return False
        folder, _, _ = address.rpartition("/")
        for path, source in description.get("urls", ()):
            if folder and not _is_address(source):
                source = folder + "/" + source
            if not _download(_real_address(source, version), self.target + "/" + path):
                print("File not found: {} {}".format(path, source))
                return False
        return all(self.install(name, wanted) for name, wanted in description.get("deps", ()))


def _is_address(text):
    return text.startswith(("http://", "https://")) or text.startswith(tuple(_PLACES))


# The address of a file in a repository; other addresses stay as they are.
def _real_address(address, version):
    for place, form in _PLACES.items():
        if address.startswith(place):
            owner, repository, *path = address[len(place) :].split("/")
            return form.format(owner, repository, version or "HEAD", "/".join(path))
    return address


def _load(address):
    response = requests.get(address)
    try:
        return response.json() if response.status_code == 200 else None
    finally:
        response.close()


def _download(address, target):
    response = requests.get(address)
    try:
        if response.status_code != 200:
            print("Error", response.status_code, "requesting", address)
            return False
        print("Copying:", target)
        _make_folders(target)
        with open(target, "wb") as f:
            _copy(response.raw, f.write)
        return True
    finally:
        response.close()


# Makes the folders in which a file will be.
def _make_folders(path):
    import os

    at = path.find("/", 1)
    while at > 0:
        try:
            os.stat(path[:at])
        except OSError:
            os.mkdir(path[:at])
        at = path.find("/", at + 1)


# Whether there is such a file already, by the start of its SHA-256.
def _has(path, digest):
    import hashlib

    found = hashlib.sha256()
    try:
        with open(path, "rb") as f:
            _copy(f, found.update)
    except OSError:
        return False
    return found.digest().hex().startswith(digest)


def _copy(source, take):
    piece = memoryview(bytearray(_PIECE))
    while count := source.readinto(piece):
        take(piece[:count])
