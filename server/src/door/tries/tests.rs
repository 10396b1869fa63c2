//! Tries that fail, and how long whoever makes them waits.

use tokio::time::advance;

use super::*;

const MOST: usize = 10;
const MINUTE: Duration = Duration::from_secs(60);

fn tries() -> Tries {
    Tries::new(MOST as u32)
}

fn home() -> Counted {
    Counted::Address(IpAddr::from([192, 0, 2, 7]))
}

fn fail(tries: &Tries, counted: &[Counted], times: usize) {
    for time in 0..times {
        assert!(tries.begin(counted).is_ok(), "the {time}th");
    }
}

/// How long it has to wait.
fn wait(tries: &Tries, counted: &[Counted]) -> Option<Duration> {
    tries.begin(counted).map(Try::undone).err()
}

#[tokio::test(start_paused = true)]
async fn ten_failures_in_a_quarter_of_an_hour_are_enough_and_waits_grow() {
    let (tries, ann) = (tries(), [Counted::account("Ann@example.org ")]);
    for doubled in 0..10 {
        fail(&tries, &ann, MOST - 1);
        assert_eq!(wait(&tries, &ann), None);
        fail(&tries, &[Counted::account("ann@example.org")], 1);
        let expected = (FIRST_WAIT * 2_u32.pow(doubled.min(DOUBLINGS))).min(LONGEST_WAIT);
        assert_eq!(wait(&tries, &ann), Some(expected));
        advance(expected - Duration::from_millis(1)).await;
        assert!(wait(&tries, &ann).is_some());
        advance(Duration::from_millis(1)).await;
    }
    advance(FORGOTTEN).await;
    fail(&tries, &ann, MOST);
    assert_eq!(wait(&tries, &ann), Some(FIRST_WAIT), "as if nothing had been");
}

#[tokio::test(start_paused = true)]
async fn no_quarter_of_an_hour_has_more_than_ten_however_they_are_spread() {
    let (tries, ann) = (tries(), [Counted::account("ann@example.org")]);
    let mut failed = Vec::new();
    for _ in 0..600 {
        if tries.begin(ann).is_ok() {
            failed.push(Instant::now());
        }
        advance(Duration::from_secs(17)).await;
    }
    assert!(failed.len() > 2 * MOST);
    for ten in failed.windows(MOST + 1) {
        assert!(ten[MOST].duration_since(ten[0]) >= WINDOW, "{ten:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_address_waits_whoever_it_tries_to_be_and_an_account_wherever_from() {
    let tries = tries();
    for number in 0..MOST {
        let account = Counted::account(&format!("{number}@example.org"));
        fail(&tries, &[account, home()], 1);
    }
    let bob = Counted::account("bob@example.org");
    assert_eq!(wait(&tries, &[bob, home()]), Some(FIRST_WAIT));
    for number in 0..MOST {
        let elsewhere = Counted::Address(IpAddr::from([198, 51, 100, number as u8]));
        fail(&tries, &[bob, elsewhere], 1);
    }
    assert!(wait(&tries, &[bob, Counted::Address(IpAddr::from([203, 0, 113, 9]))]).is_some());
    assert_eq!(wait(&tries, &[Counted::Device(DeviceId(1))]), None, "apart from both");
}

#[tokio::test(start_paused = true)]
async fn what_works_forgives_the_account_and_not_the_address() {
    let (tries, ann) = (tries(), Counted::account("ann@example.org"));
    fail(&tries, &[ann, home()], MOST - 1);
    tries.begin([ann, home()]).unwrap().worked();
    fail(&tries, &[ann], MOST - 1);
    assert_eq!(wait(&tries, &[ann]), None);
    fail(&tries, &[Counted::account("bob@example.org"), home()], 1);
    assert!(wait(&tries, &[home()]).is_some(), "her own sign-in does not let her try others");
}

#[tokio::test(start_paused = true)]
async fn a_hundred_at_once_are_no_more_than_ten() {
    let (tries, ann) = (tries(), Counted::account("ann@example.org"));
    let under_way: Vec<_> = (0..100).filter_map(|_| tries.begin([ann]).ok()).collect();
    assert_eq!(under_way.len(), MOST);
    under_way.into_iter().for_each(Try::undone);
    assert_eq!(wait(&tries, &[ann]), None, "nothing came of them");
}

#[tokio::test(start_paused = true)]
async fn of_very_many_the_last_are_remembered() {
    let (tries, ann) = (tries(), Counted::account("ann@example.org"));
    let address = |number: usize| {
        let bytes = (number as u32).to_be_bytes();
        Counted::Address(IpAddr::from([10, bytes[1], bytes[2], bytes[3]]))
    };
    (0..REMEMBERED / 2).for_each(|number| fail(&tries, &[address(number)], 1));
    advance(MINUTE).await;
    fail(&tries, &[ann], MOST);
    advance(MINUTE).await;
    (REMEMBERED / 2..2 * REMEMBERED).for_each(|number| {
        // Somebody who tries is remembered before those who tried long ago.
        fail(&tries, &[address(number)], 1);
        assert!(lock(&tries.0.failures).len() <= REMEMBERED);
    });
    assert!(lock(&tries.0.failures).len() > REMEMBERED / 4);
}

#[tokio::test(start_paused = true)]
async fn of_a_flood_of_failures_a_few_are_noted() {
    let tries = tries();
    assert_eq!((0..1_000).filter(|_| tries.may_note()).count(), NOTED as usize);
    advance(NOTED_WITHIN).await;
    assert!(tries.may_note());
}
