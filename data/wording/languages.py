"""What is known of the language of quoted words: that of the article, and never the one in which they were spoken."""

from collections.abc import Iterable

from data.wording.phrases import join_words

_NAMES = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "de": "German", "en": "English", "es": "Spanish",
    "fa": "Persian", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hy": "Armenian", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "ky": "Kyrgyz", "mn": "Mongolian",
    "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "tg": "Tajik", "tk": "Turkmen", "tr": "Turkish",
    "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "zh": "Chinese",
}  # fmt: skip


def language_name(tag: str) -> str:
    """Return the name of a language by its BCP 47 tag: “English” for “en” and “en-GB”; a tag without a name stays."""
    return _NAMES.get(tag.split("-")[0], f"“{tag}”")


def language_words(tag: str) -> str:
    """Return the same in few words, for a reference to one article: “in English, as the article gives it; …”."""
    return f"in {language_name(tag)}, as the article gives it; language spoken not recorded"


def quoted_words_note(languages: Iterable[str]) -> str:
    """Return in which language quoted words are given, and that the one in which they were spoken is not recorded.

    `languages` are the tags of the articles that quote them, one an article: records say nothing of a translation.
    """
    tags = list(languages)
    names = join_words(list(dict.fromkeys(language_name(tag) for tag in tags)))
    given = "articles give" if len(tags) > 1 else "article gives"
    return f"Quoted words are as the {given} them, in {names}; the language in which they were spoken is not recorded."
