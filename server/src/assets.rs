//! Scripts, styles and pictures: built into a release binary, read from the disk by a debug one.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use hark_words::Language;
use sha2::{Digest, Sha256};

mod answer;
mod kind;
mod words;

pub use answer::{answer, takes};

/// A file that was built into the binary.
struct Embedded {
    path: &'static str,
    plain: &'static [u8],
    br: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

static EMBEDDED: &[Embedded] = &include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Where a debug build looks for the site when `cargo leptos` has not said.
const DEBUG_SITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site");

/// All that can be fetched besides pages. Cheap to clone.
#[derive(Clone)]
pub struct Assets {
    site: Source,
    words: Arc<[(String, Asset)]>,
}

#[derive(Clone)]
enum Source {
    /// Nothing changes while the server runs.
    Embedded { files: Arc<[(&'static str, Asset)]>, names: Option<Arc<Names>> },
    /// Everything may change, so each request looks again.
    Disk(Arc<Path>),
}

/// One file, in the forms it can be sent in.
#[derive(Clone, Debug)]
pub struct Asset {
    content_type: &'static str,
    /// The name holds a hash of the bytes: they never change under it.
    hashed: bool,
    /// As it is sent; weak, because it stands for all forms of the file.
    etag: String,
    plain: Bytes,
    br: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// The current addresses of what every page needs.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Names {
    /// The script that starts the WebAssembly.
    pub js: String,
    /// The WebAssembly.
    pub wasm: String,
    /// The style sheet.
    pub css: String,
}

/// The site named in the settings cannot be used.
#[derive(Debug)]
pub struct AssetsError(PathBuf);

impl Assets {
    /// The files of this directory; else those built in; in a debug build else those of the last
    /// `cargo leptos build`.
    pub fn load(site: Option<&Path>) -> Result<Self, AssetsError> {
        let words = words::files();
        if let Some(site) = site {
            return match site.is_dir() {
                true => Ok(Self { site: Source::Disk(site.into()), words }),
                false => Err(AssetsError(site.into())),
            };
        }
        if cfg!(debug_assertions) {
            let site = std::env::var_os("LEPTOS_SITE_ROOT");
            let site = site.map_or_else(|| DEBUG_SITE.into(), PathBuf::from);
            return Ok(Self { site: Source::Disk(site.into()), words });
        }
        let mut files: Vec<_> = EMBEDDED.iter().map(|file| (file.path, file.asset())).collect();
        files.sort_by_key(|(path, _)| *path);
        let names = Names::among(files.iter().map(|(path, _)| (*path).to_owned()));
        let names = names.map(Arc::new);
        Ok(Self { site: Source::Embedded { files: files.into(), names }, words })
    }

    /// The file at this path of the URL, which begins with a slash.
    pub fn get(&self, path: &str) -> Option<Asset> {
        if let Some((_, asset)) = self.words.iter().find(|(known, _)| known == path) {
            return Some(asset.clone());
        }
        match &self.site {
            Source::Embedded { files, .. } => {
                let at = files.binary_search_by(|(known, _)| (*known).cmp(path)).ok()?;
                Some(files[at].1.clone())
            }
            Source::Disk(site) => {
                let file = site.join(inside(path)?);
                let plain = std::fs::read(file).ok()?;
                Some(Asset::new(path, plain.into(), None, None))
            }
        }
    }

    /// Where the words are that a chat page in this language installs.
    pub fn words(&self, language: Language) -> &str {
        &self.words[language as usize].0
    }

    /// Where the script, the WebAssembly and the style sheet are now; `None`: nothing was built.
    pub fn names(&self) -> Option<Arc<Names>> {
        match &self.site {
            Source::Embedded { names, .. } => names.clone(),
            Source::Disk(site) => {
                let mut files: Vec<_> = std::fs::read_dir(site.join("pkg"))
                    .ok()?
                    .flatten()
                    .filter_map(|file| Some((file.metadata().ok()?.modified().ok()?, file)))
                    .collect();
                // A build may leave the files of the one before it; the newest count.
                files.sort_by_key(|(modified, _)| std::cmp::Reverse(*modified));
                let paths = files
                    .into_iter()
                    .filter_map(|(_, file)| Some(format!("/pkg/{}", file.file_name().to_str()?)));
                Names::among(paths).map(Arc::new)
            }
        }
    }
}

impl Names {
    /// The first of each kind among these paths.
    fn among(paths: impl Iterator<Item = String>) -> Option<Self> {
        let (mut js, mut wasm, mut css) = (None, None, None);
        for path in paths.filter(|path| path.starts_with("/pkg/hark.")) {
            let slot = match path.rsplit('.').next() {
                Some("js") => &mut js,
                Some("wasm") => &mut wasm,
                Some("css") => &mut css,
                Some(_) | None => continue,
            };
            slot.get_or_insert(path);
        }
        Some(Self { js: js?, wasm: wasm?, css: css? })
    }
}

impl Embedded {
    fn asset(&self) -> Asset {
        Asset::new(
            self.path,
            Bytes::from_static(self.plain),
            self.br.map(Bytes::from_static),
            self.gzip.map(Bytes::from_static),
        )
    }
}

impl Asset {
    fn new(path: &str, plain: Bytes, br: Option<Bytes>, gzip: Option<Bytes>) -> Self {
        let digest = Sha256::digest(&plain);
        let etag = digest[..12].iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        Self {
            content_type: kind::content_type(path),
            hashed: kind::is_hashed(path),
            etag: format!("W/\"{etag}\""),
            plain,
            br,
            gzip,
        }
    }
}

/// The path below the site, unless it tries to leave it.
fn inside(path: &str) -> Option<&str> {
    let path = path.strip_prefix('/')?;
    let plain = path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
    (plain && !path.contains(['\\', '\0', ':'])).then_some(path)
}

impl fmt::Debug for Assets {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.site {
            Source::Embedded { files, .. } => write!(out, "Assets({} built in)", files.len()),
            Source::Disk(site) => write!(out, "Assets({})", site.display()),
        }
    }
}

impl fmt::Display for AssetsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "there is no directory {} to serve the site from", self.0.display())
    }
}

impl std::error::Error for AssetsError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_cannot_leave_the_site() {
        assert_eq!(inside("/pkg/hark.js"), Some("pkg/hark.js"));
        for path in ["/../Cargo.toml", "/pkg//hark.js", "//etc/passwd", "/.git/config", "/", "x"] {
            assert_eq!(inside(path), None, "{path}");
        }
    }

    #[test]
    fn names_are_found_with_and_without_hashes() {
        let paths = ["/pkg/hark.css", "/pkg/hark.k3_x.js", "/pkg/hark.d.ts", "/pkg/hark.Zz9.wasm"];
        let names = Names::among(paths.into_iter().map(str::to_owned)).unwrap();
        assert_eq!(names.js, "/pkg/hark.k3_x.js");
        assert_eq!(names.wasm, "/pkg/hark.Zz9.wasm");
        assert_eq!(names.css, "/pkg/hark.css");
        assert_eq!(Names::among(["/pkg/hark.js".to_owned()].into_iter()), None);
    }
}
