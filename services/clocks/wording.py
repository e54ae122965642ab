"""What editors are told when something is wrong with the times of a meeting."""

from collections.abc import Mapping

TIMES: Mapping[str, Mapping[str, str]] = {
    "BAD_TIME": {
        "sv": "”{value}” är ingen tid. Antingen finns inte dagen, eller så är den inte skriven som "
        "2027-03-18T09:00: datum, T och klockslag.",
        "en": "{value} is no time. Either there is no such day, or it is not written like "
        "2027-03-18T09:00: date, T and time.",
    },
    "BAD_YEAR": {
        "sv": "{value} ligger utanför kalendern. Ange ett år från {least} till {most}.",
        "en": "{value} is beyond the calendar. Give a year from {least} to {most}.",
    },
    "BAD_TIME_ZONE": {
        "sv": "{value} är ingen tidszon. Använd ett namn som Europe/Stockholm.",
        "en": "{value} is no time zone. Use a name such as Europe/Stockholm.",
    },
    "NO_SUCH_TIME": {
        "sv": "{value} finns inte i {zone}: klockan ställs fram då. Närmast före är {before} och "
        "närmast efter {after}. Använd en av dem, eller en annan tid.",
        "en": "{value} does not exist in {zone}: the clocks are put forward then. The nearest "
        "before it is {before}, the nearest after it {after}. Use one of them, or another time.",
    },
    "AMBIGUOUS_TIME": {
        "sv": "{value} finns två gånger i {zone}: klockan ställs tillbaka då. Välj den första "
        "(EARLIER, {earlier}) eller den andra (LATER, {later}).",
        "en": "{value} is there twice in {zone}: the clocks are put back then. Say EARLIER for "
        "the first ({earlier}) or LATER for the second ({later}).",
    },
    "ENDS_BEFORE_IT_STARTS": {
        "sv": "Mötet slutar innan det börjar. Ändra starten eller slutet.",
        "en": "The meeting ends before it starts. Change its start or its end.",
    },
    "CLOSES_AFTER_IT_ENDS": {
        "sv": "Anmälan skulle stänga {value}, men mötet slutar {ends}. Låt den stänga tidigare. "
        "Säger du inget om anmälan när du flyttar mötet, så flyttas den med.",
        "en": "Registration would close at {value}, but the meeting ends at {ends}. Let it close "
        "sooner. If you say nothing of registration when you move the meeting, it moves along.",
    },
    "LASTS_TOO_LONG": {
        "sv": "Ett möte varar högst {most} dygn. Ändra starten eller slutet.",
        "en": "A meeting lasts at most {most} days. Change its start or its end.",
    },
    "NOT_WHOLE_DAYS": {
        "sv": "Ett heldagsmöte börjar och slutar vid midnatt. Skriv tiden som 00:00.",
        "en": "A meeting of whole days starts and ends at midnight. Write the time as 00:00.",
    },
    "NO_WHOLE_DAY": {
        "sv": "Ett heldagsmöte slutar vid midnatt efter sin sista dag. Skriv {after} som slut om "
        "det är en enda dag.",
        "en": "A meeting of whole days ends at the midnight after its last day. Write {after} as "
        "its end if it is a single day.",
    },
    "MOVED_INTO_THE_PAST": {
        "sv": "Den nya tiden har redan passerat. Ange en tid som kommer. Vill du rätta en tid som "
        "var, ändra mötet i stället för att flytta det.",
        "en": "The new time has passed already. Give one that is to come. To correct a time that "
        "was, update the meeting instead of moving it.",
    },
    "HAS_ENDED": {
        "sv": "”{title}” är redan över. Det som sägs nu gäller hur det blev.",
        "en": "{title} is over already. What is said now is about how it went.",
    },
    "REGISTRATION_HAS_CLOSED": {
        "sv": "Anmälan till ”{title}” har flyttats med och stängde {value}. Ange en senare tid, om "
        "man ska kunna anmäla sig.",
        "en": "Registration for {title} was moved along and closed at {value}. Say a later time, "
        "if people are to register.",
    },
}
