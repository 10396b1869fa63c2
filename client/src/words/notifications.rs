//! What pages say of the system's notifications in one browser.

pub const TITLE: &str = "Notifications in this browser";
pub const ALLOW: &str = "Turn on notifications";
pub const DEFAULT: &str = "Off. You can be told of new messages while Hark is open in another tab or behind another \
     window. Your browser asks you whether Hark may do that.";
pub const GRANTED: &str = "On. You are told of new messages while Hark is open and you do not look at their room. What you \
     are told of is chosen in each room. To turn this off, change it where your browser keeps what \
     this page may do.";
pub const DENIED: &str = "Your browser has been told not to let Hark notify you, and Hark cannot ask again. To be told, \
     change it where your browser keeps what this page may do.";
pub const UNSUPPORTED: &str = "This browser cannot notify you here. It takes a browser with notifications, and an address that \
     begins with https.";
pub const NO_SCRIPT: &str = "Notifications need JavaScript.";
