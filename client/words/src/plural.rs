//! Which form of a word goes with a number: the rules of the CLDR for whole numbers.
//! <https://www.unicode.org/cldr/charts/48/supplemental/language_plural_rules.html>

use crate::Language;

/// The category's first letter, as tables have it; empty for the one that is for all others.
pub(crate) fn category(language: Language, n: u64) -> &'static str {
    match language {
        Language::English => match n {
            1 => "o",
            _ => "",
        },
        Language::Czech => match n {
            1 => "o",
            2..=4 => "f",
            _ => "",
        },
        Language::Chinese => "",
        Language::Arabic => match (n, n % 100) {
            (0, _) => "z",
            (1, _) => "o",
            (2, _) => "t",
            (_, 3..=10) => "f",
            (_, 11..=99) => "m",
            _ => "",
        },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use icu_locale_core::Locale;
    use icu_plurals::{PluralCategory, PluralRules};

    use super::*;

    #[test]
    fn the_rules_are_those_of_the_cldr() {
        for language in Language::ALL {
            let tag = language.tag();
            let locale: Locale = tag.parse().unwrap();
            let rules = PluralRules::try_new_cardinal(locale.into()).unwrap();
            let mut used = BTreeSet::new();
            for n in 0..=10_000u64 {
                let name = match rules.category_for(n) {
                    PluralCategory::Zero => "zero",
                    PluralCategory::One => "one",
                    PluralCategory::Two => "two",
                    PluralCategory::Few => "few",
                    PluralCategory::Many => "many",
                    PluralCategory::Other => "",
                };
                assert_eq!(category(language, n), name.get(..1).unwrap_or_default(), "{tag} {n}");
                used.insert(name);
            }
            used.remove("");
            let known = hark_words_compiler::categories(tag);
            assert_eq!(used, known.iter().copied().collect(), "{tag}");
        }
    }
}
