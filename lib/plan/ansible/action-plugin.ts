/**
 * The plugin that carries out a step: a script goes through standard input to a shell, with what it takes in front of it. So
 * neither needs a host any program of Ansible's, nor is a secret ever in a file there.
 */
export const actionPlugin = `"""Carries out one step of a plan: its script, on the host or on the control node."""

from __future__ import annotations

import base64
import os
import shlex
import time

from ansible.errors import AnsibleConnectionFailure
from ansible.plugins.action import ActionBase

BEGIN = "-----BEGIN PLINTH PARCEL-----"
END = "-----END PLINTH PARCEL-----"
RESULTS = {"plinth: done": "done", "plinth: satisfied": "satisfied"}
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class ActionModule(ActionBase):
    """Runs the script of a step. A host needs no Python for it."""

    _VALID_ARGS = frozenset(("step",))

    def run(self, tmp=None, task_vars=None):
        super().run(tmp, task_vars)
        step = self._task.args["step"]
        if self._task.check_mode:
            return {"skipped": True, "msg": "Steps are not carried out in check mode."}
        try:
            outcome = self._carry_out(step)
        except AnsibleConnectionFailure as error:
            # Ansible itself would leave the host out and go on with the others, and with what needs it.
            return {"failed": True, "msg": f"{task_vars['inventory_hostname']} does not answer: {error.message}"}
        except OSError as error:
            return {"failed": True, "msg": f"{step['id']}: {error}"}
        return self._result(step, outcome)

    def _carry_out(self, step):
        script = os.path.join(HERE, step["script"])
        if self._connection.transport == "local":
            command = f"cd {shlex.quote(HERE)} && exec sh {shlex.quote(script)}"
            return self._low_level_execute_command(command, sudoable=False, executable="/bin/sh")
        with open(script, "rb") as file:
            text = given(step.get("takes", [])) + file.read()
        # Machines that were only just made take a while to answer.
        end = time.monotonic() + step.get("wait_seconds", 0)
        while True:
            try:
                return self._low_level_execute_command("exec sh -s", in_data=text, executable="/bin/sh")
            except AnsibleConnectionFailure:
                if time.monotonic() > end:
                    raise
                time.sleep(2)

    def _result(self, step, outcome):
        lines = outcome["stdout"].splitlines()
        if BEGIN in lines:
            begin = lines.index(BEGIN)
            rest = lines[begin + 1 :]
            # A script that was killed says no end, and what it gave is secret all the same.
            del lines[begin:]
            if END in rest:
                end = rest.index(END)
                keep(step.get("gives", ""), base64.b64decode("".join(rest[:end])))
                lines += rest[end + 1 :]
        said = [line for line in lines if line.strip()]
        result = RESULTS.get(said[-1]) if said else None
        if outcome["rc"] == 0 and result:
            return {"changed": result == "done", "plinth_result": result, "plinth_lines": said[:-1]}
        return {"failed": True, "rc": outcome["rc"], "msg": reason(outcome, said), "plinth_lines": said}


def reason(outcome, said):
    """The sentence that a script ends with when it fails."""
    lines = [line for line in outcome["stderr"].splitlines() if line.strip()]
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].startswith("plinth: "):
            return "\\n".join(lines[at:])[len("plinth: ") :]
    last = " / ".join(lines[-3:]) or (said[-1] if said else "it says nothing")
    return f"The script ended with {outcome['rc']} and not as it should: {last}"


def parcels():
    """The folder in memory by which steps give things to each other."""
    folder = os.environ.get("PLINTH_PARCELS", "")
    if not folder:
        raise OSError("the variable PLINTH_PARCELS is not set: a folder in memory, for what steps give to each other. Without Plinth set it yourself: docs/guide.md#apply.")
    return folder


def given(names):
    """What a script takes, as a variable of the shell."""
    if not names:
        return b""
    text = b""
    for name in names:
        path = os.path.join(parcels(), name)
        if os.path.exists(path):
            with open(path, "rb") as file:
                text += file.read()
    if b"'" in text:
        raise OSError(f"what was given as {', '.join(names)} is not what a step gives.")
    return b"given='\\n" + text + b"'\\n"


def keep(name, content):
    """What a script gives, for later steps."""
    if not name:
        return
    handle = os.open(os.path.join(parcels(), name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
`;
