"""Keys that others add to an address: Streamlit, newsletters, advertisements, search engines and social networks.

They say nothing about a view: an address is read, cached, cited and handed on without them.
"""

FRAMEWORK_KEYS = frozenset({"embed", "embed_options"})
"""Streamlit's own (https://docs.streamlit.io/deploy/streamlit-community-cloud/share-your-app/embed-your-app), which
it lets nobody else set."""

CARRIER_KEYS = frozenset({
    "fbclid", "gclid", "gclsrc", "dclid", "gad_source", "gbraid", "wbraid", "srsltid", "msclkid", "yclid", "ysclid",
    "twclid", "ttclid", "li_fat_id", "epik", "igsh", "igshid", "scclid", "rdt_cid", "wickedid", "mkt_tok", "mkt_token",
    "mc_cid", "mc_eid", "ml_subscriber", "ml_subscriber_hash", "ss_email_id", "vero_id", "vero_conv", "cmpid", "ref",
    "ref_src", "ref_url", "_ga", "_gl", "_ke", "_openstat", "__s", "s_cid", "si", "trk", "guccounter", "guce_referrer",
    "guce_referrer_sig",
})  # fmt: skip
"""What Google, Meta, Microsoft, Yandex, X, TikTok, LinkedIn, Pinterest, Snap, Reddit, Yahoo, Marketo, Mailchimp and
their like add to every link that they carry, to count who followed it."""

CARRIER_PREFIXES = ("utm_", "hsa_", "_hs", "__hs", "pk_", "piwik_", "mtm_", "matomo_", "oly_", "at_", "xtor")
"""How whole families of such keys begin: Urchin's, HubSpot's, Matomo's, Omeda's, Piano's."""


def is_foreign(key: str) -> bool:
    """Whether a key of an address is the framework's or a carrier's, and says nothing about a view."""
    name = key.casefold()
    return name in FRAMEWORK_KEYS | CARRIER_KEYS or name.startswith(CARRIER_PREFIXES)
