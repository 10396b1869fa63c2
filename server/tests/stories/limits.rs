//! Every limit of what a form or an address says: one less and exactly that is taken, one more is
//! not, and the page says so.

use hark_protocol::Limits;

use crate::house::{House, PASSWORD};

#[tokio::test]
async fn what_people_and_rooms_are_called_has_its_length() {
    let (_house, mut ann) = House::of_ann().await;
    let limits = Limits::default();
    let forms = [
        ("/account/name", "name", limits.person_name_chars),
        ("/account/status", "status", limits.status_chars),
        ("/rooms/new", "name", limits.room_name_chars),
        ("/rooms/new", "topic", limits.topic_chars),
    ];
    for (path, field, limit) in forms {
        for count in limit - 1..=limit + 1 {
            // Characters are counted, not bytes.
            let text = "é".repeat(count as usize);
            let rest = [("name", "Kitchen"), ("topic", ""), ("access", "open"), ("ends", "never")];
            let mut fields = vec![(field, text.as_str())];
            fields.extend(rest.iter().filter(|(name, _)| *name != field));
            let status = ann.post(path, &fields).await.status;
            let expected = if count <= limit { 303 } else { 422 };
            assert_eq!(status, expected, "{path} with a {field} of {count}");
        }
    }
}

#[tokio::test]
async fn a_message_by_a_form_has_its_length() {
    let (_house, mut ann) = House::of_ann().await;
    let limit = Limits::default().body_bytes as usize;
    for (count, status) in [(limit - 1, 303), (limit, 303), (limit + 1, 400)] {
        let text = "x".repeat(count);
        let answer = ann.post("/rooms/1/messages", &[("body", &text)]).await;
        assert_eq!(answer.status, status, "{count} bytes");
    }
}

#[tokio::test]
async fn a_password_is_neither_short_nor_endless() {
    let (_house, mut ann) = House::of_ann().await;
    let (least, most) = (8, 1024);
    let mut current = PASSWORD.to_owned();
    for count in [least - 1, least, least + 1, most - 1, most, most + 1] {
        let new = unlikely(count);
        let fields = [("current", current.as_str()), ("password", &new)];
        let answer = ann.post("/account/password", &fields).await;
        if (least..=most).contains(&count) {
            assert_eq!(answer.status, 303, "{count} bytes");
            current = new;
        } else {
            assert_eq!(answer.status, 422, "{count} bytes");
        }
    }
}

/// So many letters that nobody tries first.
fn unlikely(count: usize) -> String {
    let mut state = count as u32;
    let letters = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'a' + (state >> 24) as u8 % 26)
    });
    letters.take(count).collect()
}

#[tokio::test]
async fn a_search_is_read_up_to_its_limit() {
    let (_house, mut ann) = House::of_ann().await;
    let limit = Limits::default().query_bytes as usize;
    for count in [limit - 1, limit, limit + 1] {
        let answer = ann.get(&format!("/search?q={}", "x".repeat(count))).await;
        assert_eq!(answer.status, 200);
        let left_out = answer.text().contains("there is too much before it");
        assert_eq!(left_out, count > limit, "{count} bytes");
    }
}
