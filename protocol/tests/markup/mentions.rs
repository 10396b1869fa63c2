//! Who is named in a message: what counts as a mention, and how it is written and read by people.

use hark_protocol::markup::{Markup, Mentions, readable, typed, written};
use hark_protocol::{Body, Person, PersonName, UserId};
use proptest::prelude::*;

use crate::tree::{read, reads};

#[test]
fn a_mention_is_an_at_sign_before_a_link_to_a_number() {
    reads(&[
        ("@[Ann](7)", "p(@7(Ann))"),
        ("Thanks, @[Ann Lee](7)!", "p('Thanks, ' @7(Ann Lee) '!')"),
        ("**@[Ann](7)** and @[Bob](8)", "p(b(@7(Ann)) ' and ' @8(Bob))"),
        ("> @[Ann](7)", "quote(p(@7(Ann)))"),
        ("@[a\\_b\\*c\\[d\\]](7)", "p(@7(a_b*c[d]))"),
        ("@[www.ann.example](7)", "p(@7(www.ann.example))"),
        ("`@[Ann](7)`", "p(`@[Ann](7)`)"),
        ("mail@[Ann](7)", "p('mail@[Ann](7)')"),
        ("[Ann](7)", "p('[Ann](7)')"),
        ("@[Ann](+7)", "p('@[Ann](+7)')"),
        ("@[Ann](7a)", "p('@[Ann](7a)')"),
        ("@[Ann](99999999999999999999)", "p('@[Ann](99999999999999999999)')"),
        ("@[Ann\nLee](7)", "p('@[Ann\\nLee](7)')"),
        ("@[](7)", "p('@[](7)')"),
    ]);
}

#[test]
fn the_room_is_named_by_a_word_of_its_own() {
    reads(&[
        ("@room", "p(@room)"),
        ("Cake, @room! :tada:", "p('Cake, ' @room '! 🎉')"),
        ("@room. Now", "p(@room '. Now')"),
        ("@rooms @Room me@room @room_ @@room", "p('@rooms @Room me@room @room_ @@room')"),
        ("@room.example @room-mate", "p('@room.example @room-mate')"),
        ("`@room`", "p(`@room`)"),
        ("[to @room](https://a.example)", "p(<https://a.example>('to @room'))"),
        ("https://a.example/@room", "p(<https://a.example/@room>('https://a.example/@room'))"),
    ]);
}

#[test]
fn a_quote_and_code_tell_nobody() {
    let told = |text: &str| Mentions::of(&Body::parse(text).unwrap());
    assert_eq!(told("> @[Ann](7) @room\nYes, @[Bob](8)").people, [UserId(8)]);
    assert!(!told("> @room").room);
    assert_eq!(told("```\n@room @[Ann](7)\n```"), Mentions::default());
    assert_eq!(told("- @[Ann](7)\n- *@[Ann](7)* @room").people, [UserId(7)]);
    assert!(told("@room").reach(UserId(3)));
    let crowd: String = (0..80).map(|id| format!("@[P](1{id}) ")).collect();
    assert_eq!(told(&crowd).people.len(), Mentions::MAX);
}

#[test]
fn plain_text_has_the_names() {
    assert_eq!(read("@[Ann Lee](7), tell @room").plain_text(), "@Ann Lee, tell @room");
}

#[test]
fn what_is_typed_becomes_a_mention_where_it_is_read_as_one() {
    let people = people(&["Ann", "Ann Lee", "Bob", "Bob", "a_b*c", "Žofie", "(ops) [eu]"]);
    for (typed, sent) in [
        ("@Ann", "@[Ann](1)"),
        ("hi @ann lee, see", "hi @[Ann Lee](2), see"),
        ("@Anna @Ann's", "@Anna @[Ann](1)'s"),
        ("@Bob", "@Bob"),
        ("@a_b*c", "@[a\\_b\\*c](5)"),
        ("@Žofie!", "@[Žofie](6)!"),
        ("@(ops) [eu]", "@[\\(ops\\) \\[eu\\]](7)"),
        ("`@Ann` @Ann", "`@Ann` @[Ann](1)"),
        ("```\n@Ann\n```\n@Ann", "```\n@Ann\n```\n@[Ann](1)"),
        ("me@Ann @Ann.example", "me@Ann @Ann.example"),
        ("@[Ann](1)", "@[Ann](1)"),
        ("@", "@"),
    ] {
        assert_eq!(written(typed, &people), sent, "{typed}");
    }
}

#[test]
fn what_was_sent_is_shown_with_the_names_of_now() {
    let people = people(&["Anna", "Bob", "Bob"]);
    for (sent, shown) in [
        ("hi @[Ann](1)!", "hi @Anna!"),
        ("@[Bob](2)", "@[Bob](2)"),
        ("@[Cy](9)", "@[Cy](9)"),
        ("`@[Ann](1)`", "`@[Ann](1)`"),
        ("@[A\\]nn](1)s", "@[A\\]nn](1)s"),
        ("@[unclosed", "@[unclosed"),
    ] {
        assert_eq!(readable(&Body::parse(sent).unwrap(), &people), shown, "{sent}");
    }
}

#[test]
fn one_of_several_of_a_name_is_named_by_the_mention_itself() {
    let people = people(&["Ann", "Bob", "Bob"]);
    let typed = |at: usize| typed(&people[at], &people);
    assert_eq!([typed(0), typed(1), typed(2)], ["@Ann", "@[Bob](2)", "@[Bob](3)"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..Default::default() })]

    #[test]
    fn whoever_is_picked_is_told_whatever_their_name(
        name in "[-a-zé._*~`<>&:\\[\\]()!#@\\\\\"'/ ]{1,20}",
        before in "[a ,.!é]{0,8}",
    ) {
        let Ok(name) = PersonName::parse(&name) else { return Ok(()) };
        let people = [Person { id: UserId(7), name: name.clone(), picture: None }];
        // A name that is an address of its own or begins with a letter after one is none.
        let typed = format!("{before} @{name} ");
        let sent = written(&typed, &people);
        if sent != typed {
            let body = Body::parse(&sent).expect("a message");
            prop_assert_eq!(Mentions::of(&body).people, [UserId(7)]);
            let shown = format!("@{name}");
            prop_assert!(Markup::of(&body).plain_text().contains(&shown));
            prop_assert_eq!(readable(&body, &people), typed.trim());
        }
    }
}

fn people(names: &[&str]) -> Vec<Person> {
    let person = |(at, name): (usize, &&str)| Person {
        id: UserId(at as u64 + 1),
        name: PersonName::parse(name).expect("a good name"),
        picture: None,
    };
    names.iter().enumerate().map(person).collect()
}
