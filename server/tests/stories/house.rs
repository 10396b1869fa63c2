//! A server of one's own, in this process, and the people who come to it.

use std::net::SocketAddr;
use std::path::Path;

use hark_server::app::App;
use hark_server::config::{Config, Rates};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::browser::Browser;

/// What everybody here signs in with.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// A running server.
pub(crate) struct House {
    pub(crate) app: App,
    pub(crate) address: SocketAddr,
    pub(crate) owner_link: Option<String>,
    pub(crate) dir: TempDir,
    running: JoinHandle<()>,
}

impl House {
    /// A new server without an owner.
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// A new server with other settings.
    pub(crate) async fn with(settings: impl FnOnce(&mut Config)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut config = Config::on_free_port(dir.path().join("data"));
        config.site = Some(site(dir.path()));
        config.rates = Rates::UNLIMITED;
        settings(&mut config);
        let app = App::start(config).unwrap();
        let (tell, told) = oneshot::channel();
        let serving = hark_server::serve_app(app.clone(), move |ready| {
            tell.send((ready.address, ready.owner_link.clone())).unwrap();
        });
        let running = tokio::spawn(async move { serving.await.unwrap() });
        let (address, owner_link) = told.await.unwrap();
        Self { app, address, owner_link, dir, running }
    }

    /// A new server that Ann owns, and her browser, signed in.
    pub(crate) async fn of_ann() -> (Self, Browser) {
        Self::of_ann_at(Rates::UNLIMITED).await
    }

    /// Likewise, where people may go on no faster than this.
    pub(crate) async fn of_ann_at(rates: Rates) -> (Self, Browser) {
        Self::of_ann_with(|config| config.rates = rates).await
    }

    /// Likewise, with other settings.
    pub(crate) async fn of_ann_with(settings: impl FnOnce(&mut Config)) -> (Self, Browser) {
        let house = Self::with(settings).await;
        let mut ann = house.browser();
        let claim = house.first_run_path();
        ann.post(&claim, &introduction("Ann", "ann@example.org")).await.onward();
        (house, ann)
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::at(self.address)
    }

    /// The path of the link that makes the owner.
    pub(crate) fn first_run_path(&self) -> String {
        let link = self.owner_link.as_ref().unwrap();
        link.strip_prefix(&format!("http://{}", self.address)).unwrap().to_owned()
    }

    /// Somebody new, by an invite of this owner's, signed in.
    pub(crate) async fn welcome(&self, owner: &mut Browser, name: &str) -> Browser {
        let invite = invite(owner, "1").await;
        let mut browser = self.browser();
        let email = format!("{}@example.org", name.to_lowercase());
        browser.post(&invite, &introduction(name, &email)).await.onward();
        browser
    }

    /// Asks the server to stop and waits until it has.
    pub(crate) async fn stop(self) -> TempDir {
        self.app.stop.cancel();
        self.running.await.unwrap();
        self.dir
    }
}

/// What the forms by which people come in ask for.
pub(crate) fn introduction<'a>(name: &'a str, email: &'a str) -> [(&'a str, &'a str); 3] {
    [("name", name), ("email", email), ("password", PASSWORD)]
}

/// The path of a new invite for so many people.
pub(crate) async fn invite(owner: &mut Browser, uses: &str) -> String {
    owner.post("/people/invites", &[("uses", uses), ("days", "7")]).await.onward();
    let page = owner.get("/people").await;
    let link = page.after("id=\"link\" type=\"text\" readonly autofocus value=\"");
    link[link.find("/join/").unwrap()..].to_owned()
}

/// A site as `cargo leptos` leaves it, with files of no weight.
pub(crate) fn site(dir: &Path) -> std::path::PathBuf {
    let site = dir.join("site");
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    let files = [
        ("pkg/hark.L6Uv4bqmd8P-Wk2_T1zZ0Q.js", "export default 1;"),
        ("pkg/hark.M6Uv4bqmd8P-Wk2_T1zZ0Q.wasm", "\0asm"),
        ("pkg/hark.N6Uv4bqmd8P-Wk2_T1zZ0Q.css", "body{}"),
        ("favicon.svg", "<svg/>"),
    ];
    for (name, text) in files {
        std::fs::write(site.join(name), text).unwrap();
    }
    site
}
