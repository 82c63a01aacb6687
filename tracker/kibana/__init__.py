"""Kibana dashboards: built from short definitions, checked against our own mapping, uploaded through the import API.

``definitions/*.toml`` say what is shown, one file per dashboard; ``build`` turns them into saved objects in the format
of Kibana 8.12 (8.12 up to 9.x import it), ``check`` finds what an import would accept in silence and show as a broken
panel, ``install`` uploads and reads every result.
"""
