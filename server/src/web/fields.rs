//! What a form sent, by the names of its fields.

use axum::Form;
use axum::extract::{FromRequest, Request};

use super::Problem;
use crate::app::App;

/// The fields of a posted form. One that is missing is empty.
#[derive(Debug)]
pub struct Fields(Vec<(String, String)>);

impl FromRequest<App> for Fields {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        match Form::from_request(request, app).await {
            Ok(Form(fields)) => Ok(Self(fields)),
            Err(_) => Err(Problem::BadRequest),
        }
    }
}

impl Fields {
    /// The first field of this name.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// All fields of this name, where they can be read as what they should be.
    pub(super) fn all<T: std::str::FromStr>(&self, name: &str) -> Result<Vec<T>, Problem> {
        let named = self.0.iter().filter(|(known, _)| known == name);
        named.map(|(_, value)| value.parse().map_err(|_| Problem::BadRequest)).collect()
    }

    /// The first field of this name, where it can be read as what it should be.
    pub(super) fn parse<T: std::str::FromStr>(&self, name: &str) -> Result<T, Problem> {
        self.get(name).parse().map_err(|_| Problem::BadRequest)
    }
}
