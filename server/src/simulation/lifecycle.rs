//! The server's process comes, dies and comes again, on what its disk then holds.

use super::agenda::Due;
use super::disk::Disk;
use super::log::Logs;
use super::server::{self, Server};
use super::world::{World, note};

impl World {
    /// A process starts on what is in the newest directory. The clock may be another than before.
    pub(crate) fn start_server(&mut self) {
        note!(self, "the server starts");
        let directory = self.place.path().join(self.servers.to_string());
        let random = self.random.fork();
        let hours = self.random.pick(&[0, 0, 0, -1, 1]).expect("there are some");
        let clock = server::clock(self.begin, hours);
        let server = Server::start(&directory, clock, &self.plan, random, &self.bell);
        self.server = Some(server);
        self.dying = false;
        self.commit_due = false;
    }

    /// If the process has died, its disk is taken as it is at that moment. What else it was about
    /// to say may still get out.
    pub(crate) fn see_death(&mut self) {
        let Some(left) = self.server.as_ref().and_then(Server::left) else { return };
        if std::mem::replace(&mut self.dying, true) {
            return;
        }
        let restored = self.put_back.take();
        let (torn, is_restored) = (self.torn.take(), restored.is_some());
        note!(self, "the server dies, an older state is put back: {is_restored}");
        self.lay_out(&torn.unwrap_or(left));
        if let Some(older) = restored {
            // What was told by then had been stored, although it is gone now.
            let logs = std::mem::take(&mut self.logs.rooms);
            self.past.push(logs);
            self.lay_out(&older);
            self.restores += 1;
            self.claims.forget_lost(&self.logs);
        }
        self.soon(3, Due::Kill);
    }

    /// Lays out what the next process starts on.
    fn lay_out(&mut self, disk: &Disk) {
        let directory = self.next_directory();
        disk.write(&directory);
        self.logs = Logs::open(&directory);
    }

    /// Nothing of the process remains.
    pub(crate) fn kill(&mut self) {
        self.see_death();
        let Some(server) = self.server.take() else { return };
        note!(self, "the server is gone");
        let ids: Vec<_> = self.lines.keys().copied().collect();
        for id in ids {
            self.cut_by_death(id);
        }
        for form in self.forms.drain(..) {
            form.task.abort();
        }
        server.bury();
        let away = self.random.pick(&[1, 300, 4_000]).expect("there are three");
        self.soon(away, Due::Start);
    }

    /// A server that was asked to stop is gone, whoever still talks to it.
    pub(crate) fn stop(&mut self, number: u32) {
        if let Some(server) = self.server.as_ref().filter(|_| self.servers == number) {
            server.die();
        }
    }

    pub(crate) fn make_room(&mut self) {
        note!(self, "the disk has room");
        if let Some(server) = &self.server {
            server.limit(None);
        }
    }
}
