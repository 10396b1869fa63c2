//! C95: answers of passkeys, by a device of our own that can lie.

use std::net::SocketAddr;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::Verdict;
use super::hand::{Answer, ask};
use super::scene::Scene;
use crate::http::form;
use crate::town::PASSWORD;

const FOREIGN: &str = "https://evil.example";
const SITE: &str = "localhost";
const PRESENT_AND_VERIFIED: u8 = 0x05;
const WITH_KEY: u8 = 0x40;
/// What the device calls its passkey.
const ID: &[u8; 16] = b"C095, a test key";

/// What nobody signed.
const GARBAGE: [&str; 5] = ["", "null", "{}", "[[[[[[[[", "{\"id\":\"AA\",\"rawId\":\"AA\"}"];

/// A page of the server's, opened by its name: numbers have no passkeys.
struct Page<'a> {
    server: SocketAddr,
    token: &'a str,
    origin: String,
}

/// A device with one passkey. It never counts, so that a replay is not told by its counter.
struct Device {
    key: SigningKey,
    handle: String,
}

pub(super) async fn answers(scene: Arc<Scene>) -> Verdict {
    let server = scene.server();
    // Of those who are there only the owner has a password.
    let form = [("email", "olga@example.org"), ("password", PASSWORD)];
    let token = scene.nobody().submit("/sign-in", &form).await?.session();
    let token = token.as_deref().ok_or("no session was begun")?;
    let page = Page { server, token, origin: format!("http://{SITE}:{}", server.port()) };
    foreign_pages(&page).await?;
    let by_number = scene.nobody().post("/sign-in/passkey/ask", &[]).await?;
    if by_number.status != 404 {
        return Err(format!("an address in numbers was answered with {}", by_number.status));
    }
    for garbage in GARBAGE {
        let new = page.ask("/account/passkeys/ask").await?.0;
        page.answer("/account/passkeys", &new, garbage).await?.is(422)?;
        let any = page.ask("/sign-in/passkey/ask").await?.0;
        page.answer("/sign-in/passkey", &any, garbage).await?.is(422)?;
    }
    let (question, asked) = page.ask("/account/passkeys/ask").await?;
    let mut device = Device::new();
    let made = device.make(&asked, &page.origin);
    page.answer("/account/passkeys", &question, &made).await?.is(303)?;
    signed(&page, &device).await
}

/// Forms of another site.
async fn foreign_pages(page: &Page<'_>) -> Verdict {
    let foreign = Page { origin: FOREIGN.into(), ..*page };
    for path in ["/account/passkeys", "/sign-in/passkey"] {
        foreign.post(&format!("{path}/ask"), &[]).await?.is(403)?;
        foreign.answer(path, "", "").await?.is(403)?;
    }
    Ok(())
}

/// Signatures that are right but for one thing, and one that is right.
async fn signed(page: &Page<'_>, device: &Device) -> Verdict {
    let (sign_in, ask) = ("/sign-in/passkey", "/sign-in/passkey/ask");
    for (origin, site) in [(FOREIGN, SITE), (page.origin.as_str(), "evil.example")] {
        let (question, asked) = page.ask(ask).await?;
        let answer = device.sign(&asked, origin, site);
        page.answer(sign_in, &question, &answer).await?.is(422)?;
    }
    let (question, asked) = page.ask(ask).await?;
    let answer = device.sign(&asked, &page.origin, SITE);
    let (other, _) = page.ask(ask).await?;
    page.answer(sign_in, &other, &answer).await?.is(422)?;
    page.answer(sign_in, &question, &answer).await?.is(303)?;
    page.answer(sign_in, &question, &answer).await?.is(422)
}

impl Page<'_> {
    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Result<Answer, String> {
        let (form, Self { server, token, origin }) = (form(fields), self);
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {SITE}:{}\r\nOrigin: {origin}\r\n\
             Cookie: hark_session={token}\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}",
            server.port(),
            form.len()
        );
        ask(*server, request).await
    }

    /// A question, and what its answer has to come with.
    async fn ask(&self, path: &str) -> Result<(String, Value), String> {
        let answer = self.post(path, &[("name", "A key"), ("current", PASSWORD)]).await?;
        answer.is(200)?;
        let said: Value = serde_json::from_str(&answer.body).map_err(|error| error.to_string())?;
        let question = said["question"].as_str().ok_or("no question")?.to_owned();
        Ok((question, said["asked"]["publicKey"].clone()))
    }

    async fn answer(&self, path: &str, question: &str, answer: &str) -> Result<Answer, String> {
        self.post(path, &[("question", question), ("answer", answer)]).await
    }
}

impl Device {
    fn new() -> Self {
        let key = SigningKey::from_slice(&[95; 32]).expect("a number below the curve's order");
        Self { key, handle: String::new() }
    }

    /// A new passkey, as level 3 of WebAuthn has it, with its key in COSE (RFC 9052).
    fn make(&mut self, asked: &Value, origin: &str) -> String {
        self.handle = asked["user"]["id"].as_str().unwrap_or_default().to_owned();
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = point.as_bytes()[1..].split_at(32);
        let cose = [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32][..], x, &[0x22, 0x58, 32], y];
        let about = [&about(SITE, WITH_KEY)[..], &[0; 16], &[0, 16], ID, &cose.concat()].concat();
        // CBOR: no attestation, and 148 bytes.
        let object = [&b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58\x94"[..], &about];
        answer(&json!({
            "clientDataJSON": BASE64.encode(data("webauthn.create", asked, origin)),
            "attestationObject": BASE64.encode(object.concat()),
        }))
    }

    fn sign(&self, asked: &Value, origin: &str, site: &str) -> String {
        let (data, about) = (data("webauthn.get", asked, origin), about(site, 0));
        let hash: [u8; 32] = Sha256::digest(&data).into();
        let signature: Signature = self.key.sign(&[&about[..], &hash].concat());
        answer(&json!({
            "clientDataJSON": BASE64.encode(data),
            "authenticatorData": BASE64.encode(about),
            "signature": BASE64.encode(signature.to_der()),
            "userHandle": self.handle,
        }))
    }
}

fn data(kind: &str, asked: &Value, origin: &str) -> Vec<u8> {
    let challenge = &asked["challenge"];
    let data =
        json!({ "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false });
    data.to_string().into_bytes()
}

fn about(site: &str, more: u8) -> Vec<u8> {
    let site: [u8; 32] = Sha256::digest(site).into();
    [&site[..], &[PRESENT_AND_VERIFIED | more], &[0; 4]].concat()
}

fn answer(response: &Value) -> String {
    let id = BASE64.encode(ID);
    json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string()
}
