//! What people do on the other pages: names, topics, membership, archives, new rooms.

use std::time::Duration;

use hark_protocol::RoomId;
use tokio::time::sleep;

use super::crowd::Crowd;
use crate::Failure;
use crate::town::Citizen;

/// Where people say that their clocks are; nowhere, for some.
const ZONES: [&str; 3] = ["Asia/Kolkata", "America/New_York", ""];

/// After so long, and no more often.
const UPLOAD_AGAIN: Duration = Duration::from_millis(50);
const UPLOADS_TRIED: u32 = 100;

/// Rooms are made up to here.
const MAX_ROOMS: usize = 9;

impl Crowd {
    /// Sends some form and does not wait for the answer: what comes meanwhile races with it.
    pub(super) fn send_form(&mut self) -> Result<(), Failure> {
        self.take_answers()?;
        let number = self.dice.u32(..1_000);
        let (first, others) = (self.rooms[0], &self.rooms[1..]);
        let any = self.rooms[self.dice.usize(..self.rooms.len())];
        // Nobody leaves the first room: everybody has a page to load, and hears of every name.
        let other = self.dice.choice(others).copied().unwrap_or(first);
        let who = self.dice.usize(..self.town.people.len());
        let whom = self.town.people[self.dice.usize(..self.town.people.len())].user.to_string();
        let whom = vec![("user", whom)];
        let room = |room: RoomId, page: &str| format!("/rooms/{room}/{page}");
        if self.dice.u8(..16) == 0 {
            self.count("pictured");
            let picture = (!number.is_multiple_of(4)).then(|| dot(number));
            self.forms.spawn(show_with(self.town.people[who].clone(), picture));
            return Ok(());
        }
        // The owner may take out and archive wherever they are a member.
        let (who, what, path, fields) = match self.dice.u8(..30) {
            0..2 => (who, "renamed", "/account/name".into(), field("name", "Person", number)),
            2..5 => {
                let mut fields = field("name", "Room", number);
                fields.extend(field("topic", "About", self.dice.u32(..3)));
                (who, "changed_room", room(any, "settings"), fields)
            }
            5..8 => (who, "joined", room(other, "join"), Vec::new()),
            8..10 => (who, "left", room(other, "leave"), Vec::new()),
            10..13 => (who, "added", room(other, "members/add"), whom),
            13..15 => (0, "removed", room(other, "members/remove"), whom),
            15 => (0, "archived", room(other, "archive"), Vec::new()),
            16..19 => (0, "unarchived", room(other, "unarchive"), Vec::new()),
            21..23 => {
                let levels = ["everything", "mentions", "nothing", "hidden", ""];
                let level = levels[self.dice.usize(..levels.len())].to_owned();
                (who, "chose_levels", room(any, "level"), vec![("level", level)])
            }
            23..26 => {
                let fields = [field("status", "Busy with", number), ends(number)].concat();
                (who, "said", "/account/status".into(), fields)
            }
            26 => (who, "said", "/account/status/clear".into(), Vec::new()),
            27 => {
                let zone = ZONES[self.dice.usize(..ZONES.len())].to_owned();
                (who, "said", "/account/zone".into(), vec![("zone", zone)])
            }
            28..30 => {
                let shown = if number.is_multiple_of(3) { "" } else { "on" };
                let fields = vec![("receipts", shown.to_owned())];
                (who, "chose_receipts", "/account/receipts".into(), fields)
            }
            19 if self.rooms.len() < MAX_ROOMS => {
                let mut fields = field("name", "Room", number);
                fields.extend(field("topic", "About", number));
                fields.push((
                    "access",
                    if number.is_multiple_of(2) { "open" } else { "closed" }.into(),
                ));
                (who, "made_room", "/rooms/new".into(), fields)
            }
            _ => (who, "talked_directly", "/direct".into(), vec![("person", whom[0].1.clone())]),
        };
        self.count(what);
        self.forms.spawn(send(self.town.people[who].clone(), path, fields));
        Ok(())
    }

    /// Everybody says something of themselves, and goes or comes.
    pub(super) fn speak_up(&mut self) {
        for who in self.town.people.clone() {
            let number = self.dice.u32(..);
            let fields = [field("status", "Here since", number), ends(number)].concat();
            self.forms.spawn(send(who, "/account/status".into(), fields));
        }
        (0..self.seats.len()).for_each(|seat| self.attend(seat));
    }

    /// Waits until every form is answered.
    pub(super) async fn finish_forms(&mut self) -> Result<(), Failure> {
        while let Some(answer) = self.forms.join_next().await {
            self.take_answer(answer.map_err(|error| Failure::of("a form", error))?)?;
        }
        Ok(())
    }

    fn take_answers(&mut self) -> Result<(), Failure> {
        while let Some(answer) = self.forms.try_join_next() {
            self.take_answer(answer.map_err(|error| Failure::of("a form", error))?)?;
        }
        Ok(())
    }

    /// Many come too late or from somebody who may not; none may upset the server.
    fn take_answer(
        &mut self,
        answer: Result<(u16, Option<RoomId>), Failure>,
    ) -> Result<(), Failure> {
        let (status, made) = answer?;
        // A direct room is often there already.
        self.rooms.extend(made.filter(|made| !self.rooms.contains(made)));
        match status {
            303 => self.count("forms_taken"),
            403 | 404 | 409 | 422 => self.count("forms_refused"),
            other => return Err(Failure(format!("a form was answered with {other}"))),
        }
        Ok(())
    }
}

fn field(name: &'static str, word: &str, number: u32) -> Vec<(&'static str, String)> {
    vec![(name, format!("{word} {number}"))]
}

/// When a status ends: never, or when no run lasts so long.
fn ends(number: u32) -> Vec<(&'static str, String)> {
    vec![("ends", if number.is_multiple_of(2) { "never" } else { "4h" }.into())]
}

/// A picture of one dot, of a color of its own.
fn dot(number: u32) -> Vec<u8> {
    let [.., green, blue] = number.to_be_bytes();
    let colors = [0x80, 0, 0, 200, 16 * green, blue, 0, 0, 0];
    let dot = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b];
    [&b"GIF89a\x01\0\x01\0"[..], &colors, &dot].concat()
}

/// Of files, the server receives a few at once. Whoever is refused for that asks again.
async fn show_with(
    who: Citizen,
    picture: Option<Vec<u8>>,
) -> Result<(u16, Option<RoomId>), Failure> {
    let Some(picture) = picture else {
        let answer = who.visitor.post("/account/picture/remove", &[]).await?;
        return Ok((answer.status, None));
    };
    let mut answer = who.visitor.upload("/account/picture", &picture).await?;
    for _ in 0..UPLOADS_TRIED {
        if answer.status != 503 {
            break;
        }
        sleep(UPLOAD_AGAIN).await;
        answer = who.visitor.upload("/account/picture", &picture).await?;
    }
    Ok((answer.status, None))
}

async fn send(
    who: Citizen,
    path: String,
    fields: Vec<(&'static str, String)>,
) -> Result<(u16, Option<RoomId>), Failure> {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = who.visitor.post(&path, &fields).await?;
    let made = answer.header("location").filter(|_| path == "/rooms/new" || path == "/direct");
    let made = made.and_then(|path| path.strip_prefix("/rooms/")?.parse().ok()).map(RoomId);
    Ok((answer.status, made))
}
