# Co říkají stránky, které kreslí jen server.

## Dokument

shell-scripts-failed = Můžete číst, ale ne psát: část stránky se nenačetla. Zkuste ji načíst znovu.

## Když se něco nepovedlo: co se stalo, co zůstalo, co dělat

problem-home = Zpět na začátek
problem-not-found = Nic tu není
problem-not-found-text = Adresa může být chybná, nebo to, co tu bylo, zmizelo či není pro vás.
problem-forbidden = Tohle dělat nemůžete
problem-forbidden-text = Nic se nezměnilo. Pomoci může vlastník serveru.
problem-foreign = Tohle nepřišlo ze stránky tohoto serveru
problem-foreign-text = Nic se nezměnilo. Otevřete přímo stránku tohoto serveru a udělejte to tam.
problem-bad-request = Server tomu nerozuměl
problem-bad-request-text = Nic se nezměnilo. Vraťte se a zkuste to znovu.
problem-archived = Tato místnost je archivovaná
problem-archived-text = Dá se číst, ale ne do ní psát. Nic se nezměnilo.
problem-too-much = Víc se toho sem už nevejde
problem-too-much-text = Nic se nezměnilo.
problem-busy = Server má moc práce
problem-busy-text = Nic se nezměnilo. Vraťte se a za chvíli to zkuste znovu.
problem-too-fast = To bylo moc rychle
problem-too-fast-text = Nic se nezměnilo. Vraťte se, chvíli počkejte a zkuste to znovu.
problem-storage = Server teď nemůže nic uložit
problem-storage-text = Jeho disk je plný nebo selhává. Číst se dá dál a nic z toho, co bylo uloženo, se neztratilo.
problem-internal = Na serveru se něco pokazilo
problem-internal-text = Vaše chyba to nebyla. Pokud se to stane znovu, řekněte správci serveru kód { $id }.
problem-not-built = Styl a skripty stránky nejsou sestaveny
problem-not-built-text = Sestavte server příkazem cargo leptos build.

## Účet

account-title = Váš účet
account-name-title = Jméno
account-picture-title = Obrázek
account-picture = Obrázek z vašeho zařízení
account-picture-hint = PNG, JPEG, WebP nebo GIF, nejvýš 10 MB. Ukáže se zmenšený střed obrázku. Co dalšího soubor prozrazuje, třeba kde vznikl, se neuchová.
account-change-picture = Použít tento obrázek
account-remove-picture = Odebrat obrázek
account-picture-too-big = Soubor je větší než 10 MB. Vyberte menší.
account-picture-too-many-pixels = Obrázek má víc než 25 milionů pixelů. Zmenšete ho a zkuste to znovu.
account-picture-unreadable = Soubor nejde přečíst jako obrázek. Vyberte PNG, JPEG, WebP nebo GIF.
account-look-title = Vzhled
account-look-text = Platí pro tento prohlížeč. Na jiných zařízeních můžete mít jiné volby.
account-language = Jazyk
account-language-browser = Podle prohlížeče
account-theme = Motiv
account-theme-system = Podle systému
account-theme-light = Světlý
account-theme-dark = Tmavý
account-contrast = Kontrast
account-contrast-system = Podle systému
account-contrast-more = Vysoký
account-density = Hustota
account-density-roomy = Vzdušná
account-density-compact = Hutná: víc zpráv na obrazovce
account-password-title = Heslo
account-current-password = Současné heslo
account-change-password = Změnit heslo
account-password-text = Změna vás všude jinde odhlásí. Vaše přístupové klíče zůstanou.
account-password-wrong = Tohle není vaše současné heslo.
account-password-saved = Heslo je změněné. Všude jinde jste odhlášeni.
account-sessions-title = Kde jste přihlášeni
account-this-one = Tady
account-end = Odhlásit
account-end-of = Odhlásit: { $browser }
account-last-used = Naposledy použito: { $when }
account-sign-out = Odhlásit se tady
account-sign-out-everywhere = Odhlásit se všude
account-unknown-browser = Nějaký prohlížeč

## Přímé zprávy

direct-title = Nová přímá zpráva
direct-direct = Přímé zprávy
direct-hint = Vyberte nejvýš sedm lidí. Stejní lidé se vždy setkají ve stejné místnosti a později do ní nejde nikoho přidat.
direct-who = S kým
direct-start = Začít
direct-alone = Na tomto serveru zatím nikdo jiný není.
direct-message = Napsat
direct-nobody-chosen = Někoho vyberte.
direct-too-many = Vyberte nejvýš sedm lidí. Pro víc lidí založte místnost.

## Příchod: první spuštění, přihlášení, pozvánky, nová hesla

entry-name = Vaše jméno
entry-name-hint = Jak ho uvidí ostatní. Později ho můžete změnit.
entry-email = E-mail
entry-email-hint = Budete se jím přihlašovat. Hark e-maily neposílá.
entry-password = Heslo
entry-password-hint = Aspoň 8 znaků. Dobře funguje pár slov, která spolu nesouvisejí.
entry-new-password = Nové heslo
entry-first-run-title = Převezměte tento server
entry-first-run-text = Budete jeho vlastníkem: zvete lidi a staráte se o něj. Vaše první místnost je připravená.
entry-first-run-button = Začít
entry-unclaimed-title = Tento server zatím nikomu nepatří
entry-unclaimed-text = Když se Hark spustil, vypsal pod adresou, na které naslouchá, odkaz. Otevřete ho a staňte se vlastníkem.
entry-sign-in-title = Přihlášení
entry-sign-in-button = Přihlásit se
entry-sign-in-help = Nemáte účet nebo heslo? Požádejte vlastníka tohoto serveru o odkaz.
entry-code-title = Ještě jeden krok
entry-code-text = Heslo je správné. Teď ukažte, že jste to vy.
entry-code = Kód
entry-code-hint = Šest číslic, které vaše aplikace ukazuje pro tento server, nebo jeden z vašich záchranných kódů.
entry-code-help = Nemáte aplikaci ani záchranný kód? Vlastník tohoto serveru může tento krok z vašeho účtu odebrat.
entry-signed-out = Jste odhlášeni.
entry-password-again = Příliš mnoho kódů bylo chybných. Přihlaste se znovu heslem.
entry-password-changed = Heslo je změněné. Přihlaste se jím.
entry-join-title = Jste pozváni
entry-join-button = Připojit se
entry-invited-by = { $name } vás zve k chatu. Řekněte nám, kdo jste.
entry-reset-title = Zvolte nové heslo
entry-reset-button = Uložit
entry-reset-for = Pro: { $name }. Všude vás to odhlásí a vaše přístupové klíče to odebere.
entry-link-title = Tento odkaz nefunguje
entry-link-text = Možná je neúplný, použitý nebo příliš starý. Požádejte o nový toho, kdo vám ho dal.
entry-wrong-sign-in = Tento e-mail a heslo k sobě nepatří.
entry-wrong-code = Tento kód je chybný, nebo už byl použit. Počkejte na další.
entry-banned = Tento server už nemůžete používat. Proč, vám řekne jeho správce.
entry-wait-minutes = { $count ->
    [one] Pokusů bylo příliš mnoho. Počkejte 1 minutu a zkuste to znovu. Heslo zůstává stejné.
    [few] Pokusů bylo příliš mnoho. Počkejte { $count } minuty a zkuste to znovu. Heslo zůstává stejné.
   *[other] Pokusů bylo příliš mnoho. Počkejte { $count } minut a zkuste to znovu. Heslo zůstává stejné.
}
entry-wait-hours = { $count ->
    [one] Pokusů bylo příliš mnoho. Počkejte 1 hodinu a zkuste to znovu. Heslo zůstává stejné.
    [few] Pokusů bylo příliš mnoho. Počkejte { $count } hodiny a zkuste to znovu. Heslo zůstává stejné.
   *[other] Pokusů bylo příliš mnoho. Počkejte { $count } hodin a zkuste to znovu. Heslo zůstává stejné.
}
entry-wait-elsewhere = Prohlížeč, ve kterém jste se už přihlásili, čekat nemusí.
entry-busy = Právě se přihlašuje mnoho lidí. Zkuste to za chvíli znovu.
entry-email-wrong = Tohle nevypadá jako e-mailová adresa.
entry-email-taken = Tuto adresu už na tomto serveru někdo má.
entry-password-short = Je kratší než 8 znaků.
entry-password-long = Je delší než 1 024 bajtů.
entry-password-guessable = Tohle heslo patří k těm, která se zkoušejí jako první. Zvolte jiné.

## O čem vám místnost dává vědět

level-title = O čem dostáváte zprávu
level-back = Zpět do místnosti
level-save = Uložit
level-everywhere = Platí to pro vás na všech vašich zařízeních. Nikdo jiný to nevidí. Co tu zvolíte, zůstane, dokud nezvolíte něco jiného.
level-automatic = Jak se hodí pro místnost
level-automatic-now = Nyní: { $level }.
level-name-everything = Všechno
level-name-mentions = Zmínky
level-name-nothing = Nic
level-name-hidden = Skrytá
level-does-everything = Dáme vám vědět o každé zprávě.
level-does-mentions = Dáme vám vědět, když někdo zmíní vás nebo místnost. Ostatní zprávy se počítají vedle místnosti.
level-does-nothing = O ničem vám nedáme vědět. Místnost zůstane v postranním panelu, bez počtů.
level-does-hidden = O ničem vám nedáme vědět a místnost zmizí z postranního panelu. Najdete ji podle názvu a v seznamu místností.

## Oznámení systému v jednom prohlížeči

notifications-title = Oznámení v tomto prohlížeči
notifications-allow = Zapnout oznámení
notifications-default = Vypnuto. Můžete se o nových zprávách dozvědět, když je Hark otevřený v jiné kartě nebo za jiným oknem. Prohlížeč se vás zeptá, jestli to smí.
notifications-granted = Zapnuto. O nových zprávách se dozvíte, když je Hark otevřený a nedíváte se do jejich místnosti. O čem, to se volí v každé místnosti. Vypnout to můžete tam, kde má váš prohlížeč uloženo, co tato stránka smí.
notifications-denied = Prohlížeč má zakázáno vás na Hark upozorňovat a Hark se znovu zeptat nemůže. Změnit to můžete tam, kde má váš prohlížeč uloženo, co tato stránka smí.
notifications-unsupported = Tento prohlížeč vás tu upozornit nemůže. Je k tomu potřeba prohlížeč s oznámeními a adresa, která začíná https.
notifications-no-script = Oznámení potřebují JavaScript.

## Lidé a pozvánky

people-title = Lidé
people-invites = Pozvánky
people-invites-text = Kdo otevře odkaz s pozvánkou, stane se člověkem tohoto serveru.
people-new-invite = Nová pozvánka
people-uses = Pro kolik lidí
people-uses-wrong = Napište číslo od 1 do 1 000.
people-days = Platí
people-days-count = { $count ->
    [one] 1 den
    [few] { $count } dny
   *[other] { $count } dní
}
people-create = Vytvořit odkaz s pozvánkou
people-revoke = Zrušit
people-link = Odkaz s pozvánkou
people-link-text = Zkopírujte ho hned: ukazuje se jen jednou.
people-uses-left = { $count ->
    [one] Ještě pro 1 člověka
    [few] Ještě pro { $count } lidi
   *[other] Ještě pro { $count } lidí
}
people-until = Platí do: { $when } · autor: { $by }
people-about = { $email } · { $since }
people-since = Na serveru od: { $day }

role-owner = Vlastník
role-admin = Správce
role-moderator = Moderátor
role-member = Člen
role-guest = Host

## Správa serveru

admin-title = Správa serveru
admin-manage = Spravovat
admin-manage-of = Spravovat: { $name }
admin-banned-tag = Zákaz vstupu
admin-silenced-tag = Nesmí psát
admin-role-title = Role
admin-change-role = Změnit roli
admin-silence-title = Odmlka
admin-silence-text = Kdo má odmlku, může číst, ale ne psát.
admin-silence-for = Na jak dlouho
admin-silence = Začít odmlku
admin-unsilence = Ukončit odmlku
admin-silence-until = Odmlka končí: { $when }
admin-minutes = { $count ->
    [one] 1 minuta
    [few] { $count } minuty
   *[other] { $count } minut
}
admin-hours = { $count ->
    [one] 1 hodina
    [few] { $count } hodiny
   *[other] { $count } hodin
}
admin-days = { $count ->
    [one] 1 den
    [few] { $count } dny
   *[other] { $count } dní
}
admin-ban-title = Zákaz vstupu
admin-ban-text =
    Člověk je hned všude odhlášen a nemůže se znovu přihlásit. Pozvánky, které vytvořil, přestanou platit.
    Co napsal, zůstává.
admin-ban = Zakázat vstup: { $name }
admin-lift-text = Tento člověk má zákaz vstupu. Po jeho zrušení se přihlásí jako dřív.
admin-lift = Zrušit zákaz
admin-sessions-title = Kde je přihlášen
admin-no-sessions = Není přihlášen nikde.
admin-sign-out = Všude ho odhlásit
admin-step-text = Tento člověk po hesle zadává kód. Pokud ztratil aplikaci i záchranné kódy, odeberte to; nejdřív se ujistěte, že o to žádá on.
admin-take-off-step = Kódy už nevyžadovat
admin-audit-title = Záznam činností
admin-audit-text = Co se stalo, nejnovější nahoře. Nic v něm se nemění; zda drží pohromadě, řekne hark admin audit --verify.
admin-audit-older = Starší záznamy
admin-audit-by = Kdo: { $name }
admin-audit-to = Komu: { $name }
admin-audit-room = Místnost { $number }
admin-deed-server-claimed = Server dostal vlastníka
admin-deed-signed-in = Přihlášení
admin-deed-sign-in-failed = Neúspěšné přihlášení
admin-deed-session-ended = Odhlášení v jednom prohlížeči
admin-deed-sessions-ended = Odhlášení všude
admin-deed-password-changed = Změna hesla
admin-deed-second-step-on = Kódy zapnuty
admin-deed-second-step-off = Kódy vypnuty
admin-deed-recovery-codes-made = Záchranné kódy vytvořeny
admin-deed-recovery-code-used = Přihlášení záchranným kódem
admin-deed-passkey-added = Přístupový klíč přidán
admin-deed-passkey-removed = Přístupový klíč odebrán
admin-deed-reset-made = Vytvořen odkaz pro nové heslo
admin-deed-role-changed = Změna role
admin-deed-banned = Zákaz vstupu
admin-deed-ban-lifted = Zákaz vstupu zrušen
admin-deed-silenced = Nastavena odmlka
admin-deed-room-made = Založena místnost
admin-deed-room-changed = Změněna místnost
admin-deed-room-archived = Místnost archivována
admin-deed-room-unarchived = Místnost znovu otevřena
admin-deed-member-removed = Odebrání z místnosti
admin-deed-message-removed = Odstranění zprávy
admin-deed-report-decided = Rozhodnutí o hlášení
admin-deed-invite-made = Vytvořena pozvánka
admin-deed-invite-used = Příchod na pozvánku
admin-deed-invite-revoked = Pozvánka zrušena

## Nahlášené zprávy

report-title = Nahlásit zprávu
report-back = Zpět ke zprávě
report-message = Zpráva
report-text = Ti, kdo se starají o tento server, uvidí ji, co bylo řečeno kolem ní a že jste ji nahlásili vy. Její autor se to nedozví.
report-reason = Co je na ní špatně?
report-reason-hint = Může zůstat prázdné.
report-send = Odeslat hlášení
report-sent = Tuto zprávu jste nahlásili: { $when }
report-sent-text = Ti, kdo se starají o tento server, se na ni podívají. Její autor se to nedozví.
report-too-long = Vejde se sem nejvýše 500 znaků.
report-control = Jsou tu znaky, které se nedají odeslat.
report-too-many = Za poslední hodinu jste toho nahlásili hodně. Zkuste to později.
report-reports = Hlášení
report-reports-waiting = Hlášení: { NUMBER($count) }
report-reports-text = Zprávy, na které se má podle členů někdo podívat. Hlášení vlastních zpráv nikdo nevidí.
report-waiting = Čekají
report-none-wait = Nic nečeká.
report-decided = Vyřízené
report-older = Starší hlášení
report-open = Otevřít
report-open-number = Otevřít hlášení { $number }
report-of = Zpráva, autor: { $name }
report-by = Kdo nahlásil: { $name }, { $when }
report-room = V místnosti { $name }
report-direct = V přímé konverzaci
report-lines = Co bylo řečeno
report-lines-text = Jak to stálo, když to někdo nahlásil.
report-lines-gone = Už se to neuchovává.
report-meant = Nahlášeno
report-outcome-title = Jak to dopadlo
report-outcome-label = Výsledek
report-outcome-text = Odmlka a vykázání se nastavují na stránce autora. Sem napište, jak to dopadlo.
report-author = Spravovat: { $name }
report-choose = Vyberte
report-outcome-removed = Zpráva odstraněna
report-outcome-silenced = Autor má odmlku
report-outcome-banned = Autor vykázán
report-outcome-dismissed = Není na tom nic špatného
report-note = Poznámka
report-note-hint = Pro ostatní, kdo se starají o tento server. Může zůstat prázdná.
report-decide = Rozhodnout
report-decided-by = { $name }: { $when }
report-not-silenced = Autor nemá odmlku. Nejdřív ji nastavte na jeho stránce.
report-not-banned = Autor není vykázán. Nejdřív ho vykažte na jeho stránce.

## Místnosti

rooms-rooms = Místnosti
rooms-new-room = Nová místnost
rooms-back-to-chat = Zpět do chatu
rooms-no-rooms = Zatím tu žádné místnosti nejsou. Založte první.
rooms-brought-to-none = Zatím nejste v žádné místnosti. Někdo vás do ní musí přidat.
rooms-yours = Vaše místnosti
rooms-others = Otevřené místnosti, kam můžete vstoupit
rooms-no-others = Jste ve všech otevřených místnostech.
rooms-join = Vstoupit
rooms-open = Otevřít
rooms-closed-tag = Uzavřená
rooms-archived-tag = Archivovaná
rooms-name = Název
rooms-name-empty = Napište název.
rooms-name-too-long = Je delší než 64 znaků.
rooms-name-control = Jsou tu znaky, které v názvu být nemohou.
rooms-topic = Téma
rooms-topic-hint = O čem se tu mluví. Může zůstat prázdné.
rooms-slow-title = Pomalý režim
rooms-slow-label = Každý člen čeká mezi zprávami
rooms-slow-hint = Odpovědi se počítají taky. Moderátoři a vyšší role nečekají.
rooms-slow-save = Nastavit pomalý režim
rooms-slow-off = Vypnuto
rooms-slow-seconds = { $count ->
    [one] { $count } sekunda
    [few] { $count } sekundy
   *[other] { $count } sekund
}
rooms-topic-empty = Napište téma.
rooms-topic-too-long = Je delší než 250 znaků.
rooms-topic-control = Jsou tu znaky, které v tématu být nemohou.
rooms-who-may-join = Kdo může vstoupit
rooms-access-open = Kdokoli na tomto serveru
rooms-access-closed = Jen ti, které přidá některý člen
rooms-create = Založit místnost
rooms-settings = Nastavení místnosti
rooms-save = Uložit
rooms-saved = Uloženo.
rooms-members = Členové
rooms-members-count = { $count ->
    [one] 1 člen
    [few] { $count } členové
   *[other] { $count } členů
}
rooms-about = { $topic } · { $members }
rooms-add-member = Přidat někoho
rooms-add = Přidat
rooms-remove = Odebrat
rooms-everybody-is-here = V místnosti jsou všichni z tohoto serveru.
rooms-you = Vy
rooms-choose-level = Zvolte, o čem vám místnost dává vědět
rooms-leave = Odejít z místnosti
rooms-leave-text-open = Vrátit se můžete, kdykoli budete chtít.
rooms-leave-text-closed = Zpátky vás musí přidat některý člen.
rooms-archive = Archivovat místnost
rooms-archive-text = Nikdo sem už nebude moci psát. Všechno se bude dát číst a místnost můžete znovu otevřít.
rooms-unarchive = Znovu otevřít místnost
rooms-unarchive-text = Tato místnost je archivovaná: dá se číst, ale ne do ní psát.

## Hledání

search-search = Hledat
search-title = { $query } · Hledání
search-field = Hledat ve zprávách
search-older = Starší zprávy
search-found = Zprávy od nejnovější
search-nothing = Nic se nenašlo
search-nothing-text = Zkuste méně slov nebo část slova, nebo uberte filtr. Najdete, co zaznělo v místnostech, kde jste.
search-nothing-older = Nic staršího tu není
search-behind = Něco z toho, co bylo napsáno právě teď, se ještě najít nedá. Za chvíli zkuste hledat znovu.
search-newest-only = V tom, co hledáte, není žádné slovo. Prohledalo se jen 20 000 nejnovějších zpráv.
search-go = Přejít
search-help = Co můžete psát
search-day-in = Přejít na den v místnosti { $room }
search-no-person = Nikdo se tu nejmenuje „{ $name }“.
search-no-room = V žádné místnosti „{ $name }“ nejste.
search-left-out-empty = „{ $piece }“ bylo vynecháno: nic v tom není.
search-left-out-unknown = „{ $piece }“ bylo vynecháno: takový filtr není.
search-left-out-not-a-day = „{ $piece }“ bylo vynecháno: den se píše jako 2026-01-31.
search-left-out-too-much = „{ $piece }“ bylo vynecháno: je toho před tím příliš.
search-example-part = Zprávy s tímto slovem nebo částí slova
search-example-phrase = Přesně tato slova v tomto pořadí
search-example-not = Bez tohoto slova. Minus obrátí každý filtr
search-example-from = Od Ann. Vaše vlastní: from:me
search-example-in = V této místnosti
search-example-has = S webovou adresou, s kódem
search-example-days = V únoru 2026
search-example-unread = Co jste nečetli
search-example-mentions = S @ a vaším jménem

## Stránka vláken

following-title = Vlákna
following-list = Vlákna, která sledujete, od nejnovější odpovědi
following-none = Zatím nesledujete žádná vlákna
following-none-text = Když ve vlákně odpovíte, někdo odpoví vám nebo vás v něm zmíní, objeví se tady i s tím, co je v něm nového.
following-none-older = Starší vlákna tu nejsou
following-older = Starší vlákna
following-new-count = Nové: { NUMBER($count) }
following-many = Nové: 99+
following-new-and-mention = Nové: { NUMBER($count) }, se zmínkou o vás
following-many-and-mention = Nové: 99+, se zmínkou o vás

## Co o sobě lidé říkají, na stránce účtu.

about-status-title = Stav
about-status = Co právě děláte
about-status-hint = Vidí ho ti, kdo jsou s vámi v některé místnosti. Můžete začít emotikonem: 🌴 Na dovolené
about-status-ends = Skončí
about-set-status = Nastavit stav
about-clear-status = Zrušit
about-status-too-long = Stav může mít nejvýš 60 znaků.
about-status-empty = Nic z toho by nebylo vidět.
about-status-control = Stav je jeden řádek prostého textu.
about-ends-never = Nikdy
about-ends-half-hour = Za 30 minut
about-ends-hour = Za hodinu
about-ends-four-hours = Za 4 hodiny
about-ends-today = Koncem dneška
about-ends-week = Koncem týdne
about-ends-at = Skončí: { $moment }
about-zone-title = Časové pásmo
about-zone = Kde jdou vaše hodiny
about-zone-hint =
    Kdo je s vámi v některé místnosti, uvidí, kolik je u vás hodin, pokud je to jinak než u něj.
about-zone-none = Neuvádím
about-receipts-title = Potvrzení o přečtení
about-receipts = Ukazovat, kam až jsem četl(a)
about-receipts-hint = Jen v přímých místnostech. Kdo to neukazuje, nevidí to ani u ostatních.

## What the pages say about codes from an app.

steps-title = Kódy při přihlášení
steps-manage = Nastavit kódy
steps-is-on = Zapnuto. Po hesle musíte zadat kód z aplikace.
steps-is-off = Vypnuto. Kdo zná vaše heslo, může se přihlásit za vás.
steps-off-title = Zapnout kódy
steps-off-text = Aplikace v telefonu ukazuje každou půlminutu nový kód. Při přihlášení ho napíšete po hesle, takže samotné heslo nic neotevře.
steps-prepare = Pokračovat
steps-prepare-title = Předejte to aplikaci
steps-prepare-text = Načtěte obrázek aplikací pro takové kódy, nebo do ní opište klíč. Potom ukažte její kód. Do té doby se nic nemění.
steps-picture = Klíč jako obrázek pro fotoaparát telefonu
steps-secret = Klíč
steps-open-app = Otevřít v aplikaci na tomto zařízení
steps-shown-code = Kód, který aplikace ukazuje teď
steps-turn-on = Zapnout kódy
steps-on-title = Kódy se vyžadují
steps-on-text = Při přihlášení po hesle zadáváte kód z aplikace.
steps-since = Od { $day }
steps-codes-left = { $count ->
    [one] Zbývá 1 záchranný kód.
    [few] Zbývají { $count } záchranné kódy.
   *[other] Zbývá { $count } záchranných kódů.
}
steps-change-title = Změnit
steps-change-text = Nové záchranné kódy nahradí ty staré. Vypnutí kódů vás všude jinde odhlásí.
steps-renew-codes = Vytvořit nové záchranné kódy
steps-turn-off = Vypnout kódy
steps-turned-off = Kódy se už nevyžadují. Všude jinde jste odhlášeni.
steps-recovery-used = Přihlásili jste se záchranným kódem, který už neplatí. Pokud aplikaci nemáte, kódy vypněte a znovu zapněte.
steps-codes-title = Záchranné kódy
steps-codes-text = Při přihlášení se vyžadují kódy. Když aplikaci nemáte, každý z těchto jednou platí místo nich. Vytiskněte je nebo uložte k heslům: ukážou se jen teď.
steps-codes-kept = Mám je uložené

## What the pages say about passkeys.

passkeys-title = Přístupové klíče
passkeys-manage = Spravovat přístupové klíče
passkeys-hint = S přístupovým klíčem se přihlásíte tím, čím odemykáte zařízení: prstem, tváří nebo PINem. Nelze ho uhodnout ani vyzradit.
passkeys-sign-in = Přihlásit se přístupovým klíčem
passkeys-list = Vaše přístupové klíče
passkeys-text = Každý z nich vás přihlásí bez hesla i bez kódu.
passkeys-none = Zatím žádný nemáte.
passkeys-add-title = Přidat přístupový klíč
passkeys-add = Přidat přístupový klíč
passkeys-name = Jak se má jmenovat
passkeys-name-hint = Abyste ho poznali: telefon nebo klíč, který ho uchovává.
passkeys-name-wrong = Napište jméno o nejvýše 64 znacích.
passkeys-made = Přidán: { $day }
passkeys-never-used = Ještě nepoužit
passkeys-remove = Odebrat
passkeys-remove-of = Odebrat: { $name }
passkeys-added = Přístupový klíč je přidán. Od teď se jím můžete přihlašovat.
passkeys-removed = Přístupový klíč je odebrán. Nikdo se jím už nepřihlásí.
passkeys-refused = Tento přístupový klíč nebyl přijat. Nic se nezměnilo. Zkuste to znovu.
passkeys-not-taken = Tento přístupový klíč nebyl přijat. Zkuste to znovu, nebo se přihlaste heslem.
passkeys-failed = Prohlížeč žádný přístupový klíč nedal. Zkuste to znovu, nebo se přihlaste heslem.
passkeys-failed-new = Prohlížeč žádný přístupový klíč nevytvořil. Nic se nezměnilo. Zkuste to znovu.
passkeys-known = Toto zařízení už přístupový klíč k vašemu účtu má.
passkeys-unreachable = Server odtud není dosažitelný. Zkuste to znovu.
passkeys-unsupported = Tento prohlížeč přístupové klíče nemá.
passkeys-not-here = Přístupové klíče fungují jen na serveru, na který se chodí jménem přes https. Na tento chodíte jinak.
passkeys-too-many = Máte tolik přístupových klíčů, kolik jich může být. Než přidáte další, některý odeberte.
passkeys-no-script = Přístupové klíče potřebují JavaScript.
