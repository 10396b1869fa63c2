//! What people send, and what somebody sends who means harm.

use image::codecs::gif::GifEncoder;
use image::{Frame, ImageEncoder as _, Rgba, RgbaImage};

use super::*;

fn of(file: &[u8]) -> Result<RgbImage, PictureError> {
    Picture::of_file(file).map(|picture| {
        assert_eq!(image::guess_format(picture.bytes()).unwrap(), ImageFormat::Jpeg);
        image::load_from_memory(picture.bytes()).unwrap().to_rgb8()
    })
}

fn plain(width: u32, height: u32, color: [u8; 4]) -> DynamicImage {
    RgbaImage::from_pixel(width, height, Rgba(color)).into()
}

fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let image = if format == ImageFormat::Jpeg { image.to_rgb8().into() } else { image.clone() };
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// JPEG changes colors a little.
fn is_near(pixel: &image::Rgb<u8>, color: [u8; 3]) -> bool {
    pixel.0.iter().zip(color).all(|(one, other)| one.abs_diff(other) < 12)
}

const RED: [u8; 3] = [200, 30, 30];
const BLUE: [u8; 3] = [20, 40, 200];

/// Red on the left, blue on the right.
fn two_colors(width: u32, height: u32) -> DynamicImage {
    let color = |x| if x < width / 2 { RED } else { BLUE };
    let image = RgbImage::from_fn(width, height, |x, _| image::Rgb(color(x)));
    image.into()
}

#[test]
fn every_kind_becomes_a_small_square() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
        for (width, height) in [(1, 1), (40, 900), (300, 200), (1_500, 1_200)] {
            let sent = file(&plain(width, height, [200, 30, 30, 255]), format);
            let made = of(&sent).unwrap();
            assert_eq!(made.dimensions(), (SIDE, SIDE), "{format:?} of {width} by {height}");
            assert!(is_near(made.get_pixel(9, 200), RED), "{format:?} of {width} by {height}");
        }
    }
}

#[test]
fn what_is_seen_through_is_white() {
    let made = of(&file(&plain(64, 64, [9, 9, 9, 0]), ImageFormat::Png)).unwrap();
    assert!(is_near(made.get_pixel(128, 128), [255; 3]));
}

#[test]
fn the_middle_is_kept() {
    let made = of(&file(&two_colors(900, 300), ImageFormat::Png)).unwrap();
    assert!(is_near(made.get_pixel(10, 128), RED) && is_near(made.get_pixel(245, 128), BLUE));
    // Its left edge is cut off with all the rest.
    let mut edge = two_colors(900, 300).to_rgb8();
    edge.put_pixel(299, 0, image::Rgb([0, 255, 0]));
    assert_eq!(of(&file(&edge.into(), ImageFormat::Png)).unwrap(), made);
}

#[test]
fn a_photograph_is_upright_and_tells_nothing_of_its_place() {
    let image = two_colors(256, 256).to_rgb8();
    // Turned by 180 degrees, and a note where it was taken.
    let exif = b"MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x03\0\0\
                 \x01\x0e\0\x02\0\0\0\x04GPS\0\0\0\0\0";
    let mut sent = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut sent, 95);
    encoder.set_exif_metadata(exif.to_vec()).unwrap();
    encoder.encode_image(&image).unwrap();
    let holds = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|some| some == word);
    assert!(holds(&sent, b"Exif") && holds(&sent, b"GPS"));
    let made = Picture::of_file(&sent).unwrap();
    assert!(!holds(made.bytes(), b"Exif") && !holds(made.bytes(), b"GPS"));
    let made = of(&sent).unwrap();
    assert!(is_near(made.get_pixel(10, 128), BLUE) && is_near(made.get_pixel(245, 128), RED));
}

#[test]
fn of_an_animation_the_first_picture_is_kept() {
    let mut sent = Vec::new();
    let mut encoder = GifEncoder::new(&mut sent);
    for color in [[200, 30, 30, 255], [20, 40, 200, 255]] {
        encoder.encode_frame(Frame::new(plain(30, 30, color).to_rgba8())).unwrap();
    }
    drop(encoder);
    assert!(is_near(of(&sent).unwrap().get_pixel(128, 128), RED));
}

/// A few bytes that claim to be so large.
fn claims(width: u32, height: u32) -> [(&'static str, Vec<u8>); 3] {
    let mut png = file(&plain(1, 1, [0; 4]), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let check = crc(&png[12..29]);
    png[29..33].copy_from_slice(&check.to_be_bytes());
    let mut gif = file(&plain(1, 1, [0, 0, 0, 255]), ImageFormat::Gif);
    let short = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
    gif[6..8].copy_from_slice(&short(width).to_le_bytes());
    gif[8..10].copy_from_slice(&short(height).to_le_bytes());
    let mut jpeg = file(&plain(1, 1, [0; 4]), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 7].copy_from_slice(&short(height).to_be_bytes());
    jpeg[frame + 7..frame + 9].copy_from_slice(&short(width).to_be_bytes());
    [("PNG", png), ("GIF", gif), ("JPEG", jpeg)]
}

/// The check that a PNG carries after each of its parts.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 }
        })
    })
}

#[test]
fn what_claims_to_be_huge_is_refused_before_it_is_decoded() {
    for (kind, sent) in claims(60_000, 60_000) {
        assert!(sent.len() < 2_000, "{kind}");
        assert_eq!(of(&sent), Err(PictureError::TooManyPixels), "{kind}");
    }
    let (_, png) = claims(i32::MAX as u32, i32::MAX as u32).into_iter().next().unwrap();
    assert_eq!(of(&png), Err(PictureError::TooManyPixels));
}

#[test]
fn what_is_no_picture_is_refused() {
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let html = b"<!DOCTYPE html><script>alert(1)</script>";
    // A name is not enough to be one of the four.
    let bitmap = b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0";
    for strange in [&b""[..], b"x", svg, html, bitmap, b"\x89PNG\r\n\x1a\n", b"GIF89a", &[0; 64]] {
        assert_eq!(of(strange), Err(PictureError::Unreadable), "{strange:?}");
    }
    assert_eq!(of(&vec![0; FILE_BYTES + 1]), Err(PictureError::TooBig));
}

/// However a file is cut or spoiled, it is read or refused, and what is made of it is a picture.
#[test]
fn what_is_cut_or_spoiled_never_panics() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
        let whole = file(&two_colors(16, 12), format);
        for end in (0..whole.len()).step_by(3) {
            _ = of(&whole[..end]);
        }
        for at in (0..whole.len()).step_by(5) {
            let mut spoiled = whole.clone();
            spoiled[at] ^= 0x55;
            _ = of(&spoiled);
        }
        assert!(of(&whole[..whole.len() / 4]).is_err(), "{format:?}");
    }
}

#[tokio::test]
async fn only_a_few_are_received_at_once() {
    let pictures = Pictures::default();
    let held: Vec<_> = (0..UPLOADS).map(|_| pictures.receive().unwrap()).collect();
    assert_eq!(pictures.receive().err(), Some(PictureError::Busy));
    drop(held);
    assert!(pictures.receive().is_ok());
    let made = pictures.make(file(&two_colors(30, 30), ImageFormat::Png)).await;
    assert!(made.is_ok());
    assert_eq!(pictures.make(b"none".to_vec()).await, Err(PictureError::Unreadable));
}
