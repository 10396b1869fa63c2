//! A code after the password: turning it on, signing in by it, and losing the app.

use hark_server::totp::Secret;

use crate::browser::{Answer, Browser};
use crate::house::{House, PASSWORD};

const SIGN_IN: [(&str, &str); 2] = [("email", "ann@example.org"), ("password", PASSWORD)];
const CURRENT: [(&str, &str); 1] = [("current", PASSWORD)];

/// What an app was given: it shows codes of any step it is asked for.
struct App(Secret);

impl App {
    /// Ann gives an app what the page shows her, and shows the page a code of it.
    async fn of(ann: &mut Browser) -> (Self, Vec<String>) {
        let page = ann.post("/account/second-step/prepare", &CURRENT).await;
        let shown = page.after("id=\"secret\" type=\"text\" dir=\"ltr\" readonly value=\"");
        let app = Self::reads(&shown);
        let link = page.after("<a href=\"otpauth://totp/");
        assert!(link.contains(&shown.replace(' ', "")), "{link}");
        page.says(200, "<svg class=\"qr\"");
        let answer = ann.post("/account/second-step/on", &[("code", &app.code(0))]).await;
        let codes = recovery_codes(&answer);
        (app, codes)
    }

    fn reads(shown: &str) -> Self {
        let bytes = data_encoding::BASE32_NOPAD.decode(shown.replace(' ', "").as_bytes()).unwrap();
        Self(Secret::of(bytes.try_into().unwrap()))
    }

    /// The code that it shows so many steps from now.
    fn code(&self, steps: i64) -> String {
        self.0.code_at(hark_protocol::Timestamp(now() + steps * 30_000))
    }
}

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    since.as_millis() as i64
}

#[track_caller]
fn recovery_codes(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{}", answer.text());
    let (_, list) = answer.text().split_once("aria-describedby=\"codes-text\">").unwrap();
    let codes = list.split("</textarea>").next().unwrap();
    codes.split_whitespace().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_password_alone_opens_nothing_where_codes_are_asked_for() {
    let (house, mut ann) = House::of_ann().await;
    let (app, _) = App::of(&mut ann).await;
    let mut phone = house.browser();
    assert_eq!(phone.post("/sign-in", &SIGN_IN).await.onward(), "/sign-in/code");
    assert!(!phone.cookies.contains_key("hark_session"));
    assert_eq!(phone.get("/api/session").await.status, 401);
    phone.get("/sign-in/code").await.says(200, "One more step");
    phone.post("/sign-in/code", &[("code", "12")]).await.says(422, "This code is wrong");
    assert_eq!(phone.post("/sign-in/code", &[("code", &app.code(1))]).await.onward(), "/");
    assert_eq!(phone.get("/api/session").await.status, 204);
    // It was the end of this first step.
    assert!(!phone.cookies.contains_key("hark_halfway"));
    phone.cookies.remove("hark_session");
    assert_eq!(phone.get("/sign-in/code").await.onward(), "/sign-in");
}

#[tokio::test]
async fn a_code_works_once_and_none_before_it() {
    let (house, mut ann) = House::of_ann().await;
    let (app, _) = App::of(&mut ann).await;
    let mut thief = house.browser();
    thief.post("/sign-in", &SIGN_IN).await.onward();
    let shown = app.code(0);
    thief.post("/sign-in/code", &[("code", &shown)]).await.says(422, "it was used already");
    let mut phone = house.browser();
    phone.post("/sign-in", &SIGN_IN).await.onward();
    let next = app.code(1);
    phone.post("/sign-in/code", &[("code", &next)]).await.onward();
    thief.post("/sign-in/code", &[("code", &next)]).await.says(422, "it was used already");
    thief.post("/sign-in/code", &[("code", &shown)]).await.says(422, "it was used already");
}

#[tokio::test]
async fn after_some_wrong_codes_the_password_is_asked_for_and_after_more_one_waits() {
    let (house, mut ann) = House::of_ann().await;
    let (app, _) = App::of(&mut ann).await;
    let mut thief = house.browser();
    for _ in 0..2 {
        thief.post("/sign-in", &SIGN_IN).await.onward();
        for _ in 0..5 {
            thief.post("/sign-in/code", &[("code", "000000")]).await.says(422, "is wrong");
        }
        let halfway = thief.cookies["hark_halfway"].clone();
        let next = thief.post("/sign-in/code", &[("code", &app.code(1))]).await;
        if next.status == 429 {
            next.says(429, "There were too many tries. Wait 15 minutes");
            break;
        }
        assert_eq!(next.onward(), "/sign-in?note=again");
        thief.cookies.insert("hark_halfway".into(), halfway);
        assert_eq!(thief.get("/sign-in/code").await.onward(), "/sign-in", "it is used up");
    }
    thief.post("/sign-in", &SIGN_IN).await.onward();
    let again = thief.post("/sign-in/code", &[("code", &app.code(1))]).await;
    again.says(429, "There were too many tries.");
    // Where she has signed in before, she still does.
    ann.post("/sign-out", &[]).await.onward();
    ann.post("/sign-in", &SIGN_IN).await.onward();
    ann.post("/sign-in/code", &[("code", &app.code(1))]).await.onward();
}

#[tokio::test]
async fn a_recovery_code_works_once_where_the_app_is_gone() {
    let (house, mut ann) = House::of_ann().await;
    let (_, codes) = App::of(&mut ann).await;
    assert_eq!(codes.len(), 10);
    let mut phone = house.browser();
    phone.post("/sign-in", &SIGN_IN).await.onward();
    let written = codes[3].replace('-', " ").to_uppercase();
    let onward = phone.post("/sign-in/code", &[("code", &written)]).await.onward().to_owned();
    phone.get(&onward).await.says(200, "You signed in with a recovery code");
    phone.get(&onward).await.says(200, "9 recovery codes are left.");
    let mut thief = house.browser();
    thief.post("/sign-in", &SIGN_IN).await.onward();
    thief.post("/sign-in/code", &[("code", &codes[3])]).await.says(422, "it was used already");

    // New ones take the place of the others, for whoever knows the password.
    let renew = "/account/second-step/codes";
    phone.post(renew, &[("current", "a guess")]).await.says(422, "not your current password");
    let new = recovery_codes(&phone.post(renew, &CURRENT).await);
    thief.post("/sign-in/code", &[("code", &codes[4])]).await.says(422, "is wrong");
    thief.post("/sign-in/code", &[("code", &new[4])]).await.onward();
    ann.get("/admin/audit").await.says(200, "Signed in with a recovery code");
}

#[tokio::test]
async fn turning_codes_on_and_off_takes_the_password_and_ends_other_sessions() {
    let (house, mut ann) = House::of_ann().await;
    let mut phone = house.browser();
    phone.post("/sign-in", &SIGN_IN).await.onward();
    let wrong = [("current", "a guess")];
    let prepare = "/account/second-step/prepare";
    ann.post(prepare, &wrong).await.says(422, "not your current password");
    let page = ann.post(prepare, &CURRENT).await;
    let first = page.after("id=\"secret\" type=\"text\" dir=\"ltr\" readonly value=\"");
    ann.post("/account/second-step/on", &[("code", "000000")]).await.says(422, &first);
    assert!(!ann.get("/account/second-step").await.text().contains(&first), "shown once");
    assert_eq!(phone.get("/api/session").await.status, 204, "nothing changed yet");

    let mut before = ann.clone();
    let (app, _) = App::of(&mut ann).await;
    assert_ne!(App::reads(&first).code(0), app.code(0), "a new key each time");
    assert_eq!(phone.get("/api/session").await.status, 401);
    assert_eq!(ann.get("/api/session").await.status, 204);
    assert_eq!(before.get("/api/session").await.status, 401, "its token is another now");
    ann.get("/account").await.says(200, "On. After your password you are asked for a code");

    phone.post("/sign-in", &SIGN_IN).await.onward();
    phone.post("/sign-in/code", &[("code", &app.code(1))]).await.onward();
    let off = "/account/second-step/off";
    ann.post(off, &wrong).await.says(422, "not your current password");
    assert_eq!(ann.post(off, &CURRENT).await.onward(), "/account/second-step?note=off");
    assert_eq!(phone.get("/api/session").await.status, 401);
    phone.post("/sign-in", &SIGN_IN).await.onward();
    assert_eq!(phone.get("/api/session").await.status, 204);
    let log = ann.get("/admin/audit").await;
    for deed in ["Codes turned on", "Codes turned off", "Recovery codes made"] {
        log.says(200, deed);
    }
}

#[tokio::test]
async fn whoever_looks_after_people_takes_it_off_somebody_who_lost_it() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    let theirs = "/admin/people/2/second-step";
    assert!(!ann.get("/admin/people/2").await.text().contains(theirs));
    App::of(&mut bob).await;
    let sign_in = [("email", "bob@example.org"), ("password", PASSWORD)];
    let mut phone = house.browser();
    assert_eq!(phone.post("/sign-in", &sign_in).await.onward(), "/sign-in/code");
    ann.get("/admin/people/2").await.says(200, theirs);
    assert_eq!(bob.post(theirs, &[]).await.status, 403, "not one's own");
    ann.post(theirs, &[]).await.onward();
    assert_eq!(phone.post("/sign-in", &sign_in).await.onward(), "/");
    let log = ann.get("/admin/audit").await;
    log.says(200, "Codes turned off");
    log.says(200, "To Bob");
    let own = ann.post("/admin/people/1/second-step", &[]).await;
    assert_eq!(own.status, 403, "with the password only");
}
