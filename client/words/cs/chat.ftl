# Co říká stránka chatu. Vyká se, bez vykřičníků, o lidech bez ohledu na rod.

## Stránka

chat-title = { $title } · Hark
chat-title-meant = ({ NUMBER($meant) }) { $title } · Hark
chat-skip-to-composer = Přejít k psaní
chat-skip-to-messages = Přejít ke zprávám
chat-announce = { $author }: { $text }
chat-announce-many = { $count ->
    [one] 1 nová zpráva
    [few] { $count } nové zprávy
   *[other] { $count } nových zpráv
}

## Časy

time-today = Dnes
time-yesterday = Včera
time-tomorrow = Zítra
time-weekday-0 = neděle
time-weekday-1 = pondělí
time-weekday-2 = úterý
time-weekday-3 = středa
time-weekday-4 = čtvrtek
time-weekday-5 = pátek
time-weekday-6 = sobota
# Ve druhém pádě, protože stojí za číslem dne.
time-month-1 = ledna
time-month-2 = února
time-month-3 = března
time-month-4 = dubna
time-month-5 = května
time-month-6 = června
time-month-7 = července
time-month-8 = srpna
time-month-9 = září
time-month-10 = října
time-month-11 = listopadu
time-month-12 = prosince
time-day = { $weekday } { NUMBER($date) }. { $month }
time-day-of-year = { $weekday } { NUMBER($date) }. { $month } { NUMBER($year) }
# Bez předložky: „v“ nebo „ve“ by záviselo na hodině.
time-moment = { $day } { $time }

## Jména za sebou

names-between = {", "}
names-last = {" a "}

## Postranní panel

sidebar-rooms = Místnosti
sidebar-new-room = Nová místnost
sidebar-browse = Procházet místnosti
sidebar-direct = Přímé zprávy
sidebar-new-direct = Nová přímá zpráva
sidebar-people = Lidé
sidebar-unread = {"nepřečtené zprávy: "}
sidebar-unread-threads = {"nepřečtená vlákna: "}
sidebar-threads-with-mention = {"vlákna se zmínkou o vás: "}
sidebar-mentions = {"zmínky o vás: "}

## Přechod do místnosti nebo na stránku podle názvu

switcher-title = Přejít
switcher-label = Přejít do místnosti, za někým nebo na stránku
switcher-hint = Přejít…
switcher-forward-hint = Přeposlat…
switcher-list = Místnosti, lidé a stránky
switcher-unread = nepřečtené
switcher-search = Hledat ve zprávách
switcher-search-for = Hledat ve zprávách „{ $asked }“
switcher-account = Váš účet

## Záhlaví místnosti

header-rooms = Všechny místnosti
header-search = Hledat v této místnosti
header-level = O čem dostáváte zprávu
header-settings = Nastavení místnosti
header-who = Kdo je tu
header-members = { $count ->
    [one] 1 člen, kdo je tu
    [few] { $count } členové, kdo je tu
   *[other] { $count } členů, kdo je tu
}

## Kdo je tu

here-panel = Kdo je tu
here-close = Zavřít
here-now = Právě tu jsou
here-count = Právě tu: { NUMBER($count) }
here-write = Napsat zprávu: { $name }
here-away = Pryč od počítače
here-not = Není tu
here-seen-now = Naposledy právě teď
here-seen-minutes = { $count ->
    [one] Naposledy před minutou
    [few] Naposledy před { $count } minutami
   *[other] Naposledy před { $count } minutami
}
here-seen-hours = { $count ->
    [one] Naposledy před hodinou
    [few] Naposledy před { $count } hodinami
   *[other] Naposledy před { $count } hodinami
}
here-seen-days = { $count ->
    [one] Naposledy před 1 dnem
    [few] Naposledy před { $count } dny
   *[other] Naposledy před { $count } dny
}
here-clock-ahead = { $hours ->
    [one] Místní čas { $time }, o 1 hodinu napřed
    [few] Místní čas { $time }, o { $hours } hodiny napřed
   *[other] Místní čas { $time }, o { $hours } hodin napřed
}
here-clock-behind = { $hours ->
    [one] Místní čas { $time }, o 1 hodinu pozadu
    [few] Místní čas { $time }, o { $hours } hodiny pozadu
   *[other] Místní čas { $time }, o { $hours } hodin pozadu
}
here-clock-partly-ahead = Místní čas { $time }, o { $apart } h napřed
here-clock-partly-behind = Místní čas { $time }, o { $apart } h pozadu
here-read = Přečteno
here-read-by = Přečetli: { $names }

## Řádky místnosti

room-messages = Zprávy v místnosti { $room }
room-earlier = Starší zprávy
room-unread-line = Nové
room-to-newest = Na nejnovější
room-new-messages = Nové zprávy ↓
room-between = V této místnosti jste vy a { $names }. Nikoho dalšího do ní přidat nejde.
room-made-by = Místnost založil člověk jménem { $name }. Tady začíná.
room-alone = Zatím jste tu jen vy.
room-add-people = Přidat lidi do místnosti
room-invite = Pozvat někoho nového
room-archived-by = Místnost je archivovaná ({ $name }). Můžete ji číst.
room-left = V této místnosti už nejste. Co v ní zaznělo, v ní zůstává.
room-others = Přejít do vašich místností

## Zpráva

message-removed = Tato zpráva byla odstraněna.
message-removed-by-moderator = Odstraněno moderátorem.
message-show-more = Zobrazit více
message-show-less = Zobrazit méně
message-code = Kód
message-copy = Kopírovat
message-copy-code = Kopírovat kód
message-code-copied = Zkopírováno
message-edit = Upravit
message-delete = Smazat
message-change = Upravit zprávu
message-save = Uložit
message-cancel = Zrušit
message-dismiss = OK
message-not-sent = Neodesláno. { $why }
message-retry = Zkusit znovu
message-discard = Zahodit
message-delete-title = Smazat tuto zprávu?
message-delete-text = Zmizí všem. Bude vidět, že tu zpráva byla.
message-remove-title = Odstranit tuto zprávu? Autor: { $name }
message-remove-text = Zmizí všem. Bude vidět, že ji odstranil moderátor, a v záznamu činností zůstane, kdo to byl.
message-remove = Odstranit
message-keep = Ponechat

## Psaní

composer-to-room = Zpráva do #{ $room }
composer-to-people = Zpráva pro: { $names }
composer-send = Odeslat
composer-empty = Zatím není co odeslat.
composer-too-long = Na jednu zprávu je to moc dlouhé. Pošlete to po částech.
composer-control = Jsou tu znaky, které se nedají odeslat. Vložte to jako prostý text.
composer-not-kept = Tento prohlížeč tu nic neuchová: nezavírejte stránku, dokud se zpráva neodešle.
composer-slow-seconds = { $count ->
    [one] Pomalý režim: jedna zpráva za sekundu.
    [few] Pomalý režim: jedna zpráva za { $count } sekundy.
   *[other] Pomalý režim: jedna zpráva za { $count } sekund.
}
composer-slow-minutes = { $count ->
    [one] Pomalý režim: jedna zpráva za minutu.
    [few] Pomalý režim: jedna zpráva za { $count } minuty.
   *[other] Pomalý režim: jedna zpráva za { $count } minut.
}
composer-slow-hours = { $count ->
    [one] Pomalý režim: jedna zpráva za hodinu.
    [few] Pomalý režim: jedna zpráva za { $count } hodiny.
   *[other] Pomalý režim: jedna zpráva za { $count } hodin.
}
composer-slow-waits = Pomalý režim: vaše zpráva čeká a odejde sama.
composer-typing = { $count ->
    [one] { $people } píše
    [few] { $people } píšou
   *[other] { $people } píšou
}
composer-typing-many = { $count ->
    [one] Píše 1 člověk
    [few] Píšou { $count } lidé
   *[other] Píše { $count } lidí
}

## Proč server něco neudělal

refusal-bad-request = Server tomu nerozuměl.
refusal-not-found = Už to tu není, nebo to není pro vás.
refusal-forbidden = Tohle tu dělat nemůžete.
refusal-slow-mode = Do této místnosti jde psát jen po jedné zprávě. Chvíli počkejte.
refusal-silenced = Máte odmlku: můžete číst, ale ne psát.
refusal-archived = Tato místnost je archivovaná.
refusal-conflict = Místo toho byl odeslán jiný text.
refusal-rate-limited = Bylo toho moc najednou.
refusal-limit = Víc se toho sem už nevejde.
refusal-overloaded = Server má moc práce.
refusal-disk-full = Disk serveru je plný.
refusal-disk = Server nemůže zapisovat na disk.
refusal-internal = Na serveru se něco pokazilo.
refusal-no-connection = Chybí připojení. Zkuste to znovu, až se obnoví.

## Připojení

connection-connecting = Připojování…
connection-offline = Jste offline. Co napíšete, tu zůstane a odešle se, až se připojíte.
connection-waiting = Nové připojování
connection-waiting-seconds = Nové připojení za { NUMBER($seconds) } s
connection-slow = Je toho hodně k odeslání. Hark mezi vašimi zprávami chvíli čeká.
connection-signed-out = Vaše přihlášení skončilo. Co jste napsali, tu zůstává.
connection-banned = Tento server už nemůžete používat. Proč, vám řekne jeho vlastník.
connection-too-old = Je tu novější verze této stránky. Co jste napsali, zůstává.
connection-refused = Server spojení nadobro ukončil. Co jste napsali, zůstává.
connection-try-now = Zkusit hned
connection-reload = Načíst stránku znovu
connection-sign-in = Přihlásit se znovu

## Co se v místnosti stalo, bez tečky na konci

notice-room-created = Místnost založena: { $actor }
notice-joined = Nově v místnosti: { $member }
notice-added = { $actor } zve do místnosti: { $member }
notice-left = { $member } už v místnosti není
notice-removed = { $member } už v místnosti není, rozhodnutí: { $actor }
notice-renamed = { $actor } má nové jméno: { $name }
notice-room-renamed = { $actor } mění název místnosti na „{ $name }“
notice-topic-removed = { $actor } ruší téma
notice-topic-changed = { $actor } mění téma na „{ $topic }“
notice-archived = { $actor } archivuje tuto místnost
notice-slow-on = { $actor } zapíná pomalý režim
notice-slow-off = { $actor } vypíná pomalý režim
notice-unarchived = { $actor } znovu otevírá tuto místnost

## Co říkají oznámení systému: proč jsou

notifying-mention = { $author } vás zmiňuje v místnosti { $room }
notifying-direct = Nová zpráva, píše { $author }
notifying-everything = Nová zpráva v místnosti { $room }, píše { $author }

## Připnuté zprávy

pins-pin = Připnout
pins-unpin = Odepnout
pins-title = Připnuté zprávy
pins-none = Nic tu není připnuto. „Připnout“ v nabídce zprávy ji nechá po ruce všem v místnosti.
pins-button = { $count ->
    [0] Připnuté zprávy
    [one] 1 připnutá zpráva
    [few] { $count } připnuté zprávy
   *[other] { $count } připnutých zpráv
}
pins-pinned-by = Připnuto ({ $name })
pins-full = { $most ->
    [one] Je tu připnuta 1 zpráva a víc jich být nemůže. Nejdřív ji odepněte.
    [few] Jsou tu připnuty { $most } zprávy a víc jich být nemůže. Nejdřív nějakou odepněte.
   *[other] Je tu připnuto { $most } zpráv a víc jich být nemůže. Nejdřív nějakou odepněte.
}
pins-not-changed = Připnutí se nezměnilo. { $why }

## Přehled kláves

keys-title = Klávesové zkratky
keys-close = Zavřít
keys-command = Ctrl/⌘
keys-shift = Shift
keys-anywhere = Kdekoli
keys-elsewhere = Kde nepíšete
keys-timeline = Mezi zprávami
keys-message = Na zprávě
keys-composer = V poli pro psaní
keys-writing = V tom, co píšete
keys-editor = Při úpravě zprávy
keys-switch = Přejít do místnosti, za někým nebo na stránku
keys-keys = Ukázat tyto zkratky
keys-hide-people = Skrýt, kdo je tu
keys-newest = Přejít na nejnovější zprávu
keys-mark-unread = Označit odtud jako nepřečtené
keys-above = Přejít na zprávu výše
keys-below = Přejít na zprávu níže
keys-send = Odeslat
keys-line = Začít nový řádek
keys-edit-last = Upravit svou poslední zprávu, dokud je pole pro psaní prázdné
keys-close-thread = Zavřít vlákno, do kterého píšete
keys-strong = Tučně
keys-emphasis = Kurzíva
keys-code = Kód
keys-save = Uložit
keys-leave = Nechat, jak to bylo

## Zmínky

mentions-list = Koho zmínit
mentions-wide = @room zmíní všechny v této místnosti. Každý z nich uvidí počet, dokud si to nepřečte.
mentions-followers = Všichni, kdo sledují toto vlákno
mentions-ask-followers = Dát vědět všem, kdo sledují toto vlákno?
mentions-wide-thread = Ve vlákně @room zmíní ty, kdo ho sledují. Ostatní v místnosti se to nedozvědí.
mentions-tell-followers = Dát jim vědět
mentions-go-back = Zpět
mentions-everybody = { $count ->
    [one] Jediný člověk v této místnosti
    [few] Všichni { $count } lidé v této místnosti
   *[other] Všech { $count } lidí v této místnosti
}
mentions-ask-others = { $others ->
    [one] Dát vědět 1 člověku?
    [few] Dát vědět { $others } lidem?
   *[other] Dát vědět { $others } lidem?
}
mentions-tell-others = { $others ->
    [one] Dát vědět 1 člověku
    [few] Dát vědět { $others } lidem
   *[other] Dát vědět { $others } lidem
}

## Nabídka zprávy

menu-more = Více
menu-copy-link = Kopírovat odkaz
menu-copy-text = Kopírovat text
menu-quote = Citovat
menu-forward = Přeposlat
menu-forward-to = Kam přeposlat odkaz
menu-report = Nahlásit…
menu-remove = Odstranit…
menu-mark-unread = Označit odtud jako nepřečtené
menu-marked-unread = Označeno jako nepřečtené. Zůstane tak, dokud se do místnosti nevrátíte.
menu-text-copied = Text zprávy je zkopírovaný.
menu-text-not-copied = Tento prohlížeč nedovolí stránce kopírovat.
menu-copied = Odkaz na zprávu je zkopírovaný.
menu-not-copied = Tento prohlížeč nedovolí stránce kopírovat. Odkaz je v adresním řádku.
menu-not-marked-unread = Neoznačeno jako nepřečtené. { $why }
menu-not-removed = Neodstraněno. { $why }

## Reakce

reactions-react = Reagovat
reactions-add = Přidat reakci
reactions-reactions = Reakce
reactions-picker = Vybrat reakci
reactions-emoji = Emoji
reactions-text = Nebo krátký text
reactions-who = Reakce { $reaction }: { $people }
reactions-who-you = Vaše reakce: { $reaction }
reactions-you = vy
reactions-others = { $count ->
    [one] 1 další
    [few] { $count } další
   *[other] { $count } dalších
}
reactions-not-changed = Reakce se nezměnila. { $why }
reactions-empty = Napište slovo nebo dvě, nebo vyberte emoji.
reactions-too-long = Do reakce se vejde nejvýš 16 znaků.
reactions-control = Jsou tu znaky, které se nedají odeslat.

## Vlákna

threads-thread = Vlákno
threads-reply = Odpovědět ve vlákně
threads-from-thread = Odpověď ve vlákně
threads-follow = Sledovat
threads-unfollow = Nesledovat
threads-followed = O nových odpovědích se tu dozvíte ve Vláknech
threads-not-followed = O nových odpovědích se tu nedozvíte
threads-threads = Vlákna
threads-close = Zavřít vlákno
threads-back = Zpět do místnosti
threads-earlier = Starší odpovědi
threads-placeholder = Odpovědět
threads-in-room = Ukázat i v místnosti
threads-loading = Načítání vlákna…
threads-missing = Toto vlákno nejde zobrazit. Možná bylo v místnosti, kde už nejste.
threads-replies = { $count ->
    [0] Žádné odpovědi
    [one] 1 odpověď
    [few] { $count } odpovědi
   *[other] { $count } odpovědí
}
threads-last-today = poslední dnes { $time }
threads-last-yesterday = poslední včera { $time }
threads-last-on = poslední: { $day }

## Verze zprávy

versions-title = Verze této zprávy
versions-edited = upraveno
versions-button = upraveno, zobrazit verze
versions-loading = Načítání…
versions-earlier = Starší verze
versions-close = Zavřít
versions-now = Nyní · { $moment }
versions-first = Původně · { $moment }
versions-not-read = Verze se nepodařilo načíst. { $why }
