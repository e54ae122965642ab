"""What editors are told when something is wrong with a series of meetings, or with its rule."""

from collections.abc import Mapping

SERIES: Mapping[str, Mapping[str, str]] = {
    "BAD_DAY": {
        "sv": "”{value}” är ingen dag. Antingen finns den inte, eller så är den inte skriven som "
        "2027-03-18.",
        "en": "{value} is no day. Write it like 2027-03-18.",
    },
    "NOT_IN_THIS_RULE": {
        "sv": "Det går inte att ange för en regel av det slaget. Ta bort det, eller välj ett annat "
        "slag.",
        "en": "This cannot be said of a rule of that kind. Leave it out, or choose another kind.",
    },
    "RULE_HAS_NO_END": {
        "sv": "Ange antingen hur många gånger eller till och med vilken dag: det ena, inte båda.",
        "en": "Say either how many times or until which day: one of them, not both.",
    },
    "REACHES_TOO_FAR": {
        "sv": "En serie sträcker sig högst {years} år, alltså till och med {last}. Låt den sluta "
        "tidigare.",
        "en": "A series reaches {years} years at most, which is until {last}. Let it end sooner.",
    },
    "TOO_MANY_OCCURRENCES": {
        "sv": "Regeln ger fler än {most} möten. Låt dem komma mer sällan, eller sluta tidigare.",
        "en": "The rule gives more than {most} meetings. Let them come more seldom, or end sooner.",
    },
    "NO_OCCURRENCE": {
        "sv": "Regeln ger inte ett enda möte till och med {last}. Ändra dagarna, eller hur ofta.",
        "en": "The rule gives not one meeting until {last}. Change the days, or how often.",
    },
    "START_NOT_IN_RULE": {
        "sv": "Serien ska börja {value}, men det är ingen dag som regeln ger. Den första är "
        "{next}: börja då, eller ändra regeln.",
        "en": "The series is to start on {value}, which is no day that the rule gives. The first "
        "is {next}: start then, or change the rule.",
    },
    "TIMES_THAT_ARE_NOT": {
        "sv": "Klockan {time} finns inte i {zone} den {days}: klockan ställs om då. Välj en annan "
        "tid, eller undanta de dagarna.",
        "en": "There is no {time} in {zone} on {days}: the clocks are changed then. Choose another "
        "time, or exclude those days.",
    },
    "NOT_OF_SERIES": {
        "sv": "Det är inget av seriens möten. Välj ett som finns i serien.",
        "en": "That is none of the series' meetings. Choose one that is in the series.",
    },
    "BEFORE_THE_RULE": {
        "sv": "Regeln gäller från {first}. Välj ett möte från och med då, eller ändra alla.",
        "en": "The rule holds from {first} on. Choose a meeting from then on, or change all.",
    },
    "STARTS_BEFORE_THAT": {
        "sv": "Det som ändras från och med {first} kan inte börja tidigare än så.",
        "en": "What changes from {first} on cannot start sooner than that.",
    },
    "ONE_HAS_NO_RULE": {
        "sv": "Ett enda möte har ingen regel. Ändra den för alla, eller för det mötet och de som "
        "följer.",
        "en": "One meeting has no rule. Change it for all, or for that meeting and those that "
        "follow.",
    },
    "STAYS_WITHDRAWN": {
        "sv": "”{title}” {value} har avpublicerats för sig och följer inte med sin serie. "
        "Publicera det också, om det ska synas.",
        "en": "{title} on {value} was withdrawn by itself and does not go along with its series. "
        "Publish it as well, if it is to be seen.",
    },
}
