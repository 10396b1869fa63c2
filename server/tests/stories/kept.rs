//! Rooms' pages are kept as they were drawn. Whatever happens, nobody gets a page that says
//! anything else than one that is drawn anew.

use std::io::Read as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use hark_protocol::{
    Access, Body, ChatPage, ClientMessageId, Level, PersonName, Reaction, ReplyTo, RoomId,
    RoomName, Seq, Status, StatusText, Timestamp, Topic, UserId, ZoneName,
};
use hark_server::store::{Membership, Store};

use crate::browser::{Answer, Browser};
use crate::house::House;

const ROOM: RoomId = RoomId(1);
const ANN: UserId = UserId(1);
const BOB: UserId = UserId(2);

/// A page without what each load has for itself, and what it goes on from.
#[derive(Debug, PartialEq)]
struct Page {
    html: String,
    data: ChatPage,
}

/// A page, and when it was drawn.
fn read(answer: &Answer) -> (Page, Timestamp) {
    assert_eq!(answer.status, 200, "{}", answer.text());
    let encoded = answer.after("id=\"chat-page\" data-failed=\"");
    let text = answer.text_without_nonce();
    let data = text.split_once(&format!("{encoded}\">")).unwrap().1.split('<').next().unwrap();
    let mut page = ChatPage::decode(&STANDARD.decode(data).unwrap()).unwrap();
    let mut html = text.replace(data, "DATA");
    if let Some((_, form)) = text.split_once("name=\"client_message_id\" value=\"") {
        html = html.replace(form.split('"').next().unwrap(), "ID");
    }
    let drawn = std::mem::replace(&mut page.now, Timestamp(0));
    (Page { html, data: page }, drawn)
}

/// Somebody who looks at one page again and again.
struct Reader {
    browser: Browser,
    address: &'static str,
    seen: Page,
    times: u32,
}

impl Reader {
    async fn of(mut browser: Browser, address: &'static str) -> Self {
        let seen = read(&browser.get(address).await).0;
        Self { browser, address, seen, times: 0 }
    }

    /// The page is kept: it comes again as it was drawn.
    async fn has_it_kept(&mut self) {
        let mut drawn = read(&self.browser.get(self.address).await).1;
        // Something may still be written in the background, and a minute may end.
        for _ in 0..1000 {
            let (page, again) = read(&self.browser.get(self.address).await);
            if again == drawn {
                self.seen = page;
                return;
            }
            drawn = again;
        }
        panic!("{} is drawn each time", self.address);
    }

    /// Something was done that the page shows: it is another page now, the one that is drawn for
    /// who never asked under this address.
    async fn sees(&mut self, what: &str) {
        let now = read(&self.browser.get(self.address).await).0;
        self.times += 1;
        let address = format!("{}?times={}", self.address, self.times);
        let drawn = read(&self.browser.get(&address).await).0;
        assert!(now == drawn, "not what is drawn: {what}\n{now:?}\n{drawn:?}");
        assert!(now != self.seen, "nothing changed: {what}");
        self.has_it_kept().await;
    }
}

fn body(text: &str) -> Body {
    Body::parse(text).unwrap()
}

/// Posts, and says where it stands.
async fn post(store: &Store, by: &Membership, id: u8, text: &str) -> Seq {
    store.post(by, None, ClientMessageId([id; 16]), body(text)).await.unwrap().seq
}

#[tokio::test]
async fn what_is_said_in_the_room_is_on_the_next_page() {
    let (house, mut ann) = House::of_ann().await;
    let bob = house.welcome(&mut ann, "Bob").await;
    let store = &house.app.store;
    let (by_ann, by_bob) =
        (store.membership(ANN, ROOM).await.unwrap(), store.membership(BOB, ROOM).await.unwrap());
    let mut bob = Reader::of(bob, "/rooms/1").await;
    bob.has_it_kept().await;
    let soup = post(store, &by_ann, 1, "Soup is ready").await;
    bob.sees("a message").await;
    store.edit(&by_ann, soup, body("Soup is *almost* ready")).await.unwrap();
    bob.sees("a message that was changed").await;
    let reaction = Reaction::parse("🍲").unwrap();
    store.react(&by_ann, soup, reaction.clone()).await.unwrap();
    bob.sees("a reaction").await;
    store.unreact(&by_ann, soup, reaction).await.unwrap();
    bob.sees("a reaction that was taken back").await;
    store.pin(&by_ann, soup).await.unwrap();
    bob.sees("a pin").await;
    store.unpin(&by_ann, soup).await.unwrap();
    bob.sees("a pin that was taken off").await;
    let to = ReplyTo { root: soup, in_room: false };
    store.post(&by_ann, Some(to), ClientMessageId([2; 16]), body("Bread, too")).await.unwrap();
    bob.sees("a reply").await;
    store.follow_thread(&by_bob, soup).await.unwrap();
    store.post(&by_ann, Some(to), ClientMessageId([3; 16]), body("And salt")).await.unwrap();
    bob.sees("an unread reply to a thread that is followed").await;
    store.mark_thread_read(&by_bob, soup, Seq(u64::MAX)).await.unwrap();
    bob.sees("a thread that was read").await;
    store.mark_read(&by_bob, soup, 0).await.unwrap();
    bob.sees("a read cursor").await;
    store.mark_unread(&by_bob, soup).await.unwrap();
    bob.sees("a read cursor that was set back").await;
    store.choose_level(&by_bob, Some(Level::Nothing)).await.unwrap();
    bob.sees("a level").await;
    store.delete(&by_ann, soup).await.unwrap();
    bob.sees("a message that was removed").await;
}

#[tokio::test]
async fn what_a_room_is_and_who_is_in_it_is_on_the_next_page() {
    let (house, mut ann) = House::of_ann().await;
    let bob = house.welcome(&mut ann, "Bob").await;
    let store = &house.app.store;
    let by_ann = store.membership(ANN, ROOM).await.unwrap();
    let keeper = store.keeper(ANN, ROOM).await.unwrap();
    let mut bob = Reader::of(bob, "/rooms/1").await;
    bob.has_it_kept().await;
    store.rename_room(&by_ann, RoomName::parse("Kitchen").unwrap()).await.unwrap();
    bob.sees("the room's name").await;
    store.set_topic(&by_ann, Topic::parse("What we eat").unwrap()).await.unwrap();
    bob.sees("its topic").await;
    store.set_slow_mode(&by_ann, 30).await.unwrap();
    bob.sees("its slow mode").await;
    store.archive(&keeper).await.unwrap();
    bob.sees("that it was archived").await;
    store.unarchive(&keeper).await.unwrap();
    bob.sees("that it goes on").await;
    house.welcome(&mut ann, "Carla").await;
    bob.sees("who came").await;
    store.remove_member(&keeper, UserId(3)).await.unwrap();
    bob.sees("who went").await;
    let (name, topic) = (RoomName::parse("Garden").unwrap(), Topic::parse("").unwrap());
    let garden = store.create_room(ANN, name, topic, Access::Open).await.unwrap();
    let gardener = store.membership(ANN, garden).await.unwrap();
    store.add_member(&gardener, BOB).await.unwrap();
    bob.sees("another room").await;
    post(store, &gardener, 4, "Who waters?").await;
    bob.sees("what is unread there").await;
    store.remove_member(&store.keeper(ANN, garden).await.unwrap(), BOB).await.unwrap();
    bob.sees("that it is theirs no more").await;
    store.direct_room(ANN, vec![BOB]).await.unwrap();
    bob.sees("a direct room").await;
}

#[tokio::test]
async fn what_people_are_and_may_is_on_the_next_page() {
    let (house, mut ann) = House::of_ann().await;
    let bob = house.welcome(&mut ann, "Bob").await;
    let store = &house.app.store;
    let by_ann = store.membership(ANN, ROOM).await.unwrap();
    let direct = store.direct_room(ANN, vec![BOB]).await.unwrap();
    assert_eq!(direct, RoomId(2));
    post(store, &by_ann, 1, "Soup is ready").await;
    let mut direct = Reader::of(bob.clone(), "/rooms/2").await;
    let mut bob = Reader::of(bob, "/rooms/1").await;
    bob.has_it_kept().await;
    store.rename_person(ANN, PersonName::parse("Anna").unwrap()).await.unwrap();
    bob.sees("somebody else's name").await;
    store.rename_person(BOB, PersonName::parse("Robert").unwrap()).await.unwrap();
    bob.sees("their own").await;
    let picture = std::fs::read("../public/apple-touch-icon.png").unwrap();
    ann.upload("/account/picture", &picture).await.onward();
    bob.sees("a picture").await;
    ann.post("/account/picture/remove", &[]).await.onward();
    bob.sees("a picture that was taken away").await;
    ann.post("/admin/people/2/role", &[("role", "moderator")]).await.onward();
    bob.sees("that they may remove what others wrote").await;
    ann.post("/admin/people/2/role", &[("role", "member")]).await.onward();
    bob.sees("that they may not").await;
    direct.has_it_kept().await;
    let status = Status { text: StatusText::parse("Cooking").unwrap(), until: None };
    store.set_status(ANN, Some(status)).await.unwrap();
    direct.sees("a status").await;
    store.set_zone(ANN, Some(ZoneName::parse("Asia/Tokyo").unwrap())).await.unwrap();
    direct.sees("where somebody's clock is").await;
    store.set_status(ANN, None).await.unwrap();
    direct.sees("a status that was taken back").await;
}

#[tokio::test]
async fn nobody_gets_a_page_that_is_no_longer_theirs() {
    let (house, mut ann) = House::of_ann().await;
    let store = &house.app.store;
    let keeper = store.keeper(ANN, ROOM).await.unwrap();
    let pages = ["/rooms/1", "/rooms/1/messages/1", "/rooms/1?before=9", "/rooms/1/threads/2"];
    post(store, keeper.membership(), 1, "Soup is ready").await;
    let mut people = Vec::new();
    for name in ["Bob", "Carla", "Dan", "Eve"] {
        let mut browser = house.welcome(&mut ann, name).await;
        assert_eq!(browser.get(pages[1]).await.status, 200);
        Reader::of(browser.clone(), "/rooms/1").await.has_it_kept().await;
        people.push(browser);
    }
    let [bob, carla, dan, eve] = &mut people[..] else { unreachable!("four came") };

    let mut same = bob.clone();
    bob.post("/sign-out", &[]).await.onward();
    for page in pages {
        assert!(same.get(page).await.onward().starts_with("/sign-in"), "signed out: {page}");
    }
    ann.post("/admin/people/3/ban", &[]).await.onward();
    assert!(carla.get("/rooms/1").await.onward().starts_with("/sign-in"), "banned");
    ann.post("/admin/people/4/sign-out", &[]).await.onward();
    assert!(
        dan.get("/rooms/1").await.onward().starts_with("/sign-in"),
        "their sessions were ended"
    );
    store.remove_member(&keeper, UserId(5)).await.unwrap();
    let door = eve.get("/rooms/1").await;
    assert!(!door.text().contains("id=\"chat-page\""), "they see the room from outside");
    assert_eq!(eve.get("/rooms/1/messages/1").await.status, 404, "no longer a member");
}

#[tokio::test]
async fn what_is_kept_for_one_is_nobody_elses_and_answers_no_other_question() {
    let (house, mut ann) = House::of_ann().await;
    let mut bob = house.welcome(&mut ann, "Bob").await;
    let me = |name: &str| format!("<span class=\"me__name\" dir=\"auto\">{name}</span>");
    let mut reader = Reader::of(bob.clone(), "/rooms/1").await;
    for _ in 0..3 {
        reader.has_it_kept().await;
        ann.get("/rooms/1").await.says(200, &me("Ann"));
        bob.get("/rooms/1").await.says(200, &me("Bob"));
        reader.has_it_kept().await;
        let czech = bob.ask("GET", "/rooms/1", &[("Accept-Language", "cs")], "").await;
        assert_eq!(czech.header("content-language"), "cs");
        czech.says(200, "<html lang=\"cs\"");
        reader.has_it_kept().await;
        let mut elsewhere = bob.clone();
        elsewhere.cookies.insert("hark_zone".into(), "Asia%2FTokyo".into());
        elsewhere.get("/rooms/1").await.says(200, "data-zone=\"Asia/Tokyo\"");
        reader.has_it_kept().await;
        let mut dark = bob.clone();
        dark.cookies.insert("hark_look".into(), "dark.system.roomy".into());
        dark.get("/rooms/1").await.says(200, "data-theme=\"dark\"");
        reader.has_it_kept().await;
        let past = bob.get("/rooms/1?before=2").await;
        assert!(!past.text().contains("id=\"chat-page\""), "the past does not come to life");
    }
}

#[tokio::test]
async fn each_load_has_a_nonce_and_a_form_of_its_own_however_it_is_packed() {
    let (_house, ann) = House::of_ann().await;
    let mut reader = Reader::of(ann, "/rooms/1").await;
    reader.has_it_kept().await;
    let mut met = Vec::new();
    for encoding in ["identity", "gzip", "br;q=0.5, gzip;q=0.1", "gzip;q=0", "identity", "gzip"] {
        let asking = [("Accept-Encoding", encoding)];
        let mut answer = reader.browser.ask("GET", "/rooms/1", &asking, "").await;
        let length: usize = answer.header("content-length").parse().unwrap();
        assert_eq!(length, answer.body.len());
        assert_eq!(answer.header("cache-control"), "no-store");
        assert!(answer.all("vary").any(|vary| vary == "accept-encoding"));
        if answer.all("content-encoding").next() == Some("gzip") {
            let mut text = Vec::new();
            GzDecoder::new(&answer.body[..]).read_to_end(&mut text).unwrap();
            answer.body = text;
        } else {
            assert!(encoding != "gzip", "whoever takes it gets it");
        }
        assert_eq!(read(&answer).0, reader.seen, "{encoding}");
        let policy = answer.header("content-security-policy").to_owned();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        let scripts = format!("nonce=\"{nonce}\">");
        assert_eq!(answer.text().matches(&scripts).count(), 2, "both scripts run");
        met.push(nonce);
        met.push(answer.after("name=\"client_message_id\" value=\""));
    }
    let all = met.len();
    met.sort();
    met.dedup();
    assert_eq!(met.len(), all, "none comes twice");
}
