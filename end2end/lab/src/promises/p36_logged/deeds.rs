//! Everything once that the audit log is told of, by people whose every word is a secret.

use hark_protocol::Command;

use crate::Failure;
use crate::hostile::{answer, post, posted};
use crate::http::Visitor;
use crate::peer::Peer;
use crate::town::{PASSWORD, Town};

/// What nobody may find anywhere.
pub(super) const SECRETS: [&str; 6] = [
    PASSWORD,
    "wrong canary words",
    "another canary word",
    "the canary sings",
    "canary seeds",
    "argon2id",
];

/// Does all of it. The tokens that were made for it.
pub(super) async fn busy(town: &Town) -> Result<Vec<String>, Failure> {
    let (owner, bob) = (&town.people[0].visitor, &town.people[1]);
    let (server, room) = (town.server()?, town.rooms[0]);
    let nobody = Visitor { token: None, ..owner.clone() };
    let mut tokens = Vec::new();
    let sign_in = async |password: &str| {
        let form = [("email", "olga@example.org"), ("password", password)];
        nobody.post("/sign-in", &form).await
    };
    sign_in("wrong canary words").await?;
    for path in ["/sign-out", "/sign-out-everywhere"] {
        let token = sign_in(PASSWORD).await?.session();
        tokens.extend(token.clone());
        let there = Visitor { token, ..nobody.clone() };
        if path == "/sign-out" {
            there.submit(path, &[]).await?;
        }
    }
    talk(town).await?;
    let of_bob = |what: &str| format!("/admin/people/{}/{what}", bob.user);
    owner.submit(&of_bob("role"), &[("role", "moderator")]).await?;
    owner.submit(&of_bob("silence"), &[("minutes", "60")]).await?;
    owner.submit(&of_bob("sign-out"), &[]).await?;
    owner.submit(&of_bob("ban"), &[]).await?;
    owner.submit(&of_bob("lift"), &[]).await?;
    let link = server.admin(&["reset-password", "member1@example.org"])?;
    let path = link.find("/reset/").map(|at| link[at..].trim().to_owned());
    let path = path.ok_or_else(|| Failure(format!("no link: {link}")))?;
    nobody.submit(&path, &[("password", "another canary word")]).await?;
    tokens.extend(path.strip_prefix("/reset/").map(str::to_owned));

    let link = server.admin(&["create-invite", "--uses", "2"])?;
    let path = link.find("/join/").map(|at| link[at..].trim().to_owned());
    let path = path.ok_or_else(|| Failure(format!("no link: {link}")))?;
    let form = [("name", "Cy"), ("email", "cy@example.org"), ("password", PASSWORD)];
    tokens.extend(nobody.submit(&path, &form).await?.session());
    tokens.extend(path.strip_prefix("/join/").map(str::to_owned));
    owner.submit("/people/invites/revoke", &[("invite", "1")]).await?;

    let settings = format!("/rooms/{room}/settings");
    owner.submit(&settings, &[("name", "Renamed"), ("topic", "canary seeds")]).await?;
    let third = town.people[2].user.to_string();
    owner.submit(&format!("/rooms/{room}/members/remove"), &[("user", &third)]).await?;
    owner.submit(&format!("/rooms/{room}/archive"), &[]).await?;
    owner.submit(&format!("/rooms/{room}/unarchive"), &[]).await?;
    Ok(tokens)
}

/// By the socket, by a form and to the search.
async fn talk(town: &Town) -> Result<(), Failure> {
    let (bob, room) = (&town.people[1].visitor, town.rooms[0]);
    let mut peer = Peer::open(bob).await.map_err(Failure)?;
    let mut owner = Peer::open(&town.people[0].visitor).await.map_err(Failure)?;
    let mut third = Peer::open(&town.people[2].visitor).await.map_err(Failure)?;
    town.people[2].visitor.get("/admin/audit").await?;
    for number in 0..2 {
        let command = post(room, 36 + number, "the canary sings, and nobody hears it");
        let answered = answer(&mut peer, command.map_err(Failure)?).await.map_err(Failure)?;
        let target = posted(answered).map_err(Failure)?;
        let report = format!("/rooms/{room}/messages/{target}/report");
        town.people[2].visitor.submit(&report, &[("reason", "canary seeds")]).await?;
        if number == 0 {
            // Not allowed to the third, allowed to the owner.
            for peer in [&mut third, &mut owner] {
                let delete = Command::Delete { room, target };
                drop(answer(peer, delete).await.map_err(Failure)?);
            }
        }
    }
    let form = [("outcome", "dismissed"), ("note", "canary seeds")];
    town.people[0].visitor.submit("/admin/reports/2", &form).await?;
    let form = [("body", "the canary sings once more")];
    bob.submit(&format!("/rooms/{room}/messages"), &form).await?;
    bob.get("/search?q=the+canary+sings").await?;
    Ok(())
}
