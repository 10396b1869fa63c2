//! Making rooms, finding them, and who gets in.

use crate::house::House;

#[tokio::test]
async fn an_open_room_has_a_door_for_those_who_are_not_in_it() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    let fields = [("name", "Kitchen"), ("topic", "Who cooks"), ("access", "open")];
    let room = ann.post("/rooms/new", &fields).await.onward().to_owned();

    bob.get("/rooms").await.says(200, "Kitchen");
    let door = bob.get(&room).await;
    door.says(200, "Who cooks · 1 member");
    assert!(!door.text().contains("chat-page"), "no timeline from outside");
    assert_eq!(bob.post(&format!("{room}/join"), &[]).await.onward(), room);
    bob.get(&room).await.says(200, "id=\"chat-page\"");
    bob.post(&format!("{room}/leave"), &[]).await.onward();
    bob.get(&room).await.says(200, "Who cooks · 1 member");
}

#[tokio::test]
async fn a_closed_room_is_not_there_for_others() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    let fields = [("name", "Salaries"), ("topic", ""), ("access", "closed")];
    let room = ann.post("/rooms/new", &fields).await.onward().to_owned();

    let closed = bob.get(&room).await;
    closed.says(404, "There is nothing here");
    for other in ["/rooms/999", "/rooms/-1", "/rooms/salaries", "/nowhere"] {
        let unknown = bob.get(other).await;
        assert_eq!(unknown.status, 404);
        assert_eq!(unknown.text_without_nonce(), closed.text_without_nonce(), "{other}");
    }
    for action in ["join", "leave", "settings", "archive", "messages"] {
        let fields = [("name", "Mine"), ("body", "hello")];
        let answer = bob.post(&format!("{room}/{action}"), &fields).await;
        answer.says(404, "There is nothing here");
    }
    assert!(!bob.get("/rooms").await.text().contains("Salaries"));
    ann.get(&room).await.says(200, "Salaries");
}

#[tokio::test]
async fn the_settings_change_the_room() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    let fields = [("name", "Salaries"), ("topic", ""), ("access", "closed")];
    let room = ann.post("/rooms/new", &fields).await.onward().to_owned();
    let settings = format!("{room}/settings");

    let answer = ann.post(&settings, &[("name", ""), ("topic", "Numbers")]).await;
    answer.says(422, "Write a name.");
    answer.says(422, "value=\"Numbers\"");
    let answer = ann.post(&settings, &[("name", "Money"), ("topic", "Numbers")]).await;
    assert_eq!(answer.onward(), format!("{settings}?note=saved"));
    ann.get(&settings).await.says(200, "value=\"Money\"");
    let slow = format!("{room}/slow");
    assert_eq!(ann.post(&slow, &[("seconds", "21601")]).await.status, 409);
    assert_eq!(ann.post(&slow, &[("seconds", "soon")]).await.status, 400);
    ann.post(&slow, &[("seconds", "300")]).await.onward();
    ann.get(&settings).await.says(200, "<option value=\"300\" selected");
    ann.get(&room).await.says(200, "turned slow mode on");

    let page = ann.get(&settings).await;
    let (_, people) = page.text().split_once("name=\"user\"").unwrap();
    let bobs_id = people.split("<option value=\"").nth(1).unwrap().split('"').next().unwrap();
    ann.post(&format!("{room}/members/add"), &[("user", bobs_id)]).await.onward();
    bob.get(&room).await.says(200, "Money");
    let answer = bob.post(&format!("{room}/archive"), &[]).await;
    answer.says(403, "You may not do this");

    ann.post(&format!("{room}/archive"), &[]).await.onward();
    let answer = bob.post(&format!("{room}/messages"), &[("body", "too late")]).await;
    answer.says(409, "This room is archived");
    ann.post(&format!("{room}/unarchive"), &[]).await.onward();
    ann.post(&format!("{room}/members/remove"), &[("user", bobs_id)]).await.onward();
    bob.get(&room).await.says(404, "There is nothing here");
}
