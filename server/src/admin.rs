//! What an operator does from the command line: invite somebody, let somebody choose a new
//! password, see who is signed in where and what was done, and whether the log of that holds.
//!
//! All of it works beside a running server. The rows it writes are of no room's log and nobody is
//! told of them, so there is nothing that a running server would miss: it reads invites and resets
//! from the database when somebody opens the link. SQLite keeps the two processes apart.

use std::fmt;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand};
use hark_client::clock::iso;
use hark_protocol::Role;

use crate::config::PublicUrl;
use crate::store::{
    AuditEntry, AuditHash, Email, OpenError, PersonInfo, Store, StoreError, Tampered, verify,
};

/// What `hark admin` can be told.
#[derive(Args, Clone, Debug)]
pub struct Admin {
    #[command(subcommand)]
    task: Task,
}

#[derive(Clone, Debug, Subcommand)]
enum Task {
    /// Print a link by which new people join the server
    CreateInvite {
        #[command(flatten)]
        place: Place,

        /// For how many people the link works
        #[arg(long, value_name = "NUMBER", default_value_t = 1,
              value_parser = clap::value_parser!(u32).range(1..=1000))]
        uses: u32,

        /// For how many days the link works
        #[arg(long, value_name = "NUMBER", default_value_t = 7,
              value_parser = clap::value_parser!(u32).range(1..=365))]
        days: u32,
    },

    /// Print a link by which somebody chooses a new password. It works once, within a day; then
    /// their sessions end and their passkeys are removed
    ResetPassword {
        #[command(flatten)]
        place: Place,

        /// Email address of the person
        email: String,
    },

    /// Ask somebody for a code no longer when they sign in: they have lost their app, and you made
    /// sure that it is them
    RemoveSecondStep {
        #[command(flatten)]
        place: Place,

        /// Email address of the person
        email: String,
    },

    /// List what was done that somebody may have to answer for: roles, bans, sign-ins, invites
    Audit {
        #[command(flatten)]
        place: Place,

        /// Say whether the log holds together instead, and the hash of its last entry
        #[arg(long)]
        verify: bool,

        /// A hash that was once printed by --verify: its entry must still be there
        #[arg(long, value_name = "HASH", requires = "verify", value_parser = hash)]
        known: Option<AuditHash>,
    },

    /// List who is signed in, where, and since when
    ListSessions {
        #[command(flatten)]
        place: Place,

        /// Email address of one person; without it, everybody is listed
        email: Option<String>,
    },
}

#[derive(Args, Clone, Debug)]
struct Place {
    /// Directory that holds the server's data; the server may be running
    #[arg(long, env = "HARK_DATA", value_name = "DIR", default_value = "./hark-data")]
    data: PathBuf,

    /// Address people open in their browser, to begin links with
    #[arg(long, env = "HARK_PUBLIC_URL", value_name = "URL")]
    public_url: Option<PublicUrl>,

    /// Address the server listens on; begins links where there is no public URL
    #[arg(long, env = "HARK_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
}

/// Why it was not done.
#[derive(Debug)]
pub enum AdminError {
    /// The data directory cannot be used.
    Open(OpenError),
    /// The store did not do it.
    Store(StoreError),
    /// Nobody owns the server, so there is nobody to invite.
    NoOwner,
    /// The audit log does not hold together.
    Tampered(Tampered),
    /// Nobody signs in with this address.
    Nobody(String),
}

/// Does what was asked and returns what to print.
pub async fn admin(admin: Admin) -> Result<String, AdminError> {
    let (Task::CreateInvite { place, .. }
    | Task::ResetPassword { place, .. }
    | Task::RemoveSecondStep { place, .. }
    | Task::Audit { place, .. }
    | Task::ListSessions { place, .. }) = &admin.task;
    let place = place.clone();
    let store = Store::beside(&place.data).map_err(AdminError::Open)?;
    let said = match admin.task {
        Task::CreateInvite { place: _, uses, days } => {
            let valid = Duration::from_secs(u64::from(days) * 24 * 60 * 60);
            create_invite(&store, &place, uses, valid).await
        }
        Task::ResetPassword { place: _, email } => reset_password(&store, &place, &email).await,
        Task::RemoveSecondStep { place: _, email } => remove_second_step(&store, &email).await,
        Task::Audit { place: _, verify: true, known } => verify_audit(&store, known).await,
        Task::Audit { place: _, verify: false, known: _ } => list_audit(&store).await,
        Task::ListSessions { place: _, email } => list_sessions(&store, email.as_deref()).await,
    };
    store.close().await;
    said
}

/// The invite is in the name of the first owner.
async fn create_invite(
    store: &Store,
    place: &Place,
    uses: u32,
    valid: Duration,
) -> Result<String, AdminError> {
    let people = store.people().await?;
    let owners = people.iter().filter(|info| info.role == Role::Owner);
    let owner = owners.min_by_key(|info| info.person.id).ok_or(AdminError::NoOwner)?;
    let token = store.create_invite(owner.person.id, uses, valid).await?;
    Ok(place.link("join", token.as_str()))
}

async fn reset_password(store: &Store, place: &Place, email: &str) -> Result<String, AdminError> {
    let person = find(store, email).await?;
    let token = store.create_reset(person.person.id).await?;
    Ok(place.link("reset", token.as_str()))
}

async fn remove_second_step(store: &Store, email: &str) -> Result<String, AdminError> {
    let person = find(store, email).await?;
    store.remove_second_step(person.person.id).await?;
    Ok(format!("{} signs in with the password alone now", person.email))
}

async fn list_sessions(store: &Store, email: Option<&str>) -> Result<String, AdminError> {
    let people = match email {
        Some(email) => vec![find(store, email).await?],
        None => store.people().await?,
    };
    let mut lines = String::from("EMAIL\tSINCE\tLAST USED\tBROWSER\n");
    for info in people {
        for session in store.sessions(info.person.id).await? {
            // What a browser calls itself is not to be trusted with the terminal.
            let agent: String = session.agent.chars().filter(|c| !c.is_control()).collect();
            let (since, used) = (iso(session.created_at), iso(session.used_at));
            writeln!(lines, "{}\t{since}\t{used}\t{agent}", info.email)
                .expect("a string takes what it is given");
        }
    }
    Ok(lines.trim_end().to_owned())
}

async fn list_audit(store: &Store) -> Result<String, AdminError> {
    let mut lines = String::from("NUMBER\tTIME\tDEED\tBY\tTO\tROOM\tDETAIL\n");
    let id = |id: Option<u64>| id.map_or_else(|| "-".to_owned(), |id| id.to_string());
    for entry in store.whole_audit().await? {
        let AuditEntry { number, at, deed, actor, subject, room, detail, hash: _ } = entry;
        let (by, to) = (id(actor.map(|user| user.0)), id(subject.map(|user| user.0)));
        let (at, room) = (iso(at), id(room.map(|room| room.0)));
        let line = format!("{number}\t{at}\t{deed}\t{by}\t{to}\t{room}\t{detail}");
        // Whoever wrote into the file by hand is not to be trusted with the terminal.
        lines.extend(line.chars().filter(|c| !c.is_control() || *c == '\t'));
        lines.push('\n');
    }
    Ok(lines.trim_end().to_owned())
}

async fn verify_audit(store: &Store, known: Option<AuditHash>) -> Result<String, AdminError> {
    let entries = store.whole_audit().await?;
    let last = verify(&entries, known).map_err(AdminError::Tampered)?;
    Ok(format!("{} entries hold together; the last one is {last}", entries.len()))
}

fn hash(text: &str) -> Result<AuditHash, &'static str> {
    AuditHash::parse(text).ok_or("a hash is 64 hexadecimal digits")
}

async fn find(store: &Store, email: &str) -> Result<PersonInfo, AdminError> {
    let nobody = || AdminError::Nobody(email.to_owned());
    let address = Email::parse(email).ok_or_else(nobody)?;
    let known = store.credentials(&address).await?.ok_or_else(nobody)?;
    Ok(store.person(known.user).await?)
}

impl Place {
    fn link(&self, kind: &str, token: &str) -> String {
        match &self.public_url {
            Some(url) => format!("{url}/{kind}/{token}"),
            None => format!("http://{}/{kind}/{token}", self.listen),
        }
    }
}

impl fmt::Display for AdminError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open(error) => error.fmt(out),
            Self::Store(error) => error.fmt(out),
            Self::NoOwner => out.write_str(
                "nobody owns this server yet: start it and open the link that it prints",
            ),
            Self::Tampered(tampered) => tampered.fmt(out),
            Self::Nobody(email) => write!(out, "nobody signs in as {email}"),
        }
    }
}

impl std::error::Error for AdminError {}

impl From<StoreError> for AdminError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
