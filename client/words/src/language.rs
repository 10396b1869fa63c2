//! The languages there are.

/// A language that Hark speaks.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Czech.
    Czech,
    /// Chinese in simplified characters.
    Chinese,
    /// Arabic.
    Arabic,
}

impl Language {
    /// All there are; the first is for whom none suits.
    pub const ALL: [Self; 4] = [Self::English, Self::Czech, Self::Chinese, Self::Arabic];

    /// Its tag (BCP 47), as `lang` has it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Czech => "cs",
            Self::Chinese => "zh-Hans",
            Self::Arabic => "ar",
        }
    }

    /// The language of this tag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// What it is called by those who speak it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Czech => "Čeština",
            Self::Chinese => "简体中文",
            Self::Arabic => "العربية",
        }
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(self) -> bool {
        match self {
            Self::English | Self::Czech | Self::Chinese => false,
            Self::Arabic => true,
        }
    }

    /// `ltr` or `rtl`, as `dir` has it.
    pub fn dir(self) -> &'static str {
        if self.is_right_to_left() { "rtl" } else { "ltr" }
    }
}
