# What the chat page says. How this file is read and written: docs/style.md.

## The page

# Behind what every page is called stands the product's name.
chat-title = { $title } · Hark
# The title of the tab, with how many messages are for the reader in person.
chat-title-meant = ({ NUMBER($meant) }) { $title } · Hark
# Leads to where one writes, for those who do not use a mouse.
chat-skip-to-composer = Skip to the composer
# The same in a room that cannot be written.
chat-skip-to-messages = Skip to the messages
# What a screen reader says of one new message.
chat-announce = { $author }: { $text }
# What it says of several.
chat-announce-many = { $count ->
    [one] 1 new message
   *[other] { $count } new messages
}

## Moments

time-today = Today
time-yesterday = Yesterday
time-tomorrow = Tomorrow
time-weekday-0 = Sunday
time-weekday-1 = Monday
time-weekday-2 = Tuesday
time-weekday-3 = Wednesday
time-weekday-4 = Thursday
time-weekday-5 = Friday
time-weekday-6 = Saturday
# As they stand beside the number of a day.
time-month-1 = January
time-month-2 = February
time-month-3 = March
time-month-4 = April
time-month-5 = May
time-month-6 = June
time-month-7 = July
time-month-8 = August
time-month-9 = September
time-month-10 = October
time-month-11 = November
time-month-12 = December
# A day of this year.
time-day = { $weekday }, { $month } { NUMBER($date) }
# A day of another year.
time-day-of-year = { $weekday }, { $month } { NUMBER($date) }, { NUMBER($year) }
# $day is as above, or today, yesterday or tomorrow.
time-moment = { $day } at { $time }

## Names one after the other

# Between two names, but not before the last one.
names-between = {", "}
# Before the last one of several names.
names-last = {" and "}

## The sidebar

sidebar-rooms = Rooms
sidebar-new-room = New room
sidebar-browse = Browse rooms
sidebar-direct = Direct
sidebar-new-direct = New direct message
sidebar-people = People
# A number stands behind it.
sidebar-unread = {"unread messages: "}
# A number stands behind it.
sidebar-unread-threads = {"unread threads: "}
# A number stands behind it.
sidebar-threads-with-mention = {"threads that mention you: "}
# A number stands behind it.
sidebar-mentions = {"mentions of you: "}

## Going to a room or a page by its name

switcher-title = Go to
switcher-label = Go to a room, a person or a page
switcher-hint = Go to…
switcher-forward-hint = Forward to…
switcher-list = Rooms, people and pages
# Stands beside a room.
switcher-unread = unread
switcher-search = Search messages
switcher-search-for = Search messages for “{ $asked }”
switcher-account = Your account

## The top of a room

header-rooms = All rooms
header-search = Search in this room
header-level = What you are told
header-settings = Room settings
# The button that shows who is here, while it is not known how many members there are.
header-who = Who is here
# The same button.
header-members = { $count ->
    [one] 1 member, who is here
   *[other] { $count } members, who is here
}

## Who is here

here-panel = People here
here-close = Close
here-now = Here now
here-count = { NUMBER($count) } here now
# What a button is called that leads to a direct room.
here-write = Message { $name }
# Stands at somebody who is connected and does nothing.
here-away = Away
# Stands at somebody who is not connected, where nobody knows since when.
here-not = Not here
# When somebody was here last.
here-seen-now = Last seen just now
here-seen-minutes = { $count ->
    [one] Last seen 1 minute ago
   *[other] Last seen { $count } minutes ago
}
here-seen-hours = { $count ->
    [one] Last seen 1 hour ago
   *[other] Last seen { $count } hours ago
}
here-seen-days = { $count ->
    [one] Last seen 1 day ago
   *[other] Last seen { $count } days ago
}
# The time it is for somebody in another time zone.
here-clock-ahead = { $hours ->
    [one] Local time { $time }, 1 hour ahead of you
   *[other] Local time { $time }, { $hours } hours ahead of you
}
here-clock-behind = { $hours ->
    [one] Local time { $time }, 1 hour behind you
   *[other] Local time { $time }, { $hours } hours behind you
}
# The same with minutes. $apart is “5:30”, say.
here-clock-partly-ahead = Local time { $time }, { $apart } hours ahead of you
here-clock-partly-behind = Local time { $time }, { $apart } hours behind you
# Under a message that the one other person in the room has read.
here-read = Seen
# Under a message that some in the room have read.
here-read-by = Seen by { $names }

## The rows of a room

room-messages = Messages in { $room }
room-earlier = Earlier messages
# The line over the first unread message.
room-unread-line = New
room-to-newest = Jump to newest
room-new-messages = New messages ↓
# The first words of a direct room.
room-between = This is between you and { $names }. Nobody can be added.
# The first words of another one.
room-made-by = { $name } made this room. This is where it begins.
room-alone = You are the only one here.
room-add-people = Add people to this room
room-invite = Invite somebody new
# What stands in the composer's place in an archived room.
room-archived-by = This room was archived by { $name }. You can read it.
# Shown where a room was that the viewer is no longer a member of.
room-left = You are no longer in this room. What was said there stays there.
room-others = Go to your rooms

## A message

message-removed = This message was removed.
message-removed-by-moderator = Removed by a moderator.
message-show-more = Show more
message-show-less = Show less
message-code = Code
message-copy = Copy
message-copy-code = Copy the code
message-code-copied = Copied
message-edit = Edit
message-delete = Delete
message-change = Change the message
message-save = Save
message-cancel = Cancel
message-dismiss = OK
# $why is a sentence.
message-not-sent = Not sent. { $why }
message-retry = Retry
message-discard = Discard
message-delete-title = Delete this message?
message-delete-text = It is removed for everyone. That a message stood here stays visible.
# The same of somebody else's message, by a moderator.
message-remove-title = Remove the message of { $name }?
message-remove-text = It is removed for everyone. That a moderator removed it stays visible, and the audit log keeps who it was.
message-remove = Remove
message-keep = Keep it

## Writing

composer-to-room = Message #{ $room }
composer-to-people = Message { $names }
composer-send = Send
composer-empty = There is nothing to send yet.
composer-too-long = This is too long for one message. Send it in parts.
composer-control = This holds characters that cannot be sent. Paste it as plain text.
# Shown where messages on their way cannot be kept over a reload.
composer-not-kept = This browser keeps nothing here: do not close the page before a message is sent.
# Up to three people are named.
# In a slow room.
composer-slow-seconds = { $count ->
    [one] Slow mode: one message every second.
   *[other] Slow mode: one message every { $count } seconds.
}
composer-slow-minutes = { $count ->
    [one] Slow mode: one message every minute.
   *[other] Slow mode: one message every { $count } minutes.
}
composer-slow-hours = { $count ->
    [one] Slow mode: one message every hour.
   *[other] Slow mode: one message every { $count } hours.
}
# Beside it stands how long, counting down.
composer-slow-waits = Slow mode: your message waits and goes out by itself.
composer-typing = { $count ->
    [one] { $people } is typing
   *[other] { $people } are typing
}
# More are counted.
composer-typing-many = { $count ->
    [one] 1 person is typing
   *[other] { $count } people are typing
}

## Why the server did not do something

refusal-bad-request = The server could not make sense of it.
refusal-not-found = It is not there any more, or not for you.
refusal-forbidden = You may not do this here.
refusal-slow-mode = This room takes one message at a time. Wait a little.
refusal-silenced = You are in a timeout: you can read but not write.
refusal-archived = This room is archived.
refusal-conflict = Another text was sent in its place.
refusal-rate-limited = That was too much at once.
refusal-limit = There is no more room for this.
refusal-overloaded = The server is busy.
refusal-disk-full = The server’s disk is full.
refusal-disk = The server cannot write to its disk.
refusal-internal = Something went wrong on the server.
refusal-no-connection = There is no connection. Try again when you are back.

## The connection

connection-connecting = Connecting…
connection-offline = You are offline. What you write is kept here and sent when you are back.
connection-waiting = Reconnecting
# The same, as it is seen: it counts down.
connection-waiting-seconds = Reconnecting in { NUMBER($seconds) } s
connection-slow = There is a lot to send. Hark waits a little between your messages.
connection-signed-out = Your session has ended. What you wrote is kept here.
connection-banned = You can no longer use this server. Its owner can tell you why.
connection-too-old = There is a newer version of this page. What you wrote is kept.
connection-refused = The server closed the connection for good. What you wrote is kept.
connection-try-now = Try now
connection-reload = Load the page again
connection-sign-in = Sign in again

## What happened in a room, without a final stop

notice-room-created = { $actor } made this room
notice-joined = { $member } joined
notice-added = { $actor } added { $member }
notice-left = { $member } left
notice-removed = { $actor } removed { $member }
notice-renamed = { $actor } is now called { $name }
notice-room-renamed = { $actor } renamed the room to “{ $name }”
notice-topic-removed = { $actor } removed the topic
notice-topic-changed = { $actor } changed the topic to “{ $topic }”
notice-archived = { $actor } archived this room
notice-slow-on = { $actor } turned slow mode on
notice-slow-off = { $actor } turned slow mode off
notice-unarchived = { $actor } opened this room again

## What the system's notifications say: why somebody is told

notifying-mention = { $author } mentioned you in { $room }
notifying-direct = New message from { $author }
notifying-everything = New message from { $author } in { $room }

## What the chat page says of pinned messages.

# Keeps a message at hand for everybody in the room.
pins-pin = Pin
# Takes the pin off.
pins-unpin = Unpin
# The list.
pins-title = Pinned messages
# What the list says while it is empty.
pins-none = Nothing is pinned here. “Pin” in a message’s menu keeps it at hand for everybody in the room.
# What the button that opens the list is called.
pins-button = { $count ->
    [0] Pinned messages
    [one] 1 pinned message
   *[other] { $count } pinned messages
}
# Stands by a message that is pinned, and under it in the list.
pins-pinned-by = Pinned by { $name }
# Why a message was not pinned.
pins-full = { $most ->
    [one] 1 message is pinned here, and that is the most. Unpin it first.
   *[other] { $most } messages are pinned here, and that is the most. Unpin one first.
}
# Why a message was not pinned, or its pin not taken off; a sentence.
pins-not-changed = The pin was not changed. { $why }

## What the map of the keys says.

keys-title = Keyboard shortcuts
keys-close = Close
keys-command = Ctrl/⌘
keys-shift = Shift
keys-anywhere = Anywhere
keys-elsewhere = Where you do not write
keys-timeline = Among the messages
keys-message = On a message
keys-composer = In the composer
keys-writing = In what you write
keys-editor = While you change a message
keys-switch = Go to a room, a person or a page
keys-keys = Show these shortcuts
keys-hide-people = Hide who is here
keys-newest = Go to the newest message
keys-mark-unread = Mark unread from here
keys-above = Go to the message above
keys-below = Go to the message below
keys-send = Send
keys-line = Begin a new line
keys-edit-last = Change your last message, while the composer is empty
keys-close-thread = Close the thread, while you write in it
keys-strong = Bold
keys-emphasis = Italic
keys-code = Code
keys-save = Save
keys-leave = Leave it as it was

## What the chat page says of mentions, and of how much is for the reader in person.

# The list of who can be mentioned.
mentions-list = People to mention
# What that means.
mentions-wide = @room mentions everybody in this room. Each of them sees a count until they have read it.
# Beside “@room” in that list, over the field of a thread.
mentions-followers = Everybody who follows this thread
# Asks before they are told.
mentions-ask-followers = Tell everybody who follows this thread?
# What that means in a thread.
mentions-wide-thread = In a thread, @room mentions those who follow it. The others in the room are not told.
# Tells them.
mentions-tell-followers = Tell them
# Does not tell them yet.
mentions-go-back = Go back
# Beside “@room” in that list.
mentions-everybody = { $count ->
    [one] One person in this room
   *[other] All { $count } people in this room
}
# Asks before many are told.
mentions-ask-others = { $others ->
    [one] Tell 1 person?
   *[other] Tell { $others } people?
}
# Tells them.
mentions-tell-others = { $others ->
    [one] Tell 1 person
   *[other] Tell { $others } people
}

## What the actions and the menu of a message say.

# Opens the menu.
menu-more = More
# Puts the message's address on the clipboard.
menu-copy-link = Copy link
# Puts the message's text on the clipboard.
menu-copy-text = Copy text
# Puts the message into the composer, as a quotation.
menu-quote = Quote
# Takes a link to the message to another room.
menu-forward = Forward
# The dialog in which that room is chosen.
menu-forward-to = Forward the link to
# Leads to the page on which a message is reported.
menu-report = Report…
# Asks whether to remove somebody else's message.
menu-remove = Remove…
# Sets the room unread from this message on.
menu-mark-unread = Mark unread from here
# The room is unread again.
menu-marked-unread = Marked unread. It stays so until you come back to this room.
# The text is on the clipboard.
menu-text-copied = The text of the message is copied.
# The browser gives the clipboard to secure pages only.
menu-text-not-copied = This browser does not let the page copy.
# The address is on the clipboard.
menu-copied = The link to the message is copied.
# The browser gives the clipboard to secure pages only.
menu-not-copied = This browser does not let the page copy. The link is in the address bar.
# Why a room was not set unread; a sentence.
menu-not-marked-unread = Not marked unread. { $why }
# Why a message was not removed; a sentence.
menu-not-removed = Not removed. { $why }

## What the chat page says of reactions.

# Opens the picker from a message's actions, and sends what stands in its field.
reactions-react = React
# Opens the picker from the reactions that are there.
reactions-add = Add a reaction
# The chips under a message.
reactions-reactions = Reactions
# The picker.
reactions-picker = Pick a reaction
# Its emoji.
reactions-emoji = Emoji
# Its field.
reactions-text = Or a short text
# Who reacted. The last of the people may be “you”.
reactions-who = { $people } reacted with { $reaction }
# The same of the viewer alone.
reactions-who-you = You reacted with { $reaction }
# The viewer, as the last one of several.
reactions-you = you
# Those who are not named, as the last ones of several.
reactions-others = { $count ->
    [one] 1 other
   *[other] { $count } others
}
# Why a reaction was not added or taken back; a sentence.
reactions-not-changed = The reaction was not changed. { $why }
# Why a short text cannot be a reaction.
reactions-empty = Write a word or two, or pick an emoji.
reactions-too-long = At most 16 characters fit into a reaction.
reactions-control = This holds characters that cannot be sent.

## What the chat page says of threads.

# The panel.
threads-thread = Thread
# Opens the thread of a message, or begins it.
threads-reply = Reply in a thread
# Leads from a reply that is shown in the room to its thread.
threads-from-thread = Replied in a thread
# Asks to be told of new replies.
threads-follow = Follow
# Asks to be told of none any more.
threads-unfollow = Unfollow
# What following means.
threads-followed = Threads tells you of new replies here
# What not following means.
threads-not-followed = Nothing tells you of new replies here
# Leads to all that one follows.
threads-threads = Threads
# Closes the panel.
threads-close = Close the thread
# Leads back to the room, where the thread is a screen of its own.
threads-back = Back to the room
# Fetches replies before those held.
threads-earlier = Earlier replies
# In the empty field.
threads-placeholder = Reply
# Shows the reply in the room, too.
threads-in-room = Also show in the room
# While the replies are on their way.
threads-loading = Fetching the thread…
# There is no such thread, or not one that may be seen.
threads-missing = This thread cannot be shown. It may have been in a room you left.
threads-replies = { $count ->
    [0] No replies
    [one] 1 reply
   *[other] { $count } replies
}
# When the newest reply came.
threads-last-today = last at { $time }
threads-last-yesterday = last yesterday at { $time }
threads-last-on = last on { $day }

## What the dialog says that shows what a message said before it was changed.

# The dialog.
versions-title = Versions of this message
# The mark of a message that was changed. It opens the dialog.
versions-edited = edited
# What that button is called.
versions-button = edited, show its versions
# While they are on their way.
versions-loading = Loading…
# Brings those before the ones shown.
versions-earlier = Earlier versions
# Leaves.
versions-close = Close
# When the text was written that stands there now.
versions-now = Now · { $moment }
# When the first one was written.
versions-first = First · { $moment }
# Why they are not shown; a sentence.
versions-not-read = The versions could not be read. { $why }
