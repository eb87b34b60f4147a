"""Writes files and runs commands, one after another, as the JSON on standard input says; prints how they ended as JSON."""

import json
import os
import subprocess
import sys
import tempfile


def run(command):
    with tempfile.TemporaryFile("w+", errors="replace") as stderr:
        # With a session of its own nothing can ask for input on a terminal.
        process = subprocess.Popen(
            command["args"],
            env=os.environ | command["env"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if command["until"] else stderr,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        stdout = until(process, command["until"]) if command["until"] else process.communicate(timeout=300)[0]
        stderr.seek(0)
        return {"status": process.wait(), "stdout": stdout, "stderr": stderr.read()}


def until(process, end):
    """What a daemon prints up to its line with `end`; then it is killed."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if end in line:
            break
    process.kill()
    return "".join(lines)


job = json.load(sys.stdin)
for file in job["files"]:
    os.makedirs(os.path.dirname(file["path"]), exist_ok=True)
    with open(file["path"], "w", encoding="utf-8", newline="") as out:
        out.write(file["text"])
    os.chmod(file["path"], file["mode"])
json.dump([run(command) for command in job["commands"]], sys.stdout)
