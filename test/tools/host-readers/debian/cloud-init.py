"""cloud-init's own command line once for each line of JSON arguments given, in one process: it takes long to start.

A first argument `without-netplan` hides netplan from it, as on a system that does not have it.
"""

import contextlib
import io
import json
import sys

arguments = sys.argv[1:]
if arguments and arguments[0] == "without-netplan":
    arguments.pop(0)
    sys.modules["netplan"] = None

from cloudinit.cmd.main import main  # noqa: E402

answers = []
for line in arguments:
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            status = main(["cloud-init", *json.loads(line)]) or 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
            if isinstance(end.code, str):
                print(end.code)
        except Exception as error:
            status = 1
            print(error)
    answers.append({"status": status, "stdout": output.getvalue(), "stderr": ""})
json.dump(answers, sys.stdout)
