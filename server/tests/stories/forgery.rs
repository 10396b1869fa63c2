//! Forms that foreign pages send change nothing.

use crate::house::House;

/// What comes with a form of somebody else's page.
pub(crate) const ELSEWHERE: [&[(&str, &str)]; 6] = [
    &[],
    &[("Origin", "null")],
    &[("Origin", "http://evil.example")],
    &[("Origin", "http://evil.example"), ("Sec-Fetch-Site", "same-origin")],
    &[("Sec-Fetch-Site", "cross-site")],
    &[("Sec-Fetch-Site", "same-site"), ("Origin", "http://evil.example")],
];
/// What it is told.
pub(crate) const FOREIGN: &str = "This did not come from a page of this server";

#[tokio::test]
async fn only_our_own_pages_may_post() {
    let (house, mut ann) = House::of_ann().await;
    let ours = format!("http://{}", house.address);
    let both: &[(&str, &str)] = &[("Origin", &ours), ("Origin", "http://evil.example")];
    for headers in ELSEWHERE.into_iter().chain([both]) {
        ann.post_from("/sign-out", &[], headers).await.says(403, FOREIGN);
    }
    assert_eq!(ann.get("/api/session").await.status, 204, "still signed in");
    assert_eq!(ann.get("/sign-out").await.status, 405, "reading changes nothing");
    ann.post_from("/sign-out", &[], &[("Sec-Fetch-Site", "same-origin")]).await.onward();
}

#[tokio::test]
async fn a_second_session_cookie_makes_none() {
    let (_house, mut ann) = House::of_ann().await;
    ann.cookies.insert("x".into(), "1; hark_session=planted".into());
    assert_eq!(ann.get("/api/session").await.status, 401);
}
