//! What is not somebody's and what is not there are answered with the same bytes.

use hark_protocol::{PersonName, RoomId};
use hark_server::rights::Tie;
use hark_server::store::{Email, NewPerson};

use super::routes::ROUTES;
use super::{EVERYBODY, Town};
use crate::browser::Answer;

/// All that is sent but the time and what is random.
fn bytes(answer: &Answer) -> (u16, Vec<(String, String)>, String) {
    let fixed = |(name, _): &&(String, String)| {
        !["date", "content-security-policy"].contains(&name.as_str())
    };
    let headers = answer.headers.iter().filter(fixed).cloned().collect();
    (answer.status, headers, answer.text_without_nonce())
}

#[tokio::test]
async fn what_is_not_yours_and_what_is_not_there_are_the_same_bytes() {
    let mut town = Town::new().await;
    let picture = town.picture().await;
    let used_up = used_invite(&mut town).await;
    for one in EVERYBODY.into_iter().filter(|(.., tie)| *tie == Tie::Stranger) {
        let mut standing = town.standing(one).await;
        let of_a_room = ROUTES.iter().filter(|route| route.path.contains("{room}"));
        for route in of_a_room {
            // Another closed room's numbers are no secret; nobody's room has this one.
            let theirs = standing.ask(route, &picture).await;
            let room = std::mem::replace(&mut standing.room, RoomId(9_999));
            let none = standing.ask(route, &picture).await;
            standing.room = room;
            if standing.role.is_some() {
                assert_eq!(bytes(&theirs), bytes(&none), "{} {}", route.method, route.path);
            } else {
                let onward = (theirs.status, none.status, none.body.len());
                assert_eq!(onward, (303, 303, theirs.body.len()), "{}", route.path);
            }
        }
        let browser = &mut standing.browser;
        let (used, never) = (browser.get(&used_up).await, browser.get("/join/never-was").await);
        assert_eq!(bytes(&used), bytes(&never), "an invite that is used up");
    }
    let mut guest = town.standing(EVERYBODY[9]).await;
    let theirs = guest.browser.get(&format!("/people/1/pictures/{picture}")).await;
    for none in [format!("/people/1/pictures/{}", 7), format!("/people/9999/pictures/{picture}")] {
        assert_eq!(bytes(&theirs), bytes(&guest.browser.get(&none).await), "{none}");
    }
    let theirs = guest.browser.post("/direct", &[("person", "1")]).await;
    let none = guest.browser.post("/direct", &[("person", "9999")]).await;
    assert_eq!(bytes(&theirs), bytes(&none), "somebody one may not know of");

    // A message that others removed, one that never was, and a thread on it.
    let mut member = town.standing(EVERYBODY[4]).await;
    for page in ["messages", "threads"] {
        let (room, far) = (member.room, RoomId(9_999));
        let inside = member.browser.get(&format!("/rooms/{room}/{page}/999")).await;
        let outside = member.browser.get(&format!("/rooms/{far}/{page}/3")).await;
        assert_eq!(bytes(&inside), bytes(&outside), "{page}");
    }
}

/// The path of an invite that somebody came by.
async fn used_invite(town: &mut Town) -> String {
    let store = &town.house.app.store;
    let day = std::time::Duration::from_secs(24 * 60 * 60);
    let invite = store.create_invite(town.ann.user.id, 1, day).await.unwrap();
    let newcomer = NewPerson {
        name: PersonName::parse("Zoe").unwrap(),
        email: Email::parse("zoe@example.org").unwrap(),
        password: "$argon2id$".to_owned(),
    };
    store.accept_invite(invite.as_str(), newcomer).await.unwrap();
    format!("/join/{}", invite.as_str())
}
