//! Folding, cutting, matching and marking, without an index.

use hark_protocol::query::Query;

use super::fold::fold;
use super::words::Words;
use super::*;

fn folded(text: &str) -> String {
    fold(text).iter().map(|letter| letter.letter).collect()
}

fn words(text: &str) -> Vec<String> {
    Words::of(text).words.into_iter().map(|word| word.text).collect()
}

/// The excerpt with its marks as brackets.
fn marked(query: &str, body: &str) -> String {
    let Excerpt { cut_before, pieces, cut_after } =
        excerpt(body, &Pattern::wanted(&Query::parse(query)));
    let mut text = String::from(if cut_before { "…" } else { "" });
    for piece in pieces {
        text += &if piece.marked { format!("[{}]", piece.text) } else { piece.text };
    }
    text + if cut_after { "…" } else { "" }
}

#[test]
fn letters_that_are_taken_for_the_same_become_the_same() {
    for (text, expected) in [
        ("Příliš ŽLUŤOUČKÝ kůň", "prilis zlutoucky kun"),
        ("Straße GRÖSSE Łódź smørbrød Œuvre", "strasse grosse lodz smorbrod oeuvre"),
        ("ﬁne ＡＢＣ１ ① ｶﾞﾝﾀﾞﾑ", "fine abc1 1 ガンダム"),
        ("e\u{301}te\u{301} か\u{3099}", "ete が"),
        ("مُحَمَّدٌ مـحـمـد أحمد إلى", "محمد محمد احمد الي"),
        ("٢٠٢٦ ۲۰۲۶", "2026 2026"),
        ("שָׁלוֹם", "שלום"),
        ("Ёлка мой ΣΟΦΟΣ σοφός", "елка мой σοφοσ σοφοσ"),
        ("\u{1112}\u{116c}\u{110b}\u{1174}", "회의"),
        ("co\u{ad}op zero\u{200b}width", "coop zerowidth"),
    ] {
        assert_eq!(folded(text), expected);
    }
}

#[test]
fn each_letter_knows_where_it_came_from() {
    for text in ["Straße", "ﬁ e\u{301}x", "مُحَمَّد", "\u{1112}\u{116c}의", "ｶﾞ", "I\u{307}İ"]
    {
        let mut end = 0;
        for letter in fold(text) {
            assert!(letter.start <= letter.end && letter.end <= text.len(), "{text}");
            assert!(text.is_char_boundary(letter.start) && text.is_char_boundary(letter.end));
            assert!(letter.end >= end, "{text}");
            end = letter.end;
        }
        assert_eq!(end, text.len(), "{text}");
    }
}

#[test]
fn texts_are_cut_into_words() {
    assert_eq!(words("Don't stop, semi-final!"), ["don", "t", "stop", "semi", "final"]);
    assert_eq!(words("API会议 3月"), ["api", "会", "议", "3", "月"]);
    assert_eq!(words("회의를 5시에"), ["회", "의", "를", "5", "시", "에"]);
    assert_eq!(words("コーヒー・タイム"), ["コ", "ー", "ヒ", "ー", "タ", "イ", "ム"]);
    assert_eq!(words("done 🎉🎉 → ok"), ["done", "🎉", "🎉", "→", "ok"]);
    assert_eq!(words("हिन्दी"), ["हिन्दी"]);
    assert_eq!(words(" -- … "), [""; 0]);
}

#[test]
fn the_index_gets_words_and_pieces() {
    let indexed = Indexed::of("A Teapot for tea, 茶壶");
    assert_eq!(indexed.words, "a teapot for tea 茶 壶");
    assert_eq!(indexed.pieces, "tea eap apo pot 0");
    assert!(!indexed.has_link && !indexed.has_code);
    assert!(Indexed::of("see https://example.org").has_link);
    assert!(!Indexed::of("https:// is a scheme").has_link);
    assert!(Indexed::of("type `ls` there").has_code);
    assert!(!Indexed::of("a lone ` tick").has_code);
    assert!(Indexed::of("> quoted\n\n```\ncode\n```").has_code);
    let linked = Indexed::of("read **the** [notes](https://example.org/tea)");
    assert_eq!(linked.words, "read the notes https example org tea");
    assert_eq!(Indexed::of("at https://a.example, yes").words, "at https a example yes");
}

#[test]
fn the_match_is_marked_where_it_stands() {
    assert_eq!(marked("pot", "Teapots and a Pot."), "Tea[pot]s and a [Pot].");
    assert_eq!(marked("kun", "Příliš žluťoučký kůň"), "Příliš žluťoučký [kůň]");
    assert_eq!(marked("strasse", "Die Straße."), "Die [Straße].");
    assert_eq!(marked("محمد", "قال مُحَمَّدٌ نعم"), "قال [مُحَمَّدٌ] نعم");
    assert_eq!(
        marked("\"green tea\"", "green tea, green, Green-Tea"),
        "[green tea], green, [Green-Tea]"
    );
    assert_eq!(marked("会议", "明天会议室的会议"), "明天[会议]室的[会议]");
    assert_eq!(marked("회의", "화상회의를 하자"), "화상[회의]를 하자");
    assert_eq!(marked("tea teapot", "a teapot"), "a [teapot]");
    assert_eq!(marked("c++", "c or C++?"), "c or [C++]?");
    assert_eq!(marked("ja", "Ja, Jahr, Anja"), "[Ja], [Ja]hr, Anja");
    assert_eq!(marked("-tea pot", "tea pot"), "tea [pot]");
    assert_eq!(marked("has:link", "plain"), "plain");
    assert_eq!(marked("bold \"is bold\"", "This **is** *bol*d `x`"), "This [is bold] x");
}

#[test]
fn a_long_message_is_shown_where_it_matches() {
    let long = format!("{}needle {}", "hay ".repeat(200), "straw ".repeat(200));
    let shown = marked("needle", &long);
    assert!(shown.starts_with("…hay hay"), "{shown}");
    assert!(shown.contains("hay [needle] straw"), "{shown}");
    assert!(shown.chars().count() < 290, "{shown}");
    assert!(shown.ends_with(" straw…"), "{shown}");
    let han = "会".repeat(1000) + "议";
    assert_eq!(marked("议", &han), format!("…{}[议]", "会".repeat(279)));
    let spaced = marked("needle", &format!("{} needle", "x".repeat(2000)));
    assert!(spaced.ends_with("[needle]"), "{spaced}");
}

#[test]
fn names_are_known_by_their_words() {
    let people = || {
        let names = ["Ann", "Ann Lee", "Jiří Novák", "李小龍", "***"];
        names.into_iter().map(String::from).enumerate().collect::<Vec<_>>()
    };
    assert_eq!(is_called(people(), "ann"), [0], "exactly so goes first");
    assert_eq!(is_called(people(), "LEE"), [1]);
    assert_eq!(is_called(people(), "jiri novak"), [2]);
    assert_eq!(is_called(people(), "小龍"), [3]);
    assert_eq!(is_called(people(), "***"), [4]);
    assert_eq!(is_called(people(), "an"), [0; 0]);
    assert_eq!(is_called(people(), "?"), [0; 0]);
}
