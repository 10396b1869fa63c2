//! Signing in.

use crate::house::{House, PASSWORD};

#[tokio::test]
async fn the_way_leads_back_to_where_one_was_going() {
    let (house, _ann) = House::of_ann().await;
    let mut browser = house.browser();
    let sign_in = browser.get("/rooms/1?before=9").await.onward().to_owned();
    assert_eq!(sign_in, "/sign-in?next=/rooms/1%3Fbefore%3D9");
    let next = browser.get(&sign_in).await.after("name=\"next\" value=\"");
    assert_eq!(next, "/rooms/1?before=9");
    let fields = [("email", "Ann@Example.org"), ("password", PASSWORD), ("next", &next)];
    assert_eq!(browser.post("/sign-in", &fields).await.onward(), "/rooms/1?before=9");

    let fields = [("email", "ann@example.org"), ("password", PASSWORD), ("next", "//evil.example")];
    assert_eq!(house.browser().post("/sign-in", &fields).await.onward(), "/");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let (house, _ann) = House::of_ann().await;
    let mut browser = house.browser();
    let mut bodies = Vec::new();
    for email in ["ann@example.org", "bob@example.org", "no address"] {
        let fields = [("email", email), ("password", "not the password")];
        let answer = browser.post("/sign-in", &fields).await;
        answer.says(422, "This email and password do not belong together.");
        assert!(answer.all("set-cookie").next().is_none());
        bodies.push(answer.text_without_nonce().replace(email, "EMAIL"));
    }
    assert_eq!(bodies[0], bodies[1]);
    assert_eq!(bodies[0], bodies[2]);
    let fields = [("email", "ann@example.org"), ("password", &*"x".repeat(2000))];
    browser.post("/sign-in", &fields).await.says(422, "do not belong together");
}

#[tokio::test]
async fn too_many_tries_have_to_wait() {
    let (house, _ann) = House::of_ann().await;
    let mut browser = house.browser();
    for _ in 0..10 {
        let fields = [("email", "ann@example.org"), ("password", "not the password")];
        assert_eq!(browser.post("/sign-in", &fields).await.status, 422);
    }
    let right = [("email", "ann@example.org"), ("password", PASSWORD)];
    let answer = browser.post("/sign-in", &right).await;
    answer.says(429, "There were too many tries. Wait 15 minutes, then try again.");
    answer.says(429, "A browser that you have signed in with before does not have to wait.");
    let seconds: u64 = answer.header("retry-after").parse().unwrap();
    assert!((880..=900).contains(&seconds), "{seconds}");

    // From here nobody else is tried either, known or not: with the same words.
    let other = [("email", "nobody@example.org"), ("password", PASSWORD)];
    let unknown = browser.post("/sign-in", &other).await;
    let same = |text: String| text.replace("nobody@", "ann@");
    assert_eq!(same(unknown.text_without_nonce()), answer.text_without_nonce());
}

#[tokio::test]
async fn nobody_locks_the_owner_out_of_a_browser_that_is_known() {
    let (house, mut ann) = House::of_ann().await;
    ann.post("/sign-out", &[]).await.onward();
    let mut guesses = house.browser();
    let wrong = [("email", "ann@example.org"), ("password", "not the password")];
    for _ in 0..10 {
        guesses.post("/sign-in", &wrong).await.says(422, "do not belong together");
    }
    let right = [("email", "ann@example.org"), ("password", PASSWORD)];
    let mut stolen = ann.clone();
    assert_eq!(ann.post("/sign-in", &right).await.onward(), "/");
    guesses.post("/sign-in", &wrong).await.says(429, "There were too many tries.");

    // It is known by a new token now: the old one, planted or copied, is none.
    assert_ne!(stolen.cookies["hark_device"], ann.cookies["hark_device"]);
    stolen.post("/sign-in", &wrong).await.says(429, "There were too many tries.");
    // And it has a count of its own, which is no longer than others'.
    ann.post("/sign-out", &[]).await.onward();
    for _ in 0..10 {
        ann.post("/sign-in", &wrong).await.says(422, "do not belong together");
    }
    let waits = ann.post("/sign-in", &right).await;
    waits.says(429, "There were too many tries.");
    assert!(!waits.text().contains("A browser that you have signed in with before"));
}

#[tokio::test]
async fn a_browser_is_known_for_those_only_who_have_signed_in_there() {
    let (house, mut ann) = House::of_ann().await;
    house.welcome(&mut ann, "Bob").await;
    let as_ann = [("email", "ann@example.org"), ("password", PASSWORD)];
    let as_bob = [("email", "bob@example.org"), ("password", PASSWORD)];
    let (mut shared, mut phone) = (ann.clone(), house.browser());
    phone.post("/sign-in", &as_ann).await.onward();
    shared.post("/sign-in", &as_bob).await.onward();
    let wrong = [("email", "bob@example.org"), ("password", "not the password")];
    let mut guesses = house.browser();
    for _ in 0..10 {
        guesses.post("/sign-in", &wrong).await.says(422, "do not belong together");
    }
    shared.post("/sign-in", &as_ann).await.onward();
    shared.post("/sign-in", &as_bob).await.onward();
    phone.post("/sign-in", &as_bob).await.says(429, "too many tries");
    phone.post("/sign-in", &as_ann).await.onward();
}

#[tokio::test]
async fn guessing_at_the_password_of_an_account_that_is_open_waits_too() {
    let (_house, mut ann) = House::of_ann().await;
    let fields = [("current", "a guess"), ("password", "another password")];
    for _ in 0..10 {
        ann.post("/account/password", &fields)
            .await
            .says(422, "This is not your current password.");
    }
    let right = [("current", PASSWORD), ("password", "another password")];
    assert_eq!(ann.post("/account/password", &right).await.status, 429);
}

#[tokio::test]
async fn a_session_that_was_there_before_ends() {
    let (house, mut ann) = House::of_ann().await;
    let mut planted = ann.clone();
    let fields = [("email", "ann@example.org"), ("password", PASSWORD)];
    ann.post("/sign-in", &fields).await.onward();
    assert_ne!(ann.cookies["hark_session"], planted.cookies["hark_session"]);
    assert_eq!(planted.get("/api/session").await.status, 401);
    assert_eq!(ann.get("/api/session").await.status, 204);
    drop(house);
}

#[tokio::test]
async fn the_cookie_is_held_to_the_server_and_away_from_scripts() {
    let (house, _ann) = House::of_ann().await;
    let fields = [("email", "ann@example.org"), ("password", PASSWORD)];
    let answer = house.browser().post("/sign-in", &fields).await;
    let (_, attributes) = answer.header("set-cookie").split_once("; ").unwrap();
    assert_eq!(attributes, "Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax");

    let secure = House::with(|config| {
        config.public_url = Some("https://chat.example.org".parse().unwrap());
    })
    .await;
    let link = secure.owner_link.clone().unwrap();
    let path = link.strip_prefix("https://chat.example.org").unwrap();
    let fields = crate::house::introduction("Ann", "ann@example.org");
    let origin = [("Origin", "https://chat.example.org")];
    let answer = secure.browser().post_from(path, &fields, &origin).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-hark_session="), "{cookie}");
    assert!(cookie.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
}

#[tokio::test]
async fn whoever_is_banned_is_told_so_after_the_right_password_only() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    let (ban, lift) = ("/admin/people/2/ban", "/admin/people/2/lift");
    assert_eq!(ann.post(ban, &[]).await.onward(), "/admin/people/2?note=saved");
    assert_eq!(bob.get("/api/session").await.status, 401, "at once");
    ann.get("/admin").await.says(200, "Banned");
    let sign_in = |password| [("email", "bob@example.org"), ("password", password)];
    let wrong = bob.post("/sign-in", &sign_in("not his password")).await;
    wrong.says(422, "This email and password do not belong together.");
    let right = bob.post("/sign-in", &sign_in(PASSWORD)).await;
    right.says(403, "You may no longer use this server.");
    assert_eq!(bob.get("/api/session").await.status, 401);
    ann.post(lift, &[]).await.onward();
    bob.post("/sign-in", &sign_in(PASSWORD)).await.onward();
    assert_eq!(bob.get("/api/session").await.status, 204);
}
