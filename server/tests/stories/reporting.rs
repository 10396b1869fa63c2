//! Reporting a message and handling the report, without scripts.

use crate::house::House;

#[tokio::test]
async fn a_message_is_reported_and_what_came_of_it_stays_listed() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    let mut cy = house.welcome(&mut ann, "Cy").await;
    let rude = [("body", "You are <b>all</b> fools")];
    let at = bob.post("/rooms/1/messages", &rude).await.onward().to_owned();
    let seq = at.strip_prefix("/rooms/1#m-").unwrap();
    let form = format!("/rooms/1/messages/{seq}/report");
    let page = cy.get(&form).await;
    page.says(200, "You are &lt;b&gt;all&lt;/b&gt; fools");
    page.says(200, "Its author is not told.");
    assert_eq!(bob.get(&form).await.status, 400, "his own");

    let long = "a".repeat(501);
    let refused = cy.post(&form, &[("reason", &long)]).await;
    refused.says(422, "At most 500 characters fit here.");
    refused.says(422, &long);
    let sent = cy.post(&form, &[("reason", "We are <i>not</i>")]).await;
    assert_eq!(sent.onward(), form);
    cy.get(&form).await.says(200, "You reported this message:");
    assert_eq!(cy.post(&form, &[("reason", "Again")]).await.onward(), form);
    assert!(!bob.get("/rooms/1").await.text().contains("eport"), "its author is not told");

    ann.get("/admin").await.says(200, "Reports: 1");
    let queue = ann.get("/admin/reports").await;
    queue.says(200, "A message by");
    queue.says(200, "We are &lt;i&gt;not&lt;/i&gt;");
    let page = ann.get("/admin/reports/1").await;
    page.says(200, "You are &lt;b&gt;all&lt;/b&gt; fools");
    assert!(!page.text().contains("selected"), "nobody decides by mistake");
    assert_eq!(ann.get("/admin/reports/2").await.status, 404);
    let early = [("outcome", "silenced"), ("note", "A day off")];
    let early = ann.post("/admin/reports/1", &early).await;
    early.says(422, "The author is in no timeout.");
    early.says(422, "A day off");
    let removed = [("outcome", "removed"), ("note", "Enough")];
    assert_eq!(ann.post("/admin/reports/1", &removed).await.onward(), "/admin/reports/1");
    let page = ann.get("/admin/reports/1").await;
    page.says(200, "Message removed");
    page.says(200, "Enough");
    assert!(!page.text().contains("<select"), "it is decided");
    ann.get("/admin/reports").await.says(200, "Nothing waits to be looked at.");
    ann.get("/admin/audit").await.says(200, "report 1: removed");
    bob.get("/rooms/1").await.says(200, "Removed by a moderator.");
    assert_eq!(ann.post("/admin/reports/1", &[("outcome", "praised")]).await.status, 400);
}

#[tokio::test]
async fn who_reports_too_much_is_told_to_come_back() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    for number in 1..=11 {
        let text = format!("Message {number}");
        let at = bob.post("/rooms/1/messages", &[("body", text.as_str())]).await;
        let seq = at.onward().strip_prefix("/rooms/1#m-").unwrap().to_owned();
        let form = format!("/rooms/1/messages/{seq}/report");
        let sent = ann.post(&form, &[("reason", "Too loud")]).await;
        if number < 11 {
            assert_eq!(sent.onward(), form);
        } else {
            sent.says(429, "You have reported a lot in the last hour.");
            sent.says(429, "Too loud");
            assert_eq!(sent.header("retry-after"), "3600");
        }
    }
}
