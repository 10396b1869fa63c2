//! What the viewer says of themselves: a status that ends by itself, and where their clock is.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hark_client::clock::Zone;
use hark_client::pages::Entry;
use hark_client::pages::about::Ends;
use hark_client::words::about as words;
use hark_protocol::{Status, StatusText, ZoneName};

use super::account::{load, show};
use super::fields::Fields;
use super::visit::now;
use super::{Problem, SignedIn, Visit};
use crate::chat;
use crate::store::Viewer;

/// `POST /account/status`. An empty one clears it.
pub async fn set_status(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    let text = fields.get("status");
    let status = match StatusText::parse(text) {
        Ok(text) => {
            let ends = Ends::of(fields.get("ends")).ok_or(Problem::BadRequest)?;
            Some(Status { text, until: ends.at(&zone_of(&visit, &viewer).await?, now()) })
        }
        Err(_) if text.trim().is_empty() => None,
        Err(error) => {
            let mut page = load(&visit, &viewer).await?;
            page.status = Entry { value: text.into(), error: Some(words::status_error(error)) };
            return Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, page));
        }
    };
    chat::set_status(&visit.app.store, &viewer, status).await?;
    Ok(Redirect::to("/account?note=saved").into_response())
}

/// `POST /account/status/clear`.
pub async fn clear_status(visit: Visit, SignedIn(viewer): SignedIn) -> Result<Response, Problem> {
    chat::set_status(&visit.app.store, &viewer, None).await?;
    Ok(Redirect::to("/account?note=saved").into_response())
}

/// `POST /account/zone`. An empty one is not told to anybody.
pub async fn set_zone(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    let zone = match fields.get("zone") {
        "" => None,
        name => {
            let zone = ZoneName::parse(name).map_err(|_| Problem::BadRequest)?;
            let known = Zone::names().iter().any(|known| known == zone.as_str());
            Some(zone).filter(|_| known).map(Some).ok_or(Problem::BadRequest)?
        }
    };
    chat::set_zone(&visit.app.store, &viewer, zone).await?;
    Ok(Redirect::to("/account?note=saved").into_response())
}

/// `POST /account/receipts`: whether others see how far the viewer has read, and the viewer them.
pub async fn set_receipts(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    let seen = fields.get("receipts") == "on";
    chat::let_see_receipts(&visit.app.store, &viewer, seen).await?;
    Ok(Redirect::to("/account?note=saved").into_response())
}

/// Where the viewer's day ends: where they say their clock is, or else where their browser is.
async fn zone_of(visit: &Visit, viewer: &Viewer) -> Result<Zone, Problem> {
    let said = visit.app.store.about(viewer.user.id).await?.zone;
    Ok(said.map_or_else(|| visit.zone.clone(), |zone| Zone::named(zone.as_str())))
}
