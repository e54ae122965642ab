"""What editors are told when something is wrong: one table of texts, in every language.

A text says what is wrong and what to do instead, to somebody who has never programmed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from services.clocks.wording import TIMES
from services.errors import Fault, Refused
from services.series.wording import SERIES
from services.view import LOCALES

WORDING: Mapping[str, Mapping[str, str]] = {
    **SERIES,
    **TIMES,
    "REQUIRED": {
        "sv": "Det här måste fyllas i.",
        "en": "This must be filled in.",
    },
    "TOO_LONG": {
        "sv": "Texten är {length} tecken lång. Korta den till högst {most}.",
        "en": "The text is {length} characters long. Shorten it to at most {most}.",
    },
    "TOO_MANY": {
        "sv": "Det är {length} stycken. Högst {most} får plats.",
        "en": "There are {length} of them. There is room for at most {most}.",
    },
    "OUT_OF_RANGE": {
        "sv": "Ange ett tal från {least} till {most}.",
        "en": "Give a number from {least} to {most}.",
    },
    "UNKNOWN_VALUE": {
        "sv": "”{value}” går inte att välja. Välj ett av: {known}.",
        "en": "{value} cannot be chosen. Choose one of: {known}.",
    },
    "BAD_CHARACTER": {
        "sv": "Texten innehåller ett tecken som inte går att spara. Skriv om den för hand.",
        "en": "The text holds a character that cannot be kept. Type it again by hand.",
    },
    "BAD_EMAIL": {
        "sv": "”{value}” är ingen e-postadress. Skriv den som namn@exempel.se.",
        "en": "{value} is no e-mail address. Write it like name@example.org.",
    },
    "BAD_PHONE": {
        "sv": "”{value}” är inget telefonnummer. Använd siffror, mellanslag, bindestreck och +.",
        "en": "{value} is no telephone number. Use digits, spaces, hyphens and +.",
    },
    "BAD_SLUG": {
        "sv": "”{value}” kan inte vara en adress. Använd små bokstäver a–z, siffror och "
        "bindestreck, till exempel {example}.",
        "en": "{value} cannot be an address. Use small letters a–z, digits and hyphens, "
        "such as {example}.",
    },
    "SLUG_TAKEN": {
        "sv": "Adressen {value} används redan av ”{title}”. Välj en annan.",
        "en": "The address {value} is already used by {title}. Choose another.",
    },
    "BAD_PATH": {
        "sv": "”{value}” kan inte vara en sökväg. Börja med / och använd små bokstäver a–z, "
        "siffror och bindestreck, till exempel /om/natverken.",
        "en": "{value} cannot be a path. Begin with / and use small letters a–z, digits and "
        "hyphens, such as /about/networks.",
    },
    "BAD_CODE": {
        "sv": "”{value}” kan inte vara en kod. Använd bokstäver a–z, siffror och bindestreck.",
        "en": "{value} cannot be a code. Use letters a–z, digits and hyphens.",
    },
    "BAD_URL": {
        "sv": "”{value}” är ingen adress som går att länka till. Börja med https://, mailto: "
        "eller, för en sida på samma webbplats, /.",
        "en": "{value} is no address that can be linked to. Begin with https://, mailto: or, "
        "for a page of the same website, /.",
    },
    "INSECURE_URL": {
        "sv": "”{value}” är inte krypterad. Använd adressen som börjar med https://.",
        "en": "{value} is not encrypted. Use the address that begins with https://.",
    },
    "LABEL_SAYS_NOTHING": {
        "sv": "Länktexten ”{value}” säger inte vart länken leder för den som bara hör den. "
        "Skriv vad som finns där, till exempel ”Anmälan till nätverksträffen”.",
        "en": "The link text “{value}” does not say where the link leads to somebody who only "
        "hears it. Write what is there, such as “Registration for the network meeting”.",
    },
    "NO_IMAGES_IN_TEXT": {
        "sv": "Bilder kan inte ligga i texten. Ta bort {value}.",
        "en": "Images cannot be part of the text. Remove {value}.",
    },
    "NOT_THERE": {
        "sv": "Det som pekas ut finns inte, eller är borttaget. Välj något annat.",
        "en": "What this leads to is not there, or is deleted. Choose something else.",
    },
    "TWICE": {
        "sv": "Samma sak står redan tidigare i listan. Ta bort den här.",
        "en": "The same stands earlier in the list. Remove this one.",
    },
    "NOT_FOUND": {
        "sv": "Innehållet finns inte, eller är borttaget.",
        "en": "The content is not there, or is deleted.",
    },
    "CONFLICT": {
        "sv": "Någon annan har sparat sedan du hämtade innehållet: nu gäller version {version}. "
        "Hämta den, se vad som har ändrats och gör sedan om ditt.",
        "en": "Somebody else has saved since you fetched the content: version {version} now "
        "stands. Fetch it, see what has changed, and do yours again.",
    },
    "VERSIONS_UNLIKE_IDS": {
        "sv": "Antalet id är {ids} och antalet versioner {versions}. Ange en version för varje "
        "id, i samma ordning.",
        "en": "{ids} chosen, but {versions} versions. Give one version for each, in the same "
        "order.",
    },
    "NOT_SCHEDULED": {
        "sv": "Det finns ingen kommande publicering att ställa in.",
        "en": "There is no publication ahead to call off.",
    },
    "KEY_USED": {
        "sv": "Nyckeln har redan använts för något annat. Använd en ny nyckel för varje ny "
        "skapelse.",
        "en": "The key has been used for something else. Use a new key for each new creation.",
    },
    "BAD_KEY": {
        "sv": "En nyckel är 1 till {most} tecken lång, utan radbrytningar och andra styrtecken.",
        "en": "A key is 1 to {most} characters long, without line breaks and other controls.",
    },
    "NOT_PUBLISHED": {
        "sv": "Innehållet är inte publicerat då, och ska inte bli det.",
        "en": "The content is not published then, and is not going to be.",
    },
    "NO_DRAFT": {
        "sv": "Det finns inget utkast att kasta: den senaste versionen är eller har varit "
        "publicerad.",
        "en": "There is no draft to discard: the newest version is or has been published.",
    },
    "NEVER_PUBLISHED": {
        "sv": "Det finns ingen publicerad version att gå tillbaka till. Ta bort innehållet i "
        "stället.",
        "en": "There is no published version to go back to. Delete the content instead.",
    },
    "NO_SUCH_VERSION": {
        "sv": "Version {version} finns inte. Välj en ur historiken.",
        "en": "There is no version {version}. Choose one of the history.",
    },
    "NOT_DELETED": {
        "sv": "Innehållet är inte borttaget.",
        "en": "The content is not deleted.",
    },
    "PAST": {
        "sv": "Tiden har passerat. Ta bort den för att ändringen ska gälla nu.",
        "en": "That time has passed. Leave it out for the change to be made now.",
    },
    "ENDS_BEFORE_IT_BEGINS": {
        "sv": "Publiceringen slutar innan den börjar. Ändra den ena tiden.",
        "en": "The publication ends before it begins. Change one of the times.",
    },
    "ADDRESS_TAKEN_THEN": {
        "sv": "”{title}” kan inte ha adressen {value} då: ”{other}” har den. Byt adress på den "
        "ena, eller publicera båda ändringarna tillsammans.",
        "en": "{title} cannot have the address {value} then: {other} has it. Change one of the "
        "addresses, or publish both changes together.",
    },
    "REQUIRED_NOT_PUBLIC": {
        "sv": "”{title}” visar ”{other}”, som inte är publicerat hela den tiden. Publicera det "
        "också, i samma steg, eller välj andra tider.",
        "en": "{title} shows {other}, which is not public all of that time. Publish that as well, "
        "in the same step, or choose other times.",
    },
    "STILL_REQUIRED": {
        "sv": "”{title}” är publicerat och visar ”{other}”. Avpublicera det också, i samma steg, "
        "eller ändra det först.",
        "en": "{title} is public and shows {other}. Withdraw that as well, in the same step, "
        "or change it first.",
    },
    "REFERENCE_NOT_PUBLIC": {
        "sv": "”{title}” nämner ”{other}”, som besökarna inte ser hela den tiden. Det utelämnas "
        "när det inte syns.",
        "en": "{title} names {other}, which visitors cannot see all of that time. It is left out "
        "when it cannot be seen.",
    },
    "STILL_NAMED": {
        "sv": "”{title}” är publicerat och nämner ”{other}”. Det utelämnas där.",
        "en": "{title} is public and names {other}. It will be left out there.",
    },
    "LANGUAGE_MISSING": {
        "sv": "”{title}” saknar text på {language}. Besökarna får den andra språkversionen.",
        "en": "{title} has no text in {language}. Visitors get the other language.",
    },
    "LINK_TEXT_MISSING": {
        "sv": "”{title}” har en länk utan text på {language}: ”{value}”. Besökarna hör den andra "
        "språkversionen.",
        "en": "{title} has a link without a text in {language}: “{value}”. Visitors hear the other "
        "language.",
    },
    "CONTACT_MISSING": {
        "sv": "”{title}” har ingen kontaktperson.",
        "en": "{title} has no contact.",
    },
}

DENIED: Mapping[str, Mapping[str, str]] = {
    "WRITE": {
        "sv": "Bara den som skriver innehåll får ändra det. Logga in som en som får, eller be en "
        "administratör om den rollen.",
        "en": "Only those who write content may change it. Sign in as somebody who may, or ask an "
        "administrator for that role.",
    },
    "PUBLISH": {
        "sv": "Bara redaktörer får publicera, avpublicera och ta bort, och ställa in eller flytta "
        "det som är publicerat. Be en av dem att göra det, eller logga in som redaktör.",
        "en": "Only editors may publish, withdraw and delete, and cancel or move what is public. "
        "Ask one of them to do it, or sign in as an editor.",
    },
    "ADMINISTER": {
        "sv": "Bara administratörer får lämna ut eller radera personuppgifter. Be en av dem att "
        "göra det, eller logga in som administratör.",
        "en": "Only administrators may hand out or erase personal data. Ask one of them to do it, "
        "or sign in as an administrator.",
    },
}
"""What is told to whoever lacks a right, by its name."""


def fault(
    locale: str,
    code: str,
    path: Sequence[str] = (),
    more: Mapping[str, Any] | None = None,
    **values: object,
) -> Fault:
    """Say what is wrong in a language of ``LOCALES``; ``values`` fill the gaps of the text."""
    texts = WORDING[code]
    text = texts.get(locale) or texts[LOCALES[0]]
    return Fault(code, text.format(**values), tuple(path), more or {})


def refused(locale: str, code: str, path: Sequence[str] = (), **values: Any) -> Refused:
    """Refuse for one reason."""
    return Refused(fault(locale, code, path, **values))
