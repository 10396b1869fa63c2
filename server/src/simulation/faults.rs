//! What goes wrong, and how all of it is mended at the end.

use hark_protocol::CloseCode;
use hark_protocol::sync::Input;

use super::agenda::Due;
use super::network::LineId;
use super::plan::Fault;
use super::server::Death;
use super::world::{World, note};

impl World {
    /// Something goes wrong.
    pub(crate) fn trouble(&mut self) {
        self.troubles += 1;
        if self.healed.is_some() || self.troubles > self.plan.troubles {
            return;
        }
        if let Some(fault) = self.random.pick(&self.plan.faults) {
            note!(self, "trouble: {fault:?}");
            self.go_wrong(fault);
        }
        let spread = self.plan.pause * self.plan.acts / (self.plan.troubles + 1);
        self.soon(2 * spread, Due::Fault);
    }

    fn go_wrong(&mut self, fault: Fault) {
        let lines: Vec<LineId> = self.lines.keys().copied().collect();
        let line = self.random.pick(&lines);
        match (fault, line) {
            (Fault::Cut, Some(line)) => self.cut(line),
            (Fault::Blackhole, Some(line)) => self.swallow(line, true, true),
            (Fault::Swallow, Some(line)) => {
                let up = self.random.one_in(2);
                self.swallow(line, up, !up);
            }
            (Fault::Storm, _) => lines.into_iter().for_each(|line| self.cut(line)),
            (Fault::Partition, _) => self.cut_off(),
            (Fault::SlowDisk, _) => self.slow_until = self.now() + self.random.below(20_000),
            (Fault::Copy, _) => {
                let server = self.server.as_ref().filter(|server| !server.is_dead());
                if let Some(server) = server {
                    self.copy = server.disk();
                }
            }
            (Fault::Cut | Fault::Blackhole | Fault::Swallow, None) => {}
            (
                Fault::Restart
                | Fault::Crash
                | Fault::Doom
                | Fault::Torn
                | Fault::FailedCommit
                | Fault::FullDisk
                | Fault::Restore,
                _,
            ) => self.break_server(fault),
        }
    }

    fn break_server(&mut self, fault: Fault) {
        let Some(server) = self.server.as_ref().filter(|server| !server.is_dead()) else { return };
        match fault {
            Fault::Restart => {
                server.app.hub.close_all(CloseCode::Restart);
                self.soon(3_000, Due::Stop(self.servers));
            }
            Fault::Crash => server.die(),
            Fault::Doom => {
                let deaths = [Death::BeforeTelling, Death::AfterTelling];
                server.doom(self.random.pick(&deaths).expect("there are two"));
            }
            Fault::Torn => {
                let before = server.disk();
                server.doom(Death::BeforeTelling);
                server.commit(self.random.between(1, 16) as usize);
                if let Some(after) = server.left() {
                    self.torn = Some(after.torn(&before, self.random.below(256) as usize));
                    // The whole machine stops: nothing gets out any more.
                    self.kill();
                }
            }
            Fault::FailedCommit => server.fail(),
            Fault::FullDisk => {
                server.limit(Some(self.random.below(3) as i64));
                self.soon(20_000, Due::Room);
            }
            Fault::Restore => {
                // The whole machine was rolled back, or somebody put the database back by hand.
                let by_hand = self.random.one_in(3);
                let copy = self.copy.clone();
                let older = if by_hand { server.disk().put_back(&copy) } else { copy };
                self.put_back = Some(older);
                server.die();
                // Somebody comes back only when the others have written on.
                if self.random.one_in(2) {
                    self.cut_off();
                }
            }
            _ => {}
        }
    }

    /// Somebody has no network for a while.
    fn cut_off(&mut self) {
        let tab = self.random.below(self.tabs.len() as u64) as usize;
        self.tabs[tab].cut_off = true;
        let life = self.life(tab);
        let lines = self.lines.iter().filter(|(_, line)| line.life == life);
        let lines: Vec<LineId> = lines.map(|(id, _)| *id).collect();
        for line in lines {
            self.swallow(line, true, true);
        }
        if self.random.one_in(2) {
            self.give(tab, Input::Offline);
        }
    }

    /// Whatever is wrong is mended. Nobody does anything more but to look whether all is well.
    pub(crate) fn heal(&mut self) {
        let server_is_down = self.server.as_ref().is_none_or(|server| server.is_dead());
        if server_is_down {
            return self.soon(500, Due::Heal);
        }
        if self.healed.is_none() {
            note!(self, "all is mended");
            self.healed = Some(self.now());
            self.slow_until = 0;
            self.make_room();
            self.agenda.put(self.now() + 2_000, Due::Settled);
            // Dead connections are noticed by themselves, which takes half a minute.
            if !self.random.one_in(6) {
                let lines: Vec<LineId> = self.lines.keys().copied().collect();
                lines.into_iter().for_each(|line| self.end_if_dead(line));
            }
        }
        for tab in 0..self.tabs.len() {
            self.mend_tab(tab);
        }
    }

    fn mend_tab(&mut self, tab: usize) {
        self.tabs[tab].cut_off = false;
        let life = self.life(tab);
        self.rouse(life);
        if self.tabs[tab].client.is_none() {
            return;
        }
        if self.is_stopped(tab) {
            self.mend_session(tab);
        } else {
            self.give(tab, Input::Online);
            self.give(tab, Input::Visible);
        }
    }

    /// A page that was signed out is loaded again, after a new sign-in where that is needed.
    pub(crate) fn mend_session(&mut self, tab: usize) {
        let browser = self.tabs[tab].browser;
        if self.is_signed_in(browser) {
            if !self.load(tab) {
                // A member of no room: there is no chat to come back to.
                self.end_page(tab);
            }
        } else if self.forms.is_empty() {
            self.sign_in(browser);
        }
    }
}
