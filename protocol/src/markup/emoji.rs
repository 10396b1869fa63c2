//! Emoji by name, as `:tada:`. The table is ours: the names people type, as other chats have them.

use std::borrow::Cow;

/// The names and what they stand for, sorted by name: `name emoji`.
#[rustfmt::skip]
const EMOJI: [&str; 218] = [
    "+1 👍", "-1 👎", "100 💯", "airplane ✈️", "alarm_clock ⏰", "angry 😠", "apple 🍎",
    "arrow_down ⬇️", "arrow_left ⬅️", "arrow_right ➡️", "arrow_up ⬆️", "astonished 😲", "baby 👶",
    "balloon 🎈", "beer 🍺", "beers 🍻", "bike 🚲", "birthday 🎂", "blossom 🌼", "blue_heart 💙",
    "blush 😊", "book 📖", "bookmark 🔖", "boom 💥", "bow 🙇", "bread 🍞", "broken_heart 💔", "bug 🐛",
    "bulb 💡", "cake 🍰", "calendar 📅", "camera 📷", "car 🚗", "cat 🐱", "champagne 🍾", "chart 📈",
    "cheese 🧀", "cherry_blossom 🌸", "clap 👏", "clock 🕐", "cloud ☁️", "clown_face 🤡", "coffee ☕",
    "computer 💻", "confetti_ball 🎊", "confused 😕", "construction 🚧", "cookie 🍪", "cool 😎",
    "crossed_fingers 🤞", "cry 😢", "dancer 💃", "dart 🎯", "disappointed 😞", "dizzy_face 😵", "dog 🐶",
    "door 🚪", "earth_africa 🌍", "email 📧", "exclamation ❗", "exploding_head 🤯", "eyes 👀",
    "facepalm 🤦", "fire 🔥", "flag_white 🏳️", "flushed 😳", "frog 🐸", "gem 💎", "ghost 👻", "gift 🎁",
    "green_heart 💚", "grimacing 😬", "grin 😁", "grinning 😀", "hammer 🔨", "handshake 🤝", "heart ❤️",
    "heart_eyes 😍", "heavy_check_mark ✔️", "heavy_plus_sign ➕", "herb 🌿", "horse 🐴",
    "hourglass ⌛", "house 🏠", "hug 🤗", "hugging_face 🤗", "hugs 🤗", "hundred 💯", "innocent 😇",
    "joy 😂", "joy_cat 😹", "key 🔑", "kiss 😘", "kissing_heart 😘", "laughing 😆", "link 🔗", "lock 🔒",
    "lol 😂", "mag 🔍", "man_shrugging 🤷‍♂️", "mask 😷", "medal 🏅", "melting_face 🫠", "memo 📝",
    "money_mouth_face 🤑", "moon 🌙", "movie_camera 🎥", "muscle 💪", "nauseated_face 🤢",
    "nerd_face 🤓", "neutral_face 😐", "no_entry ⛔", "ok_hand 👌", "open_mouth 😮", "orange_heart 🧡",
    "owl 🦉", "package 📦", "palm_tree 🌴", "paperclip 📎", "party 🥳", "partying_face 🥳", "pencil 📝",
    "pensive 😔", "phone ☎️", "pizza 🍕", "pleading_face 🥺", "point_down 👇", "point_left 👈",
    "point_right 👉", "point_up ☝️", "poop 💩", "pray 🙏", "purple_heart 💜", "pushpin 📌",
    "question ❓", "rabbit 🐰", "rage 😡", "rainbow 🌈", "raised_eyebrow 🤨", "raised_hand ✋",
    "raised_hands 🙌", "recycle ♻️", "relieved 😌", "robot 🤖", "rocket 🚀", "rofl 🤣",
    "rolling_eyes 🙄", "rose 🌹", "rotating_light 🚨", "sad 😢", "salute 🫡", "saluting_face 🫡",
    "scream 😱", "see_no_evil 🙈", "seedling 🌱", "sheep 🐑", "ship 🚢", "shipit 🐿️", "shrug 🤷",
    "skull 💀", "sleeping 😴", "slightly_frowning_face 🙁", "slightly_smiling_face 🙂", "smile 😄",
    "smiley 😃", "smiling_face_with_tear 🥲", "smirk 😏", "snail 🐌", "snowflake ❄️", "sob 😭",
    "sparkles ✨", "sparkling_heart 💖", "speech_balloon 💬", "star ⭐", "star_struck 🤩",
    "stuck_out_tongue 😛", "sun ☀️", "sunflower 🌻", "sunglasses 😎", "sunny ☀️", "sweat 😓",
    "sweat_smile 😅", "tada 🎉", "tea 🍵", "thinking 🤔", "thinking_face 🤔", "thumbsdown 👎",
    "thumbsup 👍", "tired_face 😫", "tools 🛠️", "train 🚆", "trophy 🏆", "turtle 🐢", "two_hearts 💕",
    "umbrella ☔", "unamused 😒", "unicorn 🦄", "unlock 🔓", "upside_down_face 🙃", "v ✌️",
    "warning ⚠️", "wastebasket 🗑️", "wave 👋", "weary 😩", "whale 🐳", "white_check_mark ✅",
    "wine_glass 🍷", "wink 😉", "woman_shrugging 🤷‍♀️", "worried 😟", "wrench 🔧", "writing_hand ✍️",
    "x ❌", "yellow_heart 💛", "yum 😋", "zap ⚡", "zipper_mouth_face 🤐", "zzz 💤",
];

fn named(name: &str) -> Option<&'static str> {
    let index = EMOJI.binary_search_by_key(&name, |pair| pair_of(pair).0).ok()?;
    Some(pair_of(EMOJI[index]).1)
}

fn pair_of(both: &str) -> (&str, &str) {
    both.split_once(' ').unwrap_or_default()
}

/// The text with each `:name:` that is known turned into its emoji. One that touches a word, as in
/// `10:100:1` or `a::x::b`, is none.
pub(super) fn in_text(text: &str) -> Cow<'_, str> {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(start) = rest.find(':') {
        let (before, after) = rest.split_at(start + 1);
        let last = before[..start].chars().next_back().or_else(|| out.chars().next_back());
        let apart = !last.is_some_and(|c| is_of_word(c) || c == ':');
        let found = after.find(|c: char| !is_of_name(c)).and_then(|len| {
            let ends = after[len..].strip_prefix(':')?;
            let touches = ends.starts_with(is_of_word);
            named(&after[..len]).filter(|_| apart && !touches).map(|emoji| (emoji, ends))
        });
        match found {
            Some((emoji, ends)) => {
                out.push_str(&before[..start]);
                out.push_str(emoji);
                rest = ends;
            }
            None => {
                out.push_str(before);
                rest = after;
            }
        }
    }
    if out.is_empty() {
        return Cow::Borrowed(text);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Other scripts than Latin may stand next to a name: not all of them part words.
fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '+' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_name_is_found() {
        assert!(EMOJI.is_sorted_by(|one, next| pair_of(one).0 < pair_of(next).0));
        for (name, emoji) in EMOJI.map(pair_of) {
            assert!(name.chars().all(is_of_name), "{name}");
            assert_eq!(named(name), Some(emoji));
        }
    }

    #[test]
    fn names_become_emoji_where_they_stand_alone() {
        for (text, shown) in [
            (":tada:", "🎉"),
            ("done :+1::tada: now", "done 👍🎉 now"),
            ("::tada::", "::tada::"),
            ("(:wave:)", "(👋)"),
            (":no_such_name:", ":no_such_name:"),
            ("10:100:1", "10:100:1"),
            ("at 9:100: no", "at 9:100: no"),
            (":tada", ":tada"),
            ("std::x::y", "std::x::y"),
            (": tada :", ": tada :"),
            ("你好:tada:", "你好🎉"),
        ] {
            assert_eq!(in_text(text), shown, "{text}");
        }
    }
}
