//! In which language a request is answered: the one chosen in this browser, else the first one we
//! speak of those that the browser asks for, else English.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use hark_words::Language;

use super::cookie::look;

/// The language of the answer to a request with these headers.
pub fn language(headers: &HeaderMap) -> Language {
    let asked = || headers.get(ACCEPT_LANGUAGE)?.to_str().ok().and_then(wanted);
    look(headers).language.or_else(asked).unwrap_or_default()
}

/// The language we speak that is wanted most (RFC 9110, section 12.5.4); of equals the first.
fn wanted(value: &str) -> Option<Language> {
    let mut best: Option<(u16, Language)> = None;
    for one in value.split(',') {
        let (range, parameter) = one.split_once(';').unwrap_or((one, "q=1"));
        let (Some(language), Some(weight)) = (spoken(range.trim()), weight(parameter)) else {
            continue;
        };
        if weight > best.map_or(0, |(best, _)| best) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

/// The language of a range such as `zh-CN`: where it is spoken makes no difference to us.
fn spoken(range: &str) -> Option<Language> {
    let primary = range.split('-').next().unwrap_or_default();
    let speaks = |language: &Language| {
        let tag = language.tag();
        tag.split('-').next().is_some_and(|own| own.eq_ignore_ascii_case(primary))
    };
    Language::ALL.into_iter().find(speaks)
}

/// `q=0.8` in thousandths; nothing for what is no weight.
fn weight(parameter: &str) -> Option<u16> {
    let value = parameter.trim().strip_prefix(['q', 'Q'])?.trim_start().strip_prefix('=')?;
    let value: f32 = value.trim().parse().ok()?;
    (0.0..=1.0).contains(&value).then_some((value * 1000.0) as u16)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use axum::http::header::COOKIE;

    use super::*;

    fn asking(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ACCEPT_LANGUAGE, HeaderValue::from_static(value))])
    }

    #[test]
    fn the_language_wanted_most_is_spoken() {
        for (asked, language) in [
            ("cs", Language::Czech),
            ("cs-CZ, cs;q=0.9, en;q=0.8", Language::Czech),
            ("de, fr;q=0.9, AR-eg;q=0.5, en;q=0.4", Language::Arabic),
            ("en;q=0.5, zh-Hant-TW;q=0.7", Language::Chinese),
            ("zh-CN,zh;q=0.9", Language::Chinese),
            ("ar;q=0.8, cs; q = 0.8", Language::Arabic),
            ("cs;q=0, en;q=0.1", Language::English),
            ("cs;q=0", Language::English),
            ("cs;q=2, ar;level=1, zh;q=NaN, *", Language::English),
            ("sk, csb, e", Language::English),
            ("", Language::English),
            (";;,=q,-", Language::English),
        ] {
            assert_eq!(super::language(&asking(asked)), language, "{asked}");
        }
        assert_eq!(super::language(&HeaderMap::new()), Language::English);
    }

    #[test]
    fn what_was_chosen_comes_before_what_the_browser_asks_for() {
        let mut headers = asking("cs");
        headers.insert(COOKIE, HeaderValue::from_static("hark_look=dark.system.roomy.ar"));
        assert_eq!(language(&headers), Language::Arabic);
        headers.insert(COOKIE, HeaderValue::from_static("hark_look=dark.system.roomy"));
        assert_eq!(language(&headers), Language::Czech, "a cookie from before there was a choice");
    }
}
