/** The plugin that tells how a run goes, an event a line: whoever started it need not read what Ansible prints for people. */
export const callbackPlugin = `"""Tells how steps go, as lines of JSON; ends the run where whoever started it is gone."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time

from ansible import context
from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: plinth_progress
type: stdout
short_description: lines of JSON for each step that starts and ends
description:
  - Each line has event (start, satisfied, done, failed, unreachable), step, host, and at its end seconds and message.
"""


class CallbackModule(CallbackBase):
    """An event a line."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "plinth_progress"

    def __init__(self):
        super().__init__()
        self._steps = {}
        self._move = ""
        self._began = {}
        threading.Thread(target=end_with_parent, args=(os.getppid(),), daemon=True).start()

    def v2_playbook_on_play_start(self, play):
        variables = play.get_vars()
        self._move = str(variables.get("plinth_move", ""))
        self._steps = {str(host): str(step["id"]) for host, step in variables.get("plinth_steps", {}).items()}

    def v2_runner_on_start(self, host, task):
        step = self._steps.get(host.get_name())
        if step is None or not self._is_wanted(step):
            return
        self._began[host.get_name()] = time.monotonic()
        self._tell("start", host.get_name())

    def v2_runner_on_ok(self, result):
        told = result._result.get("plinth_result")
        if told:
            self._end(str(told), result)

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self._end("failed", result)

    def v2_runner_on_unreachable(self, result):
        self._end("unreachable", result)

    def _is_wanted(self, step):
        tags = context.CLIARGS.get("tags") or ("all",)
        return "all" in tags or self._move in tags or step in tags

    def _end(self, event, result):
        host = result._host.get_name()
        more = {"seconds": round(time.monotonic() - self._began.get(host, time.monotonic()), 1)}
        if "msg" in result._result:
            more["message"] = str(result._result["msg"])
        lines = result._result.get("plinth_lines")
        if lines:
            more["lines"] = [str(line) for line in lines]
        self._tell(event, host, **more)

    def _tell(self, event, host, **more):
        line = {"event": event, "step": self._steps.get(host, ""), "host": host, **more}
        sys.stdout.write(json.dumps(line) + "\\n")
        sys.stdout.flush()


def end_with_parent(parent):
    """Nobody would hear how it goes on, nor could stop it."""
    while os.getppid() == parent:
        time.sleep(1)
    leads = os.getpgrp() == os.getpid()
    os.kill(0 if leads else os.getpid(), signal.SIGTERM)
    time.sleep(10)
    os._exit(1)
`;
