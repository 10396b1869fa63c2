//! What has to be so once the tab that typed offline is back.

use hark_protocol::sync::{Client, Input, OutboxState};
use hark_protocol::{Body, ErrorCode, Row};

use super::{PATIENCE, Story};
use crate::Failure;
use crate::oracle::{Ledger, Stored, compare_screen};
use crate::report::Report;
use crate::simclient::{Entry, Journal, Tab};

impl Story {
    /// The others see all but one, once and in order; the writer sees why the one is not sent.
    pub(super) async fn judge(
        &self,
        tab: &Tab,
        reader: &Tab,
        report: &mut Report,
    ) -> Result<(), Failure> {
        let stored = Stored::read(&self.town.server()?.database())?;
        let own = tab.walk(self.room, PATIENCE).await?;
        compare_screen("the writer", self.room.0, &own, &stored, report);
        let head = stored.rooms.get(&self.room.0).map_or(0, Vec::len) as u64;
        let room = self.room;
        let came = move |client: &Client, _: &Journal| {
            client.room(room).is_some_and(|state| state.cursor().seq.0 >= head)
        };
        let came = reader.until(PATIENCE, came).await?;
        report.require(came, || "the reader was not told of everything".into());
        let rows = reader.walk(self.room, PATIENCE).await?;
        compare_screen("the reader", self.room.0, &rows, &stored, report);
        self.judge_order(&rows, report);
        Ok(())
    }

    fn judge_order(&self, rows: &[Row], report: &mut Report) {
        let shown = rows.iter().filter_map(|row| match row {
            Row::Message(message) => message.body.as_ref().map(Body::as_str),
            Row::Notice(_) => None,
        });
        let shown: Vec<&str> = shown.filter(|text| text.starts_with("Offline")).collect();
        let typed = (0..).zip(&self.typed).filter(|(number, _)| *number != self.refused);
        let typed: Vec<&str> = typed.map(|(_, (_, text))| text.as_str()).collect();
        let times = |text: &&&str| shown.iter().filter(|other| *other == *text).count();
        report.lost += typed.iter().filter(|text| times(text) == 0).count() as u64;
        report.duplicated += typed.iter().filter(|text| times(text) > 1).count() as u64;
        report.reordered += u64::from(shown != typed && shown.len() == typed.len());
        report.measure("in_order", typed.iter().zip(&shown).filter(|(a, b)| a == b).count());
        report.require(shown == typed, || format!("typed {typed:?}, and others see {shown:?}"));
    }

    /// The refused one says why, also after the next end of its tab; it is sent again or given up.
    pub(super) async fn hold_parked(
        &mut self,
        tab: Tab,
        report: &mut Report,
    ) -> Result<(), Failure> {
        let refused = self.typed[self.refused].0;
        self.hold_one_parked(&tab, "at first", report).await?;
        self.journals.push(("the second tab".into(), tab.kill().await?));
        let tab = self.open_again().await?;
        self.hold_one_parked(&tab, "after another reload", report).await?;
        tab.input(Input::Retry(refused));
        let tried = move |_: &_, journal: &Journal| {
            journal.count(|entry| matches!(entry, Entry::Refused { .. })) > 0
        };
        let tried = tab.until(PATIENCE, tried).await?;
        report.require(tried, || "a retry was not sent".into());
        self.hold_one_parked(&tab, "after a retry", report).await?;
        tab.input(Input::Discard(refused));
        let given_up = tab.until(PATIENCE, |client, _| !client.has_unsent()).await?;
        report.require(given_up, || "what was discarded is still there".into());
        self.journals.push(("the third tab".into(), tab.kill().await?));
        Ok(())
    }

    async fn hold_one_parked(
        &self,
        tab: &Tab,
        when: &str,
        report: &mut Report,
    ) -> Result<(), Failure> {
        let room = self.room;
        let held = move |client: &Client, _: &Journal| {
            let items = client.outbox(room);
            items.map(|item| (item.body.as_str().to_owned(), item.state)).collect::<Vec<_>>()
        };
        let held = tab.look(held).await?;
        let reason = OutboxState::Parked(ErrorCode::ClientMessageIdConflict);
        let expected = (self.typed[self.refused].1.clone(), reason);
        report.measure("parked", held.len());
        report.require(held == [expected], || format!("{when} these are parked: {held:?}"));
        Ok(())
    }

    pub(super) fn judge_log(&self, report: &mut Report) -> Result<(), Failure> {
        let stored = Stored::read(&self.town.server()?.database())?;
        let mut ledger = Ledger::default();
        // Under the id that two messages had, the one from elsewhere is the one that was stored.
        let (elsewhere, own): (Vec<_>, Vec<_>) =
            self.journals.iter().partition(|(who, _)| who == "elsewhere");
        for (who, journal) in own.into_iter().chain(elsewhere) {
            ledger.take(who, journal, report);
        }
        ledger.compare(&stored, report);
        ledger.hold_all_stored(&stored, report);
        Ok(())
    }
}
