"""marsad: an open war monitor that keeps claims apart, and who makes them."""

import os

__version__ = "0.1.0"

# onnxruntime (from 1.29 on) keeps a number for the machine and sends what it does to
# its maker, unless it is told not to before it is loaded. Who reads reports on a war
# is nobody's business: not even a setting of the machine turns it on.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
