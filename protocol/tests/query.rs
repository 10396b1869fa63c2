//! Reading what somebody looks for: every filter, and any text at all.

use hark_protocol::query::{Clause, Date, Query, Term, Why, in_room};
use proptest::prelude::*;

fn terms(text: &str) -> Vec<Term> {
    let query = Query::parse(text);
    assert_eq!(query.ignored, [], "{text}");
    assert!(query.clauses.iter().all(|clause| !clause.negated), "{text}");
    query.clauses.into_iter().map(|clause| clause.term).collect()
}

fn word(text: &str) -> Term {
    Term::Word(text.into())
}

fn phrase(text: &str) -> Term {
    Term::Phrase(text.into())
}

fn ignored(text: &str) -> Vec<(String, Why)> {
    Query::parse(text).ignored.into_iter().map(|left| (left.piece, left.why)).collect()
}

#[test]
fn words_and_phrases() {
    assert_eq!(terms("  kettle  Tea\n会议 "), [word("kettle"), word("Tea"), word("会议")]);
    assert_eq!(terms("a \"green tea\" b"), [word("a"), phrase("green tea"), word("b")]);
    assert_eq!(terms("„grüner Tee“ «thé vert»"), [phrase("grüner Tee"), phrase("thé vert")]);
    assert_eq!(terms("tea\"pot lid\"now"), [word("tea"), phrase("pot lid"), word("now")]);
    assert_eq!(terms("\"never closed"), [phrase("never closed")]);
    assert_eq!(terms("https://example.org/a?b=c"), [word("https://example.org/a?b=c")]);
    assert_eq!(terms("semi-final 12:30"), [word("semi-final"), word("12:30")]);
    assert_eq!(terms(""), []);
}

#[test]
fn filters() {
    assert_eq!(
        terms("from:ann IN:\"Coffee corner\""),
        [Term::From("ann".into()), Term::In("Coffee corner".into())]
    );
    assert_eq!(terms("has:link has:CODE"), [Term::HasLink, Term::HasCode]);
    let day = Date::parse("2026-01-31").unwrap();
    assert_eq!(terms("before:2026-01-31 after:2026-01-31"), [Term::Before(day), Term::After(day)]);
    assert_eq!(terms("is:unread mentions:me"), [Term::IsUnread, Term::MentionsMe]);
    assert_eq!(terms("to:ann"), [word("to:ann")], "no filter of ours");
}

#[test]
fn a_minus_negates() {
    let query = Query::parse("-tea -\"green tea\" -from:ann semi-final");
    let negated: Vec<_> = query.clauses.iter().map(|clause| clause.negated).collect();
    assert_eq!(negated, [true, true, true, false]);
    assert_eq!(query.clauses[0], Clause { negated: true, term: word("tea") });
}

#[test]
fn what_makes_no_sense_is_left_out_and_said() {
    assert_eq!(ignored("tea has:cheese pot"), [("has:cheese".into(), Why::UnknownValue)]);
    assert_eq!(ignored("-is:read"), [("-is:read".into(), Why::UnknownValue)]);
    assert_eq!(ignored("from: ann"), [("from:".into(), Why::Empty)]);
    assert_eq!(
        ignored("- \"\" in:\" \""),
        [("-".into(), Why::Empty), ("\"\"".into(), Why::Empty), ("in:\" \"".into(), Why::Empty)]
    );
    for day in ["2026-02-29", "2026-13-01", "2026-1-1", "0000-01-01", "2026-01-31-1", "today"] {
        let piece = format!("before:{day}");
        assert_eq!(ignored(&piece), [(piece, Why::NotADay)]);
    }
    assert_eq!(Query::parse("before:2024-02-29").ignored, []);
}

#[test]
fn there_is_an_end() {
    let many = "w ".repeat(Query::MAX_CLAUSES);
    assert_eq!(ignored(&many), []);
    assert_eq!(ignored(&format!("{many} x y")), [("x y".into(), Why::TooMuch)]);
    let long = "é".repeat(Query::MAX_BYTES);
    let query = Query::parse(&long);
    assert_eq!(query.clauses.len(), 1);
    assert_eq!(query.ignored[0].piece.len(), Query::MAX_BYTES);
}

#[test]
fn days_are_counted() {
    let number = |text| Date::parse(text).unwrap().day_number();
    assert_eq!(number("1970-01-01"), 0);
    assert_eq!(number("2000-02-29"), 11_016);
    assert_eq!(number("2026-11-13"), 20_770);
    assert_eq!(number("1969-12-31"), -1);
    for day in ["2023-02-28", "2024-02-28", "2024-12-31", "2026-04-30", "2026-05-01"] {
        let day = Date::parse(day).unwrap();
        assert_eq!(day.next().day_number(), day.day_number() + 1);
    }
}

#[test]
fn the_filter_of_a_room_reads_as_that_room() {
    assert_eq!(terms(&in_room("Kitchen")), [Term::In("Kitchen".into())]);
    assert_eq!(terms(&in_room("The \"best\" room")), [Term::In("The  best  room".into())]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_text_is_a_query(text in ".{0,700}") {
        let query = Query::parse(&text);
        prop_assert!(query.clauses.len() <= Query::MAX_CLAUSES);
    }

    /// Pieces that mean something, in any order and with anything between.
    #[test]
    fn what_is_written_down_reads_the_same(
        pieces in prop::collection::vec(
            prop_oneof![
                "-?[a-z\"“: -]{1,8}",
                "-?(from|in|has|before|after|is|mentions):\"?(me|link|code|unread|[^\"]{0,6})\"?",
                "-?(before|after):20[0-9]{2}-[01][0-9]-[0-3][0-9]",
                "\\PC{0,8}",
            ],
            0..12,
        ),
    ) {
        let query = Query::parse(&pieces.join(" "));
        let again = Query::parse(&query.to_string());
        prop_assert_eq!(&again.clauses, &query.clauses);
        prop_assert_eq!(again.ignored, []);
    }
}
