# Asks whether WebREPL is to start with the board, and for its password; sees to both in boot.py and webrepl_cfg.py. Importing it asks.
import machine
import os
import sys

_BOOT = "./boot.py"
_CONFIG = "./webrepl_cfg.py"
_LINES = ("import webrepl", "webrepl.start()")


def _choose(prompt, choices):
    while True:
        answer = input(prompt)
        if answer in choices:
            return answer


def _new_password():
    while True:
        password = input("New password (4-9 chars): ")
        if not 4 <= len(password) <= 9:
            print("Invalid password length")
        elif input("Confirm password: ") == password:
            return password
        else:
            print("Passwords do not match")


def _has_password():
    try:
        os.stat(_CONFIG)
        return True
    except OSError:
        return False


# Whether boot.py starts it. The first line that names it counts; it may be commented out.
def _starts():
    with open(_BOOT) as boot:
        for line in boot:
            if "webrepl" in line:
                return not line.startswith("#")
    return False


# A line of boot.py as it is to be.
def _changed(line, starts):
    for part in _LINES:
        if part in line and line.startswith("#") == starts:
            line = line[1:] if starts else "#" + line
    return line


def _change(starts):
    is_named = False
    with open(_BOOT) as old, open(_BOOT + ".tmp", "w") as new:
        for line in old:
            is_named = is_named or any(part in line for part in _LINES)
            new.write(_changed(line, starts))
        if not is_named:
            new.write("\n".join(_LINES + ("",)))
    os.remove(_BOOT)  # Otherwise FAT refuses the name.
    os.rename(_BOOT + ".tmp", _BOOT)


def _ask():
    starts = _starts()
    print("WebREPL daemon auto-start status:", "enabled" if starts else "disabled")
    print("\nWould you like to (E)nable or (D)isable it running on boot?\n(Empty line to quit)")
    wish = input("> ").upper()
    if wish == "E":
        if _has_password():
            change = _choose("Would you like to change WebREPL password? (y/n) ", ("y", "n", ""))
        else:
            print("To enable WebREPL, you must set password for it")
            change = "y"
        if change == "y":
            password = _new_password()
            with open(_CONFIG, "w") as config:
                config.write("PASS = %r\n" % password)
    if wish != ("D" if starts else "E"):
        print("No further action required")
        sys.exit()
    _change(wish == "E")
    print("Changes will be activated after reboot")
    if _choose("Would you like to reboot now? (y/n) ", ("y", "n", "")) == "y":
        machine.reset()


_ask()
