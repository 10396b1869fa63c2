//! Coming in: the first run, invites, sessions, resets.

use std::time::Duration;

use hark_protocol::{Role, UserId};
use hark_server::rights::Right;
use hark_server::store::{Email, Store, StoreError, Told};

use crate::town::{Town, refused, somebody};

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn of_a_hundred_who_claim_at_once_one_is_the_owner() {
    let temp = tempfile::tempdir().unwrap();
    let store = Store::open(temp.path(), drop).unwrap();
    assert!(!store.has_owner().await.unwrap());
    let token = store.first_run_token().unwrap();
    refused(store.claim("a guess", somebody("Eve")).await, &StoreError::TokenInvalid);
    let claims: Vec<_> = (0..100)
        .map(|number| {
            let (store, token) = (store.clone(), token.clone());
            let name = format!("Claimant{number}");
            tokio::spawn(async move { store.claim(token.as_str(), somebody(&name)).await })
        })
        .collect();
    let mut owners = 0;
    for claim in claims {
        match claim.await.unwrap() {
            Ok(_) => owners += 1,
            Err(error) => assert!(matches!(error, StoreError::AlreadyClaimed)),
        }
    }
    assert_eq!(owners, 1);
    let people = store.people().await.unwrap();
    assert_eq!((people.len(), people[0].role), (1, Role::Owner));
    store.close().await;
    assert!(Store::open(temp.path(), drop).unwrap().first_run_token().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invite_for_three_lets_three_in() {
    let town = Town::founded().await;
    let token = town.store.create_invite(town.ann, 3, MINUTE).await.unwrap();
    let guests: Vec<_> = (0..20)
        .map(|number| {
            let (store, token) = (town.store.clone(), token.clone());
            let name = format!("Guest{number}");
            tokio::spawn(async move { store.accept_invite(token.as_str(), somebody(&name)).await })
        })
        .collect();
    let mut welcomed = 0;
    for guest in guests {
        match guest.await.unwrap() {
            Ok(guest) => {
                assert_eq!(guest.room, Some(town.general));
                welcomed += 1;
            }
            Err(error) => assert!(matches!(error, StoreError::TokenInvalid)),
        }
    }
    assert_eq!(welcomed, 3);
    assert_eq!(town.store.people().await.unwrap().len(), 4);
    assert_eq!(town.store.invite(token.as_str()).await.unwrap(), None);
}

#[tokio::test]
async fn an_address_taken_leaves_the_invite_as_it_was() {
    let town = Town::founded().await;
    let token = town.store.create_invite(town.ann, 1, MINUTE).await.unwrap();
    let mut ann_again = somebody("Anna");
    ann_again.email = Email::parse("ANN@EXAMPLE.ORG").unwrap();
    let taken = town.store.accept_invite(token.as_str(), ann_again).await;
    refused(taken, &StoreError::EmailTaken);
    let invite = town.store.invite(token.as_str()).await.unwrap().unwrap();
    assert_eq!((invite.uses_left, invite.created_by.id), (1, town.ann));
}

#[tokio::test]
async fn invites_end_by_the_clock_and_by_hand() {
    let town = Town::founded().await;
    let old = town.store.create_invite(town.ann, 5, MINUTE).await.unwrap();
    town.pass(MINUTE);
    let new = town.store.create_invite(town.ann, 5, MINUTE).await.unwrap();
    assert_eq!(town.store.invite(old.as_str()).await.unwrap(), None);
    let late = town.store.accept_invite(old.as_str(), somebody("Late")).await;
    refused(late, &StoreError::TokenInvalid);

    let by = town.store.mandate(town.ann, Right::Invite).await.unwrap();
    let invites = town.store.invites(&by).await.unwrap();
    assert_eq!(invites.len(), 1);
    town.store.revoke_invite(&by, invites[0].id).await.unwrap();
    assert_eq!(town.store.invites(&by).await.unwrap(), []);
    let revoked = town.store.accept_invite(new.as_str(), somebody("Later")).await;
    refused(revoked, &StoreError::TokenInvalid);
}

#[tokio::test]
async fn a_session_lives_on_use_but_not_for_ever() {
    let town = Town::founded().await;
    let day = Duration::from_secs(24 * 60 * 60);
    let session = town.store.create_session(town.ann, "Firefox on Linux", None).await.unwrap();
    let token = session.token.as_str();
    assert_eq!(town.store.viewer("no such token").await.unwrap(), None);
    let mut days = 0;
    while town.store.viewer(token).await.unwrap().is_some() {
        // A write after it, so that the note of its use is there.
        town.post(town.ann, town.general, days).await;
        town.pass(29 * day);
        days += 29;
    }
    assert_eq!(days, 116, "used at 0, 29, 58 and 87 days, over at 90");

    let used = town.store.create_session(town.ann, "", None).await.unwrap();
    let is_on = async || town.store.viewer(used.token.as_str()).await.unwrap().is_some();
    for _ in 0..90 {
        assert!(is_on().await);
        town.post(town.ann, town.general, days).await;
        days += 1;
        town.pass(day);
    }
    town.pass(5 * MINUTE - Duration::from_millis(1));
    assert!(is_on().await, "the last millisecond of 90 days and the five minutes of a set clock");
    town.pass(Duration::from_millis(1));
    assert!(!is_on().await);

    let unused = town.store.create_session(town.ann, "", None).await.unwrap();
    assert_eq!(town.store.sessions(town.ann).await.unwrap().len(), 1);
    town.pass(30 * day + 5 * MINUTE - Duration::from_millis(1));
    assert_eq!(town.store.sessions(town.ann).await.unwrap().len(), 1);
    town.pass(Duration::from_millis(1));
    assert_eq!(town.store.viewer(unused.token.as_str()).await.unwrap(), None);
    assert_eq!(town.store.sessions(town.ann).await.unwrap(), []);
}

#[tokio::test]
async fn a_browser_is_known_until_it_is_forgotten() {
    let town = Town::founded().await;
    let email = Email::parse("ANN@example.org").unwrap();
    let bob = town.person("Bob").await;
    let begin = async |user, device| town.store.create_session(user, "", device).await.unwrap();
    let known = async |token: &str| town.store.device(token, &email).await.unwrap().is_some();
    let first = begin(town.ann, None).await;
    assert!(known(first.device.as_str()).await);
    assert!(!known(first.token.as_str()).await);
    let second = begin(town.ann, Some(first.device.as_str())).await;
    assert!(!known(first.device.as_str()).await, "known by another token now");
    let bobs = begin(bob, None).await;
    assert!(!known(bobs.device.as_str()).await, "to Bob");

    // Another password: the browser that it was changed in stays.
    let phone = begin(town.ann, None).await;
    town.store.change_password(town.ann, "$new".to_owned(), phone.id).await.unwrap();
    assert!(known(phone.device.as_str()).await && !known(second.device.as_str()).await);
    let link = town.store.create_reset(town.ann).await.unwrap();
    town.store.use_reset(link.as_str(), "$new".to_owned()).await.unwrap();
    assert!(!known(phone.device.as_str()).await);

    let old = begin(town.ann, None).await;
    for _ in 0..20 {
        assert!(known(old.device.as_str()).await);
        begin(town.ann, None).await;
    }
    assert!(!known(old.device.as_str()).await, "twenty others");
    let last = begin(town.ann, None).await;
    town.pass(Store::DEVICE_KNOWN);
    assert!(!known(last.device.as_str()).await, "a year ago");
}

#[tokio::test]
async fn setting_the_clock_by_minutes_ends_no_session_and_brings_none_back() {
    let town = Town::founded().await;
    let day = Duration::from_secs(24 * 60 * 60);
    let session = town.store.create_session(town.ann, "", None).await.unwrap();
    let is_on = async || town.store.viewer(session.token.as_str()).await.unwrap().is_some();
    // Set forward a minute before its time.
    town.pass(30 * day + 4 * MINUTE);
    let start = *town.clock.lock().unwrap();
    assert!(town.store.sessions(town.ann).await.unwrap().len() == 1);
    // Over, and set back.
    town.pass(MINUTE);
    assert!(!is_on().await);
    *town.clock.lock().unwrap() = start;
    assert!(!is_on().await);
}

#[tokio::test]
async fn ended_sessions_are_told() {
    let town = Town::founded().await;
    let bob = town.person("Bob").await;
    let mut sessions = Vec::new();
    for agent in ["one", "two", "three"] {
        sessions.push(town.store.create_session(bob, agent, None).await.unwrap());
    }
    town.news();
    let ended = || -> Vec<_> {
        let news = town.news().into_iter().map(|told| match told {
            Told::SessionEnded { session } => session,
            other => panic!("{other:?}"),
        });
        news.collect()
    };
    town.store.end_session(town.ann, sessions[0].id).await.unwrap();
    assert_eq!(ended(), [], "it is not Ann's");
    town.store.end_session(bob, sessions[0].id).await.unwrap();
    assert_eq!(ended(), [sessions[0].id]);
    assert_eq!(town.store.viewer(sessions[0].token.as_str()).await.unwrap(), None);

    let kept = town.store.change_password(bob, "$new".to_owned(), sessions[1].id).await.unwrap();
    assert_eq!(ended(), [sessions[2].id]);
    assert_eq!(town.store.viewer(sessions[1].token.as_str()).await.unwrap(), None, "another token");
    let viewer = town.store.viewer(kept.as_str()).await.unwrap().unwrap();
    assert_eq!(town.store.viewer_again(sessions[1].id).await.unwrap().as_ref(), Some(&viewer));
    assert_eq!((viewer.user.id, viewer.role, viewer.session), (bob, Role::Member, sessions[1].id));
    town.store.end_sessions(bob).await.unwrap();
    assert_eq!(ended(), [sessions[1].id]);
}

#[tokio::test]
async fn a_reset_works_once_and_ends_all_sessions() {
    let town = Town::founded().await;
    let session = town.store.create_session(town.ann, "", None).await.unwrap();
    let first = town.store.create_reset(town.ann).await.unwrap();
    let second = town.store.create_reset(town.ann).await.unwrap();
    assert_eq!(town.store.reset(first.as_str()).await.unwrap(), None);
    let who = town.store.reset(second.as_str()).await.unwrap().unwrap();
    assert_eq!(who.id, town.ann);

    let user = town.store.use_reset(second.as_str(), "$new".to_owned()).await.unwrap();
    assert_eq!(user, town.ann);
    let email = Email::parse("ANN@example.org").unwrap();
    let credentials = town.store.credentials(&email).await.unwrap().unwrap();
    assert_eq!((credentials.user, credentials.password.as_str()), (town.ann, "$new"));
    assert_eq!(town.store.viewer(session.token.as_str()).await.unwrap(), None);
    let again = town.store.use_reset(second.as_str(), "$evil".to_owned()).await;
    refused(again, &StoreError::TokenInvalid);

    let late = town.store.create_reset(town.ann).await.unwrap();
    town.pass(Store::RESET_VALID);
    assert_eq!(town.store.reset(late.as_str()).await.unwrap(), None);
    refused(town.store.create_reset(UserId(99)).await, &StoreError::NotFound);
}
