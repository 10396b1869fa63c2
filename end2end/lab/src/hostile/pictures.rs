//! C84 to C88: what is taken of files.

use std::sync::Arc;

use futures::FutureExt;

use super::hand;
use super::scene::Scene;
use super::{Case, Verdict, tried};
use crate::http::Visitor;

/// Hidden in a picture.
const CANARY: &[u8] = b"taken at home, 50.0755 N 14.4378 E";

pub(super) fn cases() -> Vec<Case> {
    vec![
        tried(84, "pages and programs that say they are pictures", |scene| {
            no_pictures(scene).boxed()
        }),
        tried(85, "a picture of two and a half thousand million dots", |scene| {
            huge_picture(scene).boxed()
        }),
        tried(86, "file names that lead elsewhere", |scene| file_names(scene).boxed()),
        tried(87, "a file that is shorter than it says", |scene| short_upload(scene).boxed()),
        tried(88, "what a picture says of where it was taken", |scene| told_place(scene).boxed()),
    ]
}

async fn no_pictures(scene: Arc<Scene>) -> Verdict {
    let crook = &scene.somebody().visitor;
    for file in [
        &b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"[..],
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a=1;alert(1)//",
        b"%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>",
        b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
        b"",
    ] {
        let answer = upload(crook, file).await?;
        if answer != 422 {
            return Err(format!(
                "{:.12?} was answered with {answer}",
                String::from_utf8_lossy(file)
            ));
        }
    }
    Ok(())
}

/// Of files, the server receives a few at once. Whoever is refused for that asks again.
async fn upload(who: &Visitor, file: &[u8]) -> Result<u16, String> {
    loop {
        let answer = who.upload("/account/picture", file).await?;
        if answer.status != 503 {
            return Ok(answer.status);
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}

/// The head of a PNG that says it is fifty thousand dots wide and high.
async fn huge_picture(scene: Arc<Scene>) -> Verdict {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    png.extend(50_000_u32.to_be_bytes());
    png.extend(50_000_u32.to_be_bytes());
    png.extend([8, 2, 0, 0, 0]);
    png.extend(crc32(&png[12..]).to_be_bytes());
    png.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
    let mut gif = dot(b"");
    gif[6..10].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    for file in [png, gif] {
        let answer = upload(&scene.somebody().visitor, &file).await?;
        if answer != 422 {
            return Err(format!("it was answered with {answer}"));
        }
    }
    Ok(())
}

/// What a file is called is nobody's business: a picture has a number.
async fn file_names(scene: Arc<Scene>) -> Verdict {
    let citizen = scene.somebody();
    let (server, token) = (citizen.visitor.server, citizen.visitor.token.clone());
    for name in
        ["../../../etc/cron.d/x", "x\r\nSet-Cookie: a=b", "\u{202e}gpj.exe", "", &*"n".repeat(4096)]
    {
        let body = [
            format!(
                "--edge\r\nContent-Disposition: form-data; name=\"picture\"; \
                 filename=\"{name}\"\r\n\r\n"
            )
            .as_bytes(),
            &dot(b""),
            b"\r\n--edge--\r\n",
        ]
        .concat();
        let head = format!(
            "POST /account/picture HTTP/1.1\r\nHost: {server}\r\nOrigin: http://{server}\r\n\
             Cookie: hark_session={}\r\nContent-Length: {}\r\n\
             Content-Type: multipart/form-data; boundary=edge\r\n\r\n",
            token.as_deref().unwrap_or_default(),
            body.len()
        );
        let answer = hand::ask(server, [head.as_bytes(), &body].concat()).await?;
        answer
            .is_one_of(&[303, 400, 422, 503])
            .map_err(|problem| format!("{name:.20?}: {problem}"))?;
        if answer.head.contains("a=b") {
            return Err("a file's name has become a header".into());
        }
    }
    if std::path::Path::new("/etc/cron.d/x").exists() {
        return Err("a file's name was followed".into());
    }
    Ok(())
}

async fn short_upload(scene: Arc<Scene>) -> Verdict {
    let citizen = scene.somebody();
    let (server, token) = (citizen.visitor.server, citizen.visitor.token.clone());
    let head = format!(
        "POST /account/picture HTTP/1.1\r\nHost: {server}\r\nOrigin: http://{server}\r\n\
         Cookie: hark_session={}\r\nContent-Length: 90000\r\n\
         Content-Type: multipart/form-data; boundary=edge\r\n\r\n--edge\r\n",
        token.as_deref().unwrap_or_default()
    );
    hand::ask(server, head).await?.is_one_of(&[408, 503])?;
    let long = format!(
        "POST /account/picture HTTP/1.1\r\nHost: {server}\r\nOrigin: http://{server}\r\n\
         Cookie: hark_session={}\r\nContent-Length: 900000000\r\n\
         Content-Type: multipart/form-data; boundary=edge\r\n\r\n--edge\r\n",
        token.as_deref().unwrap_or_default()
    );
    hand::ask(server, long).await?.is_one_of(&[413, 408, 503])
}

/// It is drawn anew: what was said in the file besides is gone.
async fn told_place(scene: Arc<Scene>) -> Verdict {
    let citizen = scene.somebody();
    let status = upload(&citizen.visitor, &dot(CANARY)).await?;
    if status != 303 {
        return Err(format!("the picture was answered with {status}"));
    }
    let page = citizen.visitor.get("/account").await?;
    let page = String::from_utf8_lossy(&page.body).into_owned();
    let begin = format!("/people/{}/pictures/", citizen.user);
    let (_, rest) = page.split_once(&begin).ok_or("no picture on the account's page")?;
    let number: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    let picture = citizen.visitor.get(&format!("{begin}{number}")).await?;
    if picture.status != 200 {
        return Err(format!("the picture was answered with {}", picture.status));
    }
    let told = picture.body.windows(CANARY.len()).any(|part| part == CANARY);
    if told { Err("the place is still told".into()) } else { Ok(()) }
}

/// A picture of one dot, and what it says besides.
fn dot(comment: &[u8]) -> Vec<u8> {
    let colors = [0x80, 0, 0, 200, 160, 88, 0, 0, 0];
    let said = match u8::try_from(comment.len()) {
        Ok(length @ 1..) => [&[0x21, 0xfe, length], comment, &[0]].concat(),
        Ok(0) | Err(_) => Vec::new(),
    };
    let dot = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b];
    [&b"GIF89a\x01\0\x01\0"[..], &colors, &said, &dot].concat()
}

/// As PNG has it (W3C PNG, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes
        .iter()
        .fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}
