//! A phone with a passkey, which can lie.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Where the passkeys of these stories are for.
pub(crate) const ORIGIN: &str = "https://chat.example.org";
/// That somebody touched it.
pub(crate) const PRESENT: u8 = 0x01;
/// That it knew its owner.
pub(crate) const VERIFIED: u8 = 0x04;
const WITH_KEY: u8 = 0x40;

/// What a phone does with a passkey, and what one does that lies.
#[derive(Clone)]
pub(crate) struct Phone {
    pub(crate) key: SigningKey,
    pub(crate) id: [u8; 16],
    pub(crate) handle: String,
    pub(crate) counter: u32,
    pub(crate) flags: u8,
    pub(crate) origin: &'static str,
    pub(crate) site: &'static str,
}

impl Phone {
    pub(crate) fn new(number: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[number; 32]).unwrap(),
            id: [number; 16],
            handle: String::new(),
            counter: 0,
            flags: PRESENT | VERIFIED,
            origin: ORIGIN,
            site: "chat.example.org",
        }
    }

    fn client_data(&self, kind: &str, challenge: &Value) -> Vec<u8> {
        let data = json!({
            "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false,
        });
        data.to_string().into_bytes()
    }

    /// Who asks, what it has seen of its owner, and how often it was used.
    fn about(&mut self, more: u8) -> Vec<u8> {
        self.counter += 1;
        let site: [u8; 32] = Sha256::digest(self.site).into();
        [&site[..], &[self.flags | more], &self.counter.to_be_bytes()].concat()
    }

    /// Makes a passkey for this question.
    pub(crate) fn make(&mut self, asked: &Value) -> String {
        let asked = &asked["publicKey"];
        assert_eq!(asked["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(asked["authenticatorSelection"]["userVerification"], "required");
        self.handle = asked["user"]["id"].as_str().unwrap().to_owned();
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().unwrap(), point.y().unwrap());
        // COSE (RFC 9052): an elliptic curve key for ES256, with its two coordinates.
        let cose = [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32][..], x, &[0x22, 0x58, 32], y];
        let mut about = self.about(WITH_KEY);
        about.extend([&[0; 16][..], &[0, 16], &self.id, &cose.concat()].concat());
        let size = u8::try_from(about.len()).unwrap();
        let object = [&b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58"[..], &[size], &about];
        self.answer(&json!({
            "clientDataJSON": BASE64.encode(self.client_data("webauthn.create", &asked["challenge"])),
            "attestationObject": BASE64.encode(object.concat()),
        }))
    }

    /// Signs this question.
    pub(crate) fn sign(&mut self, asked: &Value) -> String {
        let data = self.client_data("webauthn.get", &asked["publicKey"]["challenge"]);
        let about = self.about(0);
        let hash: [u8; 32] = Sha256::digest(&data).into();
        let signature: Signature = self.key.sign(&[&about[..], &hash].concat());
        self.answer(&json!({
            "clientDataJSON": BASE64.encode(data),
            "authenticatorData": BASE64.encode(about),
            "signature": BASE64.encode(signature.to_der()),
            "userHandle": self.handle,
        }))
    }

    fn answer(&self, response: &Value) -> String {
        let id = BASE64.encode(self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string()
    }
}
