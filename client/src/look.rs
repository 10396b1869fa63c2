//! How the pages look in one browser, and in which language: what its reader chose, as a cookie
//! keeps it. How each choice is drawn is up to the style sheet.

use hark_words::Language;

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident, $($(#[$about:meta])* $choice:ident $word:literal)+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
        pub enum $name {
            $($(#[$about])* $choice,)+
        }

        impl $name {
            /// All there are; the first is what nobody had to choose.
            pub const ALL: &[Self] = &[$(Self::$choice),+];

            /// Its word in the cookie, in forms and in the document.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$choice => $word,)+
                }
            }

            /// What this word says; the first choice for any other.
            pub fn of(word: &str) -> Self {
                let said = Self::ALL.iter().find(|choice| choice.word() == word);
                said.copied().unwrap_or_default()
            }
        }
    };
}

choice! {
    /// Light or dark.
    Theme,
    /// As the system has it.
    #[default]
    System "system"
    /// Light.
    Light "light"
    /// Dark.
    Dark "dark"
}

choice! {
    /// How far text stands out.
    Contrast,
    /// As the system has it.
    #[default]
    System "system"
    /// More than usual.
    More "more"
}

choice! {
    /// How close together things stand.
    Density,
    /// With room around them.
    #[default]
    Roomy "roomy"
    /// As much on the screen as can be read.
    Compact "compact"
}

/// What a reader chose for one browser.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Look {
    /// Light or dark.
    pub theme: Theme,
    /// How far text stands out.
    pub contrast: Contrast,
    /// How close together things stand.
    pub density: Density,
    /// The language; none is the one that the browser asks for.
    pub language: Option<Language>,
}

impl Look {
    /// What [`Look::cookie`] wrote. What cannot be read was not chosen.
    pub fn of_cookie(value: &str) -> Self {
        let mut words = value.split('.');
        let mut next = || words.next().unwrap_or_default();
        Self {
            theme: Theme::of(next()),
            contrast: Contrast::of(next()),
            density: Density::of(next()),
            language: Language::of_tag(next()),
        }
    }

    /// The value of a cookie.
    pub fn cookie(self) -> String {
        let language = self.language.map_or("", Language::tag);
        [self.theme.word(), self.contrast.word(), self.density.word(), language].join(".")
    }

    /// The attributes of the document's root that the style sheet knows, each after a space.
    pub fn attributes(self) -> String {
        let mut attributes = String::new();
        for (name, word, chosen) in [
            ("theme", self.theme.word(), self.theme != Theme::System),
            ("contrast", self.contrast.word(), self.contrast != Contrast::System),
            ("density", self.density.word(), self.density != Density::Roomy),
        ] {
            if chosen {
                attributes += &[" data-", name, "=\"", word, "\""].concat();
            }
        }
        attributes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_brings_back_what_was_chosen() {
        for theme in Theme::ALL.iter().copied() {
            for contrast in Contrast::ALL.iter().copied() {
                for density in Density::ALL.iter().copied() {
                    for language in Language::ALL.map(Some).into_iter().chain([None]) {
                        let look = Look { theme, contrast, density, language };
                        assert_eq!(Look::of_cookie(&look.cookie()), look);
                    }
                }
            }
        }
    }

    #[test]
    fn what_nobody_chose_is_as_the_system_has_it() {
        for strange in ["", "dusk", "..", "\"><script>", "system.system.system.more.en"] {
            assert_eq!(Look::of_cookie(strange), Look::default());
        }
        assert_eq!(Look::default().attributes(), "");
    }

    #[test]
    fn the_document_says_what_was_chosen() {
        let look = Look::of_cookie("dark.system.compact");
        assert_eq!(look.attributes(), " data-theme=\"dark\" data-density=\"compact\"");
    }
}
