"""The keys of every practice organisation. Everybody knows them: they keep nothing secret and are for practising only.

So a practice organisation can be opened at once, and one can practise what to do when a passphrase is lost.
"""

from __future__ import annotations

import base64

PASSPHRASE = "samen aan de keukentafel"  # noqa: S105 - everybody knows it
"""What the practice key is locked with."""

SECRET = "AGE-SECRET-KEY-1ARGYLAEWCEGEWAN7JYZ6MATN2YXKNNTU0UGRGJSYZF906KWCES7Q3032UF"  # noqa: S105 - everybody knows it
RECIPIENT = "age1drdsrlxdxxufm9c87tghcc2gqtmyrnssxj3aawjztc5sm7sd6e7qalvkrm"
"""The practice key of the first coördinator."""

PAPER_SECRET = "AGE-SECRET-KEY-1XWVJHS3APDD89UWLPGTXYKNN4ZJ55D3G2SUQZVVMZ8L955JUYZTQCW4RUG"  # noqa: S105 - everybody knows it
PAPER_RECIPIENT = "age1rxp0gnjy6gwmflpkys89x3xlas9dqawprnue702m8nu9s57pw4cq50fq3g"
"""The recovery key, as it would lie in the safe."""

LOCKED = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBXKzBiYlQ2Q2xpVTVKWkdIakEySjhRIDE2Cnc3T1ZLNmhLOVRneGlLcHU5"
    "ZFJITlVzR2llcUlmL3dTcGJjajBKOGlhWGMKLS0tIFJrZURtUTMzUXpYcUxyMURSSk1mcW5ZL0RSNUw4elhYUFdUL1pzM0JHRE0K"
    "T9sQSLqXUSdlHpoF0QDDeqbpctLLJqpMV6FGcpEL2zN1R9OiY/CKoQJi/G65j3KiZjLGlM06hlU4LXcYCtxezk24BG+jIcv2RG7V"
    "q7eUeoHLJ1plHTOBCAnHMLkjUYc+pF9QqJduNLnuZwo="
)
"""The practice key locked with its passphrase: locking takes seconds, so it was done once."""
