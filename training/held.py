"""Which dossiers the network never learns from, and which way a member of a gold claim goes."""

from typing import Any

# No network learns from these: what is learned of its vectors afterwards (`training.claims`) is measured on them.
HELD = ("drohne", "geiseln", "kabel", "lugano", "tamta")
# Nor does the one that tells what contents are about (`training.contents`) learn from these of `data/stories` and, in
# the last lines, `data/events`.  Where two statements of a dossier that it knows by heart make one claim, its vectors
# say so, whatever else does not.
RESERVED = (
    "abiturleck", "assab", "attache", "barentsburg", "bischof", "bissau", "blauseil", "blechwesten",
    "blumenmarkt", "bobbahn", "bohrinsel", "deblin", "dhaulausitz", "dimitrow", "doktorhut", "ebertal",
    "feuerwerk", "fritland", "gebeine", "gerste", "ghazvin", "goldmine", "grubengas", "gulpora", "hafenpacht",
    "hokuyomaru", "hubschrauber", "jacmel", "kasungu", "kerbela", "komoren", "kugelweste", "kupfermine",
    "laborleck", "landesbank", "leposavic", "liehtao", "luftschiff", "mellit", "naissaar", "ohntaw", "olhyne",
    "palastkonto", "parteigeld", "pilgerweg", "plasmawerk", "prasat", "raketenstufe", "rosengarten", "saparow",
    "schall", "schienen", "seilbahn", "shinsei", "signaturen", "soeldner", "sternschrott", "tempelberg",
    "tepalca", "teppich", "trawler", "trojaner", "tschongar", "upernavik", "urwahl", "walfaenger", "weizen",
    "weizenraub", "zeltlager", "ziegelei", "zutraeger", "zyanid",
    "abughraib", "astra", "ballons", "ber", "bolivien", "brumadinho", "crocus", "dessau", "duma", "faschir",
    "georgien08", "germanwings", "gossi", "handlova", "huawei", "irak", "kal", "katargate", "krementschuk",
    "latschin", "magdeburg", "mali", "mh370", "moskwa", "notredame", "ochmatdyt", "pahalgam", "pizzeria",
    "polendrohnen", "przewodow", "rohingya", "scarborough", "schwimmer", "seawatch", "sotschi", "staatsanwalt",
    "stuttgart", "suchoi", "tempi", "tianjin", "tiergarten", "uboot", "unrwa", "uswahl", "wck",
    "ai171", "asad", "axum", "chan", "doha", "essequibo", "flint", "grenfell", "hrosa", "iranair", "kaesong",
    "kupjansk", "ladyr", "moldawahl", "odessa", "sindoor", "smolensk", "strand", "visum", "warburg",
)  # fmt: skip
# These of `data/events` were written after the network of contents that ships had learned: to it they are as new.
# Nothing that ships has learned from those of the last lines, from `abretagne` on.
NEWER = (
    "abbeygate", "afrin", "ahrtal", "almasri", "annulliert", "awdijiwka", "ayacucho", "bahnsabotage",
    "balticconnector", "belgrano", "blackoutes", "bluttest", "bohrschiff", "botschaftquito", "brandmauer", "brasilia",
    "brueckedresden", "concordia", "cryptoag", "culiacan", "cutro", "cypher", "dahjan", "derna", "dhaka",
    "dieselgate2", "dnipro", "donezkmarkt", "drohnemali", "druschba", "egyptair", "emails", "emirate", "eurohawk",
    "evros", "farmgeld", "fipronil", "fischbeamter", "forscher", "ftx", "gammel", "gandscha", "gazaflotte", "gewehr",
    "gideon", "glyphosat", "guerguerat", "hariri", "heizung", "hetzjagd", "hillsbor", "horizon", "hudaida",
    "ilowajsk", "jaffar", "jejuair", "kana", "kanjuruhan", "karma", "kelinhurst", "kenianein", "kertsch", "keybridge",
    "kocani", "konvoi", "kopfgeld", "kostjan", "kraftwerk", "kriegsrecht", "kundendaten", "landungsschiff", "laser",
    "latakia", "lekki", "luftballons", "maennchen", "makijiwka", "marikana", "matsukabel", "maui", "mawasi", "mehl",
    "morbi", "mosambikwahl", "munition", "mykola", "nasser", "natans", "nigerputsch", "nildamm", "northvolt",
    "notpetya", "nsuakten", "paktika", "palma", "perl", "plagiat", "poltawa", "predator", "prism", "pyongdrohne",
    "rainbow", "rana", "richterwahl", "ruecktritt", "sanitaeter", "sanjuan", "schifa", "schleuser", "sewol",
    "silvester", "solar", "soledar", "sommermaerchen2", "spendengelder", "spielplatz", "spinnennetz", "stammstrecke",
    "student", "studio", "sumy", "surrey", "suwaida", "tadschura", "toropez", "trauzeuge", "tschutz", "tuer",
    "turkjet", "twa", "u2", "ungarnspion", "uvalde", "valencia", "vatombo", "verteilung", "voice", "wahlgeorgien",
    "wolnowacha", "xinjiang", "yuenlong",
    "abretagne", "achinook", "adaulat", "afalcon", "afracht", "agasossetien", "ahaneul", "ahelder", "akurskboot",
    "alimburg", "ametallstreifen", "aperu", "aphantom", "asiberia", "asinai", "asircreek", "asojus", "atankergalic",
    "austica", "aventspils", "azucker", "azugpanipat", "azugwenzhou", "bamirija", "basisabad", "bbaga", "bbeslan",
    "bbouake", "bdebalzewe", "bdjakovica", "bdubrava", "bgrdelica", "bgrosny", "bhanit", "bkargil", "bkusair",
    "bmadschala", "bmarkale", "bmullai", "bpasigyi", "bphosphor", "bsalala", "bstreu", "btogoga", "buran",
    "bziteli", "cbadewanne", "cbuchladen", "cbvt", "cdubai", "cgulfstream", "cmadero", "cmahe", "cmailand",
    "cmalediven", "cndola", "cpodgorica", "cqom", "crawal", "crizin", "cschein", "csepar", "cswift", "ctirana",
    "cwonga", "darlehen", "datencd", "detektive", "dfinca", "dialyse", "diarium", "diethylen", "dimplantat",
    "dolmetscher", "domchor", "dominikana", "dopingarzt", "doppelpass", "dosentabak", "dschublade", "dstammzelle",
    "duett", "eandischan", "eatocha", "eazf", "ebhopal", "ecolectiv", "eevin", "ehaiti", "eischgl", "ekarachi",
    "ekleve", "emanila", "eostern", "eoverboard", "eparndorf", "eroboski", "etarajal", "ewenzhou", "ewestgate",
    "exepian", "ezaventem", "fangostura", "fanyue", "fbouake", "fentfuehrt", "fgambia", "fgasstreit", "fhainan",
    "fimia", "flandmaschinen", "flaster", "fmistral", "fnepal", "fperejil", "fpristina", "frabta", "fsavannah",
    "fschwestern", "fsupergun", "fthule", "ftonkin", "fvela", "fzucker", "gabadan", "galabuga", "galmaty",
    "gandrijiwka", "gchinesen", "gdagestan", "gf16", "ghelikopter", "ghermes", "giskander", "gkommandeure",
    "gluhansk", "gmatschul", "gpskow", "gsaki", "gsanatorium", "gtausch", "gteddy", "gwaldrakete", "gwehrpflicht",
    "gzucker", "habbotta", "hachille", "hbahawal", "hcarandiru", "hchibok", "hchoropampa", "hconakry",
    "hhalabdscha", "hhula", "hkargil", "hkhartum", "hkigali", "hmahe", "hmbuzini", "hmozote", "hnisur", "hsolai",
    "hstark", "htakbai", "htlatlaya", "ibagdadbnd", "ibijlmer", "ibvt", "icockpit", "idioxin", "ifinale",
    "igenflib", "igleis", "ihelm", "ikamin", "ikiejkuty", "imoby", "ipaillote", "iplutonium", "irigopiano",
    "istadtarchiv", "itibet", "itinner", "itrafo", "itranspond", "izelle", "izyto", "kcermis", "kchascham",
    "kcheckpoint", "kdioxin", "kemblem", "keuphrat", "kgeldkoffer", "kgeschuetz", "khinterhalt", "kholzfrachter",
    "kivorer", "kkalifat", "kkellnerin", "kkisch", "kkiste", "kohrgift", "kpilger", "krangun", "krueckkehr",
    "kschaere", "lchile", "lerebus", "lgemmen", "lhelios", "lkaprun", "lkirkuk", "lkongo", "lmexiko", "lmotorrad",
    "lnotenbank", "lpitot", "lpriamos", "lrapsoel", "lrohbau", "lsaltlake", "lsandoz", "lseveso", "lsonghua",
    "lstatistik", "lteigtasche", "madenflughafen", "malmaschaab", "maschraf", "matagi", "mbaghus", "mbaljun",
    "mbudgamheli", "mchittis", "mfachura", "mhawidscha", "mhotelbagdad", "mil20", "mjarmuk", "mkadetten",
    "mkhataba", "mkhiam", "mkibeho", "mnamnein", "mnetzarim", "mratschak", "msaadahaft", "msacho",
)  # fmt: skip
# What goes beyond the sum of traits (`training.bend`, `training.pairs`) is learned from none of these, so that it can
# be measured on them.
APART = RESERVED[-20:]
_SIDES = {"asserts": 1, "alleges": 1, "confirms": 1, "denies": -1}


def way_of(member: dict[str, Any]) -> int:
    """Return which way a member's words go in its claim: its side on the claim by its side on its own words.

    1 where they say what is claimed, -1 where the contrary, 0 where the gold does not tell.
    """
    own = _SIDES.get(member["stance"], 0)
    return own * _SIDES.get(member.get("on_claim") or member["stance"], 0)
