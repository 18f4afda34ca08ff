"""tmux as a terminal around the program."""

import os
import subprocess


class Tmux:
    """A tmux server of the test's own, shown in a pseudo-terminal."""

    def __init__(self, launch, directory):
        self.directory = directory
        (directory / "tmux.conf").write_text(
            'set -g default-terminal "tmux-256color"\nset -g status off\nset -sg escape-time 0\n'
        )
        self._launch = launch

    def start(self, command):
        variables = {"TMUX_TMPDIR": str(self.directory), "PS1": "prompt: "}
        words = ["tmux", "-f", "tmux.conf", "new-session", "sh", "-c", f"{command}; exec sh"]
        return self._launch(
            shell=["/usr/bin/env", "-C", str(self.directory), *words], env=variables
        )

    def ask(self, *words):
        # Inside of tmux, `TMUX` would lead to the server of whoever runs the tests.
        environment = {**os.environ, "TMUX_TMPDIR": str(self.directory)}
        environment.pop("TMUX", None)
        result = subprocess.run(
            ["tmux", *words], env=environment, capture_output=True, text=True, timeout=60
        )
        return result.stdout.rstrip("\n")
