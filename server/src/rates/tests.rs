//! How fast everybody goes on, by a clock that stands still.

use super::*;

const ANN: UserId = UserId(1);
const BOB: UserId = UserId(2);
const LOBBY: RoomId = RoomId(1);
const CLUB: RoomId = RoomId(2);

fn pacing() -> Pacing {
    Pacing::new(Rates { room_posts_per_second: 8, ..Rates::default() })
}

#[tokio::test(start_paused = true)]
async fn one_person_posts_so_fast_and_no_other_is_held_up() {
    let pacing = pacing();
    for _ in 0..20 {
        assert_eq!(pacing.post(ANN, LOBBY), Ok(()));
    }
    assert_eq!(pacing.post(ANN, CLUB), Err(TooFast::Wait(200)), "in all rooms together");
    assert_eq!(pacing.post(BOB, LOBBY), Ok(()));
    tokio::time::advance(Duration::from_millis(200)).await;
    assert_eq!(pacing.post(ANN, LOBBY), Ok(()));
}

#[tokio::test(start_paused = true)]
async fn a_room_takes_no_more_than_it_can_and_that_is_nobodys_flood() {
    let pacing = pacing();
    for user in 0..32 {
        assert_eq!(pacing.post(UserId(user), LOBBY), Ok(()));
    }
    for user in 100..400 {
        let Err(TooFast::Wait(wait)) = pacing.post(UserId(user), LOBBY) else {
            panic!("it is full")
        };
        assert!((125..1_125).contains(&wait), "{wait}");
    }
    assert_eq!(pacing.post(ANN, CLUB), Ok(()));
}

#[tokio::test(start_paused = true)]
async fn who_never_waits_floods_and_who_waits_never_does() {
    let pacing = pacing();
    let asked = (0..).take_while(|_| pacing.command(ANN) != Err(TooFast::Flood)).count();
    assert_eq!(asked, 300, "200 that were done and 100 that were not");
    assert_eq!(pacing.command(BOB), Ok(()));
    for _ in 0..10_000 {
        if let Err(refused) = pacing.post(BOB, CLUB) {
            let TooFast::Wait(wait) = refused else { panic!("Bob waits as he is told") };
            tokio::time::advance(Duration::from_millis(wait.into())).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn who_floods_slowly_floods_within_ten_seconds() {
    let pacing = pacing();
    let begun = Instant::now();
    while pacing.post(ANN, LOBBY) != Err(TooFast::Flood) {
        tokio::time::advance(Duration::from_millis(30)).await;
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[tokio::test(start_paused = true)]
async fn so_many_are_let_in_and_the_others_come_back_spread_out() {
    let pacing = pacing();
    let all = (0..2_000).map(|_| pacing.upgrade());
    let (let_in, away): (Vec<_>, Vec<_>) = all.partition(Result::is_ok);
    assert_eq!(let_in.len(), 800);
    for seconds in 1..=10 {
        let back = away.iter().filter(|away| **away == Err(seconds)).count();
        assert_eq!(back, 120, "after {seconds} s");
    }
    assert!(pacing.is_open().is_err());
    tokio::time::advance(AT_THE_DOOR).await;
    assert_eq!(pacing.is_open(), Ok(()));
}
