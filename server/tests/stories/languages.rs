//! In which language pages are, from the first one on.

use crate::house::{House, PASSWORD};

#[tokio::test]
async fn a_stranger_is_met_in_the_language_of_their_browser() {
    let (house, _ann) = House::of_ann().await;
    let mut stranger = house.browser();
    let ask = [("Accept-Language", "de, ar-EG;q=0.9, en;q=0.8")];
    let page = stranger.ask("GET", "/sign-in", &ask, "").await;
    assert_eq!(page.header("content-language"), "ar");
    assert_eq!(page.header("vary"), "accept-language, cookie");
    page.says(200, "<html lang=\"ar\" dir=\"rtl\">");
    let page = stranger.get("/sign-in").await;
    assert_eq!(page.header("content-language"), "en");
    page.says(200, "<html lang=\"en\" dir=\"ltr\">");
}

#[tokio::test]
async fn problems_and_forms_speak_it_too() {
    let (house, mut ann) = House::of_ann().await;
    let czech = [("Accept-Language", "cs")];
    ann.ask("GET", "/nothing/here", &czech, "").await.says(404, "Nic tu není");
    let origin = format!("http://{}", ann.address);
    let from = [("Origin", origin.as_str()), ("Accept-Language", "zh-CN")];
    let wrong = [("email", "ann@example.org"), ("password", "a guess")];
    house.browser().post_from("/sign-in", &wrong, &from).await.says(422, "邮箱和密码不匹配。");
    let foreign = [("Origin", "http://elsewhere.example"), ("Accept-Language", "ar")];
    let fields = [("email", "ann@example.org"), ("password", PASSWORD)];
    let answer = house.browser().post_from("/sign-in", &fields, &foreign).await;
    answer.says(403, "لم يأتِ هذا من صفحة لهذا الخادم");
}

#[tokio::test]
async fn a_language_is_chosen_for_one_browser() {
    let (_house, mut ann) = House::of_ann().await;
    ann.post("/account/look", &[("theme", "dark"), ("language", "cs")]).await.onward();
    let page = ann.get("/account?note=saved").await;
    page.says(200, "<html lang=\"cs\" dir=\"ltr\" data-theme=\"dark\"><head>");
    let page = ann.get("/rooms/1").await;
    page.says(200, "/pkg/words.cs.");
    ann.post("/account/look", &[("language", "klingon")]).await.onward();
    ann.get("/account").await.says(200, "<html lang=\"en\" dir=\"ltr\"><head>");
}
