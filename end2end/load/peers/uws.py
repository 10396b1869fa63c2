"""uWebSockets by its Python package: its own publish tells all who subscribed what one says."""

import sys

from socketify import App, AppListenOptions, CompressOptions

ROOM = "room"

app = App()
app.ws(
    "/*",
    {
        "compression": CompressOptions.DISABLED,
        "open": lambda guest: guest.subscribe(ROOM),
        "message": lambda guest, message, opcode: app.publish(ROOM, message, opcode),
    },
)
app.listen(AppListenOptions(port=int(sys.argv[1]), host="127.0.0.1"))
# Its own loop: the one of `run` is asyncio's, which asks again and again whether there is something.
app.loop.uv_loop.run()
