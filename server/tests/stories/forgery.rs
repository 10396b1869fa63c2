//! Forms that foreign pages send change nothing.

use crate::house::House;

#[tokio::test]
async fn only_our_own_pages_may_post() {
    let (house, mut ann) = House::of_ann().await;
    let ours = format!("http://{}", house.address);
    let refused: [&[(&str, &str)]; 6] = [
        &[],
        &[("Origin", "null")],
        &[("Origin", "http://evil.example")],
        &[("Origin", "http://evil.example"), ("Sec-Fetch-Site", "same-origin")],
        &[("Sec-Fetch-Site", "cross-site")],
        &[("Origin", &ours), ("Origin", "http://evil.example")],
    ];
    for headers in refused {
        let answer = ann.post_from("/sign-out", &[], headers).await;
        answer.says(403, "This did not come from a page of this server");
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
