//! Codes from an app, which somebody signs in with after their password: on, off, and what to keep.

use super::card::form_note;
use super::column::{column, section};
use super::field::{Entry, Field};
use crate::ui::view::{IntoNode, Node, view};
use crate::words::{account, steps as words};

/// How far it is.
#[derive(Clone, Debug)]
pub enum Step {
    /// It is not asked for.
    Off {
        /// Why the password was not taken.
        error: Option<&'static str>,
    },
    /// An app is to be given this, and to show that it has it.
    Prepared(Prepared),
    /// It is asked for.
    On {
        /// Since which day.
        since: String,
        /// How many recovery codes are left.
        codes_left: u32,
        /// Why the password was not taken.
        error: Option<&'static str>,
    },
    /// It is asked for, and these are the new recovery codes.
    Codes(Vec<String>),
}

/// What an app is to be given.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// To be read with a camera.
    pub picture: Option<Picture>,
    /// To be opened on the device that has the app.
    pub address: String,
    /// To be typed.
    pub secret: String,
    /// Why the code was not taken.
    pub error: Option<&'static str>,
}

/// A picture of squares that a camera reads.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its width and height, the white around it included.
    pub size: u32,
    /// What is dark, as the path of an SVG.
    pub path: String,
}

/// The page.
pub fn second_step(step: Step, note: Option<&'static str>) -> Node {
    let sections = match step {
        Step::Off { error } => off(error),
        Step::Prepared(prepared) => prepare(prepared),
        Step::On { since, codes_left, error } => on(&since, codes_left, error),
        Step::Codes(codes) => listed(&codes),
    };
    column(words::title(), ("/account".into(), account::title()), (), (form_note(note), sections))
}

fn off(error: Option<&'static str>) -> Node {
    section(
        words::off_title(),
        view! {
            <p>{words::off_text()}</p>
            <form class="form" method="post" action="/account/second-step/prepare">
                {password().view(Entry::hidden(error))}
                <button class="button button--primary">{words::prepare()}</button>
            </form>
        },
    )
}

fn prepare(prepared: Prepared) -> Node {
    let Prepared { picture, address, secret, error } = prepared;
    let picture = picture.map(|Picture { size, path }| {
        let frame = format!("0 0 {size} {size}");
        view! {
            <svg class="qr" role="img" aria-label=words::picture() viewBox=frame>
                <path d=path></path>
            </svg>
        }
    });
    let code = Field {
        autocomplete: "one-time-code",
        focus: true,
        ..Field::text("code", words::shown_code())
    };
    section(
        words::prepare_title(),
        view! {
            <p>{words::prepare_text()}</p>
            {picture}
            <div class="field">
                <label class="field__label" for="secret">{words::secret()}</label>
                <input class="field__input" id="secret" type="text" dir="ltr" readonly=true
                    value=secret/>
                <p class="field__hint"><a href=address>{words::open_app()}</a></p>
            </div>
            <form class="form" method="post" action="/account/second-step/on">
                {code.view(Entry::hidden(error))}
                <button class="button button--primary">{words::turn_on()}</button>
            </form>
        },
    )
}

fn on(since: &str, codes_left: u32, error: Option<&'static str>) -> Node {
    let (codes, off) = ("/account/second-step/codes", "/account/second-step/off");
    let state = section(
        words::on_title(),
        view! {
            <p>{words::on_text()}</p>
            <p class="list__meta">{words::since(since)}</p>
            <p class="list__meta">{words::codes_left(codes_left)}</p>
        },
    );
    let change = section(
        words::change_title(),
        view! {
            <form class="form" method="post" action=codes>
                <p class="field__hint">{words::change_text()}</p>
                {password().view(Entry::hidden(error))}
                <div class="form__actions">
                    <button class="button button--primary">{words::renew_codes()}</button>
                    <button class="button button--danger" formaction=off>{words::turn_off()}</button>
                </div>
            </form>
        },
    );
    (state, change).into_node()
}

fn password() -> Field {
    Field {
        kind: "password",
        autocomplete: "current-password",
        ..Field::text("current", account::current_password())
    }
}

fn listed(codes: &[String]) -> Node {
    let rows = codes.len().to_string();
    section(
        words::codes_title(),
        view! {
            <p id="codes-text">{words::codes_text()}</p>
            <textarea class="field__input codes" dir="ltr" rows=rows readonly=true autofocus=true
                aria-label=words::codes_title() aria-describedby="codes-text">
                {codes.join("\n")}
            </textarea>
            <p><a class="button button--primary" href="/account">{words::codes_kept()}</a></p>
        },
    )
}
