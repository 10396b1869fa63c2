//! How lines break: cut, dead without a word, or gone with the process on the other end.

use hark_protocol::UserId;

use super::network::{ABNORMAL, Down, Line, LineId, Up};
use super::world::{World, note};

impl World {
    /// Cuts all lines of one person.
    pub(crate) fn cut_all_of(&mut self, user: UserId) {
        let theirs = |line: &Line| self.user(line.life.tab) == user;
        let lines = self.lines.iter().filter(|(_, line)| theirs(line));
        let lines: Vec<LineId> = lines.map(|(id, _)| *id).collect();
        lines.into_iter().for_each(|line| self.cut(line));
    }

    /// A line that swallows is cut for good.
    pub(crate) fn end_if_dead(&mut self, id: LineId) {
        if let Some(line) = self.lines.get_mut(&id)
            && line.swallows != (false, false)
        {
            line.swallows = (false, false);
            self.cut(id);
        }
    }

    /// Cuts a line: what is under way is lost, and each end hears of it at its own time.
    pub(crate) fn cut(&mut self, id: LineId) {
        note!(self, "line {} is cut", id.0);
        if let Some(line) = self.lines.get_mut(&id) {
            let (up, down) = (line.up.len() as u64 + 1, line.down.len() as u64 + 1);
            line.up.truncate(line.random.below(up) as usize);
            line.down.truncate(line.random.below(down) as usize);
            self.put_up(id, Up::Cut);
            self.put_down(id, Down::Close(ABNORMAL));
            let line = self.lines.get_mut(&id).expect("it was there");
            line.swallows = (true, true);
        }
    }

    /// The process on the other end is gone, and with it what it had not handed to the system.
    pub(crate) fn cut_by_death(&mut self, id: LineId) {
        if let Some(line) = self.lines.get_mut(&id) {
            line.task.abort();
            line.wire.cut();
            line.up.clear();
            line.gone = true;
            if line.random.one_in(2) {
                line.down.clear();
            }
            self.put_down(id, Down::Close(ABNORMAL));
            if let Some(line) = self.lines.get_mut(&id) {
                line.swallows = (true, true);
            }
        }
    }

    /// What one side, or both, send on this line gets nowhere from now on, and nobody is told.
    pub(crate) fn swallow(&mut self, id: LineId, up: bool, down: bool) {
        note!(self, "line {} swallows {up} {down}", id.0);
        if let Some(line) = self.lines.get_mut(&id) {
            line.swallows = (line.swallows.0 || up, line.swallows.1 || down);
        }
    }
}
