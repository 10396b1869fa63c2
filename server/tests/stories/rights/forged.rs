//! Every form of the router, as somebody else's page would send it in the name of whoever looks at
//! it: refused before anything is done.

use super::routes::ROUTES;
use crate::forgery::{ELSEWHERE, FOREIGN};
use crate::house::House;

#[tokio::test]
async fn no_form_is_taken_from_elsewhere() {
    let (_house, mut ann) = House::of_ann().await;
    let forms: Vec<_> = ROUTES.iter().filter(|route| route.method == "POST").collect();
    assert!(forms.len() > 40, "{} forms", forms.len());
    for form in forms {
        // The first of everything: Ann, her room, its first message.
        let first = |part: &str| if part.starts_with('{') { "1" } else { part }.to_owned();
        let path = form.path.split('/').map(first).collect::<Vec<_>>().join("/");
        for headers in ELSEWHERE {
            ann.post_from(&path, form.fields, headers).await.says(403, FOREIGN);
        }
    }
    assert_eq!(ann.get("/api/session").await.status, 204, "still signed in");
}
