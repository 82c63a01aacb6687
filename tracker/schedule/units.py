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
SCRAPYD = Template("""# scrapy.cfg: save it under this name in $folder, then
#   $python -m pip install scrapyd
#   cd $folder && TRACKER_STORE=$store $python -m scrapyd
#   curl http://127.0.0.1:6800/schedule.json -d project=tracker -d spider=SOURCE
# No egg is deployed: scrapyd runs the package that is installed beside it, one process per source.
[settings]
tracker = spiders.settings

[scrapyd]
bind_address = 127.0.0.1
max_proc_per_cpu = 2
eggs_dir = $folder/scrapyd/eggs
dbs_dir = $folder/scrapyd/dbs
logs_dir = $folder/scrapyd/logs
items_dir =
jobstorage = scrapyd.jobstorage.SqliteJobStorage
""")
UNITS = {"cron": CRON, "systemd": SYSTEMD, "scrapyd": SCRAPYD}


def unit(kind: str, store: str, folder: Path) -> str:
    """Return the file of *kind* (cron, systemd, scrapyd) for this installation."""
    program = Path(sys.executable).parent / "tracker"
    values = {
        "folder": str(folder),
        "tracker": shlex.quote(str(program)),
        "python": shlex.quote(sys.executable),
        "store": shlex.quote(store),
    }
    return UNITS[kind].substitute(values)
