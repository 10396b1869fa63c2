//! C71 to C83: what is shown. A browser's own view of it is in the stories of hostile texts; here
//! it is what the server writes into its pages.

use std::sync::Arc;

use futures::FutureExt;

use super::commands::{ask, post};
use super::messages::{fresh, page_of, posted};
use super::scene::Scene;
use super::{Case, Verdict, absent, tried};
use crate::peer::Peer;

/// Why five rows are not tried.
const NO_UNFURLING: &str = "no server of ours asks other servers for anything";

pub(super) fn cases() -> Vec<Case> {
    vec![
        tried(71, "scripts, and addresses that are some", |scene| {
            shown(
                scene,
                &[
                    "<script>alert(1)</script>",
                    "<img src=x onerror=alert(1)>",
                    "<svg onload=alert(1)>",
                    "<a href=\"javascript:alert(1)\">a</a>",
                    "[a](javascript:alert(1))",
                    "[a](JaVaScRiPt:alert(1))",
                    "[a](java\tscript:alert(1))",
                    "[a](&#106;avascript:alert(1))",
                    "[a](data:text/html;base64,PHNjcmlwdD4=)",
                    "[a](vbscript:msgbox(1))",
                    "<javascript:alert(1)>",
                    "![a](javascript:alert(1))",
                ],
            )
            .boxed()
        }),
        tried(72, "what turns into a script when it is read twice", |scene| {
            shown(
                scene,
                &[
                    "<math><annotation-xml encoding=\"text/html\"><script>alert(1)</script>",
                    "<svg><set attributeName=onmouseover to=alert(1)>",
                    "<svg><animate onbegin=alert(1)>",
                    "<style><img src=x onerror=alert(1)></style>",
                    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                    "<title></title><script>alert(1)</script>",
                    "`</code><script>alert(1)</script>`",
                    "```html\n</code></pre><script>alert(1)</script>\n```",
                ],
            )
            .boxed()
        }),
        tried(73, "a definition of a link and nothing else", |scene| alone(scene).boxed()),
        tried(74, "depths of brackets, stars, quotes and lists", |scene| deep(scene).boxed()),
        tried(75, "odd questions to the search", |scene| odd_queries(scene).boxed()),
        tried(76, "odd names", |scene| odd_names(scene).boxed()),
        tried(77, "a link whose text is another's address", |scene| other_text(scene).boxed()),
        tried(78, "templates and formulas", |scene| literal(scene).boxed()),
        absent(79, "addresses of the server's own network", NO_UNFURLING),
        absent(80, "redirects to them", NO_UNFURLING),
        absent(81, "names that change their address", NO_UNFURLING),
        absent(82, "answers without end", NO_UNFURLING),
        absent(83, "pictures of other servers", NO_UNFURLING),
    ]
}

/// Each is on its page as text: nothing of it is an element, and no link runs anything.
async fn shown(scene: Arc<Scene>, texts: &[&str]) -> Verdict {
    let mut peer = Peer::open(&scene.somebody().visitor).await?;
    for text in texts {
        let at = posted(ask(&mut peer, post(scene.room(), fresh(), text)?).await?)?;
        let page = page_of(&scene, at).await?;
        let page = page.to_ascii_lowercase();
        let text = text.to_ascii_lowercase();
        // What Hark writes itself, it writes without these.
        for made in ["<script>alert", "onerror=alert(1)>", "<svg on", "<set ", "<animate", "<math"]
        {
            if text.contains(made) && page.contains(made) {
                return Err(format!("{text} has become an element"));
            }
        }
        for scheme in ["javascript:", "data:", "vbscript:"] {
            for attribute in ["href", "src", "action"] {
                for quote in ["", "\"", "'"] {
                    if page.contains(&format!("{attribute}={quote}{scheme}")) {
                        return Err(format!("{text} has become an address"));
                    }
                }
            }
        }
    }
    Ok(())
}

async fn alone(scene: Arc<Scene>) -> Verdict {
    let mut peer = Peer::open(&scene.somebody().visitor).await?;
    let text = "[seventythree]: b";
    let at = posted(ask(&mut peer, post(scene.room(), fresh(), text)?).await?)?;
    let page = page_of(&scene, at).await?;
    page.contains("[seventythree]").then_some(()).ok_or_else(|| "the message is empty".into())
}

async fn deep(scene: Arc<Scene>) -> Verdict {
    let mut peer = Peer::open(&scene.somebody().visitor).await?;
    let list: String = (0..170).map(|depth| format!("{}- x\n", " ".repeat(depth))).collect();
    let texts = [
        "[".repeat(10_000),
        "*".repeat(10_000),
        "_a".repeat(5_000),
        ">".repeat(10_000),
        "> ".repeat(5_000) + "x",
        "`".repeat(5_000),
        "[a](".repeat(4_000),
        "![".repeat(5_000),
        "**a *b ".repeat(2_000),
        list,
    ];
    for text in texts {
        let posted_at = ask(&mut peer, post(scene.room(), fresh(), text.trim_end())?).await?;
        page_of(&scene, posted(posted_at)?).await?;
    }
    Ok(())
}

async fn odd_queries(scene: Arc<Scene>) -> Verdict {
    let crook = &scene.somebody().visitor;
    for query in [
        "%3Cb%3Ehostile%3C%2Fb%3E".to_owned(),
        "%22+OR+*".to_owned(),
        "NEAR%28a+b%29+AND+NOT".to_owned(),
        "from%3A+in%3A+after%3A".to_owned(),
        "%27+OR+1%3D1--".to_owned(),
        "%00".to_owned(),
        "x".repeat(10 * 1024),
        "%FF%FE".to_owned(),
    ] {
        let answer = crook.get(&format!("/search?q={query}")).await?;
        if !matches!(answer.status, 200 | 400 | 422) {
            return Err(format!("{query:.40} was answered with {}", answer.status));
        }
        if answer.body.windows(10).any(|part| part == b"<b>hostile") {
            return Err(format!("{query:.40} has become an element"));
        }
    }
    Ok(())
}

async fn odd_names(scene: Arc<Scene>) -> Verdict {
    let citizen = scene.somebody();
    for (name, taken) in [
        ("\u{202e}nimda", false),
        (&*"x".repeat(10_000), false),
        ("a\u{0}b", false),
        ("", false),
        ("<b>Bold</b>", true),
    ] {
        let answer = citizen.visitor.post("/account/name", &[("name", name)]).await;
        let answer = answer?;
        if answer.status == 303 && !taken {
            // Taken and mended is as well as refused.
            let page = citizen.visitor.get("/account").await?;
            let page = String::from_utf8_lossy(&page.body).into_owned();
            if name.is_empty() || page.contains(name) {
                return Err(format!("{name:.20?} was taken as it is"));
            }
        } else if (answer.status == 303) != taken {
            return Err(format!("{name:.20?} was answered with {}", answer.status));
        }
    }
    let page = citizen.visitor.get("/account").await?;
    let page = String::from_utf8_lossy(&page.body).into_owned();
    if page.contains("<b>Bold") { Err("a name has become an element".into()) } else { Ok(()) }
}

/// Where it leads stands beside what it says, and the other site learns nothing of ours.
async fn other_text(scene: Arc<Scene>) -> Verdict {
    let mut peer = Peer::open(&scene.somebody().visitor).await?;
    let text = "[https://bank.example/](https://seventyseven.example/steal)";
    let at = posted(ask(&mut peer, post(scene.room(), fresh(), text)?).await?)?;
    let page = page_of(&scene, at).await?;
    let (_, link) = page.split_once("https://seventyseven.example/steal").ok_or("no link")?;
    let (tag, rest) = link.split_once('>').ok_or("half a link")?;
    let shown = rest.split("</p>").next().unwrap_or_default();
    for word in ["noopener", "noreferrer", "nofollow"] {
        if !tag.contains(word) {
            return Err(format!("no {word} in {tag}"));
        }
    }
    if shown.contains("seventyseven.example") {
        Ok(())
    } else {
        Err(format!("it does not say where it leads: {shown:.200}"))
    }
}

async fn literal(scene: Arc<Scene>) -> Verdict {
    let mut peer = Peer::open(&scene.somebody().visitor).await?;
    for text in ["{{7*7}}", "${7*7}", "#{7*7}", "=cmd|' /C calc'!A0", "%{7*7}"] {
        let said = format!("seventyeight {text} end");
        let at = posted(ask(&mut peer, post(scene.room(), fresh(), &said)?).await?)?;
        let page = page_of(&scene, at).await?;
        let escaped = said.replace('\'', "&#39;");
        if !page.contains(&said)
            && !page.contains(&escaped)
            && !page.contains(&said.replace('\'', "&#x27;"))
        {
            return Err(format!("{text} is not shown as it was typed"));
        }
    }
    Ok(())
}
