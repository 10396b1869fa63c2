# What the pages say that only the server draws. How this file is read and written: docs/style.md.

## The document

# Shown when the page's scripts could not be loaded.
shell-scripts-failed = You can read, but not chat: part of this page did not load. Load it again to retry.

## What pages say when something did not work: what happened, what was kept, what to do.

problem-home = Back to the start
problem-not-found = There is nothing here
problem-not-found-text = The address may be wrong, or what was here is gone or not for you.
problem-forbidden = You may not do this
problem-forbidden-text = Nothing was changed. An owner of this server can help.
problem-foreign = This did not come from a page of this server
problem-foreign-text = Nothing was changed. Open this server’s own page and do it there.
problem-bad-request = The server could not make sense of this
problem-bad-request-text = Nothing was changed. Go back and try again.
problem-archived = This room is archived
problem-archived-text = It can be read, not written. Nothing was changed.
problem-too-much = There is no more room for this
problem-too-much-text = Nothing was changed.
problem-busy = The server is busy
problem-busy-text = Nothing was changed. Go back and try again in a moment.
problem-too-fast = That was too fast
problem-too-fast-text = Nothing was changed. Go back, wait a moment and try again.
problem-storage = The server cannot save anything just now
problem-storage-text = Its disk is full or failing. Reading still works, and nothing that was saved is lost.
problem-internal = Something went wrong on the server
problem-not-built = The page’s style and scripts were not built
problem-not-built-text = Build the server with cargo leptos build.
# What to tell whoever runs the server.
problem-internal-text = It was not your doing. If it happens again, tell whoever runs this server the code { $id }.

## What the account's page says.

account-title = Your account
account-name-title = Name
account-picture-title = Picture
account-picture = A picture from your device
account-picture-hint =
    PNG, JPEG, WebP or GIF, at most 10 MB. Its middle is shown, small. What else the file tells, such as
    where it was taken, is not kept.
account-change-picture = Use this picture
account-remove-picture = Remove your picture
account-picture-too-big = This file is larger than 10 MB. Choose a smaller one.
account-picture-too-many-pixels = This picture has more than 25 million pixels. Make it smaller and try again.
account-picture-unreadable = This file cannot be read as a picture. Choose a PNG, JPEG, WebP or GIF file.
account-look-title = Look
account-look-text = Kept in this browser. Your other devices have choices of their own.
account-theme = Theme
account-contrast = Contrast
account-density = Density
account-password-title = Password
account-current-password = Current password
account-change-password = Change password
account-password-text = Changing it signs you out everywhere else. Your passkeys stay.
account-password-wrong = This is not your current password.
account-sessions-title = Where you are signed in
account-this-one = This one
account-end = Sign out
# What that button is called. $browser is “Firefox on Linux”, say.
account-end-of = Sign out: { $browser }
account-sign-out = Sign out here
account-sign-out-everywhere = Sign out everywhere
account-unknown-browser = A browser
account-password-saved = Your password is changed. You are signed out everywhere else.
account-theme-system = Like the system
account-theme-light = Light
account-theme-dark = Dark
account-contrast-system = Like the system
account-contrast-more = High
account-density-roomy = Roomy
account-density-compact = Compact: more messages on one screen
account-language = Language
account-language-browser = Like the browser
# When a session was last used.
account-last-used = Last used: { $when }

## What direct rooms are called and what their pages say.

direct-title = New direct message
direct-direct = Direct
direct-hint =
    Choose up to seven people. The same people always meet in the same room, and nobody can be added to it
    later.
direct-who = With whom
direct-start = Start
direct-alone = Nobody else is on this server yet.
direct-message = Message
direct-nobody-chosen = Choose somebody.
direct-too-many = Choose no more than seven people. For more, make a room.

## What the pages say by which people come in: the first run, signing in, invites, new passwords.

entry-name = Your name
entry-name-hint = As others see it. You can change it later.
entry-email = Email
entry-email-hint = You sign in with it. Hark never sends mail.
entry-password = Password
entry-password-hint = At least 8 characters. A few unrelated words work well.
entry-new-password = New password
entry-first-run-title = Make this server yours
entry-first-run-text = You will be its owner: you invite people and look after it. Your first room is ready.
entry-first-run-button = Start
entry-unclaimed-title = Nobody owns this server yet
entry-unclaimed-text =
    When Hark started, it printed a link below the address it listens on. Open that link to become the
    owner.
entry-sign-in-title = Sign in
entry-sign-in-button = Sign in
entry-sign-in-help = No account, or the password is gone? Ask an owner of this server for a link.
entry-code-title = One more step
entry-code-text = Your password is right. Now show that it is you.
entry-code = Code
entry-code-hint = The six digits that your app shows for this server, or one of your recovery codes.
entry-code-help = Neither the app nor a recovery code? An owner of this server can take this step off your account.
entry-signed-out = You are signed out.
entry-password-again = Too many codes were wrong. Sign in with your password again.
entry-password-changed = Your password is changed. Sign in with it.
entry-join-title = You are invited
entry-join-button = Join
entry-reset-title = Choose a new password
entry-reset-button = Save
entry-link-title = This link does not work
entry-link-text = It may be cut off, used up or too old. Ask whoever gave it to you for a new one.
entry-wrong-sign-in = This email and password do not belong together.
entry-wrong-code = This code is wrong, or it was used already. Wait for the next one.
entry-banned = You may no longer use this server. Whoever looks after it can tell you why.
# After so many failed tries.
entry-wait-minutes = { $count ->
    [one] There were too many tries. Wait 1 minute, then try again. Your password is unchanged.
   *[other] There were too many tries. Wait { $count } minutes, then try again. Your password is unchanged.
}
entry-wait-hours = { $count ->
    [one] There were too many tries. Wait 1 hour, then try again. Your password is unchanged.
   *[other] There were too many tries. Wait { $count } hours, then try again. Your password is unchanged.
}
# Said besides to a browser that nobody has signed in with before.
entry-wait-elsewhere = A browser that you have signed in with before does not have to wait.
entry-busy = Many people are signing in just now. Try again in a moment.
entry-email-wrong = This does not look like an email address.
entry-email-taken = Somebody on this server has this address already.
entry-password-short = This is shorter than 8 characters.
entry-password-long = This is longer than 1,024 bytes.
entry-password-guessable = This is one of the passwords that are tried first. Choose another.
# Who invites.
entry-invited-by = { $name } invites you to chat here. Tell us who you are.
# Whose password is to be set.
entry-reset-for = For { $name }. You will be signed out everywhere, and your passkeys are removed.

## What the page says on which one chooses of what to be told in a room.

level-title = What you are told
level-back = Back to the room
level-save = Save
level-everywhere =
    This is kept for you, on all your devices. Nobody else sees it. What you choose here stays until you
    choose something else.
# No choice.
level-automatic = As suits the room
level-name-everything = Everything
level-name-mentions = Mentions
level-name-nothing = Nothing
level-name-hidden = Hidden
level-does-everything = You are told of every message.
level-does-mentions = You are told when somebody mentions you or the room. Other messages are counted beside the room.
level-does-nothing = You are told nothing. The room stays in the sidebar, without counts.
level-does-hidden =
    You are told nothing, and the room leaves the sidebar. You find it by its name and in the list of rooms.
# What no choice means in this room. $level is one of the names above.
level-automatic-now = Now: { $level }.

## What pages say of the system's notifications in one browser.

notifications-title = Notifications in this browser
notifications-allow = Turn on notifications
notifications-default =
    Off. You can be told of new messages while Hark is open in another tab or behind another window. Your
    browser asks you whether Hark may do that.
notifications-granted =
    On. You are told of new messages while Hark is open and you do not look at their room. What you are told
    of is chosen in each room. To turn this off, change it where your browser keeps what this page may do.
notifications-denied =
    Your browser has been told not to let Hark notify you, and Hark cannot ask again. To be told, change it
    where your browser keeps what this page may do.
notifications-unsupported =
    This browser cannot notify you here. It takes a browser with notifications, and an address that begins
    with https.
notifications-no-script = Notifications need JavaScript.

## What the page of people and invites says.

people-title = People
people-invites = Invites
people-invites-text = Whoever opens an invite link becomes a person of this server.
people-new-invite = New invite
people-uses = For how many people
people-uses-wrong = Write a number from 1 to 1,000.
people-days = Works for
people-create = Make an invite link
people-revoke = Revoke
people-link = The invite link
people-link-text = Copy it now: it is shown this once.
people-days-count = { $count ->
    [one] 1 day
   *[other] { $count } days
}
# How many people an invite still lets in.
people-uses-left = { $count ->
    [one] For 1 more person
   *[other] For { $count } more people
}
# When it ends, and who made it.
people-until = Until { $when } · made by { $by }
# What owners see of somebody. $since is the next one.
people-about = { $email } · { $since }
# Since when somebody is here.
people-since = Here since { $day }

## What roles are called.

role-owner = Owner
role-admin = Admin
role-moderator = Moderator
role-member = Member
role-guest = Guest

## What the pages say by which a server is looked after.

admin-title = Look after this server
admin-manage = Manage
# What that link is called.
admin-manage-of = Manage: { $name }
admin-banned-tag = Banned
admin-silenced-tag = In a timeout
admin-role-title = Role
admin-change-role = Change role
admin-silence-title = Timeout
admin-silence-text = In a timeout somebody can read but not write.
admin-silence-for = For how long
admin-silence = Start the timeout
admin-unsilence = End the timeout
# $when is a moment.
admin-silence-until = The timeout ends: { $when }
admin-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
admin-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
admin-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
admin-ban-title = Ban
admin-ban-text =
    They are signed out everywhere at once and cannot sign in again. Invites they made stop working. What they
    wrote stays.
admin-ban = Ban { $name }
admin-lift-text = This person is banned. When the ban is lifted, they can sign in as before.
admin-lift = Lift the ban
admin-sessions-title = Where they are signed in
admin-no-sessions = They are signed in nowhere.
admin-sign-out = Sign them out everywhere
admin-step-text = This person is asked for a code after their password. If they have lost their app and their recovery codes, take it off; make sure first that it is them who asks.
admin-take-off-step = Ask for codes no longer
admin-audit-title = Audit log
admin-audit-text = What was done, newest first. Nothing in it is ever changed; hark admin audit --verify says whether it holds together.
admin-audit-older = Older entries
# Who did it, whom it was done to, and where.
admin-audit-by = By { $name }
admin-audit-to = To { $name }
admin-audit-room = Room { $number }
# What was done.
admin-deed-server-claimed = The server got its owner
admin-deed-signed-in = Signed in
admin-deed-sign-in-failed = A sign-in failed
admin-deed-session-ended = Signed out on one browser
admin-deed-sessions-ended = Signed out everywhere
admin-deed-password-changed = Password changed
admin-deed-second-step-on = Codes turned on
admin-deed-second-step-off = Codes turned off
admin-deed-recovery-codes-made = Recovery codes made
admin-deed-recovery-code-used = Signed in with a recovery code
admin-deed-passkey-added = Passkey added
admin-deed-passkey-removed = Passkey removed
admin-deed-reset-made = Link for a new password made
admin-deed-role-changed = Role changed
admin-deed-banned = Banned
admin-deed-ban-lifted = Ban lifted
admin-deed-silenced = Timeout set
admin-deed-room-made = Room made
admin-deed-room-changed = Room changed
admin-deed-room-archived = Room archived
admin-deed-room-unarchived = Room opened again
admin-deed-member-removed = Removed from a room
admin-deed-message-removed = Message removed
admin-deed-report-decided = Report decided
admin-deed-invite-made = Invite made
admin-deed-invite-used = Came by an invite
admin-deed-invite-revoked = Invite revoked

## What pages say of reports: making one, and what comes of them.

report-title = Report a message
report-back = Back to the message
report-message = The message
report-text = Those who look after this server will see it, what was said around it, and that you reported it. Its author is not told.
report-reason = What is wrong with it?
report-reason-hint = It may stay empty.
report-send = Send the report
# $when is a moment.
report-sent = You reported this message: { $when }
report-sent-text = Those who look after this server will look at it. Its author is not told.
# What was written fits into no report.
report-too-long = At most 500 characters fit here.
report-control = This holds characters that cannot be sent.
report-too-many = You have reported a lot in the last hour. Come back later.
report-reports = Reports
# The same with how many wait.
report-reports-waiting = Reports: { NUMBER($count) }
report-reports-text = Messages that members asked somebody to look at. Nobody sees the reports of what they wrote themselves.
report-waiting = Waiting
report-none-wait = Nothing waits to be looked at.
report-decided = Decided
report-older = Older reports
report-open = Open
# What that link is called.
report-open-number = Open report { $number }
report-of = A message by { $name }
report-by = Reported by { $name }: { $when }
report-room = In the room { $name }
report-direct = In a direct room
report-lines = What was said
report-lines-text = As it stood when it was reported.
report-lines-gone = It is no longer kept.
# Marks the message among those around it.
report-meant = Reported
report-outcome-title = What came of it
report-outcome-label = Outcome
report-outcome-text = Timeouts and bans are given on the author’s page. Say here what came of it.
# Leads to the author's page.
report-author = Manage { $name }
# Nothing is chosen yet.
report-choose = Choose
report-outcome-removed = Message removed
report-outcome-silenced = Author in a timeout
report-outcome-banned = Author banned
report-outcome-dismissed = Nothing wrong with it
report-note = Note
report-note-hint = For others who look after this server. It may stay empty.
report-decide = Decide
report-decided-by = By { $name }: { $when }
report-not-silenced = The author is in no timeout. Start one on their page first.
report-not-banned = The author is not banned. Ban them on their page first.

## What the pages of rooms say: browsing, making one, its door and its settings.

rooms-rooms = Rooms
rooms-new-room = New room
rooms-back-to-chat = Back to the chat
rooms-no-rooms = There are no rooms yet. Make the first one.
# What somebody reads who makes none.
rooms-brought-to-none = You are in no room yet. Somebody has to add you to one.
rooms-yours = Your rooms
rooms-others = Open rooms you can join
rooms-no-others = You are in every open room there is.
rooms-join = Join
rooms-open = Open
rooms-closed-tag = Closed
rooms-archived-tag = Archived
rooms-name = Name
rooms-topic = Topic
rooms-topic-hint = What is talked about here. It may stay empty.
rooms-slow-title = Slow mode
rooms-slow-label = Each member waits between messages
rooms-slow-hint = Replies count too. Moderators and above do not wait.
rooms-slow-save = Set slow mode
rooms-slow-off = Off
rooms-slow-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
rooms-who-may-join = Who may join
rooms-access-open = Anybody on this server
rooms-access-closed = Only those whom a member adds
rooms-create = Make the room
rooms-settings = Room settings
rooms-save = Save
rooms-saved = Saved.
rooms-members = Members
rooms-add-member = Add somebody
rooms-add = Add
rooms-remove = Remove
rooms-everybody-is-here = Everybody on this server is in this room.
rooms-you = You
rooms-choose-level = Choose of what you are told in this room
rooms-leave = Leave this room
rooms-leave-text-open = You can join again whenever you like.
rooms-leave-text-closed = To come back, a member has to add you.
rooms-archive = Archive this room
rooms-archive-text = Nobody can write here any more. Everything stays readable, and you can open it again.
rooms-unarchive = Open this room again
rooms-unarchive-text = This room is archived: it can be read, not written.
# Why a name was refused.
rooms-name-empty = Write a name.
rooms-name-too-long = This is longer than 64 characters.
rooms-name-control = This holds characters that cannot be in a name.
# Why a topic was refused.
rooms-topic-empty = Write a topic.
rooms-topic-too-long = This is longer than 250 characters.
rooms-topic-control = This holds characters that cannot be in a topic.
# What a list says of a room. $members is the next one.
rooms-about = { $topic } · { $members }
# How many people are in a room.
rooms-members-count = { $count ->
    [one] 1 member
   *[other] { $count } members
}

## What the page of searching says.

search-search = Search
search-field = Search messages
search-older = Older messages
search-found = Messages, newest first
search-nothing = Nothing was found
search-nothing-text =
    Try fewer words or a part of a word, or take a filter away. You find what was said in the rooms you are
    in.
search-nothing-older = There is nothing older
search-behind = Some of what was written just now cannot be found yet. Search again in a moment.
search-newest-only = There is no word in what you look for. Only the newest 20,000 messages were searched.
search-go = Go
search-help = What you can write
# The page's title.
search-title = { $query } · Search
# Above a field for a day.
search-day-in = Go to a day in { $room }
# Nobody has the name after “from:”.
search-no-person = Nobody here is called “{ $name }”.
# None of the viewer's rooms has the name after “in:”.
search-no-room = You are in no room called “{ $name }”.
# A part of the query was left out.
search-left-out-empty = “{ $piece }” was left out: nothing stands in it.
search-left-out-unknown = “{ $piece }” was left out: there is no such filter.
search-left-out-not-a-day = “{ $piece }” was left out: a day is written like 2026-01-31.
search-left-out-too-much = “{ $piece }” was left out: there is too much before it.
# What can be written, and what it finds.
search-example-part = Messages with this word or part of a word
search-example-phrase = Exactly these words, in this order
search-example-not = Not with this word. A minus turns every filter round
search-example-from = By Ann. Your own: from:me
search-example-in = In this room
search-example-has = With a web address, with code
search-example-days = In February 2026
search-example-unread = What you have not read
search-example-mentions = With an @ and your name

## What the page of threads says.

following-title = Threads
following-list = Threads you follow, the newest reply first
following-none = You follow no threads yet
following-none-text = When you reply in a thread, somebody replies to you or you are mentioned in one, it is listed here with what is new in it.
following-none-older = There are no older threads
following-older = Older threads
following-new-count = { NUMBER($count) } new
following-many = 99+ new
following-new-and-mention = { NUMBER($count) } new, with a mention of you
following-many-and-mention = 99+ new, with a mention of you

## What people say of themselves, on the account's page.

about-status-title = Status
about-status = What you are about
about-status-hint = Seen by those who share a room with you. Begin with an emoji if you like: 🌴 On holiday
about-status-ends = Ends
about-set-status = Set your status
about-clear-status = Clear it
about-status-too-long = A status has at most 60 characters.
about-status-empty = There is nothing to be seen in this.
about-status-control = A status is one line of plain text.
about-ends-never = Never
about-ends-half-hour = In 30 minutes
about-ends-hour = In 1 hour
about-ends-four-hours = In 4 hours
about-ends-today = At the end of today
about-ends-week = At the end of this week
# When the status that is set ends. $moment is “Today at 14:05”, say.
about-ends-at = It ends: { $moment }
about-zone-title = Time zone
about-zone = Where your clock is
about-zone-hint =
    Those who share a room with you then see what time it is for you, if it is another for them.
about-zone-none = I do not say
about-receipts-title = Read receipts
about-receipts = Show how far I have read
about-receipts-hint = In direct rooms only. Who does not show it does not see it of others either.

## What the pages say about codes from an app.

steps-title = Codes when you sign in
steps-manage = Set up codes
steps-is-on = On. After your password you are asked for a code from your app.
steps-is-off = Off. Whoever knows your password can sign in as you.
steps-off-title = Turn codes on
steps-off-text = An app on your phone shows a new code every half minute. When you sign in, you write it after your password, so a password alone opens nothing.
steps-prepare = Go on
steps-prepare-title = Give this to your app
steps-prepare-text = Read the picture with an app for such codes, or write the key into it. Then show a code of it. Nothing changes before that.
steps-picture = The key as a picture for your phone’s camera
steps-secret = The key
steps-open-app = Open it in an app on this device
steps-shown-code = The code that your app shows now
steps-turn-on = Turn codes on
steps-on-title = Codes are asked for
steps-on-text = When you sign in, you are asked for a code from your app after your password.
steps-since = Since { $day }
steps-codes-left = { $count ->
    [one] 1 recovery code is left.
   *[other] { $count } recovery codes are left.
}
steps-change-title = Change this
steps-change-text = New recovery codes take the place of the old ones. Turning codes off signs you out everywhere else.
steps-renew-codes = Make new recovery codes
steps-turn-off = Turn codes off
steps-turned-off = Codes are no longer asked for. You are signed out everywhere else.
steps-recovery-used = You signed in with a recovery code, which is used up. If your app is gone, turn codes off and on again.
steps-codes-title = Recovery codes
steps-codes-text = Codes are asked for when you sign in. Each of these works once in place of one, if your app is gone. Print them or keep them where you keep your passwords: they are shown this once.
steps-codes-kept = I have kept them

## What the pages say about passkeys.

passkeys-title = Passkeys
passkeys-manage = Manage passkeys
passkeys-hint = With a passkey you sign in by what unlocks your device: a finger, your face, a PIN. It cannot be guessed or given away.
passkeys-sign-in = Sign in with a passkey
passkeys-list = Your passkeys
passkeys-text = Each of them signs you in without a password and without a code.
passkeys-none = You have none yet.
passkeys-add-title = Add a passkey
passkeys-add = Add a passkey
passkeys-name = What to call it
passkeys-name-hint = So that you know it again: the phone or the key that keeps it.
passkeys-name-wrong = Write a name of at most 64 characters.
passkeys-made = Added: { $day }
passkeys-never-used = Not used yet
passkeys-remove = Remove
passkeys-remove-of = Remove: { $name }
passkeys-added = The passkey is added. You can sign in with it from now on.
passkeys-removed = The passkey is removed. Nobody can sign in with it any more.
passkeys-refused = This passkey was not taken. Nothing was changed. Try again.
passkeys-not-taken = This passkey was not taken. Try again, or sign in with your password.
passkeys-failed = Your browser gave no passkey. Try again, or sign in with your password.
passkeys-failed-new = Your browser made no passkey. Nothing was changed. Try again.
passkeys-known = This device has a passkey for your account already.
passkeys-unreachable = The server cannot be reached from here. Try again.
passkeys-unsupported = This browser has no passkeys.
passkeys-not-here = Passkeys need a server that is reached by its name over https. You reach this one in another way.
passkeys-too-many = You have as many passkeys as there may be. Remove one to add another.
passkeys-no-script = Passkeys need JavaScript.
