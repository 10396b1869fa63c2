//! What a file is, by its name.

/// The media type to send it with.
pub(super) fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "jpg" | "jpeg" => "image/jpeg",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// Whether the name holds a hash of the bytes, as `cargo leptos` writes it: `hark.HASH.js`, with an
/// MD5 in 22 characters of base64url.
pub(super) fn is_hashed(path: &str) -> bool {
    let Some(name) = path.strip_prefix("/pkg/") else { return false };
    let hash = name.split('.').rev().nth(1).unwrap_or_default();
    hash.len() == 22
        && hash.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_may_be_kept_for_ever() {
        assert!(is_hashed("/pkg/hark.L6Uv4bqmd8P-Wk2_T1zZ0Q.wasm"));
        assert!(!is_hashed("/pkg/hark.wasm"));
        assert!(!is_hashed("/pkg/snippets/inline0.js"));
        assert!(!is_hashed("/icons.L6Uv4bqmd8P-Wk2_T1zZ0Q.svg"));
    }
}
