//! Scripts, styles and pictures.

use crate::house::House;

#[tokio::test]
async fn hashed_files_may_be_kept_for_ever_and_others_are_asked_for() {
    let house = House::new().await;
    let mut browser = house.browser();
    let wasm = browser.get("/pkg/hark.M6Uv4bqmd8P-Wk2_T1zZ0Q.wasm").await;
    assert_eq!(wasm.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(wasm.header("content-type"), "application/wasm");
    assert_eq!(wasm.header("x-content-type-options"), "nosniff");

    let icon = browser.get("/favicon.svg").await;
    assert_eq!(icon.header("cache-control"), "public, no-cache");
    assert_eq!(icon.header("content-type"), "image/svg+xml");
    let etag = icon.header("etag").to_owned();
    let again = browser.ask("GET", "/favicon.svg", &[("If-None-Match", &etag)], "").await;
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[tokio::test]
async fn nothing_outside_the_site_is_served() {
    let house = House::new().await;
    std::fs::write(house.dir.path().join("secret.txt"), "secret").unwrap();
    let mut browser = house.browser();
    for path in ["/../secret.txt", "/pkg/../../secret.txt", "/%2e%2e/secret.txt", "/pkg"] {
        let answer = browser.get(path).await;
        answer.says(404, "There is nothing here");
    }
}

#[tokio::test]
async fn without_its_site_the_server_says_so() {
    let house = House::with(|config| {
        let site = config.data.with_file_name("empty");
        std::fs::create_dir(&site).unwrap();
        config.site = Some(site);
    })
    .await;
    house.browser().get("/").await.says(500, "were not built");
}
