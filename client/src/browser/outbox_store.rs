//! The outbox on the browser's disk: IndexedDB, one record for each message, under the person's id
//! so that nobody sends what somebody else wrote. Where there is no IndexedDB the page says so.

use std::cell::RefCell;
use std::rc::Rc;

use hark_protocol::sync::{Input, OutboxItem};
use hark_protocol::{ClientMessageId, UserId};
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

use super::dom;
use super::host::Host;
use crate::chat::screen::update;
use crate::chat::spot::Side;

const DATABASE: &str = "hark";
const STORE: &str = "outbox";

/// Where the outbox is kept.
pub(super) struct OutboxStore {
    user: UserId,
    place: RefCell<Place>,
}

/// What is done to the store before it is open waits here.
enum Place {
    Opening(Vec<Waiting>),
    Disk(IdbDatabase),
    /// Nothing is kept over a reload.
    Nowhere,
}

type Waiting = Box<dyn FnOnce(&OutboxStore)>;

impl OutboxStore {
    pub(super) fn new(user: UserId) -> Self {
        Self { user, place: RefCell::new(Place::Opening(Vec::new())) }
    }

    /// Opens the database and tells the client what it holds.
    pub(super) fn open(host: &Rc<Host>) {
        let request = dom::window().indexed_db().ok().flatten();
        let request = request.and_then(|idb| idb.open_with_u32(DATABASE, 1).ok());
        let Some(request) = request else { return host.store.give_up(host) };
        let upgrading = request.clone();
        request.set_onupgradeneeded(Some(&once(move || create(&upgrading))));
        let (opened, opening) = (Rc::clone(host), request.clone());
        request.set_onsuccess(Some(&once(move || {
            match opening.result().ok().and_then(|result| result.dyn_into().ok()) {
                Some(database) => opened.store.opened(&opened, database),
                None => opened.store.give_up(&opened),
            }
        })));
        let failed = Rc::clone(host);
        request.set_onerror(Some(&once(move || failed.store.give_up(&failed))));
    }

    /// Stores an item, then says so to the client. Where that fails the page says that it is
    /// only in memory, and the message goes on.
    pub(super) fn put(&self, host: &Rc<Host>, item: &OutboxItem) {
        let (host, id) = (Rc::clone(host), item.client_message_id);
        let value = Uint8Array::from(item.encode().as_slice());
        self.when_open(move |this| {
            let put = this.write().and_then(|(store, transaction)| {
                store.put_with_key(&value, &this.key(id)).ok()?;
                Some(transaction)
            });
            let Some(transaction) = put else {
                host.not_kept();
                host.feed(Input::OutboxStored(id));
                return;
            };
            let stored = Rc::clone(&host);
            transaction.set_oncomplete(Some(&once(move || {
                stored.forget_draft();
                stored.feed(Input::OutboxStored(id));
            })));
            transaction.set_onabort(Some(&once(move || {
                host.not_kept();
                host.feed(Input::OutboxStored(id));
            })));
        });
    }

    /// Removes an item.
    pub(super) fn forget(&self, id: ClientMessageId) {
        self.when_open(move |this| {
            if let Some((store, _)) = this.write() {
                // One that stays is sent again at the next load, and answered as a duplicate.
                let _ = store.delete(&this.key(id));
            }
        });
    }

    fn opened(&self, host: &Rc<Host>, database: IdbDatabase) {
        let request = self.read_all(&database);
        let waiting = self.place.replace(Place::Disk(database));
        if let Some(request) = request {
            let (host, reading) = (Rc::clone(host), request.clone());
            request.set_onsuccess(Some(&once(move || {
                let items = reading.result().map(|values| decode(&values)).unwrap_or_default();
                host.feed(Input::OutboxLoaded(items));
            })));
        }
        self.catch_up(waiting);
    }

    fn give_up(&self, host: &Rc<Host>) {
        let waiting = self.place.replace(Place::Nowhere);
        host.not_kept();
        self.catch_up(waiting);
    }

    fn catch_up(&self, waiting: Place) {
        if let Place::Opening(waiting) = waiting {
            waiting.into_iter().for_each(|call| call(self));
        }
    }

    fn when_open(&self, call: impl FnOnce(&Self) + 'static) {
        if let Place::Opening(waiting) = &mut *self.place.borrow_mut() {
            return waiting.push(Box::new(call));
        }
        call(self);
    }

    fn read_all(&self, database: &IdbDatabase) -> Option<IdbRequest> {
        let store = database.transaction_with_str(STORE).ok()?.object_store(STORE).ok()?;
        let of_user = [&self.user.to_string(), "/"].concat();
        let end = [&of_user, "~"].concat();
        let range = IdbKeyRange::bound(&of_user.into(), &end.into()).ok()?;
        store.get_all_with_key(&range).ok()
    }

    /// A transaction that is on the disk, not only on its way there, when it is complete.
    /// web-sys keeps its options behind a flag of the compiler.
    fn write(&self) -> Option<(IdbObjectStore, IdbTransaction)> {
        let place = self.place.borrow();
        let Place::Disk(database) = &*place else { return None };
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).ok()?;
        let begin: Function =
            Reflect::get(database, &"transaction".into()).ok()?.dyn_into().ok()?;
        let transaction =
            begin.call3(database, &STORE.into(), &"readwrite".into(), &options).ok()?;
        let transaction: IdbTransaction = transaction.dyn_into().ok()?;
        Some((transaction.object_store(STORE).ok()?, transaction))
    }

    fn key(&self, id: ClientMessageId) -> JsValue {
        [&self.user.to_string(), "/", &id.to_string()].concat().into()
    }
}

impl Host {
    /// Says that what is on its way is only in memory.
    fn not_kept(&self) {
        self.kept.set(false);
        self.clear_note(Side::Room);
    }

    /// The composer says nothing but what is always to be said.
    pub(super) fn clear_note(&self, side: Side) {
        let note = if self.kept.get() { "" } else { hark_words::composer::not_kept() };
        update(self.note(side), note);
    }

    /// Whether leaving the page now would lose what is on its way.
    pub(super) fn would_lose(&self) -> bool {
        !self.kept.get() && self.client.borrow().has_unsent()
    }
}

fn create(request: &IdbOpenDbRequest) {
    let database = request.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok());
    if let Some(database) = database {
        // Fails only where it is there already.
        let _ = database.create_object_store(STORE);
    }
}

/// What cannot be read was written by another version; it is left where it is.
fn decode(values: &JsValue) -> Vec<OutboxItem> {
    let items = Array::from(values).into_iter();
    items.filter_map(|value| OutboxItem::decode(&Uint8Array::new(&value).to_vec()).ok()).collect()
}

fn once(call: impl FnOnce() + 'static) -> Function {
    let call: Box<dyn FnOnce()> = Box::new(call);
    Closure::once_into_js(call).unchecked_into()
}
