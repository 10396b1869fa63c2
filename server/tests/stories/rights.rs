//! Every address, by everybody: a real server answers as the one table of rights says.

mod forged;
mod routes;
mod same_bytes;

use hark_protocol::{
    Access, Body, ClientMessageId, PersonName, Role, RoomId, RoomName, Topic, UserId,
};
use hark_server::chat as doing;
use hark_server::rights::{self, Tie, Verdict, verdict};
use hark_server::store::{Email, NewPerson, Remark, Viewer};

use crate::browser::{Answer, Browser};
use crate::house::House;
use routes::{Asks, METHODS, OTHER, ROUTES, Route};

/// Somebody with a browser, and the room that it is about.
struct Standing {
    role: Option<Role>,
    tie: Tie,
    called: &'static str,
    browser: Browser,
    room: RoomId,
    /// Another member of it.
    other: UserId,
}

/// Everybody there is: what they are called, their role, and what they have to do with the room.
const EVERYBODY: [(&str, Option<Role>, Tie); 12] = [
    ("nobody", None, Tie::Stranger),
    ("an owner", Some(Role::Owner), Tie::Member),
    ("an admin", Some(Role::Admin), Tie::Member),
    ("a moderator", Some(Role::Moderator), Tie::Member),
    ("a member", Some(Role::Member), Tie::Member),
    ("a guest", Some(Role::Guest), Tie::Member),
    ("its keeper", Some(Role::Member), Tie::Keeper),
    ("an owner elsewhere", Some(Role::Owner), Tie::Stranger),
    ("a member who was removed", Some(Role::Member), Tie::Stranger),
    ("a guest elsewhere", Some(Role::Guest), Tie::Stranger),
    ("a member who is silenced", Some(Role::Member), Tie::Member),
    ("a member who is banned", None, Tie::Member),
];

/// The house, its owner, and everybody afresh for each thing they might break.
struct Town {
    house: House,
    ann: Viewer,
    people: u32,
}

impl Town {
    async fn new() -> Self {
        // Everybody tries to sign in, and all of them from here.
        let (house, mut ann) = House::of_ann_with(|config| config.failed_sign_ins = 1_000).await;
        ann.upload("/account/picture", &crate::picture::dot(200)).await.onward();
        let token = ann.cookies["hark_session"].clone();
        let ann = house.app.store.viewer(&token).await.unwrap().unwrap();
        let mut town = Self { house, ann, people: 0 };
        town.report().await;
        town
    }

    /// One report, of a message of somebody's who asks for nothing.
    async fn report(&mut self) {
        let (rude, _) = self.person().await;
        let store = &self.house.app.store;
        let room = doing::direct_room(store, &rude, vec![self.ann.user.id]).await.unwrap();
        let (id, body) = (ClientMessageId([9; 16]), Body::parse("Good riddance").unwrap());
        let target = doing::post(store, &rude, room, id, body, None).await.unwrap().seq;
        doing::report(store, &self.ann, room, target, Remark::default()).await.unwrap();
    }

    /// Somebody new, in no room.
    async fn person(&mut self) -> (Viewer, Browser) {
        let store = &self.house.app.store;
        self.people += 1;
        let day = std::time::Duration::from_secs(24 * 60 * 60);
        let invite = store.create_invite(self.ann.user.id, 1, day).await.unwrap();
        let newcomer = NewPerson {
            name: PersonName::parse("Somebody").unwrap(),
            email: Email::parse(&format!("{}@example.org", self.people)).unwrap(),
            password: "$argon2id$".to_owned(),
        };
        let user = store.accept_invite(invite.as_str(), newcomer).await.unwrap().person.id;
        let session = store.create_session(user, "a story", None).await.unwrap();
        let viewer = store.viewer(session.token.as_str()).await.unwrap().unwrap();
        doing::leave(store, &viewer, RoomId(1)).await.unwrap();
        let mut browser = self.house.browser();
        browser.cookies.insert("hark_session".into(), session.token.as_str().into());
        (viewer, browser)
    }

    /// Somebody who stands like this to a room of their own keeper's, with one message in it.
    async fn standing(
        &mut self,
        (called, role, tie): (&'static str, Option<Role>, Tie),
    ) -> Standing {
        let (keeper, kim) = self.person().await;
        let (who, somebody) = self.person().await;
        let store = &self.house.app.store;
        let (name, topic) = (RoomName::parse("Board").unwrap(), Topic::default());
        let room = doing::create_room(store, &keeper, name, topic, Access::Closed).await.unwrap();
        let (id, body) = (ClientMessageId([7; 16]), Body::parse("Good morning").unwrap());
        doing::post(store, &keeper, room, id, body, None).await.unwrap();
        let user = who.user.id;
        if tie == Tie::Member || called.ends_with("removed") {
            doing::add_member(store, &keeper, room, user).await.unwrap();
        }
        if called.ends_with("removed") {
            doing::remove_member(store, &keeper, room, user).await.unwrap();
        }
        if tie == Tie::Keeper {
            doing::add_member(store, &keeper, room, user).await.unwrap();
        }
        let other = if tie == Tie::Keeper { user } else { keeper.user.id };
        if called.ends_with("silenced") {
            let hour = std::time::Duration::from_secs(3600);
            doing::silence(store, &self.ann, user, hour).await.unwrap();
        }
        if called.ends_with("banned") {
            doing::ban(store, &self.ann, user).await.unwrap();
        }
        let browser = match (role, tie) {
            (None, Tie::Member) => somebody,
            (None, _) => self.house.browser(),
            (Some(_), Tie::Keeper) => kim,
            (Some(role), _) => {
                doing::set_role(store, &self.ann, user, role).await.unwrap();
                somebody
            }
        };
        Standing { role, tie, called, browser, room, other }
    }

    async fn picture(&self) -> String {
        let ann = self.house.app.store.person(UserId(1)).await.unwrap().person;
        ann.picture.unwrap().to_string()
    }
}

impl Standing {
    fn rights(&self) -> rights::Standing {
        let silenced = self.called.ends_with("silenced");
        rights::Standing { role: self.role, tie: self.tie, silenced }
    }

    /// Asks by this route, with its form filled in well.
    async fn ask(&mut self, route: &Route, picture: &str) -> Answer {
        let path = route
            .path
            .replace("{room}", &self.room.to_string())
            .replace("{message}", "2")
            .replace("{user}", "1")
            .replace("{report}", "1")
            .replace(OTHER, &self.other.to_string())
            .replace("{picture}", picture)
            .replace("{token}", "nobody-knows");
        match route.method {
            "GET" => self.browser.get(&path).await,
            _ => {
                let other = self.other.to_string();
                let fill = |(name, value): &(&'static str, &'static str)| {
                    (*name, if *value == OTHER { other.clone() } else { (*value).to_owned() })
                };
                let fields: Vec<_> = route.fields.iter().map(fill).collect();
                let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, &**value)).collect();
                self.browser.post(&path, &fields).await
            }
        }
    }
}

/// Where those go who have signed out.
const SIGNED_OUT: &str = "/sign-in?note=out";

/// What the answer shows of the table.
fn shown(answer: &Answer) -> Verdict {
    match answer.status {
        303 if answer.header("location") == SIGNED_OUT => Verdict::Yes,
        303 if answer.header("location").starts_with("/sign-in") => Verdict::SignIn,
        401 => Verdict::SignIn,
        403 if answer.text().contains("You are in a timeout") => Verdict::Silenced,
        403 => Verdict::Forbidden,
        404 => Verdict::Unknown,
        200..500 => Verdict::Yes,
        other => panic!("{other}: {}", answer.text()),
    }
}

#[tokio::test]
async fn every_address_answers_everybody_as_the_table_says() {
    let mut town = Town::new().await;
    let picture = town.picture().await;
    for one in EVERYBODY {
        let mut standing = town.standing(one).await;
        for route in ROUTES {
            if route.path.ends_with("/join") {
                // The open room that everybody may find.
                standing.room = RoomId(1);
            }
            let answer = standing.ask(route, &picture).await;
            let about = format!("{} {} by {}", route.method, route.path, standing.called);
            match route.asks {
                Asks::For(right) => {
                    let says = verdict(standing.rights(), right);
                    assert_eq!(shown(&answer), says, "{about}");
                }
                Asks::Nothing(status) => assert_eq!(answer.status, status, "{about}"),
                Asks::Session => {
                    let signed_in =
                        matches!(answer.status, 204 | 303) && shown(&answer) != Verdict::SignIn;
                    assert_eq!(signed_in, standing.role.is_some(), "{about}");
                }
            }
            if route.method == "POST" {
                standing = town.standing(one).await;
            }
        }
    }
}

#[tokio::test]
async fn no_address_takes_another_method() {
    let mut town = Town::new().await;
    for one in [EVERYBODY[0], EVERYBODY[1]] {
        let mut standing = town.standing(one).await;
        for route in ROUTES {
            for method in METHODS {
                let listed = |other: &&Route| other.path == route.path && other.method == method;
                if ROUTES.iter().any(|other| listed(&other)) {
                    continue;
                }
                let path = route.path.replace("{room}", &standing.room.to_string());
                let origin = format!("http://{}", standing.browser.address);
                let answer = standing.browser.ask(method, &path, &[("Origin", &origin)], "").await;
                assert_eq!(answer.status, 405, "{method} {path} by {}", standing.called);
            }
        }
    }
}

#[tokio::test]
async fn a_page_offers_what_its_reader_may_do() {
    let mut town = Town::new().await;
    let mut guest = town.standing(EVERYBODY[5]).await;
    let settings = format!("/rooms/{}/settings", guest.room);
    let page = guest.browser.get(&settings).await;
    page.says(200, "Leave this room");
    for hidden in ["name=\"topic\"", "members/add", "members/remove", "/archive\""] {
        assert!(!page.text().contains(hidden), "{hidden}");
    }
    let rooms = guest.browser.get("/rooms").await;
    for hidden in ["/rooms/new", "Open rooms you can join", "General"] {
        assert!(!rooms.text().contains(hidden), "{hidden}");
    }
    let people = guest.browser.get("/people").await;
    assert!(!people.text().contains("ann@example.org") && !people.text().contains("Ann"));

    let mut admin = town.standing(EVERYBODY[2]).await;
    let people = admin.browser.get("/people").await;
    people.says(200, "Make an invite link");
    people.says(200, "href=\"/admin\"");
    let user = town.person().await.0.user.id.to_string();
    let page = format!("/admin/people/{user}");
    admin.browser.get("/admin").await.says(200, &format!("href=\"{page}\""));
    let theirs = admin.browser.get(&page).await;
    theirs.says(200, "Where they are signed in");
    assert!(!theirs.text().contains("value=\"owner\""), "an admin makes no owner");
    let role = format!("{page}/role");
    let given = admin.browser.post(&role, &[("role", "moderator")]).await;
    assert_eq!(given.onward(), format!("{page}?note=saved"));
    admin.browser.get(&page).await.says(200, "<option value=\"moderator\" selected");
    assert_eq!(admin.browser.post(&role, &[("role", "owner")]).await.status, 403);
    let owner = admin.browser.get("/admin/people/1").await;
    owner.says(200, "Ann");
    assert!(!owner.text().contains("<form"), "nothing to do about an owner");
    let up = admin.browser.post("/admin/people/1/role", &[("role", "guest")]).await;
    assert_eq!(up.status, 403);
}
