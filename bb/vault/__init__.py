"""The private layer: dossiers that only their own key opens, and the ring those keys are kept in.

`dossier` seals and opens one record's dossier, `ring` holds the keys and what was destroyed, `armour` seals the ring to
the coördinators. Everything here is bytes in, bytes out; the libraries load when a secret is first touched.
"""
