//! The page of searching, as a browser without scripts sees it.

use std::time::Duration;

use crate::browser::{Answer, Browser};
use crate::house::House;

/// The page for this query, when the index has caught up.
async fn search(browser: &mut Browser, query: &str) -> Answer {
    let asked = async {
        loop {
            let answer = browser.get(&format!("/search?q={query}")).await;
            if !answer.text().contains("cannot be found yet") {
                return answer;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(60), asked).await.expect("the index catches up")
}

#[tokio::test]
async fn what_was_said_is_found_and_marked() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    ann.get("/search?q=kettle").await.says(200, "Nothing was found");
    ann.post("/rooms/1/messages", &[("body", "<b>Two</b> kettles & a pot")]).await.onward();

    let answer = search(&mut bob, "kettle").await;
    answer.says(200, "&lt;b&gt;Two&lt;/b&gt; <mark>kettle</mark>s &amp; a pot");
    let seq = answer.after("href=\"/rooms/1/messages/");
    let (seq, _) = seq.split_once('#').unwrap();
    bob.get("/rooms/1").await.says(200, &format!("id=\"m-{seq}\""));
    // The field shows what was asked, whatever it holds.
    search(&mut bob, "%22kettles%22%3E").await.says(200, "value=\"&quot;kettles&quot;&gt;\"");
    let title = "<title>kettles from:ann · Search · Hark</title>";
    search(&mut bob, "kettles+from%3Aann").await.says(200, title);
}

#[tokio::test]
async fn what_was_left_out_and_who_is_unknown_is_said() {
    let (_house, mut ann) = House::of_ann().await;
    let answer = search(&mut ann, "tea+has:cheese+before:soon+from:zoe+in:attic").await;
    for note in [
        "“has:cheese” was left out: there is no such filter.",
        "“before:soon” was left out: a day is written like 2026-01-31.",
        "Nobody here is called “zoe”.",
        "You are in no room called “attic”.",
        "Nothing was found",
    ] {
        answer.says(200, note);
    }
    let help = ann.get("/search").await;
    help.says(200, "<details class=\"search-help\" open");
    assert!(!help.text().contains("Nothing was found"));
    ann.get("/search?q=&before=x&more=yes").await.says(200, "What you can write");
}

#[tokio::test]
async fn older_ones_are_a_page_further() {
    let (_house, mut ann) = House::of_ann().await;
    for number in 1..=25 {
        let body = format!("kettle {number} of many & more");
        ann.post("/rooms/1/messages", &[("body", &body)]).await.onward();
    }
    let first = search(&mut ann, "kettle+%26").await;
    first.says(200, "kettle</mark> 25 of");
    first.says(200, "kettle</mark> 6 of");
    assert!(!first.text().contains("kettle</mark> 5 of"));
    let older = first.after("</ol><a class=\"button\" href=\"").replace("&amp;", "&");
    assert!(older.starts_with("/search?q=kettle%20%26&before="), "{older}");
    let second = ann.get(&older).await;
    second.says(200, "kettle</mark> 5 of");
    second.says(200, "kettle</mark> 1 of");
    assert!(!second.text().contains("rel=\"next\""));
}

#[tokio::test]
async fn whoever_is_not_signed_in_comes_back_to_the_search() {
    let house = House::new().await;
    let answer = house.browser().get("/search?q=tea%20pot").await;
    assert_eq!(answer.onward(), "/sign-in?next=/search%3Fq%3Dtea%2520pot");
}
