//! Passwords that are tried first, which nobody may choose (NIST SP 800-63B, 3.1.1.2): those that
//! are stolen most often, words that many take, dressed up with digits and signs or not, keys that
//! lie side by side, one thing said again and again, and what is known of the person anyway.

/// The three thousand of 8 bytes and more that are found most often among stolen passwords, in
/// small letters (OWASP ASVS 5.0, 6.2.4; the ranking is that of the lists of zxcvbn).
const COMMON: &str = include_str!("common.txt");

/// Words, in small letters. With what [`is_guessable`] takes off a password, each stands for the
/// thousands of its kind that lists of stolen passwords hold.
const WORDS: &str = include_str!("guessable.txt");

/// Fewer digits than this without a letter are a date or a telephone number.
const DIGITS: usize = 14;

/// The longest part whose repetition is still one thing said again and again.
const PART: usize = 4;

/// In letters.
const LONGEST_ROW: usize = 28;

/// Neighbors, read either way.
const ROWS: [&str; 7] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "qwertzuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
];

/// Whether this is one of those. `own`: names and addresses of the person.
pub(super) fn is_guessable(password: &str, own: &[&str]) -> bool {
    let small = password.to_lowercase();
    let digits = small.chars().filter(char::is_ascii_digit).count();
    if digits < DIGITS && !small.contains(char::is_alphabetic) {
        return true;
    }
    let word = bare(&small);
    let own = own.iter().flat_map(|own| own.split(|c: char| !c.is_alphanumeric()));
    let mut own = own.filter(|own| own.chars().count() >= 3).map(str::to_lowercase);
    is_row(&small)
        || is_row(&word)
        || says_it_again(&small)
        || COMMON.split_whitespace().any(|common| common == small)
        || is_word(&word)
        || own.any(|own| own == word)
}

/// A word of the list, or one twice.
fn is_word(word: &str) -> bool {
    let half = word.get(..word.len() / 2).filter(|half| half.repeat(2) == word);
    WORDS.split_whitespace().any(|known| known == word || Some(known) == half)
}

/// What is left without the digits and signs around it, and with letters for those that stand for
/// letters in it.
fn bare(small: &str) -> String {
    let as_letter = |c: char| match c {
        '0' => 'o',
        '1' | '!' | '|' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        c => c,
    };
    let inner = small.trim_end_matches(|c: char| !c.is_alphabetic());
    let inner = inner.trim_start_matches(|c: char| c.is_ascii_digit() || "!#*._- ".contains(c));
    inner.chars().map(as_letter).filter(|c| c.is_alphanumeric()).collect()
}

/// Keys or letters side by side, in any number of strokes of at least three; or two such rows, a
/// key of each in turn.
fn is_row(text: &str) -> bool {
    let every_other = |from: usize| text.chars().skip(from).step_by(2).collect::<String>();
    is_strokes(text) || (is_strokes(&every_other(0)) && is_strokes(&every_other(1)))
}

fn is_strokes(text: &str) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let longest = rest.len().min(LONGEST_ROW);
        let stroke = (3..=longest).rev().find(|len| rest.get(..*len).is_some_and(is_stroke));
        let Some(stroke) = stroke else { return false };
        rest = &rest[stroke..];
    }
    !text.is_empty()
}

fn is_stroke(part: &str) -> bool {
    let back: String = part.chars().rev().collect();
    ROWS.iter().any(|row| row.contains(part) || row.contains(&back))
}

fn says_it_again(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    (1..=PART.min(letters.len() / 2))
        .any(|len| letters.iter().zip(&letters[len..]).all(|(one, next)| one == next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_first_is_found_however_it_is_dressed() {
        for common in [
            "password",
            "Password1",
            "P@ssw0rd!",
            "pa55word2026",
            "passwordpassword",
            "12345678",
            "1234567890",
            "11111111",
            "01.02.1990",
            "+420 777 123 456",
            "qwertyuiop",
            "1q2w3e4r",
            "asdfghjk",
            "qweasdzxc",
            "abcdefgh",
            "hgfedcba",
            "aaaaaaaa",
            "abcabcab",
            "xyxyxyxy",
            "iloveyou",
            "ILoveYou2!",
            "letmein1",
            "Welcome2026!",
            "admin123",
            "Changeme1",
            "hark2026",
            "correcthorsebatterystaple",
            "heslo123",
            "žžžžžžžž",
            "qwertyasdfgh",
            "monkey99",
        ] {
            assert!(is_guessable(common, &[]), "{common}");
        }
    }

    #[test]
    fn what_is_known_of_somebody_is_no_secret_of_theirs() {
        let own = ["Ann Lindqvist", "ann.lindqvist@lantern.example"];
        for common in ["Lindqvist1", "l1ndqvi$t", "lantern2026", "1990lindqvist"] {
            assert!(is_guessable(common, &own), "{common}");
            assert!(!is_guessable(common, &[]), "{common}");
        }
    }

    #[test]
    fn a_few_words_or_a_jumble_are_taken() {
        for fine in [
            "correct horse battery",
            "another password",
            "a third password",
            "as fast as I can",
            "nobody has this password",
            "kT9#vLq2",
            "žluťoučký kůň",
            "密码是什么呢我忘了",
            "annabella rides",
            "4916 0273 8855 1290",
            "monkey business",
            "zq7-plum-vat",
        ] {
            assert!(!is_guessable(fine, &["Ann"]), "{fine}");
        }
    }

    #[test]
    fn the_three_thousand_that_are_stolen_most_are_refused() {
        let mut common: Vec<&str> = COMMON.split_whitespace().collect();
        common.dedup();
        assert_eq!(common.len(), 3000);
        for common in common {
            assert!(common.len() >= super::super::MIN_BYTES && common.is_ascii(), "{common}");
            assert!(is_guessable(&common.to_uppercase(), &[]), "{common}");
        }
    }

    #[test]
    fn the_list_is_of_bare_words() {
        for word in WORDS.split_whitespace() {
            assert_eq!(bare(word), word);
        }
    }
}
