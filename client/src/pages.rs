//! The plain pages: forms and lists that need no script. Each is a struct that holds what is to be
//! seen and a function that draws it.
