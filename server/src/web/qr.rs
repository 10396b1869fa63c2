//! Pictures that a phone reads with its camera.

use hark_client::pages::second_step::Picture;
use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of white around it (ISO/IEC 18004, section 6.3.8).
const QUIET: i32 = 4;

/// The picture of a text; `None` where it is too long for one.
pub(super) fn picture(text: &str) -> Option<Picture> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if run > 0 {
                path += &format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run + 1;
        }
    }
    Some(Picture { size: (code.size() + 2 * QUIET) as u32, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_dark_module_is_drawn_once() {
        let text = "otpauth://totp/Hark:ann?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Hark";
        let Picture { size, path } = picture(text).unwrap();
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        assert_eq!(size as i32, code.size() + 8);
        let mut drawn = std::collections::BTreeSet::new();
        for run in path.split('M').skip(1) {
            let (x, rest) = run.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (wide, _) = rest.split_once('v').unwrap();
            let (x, y, wide): (i32, i32, i32) =
                (x.parse().unwrap(), y.parse().unwrap(), wide.parse().unwrap());
            assert!((x..x + wide).all(|x| drawn.insert((x - QUIET, y - QUIET))), "{run} again");
        }
        let all = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = all.filter(|(x, y)| code.get_module(*x, *y)).collect();
        assert_eq!(drawn, dark);
        assert!(picture(&"long".repeat(1_000)).is_none());
    }
}
