//! Names one after the other, as each language lists them.

use crate::format::isolate;
use crate::names::{between, last};
use crate::spoken;

/// `Ann, Bob and Carla`. Each name is isolated where it could disturb the others.
pub fn list(names: &[&str]) -> String {
    let mut out = String::new();
    for (at, name) in names.iter().enumerate() {
        match names.len() - at {
            _ if at == 0 => {}
            1 => out += last(),
            _ => out += between(),
        }
        isolate(spoken(), name, &mut out);
    }
    out
}

#[cfg(test)]
#[cfg(feature = "embedded")]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn the_last_name_is_added_by_a_word() {
        assert_eq!(list(&[]), "");
        assert_eq!(list(&["Ann"]), "Ann");
        assert_eq!(list(&["Ann", "Bob"]), "Ann and Bob");
        assert_eq!(list(&["Ann", "Bob", "ليلى"]), "Ann, Bob and \u{2068}ليلى\u{2069}");
    }
    #[test]
    fn each_language_has_its_own_way() {
        let say = |language, names: &[&str]| crate::speak(language, || list(names));
        assert_eq!(say(Language::Czech, &["Ann", "Bob", "Cy"]), "Ann, Bob a Cy");
        assert_eq!(say(Language::Chinese, &["小明", "小红", "小刚"]), "小明、小红和小刚");
        assert_eq!(say(Language::Arabic, &["ليلى", "عمر", "سارة"]), "ليلى وعمر وسارة");
    }
}
