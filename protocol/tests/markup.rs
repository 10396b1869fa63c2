//! How a message is read: what each mark means, what means nothing, and what no text can do.

#[path = "markup/tree.rs"]
mod tree;

#[path = "markup/marks.rs"]
mod marks;
#[path = "markup/chat.rs"]
mod chat;
#[path = "markup/links.rs"]
mod links;
#[path = "markup/mentions.rs"]
mod mentions;
#[path = "markup/anything.rs"]
mod anything;
