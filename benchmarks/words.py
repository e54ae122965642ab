"""The common Swedish words that the generated content is put together from."""

TOPICS = (
    "Läsfrämjande", "Digital delaktighet", "Tillgänglighet", "Barns inflytande", "Berättande",
    "Språk", "Mediekunskap", "Källkritik", "Lokalhistoria", "Samverkan", "Meröppet", "Bokbuss",
    "Skolbibliotek", "Mångspråk", "Ungas läsning", "Utställningar", "Hållbarhet", "Statistik",
    "Högläsning", "Folkbildning",
)  # fmt: skip

GROUPS = ("nätverk", "forum", "arbetsgrupp", "studiecirkel", "referensgrupp", "samtalsgrupp")

MEETINGS = (
    "Nätverksträff",
    "Webbmöte",
    "Workshop",
    "Föreläsning",
    "Studiebesök",
    "Utvecklingsdag",
    "Avstämning",
)

FORENAMES = (
    "Åsa", "Örjan", "Ängla", "Lena", "Karin", "Nils", "Erik", "Sara", "Mats", "Eva", "Håkan",
    "Britta", "Jonas", "Maja", "Gunnar", "Elin", "Lars", "Kerstin", "Per", "Ulla",
)  # fmt: skip

ROLES = (
    "Bibliotekarie", "Bibliotekschef", "Utvecklingsledare", "Barnbibliotekarie",
    "Biblioteksassistent", "Samordnare", "Verksamhetsutvecklare", "Kommunikatör",
)  # fmt: skip

AREAS = (
    ("Biblioteken i samhället", "Libraries in society"),
    ("Digital delaktighet och kompetens", "Digital participation and skills"),
    ("Läsfrämjande, berättelser och bildning", "Reading, stories and learning"),
    ("Barn och unga", "Children and young people"),
    ("Tillgängliga medier", "Accessible media"),
    ("Språk och mångfald", "Language and diversity"),
    ("Demokrati och yttrandefrihet", "Democracy and free speech"),
    ("Kulturarv och lokalhistoria", "Heritage and local history"),
    ("Hållbar utveckling", "Sustainable development"),
    ("Ledning och organisation", "Leadership and organisation"),
)

PHRASES = (
    "delar kunskap och erfarenheter", "prövar nya arbetssätt", "läser och diskuterar forskning",
    "planerar gemensamma insatser", "möter andra verksamheter", "följer upp det som har gjorts",
    "samtalar om vardagens frågor", "lär av varandras exempel", "tar fram underlag för beslut",
    "bjuder in gäster utifrån", "besöker varandras bibliotek", "skriver fram nästa års mål",
)  # fmt: skip

SUBJECTS = (
    "Nätverket",
    "Gruppen",
    "Deltagarna",
    "Vi som möts",
    "Kommunernas bibliotek",
    "Länets folkbibliotek",
)
