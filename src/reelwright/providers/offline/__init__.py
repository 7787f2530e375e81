"""The vendor that ships: all six capabilities with no key, no network and no GPU."""

import os

# Films are made without a network: since 1.29 onnxruntime would report every session to Microsoft,
# and keep an identifier in the user's folders (onnxruntime pull request 27379). It reads this when
# it is first imported.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
