//! Profile pictures: whatever a browser sends becomes a small square JPEG without anything that was
//! hidden in the file, or is refused. Who has which is the store's.

use std::io::Cursor;
use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::panics::caught_here;

/// The largest file that is taken, in bytes: a photograph as a phone makes it.
pub const FILE_BYTES: usize = 10 * 1024 * 1024;

/// The most pixels that are decoded: what the camera of a phone gives. A file of a few bytes may
/// claim billions.
const MAX_PIXELS: u64 = 25_000_000;

/// What a decoder may allocate, in bytes: the pixels with color and transparency, and as much again
/// for its own needs.
const DECODER_BYTES: u64 = 8 * MAX_PIXELS;

/// The side of a stored picture, in pixels: the largest it is shown at, on a dense screen.
const SIDE: u32 = 256;

/// How good a JPEG, of 100: no fault is seen at this size, in about 15 kB.
const QUALITY: u8 = 85;

/// Files that are received at once: with [`FILE_BYTES`], what they may take of the memory.
const UPLOADS: usize = 4;

/// A picture that may be stored and shown: a square JPEG.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Picture(Vec<u8>);

/// Why a file was refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PictureError {
    /// More than [`FILE_BYTES`].
    TooBig,
    /// More pixels than are decoded.
    TooManyPixels,
    /// Not a picture of a kind that is known, or one that is broken.
    Unreadable,
    /// Others are sending theirs.
    Busy,
}

/// Where files become pictures, one at a time. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Pictures {
    uploads: Arc<Semaphore>,
    decoder: Arc<Semaphore>,
}

impl Default for Pictures {
    fn default() -> Self {
        Self { uploads: Arc::new(Semaphore::new(UPLOADS)), decoder: Arc::new(Semaphore::new(1)) }
    }
}

impl Pictures {
    /// Leave to receive a file, for as long as it is kept.
    pub fn receive(&self) -> Result<SemaphorePermit<'_>, PictureError> {
        self.uploads.try_acquire().map_err(|_| PictureError::Busy)
    }

    /// Makes a picture of a file, off the threads that answer. Waits for those that came before.
    pub async fn make(&self, file: Vec<u8>) -> Result<Picture, PictureError> {
        let one = Arc::clone(&self.decoder).acquire_owned().await;
        let work = move || {
            // Kept until the work is done, also if nobody waits for it any more.
            let _one = one;
            // What makes a decoder panic is a broken file like any other; the log has it.
            caught_here(|| Picture::of_file(&file)).unwrap_or(Err(PictureError::Unreadable))
        };
        tokio::task::spawn_blocking(work).await.unwrap_or(Err(PictureError::Unreadable))
    }
}

impl Picture {
    /// Its kind, as HTTP says it.
    pub const CONTENT_TYPE: &str = "image/jpeg";

    /// The picture in this file: the first if there are many, upright, its middle if it is not a
    /// square.
    fn of_file(file: &[u8]) -> Result<Self, PictureError> {
        if file.len() > FILE_BYTES {
            return Err(PictureError::TooBig);
        }
        let (image, orientation) = decode(file)?;
        let mut square = square(&image);
        square.apply_orientation(orientation);
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, QUALITY)
            .encode_image(&on_white(&square))
            .map_err(|_| PictureError::Unreadable)?;
        Ok(Self(bytes))
    }

    /// Any bytes, for where only their coming and going matters.
    #[cfg(test)]
    pub(crate) fn assumed(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// What to store.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

fn decode(file: &[u8]) -> Result<(DynamicImage, Orientation), PictureError> {
    // By its first bytes: what the browser says of a file is not to be trusted.
    let format = image::guess_format(file).map_err(|_| PictureError::Unreadable)?;
    let known = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif]
        .contains(&format);
    if !known {
        return Err(PictureError::Unreadable);
    }
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(DECODER_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refused(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(PictureError::TooManyPixels);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(|error| refused(&error))?;
    Ok((image, orientation))
}

fn refused(error: &ImageError) -> PictureError {
    match error {
        ImageError::Limits(_) => PictureError::TooManyPixels,
        ImageError::Decoding(_)
        | ImageError::Encoding(_)
        | ImageError::Parameter(_)
        | ImageError::Unsupported(_)
        | ImageError::IoError(_) => PictureError::Unreadable,
    }
}

/// The middle of an image at the size to store. What is far larger is made small quickly first.
fn square(image: &DynamicImage) -> DynamicImage {
    let side = image.width().min(image.height()).max(1);
    let (x, y) = ((image.width() - side) / 2, (image.height() - side) / 2);
    let middle = image.crop_imm(x, y, side, side);
    let near = if side > 4 * SIDE { middle.thumbnail_exact(2 * SIDE, 2 * SIDE) } else { middle };
    near.resize_exact(SIDE, SIDE, FilterType::Lanczos3)
}

/// JPEG knows no transparency: what is seen through is white.
fn on_white(image: &DynamicImage) -> RgbImage {
    let image = image.to_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0;
        let over = |color: u8| {
            let (color, alpha) = (u16::from(color), u16::from(alpha));
            ((color * alpha + 255 * (255 - alpha)) / 255) as u8
        };
        image::Rgb([red, green, blue].map(over))
    })
}

#[cfg(test)]
mod tests;
