//! Passkeys: made, used and refused, by a phone of our own.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use hark_protocol::UserId;
use hark_server::store::{Deed, NewPasskey, Store, StoreError};
use p256::ecdsa::SigningKey;
use serde_json::Value;

use crate::browser::{Answer, Browser};
use crate::house::{House, PASSWORD, introduction};
use crate::phone::{ORIGIN, PRESENT, Phone, VERIFIED};

const SESSION: &str = "__Host-hark_session";

/// What is not as it should be.
type Lie = fn(&mut Phone);

/// A house that is reached by a name over TLS, and its owner.
async fn house() -> (House, Browser) {
    let house = House::with(|config| config.public_url = Some(ORIGIN.parse().unwrap())).await;
    let link = house.owner_link.clone().unwrap();
    let mut ann = house.browser();
    let fields = introduction("Ann", "ann@example.org");
    post(&mut ann, link.strip_prefix(ORIGIN).unwrap(), &fields).await.onward();
    (house, ann)
}

async fn post(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
    browser.post_from(path, fields, &[("Origin", ORIGIN)]).await
}

fn question(answer: &Answer) -> (String, Value) {
    assert_eq!(answer.header("content-type"), "application/json", "{}", answer.text());
    let said: Value = serde_json::from_slice(&answer.body).unwrap();
    (said["question"].as_str().unwrap().to_owned(), said["asked"].clone())
}

async fn asked_for_new(browser: &mut Browser, name: &str) -> (String, Value) {
    let fields = [("name", name), ("current", PASSWORD)];
    question(&post(browser, "/account/passkeys/ask", &fields).await)
}

async fn add(browser: &mut Browser, phone: &mut Phone, name: &str) -> Answer {
    let (question, asked) = asked_for_new(browser, name).await;
    let fields = [("question", question.as_str()), ("answer", &phone.make(&asked))];
    post(browser, "/account/passkeys", &fields).await
}

async fn asked_for_any(browser: &mut Browser) -> (String, Value) {
    question(&post(browser, "/sign-in/passkey/ask", &[]).await)
}

async fn show(browser: &mut Browser, question: &str, answer: &str) -> Answer {
    let fields = [("question", question), ("answer", answer), ("next", "/rooms/1")];
    post(browser, "/sign-in/passkey", &fields).await
}

async fn sign_in(browser: &mut Browser, phone: &mut Phone) -> Answer {
    let (question, asked) = asked_for_any(browser).await;
    show(browser, &question, &phone.sign(&asked)).await
}

#[tokio::test]
async fn a_passkey_is_made_and_stands_for_the_password_and_a_code() {
    let (house, mut ann) = house().await;
    let mut phone = Phone::new(7);
    let before = ann.cookies[SESSION].clone();
    let added = add(&mut ann, &mut phone, "My phone").await;
    assert_eq!(added.onward(), "/account/passkeys?note=added");
    assert_ne!(ann.cookies[SESSION], before, "under another token");
    ann.get("/account/passkeys").await.says(200, "<bdi>My phone</bdi>");
    ann.get("/account/passkeys").await.says(200, "Not used yet");

    // Codes are asked for after a password; a passkey is both already.
    let (store, user) = (&house.app.store, UserId(1));
    let session = store.viewer(&ann.cookies[SESSION]).await.unwrap().unwrap().session;
    store.prepare_second_step(user).await.unwrap();
    store.turn_on_second_step(user, 1, session).await.unwrap();
    let mut visitor = house.browser();
    visitor.get("/sign-in").await.says(200, "action=\"/sign-in/passkey\"");
    assert_eq!(sign_in(&mut visitor, &mut phone).await.onward(), "/rooms/1");
    assert_eq!(visitor.get("/api/session").await.status, 204);
    assert!(!visitor.get("/account/passkeys").await.text().contains("Not used yet"));
    assert_eq!(sign_in(&mut house.browser(), &mut phone).await.status, 303, "and again");
    visitor.get("/admin/audit").await.says(200, "Passkey added");
}

#[tokio::test]
async fn whatever_is_wrong_with_an_answer_gets_the_same_refusal() {
    let (house, mut ann) = house().await;
    let mut phone = Phone::new(7);
    add(&mut ann, &mut phone, "My phone").await.onward();
    let liars: [(&str, Lie); 7] = [
        ("from another origin", |phone| phone.origin = "https://chat.example.org.evil.example"),
        ("for another site", |phone| phone.site = "evil.example"),
        ("without asking its owner", |phone| phone.flags = PRESENT),
        ("without anybody", |phone| phone.flags = VERIFIED),
        ("counted back", |phone| phone.counter = 0),
        ("signed by another", |phone| phone.key = SigningKey::from_slice(&[8; 32]).unwrap()),
        ("of somebody else", |phone| phone.handle = BASE64.encode([1; 16])),
    ];
    let mut refusals = Vec::new();
    let mut visitor = house.browser();
    for (how, lie) in liars {
        // So that only one thing is wrong.
        phone.counter += 10;
        let mut liar = phone.clone();
        lie(&mut liar);
        let answer = sign_in(&mut visitor, &mut liar).await;
        assert_eq!(answer.status, 422, "{how}");
        answer.says(422, "This passkey was not taken.");
        refusals.push(answer.text_without_nonce());
        assert!(!visitor.cookies.contains_key(SESSION), "{how}");
        assert_eq!(sign_in(&mut house.browser(), &mut phone).await.status, 303, "but for that");
    }
    refusals.dedup();
    assert_eq!(refusals.len(), 1);
}

#[tokio::test]
async fn an_answer_is_taken_once_and_for_its_own_question_only() {
    let (house, mut ann) = house().await;
    let mut phone = Phone::new(7);
    add(&mut ann, &mut phone, "My phone").await.onward();
    let mut visitor = house.browser();
    let (first, asked) = asked_for_any(&mut visitor).await;
    let answer = phone.sign(&asked);
    let (second, _) = asked_for_any(&mut visitor).await;
    assert_eq!(show(&mut visitor, &second, &answer).await.status, 422, "for another question");
    assert_eq!(show(&mut visitor, "made up", &answer).await.status, 422);
    assert_eq!(show(&mut visitor, &first, &answer).await.status, 303);
    assert_eq!(show(&mut house.browser(), &first, &answer).await.status, 422, "again");
    let (third, _) = asked_for_any(&mut visitor).await;
    for nonsense in ["", "{}", "[[[[", "null"] {
        assert_eq!(show(&mut house.browser(), &third, nonsense).await.status, 422);
    }
}

#[tokio::test]
async fn a_passkey_is_made_by_whoever_knows_the_password_in_the_session_that_asked() {
    let (house, mut ann) = house().await;
    let (ask, mut phone) = ("/account/passkeys/ask", Phone::new(7));
    let guess = [("name", "Thief's"), ("current", "a guess")];
    post(&mut ann, ask, &guess).await.says(422, "This is not your current password.");
    let unnamed = [("name", " "), ("current", PASSWORD)];
    post(&mut ann, ask, &unnamed).await.says(422, "Write a name of at most 64 characters.");
    let mut other = house.browser();
    let fields = [("email", "ann@example.org"), ("password", PASSWORD)];
    post(&mut other, "/sign-in", &fields).await.onward();
    let (question, asked) = asked_for_new(&mut ann, "My phone").await;
    let fields = [("question", question.as_str()), ("answer", &phone.make(&asked))];
    let elsewhere = post(&mut other, "/account/passkeys", &fields).await;
    elsewhere.says(422, "This passkey was not taken");
    let used_up = post(&mut ann, "/account/passkeys", &fields).await;
    used_up.says(422, "This passkey was not taken");
    let mut careless = Phone { flags: PRESENT, ..Phone::new(7) };
    add(&mut ann, &mut careless, "My phone").await.says(422, "This passkey was not taken");
    add(&mut ann, &mut phone, "My phone").await.onward();
    // The browser is told which ones there are, and one is not kept twice.
    let (_, asked) = asked_for_new(&mut ann, "Again").await;
    assert_eq!(asked["publicKey"]["excludeCredentials"][0]["id"], BASE64.encode(phone.id));
    add(&mut ann, &mut phone, "Again").await.says(422, "This passkey was not taken");
}

#[tokio::test]
async fn a_passkey_that_was_removed_and_one_of_somebody_banned_open_nothing() {
    let (house, mut ann) = house().await;
    let mut phone = Phone::new(7);
    add(&mut ann, &mut phone, "My phone").await.onward();
    let remove = "/account/passkeys/remove";
    let mut bob = house.browser();
    let invite = house.app.store.create_invite(UserId(1), 1, std::time::Duration::from_secs(60));
    let invite = format!("/join/{}", invite.await.unwrap().as_str());
    post(&mut bob, &invite, &introduction("Bob", "bob@example.org")).await.onward();
    post(&mut bob, remove, &[("passkey", "1")]).await.onward();
    assert_eq!(sign_in(&mut house.browser(), &mut phone).await.status, 303, "it is not Bob's");
    post(&mut ann, remove, &[("passkey", "1")]).await.onward();
    assert_eq!(sign_in(&mut house.browser(), &mut phone).await.status, 422);

    let mut his = Phone::new(9);
    add(&mut bob, &mut his, "Bob's key").await.onward();
    let mut shared = house.browser();
    sign_in(&mut shared, &mut his).await.onward();
    shared.get("/account").await.says(200, "value=\"Bob\"");
    post(&mut ann, "/admin/people/2/ban", &[]).await.onward();
    let banned = sign_in(&mut house.browser(), &mut his).await;
    banned.says(403, "You may no longer use this server.");
}

#[tokio::test]
async fn a_link_to_a_new_password_removes_passkeys_and_leaves_codes() {
    let (house, mut ann) = house().await;
    let (store, user) = (&house.app.store, UserId(1));
    add(&mut ann, &mut Phone::new(7), "My phone").await.onward();
    let mut thief = Phone::new(8);
    add(&mut ann, &mut thief, "A thief's").await.onward();
    store.prepare_second_step(user).await.unwrap();
    let session = store.viewer(&ann.cookies[SESSION]).await.unwrap().unwrap().session;
    store.turn_on_second_step(user, 1, session).await.unwrap();

    let link = store.create_reset(user).await.unwrap();
    let path = format!("/reset/{}", link.as_str());
    ann.get(&path).await.says(200, "your passkeys are removed");
    post(&mut ann, &path, &[("password", "another password")]).await.onward();
    assert_eq!(store.passkeys(user).await.unwrap(), []);
    assert_eq!(sign_in(&mut house.browser(), &mut thief).await.status, 422);
    assert!(store.second_step(user).await.unwrap().unwrap().since.is_some());
    let entries = store.whole_audit().await.unwrap();
    let removed = entries.iter().filter(|entry| entry.deed == Deed::PasskeyRemoved.word());
    assert_eq!(removed.count(), 2);
}

#[tokio::test]
async fn a_server_that_was_started_again_asks_again() {
    let (house, mut ann) = house().await;
    let mut phone = Phone::new(7);
    add(&mut ann, &mut phone, "My phone").await.onward();
    let (new, asked_new) = asked_for_new(&mut ann, "Another").await;
    let (any, asked_any) = asked_for_any(&mut house.browser()).await;
    let dir = house.stop().await;
    let house = House::with(|config| {
        config.public_url = Some(ORIGIN.parse().unwrap());
        config.data = dir.path().join("data");
    });
    let house = house.await;
    let mut again = house.browser();
    again.cookies = ann.cookies;
    let fields = [("question", new.as_str()), ("answer", &Phone::new(8).make(&asked_new))];
    post(&mut again, "/account/passkeys", &fields).await.says(422, "Nothing was changed.");
    let late = phone.sign(&asked_any);
    show(&mut house.browser(), &any, &late).await.says(422, "This passkey was not taken.");
    assert_eq!(sign_in(&mut house.browser(), &mut phone).await.status, 303);
}

#[tokio::test]
async fn nobody_has_more_passkeys_than_a_page_shows() {
    let (house, mut ann) = house().await;
    let store = &house.app.store;
    let session = store.viewer(&ann.cookies[SESSION]).await.unwrap().unwrap().session;
    let new = |number: usize| NewPasskey {
        credential: number.to_be_bytes().to_vec(),
        handle: [1; 16],
        name: format!("Key {number}"),
        key: "{}".to_owned(),
    };
    let mut token = None;
    for number in 1..=Store::PASSKEYS_MAX {
        token = Some(store.add_passkey(UserId(1), new(number), session).await.unwrap());
    }
    let more = store.add_passkey(UserId(1), new(99), session).await;
    assert!(matches!(more, Err(StoreError::LimitExceeded)));
    ann.cookies.insert(SESSION.into(), token.unwrap().as_str().to_owned());
    let fields = [("name", "My phone"), ("current", PASSWORD)];
    let full = post(&mut ann, "/account/passkeys/ask", &fields).await;
    full.says(422, "You have as many passkeys as there may be.");
    assert!(!full.text().contains("action=\"/account/passkeys\""), "{}", full.text());
}

#[tokio::test]
async fn where_an_address_is_a_number_the_account_says_why_there_are_none() {
    let (house, mut ann) = House::of_ann().await;
    let mut visitor = house.browser();
    let page = visitor.get("/sign-in").await;
    assert!(!page.text().contains("action=\"/sign-in/passkey\""), "{}", page.text());
    assert_eq!(visitor.post("/sign-in/passkey/ask", &[]).await.status, 404);
    let page = ann.get("/account/passkeys").await;
    page.says(200, "Passkeys need a server that is reached by its name over https.");
    assert!(!page.text().contains("action=\"/account/passkeys\""), "{}", page.text());
    let fields = [("name", "My phone"), ("current", PASSWORD)];
    ann.post("/account/passkeys/ask", &fields).await.says(422, "Passkeys need a server");
    assert_eq!(ann.post("/account/passkeys", &[]).await.status, 400);
}
