"""The language of quoted words: that of the article, by name."""

from data.wording.languages import language_name, quoted_words_note


def test_a_language_is_named_and_a_tag_without_a_name_stays() -> None:
    """Guards against “in None”, and against a language that is guessed."""
    assert [language_name(tag) for tag in ("en", "en-GB", "kk", "xx")] == ["English", "English", "Kazakh", "“xx”"]


def test_each_language_of_several_articles_is_named_once() -> None:
    """Guards against one article's language that is told of all."""
    assert quoted_words_note(["en", "ru", "en"]) == (
        "Quoted words are as the articles give them, in English and Russian; the language in which they were spoken is "
        "not recorded."
    )
