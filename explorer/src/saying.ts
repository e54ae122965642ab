/** What the server and graphql-core say of a request, in Swedish, and what to do about it. */

/** What is said, how that is in Swedish (`$1` is what it is about), and what to do if that is known better. */
type Said = readonly [theirs: RegExp, ours: string, todo?: string];

const VARIABLE = String.raw`^Variable '\$(\w+)' has invalid value(?: at \S+?)?: `;

/** What is wrong with the value of a variable; where in it stands before that. */
function variable(theirs: string, ours: string, todo?: string): Said {
  return [new RegExp(`${VARIABLE}${theirs}`, "s"), ours, todo];
}

const TIME = "Skriv datum, bokstaven T, klockslag och skillnad mot världstiden: 2027-01-01T00:00:00+01:00 på vintern, +02:00 på sommaren.";

export const SAID: readonly Said[] = [
  [/^'(.*)' is not an id: .*$/s, "”$1” är inget id.", "Kör en operation som hittar saken, och välj den till vänster."],
  variable("Expected .* to be provided\\.$", "Variabeln $1 fattas."),
  variable("Expected .* not to be None\\.$", "Variabeln $1 är tom, och får inte vara det."),
  variable(".*unknown field '(\\w+)'.*$", "Variabeln $1 har $2, som inte finns."),
  variable(".* to include required field '(\\w+)'.*$", "Variabeln $1 saknar $2."),
  variable("Expected value of type 'Localised\\w+' to be an object.*$", "Variabeln $1 är en text för varje språk.", 'Skriv den som { "sv": "Svenska", "en": "English" }.'),
  variable("Expected value of type '\\w+' to be an object.*$", "Variabeln $1 har flera delar.", "Skriv den mellan { och }, som i exemplet."),
  variable("Value '(.*)' does not exist in '\\w+' enum\\..*$", "”$2” går inte att välja.", "Välj i listan till vänster."),
  variable("Int cannot represent non-integer value: (.*)$", "$2 är inget heltal.", "Skriv ett tal med siffror, utan citattecken."),
  variable("Int cannot represent non 32-bit signed integer value: (.*)$", "$2 är ett för stort tal."),
  variable("Boolean cannot represent a non boolean value: (.*)$", "$2 är varken true eller false.", "Skriv true för ja och false för nej, utan citattecken."),
  variable("String cannot represent a non string value: (.*)$", "$2 är ingen text.", "Skriv den mellan citattecken."),
  variable(".*'(.*)' is no DateTime: there is no such day or time\\..*$", "$2 finns inte: det finns ingen sådan dag eller tid.", "Välj en annan."),
  variable(".*'(.*)' is no DateTime: .*$", "”$2” är ingen tidpunkt.", TIME),
  variable(".*'(.*)' is no Date: there is no such day\\..*$", "$2 finns inte: det finns ingen sådan dag.", "Välj en annan."),
  variable(".*'(.*)' is no Date: .*$", "”$2” är ingen dag.", "Skriv den som 2027-01-31."),
  variable(".*$", "Variabeln $1 är inte skriven som den ska."),
  [/^Variable '\$(\w+)' is not defined\b.*$/s, "Variabeln $1 är inte uppräknad överst i operationen."],
  [/^Variable '\$(\w+)' is never used\b.*$/s, "Variabeln $1 är uppräknad men används inte."],
  [/^Variable '\$(\w+)' of type '(.+?)' used in position expecting type '(.+?)'\..*$/s, "Variabeln $1 är uppräknad som $2, men där den används ska det vara $3."],
  [/^Cannot query field '(\w+)' on type '(\w+)'\..*$/s, "Fältet $1 finns inte hos $2."],
  [/^Field '(\w+)' of type '.+?' must have a selection of subfields\..*$/s, "Av $1 ska det sägas vilka fält, mellan { och }."],
  [/^Field '(\w+)' must not have a selection since .*$/s, "$1 har inga fält: ta bort det som står mellan { och }."],
  [/^Unknown argument '(\w+)' on field '(.+?)'\..*$/s, "$2 tar inget argument som heter $1."],
  [/^Unknown type '(\w+)'\..*$/s, "Typen $1 finns inte."],
  [/^Unknown directive '@(\w+)'\..*$/s, "Direktivet @$1 finns inte."],
  [/^Unknown fragment '(\w+)'\..*$/s, "Fragmentet $1 finns inte."],
  [/^Argument '(.+?)\((\w+):\)' of type '.+?' is required, but it was not provided\.$/, "$1 behöver argumentet $2."],
  [/^`(first|last)` is (-?\d+): ask for 0 to (\d+) at a time, .*$/s, "$1 är $2: högst $3 åt gången."],
  [/^There is no month (-?\d+) of (-?\d+): months are 1 to 12, years (\d+) to (\d+)\.$/, "Månad $1 år $2 finns inte.", "Månader är 1 till 12, och år $3 till $4."],
  [/^There is no week (-?\d+) of (-?\d+): .*$/, "Vecka $1 år $2 finns inte.", "År har 52 eller 53 veckor."],
  [/^The calendar goes from the year (\d+) to (\d+)\.$/, "Kalendern går från år $1 till $2."],
  [/^A text must not hold the character NUL .*$/s, "En text har ett tecken som inte går att spara.", "Skriv den för hand i stället för att klistra in den."],
  [/^The body may have (\d+) bytes at most\.$/, "Det är för mycket på en gång: högst $1 byte får plats.", "Korta texterna, eller dela upp dem på flera sidor."],
  [/^You may spend .* Try again in (\d+) seconds\.$/s, "Det har frågats för mycket på kort tid.", "Vänta i $1 sekunder och kör igen."],
  [/^This operation may cost (\d+), and (\d+) is allowed\..*$/s, "Operationen kan kosta $1, och $2 är det mesta."],
  [/^The change took longer than it may\. .*$/s, "Ändringen tog för lång tid.", "Se efter med ”Se vad som har hänt” om den blev gjord, innan du kör igen."],
  [/^The operation took longer than it may; .*$/s, "Det tog för lång tid att svara."],
  [/^The database does not answer now; .*$/s, "Databasen svarar inte just nu.", "Inget är ändrat. Försök igen om en stund."],
  [/^The server is about to end; .*$/s, "Servern startas om.", "Försök igen om en stund."],
  [/^Something went wrong here; it has been written down as (\S+)\.$/, "Något gick fel hos oss. Det är antecknat som $1."],
  [/^Drafts and other moments are for editors: .*$/s, "Utkast och andra tidpunkter är för redaktionen."],
  [/^What was public earlier is history, .*$/s, "Det som var publikt förr är historia, och den får du inte läsa."],
  [/^Say which operation to run.*$/s, "Det finns flera operationer i texten."],
  [/^You are no longer who you were: .*$/s, "Du är inte inloggad som förut, så det finns inget mer att följa.", "Logga in igen och kör på nytt."],
  [/^Syntax Error: .*$/s, "Texten går inte att läsa här."],
];

export const TODO: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: "Rätta texten: det saknas ofta en klammer eller ett kolon strax före stället.",
  GRAPHQL_VALIDATION_FAILED: "Rätta texten. Tryck Ctrl+blanksteg i den för att se vad som går att skriva där.",
  BAD_USER_INPUT: "Rätta det till vänster, eller i variablerna under operationen.",
  OPERATION_RESOLUTION_FAILURE: "Välj vilken av operationerna som ska köras.",
  UNAUTHENTICATED: "Logga in: det här är inte för besökare.",
  FORBIDDEN: "Be någon med fler rättigheter, eller ta bort det ur operationen.",
  COST_LIMIT_EXCEEDED: "Fråga efter mindre åt gången: sätt ett lägre tal i first.",
  RATE_LIMITED: "Vänta en stund och kör sedan igen.",
  TIMEOUT: "Försök igen om en stund, eller fråga efter mindre.",
  INTERNAL_SERVER_ERROR: "Felet är vårt. Berätta för den som sköter servern, med numret i felet.",
  SOMEBODY_ELSE: "Ladda om sidan, eller logga in som dig själv igen. Det du har skrivit finns kvar.",
  LEFT_OPEN: "Välj eller skriv det till vänster.",
  UNREACHABLE: "Kontrollera anslutningen och kör igen. Inget av det du har skrivit är förlorat.",
};
