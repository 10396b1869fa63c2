//! The viewer's picture: a file comes by a form, and is seen by everybody
//! who may know of the person.

use axum::body::Body;
use axum::extract::multipart::Field;
use axum::extract::{Multipart, Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{Response, StatusCode};
use axum::response::{IntoResponse, Redirect};
use hark_client::words::account as words;
use hark_protocol::{PictureId, UserId};

use super::account::{load, show};
use super::{Problem, SignedIn, Visit};
use crate::app::App;
use crate::chat;
use crate::pictures::{FILE_BYTES, Picture, PictureError};

/// What is read of a file that is too big before the connection is cut, in bytes: browsers show an
/// answer only when they have sent the whole of what they began to send.
pub const UPLOAD_BYTES: usize = 6 * FILE_BYTES;

/// Its address changes with it, so that it may be kept for a year, which stands for ever.
const FOR_EVER: &str = "private, max-age=31536000, immutable";

/// `GET /people/{user}/pictures/{picture}`.
pub async fn picture(
    State(app): State<App>,
    SignedIn(viewer): SignedIn,
    Path((user, picture)): Path<(UserId, PictureId)>,
) -> Result<Response<Body>, Problem> {
    let bytes = app.store.picture(viewer.user.id, user, picture).await?;
    let bytes = bytes.ok_or(Problem::NotFound)?;
    let headers = [(CONTENT_TYPE, Picture::CONTENT_TYPE), (CACHE_CONTROL, FOR_EVER)];
    Ok((headers, bytes).into_response())
}

/// `POST /account/picture`: another picture.
pub async fn change(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    form: Multipart,
) -> Result<Response<Body>, Problem> {
    let pictures = &visit.app.pictures;
    let made = match pictures.receive() {
        Ok(_received) => match file(form).await? {
            Ok(file) => pictures.make(file).await,
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    };
    let error = match made {
        Ok(picture) => {
            chat::set_picture(&visit.app.store, &viewer, Some(picture)).await?;
            return Ok(Redirect::to("/account?note=saved").into_response());
        }
        Err(PictureError::Busy) => return Err(Problem::Busy),
        Err(PictureError::TooBig) => words::picture_too_big(),
        Err(PictureError::TooManyPixels) => words::picture_too_many_pixels(),
        Err(PictureError::Unreadable) => words::picture_unreadable(),
    };
    let mut page = load(&visit, &viewer).await?;
    page.picture_error = Some(error);
    Ok(show(&visit, StatusCode::UNPROCESSABLE_ENTITY, page))
}

/// `POST /account/picture/remove`.
pub async fn remove(visit: Visit, SignedIn(viewer): SignedIn) -> Result<Response<Body>, Problem> {
    chat::set_picture(&visit.app.store, &viewer, None).await?;
    Ok(Redirect::to("/account?note=saved").into_response())
}

/// The first file of the form.
async fn file(mut form: Multipart) -> Result<Result<Vec<u8>, PictureError>, Problem> {
    match form.next_field().await {
        Ok(Some(field)) => Ok(whole(field).await),
        Ok(None) | Err(_) => Err(Problem::BadRequest),
    }
}

/// What is too big is read on, but not kept.
async fn whole(mut field: Field<'_>) -> Result<Vec<u8>, PictureError> {
    let mut file = Vec::new();
    let mut fits = true;
    loop {
        match field.chunk().await {
            Ok(Some(chunk)) if fits && file.len() + chunk.len() <= FILE_BYTES => {
                file.extend_from_slice(&chunk);
            }
            Ok(Some(_)) => (file, fits) = (Vec::new(), false),
            Ok(None) if fits => return Ok(file),
            Ok(None) => return Err(PictureError::TooBig),
            Err(_) => {
                return Err(if fits { PictureError::Unreadable } else { PictureError::TooBig });
            }
        }
    }
}
