# Reads a configuration, changes it and writes it back: json, dicts, strings.
import json

TEXT = """{"name": "sensor-7", "interval": 30, "enabled": true, "limits": {"low": -10.5, "high": 42},
"pins": ["X1", "X2", "Y3"], "log": [1, 2, 3, 5, 8, 13], "note": null}"""


def flatten(value, prefix, out):
    if isinstance(value, dict):
        for key in sorted(value):
            flatten(value[key], prefix + "." + key, out)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            flatten(item, "%s[%d]" % (prefix, i), out)
    else:
        out.append("{}={}".format(prefix, value))


def run(n):
    size = 0
    for i in range(n):
        config = json.loads(TEXT)
        config["interval"] = i
        config["log"].append(i)
        out = []
        flatten(config, "", out)
        text = ";".join(out)
        size += len(text) + len(json.dumps(config))
    return size


CASES = [("config", run, 300)]
