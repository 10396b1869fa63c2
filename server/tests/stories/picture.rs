//! Pictures of people: sent by a form, shown to whoever is signed in, and never as what they were
//! sent as.

use hark_protocol::PictureId;

use crate::browser::Answer;
use crate::house::House;

/// One dot of this much red.
pub(crate) fn dot(red: u8) -> Vec<u8> {
    let colors = [0x80, 0, 0, red, 40, 40, 0, 0, 0];
    let dot = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b];
    [&b"GIF89a\x01\0\x01\0"[..], &colors, &dot].concat()
}

/// Where Ann's picture is.
fn address_of(page: &Answer) -> String {
    format!("/people/1/pictures/{}", page.after("/people/1/pictures/"))
}

#[tokio::test]
async fn a_picture_is_shown_at_an_address_that_changes_with_it() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    assert_eq!(ann.upload("/account/picture", &dot(200)).await.onward(), "/account?note=saved");
    let address = address_of(&bob.get("/people").await);
    let shown = bob.get(&address).await;
    assert_eq!(shown.status, 200);
    assert_eq!(shown.header("content-type"), "image/jpeg");
    assert_eq!(shown.header("x-content-type-options"), "nosniff");
    assert_eq!(shown.header("cache-control"), "private, max-age=31536000, immutable");
    assert!(shown.header("content-security-policy").starts_with("default-src 'none'"));
    assert!(shown.body.starts_with(&[0xff, 0xd8, 0xff]), "this is no JPEG");
    ann.get("/rooms/1").await.says(200, &format!("src=\"{address}\""));
    bob.get("/direct/new").await.says(200, &address);

    ann.upload("/account/picture", &dot(90)).await.onward();
    let next = address_of(&bob.get("/people").await);
    assert_ne!(next, address);
    assert_eq!(bob.get(&address).await.status, 404);
    assert_eq!(bob.get(&next).await.status, 200);
    assert_eq!(house.browser().get(&next).await.status, 303, "nobody is signed in");

    ann.get("/account").await.says(200, "Remove your picture");
    ann.post("/account/picture/remove", &[]).await.onward();
    assert_eq!(bob.get(&next).await.status, 404);
    assert!(!bob.get("/people").await.text().contains("avatar__picture"));
    assert!(!ann.get("/account").await.text().contains("Remove your picture"));
}

#[tokio::test]
async fn what_is_no_picture_is_refused_in_words() {
    let (house, mut ann) = House::of_ann().await;
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let refused = ann.upload("/account/picture", svg).await;
    refused.says(422, "This file cannot be read as a picture.");
    ann.upload("/account/picture", b"").await.says(422, "This file cannot be read as a picture.");
    // A dot that says it is 60,000 wide and high.
    let mut bomb = dot(200);
    bomb[6..10].copy_from_slice(&[0x60, 0xea, 0x60, 0xea]);
    ann.upload("/account/picture", &bomb).await.says(422, "more than 25 million pixels");
    let large = vec![0xff; 10 * 1024 * 1024 + 1];
    ann.upload("/account/picture", &large).await.says(422, "larger than 10 MB");
    ann.post("/account/picture", &[]).await.says(400, "");
    let people = house.app.store.people().await.unwrap();
    assert_eq!(people[0].person.picture, None::<PictureId>);
}
