//! What must be on the page of a room, whoever made it and however it was packed.

use std::ops::RangeInclusive;

use hark_lab::http;
use hark_lab::town::Citizen;
use hark_protocol::{Page, RoomId};

use crate::answer::Answer;
use crate::walls::Wall;

/// What one page must be.
#[derive(Debug)]
pub struct Expected<'a> {
    /// Whose it is.
    pub viewer: &'a Citizen,
    /// Its room.
    pub wall: &'a Wall,
    /// So many lines at least, those stored when it was asked for, and so many at the most.
    pub lines: RangeInclusive<usize>,
    /// By what it must be packed.
    pub packed: Option<&'static str>,
}

/// What a browser asks.
pub fn question(viewer: &Citizen, room: RoomId, packed: Option<&str>) -> String {
    let (server, token) = (viewer.visitor.server, viewer.visitor.token.as_deref());
    let (token, packed) = (token.unwrap_or_default(), packed.unwrap_or("identity"));
    format!(
        "GET /rooms/{room} HTTP/1.1\r\nHost: {server}\r\nCookie: hark_session={token}\r\n\
         Accept: text/html\r\nAccept-Language: en\r\nAccept-Encoding: {packed}\r\n\r\n"
    )
}

impl Expected<'_> {
    /// Holds what came to all of it. How long the page is, unpacked.
    pub fn hold(&self, bytes: &[u8]) -> Result<usize, String> {
        let answer = Answer::read(bytes)?;
        self.header(&answer)?;
        let body = answer.unpacked()?;
        let length = body.len();
        let text = String::from_utf8(body).map_err(|_| "the page is no text")?;
        self.rows(&text)?;
        let name = format!("<span class=\"me__name\" dir=\"auto\">{}</span>", self.viewer.name);
        if !text.contains(&name) {
            return Err(format!("the page does not name {}", self.viewer.name));
        }
        self.data(&http::Answer { status: 200, head: String::new(), body: text.into_bytes() })?;
        Ok(length)
    }

    fn header(&self, answer: &Answer) -> Result<(), String> {
        let one = |name: &str| answer.values(name).next();
        if answer.status != 200 {
            return Err(format!("the status is {}", answer.status));
        }
        if one("content-type") != Some("text/html; charset=utf-8") {
            return Err(format!("it is {:?}", one("content-type")));
        }
        if one("content-encoding") != self.packed {
            return Err(format!("{:?} was asked for: {:?}", self.packed, one("content-encoding")));
        }
        // It is this person's alone: nothing between here and there may keep it for others.
        let kept = one("cache-control").unwrap_or_default();
        if !kept.split(", ").any(|word| word == "no-store" || word == "private") {
            return Err(format!("it may be kept: {kept:?}"));
        }
        Ok(())
    }

    /// The rows that are seen: the last ones, all of them, in order, each with its text.
    fn rows(&self, text: &str) -> Result<(), String> {
        let list = text.split_once("<ol class=\"timeline__rows\">").ok_or("there are no rows")?.1;
        let list = list.split_once("</ol>").ok_or("the rows have no end")?.0;
        let mut rows = Vec::with_capacity(Page::FIRST_ROWS);
        for row in list.split(" data-seq=\"").skip(1) {
            let (seq, row) = row.split_once('"').ok_or("a row has no number")?;
            let seq: u64 = seq.parse().map_err(|_| format!("a row is number {seq}"))?;
            let line = seq.checked_sub(self.wall.first).map(|line| line as usize);
            let line = line.and_then(|line| self.wall.lines.get(line));
            let line = line.ok_or_else(|| format!("nobody wrote row {seq}"))?;
            if !row.contains(&format!("<p>{line}</p>")) {
                return Err(format!("row {seq} has another text"));
            }
            rows.push(seq);
        }
        self.newest(&rows)
    }

    /// What a page goes on from says the same as the page.
    fn data(&self, page: &http::Answer) -> Result<(), String> {
        let data = page.chat_page().ok_or("the page has no data")?;
        if (data.me.id, data.open.summary.room.id) != (self.viewer.user, self.wall.room) {
            return Err(format!("its data are of {:?}", data.me.id));
        }
        self.newest(&data.open.rows.iter().map(|row| row.seq().0).collect::<Vec<u64>>())
    }

    fn newest(&self, rows: &[u64]) -> Result<(), String> {
        let fits = |lines: usize| {
            let end = self.wall.first + lines as u64;
            let begin = end - Page::FIRST_ROWS.min(lines) as u64;
            rows.iter().copied().eq(begin..end)
        };
        if self.lines.clone().any(fits) {
            return Ok(());
        }
        Err(format!("there were {:?} lines after {}: {rows:?}", self.lines, self.wall.first))
    }
}

#[cfg(test)]
mod tests;
