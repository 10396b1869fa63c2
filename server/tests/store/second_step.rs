//! Codes from an app: the store itself begins no session for less than what is asked for.

use hark_server::store::{Email, Shown, StoreError, Told};

use crate::town::{Town, refused};

#[tokio::test]
async fn no_session_begins_for_less_than_is_asked_for() {
    let town = Town::founded().await;
    let (store, ann) = (&town.store, town.ann);
    let email = Email::parse("ann@example.org").unwrap();
    let asks = async || store.credentials(&email).await.unwrap().unwrap().second_step;
    let begin = async |shown| store.begin_session(ann, shown, "", None).await;
    let session = begin(Shown::Password).await.unwrap();
    refused(begin(Shown::Code(7)).await, &StoreError::TokenInvalid);
    store.prepare_second_step(ann).await.unwrap();
    assert!(store.second_step(ann).await.unwrap().unwrap().since.is_none());
    let other = begin(Shown::Password).await.unwrap();
    assert!(!asks().await);

    town.news();
    let (token, codes) = store.turn_on_second_step(ann, 100, session.id).await.unwrap();
    assert_eq!(town.news(), [Told::SessionEnded { session: other.id }]);
    assert!(store.viewer(session.token.as_str()).await.unwrap().is_none());
    assert!(store.viewer(token.as_str()).await.unwrap().is_some());
    assert!(asks().await);
    refused(begin(Shown::Password).await, &StoreError::SecondStep);
    // The code that turned it on was used by that.
    for step in [99, 100] {
        refused(begin(Shown::Code(step)).await, &StoreError::TokenInvalid);
    }
    begin(Shown::Code(101)).await.unwrap();
    refused(begin(Shown::Code(101)).await, &StoreError::TokenInvalid);
    begin(Shown::RecoveryCode(codes[0].to_string())).await.unwrap();
    refused(begin(Shown::RecoveryCode(codes[0].to_string())).await, &StoreError::TokenInvalid);
    assert_eq!(store.second_step(ann).await.unwrap().unwrap().codes_left, 9);

    // It is on: nothing is prepared over it, and another person's codes are theirs.
    refused(store.prepare_second_step(ann).await, &StoreError::Forbidden);
    let bob = town.person("Bob").await;
    let theirs = Shown::RecoveryCode(codes[1].to_string());
    refused(store.begin_session(bob, theirs, "", None).await, &StoreError::TokenInvalid);
    refused(store.renew_recovery_codes(bob).await, &StoreError::Forbidden);
    store.turn_off_second_step(ann, session.id).await.unwrap();
    refused(begin(Shown::RecoveryCode(codes[1].to_string())).await, &StoreError::TokenInvalid);
    begin(Shown::Password).await.unwrap();
}

#[tokio::test]
async fn of_many_who_show_one_code_at_once_one_is_in() {
    let town = Town::founded().await;
    let session = town.store.create_session(town.ann, "", None).await.unwrap();
    town.store.prepare_second_step(town.ann).await.unwrap();
    town.store.turn_on_second_step(town.ann, 1, session.id).await.unwrap();
    let tries: Vec<_> = (0..50)
        .map(|_| {
            let (store, ann) = (town.store.clone(), town.ann);
            tokio::spawn(async move { store.begin_session(ann, Shown::Code(2), "", None).await })
        })
        .collect();
    let mut begun = 0;
    for one in tries {
        begun += usize::from(one.await.unwrap().is_ok());
    }
    assert_eq!(begun, 1);
}
