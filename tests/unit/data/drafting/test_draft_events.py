"""Drafts of events: what tells of one, what does not, and what is told twice."""

import datetime as dt
from typing import Any

import pytest

from data.drafting.draft import ArticleDetails, Draft, draft
from data.tables.archive import Archive

Json = dict[str, Any]

DAY = dt.date(2022, 1, 7)
DETAILS = ArticleDetails("ledger-2022-01-07", DAY, publisher="The Ledger", headline="x", url="https://ledger.example/x")


def events_of(archive: Archive, *paragraphs: str) -> list[Json]:
    made = draft("\n\n".join(("Calm night", *paragraphs)) + "\n", DETAILS, archive)
    return list(made.record["events"])


@pytest.mark.parametrize(
    ("sentence", "kind", "title", "start"),
    [
        ("The walkout began on 3 January.", "protest", "Walkout begins", "2022-01-03"),
        ("Riots broke out in Toulouse on Monday.", "violence", "Riots begin in Toulouse", "2022-01-03"),
        ("A blockade of the eastern depot was set up on Tuesday.", "protest", "Blockade set up", "2022-01-04"),
        ("Farmers put up roadblocks on Tuesday.", "protest", "Farmers set up roadblocks", "2022-01-04"),
        ("In Toulouse the curfew was lifted on Wednesday.", "restriction", "Curfew lifted in Toulouse", "2022-01-05"),
        ("The government imposed a night curfew on Monday.", "restriction", "Government imposes curfew", "2022-01-03"),
        ("Nurses called off their strike on Thursday.", "protest", "Nurses end strike", "2022-01-06"),
        ("Talks between the two sides collapsed on Thursday.", "diplomacy", "Talks end", "2022-01-06"),
        ("Negotiations resumed on Monday.", "diplomacy", "Negotiations resume", "2022-01-03"),
        ("The sit-in at the ministry ended on Tuesday.", "protest", "Sit-in ends", "2022-01-04"),
        ("Police broke up the rally on Monday.", "security_operation", "Police clear rally", "2022-01-03"),
        ("On Monday the ministry dispatched 300 soldiers to the island.", "military_deployment",
         "Ministry sends soldiers",
         "2022-01-03"),
        ("Two battalions of marines were sent on Monday.", "military_deployment", "Marines sent", "2022-01-03"),
        ("Miners in Toulouse voted to stay out on Monday.", "politics", "Miners vote in Toulouse", "2022-01-03"),
        ("Parliament approved the budget on Monday.", "politics", "Parliament approves budget", "2022-01-03"),
        ("Three buses were set ablaze on Monday.", "violence", "Buses set on fire", "2022-01-03"),
        ("Youths smashed shop windows on Monday.", "violence", "Youths damage shop windows", "2022-01-03"),
        ("Several shots rang out at about 9:15 on Monday evening.", "violence", "Shots heard", "2022-01-03"),
        ("The bridge to the island was closed on Monday.", "restriction", "Bridge closed", "2022-01-03"),
        ("The airport reopened on Wednesday.", "restriction", "Airport reopened", "2022-01-05"),
        ("The road was open again on Wednesday.", "restriction", "Road reopened", "2022-01-05"),
        ("The interior minister stepped down on Monday.", "politics", "Interior minister resigns", "2022-01-03"),
        ("The two presidents held a meeting on Monday.", "diplomacy", "Meeting", "2022-01-03"),
        ("Officers took into custody four clerks on Monday.", "security_operation", "Officers detain clerks",
         "2022-01-03"),
        ("Guards retook the wing on Monday.", "security_operation", "Guards retake wing", "2022-01-03"),
        ("Gunmen ambushed a convoy on Monday.", "violence", "Gunmen ambush convoy", "2022-01-03"),
        ("Gunmen attacked two villages on Monday.", "violence", "Gunmen attack villages", "2022-01-03"),
        ("A camp near the river was attacked on Monday.", "violence", "Camp attacked", "2022-01-03"),
        ("A fire broke out at a mattress factory on Monday.", "violence", "Fire at mattress factory", "2022-01-03"),
        ("A blaze swept through the old market on Monday.", "violence", "Fire at old market", "2022-01-03"),
        ("The customs house caught fire on Monday.", "violence", "Fire at customs house", "2022-01-03"),
        ("On Monday a fire in the cellar of the hostel raged for hours.", "violence", "Fire at cellar", "2022-01-03"),
        ("Fishermen occupied the harbour office on Monday.", "protest", "Fishermen occupy harbour office",
         "2022-01-03"),
        ("Protesters seized two ministry buildings on Monday.", "protest", "Protesters occupy ministry buildings",
         "2022-01-03"),
        ("Pupils took over their school on Monday.", "protest", "Pupils occupy school", "2022-01-03"),
        ("The town hall was occupied by tenants on Monday.", "protest", "Tenants occupy town hall", "2022-01-03"),
        ("Soldiers seized the radio station on Monday.", "security_operation", "Soldiers take radio station",
         "2022-01-03"),
        ("The airport was seized by gunmen on Monday.", "security_operation", "Gunmen take airport", "2022-01-03"),
    ],
)  # fmt: skip
def test_a_clause_that_tells_an_act_is_an_event(
    archive: Archive, sentence: str, kind: str, title: str, start: str
) -> None:
    """Guards against events that a person has to build by hand because no single word names them."""
    (event,) = events_of(archive, sentence)
    assert (event["kind"], event["start"], event["end"]) == (kind, start, start)
    assert event["title"] == title
    assert event["date_basis"]["how"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The union demanded the resignation of the mayor.",
        "The mayor called for talks.",
        "The operator agreed to talks.",
        "Residents feared clashes.",
        "The union threatened a strike.",
        "Doctors expected that dozens had been injured.",
        "If the curfew was lifted the shops would open.",
        "The ministry promised that the curfew would be lifted.",
        "The ministry rejected reports that dockers had been arrested.",
        "Nobody could say whether shots were fired.",
        "He did not say how the two men had died.",
        "Officers had used only batons and tear gas.",
        "Reports that dockers were arrested are untrue.",
        "Troops were told to put down the uprising.",
        "He is expected to lift the curfew.",
        "The strike leaders began their breakfast.",
        "The riot police stood by.",
        "The pickets at the blockade began to sing.",
        "The pickets started singing.",
        "The blockade at the gate began to smell of smoke.",
        "The clash between the choirs began to amuse them.",
        "The fire brigade started its search.",
        "The fire of his speech spread to nobody.",
        "The deputy attacked the plan of the mayor.",
        "Police seized the office's computers.",
        "Protesters threatened to seize the office.",
        "He occupied his days with fishing.",
        "The lawyer knew the number of arrested workers.",
        "Helicopters flew the worst burned to the coast.",
        "The minister accused “outsiders” of having organised the blockade.",
        "The mayor accused the dockers of looting.",
        "Two clerks were charged with looting.",
        "The governor blamed a sect for having set up roadblocks.",
        "The march ended without incident.",
        "The march in Toulouse ended at noon.",
        "The sit-in ended peacefully.",
        "A vigil at the church was over by ten.",
        "Banks in the old town stayed shut.",
        "The schools remained closed on Monday.",
        "The flood left the bridge closed.",
        "The mining company said it had stopped work at two pits.",
        "The firm stopped work on Monday.",
        "The minister walked out of the hearing.",
        "Parliament blocked the bill.",
        "It was the deadliest night since 2009, when gunmen ambushed a convoy.",
        "It is the worst violence since the summer of 2015, when four people died in riots.",
        "It was the first such order since 1991, when troops were sent to the coast.",
        "The envoy had warned in May that protests began too late.",
        "Teachers said they would go on strike on Monday.",
        "Drivers planned to shut down the port.",
    ],
)
def test_what_is_wished_feared_supposed_or_denied_is_no_event(archive: Archive, sentence: str) -> None:
    """Guards against demands, threats and denials that are drafted as what happened."""
    assert events_of(archive, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "title", "words"),
    [
        ("Three people were killed and 20 were injured on Tuesday when soldiers cleared a picket in Toulouse.",
         "Soldiers clear picket in Toulouse", ["cleared a picket", "were killed", "were injured"]),
        ("Soldiers opened fire on Tuesday in Toulouse, killing three people and injuring 20.",
         "Soldiers open fire in Toulouse", ["opened fire", "killing"]),
        ("Three miners died in clashes in Toulouse on Tuesday.",
         "Clashes in Toulouse", ["clashes", "died"]),
        ("Three miners died and 20 were wounded in Toulouse on Tuesday.",
         "Deaths and injuries in Toulouse", ["died", "were wounded"]),
    ],
)  # fmt: skip
def test_the_people_hurt_in_an_event_are_of_that_event(
    archive: Archive, sentence: str, title: str, words: list[str]
) -> None:
    """Guards against “killed”, “injured” and what hurt them as three events."""
    (event,) = events_of(archive, sentence)
    assert event["title"] == title
    assert [anchor["exact"] for anchor in event["anchors"]][: len(words)] == words


def test_a_fire_and_looting_of_one_sentence_are_one_event_and_deaths_beside_it_another(archive: Archive) -> None:
    """Guards against damage that is torn apart, and against deaths put down to a fire that killed nobody."""
    (damage,) = events_of(archive, "A bus was torched and two shops were looted.")
    assert [anchor["exact"] for anchor in damage["anchors"]] == ["was torched", "were looted"]
    assert len(events_of(archive, "A bus was torched and two people were killed.")) == 2


def test_what_headline_lead_and_a_later_paragraph_tell_is_one_event(archive: Archive) -> None:
    """Guards against one event three times, and against a count without a day beside the event that it counts."""
    found = events_of(
        archive,
        "Five killed at the harbour",
        "Five people were killed when police dispersed a rally in Toulouse on Tuesday.",
        "Hospitals said that five people had died.",
        "On Tuesday police dispersed the rally in Toulouse.",
        "Police dispersed a rally in Paris on Wednesday.",
    )
    assert [(event.get("start"), event["places"]) for event in found] == [
        ("2022-01-04", ["toulouse"]),
        ("2022-01-05", ["paris"]),
    ]


def test_what_a_headline_tells_in_other_words_is_the_event_of_the_lead(archive: Archive) -> None:
    """Guards against “clash” of a headline as an event of its own, and against anchors of it that are lost."""
    (event,) = events_of(
        archive,
        "Dockers and police clash in dawn raid",
        "Two people were killed on Tuesday when police tried to break up a picket in Toulouse.",
    )
    assert (event["title"], event["start"]) == ("Police try to clear picket in Toulouse", "2022-01-04")
    assert "clash" in [anchor["exact"] for anchor in event["anchors"]]


def test_what_only_a_headline_tells_stays_an_event(archive: Archive) -> None:
    """Guards against news that is lost because the lead tells of something else."""
    found = events_of(archive, "Explosions at the old port", "The parliament approved the budget on Monday.")
    assert [event["title"] for event in found] == ["Explosions", "Parliament approves budget"]


@pytest.mark.parametrize(
    ("first", "again", "count"),
    [
        ("Farmers blocked the road in Toulouse on Monday.", "Farmers blocked the road for hours.", 1),
        ("Guards stormed the mill on Monday.", "When guards stormed the mill it rained.", 1),
        ("Students occupied the library in Paris.", "Students occupied the library for weeks.", 1),
        ("Farmers blocked the road in Toulouse on Monday.", "Farmers blocked the railway.", 2),
        ("Farmers blocked the road in Toulouse on Monday.", "Fishermen blocked the road.", 2),
        ("Farmers blocked the road in Toulouse on Monday.", "Farmers blocked the road on Tuesday.", 2),
    ],
)
def test_a_later_mention_of_an_act_is_an_anchor_of_it(archive: Archive, first: str, again: str, count: int) -> None:
    """Guards against one act as two events because the second time no day is told."""
    found = events_of(archive, first, again)
    assert len(found) == count
    assert count > 1 or {anchor["paragraph"] for anchor in found[0]["anchors"]} == {1, 2}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Pensioners blocked the railway line.", "protest"),
        ("Taxi drivers closed the bridge on Monday.", "protest"),
        ("Villagers kept the road closed.", "protest"),
        ("Truckers have blocked the border since Monday.", "protest"),
        ("The army blocked the road.", "restriction"),
        ("The authorities closed the bridge on Monday.", "restriction"),
        ("Police kept the square closed.", "restriction"),
        ("Police stormed the mill.", "security_operation"),
        ("Youths stormed the mill.", "violence"),
        ("Bakers stopped work on Monday.", "protest"),
        ("They stopped work on Monday.", "protest"),
    ],
)
def test_who_acts_tells_what_kind_of_event_it_is(archive: Archive, sentence: str, kind: str) -> None:
    """Guards against a farmers' roadblock as a restriction, and a company's stop as a protest."""
    (event,) = events_of(archive, sentence)
    assert event["kind"] == kind


def test_the_same_act_on_another_day_is_another_event(archive: Archive) -> None:
    """Guards against two events that are merged because their words are the same."""
    found = events_of(archive, "Police arrested a clerk on Monday.", "Police arrested a clerk on Tuesday.")
    assert [event["start"] for event in found] == ["2022-01-03", "2022-01-04"]


def test_who_acts_is_taken_from_the_clause_of_the_act(archive: Archive) -> None:
    """Guards against an actor of another clause, and against a thing that begins taken for one who acts."""
    (sent,) = events_of(archive, "On Monday the government sent 300 soldiers to the island.")
    assert [(part["actor"], part["role"]) for part in sent["actors"]] == [("government", "agent")]
    (begun,) = events_of(archive, "Police said that the strike began on Monday.")
    assert begun.get("actors", []) == []


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Bus drivers walked out on Monday.", [("Bus drivers", "agent")]),
        ("On Monday mothers blocked the road.", [("Mothers", "agent")]),
        ("The town hall was occupied by tenants on Monday.", [("Tenants", "agent")]),
        ("Governor Lídia Reis sent 40 officers to the quay.", [("Lídia Reis", "agent")]),
        ("The governor sent 40 officers to the quay.", [("Governor", "agent")]),
        ("The army deployed 80 soldiers.", [("Army", "agent")]),
        ("Police sent 40 officers and arrested nine people.", [("Police", "agent"), ("Police", "agent")]),
        ("The dockers’ union said that six people had died.", []),
        ("The police said that shots were fired.", []),
        ("It was calm at the farmers’ camp before a tractor blocked the road.", []),
        ("Officers came in and 19 people arrested on Monday were freed.", []),
    ],
)
def test_groups_offices_and_forces_act_and_who_only_says_so_does_not(
    archive: Archive, sentence: str, acts: list[tuple[str, str]]
) -> None:
    """Guards against acts of nobody, and against whoever tells of a death being drafted as the one who died."""
    record = draft(f"Calm night\n\n{sentence}\n", DETAILS, archive).record
    names = {each["id"]: each["name"] for each in record["actors"]}
    found = [(names[part["actor"]], part["role"]) for event in record["events"] for part in event.get("actors", [])]
    assert found == acts


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("The army sent 80 soldiers to a camp in Toulouse, where two shops were looted.", ["toulouse"]),
        ("It rained in Toulouse, and two shops were looted.", []),
        ("Police in Marseille said two shops were looted in Toulouse.", ["toulouse"]),
        ("In Marseille, the police said, two shops were looted.", ["marseille"]),
    ],
)
def test_an_event_is_where_its_clause_says_and_not_where_it_was_told(
    archive: Archive, sentence: str, places: list[str]
) -> None:
    """Guards against the town of whoever spoke, and against a town that is lost behind “where”."""
    event = next(each for each in events_of(archive, sentence) if "looted" in each["title"])
    assert event.get("places", []) == places


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Villagers have barricaded the mountain pass in Toulouse since Monday.",
         "Villagers block mountain pass in Toulouse"),
        ("Riot officers detained about 30 nurses outside the clinic.", "Riot officers detain nurses"),
        ("Dozens of bus drivers marched in Marseille on Tuesday.", "Bus drivers march in Marseille"),
        ("The parliament rejected the emergency budget by two votes.", "Parliament rejects emergency budget"),
        ("Rioters torched a tax office and 14 parked cars.", "Rioters set fire to tax office"),
        ("The city’s main fuel depot was looted on Sunday.", "Main fuel depot looted"),
        ("Several hundred cobblers had gathered peacefully in Paris.", "Cobblers gather in Paris"),
        ("The cabinet lifted the night curfew on Wednesday.", "Cabinet lifts curfew"),
        ("The army closed the northern airspace on Wednesday.", "Army closes northern airspace"),
        ("Shots were heard in Toulouse.", "Shots heard in Toulouse"),
        ("The mayor’s office opened an inquiry on Tuesday.", "Mayor’s office opens inquiry"),
        ("Thousands took to the streets.", "Protest"),
        ("The internet has been shut off since Monday.", "Internet cut off"),
        ("Police patrolled the rubble-strewn streets.", "Police patrol streets"),
        ("Police were patrolling the streets.", "Police patrol streets"),
        ("Hundreds of women took to the streets.", "Women protest"),
        ("Gunmen shot dead four villagers in Toulouse.", "Gunmen kill villagers in Toulouse"),
        ("A bomb exploded in Toulouse.", "Explosion in Toulouse"),
        ("The army had retaken the airport.", "Army retakes airport"),
        ("The court rejected the appeal of a clerk.", "Court rejects appeal"),
    ],
)  # fmt: skip
def test_a_title_is_put_together_from_who_acts_on_what_and_where(archive: Archive, sentence: str, title: str) -> None:
    """Guards against stubs with words of the article in brackets, which cost a minute each to write anew."""
    (event,) = events_of(archive, sentence)
    assert event["title"] == title


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunmen attacked a convoy that carried flour to the besieged northern towns on Monday.",
        "The bridge between the two old quarters of the harbour was closed on Monday.",
        "Youths looted whatever they could carry out of the shops of the poor on Monday.",
        "Police fired so much tear gas that the whole street was white for hours.",
    ],
)
def test_a_title_and_a_summary_take_no_row_of_words_from_a_sentence(archive: Archive, sentence: str) -> None:
    """Guards against a reporter's clause in a record: at most what is named is theirs, and that is a noun."""
    for event in events_of(archive, sentence):
        told, words = sentence.lower().split(), f"{event['title']} {event['summary']}".lower().split()
        rows = {" ".join(words[n : n + 4]) for n in range(len(words) - 3)}
        assert not rows & {" ".join(told[n : n + 4]) for n in range(len(told) - 3)}
        assert "“" not in event["title"]


@pytest.mark.parametrize(
    ("sentence", "summary"),
    [
        ("Guards closed the port in Marseille on Monday, the union said.",
         "Guards close port in Marseille, 3 Jan 2022, according to the union."),
        ("Dockers have blocked the quay since Tuesday.", "Dockers block quay, since 4 Jan 2022."),
        ("Witnesses said soldiers opened fire in Toulouse.",
         "Soldiers open fire in Toulouse, according to witnesses."),
        ("Police arrested an editor, his lawyer said.", "Police arrest editor, according to the lawyer."),
        ("The chancellor resigned in 2019.", "Chancellor resigns, in 2019."),
    ],
)  # fmt: skip
def test_a_summary_says_what_where_when_and_who_says_so(archive: Archive, sentence: str, summary: str) -> None:
    """Guards against a summary that nobody may publish before it is written anew."""
    (event,) = events_of(archive, sentence)
    assert event["summary"] == summary


def _share(some: list[Json], others: list[Json]) -> float:
    """The share of some events of which a few anchored words are words of one of the others."""
    return sum(any(_overlap(one, other) for other in others) for one in some) / len(some)


def _overlap(one: Json, other: Json) -> bool:
    return any(
        a["paragraph"] == b["paragraph"] and a["start"] < b["end"] and b["start"] < a["end"]
        for a in one["anchors"]
        for b in other["anchors"]
    )


def test_the_lead_articles_events_are_found_and_few_others(lead: tuple[Draft, Json]) -> None:
    """Guards against a rule that loses events, or proposes what a person did not code."""
    drafted, coded = lead[0].record["events"], lead[1]["events"]
    assert _share(drafted, coded) >= 0.96
    assert _share(coded, drafted) >= 0.72
