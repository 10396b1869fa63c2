//! The audit log: what is in it, and that nothing can be done to it unseen.

use std::time::Duration;

use hark_protocol::{Access, Role, RoomName, Topic, UserId};
use hark_server::rights::Right;
use hark_server::store::{
    AuditEntry, AuditHash, Deed, NewPasskey, Outcome, Remark, Shown, Tampered, verify,
};
use rusqlite::Connection;

use crate::town::{Town, body, message_id, somebody};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A town where everything was done once that the log is told of.
async fn busy() -> (Town, UserId) {
    let town = Town::founded().await;
    let store = &town.store;
    let bob = town.person("Bob").await;
    let session = store.create_session(bob, "a test", None).await.unwrap();
    store.end_session(bob, session.id).await.unwrap();
    store.end_sessions(bob).await.unwrap();
    store.note_failed_sign_in(Some(bob));
    let link = store.create_reset(bob).await.unwrap();
    store.use_reset(link.as_str(), "$argon2id$canary".into()).await.unwrap();
    let session = store.create_session(bob, "a test", None).await.unwrap().id;
    store.prepare_second_step(bob).await.unwrap();
    let (_, codes) = store.turn_on_second_step(bob, 1, session).await.unwrap();
    let shown = Shown::RecoveryCode(codes[0].to_string());
    store.begin_session(bob, shown, "a test", None).await.unwrap();
    store.remove_second_step(bob).await.unwrap();
    let (credential, name, key) = (vec![1; 16], "canary".to_owned(), "{}".to_owned());
    let passkey = NewPasskey { credential, handle: [1; 16], name, key };
    store.add_passkey(bob, passkey, session).await.unwrap();
    let passkey = store.passkeys(bob).await.unwrap()[0].id;
    store.remove_passkey(bob, passkey).await.unwrap();
    let keeps = store.mandate(town.ann, Right::KeepPeople).await.unwrap();
    store.set_role(&keeps, bob, Role::Moderator).await.unwrap();
    let bans = store.mandate(town.ann, Right::Ban).await.unwrap();
    store.ban(&bans, bob).await.unwrap();
    store.lift_ban(&bans, bob).await.unwrap();
    let silences = store.mandate(town.ann, Right::Silence).await.unwrap();
    store.silence(&silences, bob, DAY).await.unwrap();
    let room = store
        .create_room(town.ann, RoomName::parse("Board").unwrap(), Topic::default(), Access::Closed)
        .await
        .unwrap();
    let hers = town.member(town.ann, room).await;
    store.post(&hers, None, message_id(1), body("the canary sings")).await.unwrap();
    store.add_member(&hers, bob).await.unwrap();
    let his = town.member(bob, room).await;
    let posted = store.post(&his, None, message_id(2), body("so does the canary")).await.unwrap();
    let remark = |text| Remark::parse(text).unwrap();
    store.report(&hers, posted.seq, remark("a canary")).await.unwrap();
    store.delete(&hers, posted.seq).await.unwrap();
    let handles = store.mandate(town.ann, Right::HandleReports).await.unwrap();
    let report = store.waiting_reports(&handles).await.unwrap()[0].id;
    store.decide(&handles, report, Outcome::Dismissed, remark("no canary")).await.unwrap();
    store.rename_room(&hers, RoomName::parse("Bored").unwrap()).await.unwrap();
    let keeper = store.keeper(town.ann, room).await.unwrap();
    store.remove_member(&keeper, bob).await.unwrap();
    store.archive(&keeper).await.unwrap();
    store.unarchive(&keeper).await.unwrap();
    let invite = store.create_invite(town.ann, 2, DAY).await.unwrap();
    let invites = store.mandate(town.ann, Right::Invite).await.unwrap();
    let id = store.invites(&invites).await.unwrap()[0].id;
    store.accept_invite(invite.as_str(), somebody("Cy")).await.unwrap();
    store.revoke_invite(&invites, id).await.unwrap();
    (town, bob)
}

#[tokio::test]
async fn every_deed_is_noted_and_no_secret_is() {
    let (town, bob) = busy().await;
    let log = town.store.whole_audit().await.unwrap();
    for deed in Deed::ALL {
        assert!(log.iter().any(|entry| entry.deed == deed.word()), "{deed:?} is not in the log");
        assert_eq!(Deed::of_word(deed.word()), Some(deed));
    }
    let ban = log.iter().find(|entry| entry.deed == "banned").unwrap();
    assert_eq!((ban.actor, ban.subject), (Some(town.ann), Some(bob)));
    let role = log.iter().find(|entry| entry.deed == "role-changed").unwrap();
    assert_eq!(role.detail, "member → moderator");
    let all = format!("{log:?}");
    for secret in ["canary", "argon2", "example.org", "Bored"] {
        assert!(!all.contains(secret), "{secret}");
    }
    // What changes nothing is no deed.
    let bans = town.store.mandate(town.ann, Right::Ban).await.unwrap();
    town.store.lift_ban(&bans, bob).await.unwrap();
    assert_eq!(town.store.whole_audit().await.unwrap().len(), log.len());
    verify(&log, None).unwrap();
}

#[tokio::test]
async fn what_is_undone_is_not_noted_either() {
    let town = Town::founded().await;
    let before = town.store.whole_audit().await.unwrap();
    let wrong = town.store.accept_invite("nobody-knows", somebody("Eve")).await;
    assert!(wrong.is_err());
    let invite = town.store.create_invite(town.ann, 1, DAY).await.unwrap();
    // Taken back with the rest of what failed: the address is Ann's.
    assert!(town.store.accept_invite(invite.as_str(), somebody("Ann")).await.is_err());
    let after = town.store.whole_audit().await.unwrap();
    assert_eq!(after.len(), before.len() + 1, "only the invite was made");
}

#[tokio::test]
async fn the_database_itself_takes_no_change_of_it() {
    let (town, _) = busy().await;
    let conn = Connection::open(town.directory.path().join("hark.db")).unwrap();
    for change in ["UPDATE audit SET detail = 'x'", "DELETE FROM audit WHERE number = 3"] {
        let refused = conn.execute(change, []).unwrap_err().to_string();
        assert!(refused.contains("only appended to"), "{refused}");
    }
    verify(&town.store.whole_audit().await.unwrap(), None).unwrap();
}

/// What somebody does who holds the file, and what they did it to.
fn tampered(log: &[AuditEntry], number: usize) -> (String, Vec<AuditEntry>) {
    let mut log = log.to_vec();
    let at = number * 7 % (log.len() - 1);
    match number % 10 {
        0 => log[at].detail.push('!'),
        1 => log[at].actor = Some(UserId(77)),
        2 => log[at].subject = log[at].actor.take(),
        3 => log[at].at.0 += 1,
        4 => log[at].deed = "signed-out".into(),
        5 => drop(log.remove(at)),
        6 => log.swap(at, at + 1),
        7 => {
            // One more, bound as it should be, between two others.
            let before = log[at].hash;
            let mut forged = log[at].clone();
            forged.number += 1;
            forged.hash = forged.hash_after(before);
            log.insert(at + 1, forged);
        }
        8 => log.truncate(at + 1),
        _ => {
            // All that follows bound anew.
            log[at].detail = "nothing".into();
            let mut last = at.checked_sub(1).map_or(AuditHash::default(), |at| log[at].hash);
            for entry in &mut log[at..] {
                entry.hash = entry.hash_after(last);
                last = entry.hash;
            }
        }
    }
    (format!("tampering {number} of entry {}", at + 1), log)
}

#[tokio::test]
async fn a_hundred_tamperings_are_found() {
    let (town, _) = busy().await;
    let log = town.store.whole_audit().await.unwrap();
    let known = verify(&log, None).unwrap();
    assert_eq!(verify(&log, Some(known)), Ok(known));
    assert_eq!(verify(&log, Some(log[3].hash)), Ok(known), "it has grown since");
    for number in 0..100 {
        let (what, changed) = tampered(&log, number);
        let found = verify(&changed, Some(known));
        assert!(found.is_err(), "{what} was not found");
        // What leaves a whole chain behind is seen only by whoever knows where it had got to.
        let is_whole = matches!(number % 10, 8 | 9);
        assert_eq!(verify(&changed, None).is_ok(), is_whole, "{what}");
        if is_whole {
            assert_eq!(found, Err(Tampered::KnownEntryGone), "{what}");
        }
    }
}

#[tokio::test]
async fn a_page_of_it_is_for_who_may_read_it() {
    let (town, bob) = busy().await;
    for _ in 0..60 {
        town.store.create_session(town.ann, "a test", None).await.unwrap();
    }
    let by = town.store.mandate(town.ann, Right::ReadAudit).await.unwrap();
    let (first, more) = town.store.audit(&by, None).await.unwrap();
    assert!(more && first.len() == 50);
    assert_eq!(first[0].actor.as_ref().unwrap().id, town.ann);
    let last = first[49].entry.number;
    let (rest, _) = town.store.audit(&by, Some(last)).await.unwrap();
    assert_eq!(rest[0].entry.number, last - 1);
    assert!(town.store.mandate(bob, Right::ReadAudit).await.is_err());
}
