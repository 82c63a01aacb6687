"""Ready files for other schedulers: cron, systemd, scrapyd."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from string import Template

CRON = Template("""# Runs what is due, every five minutes; the schedule itself lives in the sources' files.
*/5 * * * * cd $folder && $tracker schedule --once --store $store
""")
SYSTEMD = Template("""# ~/.config/systemd/user/tracker-schedule.service
# systemctl --user enable --now tracker-schedule
[Unit]
Description=Sanctions and arms-transfer mention tracker: crawl what is due
After=network-online.target
Wants=network-online.target

[Service]
WorkingDirectory=$folder
ExecStart=$tracker schedule --store $store
Restart=always
RestartSec=30
TimeoutStopSec=30
NoNewPrivileges=true
PrivateTmp=true

[Install]
WantedBy=default.target
""")
SCRAPYD = Template("""# scrapyd.conf: one process per source; add a version from the wheel with scrapyd-client, then
#   curl http://127.0.0.1:6800/schedule.json -d project=tracker -d spider=SOURCE
[scrapyd]
bind_address = 127.0.0.1
max_proc_per_cpu = 2
jobstorage = scrapyd.jobstorage.SqliteJobStorage
eggs_dir = $folder/eggs
logs_dir = $folder/logs
items_dir =

[settings]
tracker = spiders.settings
""")
UNITS = {"cron": CRON, "systemd": SYSTEMD, "scrapyd": SCRAPYD}


def unit(kind: str, store: str, folder: Path) -> str:
    """Return the file of *kind* (cron, systemd, scrapyd) for this installation."""
    program = Path(sys.executable).parent / "tracker"
    values = {"folder": str(folder), "tracker": shlex.quote(str(program)), "store": shlex.quote(store)}
    return UNITS[kind].substitute(values)
