//! What the account's page says.

pub use hark_words::account::*;

use crate::look::{Contrast, Density, Theme};

/// What a theme is called.
pub fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::System => theme_system(),
        Theme::Light => theme_light(),
        Theme::Dark => theme_dark(),
    }
}

/// What a contrast is called.
pub fn contrast_name(contrast: Contrast) -> &'static str {
    match contrast {
        Contrast::System => contrast_system(),
        Contrast::More => contrast_more(),
    }
}

/// What a density is called.
pub fn density_name(density: Density) -> &'static str {
    match density {
        Density::Roomy => density_roomy(),
        Density::Compact => density_compact(),
    }
}
