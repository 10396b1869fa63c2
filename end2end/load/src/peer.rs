//! Servers by others: each passes on to everybody what one client says. Each is one file in
//! `end2end/load/peers`, set up as its documentation advises, and installed by `bin/setup --peers`.

use std::ffi::OsString;
use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use hark_lab::Failure;
use rustix::process::{Pid, Signal, kill_process};

use crate::bare::ROOM;
use crate::fan_out::Stage;
use crate::machine;
use crate::member::Ticket;
use crate::tongue::Tongue;

/// Whoever does not listen by then will not, and whoever has not ended by then must.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often it is looked whether they do.
const GLANCE: Duration = Duration::from_millis(10);

/// Where their files are.
const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/peers");

/// Which.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Peer {
    /// uWebSockets.
    Uws,
    /// The `ws` package of Node.js.
    Ws,
    /// nginx with nchan.
    Nchan,
    /// nats-server, by its WebSocket listener.
    Nats,
}

impl Peer {
    /// Its name on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Uws => "uws",
            Self::Ws => "ws",
            Self::Nchan => "nchan",
            Self::Nats => "nats",
        }
    }

    /// What it is, and what it does not do that Hark does.
    pub fn label(self) -> &'static str {
        match self {
            Self::Uws => {
                "uWebSockets by its Python package, one thread, its own publish; \
                 no sign-in, no disk, no history, no order by number"
            }
            Self::Ws => {
                "Node.js with the package ws, one thread for all clients; \
                 no sign-in, no disk, no history, no order by number"
            }
            Self::Nchan => {
                "nginx with nchan, one worker; no sign-in, no disk, \
                 the last ten messages in memory, no order by number"
            }
            Self::Nats => {
                "nats-server by its WebSocket listener, a thread for each core; \
                 no sign-in, no disk, no history, no order by number"
            }
        }
    }

    /// How it is spoken to.
    pub fn tongue(self) -> Tongue {
        match self {
            Self::Uws | Self::Ws | Self::Nchan => Tongue::Relay,
            Self::Nats => Tongue::Nats,
        }
    }

    /// The files without which it cannot be started, the program first.
    fn needs(self, installed: &Path) -> Vec<PathBuf> {
        let debian = installed.join("debian");
        match self {
            Self::Uws => {
                vec![installed.join("venv/bin/python"), debian.join("usr/lib/libuv.so.1")]
            }
            Self::Ws => vec![PathBuf::from(FILES).join("node_modules/ws/package.json")],
            Self::Nchan => vec![
                debian.join("usr/sbin/nginx"),
                debian.join("usr/lib/nginx/modules/ngx_nchan_module.so"),
            ],
            Self::Nats => vec![debian.join("usr/sbin/nats-server")],
        }
    }

    /// That it is installed.
    pub fn check(self, installed: &Path) -> Result<(), Failure> {
        let missing = self.needs(installed).into_iter().find(|file| !file.exists());
        missing.map_or(Ok(()), |file| {
            let (name, file) = (self.name(), file.display());
            Err(Failure(format!("{name} is not installed, run bin/setup --peers: no {file}")))
        })
    }

    /// The command that serves at this port.
    fn command(self, installed: &Path, dir: &Path, port: u16) -> Result<Vec<OsString>, Failure> {
        let program = self.needs(installed).swap_remove(0);
        let file = |name: &str| PathBuf::from(FILES).join(name);
        let port_word = OsString::from(port.to_string());
        Ok(match self {
            Self::Uws => vec![program.into(), file("uws.py").into(), port_word],
            Self::Ws => vec!["node".into(), file("ws.mjs").into(), port_word],
            Self::Nchan => {
                let told = settle(&file("nchan.conf"), installed, dir, port)?;
                vec![program.into(), "-p".into(), dir.into(), "-c".into(), told.into()]
            }
            Self::Nats => {
                let told = settle(&file("nats.conf"), installed, dir, port)?;
                vec![program.into(), "-c".into(), told.into()]
            }
        })
    }

    /// Starts it at a free port, by another program where one is named. What it says goes to a
    /// file in this directory.
    pub fn start(
        self,
        installed: &Path,
        dir: &Path,
        through: &[OsString],
    ) -> Result<Running, Failure> {
        self.check(installed)?;
        let failed = |error: std::io::Error| Failure::of(self.name(), error);
        fs::create_dir_all(dir).map_err(failed)?;
        let (installed, dir) =
            (installed.canonicalize().map_err(failed)?, dir.canonicalize().map_err(failed)?);
        let address = free_address().map_err(failed)?;
        let words: Vec<OsString> = through
            .iter()
            .cloned()
            .chain(self.command(&installed, &dir, address.port())?)
            .collect();
        let said = dir.join("said.log");
        let log = File::create(&said).map_err(failed)?;
        let child = Command::new(&words[0])
            .args(&words[1..])
            .env("LD_LIBRARY_PATH", installed.join("debian/usr/lib"))
            .env("NODE_ENV", "production")
            .stdin(Stdio::null())
            .stdout(log.try_clone().map_err(failed)?)
            .stderr(log)
            .spawn()
            .map_err(failed)?;
        let mut running = Running { kind: self, address, child };
        running.listens().map_err(|why| {
            let said = fs::read_to_string(&said).unwrap_or_default();
            Failure(format!("{} {why}: {}", self.name(), said.trim()))
        })?;
        Ok(running)
    }
}

/// Writes what a server is told by its file: where it listens, and where its own files are.
fn settle(file: &Path, installed: &Path, dir: &Path, port: u16) -> Result<PathBuf, Failure> {
    let failed = |error| Failure::of(&file.display().to_string(), error);
    let text = fs::read_to_string(file).map_err(failed)?;
    let text = text
        .replace("@PORT@", &port.to_string())
        .replace("@DIR@", &dir.display().to_string())
        .replace("@INSTALLED@", &installed.display().to_string());
    let told = dir.join(file.file_name().unwrap_or_default());
    fs::write(&told, text).map_err(failed)?;
    Ok(told)
}

/// An address that nobody listened at a moment ago.
fn free_address() -> std::io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}

/// One that serves, until it is dropped.
#[derive(Debug)]
pub struct Running {
    kind: Peer,
    /// Where it listens.
    pub address: SocketAddr,
    child: Child,
}

impl Running {
    /// Waits until it does.
    fn listens(&mut self) -> Result<(), String> {
        let begun = Instant::now();
        while TcpStream::connect(self.address).is_err() {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("ended at once with {status}"));
            }
            if begun.elapsed() > PATIENCE {
                return Err("does not listen".into());
            }
            thread::sleep(GLANCE);
        }
        Ok(())
    }

    /// A stage for so many clients, who are nobody.
    pub fn stage(&self, clients: usize) -> Stage {
        let (address, tongue) = (self.address, self.kind.tongue());
        let handshake = format!(
            "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        let tickets = vec![Ticket { handshake, hello: tongue.hello() }; clients];
        Stage { process: self.child.id(), address, room: ROOM, tickets, after: 0, tongue }
    }
}

impl Drop for Running {
    /// In good order, so that it ends its own processes; then without asking.
    fn drop(&mut self) {
        let family = machine::family(self.child.id());
        let kill = |process: u32, signal| {
            if let Some(process) = Pid::from_raw(process.cast_signed()) {
                // It may be gone by now.
                let _ = kill_process(process, signal);
            }
        };
        kill(self.child.id(), Signal::TERM);
        let begun = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && begun.elapsed() < PATIENCE {
            thread::sleep(GLANCE);
        }
        if matches!(self.child.try_wait(), Ok(None)) {
            family.into_iter().for_each(|process| kill(process, Signal::KILL));
            drop(self.child.wait());
        }
    }
}
