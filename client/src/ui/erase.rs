//! Views whose type is forgotten, so that what holds them is compiled once.
//!
//! Leptos' own `AnyView` also compiles how each view is hydrated asynchronously, which nothing here
//! needs, and is a table of functions in each view instead of a pointer to one.

use std::any::{Any, TypeId};
use std::future::Future;

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::types::{Element, Node};
use leptos::tachys::view::{Mountable, Position, PositionState};

/// Forgets a view's type.
pub trait Erase {
    /// The view, as one of any type.
    fn erase(self) -> Erased;
}

impl<V: RenderHtml + 'static> Erase for V {
    fn erase(self) -> Erased {
        const { assert!(V::EXISTS, "what is drawn as nothing needs no type to forget") };
        Erased(Box::new(self))
    }
}

/// A view of any type, which is there at once and takes no attributes from outside.
pub struct Erased(Box<dyn View>);

/// What was drawn of a view, and of which type that was.
pub struct Drawn {
    of: TypeId,
    state: Box<dyn State>,
}

/// What a view can do without saying what it is.
trait View: Send {
    fn of(&self) -> TypeId;
    fn build(self: Box<Self>) -> Box<dyn State>;
    /// To be called with a state of this very type of view only.
    fn rebuild(self: Box<Self>, state: &mut dyn Any);
    #[cfg(feature = "hydrate")]
    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn State>;
    #[cfg(feature = "ssr")]
    fn html_len(&self) -> usize;
    #[cfg(feature = "ssr")]
    fn write(self: Box<Self>, html: &mut String, position: &mut Position, escape: bool);
}

trait State: Mountable + Any {}

impl<S: Mountable + Any> State for S {}

impl<V: RenderHtml + 'static> View for V {
    fn of(&self) -> TypeId {
        TypeId::of::<V>()
    }

    fn build(self: Box<Self>) -> Box<dyn State> {
        Box::new(Render::build(*self))
    }

    fn rebuild(self: Box<Self>, state: &mut dyn Any) {
        if let Some(state) = state.downcast_mut::<V::State>() {
            Render::rebuild(*self, state);
        }
    }

    #[cfg(feature = "hydrate")]
    fn hydrate(self: Box<Self>, cursor: &Cursor, position: &PositionState) -> Box<dyn State> {
        Box::new(RenderHtml::hydrate::<true>(*self, cursor, position))
    }

    #[cfg(feature = "ssr")]
    fn html_len(&self) -> usize {
        RenderHtml::html_len(self)
    }

    #[cfg(feature = "ssr")]
    fn write(self: Box<Self>, html: &mut String, position: &mut Position, escape: bool) {
        self.to_html_with_buf(html, position, escape, false, Vec::new());
    }
}

impl Render for Erased {
    type State = Drawn;

    fn build(self) -> Drawn {
        Drawn { of: self.0.as_ref().of(), state: self.0.build() }
    }

    fn rebuild(self, drawn: &mut Drawn) {
        if self.0.as_ref().of() == drawn.of {
            self.0.rebuild(drawn.state.as_mut());
        } else {
            let mut new = Render::build(self);
            drawn.insert_before_this(&mut new);
            drawn.unmount();
            *drawn = new;
        }
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        self.state.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.state.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.state.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        self.state.elements()
    }
}

impl AddAnyAttr for Erased {
    type Output<A: Attribute> = Self;

    fn add_any_attr<A: Attribute>(self, _attribute: A) -> Self::Output<A> {
        self
    }
}

impl RenderHtml for Erased {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    fn resolve(self) -> impl Future<Output = Self> + Send {
        std::future::ready(self)
    }

    #[cfg(feature = "ssr")]
    fn html_len(&self) -> usize {
        self.0.as_ref().html_len()
    }

    #[cfg(feature = "ssr")]
    fn to_html_with_buf(
        self,
        html: &mut String,
        position: &mut Position,
        escape: bool,
        _mark_branches: bool,
        _attributes: Vec<AnyAttribute>,
    ) {
        self.0.write(html, position, escape);
    }

    #[cfg(not(feature = "ssr"))]
    fn to_html_with_buf(
        self,
        _html: &mut String,
        _position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _attributes: Vec<AnyAttribute>,
    ) {
        unreachable!("pages are written by the server")
    }

    #[cfg(feature = "hydrate")]
    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Drawn {
        Drawn { of: self.0.as_ref().of(), state: self.0.hydrate(cursor, position) }
    }

    #[cfg(not(feature = "hydrate"))]
    fn hydrate<const FROM_SERVER: bool>(
        self,
        _cursor: &Cursor,
        _position: &PositionState,
    ) -> Drawn {
        unreachable!("pages come to life in the browser")
    }

    fn into_owned(self) -> Self {
        self
    }
}
