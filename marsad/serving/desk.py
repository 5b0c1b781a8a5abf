"""Everything that the routes share: the store, the views, the rules in force."""

from __future__ import annotations

import getpass
from datetime import timedelta
from pathlib import Path

from fastapi import Request

from marsad.serving import access
from marsad.serving.access import Identity
from marsad.serving.jobs import Jobs
from marsad.serving.live import Live
from marsad.serving.view import View
from marsad.serving.views import Views
from marsad.settings import Settings
from marsad.store import Store

HERE = Path(__file__).parent
DESK = HERE / "desk"
"""Where the build of the front end puts its files."""
SAMPLES = (HERE.parent / "samples", HERE.parent.parent / "samples")
"""Where the samples are: in an installed marsad, else in a checkout."""


class Desk:
    """One served store."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self.settings = store, settings
        self.live = Live()
        self.views = Views(
            store,
            delay=timedelta(hours=settings.public_delay_hours),
            decimals=settings.public_decimals,
            changed=self.live.changed,
        )
        self.jobs = Jobs(
            store,
            settings,
            self.views,
            lambda job: self.live.say("job", job.model_dump(mode="json")),
        )

    def close(self) -> None:
        """Let go of everything."""
        self.live.close()
        self.jobs.close()
        self.views.close()

    def identify(self, request: Request) -> Identity:
        """Who sends `request`."""
        return access.identify(
            request,
            self.store,
            own_name=own_name(),
            open_to_public=self.settings.public_view,
        )

    @property
    def samples(self) -> Path | None:
        """The folder of samples, where there is one."""
        return next((p for p in SAMPLES if p.is_dir()), None)

    def latest(self, identity: Identity) -> View:
        """The picture now, as `identity` may see it."""
        return self.views.at(None, public=identity.public)


def own_name() -> str:
    """Who signs on a desk without accounts: the user of the system."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return access.OWN_NAME
